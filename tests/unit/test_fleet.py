"""The settings that an administrator makes for all programs of a computer."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from huddle.cli import ExitCode, run_command
from huddle.errors import Environment
from huddle.fleet import chosen_paths, fleet_file, fleet_settings
from huddle.fleet_keys import KEYS, Kind, in_words
from huddle.group_policy import POLICY_KEY
from huddle.i18n import language_tag
from huddle.organisation import NOTHING_SET, Feature, FleetSettings
from huddle.paths import Paths
from huddle.settings import Settings, governed, own_part, save_settings
from huddle.start_options import StartOptions
from tests.helpers.registry import Registry

ADDRESS = "postgresql://huddle@db.hospital.example/huddle?sslmode=verify-full"
WHOLE = f"""
data_dir = "/srv/huddle"
database_url = "{ADDRESS}"
language = "cy"
lock_minutes = 5
classification = "OFFICIAL"
printers = ["Ward 7", "Hall"]
mail_host = "smtp.hospital.example"
mail_port = 465
mail_security = "tls"
mail_sender = "huddle@hospital.example"
features_off = ["exports", "wall"]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The settings file."""
    made = tmp_path / "fleet.toml"
    made.write_text(f'database_url = "{ADDRESS}"\n', "utf-8")
    return made


@pytest.fixture
def none(tmp_path: Path) -> Path:
    """A settings file that nobody made."""
    return tmp_path / "none.toml"


# The file


def test_its_address_is_used_where_nothing_else_is_said(file: Path) -> None:
    found = chosen_paths(None, "", file)
    assert found.database_url == ADDRESS
    assert found.options == []


def test_the_command_line_beats_where_it_says_the_data_is(file: Path, tmp_path: Path) -> None:
    file.write_text(WHOLE, "utf-8")
    other = "postgresql://huddle@elsewhere/huddle"
    assert chosen_paths(None, other, file).database_url == other
    found = chosen_paths(tmp_path, "", file)
    assert (found.data_dir, found.database_url, found.is_by_fleet) == (tmp_path, "", False)
    assert found.fleet.lock_minutes == 5


def test_its_folder_is_used_and_asked_for_again_at_each_start(file: Path, tmp_path: Path) -> None:
    file.write_text(f'data_dir = "{(tmp_path / "there").as_posix()}"', "utf-8")
    found = chosen_paths(None, "", file)
    assert (found.data_dir, found.options) == (tmp_path / "there", [])


def test_without_it_the_data_is_ones_own(none: Path) -> None:
    found = chosen_paths(None, "", none)
    assert (found.database_url, found.is_by_fleet, found.fleet) == ("", False, NOTHING_SET)
    assert found.options


def test_all_of_it_is_known_with_where_it_stands(file: Path) -> None:
    file.write_text(WHOLE, "utf-8")
    assert fleet_settings(file) == FleetSettings(
        data_dir="/srv/huddle",
        database_url=ADDRESS,
        language="cy",
        lock_minutes=5,
        classification="OFFICIAL",
        printers=("Ward 7", "Hall"),
        mail_host="smtp.hospital.example",
        mail_port=465,
        mail_security="tls",
        mail_sender="huddle@hospital.example",
        features_off=frozenset({Feature.EXPORTS, Feature.WALL}),
        places=tuple((key.name, str(file)) for key in KEYS),
    )


def test_an_empty_file_sets_nothing(file: Path) -> None:
    file.write_text("# to come\n", "utf-8")
    assert fleet_settings(file) == NOTHING_SET


def test_the_table_of_keys_is_what_is_known() -> None:
    fields = [field.name for field in dataclasses.fields(FleetSettings)]
    assert [*(key.name for key in KEYS), "places"] == fields


def test_each_setting_is_told_in_words(file: Path) -> None:
    file.write_text(WHOLE, "utf-8")
    found = fleet_settings(file)
    assert in_words("features_off", found.features_off) == "exports, the wall"
    assert in_words("printers", found.printers) == "Ward 7, Hall"
    assert in_words("lock_minutes", 0) == "Never"
    assert in_words("mail_port", 465) == "465"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("database_url = ", "Invalid value"),
        ('address = "postgresql://huddle@db/huddle"', "“address” is no setting"),
        ("database_url = 7", "“database_url”: it must be a text"),
        (f'database_url = "{ADDRESS}"\nuser = "me"', "“user” is no setting"),
        ('database_url = "mysql://db/huddle"', "postgresql://"),
        ('database_url = "postgresql://huddle:secret@db/huddle"', "password"),
        ('database_url = "postgresql://huddle@db/huddle?password=secret"', "password"),
        ('data_dir = "Huddle"', "“data_dir”: it is no whole path"),
        ('language = "English"', "“language”: it is no language code"),
        ("lock_minutes = 7", "“lock_minutes”: it may be one of 2, 5, 10, 15, 30, 0"),
        ("lock_minutes = true", "“lock_minutes”: it must be a whole number"),
        ('lock_minutes = "5"', "“lock_minutes”: it must be a whole number"),
        ('classification = ""', "“classification”: it must be a text that is not empty"),
        (f'classification = "{"x" * 121}"', "longer than one line"),
        (r'classification = "a\nb"', "longer than one line"),
        ('printers = "Ward 7"', "“printers”: it must be a list"),
        ("printers = []", "it names nothing"),
        ('printers = [""]', "it names nothing"),
        ("printers = [7]", "it must be a list"),
        ('mail_host = "smtp.hospital.example:25"', "no name of a server"),
        ("mail_port = 0", "it is no port"),
        ("mail_port = 65536", "it is no port"),
        ('mail_security = "none"', "it may be one of starttls, tls"),
        ('mail_sender = "huddle"', "it is no mailbox"),
        ('features_off = ["sheets"]', "it may be one of mail, exports"),
        ('mail_password = "secret"', "“mail_password” is no setting"),
        ("[mail_host]\nname = 1", "“mail_host”: it must be a text"),
    ],
)
def test_a_bad_one_is_told_in_words(file: Path, content: str, reason: str) -> None:
    file.write_text(content, "utf-8")
    with pytest.raises(Environment) as refused:
        chosen_paths(None, "", file)
    assert reason in str(refused.value)
    assert str(file) in str(refused.value)
    assert "secret" not in str(refused.value)
    assert "Nothing was opened or changed" in str(refused.value)


def test_a_bad_one_keeps_a_folder_that_is_given_shut_too(file: Path, tmp_path: Path) -> None:
    """What it says of exports or of locking cannot be known, so nothing is opened without it."""
    file.write_text("features_off = 1", "utf-8")
    with pytest.raises(Environment, match="features_off"):
        chosen_paths(tmp_path, "", file)


def test_bytes_that_are_no_text_are_told_in_words(file: Path) -> None:
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Environment, match="cannot be used"):
        chosen_paths(None, "", file)


def test_a_command_tells_it_and_does_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text("database_url = 7", "utf-8")
    monkeypatch.setattr("huddle.fleet.fleet_file", lambda: file)
    assert run_command(StartOptions(), ["check"]) == ExitCode.ENVIRONMENT
    assert "cannot be used" in capsys.readouterr().err


def test_a_command_speaks_its_language_unless_another_is_given(
    file: Path, monkeypatch: pytest.MonkeyPatch, paths: Paths
) -> None:
    file.write_text('language = "xx"', "utf-8")
    monkeypatch.setattr("huddle.fleet.fleet_file", lambda: file)
    assert run_command(StartOptions(paths.data_dir), ["--help"]) == ExitCode.DONE
    assert language_tag() == "xx"
    options = StartOptions(paths.data_dir, language="en")
    assert run_command(options, ["--help"]) == ExitCode.DONE
    assert language_tag() == "en-GB"


def test_it_stands_where_only_an_administrator_writes() -> None:
    assert fleet_file().name == "fleet.toml"
    assert not fleet_file().is_relative_to(Path.home())


# Group Policy


def test_a_policy_goes_before_the_file_and_the_computers_before_the_accounts(
    file: Path, tmp_path: Path
) -> None:
    file.write_text('lock_minutes = 30\nclassification = "FILE"\nlanguage = "cy"', "utf-8")
    registry = Registry()
    registry.machine[POLICY_KEY] = {"lock_minutes": 5}
    registry.keys[POLICY_KEY] = {"lock_minutes": 2, "classification": "ACCOUNT"}
    found = fleet_settings(file, registry)
    assert (found.lock_minutes, found.classification, found.language) == (5, "ACCOUNT", "cy")
    assert dict(found.places) == {
        "lock_minutes": rf"HKEY_LOCAL_MACHINE\{POLICY_KEY}",
        "classification": rf"HKEY_CURRENT_USER\{POLICY_KEY}",
        "language": str(file),
    }


def test_a_policy_holds_every_kind_of_value(none: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUDDLE_PLACE", "/srv/here")
    registry = Registry()
    registry.expanded.add("data_dir")
    registry.machine[POLICY_KEY] = {
        "": "nobody's",
        "data_dir": "$HUDDLE_PLACE/data",
        "features_off": ["mail", "imports"],
        "mail_port": 25,
        "printers": ["Ward 7"],
    }
    found = fleet_settings(none, registry)
    assert found.data_dir == "/srv/here/data"
    assert found.features_off == {Feature.MAIL, Feature.IMPORTS}
    assert (found.mail_port, found.printers) == (25, ("Ward 7",))


def test_only_what_a_policy_calls_expandable_is_expanded(none: Path) -> None:
    registry = Registry()
    registry.machine[POLICY_KEY] = {"classification": "$HOME"}
    assert fleet_settings(none, registry).classification == "$HOME"


@pytest.mark.parametrize("place", ["machine", "keys"])
def test_a_bad_policy_is_told_with_its_key(none: Path, place: str) -> None:
    registry = Registry()
    getattr(registry, place)[POLICY_KEY] = {"lock_minutes": "5"}
    with pytest.raises(Environment) as refused:
        chosen_paths(None, "", none, registry)
    assert POLICY_KEY in str(refused.value)
    assert "“lock_minutes”: it must be a whole number" in str(refused.value)


def test_a_bad_setting_is_told_although_a_stronger_place_has_a_good_one(file: Path) -> None:
    file.write_text("lock_minutes = 7", "utf-8")
    registry = Registry()
    registry.machine[POLICY_KEY] = {"lock_minutes": 5}
    with pytest.raises(Environment, match="lock_minutes"):
        fleet_settings(file, registry)


def test_policies_that_cannot_be_read_open_nothing(none: Path) -> None:
    registry = Registry()
    registry.is_shut = True
    with pytest.raises(Environment, match="Access is denied"):
        fleet_settings(none, registry)


def test_a_computer_without_policies_or_file_has_none(none: Path) -> None:
    assert fleet_settings(none, Registry()) is NOTHING_SET


# What an account chose


FLEET = FleetSettings(
    lock_minutes=5, language="cy", features_off=frozenset({Feature.NOTIFICATIONS})
)


def test_what_is_set_goes_before_what_an_account_chose() -> None:
    found = governed(Settings(lock_minutes=30, scheme="dark"), FLEET)
    assert (found.lock_minutes, found.language, found.notifications) == (5, "cy", False)
    assert found.scheme == "dark"
    assert governed(found, NOTHING_SET) == found


def test_what_is_set_is_never_kept_as_the_accounts_own(tmp_path: Path) -> None:
    own = Settings(lock_minutes=30)
    changed = dataclasses.replace(governed(own, FLEET), scheme="dark")
    kept = own_part(changed, own, FLEET)
    assert kept == Settings(lock_minutes=30, scheme="dark")
    save_settings(tmp_path / "settings.json", kept)


def test_never_locking_can_be_set_too() -> None:
    assert governed(Settings(), FleetSettings(lock_minutes=0)).lock_minutes == 0


# Every kind of value is one that a policy can hold


def test_every_kind_is_used() -> None:
    assert {key.kind for key in KEYS} == set(Kind)
