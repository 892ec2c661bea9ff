"""The technology register: tools, who answers for them, what is decided and said of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from sqlmodel import col, select

from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import Huddle, Item, Person, Tool, ToolConcern, ToolDecision, ToolView
from huddle.model.inputs import validated
from huddle.model.tool_inputs import (
    ToolConcernInput,
    ToolDecisionInput,
    ToolInput,
    ToolReportInput,
    ToolStatusInput,
    ToolViewInput,
)
from huddle.rows.technology import Technology, ToolConcernRow, ToolRow, ToolViewRow, ToolWhole
from huddle.rules.capture_line import Capture
from huddle.rules.technology import check_decision
from huddle.services import items, timing
from huddle.services.finding import by_code
from huddle.services.guarded import Service
from huddle.services.people import found, refuse_taken
from huddle.services.setting_up import check_version
from huddle.services.templates import main_series
from huddle.services.tool_rows import (
    TOLD,
    about_tools,
    concern_rows,
    technology_of,
    tool_row,
    tool_rows,
    view_row,
    whole,
)
from huddle.store.transaction import Reader, Writer
from huddle.tool_words import ToolHarm, ToolStatus, ToolTrouble
from huddle.vocabulary import HuddleStatus, ItemKind

_FIELDS = (*TOLD, "is_ai", "device_class")


class TechnologyRegister(Service, called="technology"):
    """The digital and AI tools in use."""

    def tools(self, statuses: Collection[ToolStatus] = ()) -> tuple[ToolRow, ...]:
        """The tools by where they stand and by name.

        Args:
            statuses: Only those that stand so; empty for all.
        """
        wanted = [col(Tool.status).in_([one.value for one in statuses])] if statuses else []
        with self._store.read() as reader:
            return tool_rows(reader, *wanted)

    def asking(self) -> Technology:
        """The tools that ask for a decision now, and the open concerns about any tool."""
        with self._store.read() as reader:
            return technology_of(reader)

    def tool(self, tool_id: str) -> ToolWhole:
        """A tool with its decisions, concerns and views.

        Raises:
            Refused: It is not there any more.
        """
        with self._store.read() as reader:
            return whole(reader, found(reader, Tool, tool_id))

    def named(self, name: str = "") -> ToolWhole:
        """The same of the tool of a name; without one of the first of the register.

        Raises:
            Refused: There is none; says which there are.
        """
        wanted = name.strip().casefold()
        with self._store.read() as reader:
            rows = tool_rows(reader)
            for row in rows:
                if not wanted or row.name.casefold() == wanted:
                    return whole(reader, found(reader, Tool, row.id))
        if not wanted:
            raise Refused(_("There is no tool in the register yet: add one first."), "name")
        names = ", ".join(row.name for row in rows) or _("none yet")
        told = _("There is no tool “{name}”. There are: {names}.")
        raise Refused(told.format(name=name, names=names), "name")

    def about(self, item_ids: Sequence[str]) -> tuple[ToolConcernRow, ...]:
        """What items say of tools, those of them that are about one."""
        with self._store.read() as reader:
            return about_tools(reader, item_ids)

    # What is kept of a tool

    def add(self, name: str, *, status: ToolStatus = ToolStatus.PROPOSED, **fields: Any) -> ToolRow:
        """Put a tool into the register.

        Args:
            name: What it is called on the ward.
            status: Where it stands already.
            fields: Other fields of `ToolInput`.

        Raises:
            Refused: A field cannot be used, or the name is taken.
        """
        with self._store.write() as writer:
            values = _checked(writer, {"name": name, **fields})
            refuse_taken(values["name"], _tools(writer))
            stands = validated(ToolStatusInput, status=status)
            return tool_row(writer, writer.add(Tool, **values, **stands))

    def change(self, tool_id: str, row_version: int, **fields: Any) -> ToolRow:
        """Change what is kept of a tool; where it stands is decided, by `decide`.

        Args:
            tool_id: The tool.
            row_version: The version it was read at.
            fields: Fields of `ToolInput`.

        Raises:
            Refused: A field cannot be used, or the name is taken.
            ChangedElsewhere: Somebody changed it since it was read.
        """
        with self._store.write() as writer:
            tool = _version(writer, tool_id, row_version)
            known = {name: getattr(tool, name) for name in _FIELDS}
            values = _checked(writer, {**known, **fields})
            refuse_taken(values["name"], [one for one in _tools(writer) if one.id != tool.id])
            return tool_row(writer, writer.change(tool, **values))

    def review(self, tool_id: str, row_version: int, next_on: dt.date) -> ToolRow:
        """Say that a tool was looked at today, and by when it is looked at again.

        Raises:
            Refused: That day is over.
            ChangedElsewhere: Somebody changed it since it was read.
        """
        with self._store.write() as writer:
            tool = _version(writer, tool_id, row_version)
            _refuse_over(writer, next_on)
            changed = writer.change(tool, reviewed_on=writer.today, review_on=next_on)
            return tool_row(writer, changed)

    # What is decided

    def decide(
        self,
        tool_id: str,
        row_version: int,
        became: ToolStatus,
        *,
        why: str,
        decided_by: str,
        decided_on: dt.date | None = None,
        review_on: dt.date | None = None,
        huddle_id: str | None = None,
    ) -> ToolRow:
        """Keep a decision about a tool: it becomes something else, or goes on as it is.

        Args:
            tool_id: The tool.
            row_version: The version it was read at.
            became: What it is from now on.
            why: The reason.
            decided_by: Who decided, as the ward calls them.
            decided_on: The day; none for today.
            review_on: By when it is looked at again; none leaves that day as it is.
            huddle_id: The huddle it was decided in.

        Raises:
            Refused: It cannot become that, a reason or a name is missing, or a day cannot be.
            ChangedElsewhere: Somebody changed it since it was read.
        """
        with self._store.write() as writer:
            tool = _version(writer, tool_id, row_version)
            check_decision(ToolStatus(tool.status), became)
            day = decided_on or writer.today
            values = validated(
                ToolDecisionInput, became=became, why=why, decided_by=decided_by, decided_on=day
            )
            _refuse_to_come(writer, day, "decided_on")
            if huddle_id:
                found(writer, Huddle, huddle_id)
            was = tool.status
            writer.add(ToolDecision, tool_id=tool.id, was=was, huddle_id=huddle_id, **values)
            return _decided(writer, tool, became, review_on)

    # What is said

    def concern(
        self,
        tool_id: str,
        text: str,
        *,
        trouble: ToolTrouble,
        harm: ToolHarm,
        against: str = "",
        version: str = "",
        huddle_id: str | None = None,
    ) -> ToolConcernRow:
        """Raise a concern about a tool: an ordinary concern that says which tool it is about.

        Args:
            tool_id: The tool.
            text: What was seen, without anything that names a patient.
            trouble: What it is about.
            harm: What came of it.
            against: Whom it may be biased against, as a group.
            version: The tool's when it happened; empty for the one in the register.
            huddle_id: The running huddle that hears it; none raises it for the next one.

        Raises:
            Refused: A field cannot be used, or that huddle is closed.
        """
        with self._store.write() as writer:
            tool = found(writer, Tool, tool_id)
            values = _told_of(tool, trouble, harm, against, version)
            item = _raised(writer, text, huddle_id)
            concern = writer.add(ToolConcern, tool_id=tool.id, item_id=item.id, **values)
            return _concern_row(writer, concern)

    def link(
        self,
        item_code: str,
        tool_id: str,
        *,
        trouble: ToolTrouble,
        harm: ToolHarm,
        against: str = "",
        version: str = "",
    ) -> ToolConcernRow:
        """Say that a concern that was raised already is about a tool; said again, it is corrected.

        Args:
            item_code: The concern's code.
            tool_id: The tool.
            trouble: As in `concern`, as are the others.
            harm: What came of it.
            against: Whom it may be biased against.
            version: The tool's when it happened.

        Raises:
            Refused: There is no concern of that code, or a field cannot be used.
        """
        with self._store.write() as writer:
            tool, item = found(writer, Tool, tool_id), _concern_called(writer, item_code)
            values = {"tool_id": tool.id, **_told_of(tool, trouble, harm, against, version)}
            query = select(ToolConcern).where(ToolConcern.item_id == item.id)
            concern = writer.session.exec(query).one_or_none()
            if concern is None:
                concern = writer.add(ToolConcern, item_id=item.id, **values)
            else:
                writer.change(concern, **values)
            return _concern_row(writer, concern)

    def reported(
        self,
        concern_id: str,
        row_version: int,
        to: str,
        *,
        reference: str = "",
        on: dt.date | None = None,
    ) -> ToolConcernRow:
        """Say to whom a concern about a tool was reported, such as the supplier.

        Args:
            concern_id: The concern's id in the register.
            row_version: The version it was read at.
            to: The local incident system, the supplier, the Yellow Card scheme.
            reference: What they call it.
            on: The day; none for today.

        Raises:
            Refused: Nobody is named, or the day is still to come.
            ChangedElsewhere: Somebody changed it since it was read.
        """
        with self._store.write() as writer:
            concern = found(writer, ToolConcern, concern_id)
            check_version(concern.row_version, row_version)
            day = on or writer.today
            _refuse_to_come(writer, day, "reported_on")
            values = validated(
                ToolReportInput, reported_to=to, reported_reference=reference, reported_on=day
            )
            return _concern_row(writer, writer.change(concern, **values))

    def view(
        self,
        tool_id: str,
        *,
        is_before: bool,
        asked: int,
        says: str,
        who: str = "",
        training: str = "",
        asked_on: dt.date | None = None,
    ) -> ToolViewRow:
        """Keep what staff say of a tool.

        Args:
            tool_id: The tool.
            is_before: Whether they were asked before it was adopted.
            asked: How many people were asked.
            says: What they say.
            who: Which groups of staff.
            training: What training they were given.
            asked_on: The day; none for today.

        Raises:
            Refused: A field cannot be used, or the day is still to come.
        """
        with self._store.write() as writer:
            tool, day = found(writer, Tool, tool_id), asked_on or writer.today
            _refuse_to_come(writer, day, "asked_on")
            values = validated(
                ToolViewInput,
                is_before=is_before,
                asked=asked,
                says=says,
                who=who,
                training=training,
                asked_on=day,
            )
            return view_row(writer.add(ToolView, tool_id=tool.id, **values))


def _checked(writer: Writer, fields: dict[str, Any]) -> dict[str, Any]:
    """Fields of a tool as they may be kept.

    Raises:
        Refused: One cannot be used.
    """
    values = validated(ToolInput, **fields)
    if person_id := values.get("accountable_id"):
        _refuse_post(found(writer, Person, person_id))
    return values


def _refuse_post(person: Person) -> None:
    if person.is_post:
        said = _("A post cannot answer for a tool: choose a person by name.")
        raise Refused(said, "accountable_id")


def _told_of(
    tool: Tool, trouble: ToolTrouble, harm: ToolHarm, against: str, version: str
) -> dict[str, Any]:

    return validated(
        ToolConcernInput,
        kind=trouble,
        harm=harm,
        against=against,
        version=version.strip() or tool.version,
    )


def _raised(writer: Writer, text: str, huddle_id: str | None) -> Item:
    """The concern itself, said in a running huddle or for the next one."""
    capture = Capture(typed=text, kind=ItemKind.CONCERN, text=text)
    if huddle_id is None:
        return items.keep(writer, capture, series_id=main_series(writer).id)
    huddle = found(writer, Huddle, huddle_id)
    if huddle.status != HuddleStatus.RUNNING.value:
        raise Refused(_("This huddle is closed: raise it for the next one."))
    timing.as_held(writer, huddle_id)
    return items.keep(
        writer,
        capture,
        series_id=huddle.series_id,
        huddle_id=huddle_id,
        step_id=huddle.step_id,
    )


def _concern_called(reader: Reader, code: str) -> Item:
    item = by_code(reader, code)
    if item is None or item.kind != ItemKind.CONCERN:
        raise Refused(_("There is no concern of that code."), "item_code")
    return item


def _concern_row(reader: Reader, concern: ToolConcern) -> ToolConcernRow:
    return concern_rows(reader, col(ToolConcern.id) == concern.id)[0]


def _tools(reader: Reader) -> list[Tool]:
    query = select(Tool).where(Tool.unit_id == reader.unit_id, col(Tool.deleted_at).is_(None))
    return list(reader.session.exec(query.order_by(col(Tool.name))))


def _version(writer: Writer, tool_id: str, row_version: int) -> Tool:
    tool = found(writer, Tool, tool_id)
    check_version(tool.row_version, row_version)
    return tool


def _decided(writer: Writer, tool: Tool, became: ToolStatus, review_on: dt.date | None) -> ToolRow:
    values: dict[str, Any] = {"status": became.value}
    if review_on is not None:
        _refuse_over(writer, review_on)
        values["review_on"] = review_on
    before = tool.row_version
    tool = writer.change(tool, **values)
    return tool_row(writer, tool if tool.row_version != before else writer.touch(tool))


def _refuse_over(writer: Writer, review_on: dt.date) -> None:
    if review_on <= writer.today:
        said = _("Choose a later day for the next review: that one is over.")
        raise Refused(said, "review_on")


def _refuse_to_come(writer: Writer, day: dt.date, field: str) -> None:
    if day > writer.today:
        raise Refused(_("That day is still to come: choose today or an earlier one."), field)
