"""The page with a new ward's recovery key, to print and lock away."""

from __future__ import annotations

from huddle.i18n import _
from huddle.sheets.blocks import Setter
from huddle.sheets.pages import Flow
from huddle.sheets.pdf import draw
from huddle.sheets.stamp import PaperSize
from huddle.sheets.style import style


def recovery_page(ward_name: str, recovery_key: str, *, paper: PaperSize = PaperSize.A4) -> bytes:
    """The recovery key of a ward as a PDF.

    Args:
        ward_name: The ward it opens.
        recovery_key: The key as it was shown.
        paper: The paper to lay it out for.
    """
    setter = Setter(Flow(style(), paper, 0), style().open)
    setter.title(_("Huddle recovery key"), "")
    setter.facts(ward_name)
    setter.divide()
    setter.strong(recovery_key)
    setter.facts(
        _("It opens the ward's data if every password is forgotten, on any computer that has it.")
    )
    setter.facts(
        _("Keep it locked away from the computer, and delete the file it was printed from.")
    )
    return draw(setter.flow.pages, title=_("Huddle recovery key"), author=ward_name, paper=paper)
