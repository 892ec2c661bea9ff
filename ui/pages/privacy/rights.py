"""What the part about people's rights does: looks, exports, and puts a role in a name's place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huddle.errors import Refused
from huddle.exchange.formats import Format, in_words
from huddle.i18n import _
from huddle.rows.keeping import LeaverPreview
from huddle.rows.people import PersonRow
from ui.pages.privacy.rights_section import RightsSection

if TYPE_CHECKING:
    from ui.desk import Desk

_FOR_FILES = str.maketrans(dict.fromkeys('\\/:*?"<>|', "-"))


class Rights:
    """The behaviour of the part about people's rights.

    Args:
        section: Its widgets.
        desk: What it works with.
        refused: Says what went wrong.
        ask_again: Has the page ask again for what it shows.
    """

    def __init__(
        self,
        section: RightsSection,
        desk: Desk,
        refused: Callable[[Exception], None],
        ask_again: Callable[[], None],
    ) -> None:
        self._section = section
        self._desk = desk
        self._refused = refused
        self._ask_again = ask_again
        self._person_id = ""
        self._people: tuple[PersonRow, ...] = ()
        section.person.chosen.connect(self._choose_person)
        section.person.export_wanted.connect(self._export)
        section.leaver.changed.connect(self._look_leaver)
        section.leaver.wanted.connect(self._ask_leaver)

    def show(self, people: tuple[PersonRow, ...]) -> None:
        """Show what would become of the chosen one's name."""
        self._people = people
        self._choose_person(self._section.person.person_id)

    def _choose_person(self, person_id: str) -> None:
        if not person_id:
            return
        if person_id != self._person_id:
            self._person_id = person_id
            self._section.leaver.say(_("Looking through the texts…"), is_busy=True)
            self._desk.tasks.run(
                self._section,
                lambda: self._desk.ward.rights.role_name(person_id),
                partial(self._offer_role, person_id),
                self._refused,
            )
        else:
            self._look_leaver()

    def _offer_role(self, person_id: str, role: str) -> None:
        if person_id == self._person_id:
            self._section.leaver.offer_role(role)
            self._look_leaver()

    def _look_leaver(self) -> None:
        person_id, role = self._person_id, self._section.leaver.role
        self._section.leaver.say(_("Looking through the texts…"))
        self._desk.tasks.run(
            self._section,
            lambda: self._desk.ward.rights.preview_leaver(person_id, role),
            self._show_leaver,
            self._leaver_refused,
            long=True,
        )

    def _show_leaver(self, preview: LeaverPreview) -> None:
        if preview.person_id == self._person_id:
            self._section.leaver.show_preview(preview)

    def _leaver_refused(self, error: Exception) -> None:
        self._section.leaver.say("")
        if isinstance(error, Refused):
            self._section.leaver.show_error(error.message)
        else:
            self._refused(error)

    def _ask_leaver(self) -> None:
        leaver, person_id = self._section.leaver, self._person_id
        role, with_account = leaver.role, leaver.with_account
        self._desk.ask.confirm(
            self._section,
            title=_("Put “{role}” in place of this name?").format(role=role),
            text=_("The name is forgotten here for good. Texts that name the person stay."),
            yes=_("Put the role there"),
            harmful=True,
            then=lambda: self._make_role(person_id, role, with_account=with_account),
        )

    def _make_role(self, person_id: str, role: str, *, with_account: bool) -> None:
        self._section.leaver.say(_("Putting the role in place of the name…"), is_busy=True)
        self._desk.tasks.run(
            self._section,
            lambda: self._desk.ward.rights.leaver_becomes_role(
                person_id, role, with_account=with_account
            ),
            self._became_role,
            self._leaver_refused,
            long=True,
            key="leaver",
        )

    def _became_role(self, done: LeaverPreview) -> None:
        self._person_id = ""
        codes = ", ".join(dict.fromkeys(one.code for one in done.mentions))
        said = _("Done: “{role}” stands there now.").format(role=done.role_name)
        if codes:
            said += " " + _("Texts that still name the person: {codes}.").format(codes=codes)
        self._desk.messages.say(said)
        self._ask_again()

    def _export(self, reason: str = "") -> None:
        person_id = self._person_id
        name = next((one.name for one in self._people if one.id == person_id), "")
        self._section.person.show_busy(busy=True)
        self._desk.tasks.run(
            self._section,
            lambda: self._desk.ward.rights.everything_about(person_id, reason=reason),
            partial(self._choose_place, name),
            self._not_exported,
            long=True,
            key="rights_export",
        )

    def _not_exported(self, error: Exception) -> None:
        from huddle.services.rights import ExportAsks  # noqa: PLC0415 - loaded with the ward

        self._section.person.show_busy(busy=False)
        if not isinstance(error, ExportAsks):
            self._refused(error)
            return
        self._desk.ask.one_line(
            self._section,
            title=_("May this leave?"),
            text=error.message,
            label=_("Why it must leave; the audit keeps this"),
            yes=_("Export it"),
            then=self._export,
        )

    def _choose_place(self, name: str, known: dict[str, Any]) -> None:
        self._section.person.show_busy(busy=False)
        file_format = self._section.person.file_format
        ending = file_format.value
        self._desk.files.save(
            self._section,
            title=_("Export everything about a person"),
            name=_("Everything about {name}.{ending}").format(
                name=name.translate(_FOR_FILES), ending=ending
            ),
            kinds=f"{in_words(file_format)} (*.{ending})",
            then=partial(self._write, known, file_format),
        )

    def _write(self, known: dict[str, Any], file_format: Format, place: Path) -> None:
        self._desk.tasks.run(
            self._section,
            lambda: _write_file(known, file_format, place),
            lambda _done: self._desk.messages.say(_("Exported as {file}.").format(file=place.name)),
            long=True,
        )


def _write_file(known: dict[str, Any], file_format: Format, place: Path) -> None:
    from huddle.exchange import person_file  # noqa: PLC0415 - only for an export
    from huddle.files import write_atomically  # noqa: PLC0415 - as above

    write_atomically(place, person_file.made(known, file_format))
