"""The chosen comment whole, the themes to sort it under, and what else can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from huddle.i18n import _, ngettext
from huddle.rows.patient_voice import CommentRow, ThemeRow
from huddle.rules.themes import ThemeHint
from ui.pages.patient_voice import words
from ui.theme.look import space
from ui.widgets.buttons import Button, button, quiet_button
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.labels import body, quiet, secondary, strong
from ui.widgets.scroll import page_scroll

_KEYS = 9
_LONGEST_THEME = 120
_TAKE, _DECLINE = "Ctrl+Return", "Ctrl+Backspace"


class CommentCard(QWidget):
    """What is chosen, and what can be done about it.

    Signals:
        sorted_under: The theme for what is chosen; empty for none.
        hint_taken, hint_declined: What a person says to the suggested theme.
        answer_asked: The chosen comment shall be answered.
        not_answered_asked: Its answer shall be taken back.
        bring_asked: Whether the next huddle shall hear what is chosen.

    Args:
        keys: The widget in which the keys for themes work.
        may_change: Whether whoever is here may sort and answer.
    """

    sorted_under = Signal(str)
    hint_taken = Signal()
    hint_declined = Signal()
    answer_asked = Signal()
    not_answered_asked = Signal()
    bring_asked = Signal(bool)

    def __init__(self, keys: QWidget, *, may_change: bool) -> None:
        super().__init__()
        self.setObjectName("comment_card")
        self._may_change = may_change
        self._themes: list[str] = []
        self._chosen: Sequence[CommentRow] = ()
        scroll = page_scroll("comment_scroll", margin="half")
        scroll.column.setSpacing(space("two"))
        scroll.column.addWidget(self._build_words())
        scroll.column.addWidget(self._build_hint())
        scroll.column.addWidget(self._build_themes())
        scroll.column.addWidget(self._build_rest())
        scroll.column.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)
        self._bind(keys)

    def show_chosen(self, rows: Sequence[CommentRow]) -> None:
        """Show the chosen comment, or how many are chosen together."""
        self._chosen = rows
        one = rows[0] if len(rows) == 1 else None
        count = ngettext("{count} comment chosen", "{count} comments chosen", len(rows))
        self._text.setText(one.text if one else count.format(count=len(rows)))
        self._facts.setText(words.facts(one) if one else "")
        self._answer_said.setText(words.answer_words(one) if one else "")
        self._answer_said.setVisible(bool(one and one.is_answered))
        self._sort.setVisible(bool(rows) and self._may_change)
        self._rest.setVisible(bool(rows) and self._may_change)
        self._answer.setVisible(one is not None)
        self._answer.set_text(_("Change the answer…") if one and one.is_answered else _("Answer…"))
        self._not_answered.setVisible(bool(one and one.is_answered))
        self._unsorted.setVisible(any(row.theme for row in rows))
        self._fit_bring()
        self.show_hint(None)

    def show_themes(self, themes: Sequence[ThemeRow]) -> None:
        """Offer these themes; the first nine have keys."""
        names = [theme.name for theme in themes]
        if names == self._themes:
            return
        self._themes = names
        self._buttons.clear()
        for place, name in enumerate(names):
            key = f"Ctrl+{place + 1}" if place < _KEYS else ""
            one = button(name, f"theme_{place}", key=key)
            one.clicked.connect(lambda _on=False, name=name: self._sort_under(name))
            self._buttons.add(one)
        completer = QCompleter(names, self._other)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._other.setCompleter(completer)

    def show_hint(self, hint: ThemeHint | None) -> None:
        """Suggest a theme, and say why; nothing for none."""
        self._hint.setVisible(hint is not None)
        self._says.setText(words.hint_words(hint) if hint else "")

    def _build_words(self) -> Card:
        card = Card("comment_words")
        self._text = body("", "comment_text")
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._facts = secondary("", "comment_facts")
        self._answer_said = quiet("", "comment_answer_said")
        for widget in (self._text, self._facts, self._answer_said):
            card.column.addWidget(widget)
        return card

    def _build_hint(self) -> Card:
        self._hint = Card("comment_hint", margin="one")
        self._says = quiet("", "comment_hint_says")
        row = Flow("comment_hint_buttons")
        take = button(_("Yes"), "hint_take", key="Ctrl+Enter", name=_("Take the suggested theme"))
        take.clicked.connect(self.hint_taken)
        decline = quiet_button(
            _("No"), "hint_decline", key="Ctrl+⌫", name=_("Not the suggested theme")
        )
        decline.clicked.connect(self.hint_declined)
        for one in (take, decline):
            row.add(one)
        self._hint.column.addWidget(self._says)
        self._hint.column.addWidget(row)
        return self._hint

    def _build_themes(self) -> Card:
        self._sort = card = Card("comment_themes")
        card.column.addWidget(strong(_("What is it about?")))
        self._buttons = Flow("theme_buttons", gap="half")
        card.column.addWidget(self._buttons)
        self._other = QLineEdit()
        self._other.setObjectName("theme_other")
        self._other.setAccessibleName(_("Another theme"))
        self._other.setPlaceholderText(_("Another theme, then Enter   F2"))
        self._other.setMaxLength(_LONGEST_THEME)
        self._other.returnPressed.connect(self._sort_under_other)
        card.column.addWidget(self._other)
        return card

    def _build_rest(self) -> Flow:
        self._rest = Flow("comment_rest")
        self._answer = self._button(_("Answer…"), "comment_answer_button")
        self._answer.set_key("Enter")
        self._answer.clicked.connect(self.answer_asked)
        self._not_answered = self._button(_("Take the answer back"), "comment_not_answered")
        self._not_answered.clicked.connect(self.not_answered_asked)
        self._bring = self._button(_("Bring to the next huddle"), "comment_bring")
        self._bring.set_key("Ctrl+B")
        self._bring.clicked.connect(lambda: self.bring_asked.emit(True))
        self._leave = self._button(_("Not for the next huddle"), "comment_leave")
        self._leave.clicked.connect(lambda: self.bring_asked.emit(False))
        self._unsorted = self._button(_("Not sorted after all"), "comment_unsorted")
        self._unsorted.clicked.connect(lambda: self.sorted_under.emit(""))
        return self._rest

    def _button(self, says: str, name: str) -> Button:
        made = button(says, name)
        self._rest.add(made)
        return made

    def _fit_bring(self) -> None:
        imported = [row for row in self._chosen if row.is_imported and row.huddle_number is None]
        self._bring.setVisible(any(not row.is_coming for row in imported))
        self._leave.setVisible(bool(imported) and all(row.is_coming for row in imported))

    def _sort_under(self, name: str) -> None:
        if self._chosen and self._may_change:
            self.sorted_under.emit(name)

    def _sort_under_other(self) -> None:
        typed = " ".join(self._other.text().split())
        known = {name.casefold(): name for name in self._themes}
        if typed:
            self._other.clear()
            self._sort_under(known.get(typed.casefold(), typed))

    def _bind(self, keys: QWidget) -> None:
        for place in range(_KEYS):
            _shortcut(keys, f"Ctrl+{place + 1}", partial(self._by_key, place))
        _shortcut(keys, "F2", self._other.setFocus)
        _shortcut(keys, "Ctrl+B", self._bring_by_key)
        _shortcut(keys, _TAKE, lambda: self._say_of_hint(self.hint_taken))
        _shortcut(keys, _DECLINE, lambda: self._say_of_hint(self.hint_declined))

    def _say_of_hint(self, says: SignalInstance) -> None:
        if self._hint.isVisible():
            says.emit()

    def _by_key(self, place: int) -> None:
        if place < len(self._themes):
            self._sort_under(self._themes[place])

    def _bring_by_key(self) -> None:
        if self._bring.isVisible():
            self.bring_asked.emit(True)


def _shortcut(keys: QWidget, sequence: str, act: Callable[[], object]) -> None:
    made = QShortcut(QKeySequence(sequence), keys)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(act)
