"""The log and the crash text: enough to find a fault by, and not one captured word.

An error's own message can hold what somebody typed, so it is left out unless its kind cannot.
"""

from __future__ import annotations

import faulthandler
import logging
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from huddle import __version__
from huddle.files import disk_errors_in_words

_LOG_FILE = "huddle.log"
_LOG_BYTES = 500_000
_LOGS_KEPT = 3
_CRASH_FILE = "crash.txt"
_FAULT_FILE = "fault.txt"
_SEEN = "-told"
_OWN = ("huddle", "main", "resources", "ui")
_SAFE_MESSAGES = (AttributeError, ImportError, NameError, RecursionError, ZeroDivisionError)
"""Errors whose message names parts of the program only."""
_PARTS = ("PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "sqlmodel", "reportlab", "typer")


class _Formatter(logging.Formatter):
    """Writes other libraries' records without their arguments, and no error's message."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line."""
        # Another handler may have left the error's full text on the record.
        changed = {"exc_text": None}
        if record.name.partition(".")[0] not in _OWN:
            changed["args"] = None
        return super().format(logging.makeLogRecord({**record.__dict__, **changed}))

    def formatException(self, ei: object) -> str:  # noqa: N802 - logging's own name
        """The error as in a crash text."""
        error = ei[1] if isinstance(ei, tuple) else None
        return "\n".join(_chain(error)) if isinstance(error, BaseException) else ""


def set_up_log(log_dir: Path) -> logging.Handler:
    """Write the log to a folder from now on, a few files in turn.

    Raises:
        Environment: The folder cannot be written.
    """
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - slow to import

    with disk_errors_in_words(log_dir):
        log_dir.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            log_dir / _LOG_FILE, maxBytes=_LOG_BYTES, backupCount=_LOGS_KEPT, encoding="utf-8"
        )
    handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.setLevel(logging.INFO)
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler


def stop_log(handler: logging.Handler) -> None:
    """Let go of the log's file."""
    logging.getLogger().removeHandler(handler)
    handler.close()


def crash_report(error: BaseException) -> str:
    """An error as text for whoever mends it: versions, kinds and places, nobody's words."""
    return "\n".join([*_versions(), "", *_chain(error), ""])


def note_crash(log_dir: Path, text: str) -> None:
    """Keep a crash text for the next start; a disk that refuses it is no second crash."""
    with suppress(OSError):
        log_dir.mkdir(parents=True, exist_ok=True)
        (log_dir / _CRASH_FILE).write_text(text, encoding="utf-8")


def last_crash(log_dir: Path) -> str:
    """What ended the last run, told once; empty when it ended well.

    Call it before `watch_for_faults`, which begins that file anew.
    """
    told = [_tell_once(log_dir / name) for name in (_CRASH_FILE, _FAULT_FILE)]
    return "\n".join(text for text in told if text)


def watch_for_faults(log_dir: Path) -> TextIO:
    """Let Python write where it stood should the process die below it.

    Returns:
        The file, which must stay open as long as the program runs.

    Raises:
        Environment: The folder cannot be written.
    """
    with disk_errors_in_words(log_dir):
        log_dir.mkdir(parents=True, exist_ok=True)
        file = (log_dir / _FAULT_FILE).open("w", encoding="utf-8")
    faulthandler.enable(file)
    return file


def _tell_once(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8", errors="replace").strip()
        path.replace(path.with_stem(path.stem + _SEEN))
    except OSError:
        return ""
    return text


def _versions() -> Iterator[str]:
    import platform  # noqa: PLC0415 - at a crash only
    from importlib import metadata  # noqa: PLC0415 - at a crash only

    yield f"Huddle {__version__}"
    yield f"Python {platform.python_version()}"
    yield f"{platform.system()} {platform.release()} {platform.machine()}"
    for name in _PARTS:
        with suppress(metadata.PackageNotFoundError):
            yield f"{name} {metadata.version(name)}"


def _chain(error: BaseException) -> Iterator[str]:
    """An error and those that led to it, the first one first."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        yield from _chain(earlier)
        yield "then"
    frame = error.__traceback__
    while frame is not None:
        code, module = frame.tb_frame.f_code, frame.tb_frame.f_globals.get("__name__", "?")
        yield f"  {module}:{frame.tb_lineno} {code.co_name}"
        frame = frame.tb_next
    kind = type(error)
    says = f": {error}" if isinstance(error, _SAFE_MESSAGES) else ""
    yield f"{kind.__module__}.{kind.__qualname__}{says}"
