"""What the build makes on Windows and macOS is what their packages take."""

from __future__ import annotations

import ast
import re
from pathlib import PurePosixPath

import pytest

from huddle.build import Document
from installer import carried
from tests.architecture.source import ROOT

SPEC = (ROOT / "installer" / "huddle.spec").read_text("utf-8")
PACKAGE = (ROOT / "installer" / "package.sh").read_text("utf-8")
ON_WINDOWS = (
    ("PySide6\\Qt6Core.dll", "Qt6Core.dll", "BINARY"),
    ("PySide6\\vcruntime140.dll", "vcruntime140.dll", "BINARY"),
    ("PySide6\\QtCore.pyd", "QtCore.pyd", "EXTENSION"),
    ("PySide6\\Qt6Sql.dll", "Qt6Sql.dll", "BINARY"),
    ("python311.dll", "python311.dll", "BINARY"),
)


def called(name: str) -> list[dict[str, str]]:
    """The named arguments of each call in the spec, as they are written."""
    calls = [node for node in ast.walk(ast.parse(SPEC)) if isinstance(node, ast.Call)]
    return [
        {each.arg or "": ast.unparse(each.value) for each in call.keywords}
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == name
    ]


def test_the_programs_have_the_names_that_the_setup_and_its_trial_use() -> None:
    built = set(re.findall(r'starter\("([\w-]+)"', SPEC))
    assert built == {"huddle", "huddle-command"}
    for script in ("windows/huddle.iss", "windows/try_setup.py"):
        text = (ROOT / "installer" / script).read_text("utf-8")
        named = set(re.findall(r"""(?:\{app\}\\|program / ")([\w-]+)\.exe""", text))
        assert named
        assert named <= {*built, "unins000"}
    assert called("COLLECT") == [{"name": "'huddle'"}]


def test_what_the_spec_takes_was_made_before() -> None:
    dressed = set(re.findall(r'shown / "([\w.]+)"', SPEC))
    writes = (ROOT / "installer" / "dressing.py").read_text("utf-8")
    assert dressed == set(re.findall(r'folder / "([\w.]+)"', writes))
    assert 'ROOT / "build" / "dressing"' in SPEC
    assert "-m installer.dressing build/dressing" in PACKAGE
    icon = re.search(r"SetupIconFile=(.*)", (ROOT / "installer/windows/huddle.iss").read_text())
    assert icon is not None
    assert icon[1] == r"build\dressing\huddle.ico"


def test_the_folder_that_an_update_clears_is_the_builds_own() -> None:
    """Without another name said, PyInstaller puts everything but the programs there."""
    assert "contents_directory" not in SPEC
    assert r'Name: "{app}\_internal"' in (ROOT / "installer/windows/huddle.iss").read_text("utf-8")


def test_the_program_for_macos_is_the_one_that_its_script_takes() -> None:
    (bundle,) = called("BUNDLE")
    assert bundle["name"] == "'Huddle.app'"
    assert bundle["version"] == "huddle.__version__"
    script = (ROOT / "installer" / "macos" / "package.sh").read_text("utf-8")
    assert "app=dist/Huddle.app\n" in script
    assert "HUDDLE_CODESIGN_IDENTITY" in SPEC
    assert "HUDDLE_CODESIGN_IDENTITY" in script
    assert '"installer" / "macos" / "entitlements.plist"' in SPEC
    assert "--entitlements installer/macos/entitlements.plist" in script


def test_licences_go_into_the_program_for_macos_before_it_is_signed() -> None:
    script = (ROOT / "installer" / "macos" / "package.sh").read_text("utf-8")
    text = Document.LICENCES.value
    copied = script.index(f"cp dist/huddle/_internal/{text} $app/Contents/Resources/")
    assert copied < script.index('codesign "${signing[@]}" $app') < script.index("hdiutil")


@pytest.mark.parametrize("asked", ["VCRUNTIME140.dll", "vcruntime140.dll"])
def test_on_windows_a_library_is_found_by_any_case(asked: str) -> None:
    needs = {"QtCore.pyd": ["Qt6Core.dll"], "Qt6Core.dll": [asked, "KERNEL32.dll"]}
    kept = carried.reached(
        ON_WINDOWS, lambda source: needs.get(source, []), roots=["python311.dll"]
    )
    names = [PurePosixPath(place.replace("\\", "/")).name for place, _source, _kind in kept]
    assert names == ["Qt6Core.dll", "vcruntime140.dll", "QtCore.pyd", "python311.dll"]
