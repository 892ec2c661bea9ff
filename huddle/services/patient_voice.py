"""What patients and families say: sorted by people, brought into huddles where chosen, answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlmodel import col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

import resources
from huddle import dates
from huddle.i18n import _
from huddle.model import Huddle, Item, ItemEvent, Series
from huddle.model.inputs import CommentAnswerInput, validated
from huddle.rows.patient_voice import CommentRow, Comments, CommentsFilter, ThemeRow
from huddle.rules import themes as rule
from huddle.rules.capture_line import Capture
from huddle.rules.themes import ThemeHint
from huddle.services import items, records, suggestions
from huddle.services.guarded import Service
from huddle.services.people import found
from huddle.services.reading import hidden_count, names
from huddle.services.setting_up import check_version
from huddle.services.templates import main_series
from huddle.store import search
from huddle.store.disposing import in_batches
from huddle.store.transaction import Reader, Writer
from huddle.tool_words import SuggestionKind
from huddle.vocabulary import ItemKind, Status

_VOICE = ItemKind.PATIENT_VOICE
_LEARNT_FROM = 2_000
"""The newest sorted comments are what a hint learns from."""


class PatientVoice(Service, called="patient_voice"):
    """Comments of patients and families."""

    def comments(self, wanted: CommentsFilter, *, limit: int = 100, offset: int = 0) -> Comments:
        """A lot of comments: what nobody sorted yet first, then the newest first."""
        with self._store.read() as reader:
            conditions = _conditions(reader, wanted)
            query = _in_order(select(Item).where(*conditions)).limit(limit).offset(offset)
            return Comments(
                rows=comment_rows(reader, list(reader.session.exec(query))),
                total=_counted(reader, *conditions),
                unsorted=_counted(reader, *conditions, col(Item.theme) == ""),
                hidden_count=_hidden(reader, wanted),
            )

    def themes(self) -> tuple[ThemeRow, ...]:
        """The themes that the ward began with, then its own by name, and how many each has."""
        with self._store.read() as reader:
            return tuple(ThemeRow(*counted) for counted in counted_themes(reader).items())

    def hint(self, item_id: str) -> ThemeHint | None:
        """The theme that a comment nobody sorted yet may belong to, and why; none where unsure."""
        with self._store.read() as reader:
            if SuggestionKind.THEME not in suggestions.wanted(reader):
                return None
            comment = found(reader, Item, item_id)
            return rule.hint(comment.text, _sorted_before(reader), _keywords())

    def by_theme(self, wanted: CommentsFilter) -> Comments:
        """All comments that paper may show, by theme and then by day; the unsorted come last."""
        with self._store.read() as reader:
            reader.hide_sensitive()
            query = select(Item).where(*_conditions(reader, wanted))
            by_theme = (col(Item.theme) == "", func.lower(Item.theme), col(Item.theme))
            query = query.order_by(*by_theme, col(Item.raised_on), col(Item.id))
            rows = comment_rows(reader, list(reader.session.exec(query)))
            unsorted = sum(not row.theme for row in rows)
            return Comments(rows, len(rows), unsorted, _hidden(reader, wanted))

    def add(self, text: str, *, stage_id: str | None = None) -> CommentRow:
        """Keep what a patient or family said; the next huddle hears it."""
        with self._store.write() as writer:
            capture = Capture(typed=text, kind=_VOICE, text=text)
            series_id = main_series(writer).id
            item = items.keep(writer, capture, series_id=series_id, stage_id=stage_id)
            return comment_rows(writer, [item])[0]

    def sort(self, item_ids: Sequence[str], theme: str) -> int:
        """Put comments under a theme, or under none with an empty one.

        Returns:
            How many changed.

        Raises:
            Refused: The theme is too long.
        """
        wanted = " ".join(theme.split())
        with self._store.write() as writer:
            others = [one for one in _chosen(writer, item_ids) if one.theme != wanted]
            for item in others:
                items.change(writer, item, {"theme": wanted})
            return len(others)

    def bring(self, item_ids: Sequence[str], *, is_wanted: bool) -> int:
        """Have the next huddle hear comments that came from a file, or not after all.

        Returns:
            How many changed; what a huddle heard, or hears anyway, stays as it is.
        """
        with self._store.write() as writer:
            others = [
                one
                for one in _chosen(writer, item_ids)
                if one.import_run_id and not one.huddle_id and _is_coming(one) is not is_wanted
            ]
            for item in others:
                writer.change(item, asked_for_in=item.series_id if is_wanted else None)
            return len(others)

    def answer(self, item_id: str, row_version: int, *, did: str, told: str = "") -> CommentRow:
        """Say what was done about a comment, and who was told.

        Raises:
            Refused: Nothing is said, or too much.
            ChangedElsewhere: Somebody changed it since it was read at `row_version`.
        """
        values = validated(CommentAnswerInput, did=did, told=told)
        with self._store.write() as writer:
            item = _comment(writer, item_id, row_version)
            items.change(writer, item, {"note": values["did"], "status": Status.ANSWERED})
            by = records.account_name(writer, writer.account_id)
            items.log(writer, item, "answered", answer=by, note=values["did"])
            if values["told"]:
                items.log(writer, item, "told_whom", answer=values["told"])
            return comment_rows(writer, [item])[0]

    def not_answered(self, item_id: str, row_version: int) -> CommentRow:
        """Take the answer to a comment back.

        Raises:
            ChangedElsewhere: Somebody changed it since it was read at `row_version`.
        """
        with self._store.write() as writer:
            item = _comment(writer, item_id, row_version)
            items.change(writer, item, {"note": "", "status": Status.NOTED})
            return comment_rows(writer, [item])[0]


def comment_rows(reader: Reader, comments: Sequence[Item]) -> tuple[CommentRow, ...]:
    """Comments as shown, with who was told."""
    if not comments:
        return ()
    stages = names(reader).stages
    told, numbers = _told(reader, comments), _numbers(reader, comments)
    reader.opened.update(("item", item.id) for item in comments if item.is_sensitive)
    return tuple(
        CommentRow(
            id=item.id,
            code=item.code,
            row_version=item.row_version,
            text=item.text,
            raised_on=item.raised_on,
            theme=item.theme,
            stage_name=stages.get(item.stage_id or "", ""),
            is_answered=item.status == Status.ANSWERED,
            did=item.note,
            told=told.get(item.id, "") if item.status == Status.ANSWERED else "",
            answered_on=item.done_on,
            huddle_number=numbers.get(item.huddle_id or ""),
            is_coming=_is_coming(item),
            is_imported=item.import_run_id is not None,
        )
        for item in comments
    )


def is_comment_of(series_ids: Any) -> tuple[ColumnElement[bool], ...]:
    """The conditions for what patients said in some series, as it stands."""
    return (
        col(Item.series_id).in_(series_ids),
        col(Item.kind) == _VOICE.value,
        col(Item.deleted_at).is_(None),
        col(Item.turned_into_id).is_(None),
    )


def _is_comment(reader: Reader) -> tuple[ColumnElement[bool], ...]:
    shown = () if reader.sees_sensitive else (col(Item.is_sensitive).is_(False),)
    series = select(Series.id).where(Series.unit_id == reader.unit_id)
    return (*is_comment_of(series), *shown)


def _hidden(reader: Reader, wanted: CommentsFilter) -> int:
    """How many sensitive ones are wanted that whoever reads is not shown."""
    return hidden_count(reader, col(Item.kind) == _VOICE.value, *_narrowed(reader, wanted))


def _conditions(reader: Reader, wanted: CommentsFilter) -> tuple[ColumnElement[bool], ...]:
    return (*_is_comment(reader), *_narrowed(reader, wanted))


def _narrowed(reader: Reader, wanted: CommentsFilter) -> tuple[ColumnElement[bool], ...]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.text.strip():
        conditions.append(_holds(reader, wanted.text))
    if wanted.theme is not None:
        conditions.append(col(Item.theme) == wanted.theme)
    if stage := wanted.stage_id:
        conditions.append(or_(col(Item.stage_id) == stage, col(Item.join_stage_id) == stage))
    if wanted.answered is not None:
        is_answered = col(Item.status) == Status.ANSWERED.value
        conditions.append(is_answered if wanted.answered else ~is_answered)
    if wanted.month:
        conditions.append(col(Item.raised_on).between(*dates.month_days(wanted.month)))
    return tuple(conditions)


def _holds(reader: Reader, text: str) -> ColumnElement[bool]:
    return col(Item.id).in_(search.holding(reader.connection, reader.unit_id, text))


def _in_order(query: SelectOfScalar[Item]) -> SelectOfScalar[Item]:
    return query.order_by(col(Item.theme) != "", col(Item.raised_on).desc(), col(Item.id).desc())


def counted_themes(reader: Reader) -> dict[str, int]:
    """How many comments each theme has: of those that the ward began with, then its own by name."""
    query = (
        select(Item.theme, func.count())
        .where(*_is_comment(reader), col(Item.theme) != "")
        .group_by(col(Item.theme))
    )
    counts = dict(reader.session.exec(query).all())
    first = tuple(_keywords())
    own = sorted(counts.keys() - set(first), key=str.casefold)
    return {name: counts.get(name, 0) for name in (*first, *own)}


def _counted(reader: Reader, *conditions: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(Item).where(*conditions)
    return int(reader.session.exec(query).one())


def _is_coming(item: Item) -> bool:
    """Whether the next huddle hears it, as `IS_WAITING` says it."""
    return item.huddle_id is None and (item.import_run_id is None or item.asked_for_in is not None)


def _told(reader: Reader, comments: Sequence[Item]) -> dict[str, str]:
    """Who was told last of what was done about each."""
    told: dict[str, str] = {}
    for ids in in_batches([item.id for item in comments if item.status == Status.ANSWERED]):
        query = (
            select(ItemEvent.item_id, ItemEvent.answer)
            .where(col(ItemEvent.item_id).in_(ids), ItemEvent.what == "told_whom")
            .order_by(col(ItemEvent.at), col(ItemEvent.id))
        )
        told.update(reader.session.exec(query).all())
    return told


def _numbers(reader: Reader, comments: Sequence[Item]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for ids in in_batches({item.huddle_id for item in comments if item.huddle_id}):
        query = select(Huddle.id, Huddle.number).where(col(Huddle.id).in_(ids))
        numbers.update(reader.session.exec(query).all())
    return numbers


def _chosen(writer: Writer, item_ids: Sequence[str]) -> list[Item]:
    chosen: list[Item] = []
    for ids in in_batches(item_ids):
        query = select(Item).where(*_is_comment(writer), col(Item.id).in_(ids))
        chosen.extend(writer.session.exec(query))
    return chosen


def _comment(writer: Writer, item_id: str, row_version: int) -> Item:
    item = found(writer, Item, item_id)
    check_version(item.row_version, row_version)
    return item


def _sorted_before(reader: Reader) -> Sequence[tuple[str, str]]:
    query = (
        select(Item.text, Item.theme)
        .where(*_is_comment(reader), col(Item.theme) != "")
        .order_by(col(Item.id).desc())
        .limit(_LEARNT_FROM)
    )
    return reader.session.exec(query).all()


def _keywords() -> dict[str, list[str]]:
    """The themes that a ward begins with, and how the words behind each begin."""
    known = resources.toml("themes.toml")["themes"]
    return {_(theme["name"]): _(theme["words"]).split() for theme in known}
