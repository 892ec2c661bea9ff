"""What paper may show: no sensitive item and no patient's bed or bay, unless that was asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from huddle.errors import Refused
from huddle.i18n import _
from huddle.rows.huddles import HuddleRecord
from huddle.rows.items import ItemRow, Promises
from huddle.sheets.follow_up_content import Waiting
from huddle.sheets.kinds import SheetOrder
from huddle.sheets.stamp import Stamp


@dataclass(frozen=True, slots=True)
class OnPaper:
    """What of some rows paper may show.

    Attributes:
        with_references: Beds and bays of patients may stand on it.
        with_sensitive: Sensitive items may.
    """

    with_references: bool = False
    with_sensitive: bool = False

    @classmethod
    def of(cls, order: SheetOrder) -> OnPaper:
        """What was asked for."""
        return cls(order.with_references, order.with_sensitive)

    def items(self, items: Iterable[ItemRow]) -> tuple[ItemRow, ...]:
        """Those that may be shown, as they may be."""
        return tuple(map(self._bare, filter(self._may_show, items)))

    def record(self, record: HuddleRecord) -> HuddleRecord:
        """A huddle as it may be shown; what is left out is counted."""
        items, reviewed = self.items(record.items), self.items(record.reviewed)
        left_out = len(record.items) + len(record.reviewed) - len(items) - len(reviewed)
        return replace(
            record, items=items, reviewed=reviewed, hidden_count=record.hidden_count + left_out
        )

    def waiting(self, waiting: Waiting) -> Waiting:
        """What is to be followed up, as it may be shown; each left out item is counted once."""
        given = waiting.promises
        sent, came = (row.item for row in waiting.escalations), (r.item for r in waiting.received)
        every = (*given.open, *given.to_check, *given.untold, *sent, *came)
        left_out = {item.id for item in every if not self._may_show(item)}
        return replace(
            waiting,
            promises=Promises(
                open=self.items(given.open),
                to_check=self.items(given.to_check),
                untold=self.items(given.untold),
                hidden_count=given.hidden_count + len(left_out),
            ),
            escalations=tuple(row for row in waiting.escalations if self._may_show(row.item)),
            received=tuple(row for row in waiting.received if self._may_show(row.item)),
        )

    def check(self, item: ItemRow, instead: str) -> None:
        """Refuse a sheet about one item alone that may not stand on it.

        Raises:
            Refused: It is sensitive; says what to do instead.
        """
        if not self._may_show(item):
            raise Refused(
                _("A sensitive item stands on no sheet. {instead}").format(instead=instead)
            )

    def stamp(self, stamp: Stamp) -> Stamp:
        """The foot, which says what more than usual the paper shows."""
        more = (
            _("Shows sensitive items.") if self.with_sensitive else "",
            _("Shows patients’ beds or bays.") if self.with_references else "",
        )
        said = " ".join(filter(None, (*more, stamp.classification)))
        return replace(stamp, classification=said)

    def _may_show(self, item: ItemRow) -> bool:
        return self.with_sensitive or not item.is_sensitive

    def _bare(self, item: ItemRow) -> ItemRow:
        return item if self.with_references else replace(item, patient_reference="")
