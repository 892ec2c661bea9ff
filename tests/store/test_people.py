"""Departments, people, stages and the ward itself."""

from __future__ import annotations

import pytest

from huddle.errors import ChangedElsewhere, Refused
from huddle.vocabulary import RoleGroup
from huddle.ward import Ward
from tests.helpers.wards import DEPARTMENTS, capture, start


def test_departments_are_added_renamed_moved_and_retired(ward: Ward) -> None:
    added = ward.people.add_department("Stores", "4411")
    assert [team.name for team in ward.people.departments()] == [*DEPARTMENTS, "Stores"]
    with pytest.raises(Refused) as taken:
        ward.people.add_department("stores")
    assert taken.value.field == "name"
    renamed = ward.people.change_department(
        added.id, added.row_version, name="Supplies", extension="4412"
    )
    assert (renamed.name, renamed.extension) == ("Supplies", "4412")
    with pytest.raises(ChangedElsewhere):
        ward.people.change_department(added.id, added.row_version, name="Other", extension="")
    moved = ward.people.move_department(added.id, -99)
    assert [team.name for team in moved] == ["Supplies", *DEPARTMENTS]
    ward.people.retire_department(added.id)
    assert "Supplies" not in [row.name for row in start(ward).roster]
    with pytest.raises(Refused):
        ward.people.add_department("Supplies")
    ward.people.bring_back_department(added.id)
    assert len(ward.people.departments()) == len(DEPARTMENTS) + 1


def test_people_and_posts(ward: Ward) -> None:
    porters = ward.people.departments()[3]
    ama = ward.people.add_person(
        " Ama Boateng ", role_group=RoleGroup.PORTER, department_id=porters.id, extension="21"
    )
    assert (ama.name, ama.department_name) == ("Ama Boateng", "Porters")
    with pytest.raises(Refused):
        ward.people.add_person("AMA BOATENG")
    changed = ward.people.change_person(
        ama.id,
        ama.row_version,
        name="Ama B.",
        is_post=False,
        role_group=RoleGroup.NURSE,
        department_id=None,
        extension="",
    )
    assert (changed.name, changed.department_name) == ("Ama B.", "")
    ward.people.retire_person(ama.id)
    assert "Ama B." not in [who.name for who in ward.people.known().people]
    ward.people.bring_back_person(ama.id)
    assert "Ama B." in [who.name for who in ward.people.people()]


def test_stages(ward: Ward) -> None:
    stages = ward.people.add_stage("Hospice")
    added = stages[-1]
    assert ward.people.move_stage(added.id, -1)[-2].id == added.id
    with pytest.raises(Refused):
        ward.people.add_stage("HOSPICE")
    renamed = ward.people.rename_stage(added.id, "Hospice care")
    assert renamed[-2].name == "Hospice care"
    state = start(ward)
    item = capture(ward, state, 'A wait >"Hospice care"')
    assert item.stage_name == "Hospice care"
    assert added.id not in [stage.id for stage in ward.people.remove_stage(added.id)]
    assert ward.running.state(state.huddle.id).items[0].stage_name == "Hospice care"
    with pytest.raises(Refused):
        ward.people.rename_stage(added.id, "Gone")


def test_the_ward_says_of_itself(ward: Ward) -> None:
    unit = ward.setting_up.unit()
    values = {
        "name": "Ward 8",
        "time_zone": "Europe/Dublin",
        "act_now_number": "2222",
        "tell_us": "Ring 4411",
        "classification": "Official",
    }
    changed = ward.setting_up.change_unit(unit.row_version, **values)
    assert {name: getattr(changed, name) for name in values} == values
    with pytest.raises(ChangedElsewhere):
        ward.setting_up.change_unit(unit.row_version, **values)
    with pytest.raises(Refused) as refused:
        ward.setting_up.change_unit(changed.row_version, **{**values, "time_zone": "Nowhere"})
    assert refused.value.field == "time_zone"
