"""What a chart says, as one sentence: what it shows now, and how far that can be trusted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from huddle.i18n import N_, _, ngettext
from huddle.measure_words import Assurance, ChartKind, Rule, Side, Variation
from huddle.rules.rare_events import EVENTS_FOR_LIMITS
from huddle.rules.run_chart import RunChart
from huddle.rules.spc import POINTS_FOR_LIMITS, Chart, Group, Point

_FEW_USEFUL = 10
"""With fewer readings off the median hardly any run or crossing is out of the usual."""
_SIGNALS = {
    (Rule.OUTSIDE, Side.HIGH): N_("a point above the upper limit"),
    (Rule.OUTSIDE, Side.LOW): N_("a point below the lower limit"),
    (Rule.TREND, Side.HIGH): N_("seven or more points that rise in a row"),
    (Rule.TREND, Side.LOW): N_("seven or more points that fall in a row"),
    (Rule.NEAR, Side.HIGH): N_("two of three points in a row close to the upper limit"),
    (Rule.NEAR, Side.LOW): N_("two of three points in a row close to the lower limit"),
    (Rule.SHIFT, Side.HIGH): N_("seven or more points in a row above the centre line"),
    (Rule.SHIFT, Side.LOW): N_("seven or more points in a row below the centre line"),
}
_SHIFTS_OF_XMR = {
    Side.HIGH: N_("seven or more points in a row above the mean"),
    Side.LOW: N_("seven or more points in a row below the mean"),
}
_MEANINGS = {
    Variation.IMPROVEMENT: N_("this points to improvement"),
    Variation.CONCERN: N_("this points to something of concern"),
    Variation.NEUTRAL_HIGH: N_("this points to a change upwards"),
    Variation.NEUTRAL_LOW: N_("this points to a change downwards"),
}
_ASSURANCES = {
    Assurance.PASSES: N_("if nothing changes, the target is likely to be met each time"),
    Assurance.FAILS: N_("if nothing changes, the target is not likely to be met"),
    Assurance.HIT_AND_MISS: N_(
        "if nothing changes, the target is met at some times and missed at others by chance"
    ),
}


def chart_words(chart: Chart) -> str:
    """What a chart with limits says of the process as it has been since its last known change.

    Args:
        chart: An XmR, T or G chart.
    """
    if not chart.groups:
        return _nothing_yet(chart.kind)
    last = chart.groups[-1]
    if last.limits is None:
        return _too_few(len(chart.groups))
    return _sentence([*_found(chart, last), *_assured(chart), *_limits(chart, last)])


def run_chart_words(chart: RunChart) -> str:
    """What a run chart says.

    Args:
        chart: The run chart.
    """
    if not chart.points:
        return _nothing_yet(ChartKind.RUN)
    return _sentence([_by_chance(chart), *_crossed(chart), *_long_run(chart), *_few(chart)])


def _sentence(clauses: Sequence[str]) -> str:
    return "; ".join(clauses) + "."


def _nothing_yet(kind: ChartKind) -> str:
    if kind in (ChartKind.T, ChartKind.G):
        return _("There are not yet two events with days between them.")
    return _("There are no readings yet.")


def _too_few(groups: int) -> str:
    if groups > 1:
        return _("Since the process changed there are too few readings to tell what is usual.")
    return _("There are too few readings to tell what is usual.")


def _found(chart: Chart, last: Group) -> Iterator[str]:
    """How many points are usual, and the latest signal among them."""
    points = chart.points[last.start : last.end]
    marked = [at for at, point in enumerate(points) if point.rule]
    yield _usual(len(points) - len(marked), len(points), is_changed=last.start > 0)
    if marked:
        yield _latest(chart.kind, points[marked[-1]], len(points) - 1 - marked[-1])


def _usual(usual: int, count: int, *, is_changed: bool) -> str:
    if usual == count and is_changed:
        text = _("All {count} points since the process changed show common variation")
    elif usual == count:
        text = _("All {count} points show common variation")
    elif is_changed:
        text = _("{usual} of {count} points since the process changed show common variation")
    else:
        text = _("{usual} of {count} points show common variation")
    return text.format(usual=usual, count=count)


def _latest(kind: ChartKind, point: Point, points_ago: int) -> str:
    text = _("the chart ends with {signal}: {meaning}")
    if points_ago:
        text = ngettext(
            "the latest signal, which ended {ago} point before the last, was {signal}: {meaning}",
            "the latest signal, which ended {ago} points before the last, was {signal}: {meaning}",
            points_ago,
        )
    meaning = _(_MEANINGS[point.kind])
    return text.format(ago=points_ago, signal=_signal(kind, point), meaning=meaning)


def _signal(kind: ChartKind, point: Point) -> str:
    if point.rule is None or point.side is None:
        return ""
    if kind is ChartKind.XMR and point.rule is Rule.SHIFT:
        return _(_SHIFTS_OF_XMR[point.side])
    return _(_SIGNALS[point.rule, point.side])


def _assured(chart: Chart) -> Iterator[str]:
    if chart.assurance is not Assurance.NONE:
        yield _(_ASSURANCES[chart.assurance])


def _limits(chart: Chart, last: Group) -> Iterator[str]:
    """What the limits rest on."""
    if last.is_trial:
        yield _trial(chart.kind)
    if chart.is_screened:
        yield _("outliers are screened out of the limits")
    elif chart.kind is not ChartKind.G:
        yield _("outliers are not screened out of the limits")


def _trial(kind: ChartKind) -> str:
    if kind is ChartKind.XMR:
        text = _("these are trial limits, from fewer than {least} points")
        return text.format(least=POINTS_FOR_LIMITS)
    text = _("these are trial limits, from fewer than {least} events")
    return text.format(least=EVENTS_FOR_LIMITS)


def _by_chance(chart: RunChart) -> str:
    count = len(chart.points)
    if chart.is_run_too_long or chart.are_crossings_too_few:
        text = ngettext(
            "{count} point shows more than chance", "{count} points show more than chance", count
        )
    else:
        text = ngettext(
            "{count} point shows nothing but chance",
            "{count} points show nothing but chance",
            count,
        )
    return text.format(count=count)


def _crossed(chart: RunChart) -> Iterator[str]:
    if chart.are_crossings_too_few:
        text = ngettext(
            "the line crosses the median {count} time, where {least} or more are usual",
            "the line crosses the median {count} times, where {least} or more are usual",
            chart.crossings,
        )
        yield text.format(count=chart.crossings, least=chart.least_crossings)


def _long_run(chart: RunChart) -> Iterator[str]:
    """How long the longest run is, and what it means where the chart ends with a long one."""
    if not chart.is_run_too_long:
        return
    text = _(
        "up to {count} in a row are on one side of the median, where {most} or fewer are usual"
    )
    yield text.format(count=chart.longest_run, most=chart.longest_allowed)
    if chart.latest is not None and chart.latest.side is not None:
        text = _("the chart ends with such a run below the median: {meaning}")
        if chart.latest.side is Side.HIGH:
            text = _("the chart ends with such a run above the median: {meaning}")
        yield text.format(meaning=_(_MEANINGS[chart.latest.kind]))


def _few(chart: RunChart) -> Iterator[str]:
    if chart.useful < _FEW_USEFUL:
        text = _("with {count} off the median there is little to tell a change by")
        yield text.format(count=chart.useful)
