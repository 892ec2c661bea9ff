"""The few blocks that most sheets are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from huddle.i18n import _
from huddle.sheets import wording
from huddle.sheets.fonts import Weight
from huddle.sheets.outline import Facts
from huddle.sheets.pages import BASELINE, Flow, Page
from huddle.sheets.style import Density, style
from huddle.sheets.summary_content import Said
from huddle.sheets.typeset import Line, Span, lines


def fitted(set_pages: Callable[[Density], list[Page]]) -> list[Page]:
    """Pages set openly, or closer where that saves the second side."""
    pages = set_pages(style().open)
    if len(pages) == 1:
        return pages
    closer = set_pages(style().tight)
    return closer if len(closer) == 1 else pages


class Setter:
    """Sets blocks one after the other on a flow of pages.

    Args:
        flow: The pages.
        density: How close to set.
    """

    def __init__(self, flow: Flow, density: Density) -> None:
        self.flow = flow
        self.style = flow.style
        self.density = density
        self.leading = self.style.body * density.leading
        self.small_leading = self.style.small * density.leading
        self._title = ""
        self._label_end = 0.0
        flow.on_continued = self.head_again

    def continue_with(self, title: str) -> None:
        """Begin each further page with this title."""
        self._title = title

    def head_again(self) -> None:
        """Set what stands at the top of each further page."""
        if not self._title:
            return
        head = _("{title}, continued").format(title=self._title)
        first = lines((self.bold(head, self.style.heading),), self.flow.width)[0]
        self.flow.stack([first], self.style.heading * self.density.leading)
        self.divide()

    @contextmanager
    def under(self, name: str) -> Iterator[None]:
        """Say on each further page that what stands under this heading goes on."""
        again = lines((self.bold(_("{title}, continued").format(title=name)),), self.flow.width)
        with self.repeating(lambda: self.flow.stack(again[:1], self.leading)):
            yield

    @contextmanager
    def repeating(self, set_heads: Callable[[], None]) -> Iterator[None]:
        """Set these heads at the top of each further page."""
        flow, outer = self.flow, self.flow.on_continued

        def go_on() -> None:
            outer()
            set_heads()

        flow.on_continued = go_on
        yield
        flow.on_continued = outer

    def bold(self, text: str, size: float = 0.0) -> Span:
        """What leads: titles, labels, kinds and codes."""
        return Span(text, size or self.style.body, Weight.BOLD)

    def plain(self, text: str, size: float = 0.0) -> Span:
        """What was said."""
        return Span(text, size or self.style.body)

    def lesser(self, text: str) -> Span:
        """What is set small, in black: names and days."""
        return Span(text, self.style.small)

    def small(self, text: str) -> Span:
        """What is set small, in grey: where, by whom and how far."""
        return Span(text, self.style.small, ink=self.style.secondary)

    def lesser_lines(self, width: float, *texts: str) -> list[Line]:
        """Texts under one another, set small; the empty ones leave no trace."""
        return [line for text in texts if text for line in lines((self.lesser(text),), width)]

    def title(self, text: str, beside: str) -> None:
        """The loudest line, with a short word at the right edge."""
        flow, size = self.flow, self.style.title
        room = flow.width - self.style.columns.title_word
        set_title = lines((self.bold(text, size),), room)
        word = lines((self.bold(beside),), flow.width)[0]
        leading = size * self.density.leading
        flow.put(word, flow.width - word.width, flow.y - leading * BASELINE)
        flow.stack(set_title, leading, width=room)

    def facts(self, *parts: str) -> None:
        """Short facts in a row under the title."""
        said = wording.facts(*parts)
        if said:
            self.flow.stack(lines((self.plain(said),), self.flow.width), self.leading)

    def strong(self, text: str) -> None:
        """A line that must not be missed."""
        self.flow.space(self.density.gap)
        self.flow.stack(lines((self.bold(text),), self.flow.width), self.leading)

    def heading(self, text: str, beside: str) -> None:
        """A heading, kept with what follows it, and short facts after it."""
        flow, size = self.flow, self.style.heading
        spans = [self.bold(text, size), *self.after(beside)]
        leading = size * self.density.leading
        shown = lines(spans, flow.width)
        flow.need(min(len(shown), 3) * leading + 2 * self.leading)
        flow.space(self.density.gap)
        flow.mark(text)
        flow.stack(shown, leading)

    def paragraph(self, text: str) -> None:
        """A plain text over the whole width."""
        self.flow.stack(lines((self.plain(text),), self.flow.width), self.leading)

    def item(self, one: Said) -> None:
        """One thing that was said, over the whole width."""
        spans = [self.bold(f"{one.kind} "), *self.told(one.text, one.about)]
        self.flow.space(self.density.gap / 2)
        self.flow.stack(lines(spans, self.flow.width), self.leading)

    def divide(self) -> None:
        """A rule over the whole width, on the next page where it would stand in the foot."""
        flow, gap = self.flow, self.density.gap
        flow.need(2 * gap)
        flow.space(gap)
        flow.rule(0.0, flow.width, flow.y, self.style.strong_weight, self.style.ink)
        flow.space(gap)

    def labelled(self, label: str, text: str) -> None:
        """A text with its label in the margin; nothing without a text."""
        if text:
            self._labelled(label, [lines((self.plain(text),), self._text_width)])

    def labelled_texts(self, label: str, texts: Sequence[str]) -> None:
        """Several texts with their label in the margin."""
        self._labelled(label, [lines((self.plain(text),), self._text_width) for text in texts])

    def labelled_facts(self, facts: Facts) -> None:
        """Facts one after the other, each with its name in the margin."""
        for fact in facts.facts:
            self.labelled(fact.name, fact.text)

    def labelled_names(self, label: str, said: str) -> None:
        """Names with their label in the margin, set small: they are many and soon read."""
        if said:
            names = lines((self.lesser(said),), self._text_width)
            self._labelled(label, [names], self.small_leading)

    def labelled_said(self, label: str, said: Sequence[Said]) -> None:
        """Things that were said, with their step in the margin."""
        self._labelled(label, [self._said(one) for one in said])

    def told(self, text: str, about: str) -> list[Span]:
        """What was said, and about it in small."""
        return [self.plain(text), *self.after(about)]

    def after(self, about: str) -> list[Span]:
        """What follows a text in small, if anything."""
        return [self.small(f" – {about}")] if about else []

    @property
    def _text_width(self) -> float:
        return self.flow.width - self.style.columns.label - self.style.columns.label_gap

    def _said(self, one: Said) -> list[Line]:
        spans = [self.bold(f"{one.kind} "), *self.told(one.text, one.about)]
        return lines(spans, self._text_width)

    def _labelled(
        self, label: str, blocks: Sequence[list[Line]], leading: float | None = None
    ) -> None:
        """The label beside the first block, and again where a page turns."""
        flow, leading = self.flow, leading or self.leading
        names = (
            lines((self.bold(label, self.style.small),), self.style.columns.label) if label else []
        )
        flow.need(max(min(2, len(blocks[0])), len(names)) * leading)
        if label:
            flow.mark(label)
        self._put_label(names, leading)
        outer = flow.on_continued
        flow.on_continued = lambda: self._label_again(outer, label, leading)
        for place, block in enumerate(blocks):
            if place:
                flow.space(self.density.gap / 2)
            flow.stack(block, leading, self.style.columns.label + self.style.columns.label_gap)
        flow.on_continued = outer
        # A text may end higher than the label beside it, on whichever page it ends.
        flow.y = min(flow.y, self._label_end)
        flow.space(self.density.gap)

    def _put_label(self, names: Sequence[Line], leading: float) -> None:
        baseline = self.flow.y - leading * BASELINE
        for line in names:
            self.flow.put(line, 0.0, baseline)
            baseline -= leading
        self._label_end = self.flow.y - len(names) * leading

    def _label_again(self, outer: Callable[[], None], label: str, leading: float) -> None:
        outer()
        again = _("{title}, continued").format(title=label)
        shown = lines((self.bold(again, self.style.small),), self.style.columns.label)
        self._put_label(shown[:3] if label else [], leading)
