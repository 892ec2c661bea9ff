"""Making a new store with its first ward and account, and changing what the ward says of itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import resources
from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import (
    Account,
    Department,
    Harm,
    Person,
    Series,
    Stage,
    Template,
    TemplateStep,
    Tier,
    Tool,
    Unit,
)
from huddle.new_ward import check_time_zone
from huddle.rows.ward import UnitRow
from huddle.rules.features import set_by_organisation
from huddle.services.guarded import Service
from huddle.services.reading import unit_row
from huddle.store.transaction import Writer, changed_elsewhere
from huddle.tool_words import DeviceClass, IsAi, ToolStatus
from huddle.vocabulary import AccessRole, RoleGroup

_DEFAULTS = ("templates", "ward.toml")


class SettingUp(Service, called="setting_up"):
    """What the ward is called and prints of itself."""

    def unit(self) -> UnitRow:
        """The unit in use."""
        with self._store.read() as reader:
            return self._shown(reader.unit)

    def change_unit(
        self,
        row_version: int,
        *,
        name: str,
        time_zone: str,
        act_now_number: str,
        tell_us: str,
        classification: str,
    ) -> UnitRow:
        """Change the ward's name, zone, numbers and footer word.

        Raises:
            Refused: A field cannot be used, or the organisation set it.
            ChangedElsewhere: Somebody changed it since it was read.
        """
        from huddle.model.inputs import UnitInput, validated  # noqa: PLC0415 - at first write

        values = validated(
            UnitInput,
            name=name,
            time_zone=time_zone,
            act_now_number=act_now_number,
            tell_us=tell_us,
            classification=classification,
        )
        check_time_zone(values["time_zone"])
        self._keep_own_classification(values)
        with self._store.write() as writer:
            check_version(writer.unit.row_version, row_version)
            writer.change(writer.unit, **values)
            return self._shown(writer.unit)

    def _shown(self, unit: Unit) -> UnitRow:
        """The unit with what the organisation set in place of its own."""
        row, fixed = unit_row(unit), self._store.fleet.classification
        return replace(row, classification=fixed) if fixed else row

    def _keep_own_classification(self, values: dict[str, Any]) -> None:
        """Leave the ward's own word as it is, for when the organisation's is taken away."""
        fixed = self._store.fleet.classification
        if fixed and values.pop("classification") != fixed:
            raise Refused(set_by_organisation(), "classification")


def check_version(found: int, expected: int) -> None:
    """Refuse to overwrite a row that changed since it was read."""
    if found != expected:
        raise changed_elsewhere()


def fill_new_store(
    writer: Writer,
    *,
    sign_in_name: str,
    account_id: str,
    departments: Sequence[str],
    today: dt.date,
) -> None:
    """Put into an empty store what a ward starts with.

    Args:
        writer: A write on the store, whose unit exists.
        sign_in_name: The first account's, which gets a person of that name.
        account_id: The id the first account's writes already carry.
        departments: Their names.
        today: The first day a huddle can be due.
    """
    person = writer.add(Person, name=sign_in_name, role_group=RoleGroup.MANAGER.value)
    writer.add(
        Account,
        row_id=account_id,
        name=sign_in_name,
        role=AccessRole.WARD_MANAGER.value,
        person_id=person.id,
    )
    fill_unit(writer, departments=departments, today=today)


def fill_unit(writer: Writer, *, departments: Sequence[str], today: dt.date) -> None:
    """Put into the unit in use what every unit starts with.

    Args:
        writer: A write, as the unit.
        departments: Their names.
        today: The first day a huddle can be due.
    """
    for position, name in enumerate(_unique(departments)):
        writer.add(Department, name=name, position=position)
    shipped = resources.toml(*_DEFAULTS)
    for name in shipped["posts"]:
        writer.add(Person, name=_(name), is_post=True)
    stages = {
        name: writer.add(Stage, name=_(name), position=position).id
        for position, name in enumerate(shipped["stages"])
    }
    for position, tier in enumerate(shipped["tiers"]):
        criteria = "\n".join(_(line) for line in tier["criteria"])
        writer.add(Tier, name=_(tier["name"]), criteria=criteria, position=position)
    for position, name in enumerate(shipped["harms"]):
        writer.add(Harm, name=_(name), since_on=today, position=position)
    own = shipped["own_tool"]
    writer.add(
        Tool,
        is_own=True,
        status=ToolStatus.IN_USE.value,
        is_ai=IsAi.NO.value,
        device_class=DeviceClass.NONE.value,
        **{name: _(words) for name, words in own.items()},
    )
    templates = [_add_template(writer, name, stages) for name in shipped["order"]]
    writer.add(
        Series,
        name=templates[0].name,
        template_id=templates[0].id,
        weekdays=shipped["series"]["weekdays"],
        starts_at=dt.time.fromisoformat(shipped["series"]["starts_at"]),
        starts_on=today,
        is_main=True,
    )


def _add_template(writer: Writer, file_name: str, stages: dict[str, str]) -> Template:
    shipped: dict[str, Any] = resources.toml("templates", f"{file_name}.toml")
    template = writer.add(Template, name=_(shipped["name"]), about=_(shipped["about"]))
    for position, step in enumerate(shipped["steps"]):
        writer.add(
            TemplateStep,
            template_id=template.id,
            position=position,
            name=_(step["name"]),
            prompts="\n".join(_(prompt) for prompt in step.get("prompts", ())),
            seconds=step.get("seconds", 0),
            purpose=step.get("purpose", "topic"),
            stage_id=stages.get(step.get("stage", "")),
            led_by=_(step.get("led_by", "")),
            only_when_needed=step.get("only_when_needed", False),
        )
    return template


def _unique(names: Sequence[str]) -> list[str]:
    found: dict[str, str] = {}
    for name in names:
        if name.strip():
            found.setdefault(name.strip().casefold(), name.strip())
    return list(found.values())


def first_unit_values(name: str, time_zone: str) -> dict[str, Any]:
    """A new ward's values, checked.

    Raises:
        Refused: The name or the zone cannot be used.
    """
    from huddle.model.inputs import UnitInput, validated  # noqa: PLC0415 - at first write

    values = validated(UnitInput, name=name, time_zone=time_zone)
    check_time_zone(time_zone)
    return values
