"""The log and the crash text hold what mends a fault, and nobody's words."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from huddle import __version__, diagnostics
from huddle.errors import Environment

SAID = "Mr X in side room 2"


def raised() -> ValueError:
    """An error with a captured word in it, and another in what led to it."""
    try:
        try:
            raise KeyError(SAID)
        except KeyError as error:
            raise ValueError(SAID) from error
    except ValueError as error:
        return error


def test_a_crash_text_names_versions_kinds_and_places() -> None:
    text = diagnostics.crash_report(raised())
    assert f"Huddle {__version__}" in text
    assert "builtins.KeyError\nthen" in text
    assert text.rstrip().endswith("builtins.ValueError")
    assert "test_diagnostics:" in text
    assert SAID not in text
    assert str(Path.home()) not in text


def test_a_message_about_the_program_itself_is_kept() -> None:
    text = diagnostics.crash_report(AttributeError("'Ward' object has no attribute 'x'"))
    assert "no attribute 'x'" in text


@pytest.mark.expects_log("it failed")
@pytest.mark.expects_log("no such row")
def test_the_log_holds_no_word_of_an_error_or_of_another_library(tmp_path: Path) -> None:
    handler = diagnostics.set_up_log(tmp_path / "log")
    try:
        logging.getLogger("huddle.store").error("it failed", exc_info=raised())
        logging.getLogger("sqlalchemy").warning("no such row: %s", SAID)
        logging.getLogger("huddle").info("opened in %s ms", 12)
    finally:
        diagnostics.stop_log(handler)
    text = (tmp_path / "log" / "huddle.log").read_text()
    assert "builtins.ValueError" in text
    assert "opened in 12 ms" in text
    assert "no such row" in text
    assert SAID not in text
    assert handler not in logging.getLogger().handlers


def test_a_log_that_cannot_be_written_is_the_environments_fault(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file")
    with pytest.raises(Environment):
        diagnostics.set_up_log(tmp_path / "log")


def test_the_last_crash_is_told_once(tmp_path: Path) -> None:
    assert diagnostics.last_crash(tmp_path) == ""
    diagnostics.note_crash(tmp_path, "what happened")
    assert diagnostics.last_crash(tmp_path) == "what happened"
    assert diagnostics.last_crash(tmp_path) == ""
    assert (tmp_path / "crash-told.txt").exists()


def test_a_crash_on_a_full_disk_is_no_second_crash(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file")
    diagnostics.note_crash(tmp_path / "log", "what happened")
    assert diagnostics.last_crash(tmp_path / "log") == ""
