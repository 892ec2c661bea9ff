"""The files of the Debian package say what the program is, and its scripts keep a ward's data."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from huddle import start_options
from huddle.exchange import handover_file
from huddle.rules.addresses import Address
from huddle.store import sealing

ROOT = Path(__file__).resolve().parents[2]
DEBIAN = ROOT / "installer" / "debian"
ID = "org.huddle.Huddle"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
SCRIPTS = ("postinst", "prerm", "postrm")

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the package is one for Linux"
)


def text(name: str) -> str:
    return (DEBIAN / name).read_text("utf-8")


def test_the_desktop_finds_the_program_its_icon_and_its_windows() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read_string(text(f"{ID}.desktop"))
    told = entry["Desktop Entry"]
    assert (told["Exec"], told["Icon"], told["Terminal"]) == ("huddle", ID, "false")
    # Qt names windows after the application (`ui/start.py`).
    assert f'setApplicationName("{told["StartupWMClass"]}")' in (ROOT / "ui/start.py").read_text()


def test_the_catalogue_names_the_same_program() -> None:
    component = ElementTree.fromstring(text(f"{ID}.metainfo.xml.in"))  # noqa: S314 - our own
    assert component.findtext("id") == ID
    assert component.findtext("launchable") == f"{ID}.desktop"
    assert component.findtext("provides/binary") == start_options.PROGRAM
    assert component.findtext("project_license") == "MIT"


@pytest.mark.parametrize(
    ("program", "name"),
    [("desktop-file-validate", f"{ID}.desktop"), ("appstreamcli", f"{ID}.metainfo.xml")],
)
def test_the_desktops_own_tools_find_nothing_wrong(program: str, name: str, tmp_path: Path) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    place = tmp_path / name
    source = DEBIAN / name
    words = (source if source.exists() else DEBIAN / f"{name}.in").read_text("utf-8")
    place.write_text(words.replace("@VERSION@", "1.2.3").replace("@DAY@", "2026-01-31"), "utf-8")
    options = ["validate", "--no-net"] if program == "appstreamcli" else []
    done = subprocess.run([program, *options, place], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_hand_over_file_is_known_by_its_ending_and_by_what_it_begins_with() -> None:
    kind = ElementTree.fromstring(text("huddle.mime.xml")).find(f"{MIME}mime-type")  # noqa: S314
    assert kind is not None
    (glob,) = kind.findall(f"{MIME}glob")
    assert glob.get("pattern") == f"*{handover_file.ENDING}"
    match = kind.find(f"{MIME}magic/{MIME}match")
    assert match is not None
    begins = str(match.get("value")).encode()
    _private, public = sealing.new_pair()
    file = handover_file.written(Address(public, "unit"), {})
    first, last = map(int, str(match.get("offset")).split(":"))
    assert first <= file.index(begins) <= last


def test_the_manual_names_every_option_and_leaves_the_commands_to_the_program() -> None:
    manual = text("huddle.1.in").replace("\\-", "-")
    told = set(re.findall(r"--[a-z][a-z-]+", start_options.options_in_words()))
    assert told
    assert {option for option in told if option not in manual} == set()
    assert "@COMMANDS@" in manual


def test_every_template_is_filled_in() -> None:
    script = (ROOT / "installer" / "make_deb.sh").read_text("utf-8")
    asked = {
        name for file in DEBIAN.iterdir() for name in re.findall(r"@([A-Z]+)@", file.read_text())
    }
    given = set(re.findall(r"\b([A-Z]{3,}) \"", script))
    assert asked == given & asked
    for file in DEBIAN.iterdir():
        assert file.name in script or file.name.replace(ID, "$id") in script, file.name


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_scripts_are_plain_shell(name: str) -> None:
    assert text(name).startswith("#!/bin/sh\n")
    assert "\nset -e\n" in text(name)
    shell = shutil.which("dash") or "sh"
    done = subprocess.run([shell, "-n", DEBIAN / name], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


# What the scripts do, in a folder that stands for the machine's own.


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A ward's data folder, with a file in it."""
    made = tmp_path / "data"
    made.mkdir()
    (made / "ward.db").write_text("a ward's record")
    return made


def run(name: str, why: str, data: Path, **more: str) -> str:
    """Run a script with another data folder than the machine's; gives what it says."""
    words = text(name).replace("data=/var/lib/huddle", f"data='{data}'")
    for before, after in more.items():
        words = words.replace(before, after)
    assert str(data) in words or name == "prerm"
    bin_folder = data.parent / "bin"
    bin_folder.mkdir(exist_ok=True)
    for program in ("addgroup", "delgroup", "getent"):
        (bin_folder / program).write_text(
            f'#!/bin/sh\necho {program} "$@" >>"{data.parent}/asked"\n'
        )
        (bin_folder / program).chmod(0o755)
    around = {**os.environ, "PATH": f"{bin_folder}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["sh", "-c", words, name, why], env=around, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("why", ["remove", "purge", "upgrade", "failed-upgrade"])
def test_no_way_to_remove_the_package_touches_the_data(why: str, data: Path) -> None:
    said = run("postrm", why, data)
    assert (data / "ward.db").read_text() == "a ward's record"
    assert (str(data) in said) == (why in ("remove", "purge"))


def test_an_empty_folder_goes_with_a_purge_and_stays_at_a_removal(data: Path) -> None:
    (data / "ward.db").unlink()
    run("postrm", "remove", data)
    assert data.exists()
    assert not run("postrm", "purge", data)
    assert not data.exists()
    assert "delgroup" in (data.parent / "asked").read_text()


def test_a_folder_that_is_there_keeps_its_mode(data: Path) -> None:
    data.chmod(0o700)
    run("postinst", "configure", data)
    assert data.stat().st_mode & 0o7777 == 0o700
    assert (data / "ward.db").exists()


def test_a_program_that_is_open_is_closed_before_its_files_are_exchanged(data: Path) -> None:
    program = shutil.copy(shutil.which("sleep") or "", data.parent / "huddle")
    other = subprocess.Popen(["sleep", "60"])
    running = subprocess.Popen([program, "60"])
    try:
        said = run("prerm", "upgrade", data, **{"/usr/lib/huddle/huddle": str(program)})
        assert "closed now" in said
        assert running.wait(5) == -15
        assert other.poll() is None
        assert not run("prerm", "upgrade", data, **{"/usr/lib/huddle/huddle": str(program)})
    finally:
        other.kill()
        running.kill()
        other.wait()
        running.wait()
