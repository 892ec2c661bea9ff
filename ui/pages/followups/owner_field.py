"""Who owns an action: somebody of the ward, or a new name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.people import Known
from ui.theme.look import space
from ui.widgets.choices import Choice

_NEW = "new"
_AS_TYPED = "as typed"


class OwnerField(QWidget):
    """A list of the ward's people, whose last line asks for a new name.

    Signals:
        edited: Another owner is chosen or being typed.
        keep_asked: Enter in the line for a new name.

    Args:
        place: Where it stands: the beginning of its parts' object names.
    """

    edited = Signal()
    keep_asked = Signal()

    def __init__(self, place: str) -> None:
        super().__init__()
        self.setObjectName(f"{place}_owner_choice")
        self._typed = ""
        self._names: dict[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("half"))
        self._choice = Choice(f"{place}_owner", _("Owner"))
        self._choice.picked.connect(self._picked)
        self._new = QLineEdit()
        self._new.setObjectName(f"{place}_new_owner")
        self._new.setAccessibleName(_("Name of the new owner"))
        self._new.setPlaceholderText(_("Name, post or departments"))
        self._new.textEdited.connect(lambda _text: self.edited.emit())
        self._new.returnPressed.connect(self.keep_asked)
        column.addWidget(self._choice)
        column.addWidget(self._new)
        self.setFocusProxy(self._choice)

    @property
    def name(self) -> str:
        """The owner's name; empty for nobody."""
        key = self._choice.key
        if key == _NEW:
            return self._new.text().strip()
        return self._typed if key == _AS_TYPED else self._names.get(key, "")

    def show_owner(self, name: str, known: Known) -> None:
        """Show an owner by name; one whom nobody knows is offered as typed."""
        self._names = {person.id: person.name for person in known.people}
        key = next((one for one, called in self._names.items() if called == name), "")
        self._typed = "" if key else name
        options = [(one, called) for one, called in self._names.items()]
        if self._typed:
            options.insert(0, (_AS_TYPED, _("{name} (not known)").format(name=name)))
        elif not key:
            options.insert(0, ("", _("nobody yet")))
        options.append((_NEW, _("Somebody new…")))
        self._choice.offer(options, key or (_AS_TYPED if self._typed else ""))
        self._new.clear()
        self._new.hide()

    def _picked(self, key: str) -> None:
        self._new.setVisible(key == _NEW)
        if key == _NEW:
            self._new.setFocus()
        self.edited.emit()
