"""The roster at the side: who is here and who was heard, each with one tap."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.huddles import RosterRow
from huddle.vocabulary import Presence
from ui.theme.icons import icon
from ui.theme.look import look, space
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, heading
from ui.widgets.restyle import set_styled
from ui.widgets.scroll import page_scroll

_NEXT = {
    Presence.UNMARKED: Presence.HERE,
    Presence.HERE: Presence.APOLOGIES,
    Presence.APOLOGIES: Presence.UNMARKED,
}


class RosterEntry(QWidget):
    """One department or person.

    Signals:
        presence_asked: It shall be marked as this.
        heard_asked: It shall be marked as heard, or not.
    """

    presence_asked = Signal(str, str)
    heard_asked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._row: RosterRow | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(space("half"))
        self._here = Button("", "here", role="roster", run=True)
        self._here.clicked.connect(self._tap)
        self._here.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor alone
        line.addWidget(self._here, 1)
        self._heard = Button(_("heard"), "heard", role="heard", run=True)
        self._heard.setCheckable(True)
        self._heard.clicked.connect(self._tap_heard)
        self._heard.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        line.addWidget(self._heard)

    def show_row(self, row: RosterRow) -> None:
        """Show how the row stands."""
        if row == self._row:
            return
        self._row = row
        is_here = row.presence is Presence.HERE
        said = {
            Presence.HERE: _("{name}: here"),
            Presence.APOLOGIES: _("{name}: apologies"),
            Presence.UNMARKED: _("{name}: not marked"),
        }[row.presence]
        words = row.name
        if row.presence is Presence.APOLOGIES:
            words = _("{name} (apologies)").format(name=row.name)
        self._here.setObjectName(f"here_{row.name}")
        self._here.set_text(self._fitting(words, is_here=is_here), said.format(name=row.name))
        self._here.setToolTip(said.format(name=row.name))
        side = look().size("icon")
        self._here.setIcon(icon("tick", "good") if is_here else icon("dash", "secondary_ink"))
        self._here.setIconSize(QSize(side, side))
        set_styled(self._here, "state", row.presence.value)
        self._heard.setObjectName(f"heard_{row.name}")
        self._heard.set_text(_("heard"), _("{name}: heard").format(name=row.name))
        self._heard.setChecked(row.is_heard)
        self._heard.setVisible(row.department_id is not None and is_here)

    def _fitting(self, words: str, *, is_here: bool) -> str:
        """A long name as far as the panel has room; the tool tip tells all of it."""
        taken = look().size("icon") + 2 * space("four") + space("three")
        if is_here and self._row is not None and self._row.department_id:
            taken += self._heard.sizeHint().width()
        room = look().size("roster") - taken
        elide = Qt.TextElideMode.ElideRight
        return self._here.fontMetrics().elidedText(words, elide, room)

    def _tap(self) -> None:
        if self._row is not None:
            self.presence_asked.emit(self._row.id, _NEXT[self._row.presence].value)

    def _tap_heard(self) -> None:
        if self._row is not None:
            self.heard_asked.emit(self._row.id, not self._row.is_heard)


class RosterPanel(QWidget):
    """Everybody expected, and a line to add a name.

    Signals:
        presence_asked, heard_asked: As of `RosterEntry`.
        name_added: Somebody is here who was not on the roster.
    """

    presence_asked = Signal(str, str)
    heard_asked = Signal(str, bool)
    name_added = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("roster_panel")
        self._entries: list[RosterEntry] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("one"))
        column.addWidget(heading(_("In the room"), "roster_heading"))
        scroll = page_scroll("roster_scroll", margin="half", gap="half")
        self._rows = scroll.column
        self._rows.addStretch()
        column.addWidget(scroll, 1)
        self._line = QLineEdit()
        self._line.setObjectName("roster_name")
        self._line.setPlaceholderText(_("Add a name"))
        self._line.setAccessibleName(_("Add a name to the room"))
        self._line.returnPressed.connect(self._add_name)
        column.addWidget(self._line)
        self._quiet = Label("", "label", tone="caution", object_name="not_heard")
        column.addWidget(self._quiet)

    def show_roster(self, rows: Sequence[RosterRow]) -> None:
        """Show the roster, and quietly who has not been heard yet."""
        while len(self._entries) < len(rows):
            self._append()
        while len(self._entries) > len(rows):
            gone = self._entries.pop()
            self._rows.removeWidget(gone)
            gone.deleteLater()
        for entry, row in zip(self._entries, rows, strict=True):
            entry.show_row(row)
        waiting = [
            row.name
            for row in rows
            if row.department_id and row.presence is Presence.HERE and not row.is_heard
        ]
        self._quiet.setText(
            _("Not heard yet: {names}").format(names=", ".join(waiting)) if waiting else ""
        )

    def _append(self) -> None:
        entry = RosterEntry()
        entry.presence_asked.connect(self.presence_asked)
        entry.heard_asked.connect(self.heard_asked)
        self._rows.insertWidget(len(self._entries), entry, 0, Qt.AlignmentFlag.AlignTop)
        self._entries.append(entry)

    def _add_name(self) -> None:
        name = self._line.text().strip()
        if name:
            self._line.clear()
            self.name_added.emit(name)
