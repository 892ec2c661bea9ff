"""The scripts that make and try the setup for Windows, and the image for macOS."""

from __future__ import annotations

import plistlib
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import huddle
from huddle.paths import Paths
from huddle.start_options import read_start
from installer.windows import make_setup, try_setup
from tests.architecture.source import ROOT

MACOS = ROOT / "installer" / "macos"
SIGN = '"C:\\Kits\\signtool.exe" sign /sha1 AB12 $f'


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The programs that a script would have run."""
    commands: list[Any] = []

    def run(command: Any, **_how: object) -> subprocess.CompletedProcess[bytes]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    return commands


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A build with two programs, and Inno Setup where it usually is."""
    for name in (
        "dist/huddle/huddle.exe",
        "dist/huddle/huddle-command.exe",
        "Inno Setup 6/ISCC.exe",
    ):
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    monkeypatch.setattr(make_setup, "ROOT", tmp_path)
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path))
    monkeypatch.delenv("HUDDLE_SIGN", raising=False)
    return tmp_path


def test_the_version_goes_to_the_compiler_and_nothing_is_signed_unasked(
    built: Path, ran: list[Any]
) -> None:
    assert make_setup.main() == 0
    (command,) = ran
    assert command[0] == str(built / "Inno Setup 6" / "ISCC.exe")
    assert f"/DVersion={huddle.__version__}" in command
    assert not [option for option in command if "ign" in option]
    assert (ROOT / command[-1]).exists()


def test_programs_are_signed_before_the_setup_that_holds_them(
    built: Path, ran: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUDDLE_SIGN", SIGN)
    assert make_setup.main() == 0
    first, second, setup = ran
    folder = built / "dist" / "huddle"
    assert first.endswith(f'sign /sha1 AB12 "{folder / "huddle-command.exe"}"')
    assert second.endswith(f'sign /sha1 AB12 "{folder / "huddle.exe"}"')
    assert "/DSign" in setup
    assert "/Ssigning=$qC:\\Kits\\signtool.exe$q sign /sha1 AB12 $f" in setup


def test_without_the_compiler_it_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path))
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert make_setup.main() == 3
    assert "Inno Setup" in capsys.readouterr().err


class Windows:
    """Does to two folders what the setup would do, and may do it wrongly."""

    def __init__(self, root: Path, *, loses: bool = False) -> None:
        self.program = root / "Programs" / "Huddle"
        self.shared = root / "shared" / "Huddle" / "data"
        self.loses = loses
        self.done: list[list[str]] = []

    def run(self, command: list[str], **_how: object) -> None:
        self.done.append(command)
        name = Path(command[0]).name
        if name == "setup.exe":
            self.program.mkdir(parents=True, exist_ok=True)
            (self.program / "huddle.exe").touch()
        elif "new" in command:
            self.shared.mkdir(parents=True)
            Paths(self.shared, self.shared).database.touch()
        elif name == "unins000.exe":
            shutil.rmtree(self.program)
            if self.loses:
                Paths(self.shared, self.shared).database.unlink()


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Windows has its folders."""
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path / "Programs"))
    monkeypatch.setenv("PROGRAMDATA", str(tmp_path / "shared"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "own"))
    return tmp_path


def test_the_story_on_windows_is_told_to_its_end(
    places: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows = Windows(places)
    monkeypatch.setattr(subprocess, "run", windows.run)
    try_setup.main(places / "setup.exe", for_all=True)
    told = [Path(command[0]).name for command in windows.done]
    assert told == [
        "setup.exe",
        "huddle-command.exe",
        "huddle.exe",
        "huddle-command.exe",
        "setup.exe",
        "huddle-command.exe",
        "unins000.exe",
    ]
    told_to = {name: command[1:] for name, command in zip(told, windows.done, strict=True)}
    assert {"/VERYSILENT", "/SUPPRESSMSGBOXES", "/ALLUSERS"} <= set(told_to["setup.exe"])
    assert "/VERYSILENT" in told_to["unins000.exe"]
    assert read_start(told_to["huddle.exe"])[0].self_test
    given = [read_start(each[1:])[1][:1] for each in windows.done if "command" in each[0]]
    assert given == [[], ["new"], ["check"]]


def test_data_that_are_gone_are_noticed(places: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", Windows(places, loses=True).run)
    with pytest.raises(SystemExit, match="is gone"):
        try_setup.main(places / "setup.exe", for_all=True)


@pytest.mark.parametrize("script", [MACOS / "package.sh"], ids=lambda path: path.name)
def test_a_script_is_one_that_bash_can_read(script: Path) -> None:
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0
    assert script.stat().st_mode & 0o111


def test_macos_is_asked_for_no_more_than_python_needs() -> None:
    asked = plistlib.loads((MACOS / "entitlements.plist").read_bytes())
    assert asked == {
        "com.apple.security.cs.allow-jit": True,
        "com.apple.security.cs.allow-unsigned-executable-memory": True,
    }
