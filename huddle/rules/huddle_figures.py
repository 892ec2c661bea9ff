"""The measures of huddles as figures to be shown, in the ward's own order: nothing is ranked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from huddle.i18n import _
from huddle.rows.huddle_measures import FigureRow, GroupRow, HuddleFigure
from huddle.rows.month import AtStage, EscalationsOfMonth, HuddlesOfMonth, Share
from huddle.rules import huddle_measure_words as words
from huddle.rules import huddle_measures as measures


def figure(
    kind: HuddleFigure,
    value: str,
    share: Share | None = None,
    *,
    note: str = "",
    groups: Iterable[GroupRow] = (),
) -> FigureRow:
    """A figure with what it is called and how it is counted."""
    return FigureRow(
        kind=kind,
        name=words.called(kind),
        value=value,
        share=share,
        how=words.how_counted(kind),
        note=note,
        groups=tuple(groups),
    )


def of_share(kind: HuddleFigure, share: Share, note: str = "") -> FigureRow:
    """A figure that is a share."""
    return figure(kind, words.percent(share), share, note=note)


def kept_to_plan(huddles: HuddlesOfMonth) -> Iterator[FigureRow]:
    """Whether huddles were held, on time, short, and day after day."""
    yield of_share(HuddleFigure.HELD, huddles.held, words.besides(huddles.besides))
    later = words.typed_in_later(huddles.typed_in_later)
    yield of_share(HuddleFigure.ON_TIME, huddles.on_time, later)
    minutes, short = huddles.minutes, huddles.short
    if minutes is None:
        yield figure(HuddleFigure.LENGTH, words.NOTHING, short)
    else:
        yield figure(HuddleFigure.LENGTH, words.minutes(minutes), short, note=words.short(short))
    embedded = words.embedded(is_embedded=huddles.is_embedded)
    yield figure(HuddleFigure.IN_A_ROW, words.weekdays(huddles.run), note=embedded)


def unnamed(kind: HuddleFigure) -> FigureRow:
    """A figure of role groups where only departments were marked."""
    return figure(kind, words.NOTHING, note=words.nobody_named())


def there(
    kind: HuddleFigure, at_once: float | None, groups: Iterable[tuple[str, Share]]
) -> FigureRow:
    """Who was there.

    Args:
        kind: By department or by role group.
        at_once: The median number of them at a huddle.
        groups: Each by name, and at how many of the huddles it was.
    """
    value = words.NOTHING if at_once is None else words.at_once(at_once)
    return figure(kind, value, groups=_shares(groups))


def spoke(
    kind: HuddleFigure, overall: Share | None, groups: Iterable[tuple[str, Share]]
) -> FigureRow:
    """Who spoke.

    Args:
        kind: Which of the figures of voice.
        overall: Of all groups; none while it would tell who it was.
        groups: Each group by name, or several together.
    """
    if overall is None:
        return figure(kind, words.NOTHING, note=words.too_few())
    return figure(kind, words.percent(overall), overall, groups=_shares(groups))


def concerns_by_stage(stages: Sequence[AtStage], held: int) -> FigureRow:
    """How many concerns a huddle hears, and at which stages."""
    total = sum(one.times for one in stages)
    rows = (
        _count(words.where(one.stage, one.join) or _("No stage was said"), one.times, total)
        for one in stages
    )
    share = Share(total, held)
    return figure(HuddleFigure.CONCERNS, words.a_huddle(share), share, groups=rows)


def concerns_by_team(teams: Sequence[tuple[str, int]], total: int) -> FigureRow:
    """Which departments raise concerns.

    Args:
        teams: Each department by name, and how many it raised.
        total: How many were raised by anybody.
    """
    share = Share(sum(times for _name, times in teams), total)
    rows = [_count(name, times, total) for name, times in teams]
    if share.part < total:
        rows.append(_count(_("No department was said"), total - share.part, total))
    return figure(HuddleFigure.CONCERNS_BY_TEAM, words.percent(share), share, groups=rows)


def went_up(share: Share) -> FigureRow:
    """How many concerns went up a tier, and whether that stands out."""
    return of_share(
        HuddleFigure.WENT_UP, share, words.stands_out(measures.goes_up(share), share.whole)
    )


def answered(escalations: EscalationsOfMonth) -> FigureRow:
    """How long answers take."""
    share = escalations.in_a_day
    if escalations.hours is None:
        return figure(HuddleFigure.TO_ANSWER, words.NOTHING, share)
    hours = words.hours(escalations.hours)
    return figure(HuddleFigure.TO_ANSWER, hours, share, note=words.in_a_day(share))


def _count(name: str, times: int, total: int) -> GroupRow:
    return GroupRow(name, f"{times:,}", Share(times, total))


def _shares(groups: Iterable[tuple[str, Share]]) -> Iterator[GroupRow]:
    for name, share in groups:
        yield GroupRow(name, words.percent(share), share)
