"""The tokens of `resources/tokens.py` as typed values, and the contrast between two."""

from __future__ import annotations

from resources.tokens import TOKENS

SCHEMES = ("light", "dark", "high_contrast")


def colours(scheme: str) -> dict[str, str]:
    """The colour of each role in a scheme, as `#rrggbb`."""
    found: dict[str, str] = TOKENS[scheme]
    return found


def lengths(group: str) -> dict[str, int]:
    """The lengths of a group: `sizes`, `spaces`, `types` or `weights`."""
    found: dict[str, int] = TOKENS[group]
    return found


def families() -> list[str]:
    """The font families that are there from the first paint."""
    return list(TOKENS["text"]["families"])


def fallback_families() -> list[str]:
    """The families for letters that the first ones lack."""
    return list(TOKENS["text"]["fallbacks"])


def scales() -> tuple[float, ...]:
    """The text sizes on offer, from normal to the largest."""
    return tuple(TOKENS["text"]["scales"])


def pairs(kind: str) -> list[tuple[str, str]]:
    """Which role stands on which, for `text` or `graphics`."""
    return [(front, back) for front, back in TOKENS["pairs"][kind]]


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two `#rrggbb` colours."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    if channel <= 0.04045:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)
