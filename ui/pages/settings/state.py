"""What the Settings page shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from huddle.rows import BackupRow, UnitRow


@dataclass(frozen=True, slots=True)
class SettingsState:
    """The ward and its data; how this computer shows them comes from its own settings."""

    unit: UnitRow
    data_dir: Path
    backups: tuple[BackupRow, ...]
    """Newest first."""
    zones: tuple[str, ...]
    """Every time zone there is, to complete what is typed."""
