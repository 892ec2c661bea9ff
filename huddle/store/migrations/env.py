"""Runs the migrations inside the transaction that the caller has begun."""

from alembic import context

from huddle.model.base import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
