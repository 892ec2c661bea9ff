"""Who may do what: every service function for every role, as the one table declares it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import inspect
from collections.abc import Iterator

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import NotAllowed
from huddle.paths import Paths
from huddle.rules.access import ACCESS, EVERYONE, may
from huddle.services.guarded import Service
from huddle.vocabulary import AccessRole
from huddle.ward import Ward
from tests.helpers.wards import sign_in


def services(ward: Ward) -> dict[str, Service]:
    """The services of a ward by name."""
    found = inspect.getmembers(ward, lambda member: isinstance(member, Service))
    return dict(found)


def functions(ward: Ward) -> Iterator[str]:
    """Every public function of every service, as `service.function`."""
    for name, service in services(ward).items():
        for function, _found in inspect.getmembers(service, inspect.ismethod):
            if not function.startswith("_"):
                yield f"{name}.{function}"


def act_as(ward: Ward, role: AccessRole, ends_at: dt.datetime | None = None) -> None:
    """Let the signed-in account have a role."""
    store = ward.planning._store  # noqa: SLF001 - a ward hands its store to nobody
    store.account = dataclasses.replace(store.account, role=role, ends_at=ends_at)


def is_refused(ward: Ward, function: str) -> bool:
    """Whether a function refuses before it looks at what it is given."""
    service, name = function.split(".")
    call = getattr(services(ward)[service], name)
    try:
        # Nothing fits a name that no function has: whoever is let in fails at that.
        call(no_function_takes_this=True)
    except NotAllowed:
        return True
    except TypeError:
        return False
    return False


def test_the_table_names_every_function_and_nothing_else(ward: Ward) -> None:
    assert set(functions(ward)) == set(ACCESS)


@pytest.mark.parametrize("role", AccessRole)
def test_each_function_is_open_to_the_roles_of_the_table(ward: Ward, role: AccessRole) -> None:
    act_as(ward, role)
    let_in = {function for function in functions(ward) if not is_refused(ward, function)}
    assert let_in == {function for function in ACCESS if role in ACCESS[function]}


def test_more_rights_never_take_any_away() -> None:
    steps = [
        AccessRole.READER,
        AccessRole.CONTRIBUTOR,
        AccessRole.FACILITATOR,
        AccessRole.WARD_MANAGER,
    ]
    for function in ACCESS:
        allowed = [may(role, function) for role in steps]
        assert allowed == sorted(allowed), function


def test_the_wall_can_do_nothing_but_show_itself_and_let_somebody_in() -> None:
    open_to_it = {name for name in ACCESS if may(AccessRole.WALL_SCREEN, name)}
    # It hangs there at night, when backups are made and references outlive their hours.
    open_to_it -= {
        "upkeep.watch",
        "upkeep.back_up_at_close",
        "reminders.send",
        "mail.send_digest",
        "retention.expire_patient_references",
        # A code is what lets somebody answer, whatever the screen shows.
        "pulse.form",
        "pulse.answer",
    }
    assert {name.split(".")[0] for name in open_to_it} <= {"signing_in", "wall"}


def test_a_cover_account_is_refused_after_its_night(ward: Ward, clock: ShiftedClock) -> None:
    act_as(ward, AccessRole.FACILITATOR, clock.now() + dt.timedelta(minutes=1))
    assert not is_refused(ward, "planning.today")
    clock.set_to(clock.now() + dt.timedelta(minutes=1))
    assert is_refused(ward, "planning.today")
    assert not is_refused(ward, "signing_in.switch")


def test_whoever_is_refused_changes_nothing(store_paths: Paths, clock: ShiftedClock) -> None:
    ward = sign_in(store_paths, clock)
    act_as(ward, AccessRole.READER)
    with pytest.raises(NotAllowed):
        ward.people.add_department("Ghosts")
    assert "Ghosts" not in [team.name for team in ward.people.departments()]
    ward.close()


def test_everybody_can_let_somebody_else_in() -> None:
    assert ACCESS["signing_in.switch"] == EVERYONE
