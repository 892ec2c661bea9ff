"""What an organisation sets holds in the services, whoever is signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

from huddle.cli import ExitCode, run_command
from huddle.clock import ShiftedClock
from huddle.errors import NotAllowed, Refused
from huddle.mail_words import MailSecurity
from huddle.organisation import Feature, FleetSettings
from huddle.paths import Paths
from huddle.practice_scenarios import scenarios
from huddle.practice_ward import begin_practice
from huddle.rows.upkeep import CheckRow
from huddle.rules.access import ACCESS
from huddle.rules.features import FEATURE_OF
from huddle.rules.profile import Lasting
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.start_options import PASSWORD_VARIABLE, StartOptions
from huddle.ward import Ward
from tests.helpers.sheet_text import text_of
from tests.helpers.wards import NAME, PASSWORD, sign_in
from tests.store.test_access import functions, is_refused

Governed = Callable[..., Ward]
"""Signs in to the test's ward, with what an organisation set."""


@pytest.fixture
def governed(store_paths: Paths, clock: ShiftedClock) -> Iterator[Governed]:
    """Opens wards; they are closed at the end."""
    with ExitStack() as stack:

        def opened(**fields: object) -> Ward:
            fleet = FleetSettings(**fields)  # type: ignore[arg-type]
            ward = sign_in(replace(store_paths, fleet=fleet), clock)
            stack.callback(ward.close)
            return ward

        yield opened


def organisation_row(ward: Ward) -> CheckRow:
    return next(row for row in ward.upkeep.check() if row.name == "Organisation")


# What is switched off


def test_only_functions_that_there_are_can_be_switched_off() -> None:
    assert set(FEATURE_OF) <= set(ACCESS)


def test_each_feature_is_some_services_or_has_a_place_of_its_own() -> None:
    elsewhere = {Feature.NOTIFICATIONS, Feature.AUTOSTART}
    assert set(FEATURE_OF.values()) == set(Feature) - elsewhere


@pytest.mark.parametrize("feature", Feature)
def test_what_is_switched_off_is_refused_and_nothing_else(
    governed: Governed, feature: Feature
) -> None:
    ward = governed(features_off=frozenset({feature}))
    refused = {name for name in functions(ward) if is_refused(ward, name)}
    assert refused == {name for name, one in FEATURE_OF.items() if one is feature}


def test_it_is_refused_in_words(governed: Governed) -> None:
    ward = governed(features_off=frozenset({Feature.FEEDBACK}))
    with pytest.raises(NotAllowed) as refused:
        ward.feedback.say("today", "It is slow")
    assert "Your organisation switched this off on this computer: feedback on Huddle" in str(
        refused.value
    )
    assert "Nothing was changed" in refused.value.message
    assert ward.feedback.all() == ()


def test_a_practice_huddle_obeys_too(governed: Governed) -> None:
    ward = governed(features_off=frozenset({Feature.EXPORTS}))
    practice = begin_practice(ward, scenarios()[0])
    assert is_refused(practice.ward, "export.actions")
    practice.throw_away()


# Mail


def mail_set(ward: Ward) -> tuple[object, ...]:
    row = ward.mail.settings()
    return row.host, row.port, row.security, row.sender


def test_the_organisations_mail_server_goes_before_the_wards(governed: Governed) -> None:
    own = governed()
    own.mail.change(0, host="own.example", port=25, sender="ward@own.example", is_on=True)
    ward = governed(
        mail_host="smtp.hospital.example",
        mail_port=465,
        mail_security="tls",
        mail_sender="huddle@hospital.example",
    )
    assert mail_set(ward) == (
        "smtp.hospital.example",
        465,
        MailSecurity.TLS,
        "huddle@hospital.example",
    )
    assert ward.mail.settings().fixed == {"host", "port", "security", "sender"}
    assert mail_set(governed())[:2] == ("own.example", 25)


def test_what_it_set_of_mail_is_not_changed_here_and_the_rest_is(governed: Governed) -> None:
    ward = governed(mail_host="smtp.hospital.example", mail_sender="huddle@hospital.example")
    with pytest.raises(Refused, match="Your organisation set this") as refused:
        ward.mail.change(0, host="own.example")
    assert refused.value.field == "host"
    kept = ward.mail.change(0, is_on=True, port=25)
    assert (kept.is_on, kept.host, kept.port) == (True, "smtp.hospital.example", 25)
    assert governed().mail.settings().host == ""


def test_mail_that_is_on_is_off_where_it_is_switched_off(governed: Governed) -> None:
    governed().mail.change(0, host="own.example", sender="ward@own.example", is_on=True)
    ward = governed(features_off=frozenset({Feature.MAIL}))
    assert not ward.mail.is_on()
    assert ward.mail.send_digest() == ()
    with pytest.raises(NotAllowed, match="switched this off"):
        ward.mail.send_test("somebody@own.example")


# The word at the foot of sheets


def test_the_organisations_classification_stands_at_the_foot(governed: Governed) -> None:
    ward = governed(classification="OFFICIAL-SENSITIVE")
    assert ward.setting_up.unit().classification == "OFFICIAL-SENSITIVE"
    pdf = ward.sheets.make(SheetOrder(SheetKind.BLANK))
    assert "OFFICIAL-SENSITIVE" in text_of(pdf)


def change(ward: Ward, **new: str) -> None:
    unit = ward.setting_up.unit()
    names = ("name", "time_zone", "act_now_number", "tell_us", "classification")
    fields = {name: getattr(unit, name) for name in names}
    ward.setting_up.change_unit(unit.row_version, **{**fields, **new})


def test_the_wards_own_word_is_kept_for_when_it_is_taken_away(governed: Governed) -> None:
    change(governed(), classification="Ours")
    ward = governed(classification="OFFICIAL")
    change(ward, tell_us="Ring 2201")
    assert ward.setting_up.unit().classification == "OFFICIAL"
    with pytest.raises(Refused, match="Your organisation set this") as refused:
        change(ward, classification="Theirs")
    assert refused.value.field == "classification"
    own = governed().setting_up.unit()
    assert (own.classification, own.tell_us) == ("Ours", "Ring 2201")


# The check


def test_the_check_tells_what_is_set_and_where(governed: Governed) -> None:
    places = (("lock_minutes", "/etc/huddle/fleet.toml"),)
    row = organisation_row(governed(lock_minutes=5, places=places))
    assert row.says == "lock_minutes: 5 (in “/etc/huddle/fleet.toml”)"
    assert row.is_set_up


def test_where_nothing_is_set_the_check_says_so(governed: Governed) -> None:
    row = organisation_row(governed())
    assert (row.is_set_up, row.is_well) == (False, True)


# A new ward


@pytest.mark.on_a_file("about its folder")
def test_a_ward_made_by_a_command_where_it_would_not_last_says_so_on_standard_error(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("huddle.cli.stores.lasting", lambda _facts: Lasting.VANISHES)
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    options = StartOptions(paths.data_dir, user=NAME)
    assert run_command(options, ["new", "--ward", "Willow"]) == ExitCode.DONE
    said = capsys.readouterr()
    assert "goes when you sign out" in said.err
    assert "Recovery key" in said.out
