"""Proves an installation: that all it needs came with it, and that it opens older data."""

from __future__ import annotations

from huddle.proving.installed import Installation, installation
from huddle.proving.proof import BROKEN, Complaints, Part, prove

__all__ = ["BROKEN", "Complaints", "Installation", "Part", "installation", "prove"]
