"""The typographic system of the sheets, read from resources/styles/paper.toml."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Any, TypeVar

import resources
from huddle.sheets.stamp import PaperSize


@dataclass(frozen=True, slots=True)
class Density:
    """How close lines and blocks stand."""

    leading: float
    """Line height as a share of the type size."""
    gap: float
    """Between two blocks."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in the summary and the agenda."""

    label: float
    label_gap: float
    title_word: float
    code: float
    who: float
    when: float
    stands: float
    gap: float


@dataclass(frozen=True, slots=True)
class ActionBlock:
    """Lengths within one action on its department's sheet."""

    tick: float
    indent: float
    code: float
    label: float
    gap: float
    writing: float
    """The height of a line to write on."""
    initials: float
    around: float
    qr: float
    """The edge of the QR code of a line."""


@dataclass(frozen=True, slots=True)
class ReportBlock:
    """Widths and weights in the monthly report."""

    number: float
    """The column of numbers."""
    name: float
    bar: float
    """The longest bar."""
    bar_weight: float
    frame_weight: float
    badge: float
    """The edge of what a chart says at a glance."""
    chart: float
    """The height of the part of a chart in which points stand."""
    day: float
    """The width of a day of a safety cross."""
    day_height: float


@dataclass(frozen=True, slots=True)
class CertificateBlock:
    """Sizes and lengths on the certificate."""

    headline: float
    unit: float
    said: float
    inset: float
    """From the frame to what stands in it."""
    double: float
    """Between the two lines of the frame."""
    rule: float
    gap: float
    between: float
    """Between two lines to sign on."""


@dataclass(frozen=True, slots=True)
class CardBlock:
    """Sizes on a card that explains, and the white between its parts."""

    title: float
    what: float
    heading: float
    step: float
    gap: float


@dataclass(frozen=True, slots=True)
class PosterBlock:
    """Sizes and lengths on the poster, for the short side of A4."""

    title: float
    month: float
    unit: float
    number: float
    figure: float
    text: float
    cell: float
    """The least height of a day's box."""
    gap: float


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """Sizes, weights and dashes of a chart, and the columns of its readings."""

    height: float
    """Of the part in which points stand."""
    point: float
    """The radius of a usual point."""
    crowded: float
    """The same where there are very many."""
    mark: float
    """The edge of a mark."""
    mark_weight: float
    join_weight: float
    axis_weight: float
    line_weight: float
    tick: float
    gap: float
    swatch: float
    """The length of a piece of a line in the key."""
    limit: tuple[float, ...]
    trial: tuple[float, ...]
    target: tuple[float, ...]
    day: float
    value: float


BlockT = TypeVar("BlockT", CardBlock, CertificateBlock, PosterBlock, ChartBlock)


def scaled(block: BlockT, factor: float) -> BlockT:
    """The same sizes for another paper.

    Args:
        block: Those of A4.
        factor: How much larger the other paper is.
    """
    sizes = {name: _scaled(value, factor) for name, value in asdict(block).items()}
    return replace(block, **sizes)


def _scaled(value: Any, factor: float) -> Any:
    """A length, or dashes of several, for another paper."""
    if isinstance(value, float):
        return value * factor
    return tuple(length * factor for length in value)


@dataclass(frozen=True, slots=True)
class FootGaps:
    """Room around the foot of a page and between its texts."""

    gap: float
    between: float
    code: float
    """The edge of the QR code."""


@dataclass(frozen=True, slots=True)
class Style:
    """Sizes, greys and line weights, by what they are for."""

    sizes: dict[str, tuple[float, float]]
    side: float
    top: float
    bottom: float
    department: float
    title: float
    what: float
    heading: float
    body: float
    small: float
    open: Density
    tight: Density
    ink: float
    secondary: float
    writing: float
    line: float
    box_weight: float
    strong_weight: float
    thin_weight: float
    columns: Columns
    action: ActionBlock
    report: ReportBlock
    certificate: CertificateBlock
    card: CardBlock
    poster: PosterBlock
    chart: ChartBlock
    foot: FootGaps

    def page(self, paper: PaperSize) -> tuple[float, float]:
        """Width and height of a page."""
        width, height = self.sizes[paper.size.casefold()]
        return (height, width) if paper.is_landscape else (width, height)


@cache
def style() -> Style:
    """The one style of all sheets."""
    read: dict[str, dict[str, Any]] = resources.toml("styles", "paper.toml")
    ink, rules, leading, gaps = read["ink"], read["rules"], read["leading"], read["gaps"]
    return Style(
        sizes={name: (pair[0], pair[1]) for name, pair in read["sizes"].items()},
        **read["margins"],
        **read["type"],
        open=Density(leading["open"], gaps["open"]),
        tight=Density(leading["tight"], gaps["tight"]),
        ink=ink["text"],
        secondary=ink["secondary"],
        writing=ink["writing"],
        line=ink["line"],
        box_weight=rules["box"],
        strong_weight=rules["strong"],
        thin_weight=rules["thin"],
        columns=Columns(**read["columns"]),
        action=ActionBlock(**read["action"]),
        report=ReportBlock(**read["report"]),
        certificate=CertificateBlock(**read["certificate"]),
        card=CardBlock(**read["card"]),
        poster=PosterBlock(**read["poster"]),
        chart=ChartBlock(**read["chart"]),
        foot=FootGaps(**read["foot"]),
    )


def style_on_wall(paper: PaperSize) -> Style:
    """The style of what hangs on a wall: on large paper all of it is larger, to be read from afar.

    The margins and the foot stay as they are.
    """
    used = style()
    if paper.size != PaperSize.A3.size:
        return used
    factor = min(used.page(paper)) / min(used.page(PaperSize.A4))
    sizes = ("department", "title", "what", "heading", "body", "small")
    return replace(
        used,
        **{name: getattr(used, name) * factor for name in sizes},
        open=replace(used.open, gap=used.open.gap * factor),
        tight=replace(used.tight, gap=used.tight.gap * factor),
        action=replace(used.action, writing=used.action.writing * factor),
        certificate=scaled(used.certificate, factor),
        card=scaled(used.card, factor),
        chart=scaled(used.chart, factor),
    )
