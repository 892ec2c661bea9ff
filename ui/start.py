"""Starting the window, and staying until it is closed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from huddle.clock import SystemClock
from huddle.errors import Environment
from huddle.files import share_like
from huddle.fleet import chosen_paths
from huddle.i18n import use_language
from huddle.paths import default_paths
from huddle.settings import load_settings
from huddle.start_options import given_password
from ui.app import create_app
from ui.single_instance import SingleInstance
from ui.theme.theme import choose_style
from ui.trouble import tell_at_once

if TYPE_CHECKING:
    from huddle.start_options import StartOptions
    from ui.app import App


def run(options: StartOptions) -> int:
    """Open the window and stay until it is closed.

    Args:
        options: What was given on the command line; a name with a password signs in as well.

    Returns:
        The exit code.
    """
    own = default_paths().settings_file
    use_language(options.language or load_settings(own).language or "en")
    choose_style()
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(qt, QApplication):
        raise TypeError("Qt runs without widgets")
    try:
        paths = chosen_paths(options.data_dir, options.database_url)
    except Environment as error:
        return tell_at_once(error)
    if paths.fleet.language and not options.language:
        use_language(paths.fleet.language)
    share_like(paths.data_dir)
    qt.setApplicationName("Huddle")
    qt.setQuitOnLastWindowClosed(False)
    instance = SingleInstance(paths.data_dir)
    # Whoever starts hidden wants nothing raised: it may be started twice when somebody signs in.
    if not instance.is_first(raising=not options.in_tray):
        return 0
    app = create_app(qt, paths, SystemClock())
    instance.asked_to_raise.connect(app.window.come_forward)
    app.window.painted.connect(instance.listen)
    app.window.painted.connect(app.begin_log)
    app.window.painted.connect(lambda: _follow_windows(qt, app))
    stop_watching = app.trouble.watch()
    app.show(user=options.user, password=given_password(options), in_tray=options.in_tray)
    code = qt.exec()
    stop_watching()
    instance.close()
    return code


def _follow_windows(qt: QApplication, app: App) -> None:
    """After the first paint: end when Windows asks, and come back after an update."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - on Windows only

        from huddle.autostart import running_program  # noqa: PLC0415 - on Windows only
        from ui.windows_session import follow  # noqa: PLC0415 - on Windows only

        kernel = ctypes.windll.kernel32
        follow(qt.commitDataRequest, app.quit, kernel, running_program(app.paths))
