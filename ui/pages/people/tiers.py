"""What the section of tiers and receivers does: every field keeps itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from huddle.errors import ChangedElsewhere, Refused
from huddle.i18n import _
from huddle.rows.escalation import ReceiverRow, TierRow
from huddle.rows.ward import PolicyRow
from ui.field_saving import FieldSaving, Place
from ui.in_turn import InTurn
from ui.pages.people.others import Others
from ui.pages.people.receiver_dialog import ReceiverDialog
from ui.pages.people.tiers_section import TiersSection

if TYPE_CHECKING:
    from huddle.ward import Ward
    from ui.desk import Desk


class Tiers(QObject):
    """The behaviour of the section.

    Args:
        section: Its widgets.
        desk: What it works with.
    """

    def __init__(self, section: TiersSection, desk: Desk) -> None:
        super().__init__(section)
        self._section = section
        self._desk = desk
        self._rows: dict[str, TierRow] = {}
        self._policy: PolicyRow | None = None
        self._others = Others(section.others, desk)
        self._others.known.connect(self._show_all)
        self._turns = InTurn(desk.tasks, section)
        self._fields = FieldSaving(desk, section, self._turns)
        section.changed.connect(self._change_tier)
        section.receiver_asked.connect(self._ask_receiver)
        section.receiver_left.connect(
            lambda one: self._do(lambda: desk.ward.escalations.remove_receiver(one))
        )
        section.tier_left.connect(self._ask_remove)
        section.tier_asked.connect(self._ask_tier)
        section.policy_changed.connect(self._change_policy)

    def refresh(self) -> None:
        """Ask who receives now, and which other units there are."""
        self._others.refresh()
        ward = self._desk.ward
        self._desk.tasks.run(
            self._section,
            lambda: (ward.escalations.tiers(), ward.privacy.policy()),
            self._show,
            self._refused,
        )

    def _show(self, read: tuple[tuple[TierRow, ...], PolicyRow]) -> None:
        tiers, self._policy = read
        self._rows = {tier.id: tier for tier in tiers}
        self._show_all()
        receivers = [one for tier in tiers for one in tier.receivers]
        if any(one.receiving_unit_id or one.address for one in receivers):
            self._others.unfold()

    def _show_all(self) -> None:
        units = {unit.id: unit.name for unit in self._others.state.units}
        if self._policy is not None:
            self._section.show_state(tuple(self._rows.values()), self._policy, units)

    def _change_tier(self, tier_id: str, field: str, text: str) -> None:
        escalations, show_error = self._desk.ward.escalations, self._section.show_error

        def write(row: TierRow, changes: Mapping[str, Any]) -> TierRow:
            escalations.change_tier(tier_id, row.row_version, **changes)
            return read()

        def read() -> TierRow:
            return next(row for row in escalations.tiers() if row.id == tier_id)

        show_error(tier_id, field, "")
        self._fields.save(
            Place(lambda: self._rows.get(tier_id), write, read, _typed),
            {field: text},
            lambda _row: None,
            lambda error: self._beside(tier_id, field, error),
            lambda said: show_error(tier_id, field, said),
        )

    def _beside(self, tier_id: str, field: str, error: Exception) -> None:
        if isinstance(error, Refused):
            self._section.show_error(tier_id, field, error.message)
        else:
            self._refused(error)

    def _change_policy(self, field: str, value: int) -> None:
        privacy = self._desk.ward.privacy
        self._fields.save(
            Place(
                lambda: self._policy,
                lambda row, changes: privacy.change_policy(row.row_version, **changes),
                privacy.policy,
            ),
            {field: value},
            lambda _row: None,
            self._refused,
            self._desk.messages.warn,
        )

    def _ask_tier(self) -> None:
        self._desk.ask.one_line(
            self._section,
            title=_("What is the tier called?"),
            text="",
            label=_("Name"),
            yes=_("Add it"),
            then=lambda name: self._do(lambda: self._desk.ward.escalations.add_tier(name)),
        )

    def _ask_remove(self, tier_id: str) -> None:
        self._desk.ask.confirm(
            self._section,
            title=_("Remove this tier and its receivers?"),
            text=_("What went up to them already keeps their names."),
            yes=_("Remove"),
            harmful=True,
            then=lambda: self._do(lambda: self._desk.ward.escalations.remove_tier(tier_id)),
        )

    def _ask_receiver(self, tier_id: str, one: ReceiverRow | None) -> None:
        dialog = ReceiverDialog(self._section, one, self._others.state.others)

        def keep(fields: dict[str, Any]) -> None:
            self._desk.tasks.run(
                self._section,
                lambda: _keep_receiver(self._desk.ward, tier_id, one, fields),
                lambda _done: dialog.kept(),
                refused,
                key="receiver",
            )

        def refused(error: Exception) -> None:
            if isinstance(error, Refused) and not isinstance(error, ChangedElsewhere):
                dialog.show_refusal(error.message, error.field)
            else:
                self._refused(error)

        dialog.wanted.connect(keep)
        dialog.open()

    def _do(
        self, call: Callable[[], Any], failed: Callable[[Exception], None] | None = None
    ) -> None:
        self._turns.add(lambda: call, lambda _done: None, failed or self._refused)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._desk.messages.warn(error.message)
        else:
            self._desk.tasks.unhandled.emit(error)


def _keep_receiver(
    ward: Ward, tier_id: str, one: ReceiverRow | None, fields: dict[str, Any]
) -> None:
    if one is None:
        ward.escalations.add_receiver(tier_id, **fields)
    else:
        ward.escalations.change_receiver(one.id, one.row_version, **fields)


def _typed(tier: TierRow, field: str) -> str:
    """A field of a tier as it is typed."""
    return tier.name if field == "name" else "\n".join(tier.criteria)
