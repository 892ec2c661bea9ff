"""What was understood of a file: what its rows are, and what each column says."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle.i18n import _, ngettext
from huddle.import_words import ImportField, ImportKind
from huddle.labels import label
from huddle.rows.imports import ImportColumnRow, ImportPlan
from huddle.rules.importing.fields import fields_of
from ui.theme.look import space
from ui.widgets.card import Card
from ui.widgets.choices import Choice
from ui.widgets.field import Field
from ui.widgets.labels import heading, secondary, strong
from ui.widgets.row_list import RowList

_MOST_SHOWN = 40
"""Columns to choose for; what lies behind them is left out, or named in a mapping file."""

_LONGEST_SAMPLE = 40
_NARROW = 14


class _ColumnRow(QWidget):
    """One column: its name, what it says, and why."""

    picked = Signal(str, str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._sample = secondary("", "column_sample")
        self._why = secondary("", "column_why")
        self.choice = Choice(f"column_{name}", _("What “{name}” says").format(name=name))
        self.choice.be_narrow(_NARROW)
        self.choice.picked.connect(lambda key: self.picked.emit(self._name, key))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(strong(name))
        words.addWidget(self._sample)
        words.addStretch()
        beside = QVBoxLayout()
        beside.setSpacing(space("half"))
        beside.addWidget(self.choice)
        beside.addWidget(self._why)
        beside.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("two"))
        row.addLayout(words, 1)
        row.addLayout(beside, 1)

    def show_column(self, column: ImportColumnRow, fields: Sequence[ImportField]) -> None:
        """Say what it is taken for."""
        sample = column.sample
        if len(sample) > _LONGEST_SAMPLE:
            sample = f"{sample[:_LONGEST_SAMPLE]}…"
        self._sample.setText(_("such as “{words}”").format(words=sample))
        self._sample.setVisible(bool(column.sample))
        self._why.setText(column.why)
        self.choice.offer([(field.value, label(field)) for field in fields], column.field)


class UnderstoodCard(Card):
    """What the rows are, and what each column says; both can be changed.

    Signals:
        table_picked: The place of another table of the file.
        kind_picked: What the rows are.
        column_picked: The name of a column, and what it says.
    """

    table_picked = Signal(str)
    kind_picked = Signal(str)
    column_picked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("understood_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("What was understood")))
        self._read_as = secondary("", "import_how")
        self.column.addWidget(self._read_as)
        self._table = Choice("import_table")
        self._kind = Choice("import_kind")
        self._table_field = Field(_("Sheet"), self._table, object_name="import_table_field")
        self.column.addWidget(self._table_field)
        self.column.addWidget(Field(_("What its rows are"), self._kind))
        self._columns: RowList[_ColumnRow] = RowList("import_columns", self._made, gap="two")
        self.column.addWidget(self._columns)
        self._more = secondary("", "import_more_columns")
        self.column.addWidget(self._more)
        self._table.picked.connect(self.table_picked)
        self._kind.picked.connect(self.kind_picked)

    def show_tables(self, names: Sequence[str], chosen: int) -> None:
        """Offer the tables of the file; one alone is not asked about."""
        self._table.offer([(str(at), name) for at, name in enumerate(names)], str(chosen))
        self._table_field.setVisible(len(names) > 1)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show how the file is understood."""
        kind = plan.mapping.kind or ImportKind.ACTIONS
        self._kind.offer([(one.value, label(one)) for one in ImportKind], kind)
        self._read_as.setText(_how(plan))
        shown, fields = plan.columns[:_MOST_SHOWN], fields_of(kind)
        rows = self._columns.show_rows([column.name for column in shown])
        for column, row in zip(shown, rows, strict=True):
            row.show_column(column, fields)
        more = len(plan.columns) - len(shown)
        says = ngettext("One more column.", "{count} more columns.", more)
        self._more.setText(says.format(count=more))
        self._more.setVisible(more > 0)

    def _made(self, name: str) -> _ColumnRow:
        row = _ColumnRow(name)
        row.picked.connect(self.column_picked)
        return row


def _how(plan: ImportPlan) -> str:
    said = [plan.how]
    if plan.header_at:
        said.append(_("the names of the columns are in row {row}").format(row=plan.header_at))
    if plan.is_known_shape:
        said.append(_("read as the last file with these columns"))
    return " · ".join(filter(None, said))
