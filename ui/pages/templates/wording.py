"""How templates, steps and series are put in words on their page."""

from __future__ import annotations

from huddle import dates
from huddle.i18n import _, ngettext
from huddle.labels import label
from huddle.rows.planning import ClosedDayRow, ExceptionRow, SeriesRow, StepRow, TemplateRow
from huddle.rows.rota import RotaRow
from huddle.vocabulary import StepPurpose
from ui import wording

_SHORTEST_RUN = 3


def length_words(seconds: int) -> str:
    """A length of time in minutes."""
    if seconds % 60:
        return _("{span} minutes").format(span=dates.span(seconds))
    minutes = seconds // 60
    return ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)


def size_words(template: TemplateRow) -> str:
    """How many steps, and how long they take."""
    count = len(template.steps)
    if not count:
        return _("no steps yet")
    steps = ngettext("{count} step", "{count} steps", count).format(count=count)
    return _("{steps}, {length}").format(steps=steps, length=length_words(template.seconds))


def users_words(template: TemplateRow) -> str:
    """Which huddles are held by it."""
    if not template.series_names:
        return _("not held yet")
    return _("used by {names}").format(names=", ".join(template.series_names))


def time_box_words(seconds: int) -> str:
    """A time box as it stands at the end of its step."""
    return dates.span(seconds) if seconds else _("no limit")


def step_words(step: StepRow) -> str:
    """What is to be known of a step before it is opened."""
    prompts = len(step.prompts.splitlines())
    is_said = label(step.purpose).casefold() == step.name.casefold()
    is_plain = step.purpose is StepPurpose.TOPIC
    parts = [
        "" if is_said or is_plain else label(step.purpose),
        step.stage_name if step.stage_name.casefold() != step.name.casefold() else "",
        _("led by {name}").format(name=step.led_by) if step.led_by else "",
        ngettext("{count} prompt", "{count} prompts", prompts).format(count=prompts)
        if prompts
        else "",
        _("only when it has something to show") if step.only_when_needed else "",
    ]
    return " · ".join(part for part in parts if part)


def days_words(weekdays: tuple[int, ...]) -> str:
    """The weekdays in the fewest words: `Mon to Fri`."""
    if not weekdays:
        return _("held when needed")
    if len(weekdays) == 7:
        return _("every day")
    first, last = weekdays[0], weekdays[-1]
    if len(weekdays) >= _SHORTEST_RUN and last - first == len(weekdays) - 1:
        return _("{first} to {last}").format(
            first=dates.short_weekday(first), last=dates.short_weekday(last)
        )
    return ", ".join(dates.short_weekday(day) for day in weekdays)


def series_words(series: SeriesRow) -> str:
    """When it is held, by which template, and by whom."""
    parts = [days_words(series.weekdays), series.template_name]
    if series.more_times:
        times = ", ".join(map(dates.clock_time, series.more_times))
        parts.insert(1, _("also at {times}").format(times=times))
    if series.rota_turns is not None:
        parts.append(_("facilitators take turns"))
    elif series.facilitator:
        parts.append(_("facilitator {name}").format(name=series.facilitator))
    return " · ".join(parts)


def rota_words(rota: RotaRow) -> str:
    """What is to be known of a rota before it is opened."""
    if rota.turns is None:
        return _("No rota: always the facilitator above")
    if not rota.coming:
        return _("Nobody has a place yet")
    turn = rota.coming[0]
    parts = (label(rota.turns), dates.in_table(turn.on), wording.turn_words(turn))
    return " · ".join(parts)


def exception_words(day: ExceptionRow) -> str:
    """How a series is otherwise on a day, and why."""
    if not day.is_held:
        said = _("{day}: not held")
    elif day.starts_at is None:
        said = _("{day}: held")
    else:
        said = _("{day}: held at {time}")
    time = dates.clock_time(day.starts_at) if day.starts_at else ""
    words = said.format(day=dates.in_table(day.on), time=time)
    return " · ".join(part for part in (words, day.reason) if part)


def closed_words(day: ClosedDayRow) -> str:
    """A closed day with its name."""
    return f"{dates.in_table(day.on)} · {day.name}"
