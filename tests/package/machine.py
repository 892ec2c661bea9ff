"""What this machine says about where Debian's packages come from, for another one like it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_MAIN = "main"
_OPTION = re.compile(r"([a-z-]+)=(\S+)")
_DEB = re.compile(
    r"deb\s+(?:\[(?P<options>[^]]*)\]\s+)?(?P<uri>\S+)\s+(?P<suite>\S+)\s+(?P<parts>.+)"
)


@dataclass(frozen=True, slots=True)
class Source:
    """One place of packages.

    Attributes:
        uri: Of the mirror.
        suite: The release, or what belongs to it, such as `bookworm-security`.
        components: Such as `main`.
        signed_by: The file of the keys it is signed with; empty for those that apt trusts anyway.
    """

    uri: str
    suite: str
    components: tuple[str, ...]
    signed_by: str = ""

    @property
    def line(self) -> str:
        """As a line of apt's list."""
        options = f" [signed-by={self.signed_by}]" if self.signed_by else ""
        return f"deb{options} {self.uri} {self.suite} {' '.join(self.components)}"


def release(root: Path = Path("/")) -> str:
    """The name of this machine's release, such as `bookworm`; empty where it says none."""
    found = re.search(r"^VERSION_CODENAME=(.*)$", (root / "etc/os-release").read_text(), re.M)
    return found[1].strip('"') if found else ""


def sources(root: Path = Path("/")) -> list[Source]:
    """Where apt takes the release itself from; the release before its updates."""
    apt, name = root / "etc/apt", release(root)
    found = [*_listed(apt / "sources.list")]
    for place in sorted((apt / "sources.list.d").glob("*")):
        if place.suffix == ".list":
            found += _listed(place)
        elif place.suffix == ".sources":
            found += _in_stanzas(place)
    kept = {
        one
        for one in found
        if _MAIN in one.components and (one.suite == name or one.suite.startswith(f"{name}-"))
    }
    return sorted(kept, key=lambda one: (one.suite != name, one.suite, one.uri))


def proxies() -> str:
    """How apt reaches its mirrors here, as lines of its own settings."""
    told = subprocess.run(["apt-config", "dump"], capture_output=True, text=True, check=True).stdout
    lines = [line for line in told.splitlines() if re.match(r"Acquire::\w+::Proxy\b", line, re.I)]
    return "".join(f"{line}\n" for line in lines)


def _listed(place: Path) -> Iterator[Source]:
    lines = place.read_text().splitlines() if place.exists() else []
    for line in lines:
        if found := _DEB.fullmatch(line.partition("#")[0].strip()):
            options = dict(_OPTION.findall(found["options"] or ""))
            parts = tuple(found["parts"].split())
            yield Source(found["uri"], found["suite"], parts, options.get("signed-by", ""))


def _in_stanzas(place: Path) -> Iterator[Source]:
    for stanza in re.split(r"\n\s*\n", place.read_text()):
        fields = _fields(stanza)
        if (
            fields.get("enabled", "yes").lower() == "no"
            or "deb" not in fields.get("types", "").split()
        ):
            continue
        # A key that stands in the file itself is one of another maker.
        signed_by = fields.get("signed-by", "")
        parts = tuple(fields.get("components", "").split())
        for uri in fields.get("uris", "").split():
            for suite in fields.get("suites", "").split():
                yield Source(uri, suite, parts, signed_by if signed_by.startswith("/") else "")


def _fields(stanza: str) -> Mapping[str, str]:
    lines = [line for line in stanza.splitlines() if not line.startswith("#")]
    pairs = re.findall(r"^([\w-]+):[ \t]*(.*(?:\n[ \t]+.*)*)", "\n".join(lines), re.M)
    return {name.lower(): value.strip() for name, value in pairs}
