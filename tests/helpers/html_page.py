"""Reads a web page back as somebody would who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_WITHOUT_END = {"meta"}


@dataclass
class Element:
    """An element with its attributes and all the text in it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Page:
    """A page, read from its beginning to its end.

    Attributes:
        elements: Every element, in order.
        runs: Every run of text between two tags, and the innermost element it stands in.
        other: Comments, processing instructions and the like.
    """

    elements: list[Element] = field(default_factory=list)
    runs: list[tuple[str, Element]] = field(default_factory=list)
    other: list[str] = field(default_factory=list)

    @property
    def tags(self) -> list[str]:
        """The name of each element, in order."""
        return [one.tag for one in self.elements]

    def count(self, words: str) -> int:
        """How often some words stand on it, each time within one element."""
        return sum(text.count(words) for text, _element in self.runs)

    def all(self, tag: str) -> list[Element]:
        """Every element of a name."""
        return [one for one in self.elements if one.tag == tag]

    def one(self, tag: str) -> Element:
        """The only element of a name."""
        (found,) = self.all(tag)
        return found


def read(html: str) -> Page:
    """Read a page; an element that ends out of turn is an error."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader.page


class _Reader(HTMLParser):
    """Keeps what stands in which element."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _value in attrs]
        assert len(names) == len(set(names)), names
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.page.elements.append(element)
        if tag not in _WITHOUT_END:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.page.runs.append((data, self.open[-1]))
        for one in self.open:
            one.text += data

    def handle_comment(self, data: str) -> None:
        self.page.other.append(data)

    def handle_pi(self, data: str) -> None:
        self.page.other.append(data)

    def unknown_decl(self, data: str) -> None:
        self.page.other.append(data)
