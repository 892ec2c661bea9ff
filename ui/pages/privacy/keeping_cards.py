"""How long things are kept, what would go today, the holds, and what has gone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from huddle import dates
from huddle.clock import local
from huddle.i18n import _, ngettext
from huddle.labels import label
from huddle.rows.keeping import DisposalPreview, DisposalRow, GoingRow, HeldRow, HoldRow
from huddle.rows.ward import PolicyRow
from ui.pages.privacy import wording
from ui.pages.privacy.state import PrivacyState
from ui.pages.privacy.wording import all_counted, counted, held_days, period
from ui.theme.look import space
from ui.widgets.buttons import Button, button, quiet_button
from ui.widgets.card import Card, stacked
from ui.widgets.choices import Choice
from ui.widgets.columns import Columns
from ui.widgets.field import Field
from ui.widgets.labels import body, heading, quiet, strong
from ui.widgets.state_line import WELL, StateLine, StateLines

_MONTHS = (0, 1, 3, 6, 12, 24, 36, 60, 72, 96, 120, 240)
_GOES = ("next", "caution")
_HELD = ("warning", "caution")
_LIFTED = ("more", "secondary_ink")
_SHOWN_AT_FIRST = 12


class PeriodsCard(Card):
    """How long each kind of record is kept.

    Signals:
        changed: A field's name in the row, and its new value.
    """

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__("periods_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("How long things are kept")))
        self.column.addWidget(
            quiet(
                _(
                    "Open actions and concerns without an answer never go. Nothing goes by itself: "
                    "somebody removes it on this page."
                )
            )
        )
        labels = {
            "keep_huddles_months": _("Huddles and what was said in them"),
            "keep_incidents_months": _("What is tied to a reported incident"),
            "keep_deleted_months": _("What was deleted, and unfinished texts"),
            "keep_audit_months": _("Old and new values in the audit"),
        }
        self._choices: dict[str, Choice] = {}
        for name, text in labels.items():
            choice = Choice(name)
            choice.picked.connect(lambda key, name=name: self.changed.emit(name, int(key)))
            self._choices[name] = choice
            self.column.addWidget(Field(text, choice, object_name=f"{name}_field"))

    def show_policy(self, policy: PolicyRow) -> None:
        """Show what is decided."""
        for name, choice in self._choices.items():
            now = int(getattr(policy, name))
            offered = sorted({*_MONTHS, now}, key=lambda months: months or 10_000)
            choice.offer([(str(months), period(months)) for months in offered], str(now))


class GoingCard(Card):
    """What would go today, and the button that removes it.

    Signals:
        remove_wanted: What is shown shall go.
    """

    remove_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("going_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("What would go today")))
        self._says = body("", "going_says")
        self._lines = StateLines("going_lines")
        self._remove = Button(_("Remove it now…"), "remove_now", role="danger")
        self._remove.clicked.connect(self.remove_wanted)
        for shown in (self._says, self._lines):
            self.column.addWidget(shown)
        self.column.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(
            quiet(
                _(
                    "What is removed is gone from the data file for good. Older backups still "
                    "hold it, until newer ones have taken their place."
                )
            )
        )
        self.say(_("Looking through the data…"), is_busy=True)

    def say(self, text: str, *, tone: str = "", is_busy: bool = False) -> None:
        """Say how it stands; meanwhile nothing can be removed."""
        self._says.setText(text)
        self._says.set_tone(tone)
        self._remove.setEnabled(not is_busy)
        self._remove.setVisible(not is_busy)

    def show_preview(self, preview: DisposalPreview) -> None:
        """Show what would go, and what a hold keeps back."""
        going = [_going_line(row) for row in preview.going]
        held = [_held_line(row, place) for place, row in enumerate(preview.held, 1)]
        self._lines.show_lines([*going, *held])
        if preview.counts:
            self.say(_("This has outlived its time:"))
        else:
            self.say(_("Nothing has outlived its time."), is_busy=True)


def _going_line(row: GoingRow) -> StateLine:
    mark = _GOES if row.count else WELL
    return StateLine(mark, label(row.kind), wording.going(row), f"going_{row.kind}")


def _held_line(row: HeldRow, place: int) -> StateLine:
    name = _("Held back: {reason}").format(reason=row.hold.reason)
    return StateLine(_HELD, name, f"{all_counted(row.counts)}.", f"held_{place}")


class HoldsCard(Card):
    """What is held back, and a new hold.

    Signals:
        add_wanted: The reason, and the first and last day as typed.
        lift_wanted: A hold's id.
    """

    add_wanted = Signal(str, str, str)
    lift_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("holds_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("Holds")))
        self._says = quiet("", "holds_says")
        self._lines = StateLines("holds_lines")
        self.column.addWidget(self._says)
        self.column.addWidget(self._lines)
        self.column.addWidget(strong(_("Hold something back")))
        self._fields = {
            "reason": self._field("reason", _("Why, such as an inquiry or a request")),
            "from_on": self._field("from_on", _("From")),
            "until_on": self._field("until_on", _("Until")),
        }
        self.column.addWidget(self._fields["reason"])
        days = QHBoxLayout()
        days.setSpacing(space("two"))
        days.addWidget(self._fields["from_on"], 1)
        days.addWidget(self._fields["until_on"], 1)
        self.column.addLayout(days)
        self.column.addWidget(
            quiet(_("A day such as 6 Aug 2024; left empty there is no limit on that side."))
        )
        self._add = button(_("Hold back"), "hold_add")
        self._add.clicked.connect(self._say_added)
        self.column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def _field(self, name: str, text: str) -> Field:
        line = QLineEdit()
        line.setObjectName(f"hold_{name}")
        line.returnPressed.connect(self._say_added)
        field = Field(text, line, object_name=f"hold_{name}_field")
        line.textEdited.connect(field.clear_error)
        return field

    def show_holds(self, holds: Sequence[HoldRow], zone: str) -> None:
        """Show the holds, those in force first."""
        in_force = [hold for hold in holds if not hold.is_lifted]
        self._says.setText(
            _("These days are kept, whatever the periods say.")
            if in_force
            else _("Nothing is held back. A hold stops everything from going that it covers.")
        )
        lifted = [hold for hold in holds if hold.is_lifted]
        self._lines.show_lines([self._line(hold, zone) for hold in (*in_force, *lifted)])

    def _line(self, hold: HoldRow, zone: str) -> StateLine:
        name = f"hold_{hold.id}"
        when = dates.in_table(local(hold.changed_at, zone))
        if hold.is_lifted:
            says = _("Lifted {when} by {who}. {days}")
            says = says.format(when=when, who=hold.changed_by, days=held_days(hold))
            return StateLine(_LIFTED, hold.reason, says, name)
        lift = quiet_button(_("Lift…"), f"lift_{hold.id}")
        lift.setAccessibleName(_("Lift the hold “{reason}”").format(reason=hold.reason))
        lift.clicked.connect(lambda: self.lift_wanted.emit(hold.id))
        says = _("{days} Added {when} by {who}.")
        says = says.format(when=when, who=hold.added_by, days=held_days(hold))
        return StateLine(_HELD, hold.reason, says, name, lift)

    def show_error(self, field: str, text: str) -> None:
        """Say beside a field what is wrong with it."""
        self._fields[field].show_error(text)

    def clear(self) -> None:
        """Be ready for another one."""
        for field in self._fields.values():
            field.clear_error()
            if isinstance(field.control, QLineEdit):
                field.control.clear()

    def _say_added(self) -> None:
        typed = [
            field.control.text().strip()
            for field in self._fields.values()
            if isinstance(field.control, QLineEdit)
        ]
        self.add_wanted.emit(*typed)


class LogCard(Card):
    """What was removed for good: how much, when, by whom and why."""

    def __init__(self) -> None:
        super().__init__("disposal_log_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("Disposal log")))
        self._says = quiet("", "disposal_log_says")
        self._lines = StateLines("disposal_log")
        self._more = quiet_button("", "disposal_log_more")
        self._more.clicked.connect(self._show_all)
        self._rows: Sequence[DisposalRow] = ()
        self._zone = ""
        self._shows_all = False
        self.column.addWidget(self._says)
        self.column.addWidget(self._lines)
        self.column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_log(self, rows: Sequence[DisposalRow], zone: str) -> None:
        """Show it, newest first."""
        self._rows, self._zone = rows, zone
        self._says.setText("" if rows else _("Nothing was removed yet."))
        self._says.setVisible(not rows)
        self._show_lines()

    def _show_all(self) -> None:
        self._shows_all = True
        self._show_lines()

    def _show_lines(self) -> None:
        shown = self._rows if self._shows_all else self._rows[:_SHOWN_AT_FIRST]
        self._lines.show_lines(
            [_log_line(row, self._zone, place) for place, row in enumerate(shown, 1)]
        )
        left = len(self._rows) - len(shown)
        self._more.set_text(
            ngettext("Show {count} older", "Show {count} older", left).format(count=left)
        )
        self._more.setVisible(left > 0)


def _log_line(row: DisposalRow, zone: str, place: int) -> StateLine:
    says = _("{when} by {who}: older than {day}.").format(
        when=dates.in_table(local(row.at, zone)), who=row.by, day=dates.in_table(row.before_on)
    )
    what = counted(row.kind, row.count)
    return StateLine(WELL, what[:1].upper() + what[1:], says, f"disposal_{place}")


class KeepingSection(QWidget):
    """Periods and holds on one side, what goes and what has gone on the other."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("keeping_section")
        self.periods = PeriodsCard()
        self.going = GoingCard()
        self.holds = HoldsCard()
        self.log = LogCard()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        cards = Columns((1, 1), "keeping_cards")
        cards.add(stacked(self.periods, self.holds))
        cards.add(stacked(self.going, self.log))
        column.addWidget(cards)

    def show_state(self, state: PrivacyState) -> None:
        """Show the periods, the holds and the log."""
        zone = state.unit.time_zone
        self.periods.show_policy(state.policy)
        self.holds.show_holds(state.holds, zone)
        self.log.show_log(state.log, zone)
