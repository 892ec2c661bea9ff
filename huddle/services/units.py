"""The units of a store: most often one ward; a site and its wards can stand together."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

from sqlmodel import col, select

from huddle.errors import NotAllowed, Refused
from huddle.i18n import _
from huddle.model import Account, Tier, Unit
from huddle.new_ward import check_time_zone
from huddle.rows.units import LoginRow, StoreUnitRow
from huddle.rows.ward import AccountRow
from huddle.services.accounts import account_row, units_of
from huddle.services.guarded import Service
from huddle.services.people import found
from huddle.services.setting_up import check_version, fill_unit
from huddle.store.session import Store
from huddle.store.transaction import Reader, Writer

_WARD = "ward"


class Units(Service, called="units"):
    """Which units there are, and in which one somebody works."""

    def units(self) -> tuple[StoreUnitRow, ...]:
        """Every unit of the store, oldest first, and whether one may work there."""
        with self._store.read() as reader:
            mine = self._open(units_of(found(reader, Account, reader.account_id)))
            return tuple(_row(unit, reader, mine) for unit in all_units(reader))

    def use(self, unit_id: str) -> StoreUnitRow:
        """Work in another unit from now on.

        Raises:
            NotAllowed: The account, or this computer's login to the server, may not work there.
        """
        with self._store.read() as reader:
            mine = self._open(units_of(found(reader, Account, reader.account_id)))
            unit = found(reader, Unit, unit_id)
            if unit.id not in mine:
                raise NotAllowed(
                    _("Your account may not work in {unit}. Ask a ward manager there.").format(
                        unit=unit.name
                    )
                )
        self._store.use_unit(unit_id)
        with self._store.read() as reader:
            return _row(found(reader, Unit, unit_id), reader, mine)

    def tier_names(self) -> tuple[str, ...]:
        """What a unit can be: a ward, or of one of the tiers above it."""
        with self._store.read() as reader:
            tiers = select(Tier.name).where(
                Tier.unit_id == reader.unit_id, col(Tier.deleted_at).is_(None)
            )
            return (_("Ward"), *reader.session.exec(tiers.order_by(col(Tier.position))))

    def add(self, name: str, *, tier: str, time_zone: str) -> StoreUnitRow:
        """Add a unit with what every unit begins with; whoever adds it may work there.

        Raises:
            Refused: A field cannot be used, a unit has that name, or this computer's login to the
                server is for some units.
        """
        from huddle.model.inputs import StoreUnitInput, validated  # noqa: PLC0415 - at first write

        values = validated(StoreUnitInput, name=name, tier=tier, time_zone=time_zone)
        check_time_zone(values["time_zone"])
        if self._store.open_units is not None:
            raise Refused(
                _("From this computer no unit can be added. Ask whoever keeps the server.")
            )
        with self._store.write() as writer:
            _refuse_taken(writer, values["name"])
            unit = writer.add(Unit, row_id=self._store.new_id(), **values)
            account = found(writer, Account, writer.account_id)
            _let_in(writer, account, {*units_of(account), unit.id})
            with writer.acting_for(unit.id):
                fill_unit(writer, departments=(), today=writer.today)
            return _row(unit, writer, units_of(account))

    def change(
        self, unit_id: str, row_version: int, *, tier: str, parent_id: str | None
    ) -> StoreUnitRow:
        """Say of which tier a unit is, and to which other it belongs.

        Whoever says so must be able to work in it.

        Raises:
            NotAllowed: The unit is not theirs.
            Refused: It would belong to itself, in the end.
        """
        from huddle.model.inputs import StoreUnitInput, validated  # noqa: PLC0415 - at first write

        with self._store.write() as writer:
            unit = found(writer, Unit, unit_id)
            mine = units_of(found(writer, Account, writer.account_id))
            if unit.id not in mine:
                raise NotAllowed(_("Only somebody who works in a unit can change it."))
            check_version(unit.row_version, row_version)
            told = {"name": unit.name, "time_zone": unit.time_zone, "tier": tier}
            values = validated(StoreUnitInput, **told)
            _refuse_circle(writer, unit, parent_id)
            writer.change(unit, tier=values["tier"], parent_id=parent_id)
            return _row(unit, writer, mine)

    def let_in(self, account_id: str, unit_ids: Sequence[str]) -> AccountRow:
        """Say in which units besides its own an account may work.

        Whoever says so must be able to work in each of those that change.

        Raises:
            NotAllowed: It is about a unit that is not theirs.
        """
        with self._store.write() as writer:
            mine = set(units_of(found(writer, Account, writer.account_id)))
            account = found(writer, Account, account_id)
            wanted = {account.unit_id, *unit_ids}
            if not wanted ^ set(units_of(account)) <= mine:
                raise NotAllowed(_("Only somebody who works in a unit can let others into it."))
            _let_in(writer, account, wanted)
            return account_row(account)

    def logins(self) -> tuple[LoginRow, ...]:
        """Which logins to the database server work in which units.

        Raises:
            Refused: The data is in a file, which has none.
        """
        fence = self._fence()
        with self._store.read() as reader:
            called = {unit.id: unit.name for unit in all_units(reader)}
            given = fence.logins(reader.connection)
            return tuple(
                LoginRow(login, tuple(called[unit_id] for unit_id in unit_ids))
                for login, unit_ids in given.items()
            )

    def fence(self, login: str, unit_ids: Sequence[str]) -> None:
        """Let a login to the database server work in some units alone; in none, it is shut out.

        Raises:
            Refused: The data is in a file, or the login cannot be fenced in.
            Environment: Only the login that owns the database can do this.
        """
        fence = self._fence()
        with self._store.write() as writer:
            names = [found(writer, Unit, unit_id).name for unit_id in unit_ids]
            fence.give(writer.connection, login, unit_ids)
            writer.note("fence", "unit", writer.unit_id, login=login, units=", ".join(names))

    def _open(self, unit_ids: Sequence[str]) -> tuple[str, ...]:
        return tuple(filter(self._store.is_open, unit_ids))

    def _fence(self) -> ModuleType:
        if not self._store.home.is_on_server:
            raise Refused(_("The data is in a file of this computer, which knows no logins."))
        from huddle.store import fence  # noqa: PLC0415 - only where there is a server

        return fence


def all_units(reader: Reader) -> Sequence[Unit]:
    """Every unit of the store, oldest first."""
    query = select(Unit).where(col(Unit.deleted_at).is_(None)).order_by(col(Unit.id))
    return reader.session.exec(query).all()


def tended_units(reader: Reader, store: Store) -> list[str]:
    """The units that whoever has the program open looks after."""
    return [unit.id for unit in all_units(reader) if store.is_open(unit.id)]


def _row(unit: Unit, reader: Reader, mine: Sequence[str]) -> StoreUnitRow:
    return StoreUnitRow(
        id=unit.id,
        name=unit.name,
        tier=_("Ward") if unit.tier == _WARD else unit.tier,
        parent_id=unit.parent_id,
        time_zone=unit.time_zone,
        is_mine=unit.id in mine,
        is_in_use=unit.id == reader.unit_id,
        row_version=unit.row_version,
    )


def _let_in(writer: Writer, account: Account, unit_ids: set[str]) -> None:
    others = sorted(unit_ids - {account.unit_id})
    for unit_id in others:
        found(writer, Unit, unit_id)
    writer.change(account, other_unit_ids=" ".join(others))


def _refuse_taken(writer: Writer, name: str) -> None:
    if any(unit.name.casefold() == name.casefold() for unit in all_units(writer)):
        raise Refused(_("There is a unit “{name}” already.").format(name=name), "name")


def _refuse_circle(writer: Writer, unit: Unit, parent_id: str | None) -> None:
    while parent_id is not None:
        if parent_id == unit.id:
            raise Refused(_("A unit cannot belong to one that belongs to it."), "parent_id")
        parent_id = found(writer, Unit, parent_id).parent_id
