"""A sheet as it was made, and what can be chosen beside it; asked for on the long worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huddle import dates
from huddle.errors import Environment, Refused
from huddle.i18n import N_, _
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.sheets.stamp import PaperSize
from ui.pages.sheet.months import months_for

if TYPE_CHECKING:
    from huddle.settings import Settings
    from ui.desk import Desk
    from ui.making import Making

_PAPERS = {
    PaperSize.A4: N_("A4"),
    PaperSize.A4_LANDSCAPE: N_("A4, landscape"),
    PaperSize.LETTER: N_("US Letter"),
    PaperSize.LETTER_LANDSCAPE: N_("US Letter, landscape"),
    PaperSize.A3: N_("A3"),
    PaperSize.A3_LANDSCAPE: N_("A3, landscape"),
}
_WITH_REFERENCES = (SheetKind.ACTIONS, SheetKind.FOLLOW_UP)
_WITH_SENSITIVE = (*_WITH_REFERENCES, SheetKind.SUMMARY, SheetKind.AGENDA)
_FOR_WALLS = (PaperSize.A3, PaperSize.A3_LANDSCAPE)

Options = tuple[tuple[str, str], ...]
"""Keys and their names."""


@dataclass(frozen=True, slots=True)
class Offers:
    """What can be chosen beside a sheet.

    Attributes:
        day: Today, as in file names.
        departments: Whose action sheets there are.
        months: Of which months there is one.
        themes: Of which themes of comments there is one; the empty one is all of them.
        measures: Of which measures there is one.
        tools: Of which tools of the register there is one.
        lists: Which lists of attendance there are, by series; the empty one is a huddle's.
        shows: What more than usual it can show; none where it never does.
        may_be_mailed: Whether it may go by mail.
    """

    day: str
    departments: tuple[str, ...] = ()
    months: Options = ()
    themes: Options = ()
    measures: Options = ()
    tools: Options = ()
    lists: Options = ()
    shows: Options = ()
    may_be_mailed: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A sheet, what stands above it, and what can be chosen beside it.

    Attributes:
        order: What was ordered.
        paper: What it is laid out for.
        offers: What can be chosen.
        pdf: The sheet; empty when there is none.
        about: What stands below its title.
        why_not: Why there is none.
    """

    order: SheetOrder
    paper: PaperSize
    offers: Offers
    pdf: bytes = b""
    about: str = ""
    why_not: str = ""


def make(desk: Desk, order: SheetOrder, paper: PaperSize, huddle: str, making: Making) -> Made:
    """Make a sheet; what it is not made for stands in what is returned.

    Args:
        desk: Has the services.
        order: The sheet.
        paper: What it is laid out for.
        huddle: The huddle that the page was opened for, if it was.
        making: Is told how far it is, and may stop it.
    """
    offers = _offers(desk, order, huddle)
    try:
        pdf = desk.ward.sheets.make(order, paper, progress=making)
        return Made(order, paper, offers, pdf, _about(desk, order))
    except (Refused, Environment) as error:
        return Made(order, paper, offers, why_not=error.message)


def kinds_beside(order: SheetOrder) -> Options:
    """The sheets that can be shown instead, as key and title; none beside a slip."""
    if order.kind.is_of_an_item:
        return ()
    return tuple((kind.value, kind.called) for kind in SheetKind if not kind.is_of_an_item)


def papers_for(kind: SheetKind) -> Options:
    """The papers that a kind of sheet can be laid out for; the large ones for what is hung up."""
    return tuple(
        (paper.value, _(name))
        for paper, name in _PAPERS.items()
        if kind.hangs_on_a_wall or paper not in _FOR_WALLS
    )


def paper_of(kind: SheetKind, settings: Settings) -> PaperSize:
    """The paper last chosen for a kind of sheet, else the usual one of this computer."""
    chosen = settings.papers.get(kind.value, "")
    offered = dict(papers_for(kind))
    return PaperSize(chosen) if chosen in offered else usual_paper(kind, settings)


def usual_paper(kind: SheetKind, settings: Settings) -> PaperSize:
    """The usual paper of this computer, as a kind of sheet lies on it."""
    return kind.laid_on(PaperSize(settings.paper))


def _offers(desk: Desk, order: SheetOrder, huddle: str) -> Offers:
    ward, kind = desk.ward, order.kind
    today = ward.today()
    may_mail = desk.may("posting.send") and kind.goes_by_mail
    return Offers(
        dates.in_table(today),
        _departments(desk, order) if kind is SheetKind.ACTIONS and not order.item else (),
        months_for(ward, kind, today),
        _themes(desk, order) if kind is SheetKind.COMMENTS else (),
        _measures(desk, order) if kind is SheetKind.CHART else (),
        _tools(desk) if kind is SheetKind.TOOL else (),
        _lists(desk, huddle) if kind is SheetKind.ATTENDANCE else (),
        _shows(desk, kind),
        may_be_mailed=may_mail and ward.mail.is_on(),
    )


def _departments(desk: Desk, order: SheetOrder) -> tuple[str, ...]:
    """Those of today, and whoever else is wanted already."""
    names = [team.name for team in desk.ward.people.departments()]
    return tuple(dict.fromkeys((*names, *order.departments)))


def _themes(desk: Desk, order: SheetOrder) -> Options:
    """Those that something was sorted under, and the one that is wanted already."""
    used = [theme.name for theme in desk.ward.patient_voice.themes() if theme.count]
    names = dict.fromkeys((*used, order.theme))
    return ("", _("Every theme")), *((name, name) for name in names if name)


def _measures(desk: Desk, order: SheetOrder) -> Options:
    """Those that are read, and the one that is wanted already."""
    names = [measure.name for measure in desk.ward.measures.measures()]
    return tuple((name, name) for name in dict.fromkeys((*names, order.measure)) if name)


def _tools(desk: Desk) -> Options:
    return tuple((tool.name, tool.name) for tool in desk.ward.technology.tools())


def _lists(desk: Desk, huddle: str) -> Options:
    """Who was at the huddle, and for each series a list to sign at the next one."""
    held = _("Who was at this huddle") if huddle else _("Who was at the last huddle")
    sign = _("To sign at the next: {title}")
    cards = desk.ward.planning.today().cards
    return ("", held), *((card.series_id, sign.format(title=card.title)) for card in cards)


def _shows(desk: Desk, kind: SheetKind) -> Options:
    """What paper shows only where somebody asks for it, each time anew."""
    sees = desk.ward.account.role in desk.ward.setting_up.unit().sensitive_roles
    offered = [
        *([("references", _("With beds and bays"))] if kind in _WITH_REFERENCES else ()),
        *([("sensitive", _("With sensitive items"))] if kind in _WITH_SENSITIVE and sees else ()),
    ]
    if len(offered) > 1:
        offered.append(("references sensitive", _("With beds, bays and sensitive items")))
    return (("", _("Without beds and sensitive items")), *offered) if offered else ()


def measure_of(made: Made) -> str:
    """The measure whose chart is shown, as the key of a choice: without a name the first one."""
    first = next(iter(made.offers.measures), ("", ""))
    return made.order.measure or first[0]


def tool_of(made: Made) -> str:
    """The tool whose sheet is shown, as the key of a choice: without a name the first one."""
    first = next(iter(made.offers.tools), ("", ""))
    return made.order.tool or first[0]


def shown_by(order: SheetOrder) -> str:
    """What of that an order asks for, as the key of a choice."""
    asked = {"references": order.with_references, "sensitive": order.with_sensitive}
    return " ".join(name for name, is_asked in asked.items() if is_asked)


def _about(desk: Desk, order: SheetOrder) -> str:
    if order.huddle and order.kind.is_of_a_huddle:
        huddle = desk.ward.history.record(order.huddle).huddle
        return _("{title}, {day}, number {number}").format(
            title=huddle.title, day=dates.in_prose(huddle.held_on), number=huddle.number
        )
    if order.kind is SheetKind.ACTIONS:
        return _("All that is open")
    return ""
