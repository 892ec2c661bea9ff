"""Actions in tables: those just agreed, and those reviewed."""

from __future__ import annotations

from collections.abc import Sequence

from huddle.i18n import _
from huddle.sheets import wording
from huddle.sheets.blocks import Setter
from huddle.sheets.pages import Column
from huddle.sheets.summary_content import ActionLine
from huddle.sheets.typeset import Line, lines

_KEPT_LINES = 3


class ActionTable:
    """A table of actions with a heading that comes again where a page turns.

    Args:
        setter: Where to set it.
        title: Its heading.
        heads: Headings of the columns after what the action is.
        last: The widths of those columns.
        leading: The line height of its rows.
    """

    def __init__(
        self,
        setter: Setter,
        title: str,
        heads: Sequence[str],
        last: Sequence[float],
        leading: float,
    ) -> None:
        self._setter = setter
        self._flow = setter.flow
        self._title = title
        self._heads = heads
        self._leading = leading
        self.widths = self._places(last)

    def _places(self, last: Sequence[float]) -> list[tuple[float, float]]:
        """Places and widths of the columns: code, what with all that is left, and the last."""
        columns = self._flow.style.columns
        gap = columns.gap
        what = columns.code + gap
        x = self._flow.width - sum(last) - gap * (len(last) - 1)
        found = [(0.0, columns.code), (what, x - gap - what)]
        for width in last:
            found.append((x, width))
            x += width + gap
        return found

    def set(self, rows: Sequence[Sequence[Column]]) -> None:
        """Set the heading and the rows; nothing without a row."""
        if not rows:
            return
        flow, gap = self._flow, self._setter.density.gap
        flow.need((min(_height(rows[0]), _KEPT_LINES) + 2) * self._setter.leading)
        flow.space(gap)
        flow.mark(self._title)
        self._head(self._title)
        outer = flow.on_continued
        flow.on_continued = self._head_again
        for cells in rows:
            self._row(cells)
        flow.on_continued = outer
        flow.space(gap)

    def _head(self, title: str) -> None:
        setter = self._setter
        over_both = self.widths[1][0] + self.widths[1][1]
        columns = [Column(0.0, over_both, lines((setter.bold(title),), over_both))]
        for head, (x, width) in zip(self._heads, self.widths[2:], strict=True):
            columns.append(Column(x, width, lines((setter.small(head),), width)))
        self._flow.beside(columns, setter.leading)
        self._flow.space(setter.density.gap / 2)

    def _head_again(self) -> None:
        self._setter.head_again()
        self._head(_("{title}, continued").format(title=self._title))

    def _row(self, cells: Sequence[Column]) -> None:
        flow, style, half = self._flow, self._flow.style, self._setter.density.gap / 2
        flow.need(half + min(_height(cells), _KEPT_LINES) * self._leading)
        flow.rule(0.0, flow.width, flow.y, style.thin_weight, style.line)
        flow.space(half)
        flow.beside(cells, self._leading)
        flow.space(half)


def set_actions(setter: Setter, title: str, actions: Sequence[ActionLine]) -> None:
    """Actions as rows: code, what, who and department, by when and status."""
    columns = setter.style.columns
    heads = (_("Who, department"), _("By when, status"))
    table = ActionTable(setter, title, heads, (columns.who, columns.when), setter.leading)
    table.set([_action(setter, action, table.widths) for action in actions])


def set_promises(setter: Setter, title: str, actions: Sequence[ActionLine]) -> None:
    """Earlier actions as shorter rows: code, what and who, and where each stands."""
    table = ActionTable(
        setter, title, (_("Now"),), (setter.style.columns.stands,), setter.small_leading
    )
    table.set([_promise(setter, action, table.widths) for action in actions])


def _height(cells: Sequence[Column]) -> int:
    return max(len(column.lines) for column in cells)


def _action(
    setter: Setter, action: ActionLine, widths: Sequence[tuple[float, float]]
) -> list[Column]:
    code, what, who, when = widths
    owner = lines((setter.lesser(action.who),), who[1])
    due = lines((setter.lesser(action.due),), when[1]) if action.due else []
    state = ", ".join(filter(None, (action.time, action.status)))
    return [
        Column(*code, _code(setter, action)),
        Column(*what, lines(setter.told(action.what, action.about), what[1])),
        Column(*who, [*owner, *_if_any(setter, action.department, who[1])]),
        Column(*when, [*due, *_if_any(setter, state, when[1])]),
    ]


def _promise(
    setter: Setter, action: ActionLine, widths: Sequence[tuple[float, float]]
) -> list[Column]:
    code, what, now = widths
    about = wording.facts(action.who, action.about)
    return [
        Column(*code, _code(setter, action)),
        Column(*what, lines((setter.lesser(action.what), *setter.after(about)), what[1])),
        Column(*now, lines((setter.lesser(action.now),), now[1])),
    ]


def _code(setter: Setter, action: ActionLine) -> list[Line]:
    width = setter.style.columns.code
    code = lines((setter.bold(action.code, setter.style.small),), width)
    return [*code, *_if_any(setter, action.mark, width)]


def _if_any(setter: Setter, text: str, width: float) -> list[Line]:
    return lines((setter.small(text),), width) if text else []
