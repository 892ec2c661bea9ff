"""`--self-test` as a process: whole on this source tree, and not where something is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from huddle import __version__

ROOT = Path(__file__).resolve().parents[2]
LONGEST_SECONDS = 300
QUICK = 10
"""How many parts come before the made-up ward, which takes a while."""
QUICK_ONLY = f"""
import sys
sys.path.insert(0, ".")
import main, ui.self_test
every = ui.self_test.parts_of
ui.self_test.parts_of = lambda *given: every(*given)[:{QUICK}]
sys.exit(main.main(["--self-test"]))
"""


def proved(*command: str, at: Path) -> tuple[int, list[str], str]:
    """How the self-test ended, the lines it wrote, and what stands on standard error."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=at,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )
    return done.returncode, done.stdout.splitlines(), done.stderr


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of what an installation carries; the program itself is not copied."""
    for name in ("huddle", "ui", "docs", "CHANGELOG.md", "LICENSE", "main.py"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "resources", tmp_path / "resources")
    shutil.copytree(ROOT / "tests" / "data", tmp_path / "tests" / "data")
    return tmp_path


def test_this_source_tree_is_whole() -> None:
    code, lines, errors = proved("main.py", "--self-test", at=ROOT)
    assert (code, errors) == (0, ""), "\n".join(lines)
    *parts, verdict = lines
    assert verdict == f"All {len(parts)} parts are whole."
    assert [line for line in parts if not line.endswith(": whole")] == []
    names = {line.partition(":")[0] for line in parts}
    assert names >= {"encrypted database", "fonts", "released data", "pages", "sheets", "printing"}


def test_what_is_missing_is_named_and_the_exit_code_says_so(tree: Path) -> None:
    code, lines, errors = proved("-c", QUICK_ONLY, at=tree)
    assert (code, lines[-1], errors) == (0, f"All {QUICK} parts are whole.", "")
    (tree / "resources" / "fonts" / "NotoSans-Bold.ttf").unlink()
    (tree / "resources" / "icons" / "tick.svg").write_bytes(b"no picture")
    data = tree / "tests" / "data" / __version__ / "ward.db"
    data.write_bytes(os.urandom(4096))
    code, lines, errors = proved("-c", QUICK_ONLY, at=tree)
    assert (code, errors) == (3, "")
    broken = dict(line.split(": broken: ") for line in lines if ": broken: " in line)
    assert set(broken) == {"fonts", "fonts on paper", "icons", "released data"}
    assert "“NotoSans-Bold”" in broken["fonts"]
    assert "tick.svg" in broken["icons"]
    assert "is not a whole Huddle data file" in broken["released data"]
    assert lines[-1].startswith("Not whole: fonts, fonts on paper, icons, released data.")
