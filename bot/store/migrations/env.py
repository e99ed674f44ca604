"""Alembic's entry: the connection comes from bot.store.database, inside its transaction."""

from typing import Any, Literal

from alembic import context

from bot.store.tables import Moment, meta


def _as_ours(kind: str, item: Any, _: Any) -> str | Literal[False]:
    return "Moment()" if kind == "type" and isinstance(item, Moment) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=meta,
    render_as_batch=True,
    render_item=_as_ours,
)
context.run_migrations()
