"""What the slips say that go from one unit to another, as facts and as outlines."""

from __future__ import annotations

from huddle import dates
from huddle.clock import local
from huddle.i18n import _
from huddle.labels import label
from huddle.rows.escalation import EscalationRow, ReceivedRow
from huddle.rows.ward import UnitRow
from huddle.rules.escalation import answer_told_nobody, told_nobody
from huddle.sheets import wording
from huddle.sheets.outline import Fact, Facts, Outline, Words
from huddle.sheets.stamp import Stamp


def escalation_outline(one: EscalationRow, unit: UnitRow, stamp: Stamp) -> Outline:
    """An escalation slip; while that is so, it says that the program has told nobody."""
    return Outline(
        title=_("Escalation"),
        word=one.item.code,
        about=(unit.name,),
        parts=(
            receiver(one),
            Words((told_nobody() if one.told_at is None else "",), is_strong=True),
            matter(one),
            told(one, unit),
            reply(one),
            Facts((Fact(_("Tell us"), unit.tell_us),)),
        ),
        as_at=stamp.printed_at,
        huddle_number=one.item.huddle_number or 0,
    )


def answer_outline(one: ReceivedRow, unit: UnitRow, stamp: Stamp) -> Outline:
    """What another unit asked, and the answer."""
    return Outline(
        title=_("Answer"),
        word=one.from_code or one.item.code,
        about=(unit.name,),
        parts=(
            asker(one),
            Words((answer_told_nobody(),), is_strong=True),
            question(one),
            answer(one, unit),
            Facts((Fact(_("Tell us"), unit.tell_us),)),
        ),
        as_at=stamp.printed_at,
        huddle_number=one.item.huddle_number or 0,
    )


def receiver(one: EscalationRow) -> Facts:
    """Who is asked, and by when they are needed."""
    needed = dates.in_table(one.needed_on, one.needed_time) if one.needed_on else ""
    return Facts(
        (
            Fact(_("To"), wording.facts(one.to_name, one.to_role)),
            Fact(_("Telephone"), one.telephone),
            Fact(_("Needed by"), needed),
        )
    )


def matter(one: EscalationRow) -> Facts:
    """What goes up, and why."""
    item = one.item
    raised = _("on {day}").format(day=dates.in_table(item.raised_on))
    return Facts(
        (
            Fact(label(item.kind), item.text),
            Fact(_("Where"), wording.facts(item.place, wording.place_on_the_way(item))),
            Fact(_("Raised"), wording.facts(raised, item.raised_by)),
            Fact(_("Owner"), item.owner_name or item.department_name),
            Fact(_("Why it goes up"), one.reason),
            Fact(_("What we ask of you"), one.ask),
        )
    )


def told(one: EscalationRow, unit: UnitRow) -> Facts:
    """Who was told, by whom and when; nothing while nobody was."""
    if one.told_at is None:
        return Facts(())
    words = _("{whom}, by {name}, {when}").format(
        whom=one.told_whom,
        name=one.told_by,
        when=dates.in_table(local(one.told_at, unit.time_zone)),
    )
    return Facts((Fact(_("Told"), words),))


def reply(one: EscalationRow) -> Facts:
    """What was answered, and by whom."""
    return Facts((Fact(_("Answer"), one.answer), Fact(_("Answered by"), one.answered_by)))


def asker(one: ReceivedRow) -> Facts:
    """Who asked, and where to reach them."""
    return Facts((Fact(_("To"), one.from_unit), Fact(_("Reach them"), one.telephone)))


def question(one: ReceivedRow) -> Facts:
    """What was asked, and why."""
    return Facts((Fact(_("You asked"), one.ask), Fact(_("Why"), one.reason)))


def answer(one: ReceivedRow, unit: UnitRow) -> Facts:
    """What this unit answers, who does and when."""
    at = local(one.answered_at, unit.time_zone) if one.answered_at else None
    return Facts(
        (
            Fact(_("Our answer"), one.answer),
            Fact(_("Answered by"), one.answered_by),
            Fact(_("On"), dates.in_table(at) if at else ""),
        )
    )
