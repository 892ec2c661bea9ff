"""What the detail panel does: opens one action, keeps what was changed, and overwrites nobody."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, QTimer

from huddle.errors import Refused
from huddle.i18n import _
from huddle.rows.items import ItemEventRow, ItemRow
from huddle.rows.technology import ToolConcernRow
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.vocabulary import ItemKind, Status
from ui.item_versions import item_saving, said_of
from ui.letting_out import LettingOut
from ui.pages.followups.escalation_part import EscalationPresenter
from ui.pages.followups.keeping import keep
from ui.pages.followups.state import Edit, Surroundings, understood_due
from ui.pages.followups.versions import (
    Typed,
    Values,
    brought_on,
    edit_from,
    part_in_words,
    typed_values,
    values_of,
)
from ui.settling import Saving, at_once

if TYPE_CHECKING:
    from huddle.ward import Ward
    from ui.care import Watch
    from ui.desk import Desk
    from ui.pages.followups.page import FollowUpsPage

_DRAFT = "action:"
_DRAFT_MS = 400


class _Opened(NamedTuple):
    """One action in full.

    Attributes:
        item: The action.
        story: What happened to it.
        draft: What was typed for it and not kept.
        tool: What it says of a tool.
    """

    item: ItemRow
    story: tuple[ItemEventRow, ...]
    draft: str
    tool: ToolConcernRow | None


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
        self._base: Values = {}
        self._settling = at_once(desk, page, "keep_detail")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_DRAFT_MS)
        self._typing.timeout.connect(self._save_draft)
        panel = self._panel
        panel.keep_asked.connect(self._ask_and_keep)
        panel.left.connect(self.leave)
        panel.edited.connect(self._typing.start)
        panel.name_asked.connect(self._name_owner)
        panel.bed_answered.connect(self._answer_bed)
        self._letting_out = LettingOut(page, desk, watch, self._refused)
        panel.copy_asked.connect(self._copy)
        panel.parts.part_wanted.connect(self._add_part)
        EscalationPresenter(panel.escalation, desk, watch, lambda: around().now.tzinfo)
        panel.tool.tool_asked.connect(lambda tool: desk.go("technology", tool=tool))
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
        if not self._panel.is_changed:
            self._show_item(row)
            return
        # Where it stands was answered just now, whatever the list said before.
        base = {**self._base, "status": row.status}
        mine = typed_values(self._panel.edit, base, self._around())
        self._show_typed(row, Typed(base, {**mine, "status": row.status}))

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
        self._watch.ask()
        if (typed := _read_draft(opened.draft)) is not None:
            self._show_typed(opened.item, typed)
        else:
            self._show_item(opened.item)
        self._show_around(opened)
        self._page.show_detail(shown=True)
        self._panel.begin()

    def _show_item(self, item: ItemRow) -> None:
        self._base = values_of(item)
        self._panel.show_item(item, self._around())

    def _show_typed(self, item: ItemRow, typed: Typed) -> None:
        """Show an action as it stands with what is being typed in it."""
        typed = brought_on(typed, values_of(item))
        self._base = typed.base
        self._panel.show_item(item, self._around(), edit_from(typed.mine, item))

    def _show_again(self, opened: _Opened) -> None:
        item = opened.item
        if self._panel.item is None or self._panel.item.id != item.id or self._panel.is_changed:
            return
        self._show_item(item)
        self._show_around(opened)

    def _show_around(self, opened: _Opened) -> None:
        story = opened.story
        self._panel.tool.show_concern(opened.tool)
        said_by = [event.by for event in story if event.says_done]
        self._panel.check.show_own(is_own=said_by[-1:] == [self._desk.ward.account.name])
        self._panel.show_story(story)

    def _not_opened(self, error: Exception) -> None:
        self._page.show_detail(shown=False)
        self._refused(error)

    # Keeping

    def _ask_and_keep(self, edit: Edit) -> None:
        """Say first when it leaves the screen of whoever marks it as sensitive."""
        item = self._panel.item
        is_new = item is not None and edit.is_sensitive and not item.is_sensitive
        if is_new and self._watch.hides_from_me:
            self._watch.ask_to_hide(lambda: self._keep(edit))
        else:
            self._keep(edit)

    def _answer_bed(self, fields: dict[str, Any]) -> None:
        item, ward = self._panel.item, self._desk.ward
        if item is not None:
            at_once(self._desk, self._page, "answer_bed").save(
                lambda: item_saving(ward, item, fields, ward.followups.update),
                self.after,
                self._refused,
            )

    def _keep(self, edit: Edit) -> None:
        self._typing.stop()
        self._settling.save(lambda: self._saving(edit), self._kept, self._not_kept)

    def _saving(self, edit: Edit) -> Saving[ItemRow] | None:
        item, ward, around = self._panel.item, self._desk.ward, self._around()
        if item is None:
            return None
        adds_people = self._desk.may("people.add_person")
        mine = typed_values(edit, self._base, around)
        names = {person.id: person.name for person in around.known.people}

        def write(on: ItemRow, values: Values) -> ItemRow:
            changed = edit_from(values, on)
            # The same words as the note there is are a reason again.
            note = edit.note if edit.note == on.note else changed.note
            changed = dataclasses.replace(changed, note=note)
            return keep(ward, on, changed, around, adds_people=adds_people)

        def in_words(name: str, value: Any) -> tuple[str, str]:
            return part_in_words(item, name, value, names) or ward.versions.in_words(name, value)

        return Saving(
            on=item,
            base={**dict.fromkeys(mine), **self._base},
            mine=mine,
            values=lambda row: {**dict.fromkeys(mine), **values_of(row)},
            write=write,
            read=lambda: ward.followups.action(item.id),
            row_id=item.id,
            in_words=in_words,
        )

    def _kept(self, row: ItemRow) -> None:
        self._show_item(row)
        self._save_draft()
        self._desk.messages.say(_("Kept."))
        if row.is_sensitive and self._watch.hides_from_me:
            self._page.show_detail(shown=False)
        else:
            self.refresh()

    def _not_kept(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._panel.show_refusal(error.message, error.field)
        else:
            self._refused(error)

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
            stands = said_of(row, found, item) == tuple(found.values())
            self._desk.messages.say(said if stands else _("It stays as the others said."))
            self._panel.begin()

        found = _found(**fields)

        def check(item_id: str, version: int, **_fields: Any) -> ItemRow:
            return ward.followups.check(item_id, version, **fields)

        at_once(self._desk, self._page, "check").save(
            lambda: item_saving(ward, item, found, check, is_act=True),
            done,
            self._not_checked,
        )

    def _not_checked(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._panel.check.show_refusal(error.message, error.field)
        else:
            self._refused(error)

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
            mine = typed_values(self._panel.edit, self._base, self._around())
            text = json.dumps([self._base, mine], ensure_ascii=False)
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
    about = ward.technology.about([item.id]) if item.kind is ItemKind.CONCERN else ()
    return _Opened(item, ward.followups.story(item.id), draft, next(iter(about), None))


def _read_draft(draft: str) -> Typed | None:
    if not draft:
        return None
    base, mine = (
        {name: _paired(value) for name, value in side.items()} for side in json.loads(draft)
    )
    return Typed(base, mine)


def _paired(value: Any) -> Any:
    """A part's owner and status are a pair again."""
    return tuple(value) if isinstance(value, list) else value


def _found(*, is_effective: bool, note: str = "", opens_on: dt.date | None = None, **_: Any) -> Any:
    """What a check changes, as an action holds it."""
    failed = Status.IN_PROGRESS if opens_on else Status.NOT_EFFECTIVE
    status = Status.CLOSED if is_effective else failed
    return {"status": status, "note": note} if note else {"status": status}
