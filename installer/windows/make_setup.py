"""Makes the setup for Windows of the build in dist/, by Inno Setup.

    python -m installer.windows.make_setup

`HUDDLE_SIGN` holds the command that signs a file, with `$f` where its name goes; without it nothing
is signed. So any way to sign will do: signtool, a service, a card.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import huddle

ROOT = Path(__file__).resolve().parents[2]

SCRIPT = Path("installer", "windows", "huddle.iss")
PROGRAMS = Path("dist", "huddle")


def main() -> int:
    """Sign the programs, make the setup, and tell the system how it went."""
    compiler = found_compiler()
    if compiler is None:
        sys.stderr.write("Inno Setup 6 is not here; it makes the setup.\n")
        return 3
    sign = os.environ.get("HUDDLE_SIGN", "")
    for program in sorted((ROOT / PROGRAMS).glob("*.exe")) if sign else ():
        subprocess.run(signing(sign, program), check=True)
    made = subprocess.run([compiler, *options(sign)], cwd=ROOT, check=False)
    return made.returncode


def found_compiler() -> str | None:
    """The compiler of Inno Setup, where its own setup puts it or in the path."""
    usual = Path(os.environ.get("PROGRAMFILES(X86)", "")) / "Inno Setup 6" / "ISCC.exe"
    return str(usual) if usual.exists() else shutil.which("iscc")


def signing(command: str, program: Path) -> str:
    """The command that signs one program."""
    return command.replace("$f", f'"{program}"')


def options(sign: str) -> list[str]:
    """What the compiler is told; it wants quotes in a command written in its own way."""
    signed = ["/DSign", f"/Ssigning={sign.replace(chr(34), '$q')}"] if sign else []
    return ["/Qp", f"/DVersion={huddle.__version__}", *signed, str(SCRIPT)]


if __name__ == "__main__":
    sys.exit(main())
