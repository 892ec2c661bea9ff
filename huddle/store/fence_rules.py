"""The rules of the fence as PostgreSQL is told them: what a login may see and do in each table.

Every table with a `unit_id` has a rule: the usual one unless another stands here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

# ruff: noqa: S608 - nothing that anybody typed is in these

_OWN_UNITS = "SELECT unit_id FROM unit_login WHERE login = current_user"
_IS_OWN = f"unit_id IN ({_OWN_UNITS})"
# `search_words` and `may_arrive` run as the owner, so they ask who signed in to the server.
_UNITS_OF_THE_CALLER = _OWN_UNITS.replace("current_user", "session_user")

VIEWS = {
    "crossing": f"""
        SELECT unnest(ARRAY[received.id, received.item_id]) AS row_id, received.unit_id
        FROM escalation JOIN received_escalation AS received
        ON received.escalation_id = escalation.id AND received.unit_id = escalation.to_unit_id
        WHERE escalation.{_IS_OWN}
        UNION ALL
        SELECT unnest(ARRAY[escalation.id, escalation.item_id]), escalation.unit_id
        FROM escalation JOIN received_escalation AS received
        ON received.escalation_id = escalation.id AND received.unit_id = escalation.to_unit_id
        WHERE received.{_IS_OWN}"""
}
"""`crossing`: the rows in other units that belong to an escalation from or to one's own."""

FUNCTIONS = {
    # What goes up may come into a unit once, as a concern that is new there.
    "may_arrive(varchar, varchar, varchar)": f"""
        RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp
        AS $$ SELECT EXISTS (SELECT FROM escalation WHERE id = $1 AND to_unit_id = $3
        AND unit_id IN ({_UNITS_OF_THE_CALLER}))
        AND NOT EXISTS (SELECT FROM item WHERE id = $2) $$""",
    # A rule on the index of words itself would keep PostgreSQL from using it.
    "search_words(tsquery, varchar, integer, integer)": f"""
        RETURNS SETOF varchar LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path = {{schema}}, pg_temp
        AS $$ SELECT entry.item_id FROM (SELECT rowid FROM search_text
        WHERE words @@ $1 ORDER BY rowid DESC LIMIT $3 OFFSET $4) AS found
        JOIN search_entry AS entry ON entry.number = found.rowid
        WHERE entry.unit_id = $2
        AND ($2 IN ({_UNITS_OF_THE_CALLER}) OR pg_has_role(session_user, current_user, 'USAGE'))
        ORDER BY found.rowid DESC $$""",
    # Whoever lets an account into a unit must be let into it.
    "account_let_in()": """
        RETURNS trigger LANGUAGE plpgsql SET search_path = {schema}, pg_temp AS $$ BEGIN
        IF row_security_active('account') AND EXISTS (
        SELECT unnest(string_to_array(NEW.other_unit_ids, ' '))
        EXCEPT SELECT unnest(string_to_array(OLD.other_unit_ids, ' '))
        EXCEPT SELECT unit_id FROM unit_login)
        THEN RAISE insufficient_privilege USING MESSAGE = 'row-level security of accounts';
        END IF; RETURN NEW; END $$""",
}
TRIGGER = (
    "CREATE OR REPLACE TRIGGER account_let_in BEFORE INSERT OR UPDATE OF other_unit_ids "
    "ON account FOR EACH ROW EXECUTE FUNCTION account_let_in()"
)

AS_OWNER = "ALTER FUNCTION write_journal() SECURITY DEFINER SET search_path = {schema}, pg_temp"
"""What goes up is noted in the unit it goes to."""

_ALL = ("SELECT", "INSERT", "UPDATE", "DELETE")
_KEPT_FOREVER = ("SELECT", "INSERT", "UPDATE")
_RIGHTS = {
    "unit": _KEPT_FOREVER,
    "account": _KEPT_FOREVER,
    "counter": _KEPT_FOREVER,
    "audit_entry": ("SELECT", "INSERT"),
    "audit_emptied": ("SELECT", "INSERT"),
    "audit_value": ("SELECT", "INSERT", "DELETE"),
    "journal": ("SELECT", "INSERT", "DELETE"),
    "unit_login": ("SELECT",),
    "alembic_version": ("SELECT",),
    "document": _KEPT_FOREVER,
    "audit_link": ("SELECT",),
    "crossing": ("SELECT",),
}
_NEVER_CHANGED = {
    "escalation": ("id", "unit_id", "item_id", "to_unit_id"),
    "received_escalation": ("id", "unit_id", "item_id", "escalation_id"),
}
"""What ties two units together: changed, it would open another row to them."""
BESIDE = ("search_text", "alembic_version", "audit_link", "crossing")
"""What a login needs that has no `unit_id`, or is a view."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One policy.

    Attributes:
        table: Of which table.
        act: For which kind of statement, or `ALL`.
        when: What must be true of a row, as it is and as it becomes.
    """

    table: str
    act: str
    when: str

    @property
    def statement(self) -> str:
        """As PostgreSQL is told."""
        using = "" if self.act == "INSERT" else f" USING ({self.when})"
        check = f" WITH CHECK ({self.when})" if self.act in ("INSERT", "UPDATE", "ALL") else ""
        name = f"{self.table}_{'own' if self.act == 'ALL' else self.act.lower()}"
        return f"CREATE POLICY {name} ON {self.table} FOR {self.act}{using}{check}"


def _crosses(column: str) -> str:
    return f"({column}, unit_id) IN (SELECT row_id, unit_id FROM crossing)"


def _of_entry(table: str) -> str:
    """What the audit's own rule says of the entry."""
    found = f"SELECT FROM audit_entry AS entry WHERE entry.id = {table}.id"
    return f"EXISTS ({found} AND entry.unit_id = {table}.unit_id)"


_LET_IN = "string_to_array(other_unit_ids, ' ') && ARRAY(SELECT unit_id::text FROM unit_login)"
_ASKED = "unit_id IN (SELECT to_unit_id FROM escalation WHERE to_unit_id IS NOT NULL)"
_OTHER_UNITS = (
    Rule("item", "SELECT", _crosses("id")),
    Rule("item", "INSERT", _crosses("id")),
    Rule("item", "UPDATE", _crosses("id")),
    Rule("item_event", "INSERT", _crosses("item_id")),
    Rule("escalation", "SELECT", _crosses("id")),
    Rule("escalation", "UPDATE", _crosses("id")),
    Rule("received_escalation", "SELECT", _crosses("id")),
    Rule("received_escalation", "INSERT", "may_arrive(escalation_id, item_id, unit_id)"),
    Rule("received_escalation", "UPDATE", _crosses("id")),
    Rule("search_entry", "SELECT", _crosses("item_id")),
    Rule("search_entry", "INSERT", _crosses("item_id")),
    Rule("audit_entry", "SELECT", _crosses("entity_id")),
    Rule("audit_entry", "INSERT", _crosses("entity_id")),
    Rule("audit_value", "SELECT", _of_entry("audit_value")),
    Rule("audit_value", "INSERT", _of_entry("audit_value")),
    Rule("audit_value", "DELETE", _of_entry("audit_value")),
    Rule("audit_emptied", "SELECT", _of_entry("audit_emptied")),
    Rule("audit_emptied", "INSERT", _of_entry("audit_emptied")),
    # What goes up waits for a huddle of the unit it goes to.
    Rule("series", "SELECT", _ASKED),
    # Every unit is known by its name, and numbers are given out once in the store.
    Rule("unit", "SELECT", "true"),
    Rule("counter", "SELECT", "true"),
    Rule("counter", "INSERT", "true"),
    Rule("counter", "UPDATE", "true"),
    # Who was let into one's unit from another signs in there too.
    Rule("account", "SELECT", _LET_IN),
    # What no unit has for itself; whose keys these are stands elsewhere.
    Rule("document", "SELECT", "unit_id = ''"),
    Rule(
        "account_key",
        "SELECT",
        "EXISTS (SELECT FROM account WHERE account.name = account_key.name)",
    ),
)
_BY_ANOTHER = {
    "unit_login": "login = current_user",
    # A write that touched nothing is noted as nobody's.
    "journal": f"{_IS_OWN} OR unit_id = ''",
    "search_text": "EXISTS (SELECT FROM search_entry WHERE number = rowid)",
}
"""Tables whose rows are not told by their unit alone."""


def rules_of(table: str) -> Iterator[Rule]:
    """The rules of a table."""
    yield Rule(table, "ALL", _BY_ANOTHER.get(table, _IS_OWN))
    yield from (rule for rule in _OTHER_UNITS if rule.table == table)


def rights_in(name: str, columns: tuple[str, ...]) -> str:
    """What a login may do in a table or view at all, as PostgreSQL is told."""
    rights = list(_RIGHTS.get(name, _ALL))
    if name in _NEVER_CHANGED:
        changed = (column for column in columns if column not in _NEVER_CHANGED[name])
        rights[rights.index("UPDATE")] = f"UPDATE ({', '.join(changed)})"
    return ", ".join(rights)
