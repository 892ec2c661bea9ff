"""What the detail panel does: opens one action, keeps what was changed, and overwrites nobody."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from huddle.errors import ChangedElsewhere, Refused
from huddle.i18n import _
from huddle.rows import ItemEventRow, ItemRow
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.vocabulary import Status
from ui.letting_out import LettingOut
from ui.pages.followups.edits import edit_of, version_lines
from ui.pages.followups.escalation_part import EscalationPresenter
from ui.pages.followups.keeping import keep
from ui.pages.followups.state import Edit, Surroundings, understood_due

if TYPE_CHECKING:
    from huddle.ward import Ward
    from ui.care import Watch
    from ui.desk import Desk
    from ui.pages.followups.page import FollowUpsPage

_DRAFT = "action:"
_DRAFT_MS = 400

_Opened = tuple[ItemRow, tuple[ItemEventRow, ...], str]


class DetailPresenter(QObject):
    """The behaviour of the detail panel.

    Args:
        page: The page it stands on.
        desk: What it works with.
        around: Gives what is known of the ward.
        watch: Knows what the ward decided about patients and sensitive items.
    """

    def __init__(
        self,
        page: FollowUpsPage,
        desk: Desk,
        around: Callable[[], Surroundings],
        watch: Watch,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._panel = page.detail
        self._desk = desk
        self._around = around
        self._watch = watch
        watch.told.connect(self._panel.show_care)
        self._theirs: ItemRow | None = None
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_DRAFT_MS)
        self._typing.timeout.connect(self._save_draft)
        panel = self._panel
        panel.keep_asked.connect(lambda edit: self._ask_and_keep(edit, panel.item))
        panel.mine_asked.connect(lambda edit: self._ask_and_keep(edit, self._theirs))
        panel.theirs_asked.connect(self._take_theirs)
        panel.left.connect(self.leave)
        panel.edited.connect(self._typing.start)
        panel.name_asked.connect(self._name_owner)
        panel.bed_answered.connect(self._answer_bed)
        self._letting_out = LettingOut(page, desk, watch, self._refused)
        panel.copy_asked.connect(self._copy)
        panel.parts.part_wanted.connect(self._add_part)
        EscalationPresenter(panel.escalation, desk, watch, lambda: around().now.tzinfo)
        panel.check.worked.connect(lambda: self._check(_("Checked: it worked."), is_effective=True))
        panel.check.tried_again.connect(self._try_again)
        panel.check.given_up.connect(self._give_up)

    @property
    def is_open(self) -> bool:
        """Whether an action is shown in full."""
        return self._panel.isVisibleTo(self._page)

    def open(self, item_id: str) -> None:
        """Show an action in full."""
        self.flush()
        ward = self._desk.ward
        self._run(lambda: _opened(ward, item_id), self._show_opened, self._not_opened)

    def refresh(self) -> None:
        """Show the action as it is now, unless somebody is typing in it."""
        item = self._panel.item
        if self.is_open and item is not None and not self._panel.is_changed:
            ward = self._desk.ward
            self._run(lambda: _opened(ward, item.id), self._show_again, self._not_opened)

    def after(self, row: ItemRow) -> None:
        """Follow a change made by a key; what is being typed stays."""
        if not self.is_open or self._panel.item is None or self._panel.item.id != row.id:
            return
        is_changed, edit = self._panel.is_changed, self._panel.edit
        before, now = edit_of(self._panel.item), edit_of(row)
        untouched = {
            name: getattr(now, name)
            for name in ("place", "patient_reference")
            if getattr(edit, name) == getattr(before, name)
        }
        kept = dataclasses.replace(edit, status=row.status, **untouched) if is_changed else None
        self._panel.show_item(row, self._around(), kept)

    def leave(self) -> None:
        """Go back to the table; what was typed and not kept waits for the next time."""
        self.flush()
        item = self._panel.item
        if self._panel.is_changed and item is not None:
            self._desk.messages.say(
                _("What you typed for {code} waits here until you open it again.").format(
                    code=item.code
                )
            )
        self._page.show_detail(shown=False)

    def flush(self) -> None:
        """Keep what is being typed as a draft now."""
        if self._typing.isActive():
            self._typing.stop()
            self._save_draft()

    # Showing

    def _show_opened(self, opened: _Opened) -> None:
        item, story, draft = opened
        self._theirs = None
        self._watch.ask()
        version, edit = _read_draft(draft)
        self._panel.show_item(item, self._around(), edit)
        self._show_story(story)
        self._page.show_detail(shown=True)
        self._panel.begin()
        if edit is not None and version != item.row_version and edit != edit_of(item):
            self._show_conflict(item)

    def _show_again(self, opened: _Opened) -> None:
        item, story, _draft = opened
        if self._panel.item is None or self._panel.item.id != item.id or self._panel.is_changed:
            return
        self._panel.show_item(item, self._around())
        self._show_story(story)

    def _show_story(self, story: tuple[ItemEventRow, ...]) -> None:
        said_by = [event.by for event in story if event.says_done]
        self._panel.check.show_own(is_own=said_by[-1:] == [self._desk.ward.account.name])
        self._panel.show_story(story)

    def _not_opened(self, error: Exception) -> None:
        self._page.show_detail(shown=False)
        self._refused(error)

    # Keeping

    def _ask_and_keep(self, edit: Edit, base: ItemRow | None) -> None:
        """Say first when it leaves the screen of whoever marks it as sensitive."""
        is_new = base is not None and edit.is_sensitive and not base.is_sensitive
        if is_new and self._watch.hides_from_me:
            self._watch.ask_to_hide(lambda: self._keep(edit, base))
        else:
            self._keep(edit, base)

    def _answer_bed(self, fields: dict[str, Any]) -> None:
        item, ward = self._panel.item, self._desk.ward
        if item is not None:
            self._run(
                lambda: ward.followups.update(item.id, item.row_version, **fields),
                self.after,
                self._refused,
                key="answer_bed",
            )

    def _keep(self, edit: Edit, base: ItemRow | None) -> None:
        if base is None:
            return
        self._typing.stop()
        ward, around = self._desk.ward, self._around()
        adds_people = self._desk.may("people.add_person")
        self._run(
            lambda: _keep(ward, base, edit, around, adds_people=adds_people),
            self._kept,
            lambda error: self._not_kept(error, base),
            key="keep_detail",
        )

    def _kept(self, row: ItemRow) -> None:
        self._theirs = None
        self._panel.show_item(row, self._around())
        self._desk.messages.say(_("Kept."))
        if row.is_sensitive and self._watch.hides_from_me:
            self._page.show_detail(shown=False)
        else:
            self.refresh()

    def _not_kept(self, error: Exception, base: ItemRow) -> None:
        if isinstance(error, ChangedElsewhere):
            ward = self._desk.ward
            self._run(lambda: ward.followups.action(base.id), self._show_conflict, self._refused)
        elif isinstance(error, Refused):
            self._panel.show_refusal(error.message, error.field)
        else:
            self._refused(error)

    def _show_conflict(self, theirs: ItemRow) -> None:
        self._theirs = theirs
        self._panel.show_conflict(version_lines(theirs))

    def _take_theirs(self) -> None:
        item = self._theirs
        if item is None:
            return
        self._theirs = None
        ward = self._desk.ward
        self._panel.show_item(item, self._around())
        self._typing.stop()
        self._run(lambda: ward.running.save_draft(None, _DRAFT + item.id, ""))
        self.refresh()

    def _name_owner(self) -> None:
        item, ward = self._panel.item, self._desk.ward
        if item is not None:
            self._run(
                lambda: ward.followups.name_owner(item.id, item.owner_name),
                self.after,
                self._refused,
                key="name_owner",
            )

    # Checking

    def _try_again(self, day: str, why: str) -> None:
        due = understood_due(day, self._around())
        if due is None:
            said = _("Write the new day: today, fri 14:00, 3 dec or +2d.")
            self._panel.check.show_refusal(said, "due_on")
            return
        said = _("Open again, with its new day.")
        fields = {"note": why, "opens_on": due.due_on, "opens_at": due.due_time}
        self._check(said, is_effective=False, **fields)

    def _give_up(self, why: str) -> None:
        self._check(_("Closed as not effective."), is_effective=False, note=why)

    def _check(self, said: str, **fields: Any) -> None:
        item, ward = self._panel.item, self._desk.ward
        if item is None:
            return

        def done(row: ItemRow) -> None:
            self.after(row)
            self._desk.messages.say(said)
            self._panel.begin()

        self._run(
            lambda: ward.followups.check(item.id, item.row_version, **fields),
            done,
            self._not_checked,
            key="check",
        )

    def _not_checked(self, error: Exception) -> None:
        if isinstance(error, Refused) and not isinstance(error, ChangedElsewhere):
            self._panel.check.show_refusal(error.message, error.field)
        else:
            self._refused(error)
            self.refresh()

    def _copy(self) -> None:
        if (item := self._panel.item) is not None:
            self._letting_out.copy(SheetOrder(SheetKind.ACTIONS, item=item.id))

    def _add_part(self, department_id: str) -> None:
        item, running = self._panel.item, self._desk.ward.running
        if item is not None:
            self._run(
                lambda: running.add_part(item.id, department_id),
                self.after,
                self._refused,
                key="add_part",
            )

    # Drafts

    def _save_draft(self) -> None:
        item, ward = self._panel.item, self._desk.ward
        if item is None or not self.is_open:
            return
        text = ""
        if self._panel.is_changed:
            fields = dataclasses.asdict(self._panel.edit)
            text = json.dumps([item.row_version, fields], ensure_ascii=False)
        self._run(lambda: ward.running.save_draft(None, _DRAFT + item.id, text))

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._desk.messages.warn(error.message)
        else:
            self._desk.tasks.unhandled.emit(error)

    def _run(
        self,
        call: Callable[[], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        *,
        key: str = "",
    ) -> None:
        self._desk.tasks.run(self._page, call, done, failed, key=key)


def _opened(ward: Ward, item_id: str) -> _Opened:
    item = ward.followups.action(item_id)
    draft = ward.running.drafts(None).get(_DRAFT + item.id, "")
    return item, ward.followups.story(item.id), draft


def _read_draft(draft: str) -> tuple[int, Edit | None]:
    if not draft:
        return 0, None
    version, fields = json.loads(draft)
    fields["status"] = Status(fields["status"])
    fields["parts"] = tuple(tuple(part) for part in fields["parts"])
    return version, Edit(**fields)


def _keep(
    ward: Ward, item: ItemRow, edit: Edit, around: Surroundings, *, adds_people: bool
) -> ItemRow:
    row = keep(ward, item, edit, around, adds_people=adds_people)
    ward.running.save_draft(None, _DRAFT + item.id, "")
    return row
