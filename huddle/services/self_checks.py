"""The facilitator's self-check: ten questions a month, for one's own eyes, to see a trend."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sqlmodel import col, delete, select

import resources
from huddle.errors import Refused
from huddle.i18n import _
from huddle.model.self_check import SelfCheck
from huddle.rows.month import Share
from huddle.rows.self_check import SelfCheckArea, SelfCheckMonth, SelfCheckQuestion, SelfCheckRow
from huddle.services.guarded import Service
from huddle.store.transaction import Reader

_MOST = 2
"""Yes; 1 is partly, 0 not yet."""
_MONTHS = 24


class SelfChecks(Service, called="self_check"):
    """What somebody thinks of the huddles they lead."""

    def mine(self) -> SelfCheckRow:
        """One's own months, and what this month was answered."""
        questions = _questions()
        with self._store.read() as reader:
            kept = _kept(reader)
            this_month = reader.today.replace(day=1)
        now: dict[str, int] = next(
            (json.loads(one.answers) for one in kept if one.month == this_month), {}
        )
        return SelfCheckRow(
            questions=questions,
            answers=tuple(now.items()),
            months=tuple(_month(questions, one) for one in kept),
        )

    def keep(self, answers: Mapping[str, int]) -> None:
        """Keep this month's answers in the place of those given before.

        Raises:
            Refused: A question is not answered.
        """
        names = [question.name for question in _questions()]
        if any(answers.get(name) not in range(_MOST + 1) for name in names):
            raise Refused(_("Answer each question; “not yet” is an answer, too."), "answers")
        with self._store.write() as writer:
            month = writer.today.replace(day=1)
            writer.execute(
                delete(SelfCheck).where(
                    col(SelfCheck.account_id) == writer.account_id, col(SelfCheck.month) == month
                )
            )
            said = json.dumps({name: answers[name] for name in names})
            writer.add_plain(SelfCheck, account_id=writer.account_id, month=month, answers=said)


def _questions() -> tuple[SelfCheckQuestion, ...]:
    return tuple(
        SelfCheckQuestion(one["name"], SelfCheckArea(one["area"]), _(one["text"]))
        for one in resources.toml("self_check.toml")["questions"]
    )


def _kept(reader: Reader) -> Sequence[SelfCheck]:
    """One's own, the last first."""
    query = select(SelfCheck).where(SelfCheck.account_id == reader.account_id)
    return reader.session.exec(query.order_by(col(SelfCheck.month).desc()).limit(_MONTHS)).all()


def _month(questions: Sequence[SelfCheckQuestion], kept: SelfCheck) -> SelfCheckMonth:
    answers = json.loads(kept.answers)
    areas = tuple((area, _share(questions, answers, area)) for area in SelfCheckArea)
    whole = Share(sum(one.part for _area, one in areas), sum(one.whole for _area, one in areas))
    return SelfCheckMonth(kept.month, areas, whole)


def _share(
    questions: Sequence[SelfCheckQuestion], answers: Mapping[str, int], area: SelfCheckArea
) -> Share:
    given = [answers[one.name] for one in questions if one.area is area and one.name in answers]
    return Share(sum(given), _MOST * len(given))
