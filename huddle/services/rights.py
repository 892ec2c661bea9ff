"""People's rights: everything about one of them, and a leaver whose name becomes a role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlmodel import col, select

from huddle.errors import Refused
from huddle.i18n import _, ngettext
from huddle.labels import label
from huddle.model import Account, Person
from huddle.rows.changes import Changes
from huddle.rows.keeping import LeaverPreview
from huddle.services import about_person, reading
from huddle.services.guarded import Service
from huddle.services.mentions import mentions
from huddle.services.people import found
from huddle.store import disposing, renaming
from huddle.store.transaction import Reader, Writer
from huddle.vocabulary import RoleGroup, Thing

_RECORDS_AT_ONCE = 10
_VALUES_AT_ONCE = 200


class ExportAsks(Refused):
    """What is known may tell who a patient is, and nobody said yet why it must leave."""

    def __init__(self, count: int) -> None:
        says = ngettext(
            "Nothing has left yet. One text in it may tell who a patient is.",
            "Nothing has left yet. {count} texts in it may tell who a patient is.",
            count,
        )
        super().__init__(says.format(count=count), "reason")


class Rights(Service, called="rights"):
    """What a person may ask for."""

    def everything_about(self, person_id: str, *, reason: str = "") -> dict[str, Any]:
        """All that is known of a person as plain values, their keys explained; the audit notes it.

        Args:
            person_id: The person.
            reason: Why it leaves although it may tell who a patient is.

        Raises:
            ExportAsks: It may tell who a patient is, and no reason is given.
        """
        from huddle.rules.guarding import refuse_telling  # noqa: PLC0415 - not at start

        with self._store.read() as reader:
            person = found(reader, Person, person_id)
            known = about_person.document(reader, person, _accounts_of(reader, person_id))
            guard = reading.guard_in(reader)
        texts = about_person.texts(known)
        if (count := sum(bool(guard.findings(text)) for text in texts)) and not reason.strip():
            raise ExportAsks(count)
        refuse_telling(guard, reason)
        with self._store.write() as writer:
            writer.note("export", "person", person_id, reason=reason.strip())
        return known

    def role_name(self, person_id: str) -> str:
        """The role that a leaver could become, by their role group; one that is still free."""
        with self._store.read() as reader:
            person = found(reader, Person, person_id)
            return _free(_default_role(person), _taken(reader, person_id))

    def preview_leaver(self, person_id: str, role_name: str) -> LeaverPreview:
        """What would become of a person's name; nothing is changed.

        Raises:
            Refused: The role cannot be used.
        """
        with self._store.read() as reader:
            person = found(reader, Person, person_id)
            return _preview(reader, person, _checked_role(reader, person, role_name))

    def leaver_becomes_role(
        self, person_id: str, role_name: str, *, with_account: bool = True
    ) -> LeaverPreview:
        """Have a role stand where a leaver's name stood; texts that people wrote stay.

        What they own is then owned by a post: it heads Follow-ups until somebody takes it on.

        Args:
            person_id: Who has left.
            role_name: What stands for them, such as "Former clerk".
            with_account: Whether the name of their account becomes the role, too.

        Returns:
            What was done, and the texts that still hold the name.

        Raises:
            Refused: Their account can still sign in, or the role cannot be used.
        """
        with self._store.read() as reader:
            person = found(reader, Person, person_id)
            role_name = _checked_role(reader, person, role_name)
            preview = _preview(reader, person, role_name, with_account=with_account)
            if preview.account_name and not preview.account_is_disabled:
                raise Refused(
                    _(
                        "Their account “{name}” can still sign in. Disable it first; nothing was "
                        "changed."
                    ).format(name=preview.account_name)
                )
            names = _names(reader, person, with_account=with_account)
            records = renaming.records_with(reader, names)
            values = renaming.values_with(reader, names | _mailbox(person))
        # The name itself goes last: whatever is cut short can be done again under it.
        for ids in disposing.in_batches(records, _RECORDS_AT_ONCE):
            with self._store.write() as writer:
                renaming.replace_in_records(writer, ids, names, role_name)
        for ids in disposing.in_batches(values, _VALUES_AT_ONCE):
            with self._store.write() as writer:
                disposing.empty_values(writer, ids, "person")
        with self._store.write() as writer:
            _rename(writer, person_id, names, role_name, with_account=with_account)
            writer.note("leaver_becomes_role", "person", person_id, **_told(preview))
        disposing.forget_words(self._store)
        things = (Thing.PEOPLE, Thing.ACCOUNTS, Thing.ITEMS, Thing.HUDDLES, Thing.SERIES)
        self._store.announce(Changes(frozenset(things)))
        return preview


def _rename(
    writer: Writer, person_id: str, names: frozenset[str], role_name: str, *, with_account: bool
) -> None:
    person = found(writer, Person, person_id)
    renaming.replace(writer, names, role_name)
    # Nobody's mailbox gets what a post is reminded of.
    writer.change(person, name=role_name, is_post=True, is_retired=True, extension="", mailbox="")
    for account in _accounts_of(writer, person_id) if with_account else ():
        others = (name for name in _sign_in_names(writer) if name != account.name)
        writer.change(account, name=_free(role_name, others))
    disposing.empty_values(writer, renaming.values_with(writer, names), "person")


def _preview(
    reader: Reader, person: Person, role_name: str, *, with_account: bool = True
) -> LeaverPreview:
    names = _names(reader, person, with_account=with_account)
    accounts = _accounts_of(reader, person.id)
    return LeaverPreview(
        person_id=person.id,
        name=person.name,
        role_name=role_name,
        account_name=", ".join(account.name for account in accounts),
        account_is_disabled=all(account.is_disabled for account in accounts),
        replaced={_(what): many for what, many in renaming.count(reader, names).items()},
        audit_values=len(renaming.values_with(reader, names | _mailbox(person))),
        mentions=mentions(reader, names),
        hidden_count=reading.hidden_count(reader),
    )


def _told(preview: LeaverPreview) -> Mapping[str, object]:
    """What the audit says of it; the name is what it shall forget."""
    return {
        "became": preview.role_name,
        "replaced": sum(preview.replaced.values()),
        "audit_values": preview.audit_values,
        "texts_with_the_name": len(preview.mentions),
    }


def _names(reader: Reader, person: Person, *, with_account: bool) -> frozenset[str]:
    accounts = _accounts_of(reader, person.id) if with_account else []
    return frozenset({person.name, *(account.name for account in accounts)})


def _mailbox(person: Person) -> frozenset[str]:
    return frozenset({person.mailbox} if person.mailbox else ())


def _accounts_of(reader: Reader, person_id: str) -> list[Account]:
    query = select(Account).where(Account.person_id == person_id).order_by(col(Account.id))
    return list(reader.session.exec(query))


def _sign_in_names(reader: Reader) -> list[str]:
    return list(reader.session.exec(select(Account.name)))


def _default_role(person: Person) -> str:
    group = RoleGroup(person.role_group)
    if group is RoleGroup.OTHER:
        return _("Former member of staff")
    return _("Former {role}").format(role=label(group).lower())


def _taken(reader: Reader, person_id: str) -> list[str]:
    """The names of all others."""
    everyone = reading.people(reader, with_retired=True)
    return [other.name for other in everyone if other.id != person_id]


def _free(name: str, taken: Iterable[str]) -> str:
    """A name with the first number that makes it one of its own."""
    folded = {other.casefold() for other in taken}
    number, free = 1, name
    while free.casefold() in folded:
        number += 1
        free = f"{name} {number}"
    return free


def _checked_role(reader: Reader, person: Person, role_name: str) -> str:
    from huddle.model.inputs import NameInput, validated  # noqa: PLC0415 - at first write

    wanted = str(validated(NameInput, name=role_name)["name"])
    if person.is_post:
        raise Refused(_("“{name}” is no person's name.").format(name=person.name))
    if _free(wanted, _taken(reader, person.id)) != wanted:
        raise Refused(_("There is a “{name}” already.").format(name=wanted), "role_name")
    if person.name.casefold() in wanted.casefold():
        raise Refused(_("The role still holds the name. Choose another."), "role_name")
    return wanted
