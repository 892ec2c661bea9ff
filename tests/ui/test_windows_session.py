"""Windows ends the program for an update and starts it again, tried without Windows."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from ui.windows_session import AFTER_AN_UPDATE_ALONE, follow

COMMAND = [r"C:\Program Files\Huddle\huddle.exe", "--in-tray", "--data-dir", r"D:\Ward 7"]


class Session(QObject):
    """Ends as Windows does."""

    ends = Signal(object)


@dataclass
class Kernel:
    """Keeps what it was told to start again."""

    told: list[tuple[str, int]] = field(default_factory=list)

    def RegisterApplicationRestart(self, line: str, flags: int) -> int:  # noqa: N802 - as it is there
        self.told.append((line, flags))
        return 0


def test_it_ends_when_windows_asks_and_not_before() -> None:
    session, ended = Session(), list[str]()
    follow(session.ends, lambda: ended.append("ended"), Kernel(), COMMAND)
    assert ended == []
    session.ends.emit(object())
    assert ended == ["ended"]


def test_after_an_update_windows_starts_it_in_the_tray_on_the_same_data() -> None:
    session, kernel = Session(), Kernel()
    follow(session.ends, lambda: None, kernel, COMMAND)
    assert kernel.told == [(r'--in-tray --data-dir "D:\Ward 7"', AFTER_AN_UPDATE_ALONE)]
