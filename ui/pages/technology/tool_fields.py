"""What is kept of a tool: fields that keep themselves, or the same to read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huddle import dates
from huddle.i18n import _
from huddle.labels import label
from huddle.rows.people import PersonRow
from huddle.rows.technology import ToolRow
from huddle.rules.typed_dates import typed_due
from huddle.tool_words import DeviceClass, IsAi
from ui.theme.look import space
from ui.widgets.choices import Choice
from ui.widgets.columns import Columns
from ui.widgets.facts import Facts
from ui.widgets.field import Field
from ui.widgets.guard_line import GuardLine
from ui.widgets.kept import LineField, TextField

_TEXTS = ("purpose", "known_limits", "at_risk", "oversight", "fallback")
_WORDS: dict[str, type[StrEnum]] = {"is_ai": IsAi, "device_class": DeviceClass}
_ROWS = (
    ("name", "version"),
    ("purpose",),
    ("supplier", "where_used"),
    ("accountable_id", "accountable_role"),
    ("is_ai", "device_class"),
    ("known_limits", "at_risk"),
    ("oversight", "fallback"),
    ("safety_officer", "safety_reference"),
    ("data_reference", "review_on"),
)
"""Which fields stand side by side."""


class ToolFields(QWidget):
    """The fields of one tool; each keeps itself.

    Signals:
        changed: The tool's id, a field's name in the row, and its new value.
        day_typed: The tool's id, and the words for the day of its next review.
    """

    changed = Signal(str, str, object)
    day_typed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tool_fields")
        self.tool_id = ""
        self._choices: dict[str, Choice] = {}
        self._fields: dict[str, Field] = {name: self._make(name) for row in _ROWS for name in row}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("two"))
        for row in _ROWS:
            column.addWidget(self._beside(row))

    def show_tool(self, tool: ToolRow, people: Sequence[PersonRow]) -> None:
        """Show a tool; what is being typed about the same one stays.

        Args:
            tool: Which.
            people: Who can answer for it.
        """
        if tool.id != self.tool_id:
            self.tool_id = tool.id
            self._forget()
        for name, field in self._fields.items():
            if isinstance(field, LineField | TextField):
                field.show_kept(_as_kept(tool, name))
        for name in _WORDS:
            self._choices[name].select(getattr(tool, name).value)
        self._choices["accountable_id"].offer(_people(tool, people), tool.accountable_id or "")

    def show_error(self, name: str, text: str) -> None:
        """Say beside a field what is wrong with it; empty takes it back."""
        if name in self._fields:
            self._fields[name].show_error(text)

    def let_go(self, name: str) -> None:
        """Have a field show next what is kept of it, not the words it was typed in."""
        field = self._fields[name]
        if isinstance(field, LineField):
            field.forget()

    def put_back(self, name: str, text: str, error: str) -> None:
        """Put words that could not be kept back where they were typed, with what is wrong."""
        field = self._fields.get(name)
        if isinstance(field, LineField):
            field.put_back(text)
        self.show_error(name, error)

    def _forget(self) -> None:
        for field in self._fields.values():
            field.clear_error()
            if isinstance(field, LineField | TextField):
                field.forget()

    def _say(self, name: str, value: object) -> None:
        self.changed.emit(self.tool_id, name, value)

    # Building

    def _make(self, name: str) -> Field:
        if name == "accountable_id":
            return self._choice(name, lambda key: self._say(name, key or None))
        if name in _WORDS:
            return self._words(name, _WORDS[name])
        if name in _TEXTS:
            return self._text(name)
        line = LineField(_called()[name], f"tool_{name}", hint=_hints().get(name, ""))
        line.add_below(GuardLine(line.line, f"tool_{name}_guard"))
        if name == "review_on":
            line.keep.connect(lambda words: self.day_typed.emit(self.tool_id, words))
        else:
            line.keep.connect(lambda words: self._say(name, words))
        return line

    def _text(self, name: str) -> Field:
        field = TextField(_called()[name], f"tool_{name}", hint=_hints().get(name, ""))
        field.add_below(GuardLine(field.text, f"tool_{name}_guard"))
        field.keep.connect(lambda words: self._say(name, words))
        return field

    def _words(self, name: str, words: type[StrEnum]) -> Field:
        field = self._choice(name, lambda key: self._say(name, words(key)))
        self._choices[name].offer([(one.value, label(one)) for one in words])
        return field

    def _choice(self, name: str, say: Callable[[str], object]) -> Field:
        choice = self._choices[name] = Choice(f"tool_{name}")
        choice.be_narrow()
        choice.picked.connect(say)
        return Field(
            _called()[name],
            choice,
            hint=_hints().get(name, ""),
            object_name=f"tool_{name}_field",
        )

    def _beside(self, names: Sequence[str]) -> QWidget:
        if len(names) == 1:
            return self._fields[names[0]]
        columns = Columns((1,) * len(names))
        for name in names:
            columns.add(self._fields[name])
        return columns


class ToolFacts(Facts):
    """The same for whoever may read it and not change it."""

    def __init__(self) -> None:
        super().__init__("tool_facts")

    def show_tool(self, tool: ToolRow) -> None:
        """Show what is kept of a tool."""
        names = [name for row in _ROWS for name in row if name != "name"]
        self.show_facts([(f"tool_{name}", _called()[name], _as_read(tool, name)) for name in names])


def _called() -> dict[str, str]:
    return {
        "name": _("Name"),
        "version": _("Version"),
        "purpose": _("What it is for"),
        "supplier": _("Supplier"),
        "where_used": _("Where it is used"),
        "accountable_id": _("Who answers for it"),
        "accountable_role": _("Their role"),
        "is_ai": _("Is it AI?"),
        "device_class": _("Is it a medical device?"),
        "known_limits": _("What it cannot do"),
        "at_risk": _("Whom a bias of it could harm"),
        "oversight": _("Who looks at what it says"),
        "fallback": _("What to do when it is down"),
        "safety_officer": _("Clinical safety officer"),
        "safety_reference": _("Clinical safety case, reference"),
        "data_reference": _("Data protection assessment, reference"),
        "review_on": _("Look at it again by"),
    }


def _hints() -> dict[str, str]:
    return {
        "accountable_id": _("A person by name"),
        "accountable_role": _("Such as ward pharmacist"),
        "review_on": _("3 dec, +90d"),
    }


def _as_kept(tool: ToolRow, name: str) -> str:
    return typed_due(tool.review_on) if name == "review_on" else getattr(tool, name)


def _as_read(tool: ToolRow, name: str) -> str:
    if name == "accountable_id":
        return tool.accountable_name
    value = getattr(tool, name)
    if isinstance(value, dt.date):
        return dates.in_table(value)
    return label(value) if isinstance(value, StrEnum) else value or ""


def _people(tool: ToolRow, people: Sequence[PersonRow]) -> list[tuple[str, str]]:
    """Who can be chosen; also who answers for it now, although they left."""
    named = [(one.id, one.name) for one in people if not one.is_post]
    own = (tool.accountable_id or "", _("{name} (left)").format(name=tool.accountable_name))
    is_off = own[0] and own[0] not in [person_id for person_id, _name in named]
    return [("", _("nobody yet")), *named, *([own] if is_off else [])]
