"""What a person may ask for: everything about them, and their name to go when they have left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from huddle.exchange.formats import FORMATS, Format, Kind, in_words
from huddle.i18n import _, ngettext
from huddle.rows.keeping import LeaverPreview, MentionRow
from ui.pages.privacy.state import PrivacyState
from ui.theme.look import space
from ui.widgets.buttons import Button, button
from ui.widgets.card import Card, stacked
from ui.widgets.choices import Choice, Tick
from ui.widgets.columns import Columns
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.labels import body, heading, quiet, strong
from ui.widgets.state_line import BAD, NOT_SET_UP, WELL, StateLine, StateLines

_MOST_MENTIONS = 100


class PersonCard(Card):
    """Whose rights, and everything about them as one file.

    Signals:
        chosen: A person's id.
        export_wanted: Everything about the chosen one.
    """

    chosen = Signal(str)
    export_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("rights_person_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("Who asks")))
        self._person = Choice("rights_person")
        self._person.picked.connect(self.chosen)
        self.column.addWidget(Field(_("Person"), self._person, object_name="rights_person_field"))
        self.column.addWidget(strong(_("Everything about them")))
        self.column.addWidget(
            quiet(
                _(
                    "One file with all that is kept of them: their details, where they took part, "
                    "what they own and raised, what their account did, and each sentence that "
                    "names them. It is a plain file: hand it over safely. The audit notes it."
                )
            )
        )
        self._format = Choice("rights_format")
        self._format.offer([(one.value, in_words(one)) for one in FORMATS[Kind.PERSON]])
        self.column.addWidget(Field(_("As"), self._format, object_name="rights_format_field"))
        self._export = button(_("Export everything about them…"), "rights_export")
        self._export.clicked.connect(self.export_wanted)
        self.column.addWidget(self._export, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def person_id(self) -> str:
        """Who is chosen; empty for nobody."""
        return self._person.key

    @property
    def file_format(self) -> Format:
        """As which kind of file it shall leave."""
        return Format(self._format.key)

    def show_people(self, state: PrivacyState) -> None:
        """Offer everybody who has a name, those who left too."""
        before = self._person.key
        offered = [
            (one.id, _("{name} (left)").format(name=one.name) if one.is_retired else one.name)
            for one in state.people
        ]
        self._person.offer(offered, before)

    def show_busy(self, *, busy: bool) -> None:
        """Let it be asked for once at a time."""
        self._export.setEnabled(not busy)


class LeaverCard(Card):
    """A role put in place of a leaver's name: what would change, and doing it.

    Signals:
        changed: The role or the tick is another one.
        wanted: Do it.
    """

    changed = Signal()
    wanted = Signal()

    def __init__(self) -> None:
        super().__init__("leaver_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("Somebody who has left")))
        self.column.addWidget(
            quiet(
                _(
                    "A role takes the place of their name in lists, rosters and records, and the "
                    "audit forgets it. What people wrote stays as it is. What they own waits for "
                    "somebody to take it on."
                )
            )
        )
        self._role = QLineEdit()
        self._role.setObjectName("leaver_role")
        self._role.editingFinished.connect(self._say_changed)
        self._asked = ""
        self._field = Field(_("Role"), self._role, object_name="leaver_role_field")
        self._account = Tick(
            _("The name they signed in with becomes the role, too"), "leaver_account"
        )
        self._account.setChecked(True)
        self._says = body("", "leaver_says")
        self._lines = StateLines("leaver_lines")
        self._do = Button(_("Put the role in place of the name…"), "leaver_do", role="danger")
        self._do.clicked.connect(self.wanted)
        for shown in (self._field, self._account, self._says, self._lines):
            self.column.addWidget(shown)
        self.column.addWidget(self._do, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(
            quiet(_("Older backups still hold the name, until newer ones have taken their place."))
        )

    @property
    def role(self) -> str:
        """The role as typed."""
        return self._role.text().strip()

    @property
    def with_account(self) -> bool:
        """Whether the account's name goes as well."""
        return self._account.isChecked()

    def offer_role(self, role: str) -> None:
        """Offer a role for somebody else."""
        self._role.setText(role)
        self._asked = role
        self._field.clear_error()

    def show_error(self, text: str) -> None:
        """Say what is wrong with the role."""
        self._field.show_error(text)
        self._do.setEnabled(False)

    def say(self, text: str, *, is_busy: bool = False) -> None:
        """Say how it goes."""
        self._says.setText(text)
        self._says.setVisible(bool(text))
        self._do.setEnabled(not is_busy)

    def show_preview(self, preview: LeaverPreview) -> None:
        """Show what would change, and what would not."""
        self._field.clear_error()
        self._account.setVisible(bool(preview.account_name))
        self.say("", is_busy=not preview.account_is_disabled)
        self._lines.show_lines(_preview_lines(preview))

    def _say_changed(self) -> None:
        if self.role != self._asked:
            self._asked = self.role
            self.changed.emit()


def _preview_lines(preview: LeaverPreview) -> list[StateLine]:
    lines = []
    if preview.account_name and not preview.account_is_disabled:
        says = _("“{name}” can still sign in. Disable it on the Accounts page first.")
        says = says.format(name=preview.account_name)
        lines.append(StateLine(BAD, _("Account"), says, "leaver_account_state"))
    replaced = [f"{what}: {count:,}" for what, count in preview.replaced.items()]
    says = "\n".join(replaced) or _("Only in the list of people.")
    lines.append(StateLine(WELL, _("The role takes its place"), says, "leaver_replaced"))
    says = _audit(preview.audit_values)
    lines.append(StateLine(WELL, _("The audit forgets the name"), says, "leaver_audit"))
    says = _mentions(preview)
    lines.append(StateLine(NOT_SET_UP, _("What people wrote stays"), says, "leaver_mentions"))
    return lines


def _audit(count: int) -> str:
    if not count:
        return _("No entry holds it.")
    says = ngettext(
        "{count} entry loses its old and new values; the chain still holds.",
        "{count} entries lose their old and new values; the chain still holds.",
        count,
    )
    return says.format(count=f"{count:,}")


def _mentions(preview: LeaverPreview) -> str:
    count = len(preview.mentions)
    if not count:
        said = _("No text names them.")
    else:
        said = ngettext(
            "{count} sentence names them:", "{count} sentences name them:", count
        ).format(count=f"{count:,}")
        said = "\n".join([said, *map(_mention, preview.mentions[:_MOST_MENTIONS])])
        if count > _MOST_MENTIONS:
            said += "\n" + _("… the export holds them all.")
    if preview.hidden_count:
        hidden = ngettext(
            "{count} sensitive item was not looked through.",
            "{count} sensitive items were not looked through.",
            preview.hidden_count,
        )
        said += "\n" + hidden.format(count=preview.hidden_count)
    return said


def _mention(row: MentionRow) -> str:
    return _("{where}: {sentence}").format(where=row.code, sentence=row.sentence)


class RightsSection(QWidget):
    """The person on one side, the leaver's role on the other."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rights_section")
        self.person = PersonCard()
        self.leaver = LeaverCard()
        self._empty = EmptyState(
            _("Nobody has a name here"),
            _("People whom you add on the People page can ask for what is kept of them here."),
            object_name="rights_empty",
        )
        self._cards = Columns((2, 3), "rights_cards")
        self._cards.add(stacked(self.person))
        self._cards.add(stacked(self.leaver))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._empty)
        column.addWidget(self._cards)

    def show_state(self, state: PrivacyState) -> None:
        """Offer everybody."""
        self._empty.setVisible(not state.people)
        self._cards.setVisible(bool(state.people))
        self.person.show_people(state)
