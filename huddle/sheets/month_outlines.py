"""The outlines of what is made of a month: the report, certificates and the poster."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from huddle.i18n import _
from huddle.sheets import wording
from huddle.sheets.certificate_content import CertificateSheet
from huddle.sheets.chart_content import glance_words
from huddle.sheets.outline import Entry, Fact, Facts, Outline, Points, Section, Words
from huddle.sheets.outlines import pairs
from huddle.sheets.poster_content import PosterSheet
from huddle.sheets.report_content import Part, ReportSheet


def report_outline(sheet: ReportSheet) -> Outline:
    """A month of huddles: each part, and how its numbers are counted."""
    counted = (Entry(name, (words,)) for name, words in sheet.definitions)
    return Outline(
        title=_("Monthly report"),
        word="",
        about=(wording.facts(sheet.unit, sheet.month, sheet.as_far),),
        parts=(*map(_part, sheet.parts), Section(_("How these are counted"), (_list(counted),))),
        as_at=sheet.as_at,
    )


def _part(part: Part) -> Section:
    figures = (Entry("", (f"{one.number} {one.words}", *one.more)) for one in part.figures)
    bars = (Entry(bar.name, (bar.said,)) for bar in part.bars)
    crosses = (Entry(one.name, (f"{one.number} {one.since}", *one.said)) for one in part.crosses)
    charts = (Entry(one.name, (*glance_words(one.row), *one.said)) for one in part.charts)
    goals = (Entry("", (one.text,), one.facts) for one in part.goals)
    told = (Entry(one.name, one.texts) for one in part.told)
    said = (Entry("", (text,)) for text in part.said)
    lists = map(_list, (crosses, charts, goals, told, figures, bars, said))
    return Section(part.name, (*lists, pairs(part.answers), Words((part.nothing,))), part.about)


def _list(entries: Iterable[Entry]) -> Points:
    return Points(tuple(entries))


def certificates_outline(sheets: Sequence[CertificateSheet]) -> Outline:
    """What was reached, and whom to thank."""
    first = sheets[0]
    if len(sheets) == 1:
        about = (first.unit, first.said, first.reached)
        return Outline(first.headline, "", about, (_thanks(first),), first.as_at)
    parts = (
        Section(one.headline, (Words((one.said, one.reached)), _thanks(one))) for one in sheets
    )
    return Outline(_("Certificates"), "", (first.unit,), tuple(parts), first.as_at)


def _thanks(sheet: CertificateSheet) -> Facts:
    return Facts((Fact(sheet.thanks, wording.names(sheet.teams)),))


def poster_outline(sheet: PosterSheet) -> Outline:
    """The poster of a month: its key, and what is known."""
    held = f"{sheet.held} {sheet.held_words}" if sheet.held else ""
    return Outline(
        title=sheet.title,
        word="",
        about=(wording.facts(sheet.unit, sheet.month),),
        parts=(
            _list(Entry(mark, (words,)) for mark, words in sheet.key),
            Words((held,)),
            pairs(sheet.answers),
        ),
        as_at=sheet.as_at,
    )
