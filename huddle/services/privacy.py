"""What the ward decided about privacy, backups and keeping."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from huddle.errors import Refused
from huddle.model import Policy
from huddle.rows.ward import PolicyRow
from huddle.services.guarded import Service
from huddle.services.policies import decided, policy_of, policy_row
from huddle.services.setting_up import check_version
from huddle.vocabulary import AccessRole


class Privacy(Service, called="privacy"):
    """The ward's decisions about privacy and keeping."""

    def policy(self) -> PolicyRow:
        """What is decided now."""
        with self._store.read() as reader:
            return policy_of(reader)

    def change_policy(self, row_version: int, **fields: Any) -> PolicyRow:
        """Change some decisions, named as in `PolicyRow`.

        Raises:
            Refused: A value cannot be used.
            ChangedElsewhere: Somebody changed it since it was read.
        """
        from huddle.model.inputs import PolicyInput, validated  # noqa: PLC0415 - at first write

        if "hospital_numbers" in fields:
            fields["hospital_numbers"] = _checked_patterns(fields["hospital_numbers"])
        values = validated(PolicyInput, **fields)
        with self._store.write() as writer:
            found = decided(writer)
            check_version(found.row_version if found else 0, row_version)
            if found is None:
                found = writer.add(Policy, **values)
            else:
                writer.change(found, **values)
            return policy_row(found)

    def change_sensitive_roles(self, roles: Iterable[AccessRole]) -> None:
        """Say which roles see sensitive items, from now on."""
        named = " ".join(sorted(role.value for role in roles))
        with self._store.write() as writer:
            writer.change(writer.unit, sensitive_roles=named)


def _checked_patterns(typed: str) -> str:
    """Shapes of hospital numbers, one a line, as they are kept."""
    from huddle.rules.identifiers import check_pattern  # noqa: PLC0415 - at first write

    try:
        return "\n".join(check_pattern(line) for line in typed.splitlines() if line.strip())
    except Refused as error:
        raise Refused(error.message, "hospital_numbers") from error
