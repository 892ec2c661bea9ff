"""The About page: versions and whom to tell, the self-test, and what can be read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from huddle.build import Document
from huddle.i18n import _
from ui.pages.about.reader import Reader
from ui.pages.about.self_test_card import SelfTestCard
from ui.pages.about.state import AboutState
from ui.theme.look import space
from ui.widgets.buttons import Button, button
from ui.widgets.card import Card, stacked
from ui.widgets.columns import Columns
from ui.widgets.facts import Facts
from ui.widgets.flow import Flow
from ui.widgets.labels import body, heading, quiet, title
from ui.widgets.scroll import page_scroll


class AboutPage(QWidget):
    """Cards in two columns; a document takes their place while it is read.

    Signals:
        document_wanted: Which one.
        copy_wanted: The facts shall be copied for whoever helps.
    """

    document_wanted = Signal(object)
    copy_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("about_page")
        self._facts = Facts("about_facts")
        self._contacts = Facts("about_contacts")
        self._nobody = quiet(
            _("The ward has named nobody yet. A ward manager can, in Settings."), "about_nobody"
        )
        self._version = heading("", "about_version")
        self.self_test = SelfTestCard()
        self.reader = Reader()
        self.reader.left.connect(self.close_document)
        self._came_from: Button | None = None
        self._layers = QStackedWidget()
        self._layers.addWidget(self._build_overview())
        self._layers.addWidget(self.reader)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._layers)

    @property
    def is_reading(self) -> bool:
        """Whether a document is in view."""
        return self._layers.currentWidget() is self.reader

    def show_state(self, state: AboutState) -> None:
        """Show what is installed and whom to tell."""
        self._version.setText(state.version)
        self._facts.show_facts(state.facts)
        self._contacts.show_facts(state.contacts)
        self._contacts.setVisible(bool(state.contacts))
        self._nobody.setVisible(not state.contacts)

    def show_document(self, name: str, text: str, *, is_marked_up: bool) -> None:
        """Put a document in place of the cards.

        Args:
            name: What it is called.
            text: What it says.
            is_marked_up: Whether it is written in Markdown.
        """
        self.reader.show_document(name, text, is_marked_up=is_marked_up)
        self._layers.setCurrentWidget(self.reader)
        self.reader.begin()

    def close_document(self) -> None:
        """Show the cards again, with the cursor where it was."""
        self._layers.setCurrentIndex(0)
        if self._came_from is not None:
            self._came_from.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves a document."""
        if event.key() == Qt.Key.Key_Escape and self.is_reading:
            self.close_document()
        else:
            super().keyPressEvent(event)

    def _build_overview(self) -> QWidget:
        scroll = page_scroll("about_scroll")
        scroll.column.addWidget(title(_("About Huddle"), "about_title"))
        cards = Columns((1, 1), "about_cards")
        cards.add(stacked(self._build_installed(), self._build_promises()))
        cards.add(stacked(self._build_contacts(), self.self_test))
        scroll.column.addWidget(cards)
        scroll.column.addStretch()
        return scroll

    def _build_installed(self) -> Card:
        card = Card("about_installed")
        card.column.setSpacing(space("two"))
        card.column.addWidget(self._version)
        card.column.addWidget(self._facts)
        buttons = Flow("about_buttons")
        for document, words in _readable():
            made = button(words, f"about_{document.name.lower()}")
            made.clicked.connect(
                lambda _on=False, made=made, document=document: self._ask_for(made, document)
            )
            buttons.add(made)
        copy = button(_("Copy for support"), "about_copy")
        copy.clicked.connect(self.copy_wanted)
        buttons.add(copy)
        card.column.addWidget(buttons)
        return card

    def _ask_for(self, made: Button, document: Document) -> None:
        self._came_from = made
        self.document_wanted.emit(document)

    def _build_contacts(self) -> Card:
        card = Card("about_contacts_card")
        card.column.addWidget(heading(_("Something wrong in Huddle?")))
        says = _(
            "If what it shows could harm somebody, go on without it: on paper, or by word of "
            "mouth. Then tell:"
        )
        card.column.addWidget(body(says))
        card.column.addWidget(self._contacts)
        card.column.addWidget(self._nobody)
        return card

    def _build_promises(self) -> Card:
        card = Card("about_promises")
        card.column.addWidget(heading(_("Updating, and what it is not")))
        for text in (
            _(
                "Huddle looks for no new version and calls nobody. Whoever looks after this "
                "computer installs one; at its first start the data is backed up, the backup is "
                "proved, and the data is brought up to date."
            ),
            _("It is not a patient record, a handover, an incident report or an alerting system."),
            _("It sends nothing anywhere, but to a mail or database server that you set up."),
            _("Free software under the MIT licence, without warranty."),
            _("Made with Python, Qt for Python (LGPL), SQLCipher, SQLModel and ReportLab."),
            _("Typefaces: Atkinson Hyperlegible Next and Noto, under the SIL Open Font License."),
        ):
            card.column.addWidget(quiet(text))
        return card


def _readable() -> tuple[tuple[Document, str], ...]:
    """The documents that can be read, and what their buttons say."""
    return (
        (Document.CHANGES, _("What changed")),
        (Document.ACCESSIBILITY, _("Accessibility statement")),
        (Document.LICENCES, _("Licences")),
    )
