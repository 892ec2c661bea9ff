"""The bill of materials of the package, as CycloneDX 1.6: what is in it, for whoever must know."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.factory.license import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

from installer.licences import normal

if TYPE_CHECKING:
    from installer.licences import Part


def bill(version: str, commit: str, parts: Iterable[Part]) -> str:
    """The bill as JSON.

    Args:
        version: Huddle's.
        commit: What it was built from; a build of the same has a bill of the same number.
        parts: What others made.
    """
    program = Component(
        name="huddle",
        version=version,
        type=ComponentType.APPLICATION,
        licenses=[LicenseFactory().make_from_string("MIT")],
        bom_ref="huddle",
    )
    bom = Bom(serial_number=uuid5(NAMESPACE_URL, f"huddle {version} {commit}"))
    bom.metadata.component = program
    found = list(parts)
    by_maker = {normal(part.name): _component(part) for part in found if not part.within}
    for part in found:
        if part.within in by_maker:
            by_maker[part.within].components.add(_component(part))
    bom.components.update(by_maker.values())
    bom.register_dependency(program, by_maker.values())
    writer = make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6)
    return str(writer.output_as_string(indent=1))


def _component(part: Part) -> Component:
    licences = [LicenseFactory().make_from_string(part.licence)] if part.licence else []
    # Two wheels can bring the same library, each its own copy.
    reference = " in ".join(name for name in (f"{part.name} {part.version}", part.within) if name)
    return Component(
        name=part.name,
        version=part.version or None,
        type=ComponentType.LIBRARY,
        licenses=licences,
        purl=PackageURL.from_string(part.purl) if part.purl else None,
        bom_ref=reference,
    )
