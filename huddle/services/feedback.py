"""What people say of this program: kept without a name, answered, and handed to its maker.

Who said it stands neither in the row nor in the audit, so that nobody weighs their words because
of who will read them. An answer is an entry of the audit as any other change is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from sqlmodel import col, select

import huddle
from huddle.guidance_cards import shipped_card
from huddle.i18n import _
from huddle.model import Feedback
from huddle.model.inputs import TextInput, validated
from huddle.rows.feedback import FeedbackRow
from huddle.rows.guidance import CardGroup
from huddle.rows.wall import AnswerRow
from huddle.services.guarded import Service
from huddle.services.people import found
from huddle.services.setting_up import check_version
from huddle.store.transaction import Reader, Writer


class FeedbackOnHuddle(Service, called="feedback"):
    """What is said of this program, and what became of it."""

    def say(self, page: str, text: str) -> None:
        """Keep what somebody thinks of the program, without their name.

        Args:
            page: Where they were, by the page's name for programs.
            text: Their words.

        Raises:
            Refused: There are no words, or too many.
        """
        words = validated(TextInput, text=text)
        with self._store.write() as writer:
            nobody = {"created_by": "", "updated_by": "", "row_version": 1}
            stamps = {"created_at": writer.now, "updated_at": writer.now, **nobody}
            writer.add_plain(
                Feedback,
                page=page,
                version=huddle.__version__,
                said_on=writer.today,
                **words,
                **stamps,
            )

    def all(self) -> tuple[FeedbackRow, ...]:
        """All that was said, the newest first."""
        with self._store.read() as reader:
            return tuple(every(reader))[::-1]

    def answer(self, feedback_id: str, row_version: int, words: str) -> None:
        """Say what became of something; those who pass the wall read it.

        Raises:
            Refused: There are no words, or too many, or it changed meanwhile.
        """
        answer = validated(TextInput, text=words)["text"]
        with self._store.write() as writer:
            row = found(writer, Feedback, feedback_id)
            check_version(row.row_version, row_version)
            writer.change(row, answer=answer, answered_on=writer.today)


def every(reader: Reader) -> Iterator[FeedbackRow]:
    """All that was said, in the order in which it was."""
    query = select(Feedback).where(
        Feedback.unit_id == reader.unit_id, col(Feedback.deleted_at).is_(None)
    )
    return map(_row, reader.session.exec(query.order_by(col(Feedback.id))))


def answered_between(reader: Reader, first: dt.date, last: dt.date) -> Iterator[AnswerRow]:
    """What was said of the program and answered from one day to another."""
    for row in every(reader):
        if row.answered_on and first <= row.answered_on <= last:
            yield AnswerRow(
                _("Of Huddle: {text}").format(text=row.text), row.answer, row.answered_on
            )


def mark_handed_on(writer: Writer, ids: Collection[str]) -> None:
    """Keep that some of it went to the maker today."""
    query = select(Feedback).where(col(Feedback.id).in_(ids), col(Feedback.handed_on).is_(None))
    for row in writer.session.exec(query).all():
        writer.change(row, handed_on=writer.today)


def _title_of(page: str) -> str:
    """What a page is called; one that this version does not have keeps its name for programs."""
    card = shipped_card(f"{CardGroup.PAGES}.{page}")
    return card.title if card else page


def _row(one: Feedback) -> FeedbackRow:
    return FeedbackRow(
        one.id,
        one.row_version,
        one.page,
        _title_of(one.page),
        one.version,
        one.text,
        one.said_on,
        one.handed_on,
        one.answer,
        one.answered_on,
    )
