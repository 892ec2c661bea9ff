"""Mail, off until somebody turns it on: the ward's settings, a test message, and the digest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlmodel import select

from huddle import dates
from huddle.errors import Environment, Refused
from huddle.i18n import _
from huddle.mail_words import MailFate, MailSecurity
from huddle.mailing import passwords
from huddle.mailing.courier import Courier, Server
from huddle.mailing.letters import Letter
from huddle.model import MailServer
from huddle.organisation import Feature, FleetSettings
from huddle.paths import Paths
from huddle.rows.mail import HandedRow, MailRow
from huddle.rules.features import set_by_organisation
from huddle.rules.reminders import quiet_until
from huddle.services import digests
from huddle.services.guarded import Service
from huddle.services.policies import policy_of
from huddle.services.setting_up import check_version
from huddle.services.units import tended_units
from huddle.store.session import Store
from huddle.store.transaction import Reader


class Mail(Service, called="mail"):
    """The ward's mail.

    Args:
        store: The open store.
        paths: Where it stands.
        courier: Speaks to the server.
    """

    def __init__(self, store: Store, paths: Paths, courier: Courier) -> None:
        super().__init__(store)
        self._paths = paths
        self._courier = courier

    def is_on(self) -> bool:
        """Whether the ward sends mail."""
        with self._store.read() as reader:
            return settings_of(reader).is_on

    def settings(self) -> MailRow:
        """The ward's mail settings."""
        with self._store.read() as reader:
            return settings_of(reader)

    def change(self, row_version: int, **fields: Any) -> MailRow:
        """Change some settings, named as in `MailRow`.

        Raises:
            Refused: A value cannot be used, the organisation set it, or what mail needs is missing
                while it is on.
            ChangedElsewhere: Somebody changed them since they were read.
        """
        from huddle.model.inputs import MailInput, validated  # noqa: PLC0415 - at first write

        _refuse_fixed(fields, self._store.fleet)
        values = validated(MailInput, **fields)
        with self._store.write() as writer:
            row = _decided(writer)
            check_version(row.row_version if row else 0, row_version)
            if row is None:
                row = writer.add(MailServer, **values)
            else:
                writer.change(row, **values)
            changed = _governed(_settings(row), self._store.fleet)
            if changed.is_on:
                _refuse_incomplete(changed)
            return changed

    def has_password(self) -> bool:
        """Whether this computer's keyring holds the password for the name at the server.

        Raises:
            Environment: There is no keyring, or it does not open.
        """
        settings = self.settings()
        return bool(passwords.kept(settings.host, settings.user_name))

    def keep_password(self, password: str) -> None:
        """Put the password into this computer's keyring; an empty one is taken out of it.

        Raises:
            Refused: There is no server or name that it could be for.
            Environment: There is no keyring, or it did not keep it. It is kept nowhere else.
        """
        settings = self.settings()
        if not (settings.host and settings.user_name):
            raise Refused(
                _("Give the server and your name there first: the password is kept for both."),
                "password",
            )
        if not password.isascii():
            raise Refused(
                _("Mail servers take letters without accents only: choose another password."),
                "password",
            )
        passwords.keep(settings.host, settings.user_name, password)
        with self._store.write() as writer:
            writer.note("mail_password", "mail_server", "", host=settings.host)

    def send_test(self, mailbox: str) -> None:
        """Send a message that says nothing to a mailbox, also while mail is off.

        Raises:
            Refused: The mailbox is none, or what mail needs is missing.
            Environment: The server did not take it; says why.
        """
        from huddle.model.inputs import MailboxInput, validated  # noqa: PLC0415 - at first write

        to = str(validated(MailboxInput, mailbox=mailbox)["mailbox"])
        with self._store.read() as reader:
            settings, ward = settings_of(reader), reader.unit.name
        _refuse_incomplete(settings)
        server = server_for(settings, ward)
        text = _("This is a test from Huddle, {ward}. Mail works.").format(ward=ward)
        letter = Letter(to, _("A test from Huddle"), f"{text}\n", about=(_("Test message"),))
        (handed,) = self._courier.hand_over(server, [letter], self._store.clock.now())
        with self._store.write() as writer:
            writer.note(told_as(handed.fate), "test_message", "", to=to)
        if handed.fate is not MailFate.TAKEN:
            raise Environment(handed.why)

    def send_digest(self) -> tuple[HandedRow, ...]:
        """Mail the reminders that went out and were not mailed yet: one message a mailbox.

        They are marked as mailed before the server is spoken to, in one transaction under the
        write lock, so that two programs never double one. What the server surely did not take
        from anybody is given back. What it had and did not answer for stays marked: better one
        message too few, since every reminder stands in its inbox too.

        Returns:
            What became of each message; nothing while there is nothing to mail.

        Raises:
            Environment: The password is not kept on this computer; nothing was marked for that.
        """
        with self._store.read() as reader:
            units = tended_units(reader, self._store)
        handed: list[HandedRow] = []
        troubles: list[Environment] = []
        for unit_id in units:
            # Each unit has a server of its own; one that fails keeps no other from its mail.
            try:
                handed += self._send_digest_of(unit_id)
            except Environment as trouble:
                troubles.append(trouble)
        if troubles:
            raise troubles[0]
        return tuple(handed)

    def _send_digest_of(self, unit_id: str) -> Sequence[HandedRow]:
        with self._store.read() as reader, reader.acting_for(unit_id):
            settings, ward, now = settings_of(reader), reader.unit.name, reader.local_now
            policy = policy_of(reader)
            is_quiet = quiet_until(now, policy.quiet_from, policy.quiet_until) is not None
            wants = settings.is_on and settings.sends_digest and not is_quiet
            if not (wants and digests.waiting(reader, self._paths)):
                return ()
        server = server_for(settings, ward)
        claimed = self._claim(unit_id)
        when = dates.in_table(now.date(), now.time())
        letters = [one.letter(ward, when) for one in claimed]
        try:
            handed = self._courier.hand_over(server, letters, self._store.clock.now())
        except Exception:
            # What is wrong with the program must not cost anybody their reminders.
            self._give_back(claimed, [_untaken(one) for one in letters])
            raise
        self._give_back(claimed, handed)
        return handed

    def _claim(self, unit_id: str) -> list[digests.Digest]:
        with self._store.write() as writer, writer.acting_for(unit_id):
            # Another program may have mailed some since.
            found = digests.waiting(writer, self._paths)
            if found:
                ids = {row_id for one in found for row_id in one.reminder_ids}
                digests.mark(writer, ids, writer.now)
                writer.note("mail", "reminders", "", count=len(ids))
        return found

    def _give_back(self, claimed: Sequence[digests.Digest], handed: Sequence[HandedRow]) -> None:
        lost, told = set[str](), set[str]()
        for one, row in zip(claimed, handed, strict=True):
            (lost if row.fate is MailFate.NOT_TAKEN else told).update(one.reminder_ids)
        if lost:
            with self._store.write() as writer:
                # What another mailbox got is not said again.
                digests.mark(writer, lost - told, None)
                writer.note("not_mailed", "reminders", "", count=len(lost))


def _untaken(letter: Letter) -> HandedRow:
    return HandedRow(letter.to, letter.about, MailFate.NOT_TAKEN, "")


def settings_of(reader: Reader) -> MailRow:
    """The ward's settings as they hold here: what the organisation set goes before them.

    Mail is off until somebody in the ward turns it on, or for good where the organisation does not
    want it.
    """
    row = _decided(reader)
    return _governed(_settings(row) if row else MailRow(row_version=0), reader.fleet)


def server_for(settings: MailRow, ward: str) -> Server:
    """The ward's server, with the password for it.

    Raises:
        Environment: This computer does not hold the password.
    """
    return Server(
        host=settings.host,
        port=settings.port,
        security=settings.security,
        user_name=settings.user_name,
        sender=settings.sender,
        sender_name=_("Huddle, {ward}").format(ward=ward),
        password=_password_for(settings) if settings.user_name else "",
    )


def _password_for(settings: MailRow) -> str:
    if password := passwords.kept(settings.host, settings.user_name):
        return password
    raise Environment(
        _("This computer does not hold the password for “{host}”, so nothing was mailed.").format(
            host=settings.host
        ),
        _("A ward manager gives it in Settings, once on each computer."),
    )


def told_as(fate: MailFate) -> str:
    """What the audit calls what became of a message."""
    acts = {
        MailFate.TAKEN: "mailed",
        MailFate.NOT_TAKEN: "not_mailed",
        MailFate.UNKNOWN: "perhaps_mailed",
    }
    return acts[fate]


def _decided(reader: Reader) -> MailServer | None:
    return reader.session.exec(
        select(MailServer).where(MailServer.unit_id == reader.unit_id)
    ).first()


def _settings(row: MailServer) -> MailRow:
    return MailRow(
        row_version=row.row_version,
        is_on=row.is_on,
        host=row.host,
        port=row.port,
        security=MailSecurity(row.security),
        user_name=row.user_name,
        sender=row.sender,
        sends_digest=row.sends_digest,
        sends_sheets=row.sends_sheets,
        summary_to=row.summary_to,
    )


def _governed(settings: MailRow, fleet: FleetSettings) -> MailRow:
    fixed: dict[str, Any] = dict(fleet.mail)
    if "security" in fixed:
        fixed["security"] = MailSecurity(fixed["security"])
    is_on = settings.is_on and not fleet.is_off(Feature.MAIL)
    return replace(settings, is_on=is_on, fixed=frozenset(fixed), **fixed)


def _refuse_fixed(fields: Iterable[str], fleet: FleetSettings) -> None:
    for field in fields:
        if field in fleet.mail:
            raise Refused(set_by_organisation(), field)


def _refuse_incomplete(settings: MailRow) -> None:
    if not settings.host:
        raise Refused(_("Mail needs a server. Give its name first."), "host")
    if not settings.sender:
        raise Refused(_("Mail needs a mailbox that it is sent from. Give it first."), "sender")
