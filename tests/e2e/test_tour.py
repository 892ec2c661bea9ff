"""The tour goes through the real window on a screen without a window manager."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_SECONDS = 300
_NAMED_OTHERWISE = {"start": "sign-in", "first_start": "first-start", "typing_in": "typing-in"}
PAGES = {
    _NAMED_OTHERWISE.get(folder.parent.name, folder.parent.name)
    for folder in (ROOT / "ui" / "pages").glob("*/__init__.py")
}


def test_the_tour_leaves_a_picture_of_each_page_and_every_sheet(tmp_path: Path) -> None:
    command = [sys.executable, "main.py", "tour", "--out", str(tmp_path)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    pictures = {path.stem.partition("-")[2] for path in tmp_path.glob("*.png")}
    assert {"first-start", "sign-in", "today", "run-close", "sheet", "wall-public"} <= pictures
    without = {page for page in PAGES if not any(one.startswith(page) for one in pictures)}
    assert without == set()
    assert {path.name for path in tmp_path.glob("*.pdf")} >= {"summary.pdf", "actions.pdf"}
