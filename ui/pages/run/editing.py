"""Editing an item in place, and what else can be done with one: turn, park, take back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from huddle.errors import Refused
from huddle.i18n import _
from huddle.rows.items import ItemRow
from huddle.rules import typed_dates
from huddle.vocabulary import ItemKind
from ui.in_turn import InTurn
from ui.item_versions import item_saving, item_values
from ui.pages.run.drafts import Drafts
from ui.pages.run.in_hand import InHand
from ui.pages.run.item_editor import ItemEditor
from ui.settling import Saving, Settling, at_once

if TYPE_CHECKING:
    from ui.care import Care, Watch

FIELD = "edit:"
"""What the draft's field of an edited text begins with; the item's id follows."""

Fields = dict[str, object]


class Editing(QObject):
    """One editor at a time. Its changes go out one after the other, each on the version before."""

    def __init__(
        self, in_hand: InHand, drafts: Drafts, undo: Callable[[], None], watch: Watch
    ) -> None:
        super().__init__(in_hand)
        self._in_hand = in_hand
        self._watch = watch
        self._drafts = drafts
        self._undo = undo
        self._editor: ItemEditor | None = None
        self._rows: dict[str, ItemRow] = {}
        self._seen: dict[str, object] = {}
        self._turns = InTurn(in_hand.desk.tasks, in_hand.page)
        self._settling = Settling(in_hand.desk, in_hand.page, self._turns.add)
        self._connect()

    @property
    def editors(self) -> dict[str, QWidget]:
        """The editor that stands in place of an item's card, by item id."""
        return {self._editor.item.id: self._editor} if self._editor is not None else {}

    def edit(self, item_id: str, text: str | None = None) -> None:
        """Edit an item, with its own text or with a draft of it."""
        item, state = self._in_hand.item(item_id), self._in_hand.state
        if item is None or state is None:
            return
        self.close()
        editor = ItemEditor(item, state.known, item.text if text is None else text)
        editor.changed.connect(self._change_field)
        editor.text_typed.connect(lambda typed: self._drafts.note(f"{FIELD}{item_id}", typed))
        editor.owner_named.connect(self._name_owner)
        editor.due_typed.connect(self._change_due)
        editor.part_toggled.connect(self._toggle_part)
        editor.finished.connect(self._finish)
        self._editor = editor
        self._rows[item_id] = item
        self._seen = item_values(item)
        self._watch.over(editor)
        if self._watch.care is not None:
            editor.show_care(self._watch.care)
        self._watch.ask()
        is_here = item.huddle_id == state.huddle.id and item.step_id == state.step_id
        if is_here:
            self._in_hand.page.show_state(state, self._in_hand.today, self.editors)
        else:
            self._in_hand.page.show_elsewhere(editor)
        editor.start()

    def close(self) -> None:
        """Leave the editor; what it held has been kept field by field."""
        editor, self._editor = self._editor, None
        if editor is not None:
            self._in_hand.page.hide_elsewhere(editor)
            if self._in_hand.state is not None:
                self._in_hand.page.show_state(self._in_hand.state, self._in_hand.today, {})

    def let_go_of_hidden(self) -> None:
        """Leave the editor of an item that is no longer shown to whoever is here."""
        if self._editor is not None and self._in_hand.item(self._editor.item.id) is None:
            self._in_hand.page.hide_elsewhere(self._editor)
            self._editor = None
            self._in_hand.take_cursor_back()

    def bring_back(self, drafts: dict[str, str]) -> None:
        """Open the editor of a text that was being edited."""
        for field, text in drafts.items():
            item_id = field.removeprefix(FIELD)
            item = self._in_hand.item(item_id) if field.startswith(FIELD) else None
            if item is not None and text != item.text:
                self.edit(item_id, text)

    def _change_field(self, name: str, value: object) -> None:
        fields: Fields = {name: value}
        if name == "owner_id" and value is None:
            fields["owner_text"] = ""
        if name == "is_sensitive" and value and self._watch.hides_from_me and self._editor:
            self._editor.untick_sensitive()
            self._watch.ask_to_hide(lambda: self._change(fields))
        else:
            self._change(fields)

    def _answer_bed(self, item_id: str, fields: Fields) -> None:
        item, running, page = self._in_hand.item(item_id), self._in_hand.running, self._in_hand.page
        if item is None:
            return
        # The question goes with its answer; only a cursor that stood in it needs a new place.
        stood_in_it = page.items.isAncestorOf(page.focusWidget() or page)
        desk = self._in_hand.desk
        at_once(desk, page, f"bed {item_id}").save(
            lambda: item_saving(desk.ward, item, fields, running.change_item),
            lambda _item: self._in_hand.take_cursor_back() if stood_in_it else None,
            self._in_hand.refused,
        )

    def _change(self, fields: Fields) -> None:
        if (editor := self._editor) is None:
            return
        item_id, ward = editor.item.id, self._in_hand.desk.ward
        base = dict(self._seen)
        # What they just said is what they see; the next change of it begins there.
        self._seen.update(fields)

        def prepare() -> Saving[ItemRow]:
            on, change = self._rows[item_id], self._in_hand.running.change_item
            return item_saving(ward, on, fields, change, base)

        def not_kept(say: Callable[[], object]) -> None:
            if self._editor is editor:
                self._seen.update({one: base[one] for one in fields})
            say()

        name = next(iter(fields))
        self._settling.save(
            prepare,
            lambda item: self._changed(item, fields),
            lambda error: not_kept(lambda: self._not_changed(error, name)),
            lambda: not_kept(lambda: self._left_open(item_id, name, fields[name])),
        )

    def _changed(self, item: ItemRow, fields: Fields) -> None:
        self._rows[item.id] = item
        if self._editor is not None and self._editor.item.id == item.id:
            self._show(self._editor, item, fields)
        if "text" in fields:
            self._drafts.note(f"{FIELD}{item.id}", "")

    def _show(self, editor: ItemEditor, item: ItemRow, kept: Fields) -> None:
        """Show a newer version; what is still being typed goes on from the one it began on."""
        typing = editor.show_item(item, kept)
        began = {name: self._seen[name] for name in typing}
        self._seen = {**item_values(item), **began}

    def _not_changed(self, error: Exception, field: str) -> None:
        if self._editor is not None and isinstance(error, Refused):
            self._editor.show_refusal(error.field or field, error.message)
        else:
            self._in_hand.refused(error)

    def _left_open(self, item_id: str, name: str, value: object) -> None:
        """Somebody left the choice between two versions: what they typed waits for them."""
        said = _("Somebody else changed this too. Nothing was overwritten, and yours is not kept.")
        if self._editor is not None and self._editor.item.id == item_id:
            self._editor.show_refusal(name, said)
        else:
            self._in_hand.desk.messages.warn(
                said, action=(_("Go back to it"), lambda: self._go_back(item_id, name, value))
            )

    def _go_back(self, item_id: str, name: str, value: object) -> None:
        self.edit(item_id)
        if self._editor is not None:
            self._editor.put_back(name, value)

    def _name_owner(self, name: str) -> None:
        if not self._in_hand.desk.may("people.add_person"):
            self._change({"owner_id": None, "owner_text": name})
            return
        people = self._in_hand.desk.ward.people
        self._in_hand.desk.ask.confirm(
            self._in_hand.page,
            title=_("Add {name} to the people of the ward?").format(name=name),
            text=_("Nobody of that name is known yet."),
            yes=_("Add {name}").format(name=name),
            then=lambda: self._in_hand.run(
                lambda: people.add_person(name),
                lambda person: self._change({"owner_id": person.id}),
            ),
        )

    def _change_due(self, typed: str) -> None:
        editor, state = self._editor, self._in_hand.state
        if editor is None or state is None:
            return
        if not typed:
            self._change({"due_on": None, "due_time": None})
            return
        due = typed_dates.understand(
            typed,
            self._in_hand.said_on,
            now=self._in_hand.said_at.time(),
            next_huddle_on=state.next_huddle_on,
        )
        if due is None or due.length < len(typed):
            words = _("“{typed}” is no day. Try fri 14:00, 3 dec, +2d or next.")
            editor.show_refusal("due", words.format(typed=typed))
            return
        fields: Fields = {"due_on": due.due_on, "due_time": due.due_time}
        if editor.item.due_on is not None and editor.item.raised_on != self._in_hand.said_on:
            self._ask_reason(lambda reason: self._change({**fields, "note": reason}))
        else:
            self._change(fields)

    def _ask_reason(self, then: Callable[[str], None]) -> None:
        self._in_hand.desk.ask.one_line(
            self._in_hand.page,
            title=_("Why does the day move?"),
            text=_("The first day is kept beside the new one."),
            label=_("Reason"),
            yes=_("Move the day"),
            then=then,
        )

    def _toggle_part(self, department_id: str, on: bool) -> None:
        editor, running = self._editor, self._in_hand.running
        if editor is None:
            return
        item = editor.item
        part = next((one for one in item.parts if one.department_id == department_id), None)
        if on and part is None:
            self._in_hand.run(lambda: running.add_part(item.id, department_id), self._show_parts)
        elif not on and part is not None:
            part_id = part.id
            self._in_hand.run(lambda: running.remove_part(part_id), self._show_parts)

    def _show_parts(self, item: ItemRow) -> None:
        self._rows[item.id] = item
        if self._editor is not None and self._editor.item.id == item.id:
            self._show(self._editor, item, {})

    def _show_care(self, care: Care) -> None:
        if self._editor is not None:
            self._editor.show_care(care)

    def _finish(self) -> None:
        if self._editor is not None and not self._turns.is_busy:
            self._drafts.note(f"{FIELD}{self._editor.item.id}", "")
        self.close()
        self._in_hand.take_cursor_back()

    def _turn(self, item_id: str, kind: str) -> None:
        running = self._in_hand.running
        self._in_hand.run(lambda: running.turn_into(item_id, ItemKind(kind)))

    def _park(self, item_id: str) -> None:
        running, messages = self._in_hand.running, self._in_hand.desk.messages
        self._in_hand.run(
            lambda: running.park(item_id),
            lambda _item: messages.say(_("Parked: it is offered again next time.")),
        )

    def _take_back(self, item_id: str) -> None:
        running, messages = self._in_hand.running, self._in_hand.desk.messages
        self._in_hand.run(
            lambda: running.take_back(item_id),
            lambda _none: messages.say(_("Taken back."), action=(_("Undo"), self._undo)),
        )

    def _connect(self) -> None:
        items = self._in_hand.page.items
        items.edit_asked.connect(self.edit)
        items.turn_asked.connect(self._turn)
        items.park_asked.connect(self._park)
        items.take_back_asked.connect(self._take_back)
        items.bed_answered.connect(self._answer_bed)
        self._watch.told.connect(self._show_care)
        self._in_hand.page.promises.edit_asked.connect(self.edit)
