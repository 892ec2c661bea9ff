"""The setup for Windows, read as far as it can be where there is no Windows."""

from __future__ import annotations

import re
from pathlib import Path, PureWindowsPath

import pytest

import huddle
from huddle.paths import Paths
from huddle.start_entries import RUN_KEY
from huddle.start_options import IN_TRAY, read_start
from tests.architecture.source import ROOT
from tests.installer import inno

SCRIPT = ROOT / "installer" / "windows" / "huddle.iss"
KNOWN = inno.words()


@pytest.fixture(scope="module")
def script() -> inno.Script:
    return inno.parsed(SCRIPT.read_text("utf-8"))


def lines(script: inno.Script, section: str) -> list[dict[str, str]]:
    return script.entries.get(section, [])


def flags(line: dict[str, str]) -> set[str]:
    return set(line.get("Flags", "").split())


def test_every_word_is_one_of_inno_setup(script: inno.Script) -> None:
    assert set(script.directives) <= KNOWN.directives
    unknown = [
        (section, word)
        for section, line in script.all_entries()
        for word in (
            *(set(line) - KNOWN.parameters[section]),
            *(flags(line) - KNOWN.flags[section]),
        )
    ]
    assert unknown == []


def test_every_constant_is_known(script: inno.Script) -> None:
    of_messages = {f"cm:{name}" for name in script.messages}
    # These two are in the messages that Inno Setup brings.
    of_messages |= {"cm:CreateDesktopIcon", "cm:LaunchProgram"}
    named = [
        constant.partition(",")[0]
        for part in (script.directives, *(line for _section, line in script.all_entries()))
        for value in part.values()
        for constant in re.findall(r"(?<!\{)\{([^{#}]+)\}", value)
    ]
    assert named
    assert set(named) <= KNOWN.constants | of_messages


def test_the_code_names_nothing_unknown(script: inno.Script) -> None:
    own = set(re.findall(r"(?:function|procedure) (\w+)", script.code))
    declared = set(re.findall(r"(\w+)(?:, \w+)* ?[:=] ", script.code))
    declared |= set(re.findall(r", (\w+)", script.code))
    names = {word for word in script.code_words if re.match(r"[A-Za-z_]", word)}
    assert names <= own | declared | KNOWN.language | KNOWN.functions
    events = {name for name in own if script.code_words.count(name) == 1}
    checks = {
        word
        for _section, line in script.all_entries()
        for word in re.findall(r"\w+", line.get("Check", ""))
    } - {"and", "not"}
    assert checks <= own | KNOWN.functions
    # What nobody calls is called by Inno Setup, or never.
    assert events <= KNOWN.events | checks


def test_the_code_is_balanced(script: inno.Script) -> None:
    open_ones: list[str] = []
    for word in script.code_words:
        if word in inno.OPENING or word in "([":
            open_ones.append(word)
        elif word in {"end", ")", "]"}:
            partner = {")": "(", "]": "["}.get(word)
            opened = open_ones.pop()
            assert opened == partner if partner else opened in inno.OPENING
    assert open_ones == []


def test_messages_are_all_used_and_all_there(script: inno.Script) -> None:
    asked = set(re.findall(r"CustomMessage\('(\w+)'\)|\{cm:(\w+)", script.text))
    names = {first or second for first, second in asked}
    assert names - {"CreateDesktopIcon", "LaunchProgram"} == set(script.messages)


def test_the_version_comes_from_outside(script: inno.Script) -> None:
    assert "#ifndef Version" in script.text
    assert "Version" not in script.defines
    for name in ("AppVersion", "VersionInfoVersion"):
        assert script.directives[name] == "{#Version}"
    assert huddle.__version__ not in script.text


def test_windows_knows_an_older_one_again(script: inno.Script) -> None:
    """With another number an update would stand beside the old version for good."""
    assert script.defines["Guid"] == "8E4B6C5E-0C5D-4B52-9E0B-5B0C2F7A41D3"
    assert script.directives["AppId"] == "{{{#Guid}}"
    assert "UsePreviousAppDir" not in script.directives


def test_it_is_for_one_account_or_for_all(script: inno.Script) -> None:
    assert script.directives["PrivilegesRequired"] == "admin"
    overrides = script.directives["PrivilegesRequiredOverridesAllowed"].split()
    assert overrides == ["commandline", "dialog"]
    # What is fixed to one of the two would fail in the other, or do the wrong thing.
    assert {line["Root"] for line in lines(script, "Registry")} == {"HKA"}
    for section, line in script.all_entries():
        if "{common" in " ".join(line.values()):
            assert "IsAdminInstallMode" in line["Check"], (section, line)


def test_a_running_program_is_asked_and_never_forced(script: inno.Script) -> None:
    assert script.directives["CloseApplications"] == "yes"
    assert "taskkill" not in script.text.lower()


def test_what_is_installed_is_the_build(script: inno.Script) -> None:
    (files,) = lines(script, "Files")
    assert files["Source"] == r"dist\huddle\*"
    assert files["DestDir"] == "{app}"
    assert flags(files) == {"ignoreversion", "recursesubdirs"}
    root = SCRIPT.parent.joinpath(*PureWindowsPath(script.directives["SourceDir"]).parts)
    assert root.resolve() == ROOT


def test_every_program_named_is_the_one_built(script: inno.Script) -> None:
    named = set(re.findall(r"\{app\}\\([\w.]+)", script.text))
    assert named == {"huddle.exe", "_internal", "LICENCES"}


def test_an_update_removes_only_what_a_build_brings(script: inno.Script) -> None:
    removed = {line["Name"] for line in lines(script, "InstallDelete")}
    assert removed == {r"{app}\_internal", r"{app}\LICENCES"}
    assert "UninstallDelete" not in script.entries
    assert "UninstallRun" not in script.entries


def test_the_folder_for_all_is_never_removed(script: inno.Script) -> None:
    folders = {line["Name"]: line for line in lines(script, "Dirs")}
    assert set(folders) == {r"{commonappdata}\Huddle", r"{commonappdata}\Huddle\data"}
    assert all("uninsneveruninstall" in flags(line) for line in folders.values())
    data = folders[r"{commonappdata}\Huddle\data"]
    assert data["Permissions"] == "users-modify"
    # What an administrator set since must not be opened again by an update.
    assert "IsDataFolderNew" in data["Check"]
    assert "Permissions" not in folders[r"{commonappdata}\Huddle"]


def test_only_an_administrator_says_what_stands_beside_the_data(script: inno.Script) -> None:
    rights = [line for line in lines(script, "Run") if line["Filename"].endswith("icacls.exe")]
    assert all(r'"{commonappdata}\Huddle"' in line["Parameters"] for line in rights)
    granted = dict(
        grant.split(":", 1)
        for line in rights
        for grant in re.findall(r"\*(S-[\d-]+:\S+)", line["Parameters"])
    )
    assert granted == {
        "S-1-5-18": "(OI)(CI)F",
        "S-1-5-32-544": "(OI)(CI)F",
        "S-1-5-32-545": "(OI)(CI)RX",
    }


def routine(script: inno.Script, name: str) -> str:
    """One function or procedure of the code."""
    found = re.search(rf"^(?:function|procedure) {name}\b.*?^end;$", script.code, re.M | re.S)
    assert found is not None
    return found[0]


def test_data_go_only_after_two_questions_whose_first_answer_keeps_them(
    script: inno.Script,
) -> None:
    assert script.code.count("DelTree") == 1
    assert not re.search(r"\b(DeleteFile|RemoveDir|DelayDeleteFile|Exec|ShellExec)\b", script.code)
    asking = routine(script, "AskAboutData")
    assert "if IsToGo(Folder) and not DelTree(Folder, True, True, True) then" in asking
    first, second = re.findall(r"MsgBox\((.*)\) = (\w+)", routine(script, "IsToGo"))
    # Enter answers the first button: Yes, keep them.
    assert "'KeepData'" in first[0]
    assert first[0].endswith("MB_YESNO")
    assert first[1] == "IDNO"
    assert "'DeleteData'" in second[0]
    assert second[0].endswith("MB_YESNO or MB_DEFBUTTON2")
    assert second[1] == "IDYES"


def test_a_silent_removal_asks_nothing_and_keeps_everything(script: inno.Script) -> None:
    (call,) = (line for line in script.code.splitlines() if line.strip().startswith("AskAbout"))
    assert call.strip() == "AskAboutData(DataFolder);"
    after = routine(script, "CurUninstallStepChanged")
    assert "(CurUninstallStep = usPostUninstall) and not UninstallSilent and HoldsData" in after


def test_only_the_programs_own_folders_are_offered_to_go(script: inno.Script) -> None:
    folders = re.findall(r"ExpandConstant\('([^']+)'\)", routine(script, "DataFolder"))
    assert folders == [r"{commonappdata}\Huddle\data", r"{localappdata}\Huddle"]
    paths = Paths(Path("data"), Path("config"))
    named = set(re.findall(r"Folder \+ '\\([\w.]+)'", routine(script, "HoldsData")))
    assert named == {paths.database.name, paths.key_file.name, paths.backups.name}


def test_starting_at_sign_in_is_one_value_and_goes_with_the_task(script: inno.Script) -> None:
    put, taken = (line for line in lines(script, "Registry") if line["Subkey"] == RUN_KEY)
    assert put["Tasks"] == "startup"
    assert taken["Tasks"] == "not startup"
    # The program's own entries are called Huddle-… by the data they are for.
    assert put["ValueName"] == taken["ValueName"] == "Huddle"
    assert put["ValueData"] == rf'"{{app}}\huddle.exe" {IN_TRAY}'
    assert read_start([IN_TRAY])[0].in_tray
    assert "uninsdeletevalue" in flags(put)
    assert "deletevalue" in flags(taken)
    names = {line["Name"] for line in lines(script, "Tasks")}
    assert {
        line["Tasks"].removeprefix("not ") for _s, line in script.all_entries() if "Tasks" in line
    } == names
    assert all("unchecked" in flags(line) for line in lines(script, "Tasks"))


def test_it_signs_only_where_it_is_told_to(script: inno.Script) -> None:
    assert re.search(
        r"^#ifdef Sign\nSignTool=signing\nSignedUninstaller=yes\n#endif$", script.text, re.M
    )


@pytest.mark.parametrize(
    "wrong",
    ['[Files]\nSource: "a" DestDir: b"', "[Setup]\nAppName", '[Run]\nFilename: "a'],
)
def test_a_line_that_is_none_is_found(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        inno.parsed(wrong)


def test_the_words_for_it_departments_are_those_of_the_script(script: inno.Script) -> None:
    told = (ROOT / "docs" / "installing.md").read_text("utf-8")
    keys = set(re.findall(r"\{([0-9A-F-]{36})\}_is1", told))
    assert keys == {script.defines["Guid"]}
    tasks = {task for named in re.findall(r"/TASKS=([\w,]+)", told) for task in named.split(",")}
    assert tasks == {line["Name"] for line in lines(script, "Tasks")}
    switches = set(re.findall(r"[ '`](/[A-Z]{3,})\b", told))
    assert switches == {
        *("/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART", "/ALLUSERS", "/CURRENTUSER"),
        *("/TASKS", "/DIR", "/LOG"),
    }
    for folder in re.findall(r"ExpandConstant\('\{(\w+)\}(.+?)'\)", routine(script, "DataFolder")):
        place = {"commonappdata": "%PROGRAMDATA%", "localappdata": "%LOCALAPPDATA%"}[folder[0]]
        assert f"`{place}{folder[1]}`" in told


def test_the_words_for_it_departments_name_every_secret() -> None:
    told = (ROOT / "docs" / "installing.md").read_text("utf-8")
    workflow = (ROOT / ".github" / "workflows" / "packages.yml").read_text("utf-8")
    asked = set(re.findall(r"(?:secrets|vars)\.(\w+)", workflow))
    assert {name for name in asked if f"`{name}`" not in told} == set()
