"""When a huddle is held: one line to read, which opens to its fields."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huddle import dates
from huddle.i18n import _
from huddle.rows.planning import SeriesRow, TemplateRow
from ui.pages.templates.day_list import DayList
from ui.pages.templates.entries import KeptTime
from ui.pages.templates.rota_part import RotaPart
from ui.pages.templates.rota_wants import START, RotaWants
from ui.pages.templates.wording import series_words
from ui.theme.look import space
from ui.widgets.buttons import button, quiet_button
from ui.widgets.card import Card
from ui.widgets.choices import Choice, Tick
from ui.widgets.columns import Columns
from ui.widgets.field import Field
from ui.widgets.flow import Flow
from ui.widgets.kept import LineField
from ui.widgets.labels import quiet
from ui.widgets.press_row import PressRow
from ui.widgets.toggle import ToggleGroup

_NOT_HELD, _HELD = "not_held", "held"


class SeriesCard(Card):
    """One series.

    Signals:
        pressed: A person opens or closes it.
        changed: A field's name in the row, and its new value.
        day_toggled: A weekday, 0 for Monday, and whether it is held then.
        made_main: It shall be the ward's main huddle.
        retired: It shall be held no more.
        days_added: Lines with single days, and whether it is held on them.
        day_removed: The id of a single day.
    """

    pressed = Signal()
    changed = Signal(str, object)
    day_toggled = Signal(int, bool)
    made_main = Signal()
    retired = Signal()
    days_added = Signal(object, bool)
    day_removed = Signal(str)

    def __init__(self, series_id: str, wants: RotaWants) -> None:
        """Make an empty one.

        Args:
            series_id: Which it is of.
            wants: Where its rota says what a person wants of it.
        """
        super().__init__("series_card", margin="one")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.head = PressRow("series")
        self.head.clicked.connect(self.pressed)
        self.head.set_mark("down")
        self._make_fields()
        self.rota = RotaPart(series_id, wants)
        self.body = QWidget()
        self.body.setObjectName("series_fields")
        column = QVBoxLayout(self.body)
        column.setContentsMargins(space("two"), space("one"), space("two"), space("two"))
        column.setSpacing(space("two"))
        for pair in (("name", "template_id"), ("starts_at", "facilitator")):
            row = Columns((1, 1))
            for name in pair:
                row.add(self._fields[name])
            column.addWidget(row)
        column.addWidget(self._fields["weekdays"])
        column.addWidget(self._more_times)
        column.addWidget(self._skips)
        column.addWidget(self._single_days())
        column.addWidget(self.rota)
        column.addWidget(self._main_note)
        self._buttons = self._make_buttons()
        column.addWidget(self._buttons)
        self.column.addWidget(self.head)
        self.column.addWidget(self.body)
        self.body.hide()

    def _make_fields(self) -> None:
        self._name = LineField(_("Name of the huddle"), "series_name")
        self._template = Choice("series_template")
        self._template.be_narrow()
        self._starts_at = KeptTime("series_starts_at")
        self._facilitator = LineField(_("Facilitator"), "series_facilitator")
        days = [(str(day), dates.short_weekday(day)) for day in range(7)]
        self._days = ToggleGroup(_("Days"), days, "series_days", one_only=False)
        for day in range(7):
            self._days.button(str(day)).setAccessibleName(dates.weekday(day))
        self._more_times = LineField(
            _("Further times of the same days"),
            "series_more_times",
            hint=_("Such as 13:00 20:00; each has its own start on Today."),
        )
        self._skips = Tick(_("Not held on the ward’s closed days"), "series_skips_closed_days")
        self._main_note = quiet("", "series_main_note")
        self._fields: dict[str, Field] = {
            "name": self._name,
            "template_id": Field(
                _("By which template"), self._template, object_name="series_template_field"
            ),
            "starts_at": Field(
                _("Starts at"), self._starts_at, object_name="series_starts_at_field"
            ),
            "facilitator": self._facilitator,
            "more_times": self._more_times,
            "weekdays": Field(
                _("Days; with none it is held when needed"),
                self._days,
                object_name="series_days_field",
            ),
        }
        self._connect()

    def _connect(self) -> None:
        self._name.keep.connect(lambda text: self.changed.emit("name", text))
        self._facilitator.keep.connect(lambda text: self.changed.emit("facilitator", text))
        self._template.picked.connect(lambda key: self.changed.emit("template_id", key))
        self._starts_at.keep.connect(lambda time: self.changed.emit("starts_at", time))
        self._days.toggled.connect(lambda day, on: self.day_toggled.emit(int(day), on))
        self._more_times.keep.connect(lambda text: self.changed.emit("more_times", text))
        self._skips.clicked.connect(lambda on: self.changed.emit("skips_closed_days", on))

    def _single_days(self) -> Field:
        self.days = DayList(_("Another single day"), _("25 Dec 2026 and why"), "series_day")
        self._held = ToggleGroup(
            _("Held or not"),
            [(_NOT_HELD, _("Not held that day")), (_HELD, _("Held that day"))],
            "series_day_held",
        )
        self._held.select(_NOT_HELD)
        self.days.column.insertWidget(1, self._held, 0, Qt.AlignmentFlag.AlignLeft)
        self.days.added.connect(lambda lines: self.days_added.emit(lines, _HELD in self._held.on))
        self.days.removed.connect(self.day_removed)
        return Field(
            _("Single days that are otherwise"),
            self.days,
            hint=_("For another time, choose “Held that day” and write 25 Dec 2026 10:00."),
            object_name="series_single_days",
        )

    def _make_buttons(self) -> Flow:
        row = Flow("series_buttons")
        make_main = button(_("Make it the ward’s main huddle"), "series_make_main")
        retire = quiet_button(_("Hold no more…"), "series_retire")
        make_main.clicked.connect(self.made_main)
        retire.clicked.connect(self.retired)
        row.add(make_main)
        row.add(retire)
        return row

    @property
    def is_open(self) -> bool:
        """Whether its fields show."""
        return not self.body.isHidden()

    def open(self, *, is_open: bool) -> None:
        """Show or hide its fields."""
        self.body.setVisible(is_open)
        self.head.set_mark("up" if is_open else "down")
        self.set_chosen(is_open)

    def show_series(
        self, series: SeriesRow, place: int, templates: Sequence[TemplateRow], *, is_alone: bool
    ) -> None:
        """Show a series; what is being typed stays."""
        self.head.setObjectName(f"series_{place}")
        self.head.set_words(
            series.name,
            series_words(series),
            lead=dates.clock_time(series.starts_at),
            end=_("main huddle") if series.is_main else "",
        )
        self._name.show_kept(series.name)
        self._facilitator.show_kept(series.facilitator)
        self._starts_at.show_kept(series.starts_at)
        self._template.offer(template_options(templates), series.template_id)
        self._days.select(*map(str, series.weekdays))
        self._more_times.show_kept(" ".join(map(dates.clock_time, series.more_times)))
        self._skips.setChecked(series.skips_closed_days)
        self._show_main(series, is_alone=is_alone)

    def show_error(self, field: str, text: str) -> None:
        """Say beside a field what is wrong with it; empty takes it back."""
        if field in self._fields:
            self._fields[field].show_error(text)
        elif field == START:
            self.rota.show_error(text)

    def _show_main(self, series: SeriesRow, *, is_alone: bool) -> None:
        said = _("This is the ward’s main huddle: actions added outside a huddle belong to it.")
        if not is_alone:
            said = f"{said} " + _("To hold it no more, make another one the main huddle first.")
        self._main_note.setText(said)
        self._main_note.setVisible(series.is_main)
        self._buttons.setVisible(not series.is_main)


def template_options(templates: Sequence[TemplateRow]) -> list[tuple[str, str]]:
    """The templates as a list to choose from; one without steps says so."""
    return [
        (one.id, one.name if one.steps else _("{name} (no steps yet)").format(name=one.name))
        for one in templates
    ]
