"""Whether the person asked their system for less movement; Qt does not tell."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QSettings

_CLIENT_AREA_ANIMATION = 0x1042
_MAC_ACCESSIBILITY = Path("Library/Preferences/com.apple.universalaccess.plist")


def is_reduced() -> bool:
    """Whether nothing shall move by itself."""
    if sys.platform == "win32":
        return _windows_is_still()
    if sys.platform == "darwin":
        kept = QSettings(str(Path.home() / _MAC_ACCESSIBILITY), QSettings.Format.NativeFormat)
        return str(kept.value("reduceMotion", "0")).casefold() in ("1", "true")
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    gtk = _kept(config / "gtk-3.0" / "settings.ini", "Settings/gtk-enable-animations")
    plasma = _kept(config / "kdeglobals", "KDE/AnimationDurationFactor")
    return gtk in ("0", "false") or plasma in ("0", "0.0")


def _kept(file: Path, name: str) -> str:
    kept = QSettings(str(file), QSettings.Format.IniFormat)
    return str(kept.value(name, "")).casefold()


def _windows_is_still() -> bool:
    import ctypes  # noqa: PLC0415 - Windows only

    moves = ctypes.c_int(1)
    user = getattr(ctypes, "windll").user32  # noqa: B009 - absent elsewhere
    user.SystemParametersInfoW(_CLIENT_AREA_ANIMATION, 0, ctypes.byref(moves), 0)
    return not moves.value
