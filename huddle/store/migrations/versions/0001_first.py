"""The first schema: units, people, templates, huddles, items, drafts, search and audit."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0001"
down_revision = None

_VALUES_MAY_GO = "WHEN NOT EXISTS (SELECT 1 FROM audit_emptied WHERE id = OLD.id) "
"""Values of the audit go only when `audit_emptied` says so; nothing else of it goes or changes."""

_OPEN = (
    "kind = 'action' AND deleted_at IS NULL AND turned_into_id IS NULL "
    "AND status IN ('not_started', 'in_progress', 'blocked')"
)
_TO_CHECK = (
    "kind = 'action' AND deleted_at IS NULL AND turned_into_id IS NULL "
    "AND status = 'awaiting_check'"
)
_UNTOLD = f"{_OPEN} AND read_back NOT IN ('', 'agreed') AND told_at IS NULL"
_PROMISE = (
    "kind = 'action' AND deleted_at IS NULL AND turned_into_id IS NULL AND status != 'cancelled'"
)
_TOLD_TO_ALL = ("account", "escalation", "received_escalation", "receiver", "tier", "unit")
"""What concerns other units too; the rest is told to its own."""
_JOURNALED = (
    *_TOLD_TO_ALL,
    *(
        "addendum",
        "attendance",
        "closed_day",
        "conflict",
        "department",
        "goal_measure",
        "goal_plan",
        "harm",
        "harm_day",
        "hold",
        "huddle",
        "huddle_step",
    ),
    *("item", "item_event", "mail_server", "measure", "part", "past_plan", "person", "policy"),
    *(
        "printed_sheet",
        "pulse",
        "pulse_reply",
        "reading",
        "rebase",
        "record",
        "reminder",
        "rota_place",
        "rota_swap",
        "saved_view",
        "series",
    ),
    *("series_exception", "stage", "template", "template_step"),
    *("card_text", "feedback", "suggestion", "tool", "tool_concern", "tool_decision", "tool_view"),
)
_WAITING = (
    "huddle_id IS NULL AND (import_run_id IS NULL OR asked_for_in IS NOT NULL) "
    "AND kind != 'action' AND deleted_at IS NULL"
)
_SENSITIVE = "is_sensitive AND deleted_at IS NULL"
_ITEM_INDEXES = (
    (
        "ix_item_open_due",
        (
            *("unit_id", "due_on", "due_time", "id"),
            *("owner_id", "department_id", "stage_id", "join_stage_id", "is_sensitive"),
        ),
        _OPEN,
    ),
    ("ix_item_open_raised", ("unit_id", "raised_on", "id"), _OPEN),
    (
        "ix_item_open_owner",
        ("unit_id", "owner_id", "due_on", "due_time", "id", "is_sensitive"),
        _OPEN,
    ),
    ("ix_item_to_check", ("unit_id", "due_on"), _TO_CHECK),
    ("ix_item_untold", ("unit_id", "due_on"), _UNTOLD),
    (
        "ix_item_promise",
        ("unit_id", "due_on", "due_time", "done_on", "is_sensitive"),
        _PROMISE,
    ),
    ("ix_item_sensitive", ("unit_id",), _SENSITIVE),
    ("ix_item_typed_owner", ("unit_id", "owner_text"), "owner_text != ''"),
)


def _row() -> tuple["sa.Column[Any]", ...]:
    return (
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("unit_id", sa.String(length=36), nullable=False),
    )


def _kept() -> tuple["sa.Column[Any]", ...]:
    return (
        *_row(),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=36), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=36), nullable=False),
        sa.Column("deleted_at", UTCDateTime(), nullable=True),
        sa.Column("deleted_by", sa.String(length=36), nullable=True),
        sa.Column("deleted_why", sa.String(length=500), nullable=False),
    )


def upgrade() -> None:
    """Make every table, and the full-text index beside them."""
    _make_audit()
    _make_closed_day()
    _make_conflict()
    _make_counter()
    _make_department()
    _make_disposal()
    _make_draft()
    _make_hold()
    _make_huddle_clock()
    _make_mail_server()
    _make_policy()
    _make_printed_sheet()
    _make_saved_view()
    _make_stage()
    _make_template()
    _make_tier()
    _make_unit()
    _make_person()
    _make_receiver()
    _make_series()
    _make_template_step()
    _make_account()
    _make_huddle()
    _make_reminder()
    _make_rota_place()
    _make_rota_swap()
    _make_days_of_series()
    _make_addendum()
    _make_attendance()
    _make_huddle_step()
    _make_item()
    _make_record()
    _make_escalation()
    _make_received_escalation()
    _make_item_event()
    _make_part()
    _make_measures()
    _make_search_entry()
    _make_what_differs()


def _make_audit() -> None:
    _make_audit_emptied()
    _make_audit_entry()
    _make_audit_value()


def _make_what_differs() -> None:
    if op.get_bind().dialect.name == "postgresql":
        _make_document()
        _make_account_key()
        _make_unit_login()
        _guard_audit_on_a_server()
        _close_after_a_move()
        _make_search_text_on_a_server()
        _make_journal()
    else:
        _guard_audit()
        _make_search_text()


def _make_audit_emptied() -> None:
    op.create_table(
        "audit_emptied",
        *_row(),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("why", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_emptied"),
    )


def _make_audit_entry() -> None:
    op.create_table(
        "audit_entry",
        *_row(),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("pc", sa.String(length=120), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("entity", sa.String(length=40), nullable=False),
        sa.Column("entity_id", sa.String(length=36), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("value_hash", sa.String(length=64), nullable=False),
        sa.Column("chain_hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entry"),
        sa.UniqueConstraint("number", name="uq_audit_entry_number"),
    )
    # Whoever adds to the chain has to know its end, and no more of other units' entries.
    op.execute("CREATE VIEW audit_link AS SELECT number, chain_hash FROM audit_entry")


def _make_audit_value() -> None:
    op.create_table(
        "audit_value",
        *_row(),
        sa.Column("old", sa.String(), nullable=False),
        sa.Column("new", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_value"),
    )


def _make_closed_day() -> None:
    op.create_table(
        "closed_day",
        *_kept(),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_closed_day"),
        sa.UniqueConstraint("unit_id", "on_day", name="uq_closed_day_unit_id_on_day"),
    )


def _make_conflict() -> None:
    op.create_table(
        "conflict",
        *_row(),
        sa.Column("write_id", sa.String(length=36), nullable=False),
        sa.Column("table_name", sa.String(length=30), nullable=False),
        sa.Column("row_id", sa.String(length=36), nullable=False),
        sa.Column("about_id", sa.String(length=36), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("pc", sa.String(length=120), nullable=False),
        sa.Column("was", sa.String(), nullable=False),
        sa.Column("mine", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conflict"),
    )
    op.create_index("ix_conflict_about_id", "conflict", ["about_id"])


def _make_counter() -> None:
    op.create_table(
        "counter",
        *_row(),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("next_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_counter"),
        sa.UniqueConstraint("name", name="uq_counter_name"),
    )


def _make_department() -> None:
    op.create_table(
        "department",
        *_kept(),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("extension", sa.String(length=500), nullable=False),
        sa.Column("mailbox", sa.String(length=500), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_department"),
    )


def _make_disposal() -> None:
    op.create_table(
        "disposal",
        *_row(),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("before_on", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_disposal"),
    )


def _make_draft() -> None:
    op.create_table(
        "draft",
        *_row(),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("huddle_id", sa.String(length=36), nullable=False),
        sa.Column("field", sa.String(length=120), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("saved_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sa.UniqueConstraint(
            "account_id", "huddle_id", "field", name="uq_draft_account_id_huddle_id_field"
        ),
    )


def _make_huddle_clock() -> None:
    op.create_table(
        "huddle_clock",
        *_row(),
        sa.Column("huddle_id", sa.String(length=36), nullable=False),
        sa.Column("seat", sa.String(length=64), nullable=False),
        sa.Column("pc", sa.String(length=120), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("beat_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_huddle_clock"),
        sa.UniqueConstraint("huddle_id", name="uq_huddle_clock_huddle_id"),
    )


def _make_hold() -> None:
    op.create_table(
        "hold",
        *_kept(),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("is_lifted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_hold"),
    )


def _make_mail_server() -> None:
    op.create_table(
        "mail_server",
        *_kept(),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("host", sa.String(length=500), nullable=False),
        sa.Column("port", sa.Integer(), nullable=False),
        sa.Column("security", sa.String(length=20), nullable=False),
        sa.Column("user_name", sa.String(length=120), nullable=False),
        sa.Column("sender", sa.String(length=500), nullable=False),
        sa.Column("sends_digest", sa.Boolean(), nullable=False),
        sa.Column("sends_sheets", sa.Boolean(), nullable=False),
        sa.Column("summary_to", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mail_server"),
    )


def _make_measures() -> None:
    _make_harm()
    _make_measure()
    _make_reading()
    _make_rebase()
    _make_goal_plan()
    _make_pulse()
    _make_self_check()
    _make_imports()
    _make_technology()
    _make_learning()
    _make_suggestion()
    _make_feedback()


def _make_harm() -> None:
    op.create_table(
        "harm",
        *_kept(),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_harm"),
    )
    op.create_table(
        "harm_day",
        *_kept(),
        sa.Column("harm_id", sa.String(length=36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("near_misses", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["harm_id"], ["harm.id"], name="fk_harm_day_harm_id_harm"),
        sa.PrimaryKeyConstraint("id", name="pk_harm_day"),
    )
    op.create_index("ix_harm_day_harm", "harm_day", ["harm_id", "day"], unique=False)


def _make_measure() -> None:
    op.create_table(
        "measure",
        *_kept(),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("family", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("direction", sa.String(length=20), nullable=False),
        sa.Column("unit", sa.String(length=120), nullable=False),
        sa.Column("numerator", sa.String(length=10000), nullable=False),
        sa.Column("denominator", sa.String(length=10000), nullable=False),
        sa.Column("per", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("collected_by", sa.String(length=500), nullable=False),
        sa.Column("how_often", sa.String(length=120), nullable=False),
        sa.Column("target", sa.Float(), nullable=True),
        sa.Column("is_screened", sa.Boolean(), nullable=False),
        sa.Column("is_of_the_day", sa.Boolean(), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_measure"),
    )


def _make_reading() -> None:
    op.create_table(
        "reading",
        *_kept(),
        sa.Column("measure_id", sa.String(length=36), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("numerator", sa.Float(), nullable=True),
        sa.Column("denominator", sa.Float(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("replaces_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name="fk_reading_measure_id_measure"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reading"),
    )
    op.create_index(
        "ix_reading_measure",
        "reading",
        ["measure_id", "deleted_at", "read_on", "id"],
        unique=False,
    )


def _make_rebase() -> None:
    op.create_table(
        "rebase",
        *_kept(),
        sa.Column("measure_id", sa.String(length=36), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name="fk_rebase_measure_id_measure"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_rebase"),
    )
    op.create_index("ix_rebase_measure_id", "rebase", ["measure_id"], unique=False)


def _make_goal_plan() -> None:
    op.create_table(
        "goal_plan",
        *_kept(),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("family", sa.String(length=20), nullable=False),
        sa.Column("left_out", sa.String(length=10000), nullable=False),
        sa.Column("supports", sa.String(length=10000), nullable=False),
        sa.Column("baseline", sa.String(length=500), nullable=False),
        sa.Column("target", sa.String(length=500), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_goal_plan_item_id_item"),
        sa.PrimaryKeyConstraint("id", name="pk_goal_plan"),
        sa.UniqueConstraint("item_id", name="uq_goal_plan_item_id"),
    )
    op.create_table(
        "goal_measure",
        *_kept(),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("measure_id", sa.String(length=36), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_goal_measure_item_id_item"),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name="fk_goal_measure_measure_id_measure"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_goal_measure"),
    )
    op.create_index("ix_goal_measure_item_id", "goal_measure", ["item_id"], unique=False)
    op.create_index("ix_goal_measure_measure_id", "goal_measure", ["measure_id"], unique=False)


def _make_saved_view() -> None:
    op.create_table(
        "saved_view",
        *_kept(),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("wanted", sa.String(length=10000), nullable=False),
        sa.Column("is_search", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_view"),
    )
    op.create_index("ix_saved_view_account_id", "saved_view", ["account_id"], unique=False)


def _make_pulse() -> None:
    op.create_table(
        "pulse",
        *_kept(),
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("roster", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pulse"),
        sa.UniqueConstraint("unit_id", "quarter", name="uq_pulse_unit_id_quarter"),
    )
    op.create_table(
        "pulse_box",
        *_row(),
        sa.Column("pulse_id", sa.String(length=36), nullable=False),
        sa.Column("box", sa.String(), nullable=False),
        sa.Column("counts", sa.String(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["pulse_id"], ["pulse.id"], name="fk_pulse_box_pulse_id_pulse"),
        sa.PrimaryKeyConstraint("id", name="pk_pulse_box"),
        sa.UniqueConstraint("pulse_id", name="uq_pulse_box_pulse_id"),
    )
    op.create_table(
        "pulse_reply",
        *_kept(),
        sa.Column("pulse_id", sa.String(length=36), nullable=False),
        sa.Column("question", sa.String(length=30), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=True),
        sa.Column("because", sa.String(length=10000), nullable=False),
        sa.ForeignKeyConstraint(["pulse_id"], ["pulse.id"], name="fk_pulse_reply_pulse_id_pulse"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_pulse_reply_item_id_item"),
        sa.PrimaryKeyConstraint("id", name="pk_pulse_reply"),
        sa.UniqueConstraint("pulse_id", "question", name="uq_pulse_reply_pulse_id_question"),
    )


def _make_self_check() -> None:
    op.create_table(
        "self_check",
        *_row(),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("answers", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_self_check"),
        sa.UniqueConstraint("account_id", "month", name="uq_self_check_account_id_month"),
    )


def _make_technology() -> None:
    op.create_table(
        "tool",
        *_kept(),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("supplier", sa.String(length=120), nullable=False),
        sa.Column("version", sa.String(length=120), nullable=False),
        sa.Column("purpose", sa.String(length=10000), nullable=False),
        sa.Column("is_ai", sa.String(length=20), nullable=False),
        sa.Column("device_class", sa.String(length=20), nullable=False),
        sa.Column("where_used", sa.String(length=500), nullable=False),
        sa.Column("accountable_id", sa.String(length=36), nullable=True),
        sa.Column("accountable_role", sa.String(length=120), nullable=False),
        sa.Column("safety_officer", sa.String(length=120), nullable=False),
        sa.Column("safety_reference", sa.String(length=120), nullable=False),
        sa.Column("data_reference", sa.String(length=120), nullable=False),
        sa.Column("known_limits", sa.String(length=10000), nullable=False),
        sa.Column("at_risk", sa.String(length=10000), nullable=False),
        sa.Column("oversight", sa.String(length=10000), nullable=False),
        sa.Column("fallback", sa.String(length=10000), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["accountable_id"], ["person.id"], name="fk_tool_accountable_id_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_tool"),
    )
    op.create_table(
        "tool_decision",
        *_kept(),
        sa.Column("tool_id", sa.String(length=36), nullable=False),
        sa.Column("was", sa.String(length=20), nullable=False),
        sa.Column("became", sa.String(length=20), nullable=False),
        sa.Column("why", sa.String(length=10000), nullable=False),
        sa.Column("decided_by", sa.String(length=120), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("huddle_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(["tool_id"], ["tool.id"], name="fk_tool_decision_tool_id_tool"),
        sa.ForeignKeyConstraint(
            ["huddle_id"], ["huddle.id"], name="fk_tool_decision_huddle_id_huddle"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_tool_decision"),
    )
    op.create_index("ix_tool_decision_tool_id", "tool_decision", ["tool_id"], unique=False)
    op.create_table(
        "tool_concern",
        *_kept(),
        sa.Column("tool_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("harm", sa.String(length=20), nullable=False),
        sa.Column("against", sa.String(length=500), nullable=False),
        sa.Column("version", sa.String(length=120), nullable=False),
        sa.Column("reported_to", sa.String(length=120), nullable=False),
        sa.Column("reported_reference", sa.String(length=120), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["tool_id"], ["tool.id"], name="fk_tool_concern_tool_id_tool"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_tool_concern_item_id_item"),
        sa.PrimaryKeyConstraint("id", name="pk_tool_concern"),
        sa.UniqueConstraint("item_id", name="uq_tool_concern_item_id"),
    )
    op.create_index("ix_tool_concern_tool_id", "tool_concern", ["tool_id"], unique=False)
    op.create_table(
        "tool_view",
        *_kept(),
        sa.Column("tool_id", sa.String(length=36), nullable=False),
        sa.Column("is_before", sa.Boolean(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(length=500), nullable=False),
        sa.Column("says", sa.String(length=10000), nullable=False),
        sa.Column("training", sa.String(length=10000), nullable=False),
        sa.ForeignKeyConstraint(["tool_id"], ["tool.id"], name="fk_tool_view_tool_id_tool"),
        sa.PrimaryKeyConstraint("id", name="pk_tool_view"),
    )
    op.create_index("ix_tool_view_tool_id", "tool_view", ["tool_id"], unique=False)


def _make_learning() -> None:
    op.create_table(
        "learned",
        *_row(),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("what", sa.String(length=120), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_learned"),
        sa.UniqueConstraint("account_id", "kind", "what", name="uq_learned_account_id_kind_what"),
    )
    op.create_table(
        "card_text",
        *_kept(),
        sa.Column("card", sa.String(length=120), nullable=False),
        sa.Column("what", sa.String(length=10000), nullable=False),
        sa.Column("how", sa.String(length=10000), nullable=False),
        sa.Column("example", sa.String(length=10000), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_card_text"),
        sa.UniqueConstraint("unit_id", "card", name="uq_card_text_unit_id_card"),
    )


def _make_suggestion() -> None:
    op.create_table(
        "suggestion",
        *_kept(),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("is_off", sa.Boolean(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("declined", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_suggestion"),
        sa.UniqueConstraint("unit_id", "kind", name="uq_suggestion_unit_id_kind"),
    )


def _make_feedback() -> None:
    op.create_table(
        "feedback",
        *_kept(),
        sa.Column("page", sa.String(length=120), nullable=False),
        sa.Column("version", sa.String(length=120), nullable=False),
        sa.Column("text", sa.String(length=10000), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(length=10000), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
    )


def _make_imports() -> None:
    op.create_table(
        "import_run",
        *_row(),
        sa.Column("file", sa.String(length=500), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by", sa.String(length=36), nullable=False),
        sa.Column("new_count", sa.Integer(), nullable=False),
        sa.Column("changed_count", sa.Integer(), nullable=False),
        sa.Column("left_count", sa.Integer(), nullable=False),
        sa.Column("undone_at", UTCDateTime(), nullable=True),
        sa.Column("undone_by", sa.String(length=36), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_import_run"),
    )
    op.create_table(
        "import_row",
        *_row(),
        sa.Column("run_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=30), nullable=False),
        sa.Column("row_id", sa.String(length=36), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=120), nullable=False),
        sa.Column("said", sa.String(length=120), nullable=False),
        sa.Column("before", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["import_run.id"], name="fk_import_row_run_id_import_run"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_import_row"),
    )
    op.create_index("ix_import_row_row", "import_row", ["row_id"], unique=False)
    op.create_index("ix_import_row_run_id", "import_row", ["run_id"], unique=False)
    op.create_table(
        "import_shape",
        *_row(),
        sa.Column("shape", sa.String(length=64), nullable=False),
        sa.Column("mapping", sa.String(length=100000), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_import_shape"),
        sa.UniqueConstraint("unit_id", "shape", name="uq_import_shape_unit_id_shape"),
    )


def _make_printed_sheet() -> None:
    op.create_table(
        "printed_sheet",
        *_row(),
        sa.Column("code", sa.String(length=9), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("printed_at", UTCDateTime(), nullable=False),
        sa.Column("huddle_id", sa.String(length=36), nullable=True),
        sa.Column("series_id", sa.String(length=36), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("department_id", sa.String(length=36), nullable=True),
        sa.Column("item_id", sa.String(length=36), nullable=True),
        sa.Column("month", sa.String(length=500), nullable=False),
        sa.Column("line_ids", sa.String(), nullable=False),
        sa.Column("typed_in_at", UTCDateTime(), nullable=True),
        sa.Column("typed_in_by", sa.String(length=36), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_printed_sheet"),
        sa.UniqueConstraint("code", name="uq_printed_sheet_code"),
    )


def _make_policy() -> None:
    op.create_table(
        "policy",
        *_kept(),
        sa.Column("speak_up_contact", sa.String(length=500), nullable=False),
        sa.Column("hospital_numbers", sa.String(length=10000), nullable=False),
        sa.Column("patient_reference_hours", sa.Integer(), nullable=False),
        sa.Column("pins_allowed", sa.Boolean(), nullable=False),
        sa.Column("backup_alarm_days", sa.Integer(), nullable=False),
        sa.Column("second_backup_folder", sa.String(length=500), nullable=False),
        sa.Column("escalate_after_carried", sa.Integer(), nullable=False),
        sa.Column("escalate_after_days", sa.Integer(), nullable=False),
        sa.Column("destroy_after_days", sa.Integer(), nullable=False),
        sa.Column("quiet_from", sa.Time(), nullable=True),
        sa.Column("quiet_until", sa.Time(), nullable=True),
        sa.Column("keep_huddles_months", sa.Integer(), nullable=False),
        sa.Column("keep_incidents_months", sa.Integer(), nullable=False),
        sa.Column("keep_deleted_months", sa.Integer(), nullable=False),
        sa.Column("keep_audit_months", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_policy"),
    )


def _make_stage() -> None:
    op.create_table(
        "stage",
        *_kept(),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stage"),
    )


def _make_template() -> None:
    op.create_table(
        "template",
        *_kept(),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("about", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_template"),
    )


def _make_tier() -> None:
    op.create_table(
        "tier",
        *_kept(),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("criteria", sa.String(length=10000), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tier"),
    )


def _make_unit() -> None:
    op.create_table(
        "unit",
        *_kept(),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("tier", sa.String(length=120), nullable=False),
        sa.Column("parent_id", sa.String(length=36), nullable=True),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("act_now_number", sa.String(length=500), nullable=False),
        sa.Column("tell_us", sa.String(length=500), nullable=False),
        sa.Column("classification", sa.String(length=120), nullable=False),
        sa.Column("sensitive_roles", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name="fk_unit_parent_id_unit"),
        sa.PrimaryKeyConstraint("id", name="pk_unit"),
    )


def _make_person() -> None:
    op.create_table(
        "person",
        *_kept(),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("is_post", sa.Boolean(), nullable=False),
        sa.Column("role_group", sa.String(length=30), nullable=False),
        sa.Column("department_id", sa.String(length=36), nullable=True),
        sa.Column("extension", sa.String(length=500), nullable=False),
        sa.Column("mailbox", sa.String(length=500), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name="fk_person_department_id_department"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
    )
    op.create_index("ix_person_department_id", "person", ["department_id"], unique=False)


def _make_receiver() -> None:
    op.create_table(
        "receiver",
        *_kept(),
        sa.Column("tier_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=120), nullable=False),
        sa.Column("telephone", sa.String(length=500), nullable=False),
        sa.Column("reply_hours", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("receiving_unit_id", sa.String(length=36), nullable=True),
        sa.Column("address", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["receiving_unit_id"], ["unit.id"], name="fk_receiver_receiving_unit_id_unit"
        ),
        sa.ForeignKeyConstraint(["tier_id"], ["tier.id"], name="fk_receiver_tier_id_tier"),
        sa.PrimaryKeyConstraint("id", name="pk_receiver"),
    )
    op.create_index("ix_receiver_tier_id", "receiver", ["tier_id"], unique=False)


def _make_series() -> None:
    op.create_table(
        "series",
        *_kept(),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("template_id", sa.String(length=36), nullable=False),
        sa.Column("weekdays", sa.String(length=7), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("facilitator", sa.String(length=120), nullable=False),
        sa.Column("more_times", sa.String(length=500), nullable=False),
        sa.Column("skips_closed_days", sa.Boolean(), nullable=False),
        sa.Column("rota_turns", sa.String(length=20), nullable=False),
        sa.Column("rota_from", sa.Date(), nullable=True),
        sa.Column("is_main", sa.Boolean(), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["template_id"], ["template.id"], name="fk_series_template_id_template"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_series"),
    )


def _make_template_step() -> None:
    op.create_table(
        "template_step",
        *_kept(),
        sa.Column("template_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("prompts", sa.String(length=10000), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("stage_id", sa.String(length=36), nullable=True),
        sa.Column("led_by", sa.String(length=120), nullable=False),
        sa.Column("only_when_needed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name="fk_template_step_stage_id_stage"),
        sa.ForeignKeyConstraint(
            ["template_id"], ["template.id"], name="fk_template_step_template_id_template"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_template_step"),
    )
    op.create_index("ix_template_step_template_id", "template_step", ["template_id"], unique=False)


def _make_account() -> None:
    op.create_table(
        "account",
        *_kept(),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("is_disabled", sa.Boolean(), nullable=False),
        sa.Column("other_unit_ids", sa.String(length=10000), nullable=False),
        sa.Column("ends_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_account_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("name", name="uq_account_name"),
    )


def _make_huddle() -> None:
    op.create_table(
        "huddle",
        *_kept(),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=False),
        sa.Column("planned_seconds", sa.Integer(), nullable=False),
        sa.Column("facilitator", sa.String(length=120), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=True),
        sa.Column("closed_at", UTCDateTime(), nullable=True),
        sa.Column("step_id", sa.String(length=36), nullable=True),
        sa.Column("step_entered_at", UTCDateTime(), nullable=True),
        sa.Column("paused_at", UTCDateTime(), nullable=True),
        sa.Column("paused_seconds", sa.Integer(), nullable=False),
        sa.Column("plus", sa.String(length=10000), nullable=False),
        sa.Column("delta", sa.String(length=10000), nullable=False),
        sa.Column("not_held_reason", sa.String(length=500), nullable=False),
        sa.Column("reopened_reason", sa.String(length=500), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("entered_late_by", sa.String(length=120), nullable=False),
        sa.Column("entered_late_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name="fk_huddle_series_id_series"),
        sa.PrimaryKeyConstraint("id", name="pk_huddle"),
        sa.UniqueConstraint("number", name="uq_huddle_number"),
    )
    op.create_index(
        "ix_huddle_series_held", "huddle", ["series_id", "status", "held_on"], unique=False
    )
    op.create_index("ix_huddle_status", "huddle", ["unit_id", "status", "held_on"], unique=False)


def _make_reminder() -> None:
    op.create_table(
        "reminder",
        *_row(),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("subject_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("seen_at", UTCDateTime(), nullable=True),
        sa.Column("mailed_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_reminder_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_reminder"),
        sa.UniqueConstraint("key", name="uq_reminder_key"),
    )


def _make_rota_place() -> None:
    op.create_table(
        "rota_place",
        *_kept(),
        sa.Column("series_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("deputy_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["deputy_id"], ["person.id"], name="fk_rota_place_deputy_id_person"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_rota_place_person_id_person"
        ),
        sa.ForeignKeyConstraint(
            ["series_id"], ["series.id"], name="fk_rota_place_series_id_series"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_rota_place"),
    )
    op.create_index("ix_rota_place_series_id", "rota_place", ["series_id"], unique=False)


def _make_rota_swap() -> None:
    op.create_table(
        "rota_swap",
        *_kept(),
        sa.Column("series_id", sa.String(length=36), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_rota_swap_person_id_person"),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name="fk_rota_swap_series_id_series"),
        sa.PrimaryKeyConstraint("id", name="pk_rota_swap"),
        sa.UniqueConstraint("series_id", "on_day", name="uq_rota_swap_series_id_on_day"),
    )
    op.create_index("ix_rota_swap_series_id", "rota_swap", ["series_id"], unique=False)


def _make_days_of_series() -> None:
    _make_past_plan()
    _make_series_exception()


def _make_past_plan() -> None:
    op.create_table(
        "past_plan",
        *_row(),
        sa.Column("series_id", sa.String(length=36), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("weekdays", sa.String(length=7), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=False),
        sa.Column("more_times", sa.String(length=500), nullable=False),
        sa.Column("skips_closed_days", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name="fk_past_plan_series_id_series"),
        sa.PrimaryKeyConstraint("id", name="pk_past_plan"),
    )
    op.create_index("ix_past_plan_series_id", "past_plan", ["series_id"], unique=False)


def _make_series_exception() -> None:
    op.create_table(
        "series_exception",
        *_kept(),
        sa.Column("series_id", sa.String(length=36), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("is_held", sa.Boolean(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["series_id"], ["series.id"], name="fk_series_exception_series_id_series"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_series_exception"),
        sa.UniqueConstraint("series_id", "on_day", name="uq_series_exception_series_id_on_day"),
    )
    op.create_index(
        "ix_series_exception_series_id", "series_exception", ["series_id"], unique=False
    )


def _make_addendum() -> None:
    op.create_table(
        "addendum",
        *_kept(),
        sa.Column("huddle_id", sa.String(length=36), nullable=False),
        sa.Column("text", sa.String(length=10000), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["huddle_id"], ["huddle.id"], name="fk_addendum_huddle_id_huddle"),
        sa.PrimaryKeyConstraint("id", name="pk_addendum"),
    )
    op.create_index("ix_addendum_huddle_id", "addendum", ["huddle_id"], unique=False)


def _make_attendance() -> None:
    op.create_table(
        "attendance",
        *_kept(),
        sa.Column("huddle_id", sa.String(length=36), nullable=False),
        sa.Column("department_id", sa.String(length=36), nullable=True),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("presence", sa.String(length=20), nullable=False),
        sa.Column("is_heard", sa.Boolean(), nullable=False),
        sa.Column("comes_usually", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name="fk_attendance_department_id_department"
        ),
        sa.ForeignKeyConstraint(
            ["huddle_id"], ["huddle.id"], name="fk_attendance_huddle_id_huddle"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_attendance_person_id_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_attendance"),
        sa.UniqueConstraint(
            "huddle_id",
            "department_id",
            "person_id",
            name="uq_attendance_huddle_id_department_id_person_id",
        ),
    )
    op.create_index("ix_attendance_huddle_id", "attendance", ["huddle_id"], unique=False)


def _make_huddle_step() -> None:
    op.create_table(
        "huddle_step",
        *_kept(),
        sa.Column("huddle_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("prompts", sa.String(length=10000), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("stage_id", sa.String(length=36), nullable=True),
        sa.Column("led_by", sa.String(length=120), nullable=False),
        sa.Column("spent_seconds", sa.Integer(), nullable=False),
        sa.Column("was_visited", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["huddle_id"], ["huddle.id"], name="fk_huddle_step_huddle_id_huddle"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_huddle_step"),
    )
    op.create_index("ix_huddle_step_huddle_id", "huddle_step", ["huddle_id"], unique=False)


def _make_item() -> None:
    op.create_table(
        "item",
        *_kept(),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("press_key", sa.String(length=64), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("text", sa.String(length=10000), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("series_id", sa.String(length=36), nullable=False),
        sa.Column("huddle_id", sa.String(length=36), nullable=True),
        sa.Column("step_id", sa.String(length=36), nullable=True),
        sa.Column("import_run_id", sa.String(length=36), nullable=True),
        sa.Column("owner_id", sa.String(length=36), nullable=True),
        sa.Column("owner_text", sa.String(length=120), nullable=False),
        sa.Column("department_id", sa.String(length=36), nullable=True),
        sa.Column("raised_by_department_id", sa.String(length=36), nullable=True),
        sa.Column("raised_by_person_id", sa.String(length=36), nullable=True),
        sa.Column("stage_id", sa.String(length=36), nullable=True),
        sa.Column("join_stage_id", sa.String(length=36), nullable=True),
        sa.Column("department_ids", sa.String(length=10000), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_time", sa.Time(), nullable=True),
        sa.Column("first_due_on", sa.Date(), nullable=True),
        sa.Column("is_priority", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(length=500), nullable=False),
        sa.Column("patient_reference", sa.String(length=500), nullable=False),
        sa.Column("patient_reference_at", UTCDateTime(), nullable=True),
        sa.Column("is_sensitive", sa.Boolean(), nullable=False),
        sa.Column("slip", sa.String(length=20), nullable=True),
        sa.Column("bed_asked", sa.Boolean(), nullable=False),
        sa.Column("how_known", sa.String(length=10000), nullable=False),
        sa.Column("why", sa.String(length=10000), nullable=False),
        sa.Column("disagreement", sa.String(length=10000), nullable=False),
        sa.Column("incident_reported", sa.String(length=20), nullable=False),
        sa.Column("incident_reference", sa.String(length=120), nullable=False),
        sa.Column("read_back", sa.String(length=120), nullable=False),
        sa.Column("told_at", UTCDateTime(), nullable=True),
        sa.Column("from_id", sa.String(length=36), nullable=True),
        sa.Column("turned_into_id", sa.String(length=36), nullable=True),
        sa.Column("goal_id", sa.String(length=36), nullable=True),
        sa.Column("asked_for_in", sa.String(length=36), nullable=True),
        sa.Column("move_count", sa.Integer(), nullable=False),
        sa.Column("strength", sa.String(length=20), nullable=False),
        sa.Column("reopened_count", sa.Integer(), nullable=False),
        sa.Column("checked_at", UTCDateTime(), nullable=True),
        sa.Column("checked_by", sa.String(length=120), nullable=False),
        sa.Column("done_at", UTCDateTime(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=10000), nullable=False),
        sa.Column("theme", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name="fk_item_department_id_department"
        ),
        sa.ForeignKeyConstraint(["from_id"], ["item.id"], name="fk_item_from_id_item"),
        sa.ForeignKeyConstraint(["goal_id"], ["item.id"], name="fk_item_goal_id_item"),
        sa.ForeignKeyConstraint(["huddle_id"], ["huddle.id"], name="fk_item_huddle_id_huddle"),
        sa.ForeignKeyConstraint(
            ["join_stage_id"], ["stage.id"], name="fk_item_join_stage_id_stage"
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name="fk_item_owner_id_person"),
        sa.ForeignKeyConstraint(
            ["raised_by_department_id"],
            ["department.id"],
            name="fk_item_raised_by_department_id_department",
        ),
        sa.ForeignKeyConstraint(
            ["raised_by_person_id"], ["person.id"], name="fk_item_raised_by_person_id_person"
        ),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name="fk_item_series_id_series"),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name="fk_item_stage_id_stage"),
        sa.ForeignKeyConstraint(
            ["turned_into_id"], ["item.id"], name="fk_item_turned_into_id_item"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_item"),
        sa.UniqueConstraint("code", name="uq_item_code"),
        sa.UniqueConstraint("press_key", name="uq_item_press_key"),
        sa.UniqueConstraint("slip", name="uq_item_slip"),
    )
    op.create_index("ix_item_department_id", "item", ["department_id"], unique=False)
    op.create_index(
        "ix_item_done",
        "item",
        ["unit_id", "kind", "done_on"],
        unique=False,
        sqlite_where=sa.text("done_on IS NOT NULL"),
        postgresql_where=sa.text("done_on IS NOT NULL"),
    )
    op.create_index(
        "ix_item_goal",
        "item",
        ["goal_id"],
        unique=False,
        sqlite_where=sa.text("goal_id IS NOT NULL"),
        postgresql_where=sa.text("goal_id IS NOT NULL"),
    )
    op.create_index("ix_item_huddle_id", "item", ["huddle_id"], unique=False)
    for name, columns, condition in _ITEM_INDEXES:
        op.create_index(
            name,
            "item",
            list(columns),
            unique=False,
            sqlite_where=sa.text(condition),
            postgresql_where=sa.text(condition),
        )
    op.create_index(
        "ix_item_origin",
        "item",
        ["from_id"],
        unique=False,
        sqlite_where=sa.text("from_id IS NOT NULL"),
        postgresql_where=sa.text("from_id IS NOT NULL"),
    )
    op.create_index("ix_item_owner_id", "item", ["owner_id"], unique=False)
    op.create_index(
        "ix_item_parked",
        "item",
        ["series_id"],
        unique=False,
        sqlite_where=sa.text("status = 'parked' AND deleted_at IS NULL"),
        postgresql_where=sa.text("status = 'parked' AND deleted_at IS NULL"),
    )
    op.create_index(
        "ix_item_patient",
        "item",
        ["patient_reference_at"],
        unique=False,
        sqlite_where=sa.text("patient_reference_at IS NOT NULL"),
        postgresql_where=sa.text("patient_reference_at IS NOT NULL"),
    )
    op.create_index("ix_item_series_kind", "item", ["series_id", "kind", "raised_on"], unique=False)
    op.create_index(
        "ix_item_turned",
        "item",
        ["turned_into_id"],
        unique=False,
        sqlite_where=sa.text("turned_into_id IS NOT NULL"),
        postgresql_where=sa.text("turned_into_id IS NOT NULL"),
    )
    op.create_index(
        "ix_item_waiting",
        "item",
        ["series_id"],
        unique=False,
        sqlite_where=sa.text(_WAITING),
        postgresql_where=sa.text(_WAITING),
    )


def _make_record() -> None:
    op.create_table(
        "record",
        *_row(),
        sa.Column("huddle_id", sa.String(length=36), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["huddle_id"], ["huddle.id"], name="fk_record_huddle_id_huddle"),
        sa.PrimaryKeyConstraint("id", name="pk_record"),
    )
    op.create_index("ix_record_huddle_id", "record", ["huddle_id"], unique=False)


def _make_escalation() -> None:
    op.create_table(
        "escalation",
        *_kept(),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("receiver_id", sa.String(length=36), nullable=True),
        sa.Column("to_unit_id", sa.String(length=36), nullable=True),
        sa.Column("to_name", sa.String(length=120), nullable=False),
        sa.Column("to_role", sa.String(length=120), nullable=False),
        sa.Column("telephone", sa.String(length=500), nullable=False),
        sa.Column("reply_hours", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("ask", sa.String(length=10000), nullable=False),
        sa.Column("needed_on", sa.Date(), nullable=True),
        sa.Column("needed_time", sa.Time(), nullable=True),
        sa.Column("told_whom", sa.String(length=120), nullable=False),
        sa.Column("told_by", sa.String(length=120), nullable=False),
        sa.Column("told_at", UTCDateTime(), nullable=True),
        sa.Column("answer", sa.String(length=10000), nullable=False),
        sa.Column("answered_by", sa.String(length=120), nullable=False),
        sa.Column("answered_at", UTCDateTime(), nullable=True),
        sa.Column("told_back_at", UTCDateTime(), nullable=True),
        sa.Column("told_back_in", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_escalation_item_id_item"),
        sa.ForeignKeyConstraint(
            ["receiver_id"], ["receiver.id"], name="fk_escalation_receiver_id_receiver"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_escalation"),
    )
    op.create_index("ix_escalation_item", "escalation", ["item_id"], unique=False)


def _make_received_escalation() -> None:
    op.create_table(
        "received_escalation",
        *_kept(),
        sa.Column("escalation_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("came_by", sa.String(length=20), nullable=False),
        sa.Column("from_unit", sa.String(length=120), nullable=False),
        sa.Column("from_code", sa.String(length=16), nullable=False),
        sa.Column("telephone", sa.String(length=500), nullable=False),
        sa.Column("reply_address", sa.String(length=500), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("ask", sa.String(length=10000), nullable=False),
        sa.Column("needed_on", sa.Date(), nullable=True),
        sa.Column("needed_time", sa.Time(), nullable=True),
        sa.Column("reply_hours", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=10000), nullable=False),
        sa.Column("answered_by", sa.String(length=120), nullable=False),
        sa.Column("answered_at", UTCDateTime(), nullable=True),
        sa.Column("sent_back_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["item.id"],
            name="fk_received_escalation_item_id_item",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_received_escalation"),
        sa.UniqueConstraint("escalation_id", name="uq_received_escalation_escalation_id"),
    )
    op.create_index(
        "ix_received_escalation_item_id", "received_escalation", ["item_id"], unique=False
    )


def _make_item_event() -> None:
    op.create_table(
        "item_event",
        *_row(),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("huddle_id", sa.String(length=36), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by", sa.String(length=36), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.String(length=120), nullable=False),
        sa.Column("note", sa.String(length=10000), nullable=False),
        sa.Column("due_from", sa.Date(), nullable=True),
        sa.Column("due_to", sa.Date(), nullable=True),
        sa.Column("time_from", sa.Time(), nullable=True),
        sa.Column("time_to", sa.Time(), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_item_event_item_id_item"),
        sa.PrimaryKeyConstraint("id", name="pk_item_event"),
    )
    op.create_index(
        "ix_item_event_checked",
        "item_event",
        ["at"],
        unique=False,
        sqlite_where=sa.text("what = 'checked'"),
        postgresql_where=sa.text("what = 'checked'"),
    )
    op.create_index("ix_item_event_huddle_id", "item_event", ["huddle_id"], unique=False)
    op.create_index("ix_item_event_item_id", "item_event", ["item_id"], unique=False)


def _make_part() -> None:
    op.create_table(
        "part",
        *_kept(),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("department_id", sa.String(length=36), nullable=False),
        sa.Column("owner_id", sa.String(length=36), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name="fk_part_department_id_department"
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_part_item_id_item"),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name="fk_part_owner_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_part"),
    )
    op.create_index("ix_part_department_id", "part", ["department_id"], unique=False)
    op.create_index("ix_part_item_id", "part", ["item_id"], unique=False)


def _make_search_entry() -> None:
    op.create_table(
        "search_entry",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("unit_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_search_entry_item_id_item"),
        sa.PrimaryKeyConstraint("number", name="pk_search_entry"),
        sa.UniqueConstraint("item_id", name="uq_search_entry_item_id"),
    )


def _guard_audit() -> None:
    for table in ("audit_entry", "audit_value", "audit_emptied"):
        for act in ("UPDATE", "DELETE"):
            may_go = _VALUES_MAY_GO if (table, act) == ("audit_value", "DELETE") else ""
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} {may_go}"
                "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END"
            )


def _make_search_text() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE search_text USING fts5 (words, content='', contentless_delete=1, "
        "tokenize='unicode61 remove_diacritics 2', prefix='2 3 4')"
    )


def _make_search_text_on_a_server() -> None:
    """The same columns as FTS5 has."""
    op.create_table(
        "search_text",
        sa.Column("rowid", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("words", TSVECTOR(), nullable=False),
        sa.PrimaryKeyConstraint("rowid", name="pk_search_text"),
    )
    op.create_index("ix_search_text_words", "search_text", ["words"], postgresql_using="gin")


def _make_document() -> None:
    """What stands in files beside a data file, but for the keys of the accounts."""
    op.create_table(
        "document",
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("unit_id", sa.String(length=36), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", "unit_id", name="pk_document"),
    )


def _make_account_key() -> None:
    """What the key file holds for each account."""
    op.create_table(
        "account_key",
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("unit_id", sa.String(length=36), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("folded", name="pk_account_key"),
    )


def _make_unit_login() -> None:
    """Which login of the server works in which units."""
    op.create_table(
        "unit_login",
        sa.Column("login", sa.String(length=63), nullable=False),
        sa.Column("unit_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_unit_login_unit_id_unit"),
        sa.PrimaryKeyConstraint("login", "unit_id", name="pk_unit_login"),
    )


def _guard_audit_on_a_server() -> None:
    op.execute(
        "CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF TG_TABLE_NAME = 'audit_value' AND TG_OP = 'DELETE' THEN "
        "IF EXISTS (SELECT 1 FROM audit_emptied WHERE id = OLD.id) THEN RETURN OLD; END IF; "
        "END IF; "
        "RAISE EXCEPTION 'the audit is append-only'; END $$"
    )
    for table in ("audit_entry", "audit_value", "audit_emptied"):
        for act, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION audit_stays()"
            )


def _close_after_a_move() -> None:
    """Each change is audited, so what takes no entry takes no change."""
    op.execute(
        "CREATE FUNCTION audit_is_here() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF EXISTS (SELECT 1 FROM document WHERE name = 'moved') THEN "
        "RAISE EXCEPTION 'the ward was moved' USING ERRCODE = 'HD001'; END IF; "
        "RETURN NULL; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_entry_is_here BEFORE INSERT ON audit_entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_here()"
    )


def _make_journal() -> None:
    """What each write touched, in the order of the writes; listeners are told that there is more.

    A write says which one it is by the setting `huddle.write`.
    """
    op.create_table(
        "journal",
        sa.Column("number", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("write_id", sa.String(length=36), nullable=False),
        sa.Column("unit_id", sa.String(length=36), nullable=False),
        sa.Column("table_name", sa.String(length=30), nullable=False),
        sa.Column("row_id", sa.String(length=36), nullable=False),
        sa.Column("at", UTCDateTime(), server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_journal"),
    )
    op.create_index("ix_journal_write_id", "journal", ["write_id"])
    op.create_index("ix_journal_at", "journal", ["at"])
    op.execute(
        "CREATE FUNCTION write_journal() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "DECLARE touched record; channel text := 'huddle'; BEGIN "
        "IF TG_OP = 'DELETE' THEN touched := OLD; ELSE touched := NEW; END IF; "
        "INSERT INTO journal (write_id, unit_id, table_name, row_id) VALUES "
        "(coalesce(current_setting('huddle.write', true), ''), "
        "touched.unit_id, TG_TABLE_NAME, touched.id); "
        "IF TG_ARGV[0] != 'all' THEN "
        "channel := 'huddle_' || replace(touched.unit_id, '-', ''); END IF; "
        "PERFORM pg_notify(channel, ''); RETURN NULL; END $$"
    )
    for table in _JOURNALED:
        told = "all" if table in _TOLD_TO_ALL else "own"
        op.execute(
            f"CREATE TRIGGER {table}_journal AFTER INSERT OR UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION write_journal('{told}')"
        )
