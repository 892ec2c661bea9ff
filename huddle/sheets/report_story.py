"""Sets what the monthly report says beside its numbers: safety crosses, charts and goals."""

from __future__ import annotations

from huddle.i18n import _
from huddle.rows.safety_cross import CrossDay, DayState
from huddle.rules.cross_words import SIGNS
from huddle.rules.safety_cross import ACROSS, DOWN, places
from huddle.sheets.blocks import Setter
from huddle.sheets.chart_badges import draw_badges, room_beside_badges
from huddle.sheets.chart_drawing import room_of_chart, set_chart
from huddle.sheets.month_story_content import Chart, Cross, Goal
from huddle.sheets.outline import Facts
from huddle.sheets.pages import BASELINE, Box, Column
from huddle.sheets.report_content import Part
from huddle.sheets.typeset import Line, lines

_LINES_OF_A_GOAL = 4


def room_of_first(setter: Setter, part: Part) -> float:
    """How much room the first of these needs below the heading of its part."""
    if part.crosses:
        return _room_of_cross(setter, part.crosses[0])
    if part.charts:
        return _room_of_chart(setter, part.charts[0])
    return _LINES_OF_A_GOAL * setter.leading if part.goals else 0.0


def set_story(setter: Setter, part: Part) -> None:
    """Set what a part holds of these; nothing where it holds none."""
    for cross in part.crosses:
        _set_cross(setter, cross)
    if part.crosses:
        _set_signs(setter)
    for chart in part.charts:
        _set_chart(setter, chart)
    for goal in part.goals:
        _set_goal(setter, goal)
    for told in part.told:
        setter.labelled_texts(told.name, told.texts)


# Safety crosses


def _set_cross(setter: Setter, cross: Cross) -> None:
    """The days of the month at the left, and at the right how long it is since the last event."""
    flow, block = setter.flow, setter.style.report
    height, start = DOWN * block.day_height, _start_of_words(setter)
    said = _cross_lines(setter, cross)
    flow.need(_room_of_cross(setter, cross))
    top, page = flow.y, flow.page
    for day, (column, row) in zip(cross.days, places(), strict=False):
        _set_day(setter, day, column * block.day, top - (row + 1) * block.day_height)
    flow.beside((Column(start, flow.width - start, said),), setter.leading)
    if flow.page is page:
        flow.y = min(flow.y, top - height)
    flow.space(2 * setter.density.gap)


def _start_of_words(setter: Setter) -> float:
    return ACROSS * setter.style.report.day + 2 * setter.style.columns.gap


def _room_of_cross(setter: Setter, cross: Cross) -> float:
    words = len(_cross_lines(setter, cross)) * setter.leading
    return min(setter.flow.depth, max(DOWN * setter.style.report.day_height, words))


def _cross_lines(setter: Setter, cross: Cross) -> list[Line]:
    width = setter.flow.width - _start_of_words(setter)
    number = (setter.bold(f"{cross.number} ", setter.style.what), setter.plain(cross.since))
    return [
        *lines((setter.bold(cross.name),), width),
        *lines(number, width),
        *setter.lesser_lines(width, *cross.said),
    ]


def _set_day(setter: Setter, day: CrossDay, x: float, y: float) -> None:
    """A box with its number and the sign of what it held; an event has a strong frame."""
    flow, used, block = setter.flow, setter.style, setter.style.report
    is_event = day.state is DayState.EVENT
    weight = used.box_weight if is_event else used.thin_weight
    ink = used.ink if is_event else used.writing
    flow.page.boxes.append(Box(flow.left + x, y, block.day, block.day_height, weight, ink))
    baseline = y + (block.day_height - used.small) / 2 + used.small * (1 - BASELINE)
    number = lines((setter.lesser(f"{day.day.day}"),), block.day)[0]
    flow.put(number, x + used.small / 4, baseline)
    sign = lines((setter.bold(SIGNS.get(day.state, ""), used.small),), block.day)[0]
    flow.put(sign, x + block.day - used.small / 4 - sign.width, baseline)


def _set_signs(setter: Setter) -> None:
    """What the signs mean."""
    meant = (
        f"{SIGNS[DayState.CLEAR]} {_('checked and none')}",
        f"{SIGNS[DayState.EVENT]} {_('event')}",
        f"{SIGNS[DayState.UNCHECKED]} {_('not checked')}",
    )
    words = lines((setter.small("    ".join(meant)),), setter.flow.width)
    setter.flow.stack(words, setter.small_leading)
    setter.flow.space(setter.density.gap)


# Charts and goals


def _set_chart(setter: Setter, chart: Chart) -> None:
    """A chart with its name above and its words below, all on one page where that is possible."""
    flow, gap = setter.flow, setter.density.gap
    flow.need(_room_of_chart(setter, chart))
    name = Column(0.0, room_beside_badges(setter, chart.row), _name_lines(setter, chart))
    flow.beside((name, *draw_badges(setter, chart.row)), setter.leading)
    flow.space(gap / 2)
    set_chart(setter, chart.row, setter.style.report.chart)
    flow.stack(setter.lesser_lines(flow.width, *chart.said), setter.small_leading)
    flow.space(2 * gap)


def _room_of_chart(setter: Setter, chart: Chart) -> float:
    flow = setter.flow
    drawn = room_of_chart(setter, chart.row, setter.style.report.chart)
    said = len(setter.lesser_lines(flow.width, *chart.said)) * setter.small_leading
    name = len(_name_lines(setter, chart)) * setter.leading + setter.density.gap
    return min(flow.depth, drawn + said + name)


def _name_lines(setter: Setter, chart: Chart) -> list[Line]:
    """The name as it stands beside the badges."""
    return lines((setter.bold(chart.name),), room_beside_badges(setter, chart.row))


def _set_goal(setter: Setter, goal: Goal) -> None:
    """What is wanted, and each fact about it with its name in the margin."""
    flow = setter.flow
    text = lines((setter.bold(goal.text),), flow.width)
    flow.need(_LINES_OF_A_GOAL * setter.leading)
    flow.stack(text, setter.leading)
    flow.space(setter.density.gap / 2)
    setter.labelled_facts(Facts(goal.facts))
    flow.space(setter.density.gap)
