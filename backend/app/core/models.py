"""What every table shares: naming, UUIDv7 keys, and belonging to one tenant."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import DateTime, ForeignKeyConstraint, MetaData, Uuid, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from uuid_utils.compat import uuid7

SCHEMA = "accounting"


def new_id() -> UUID:
    """A UUIDv7: sorts by the time it was made. Made here and nowhere else, so any PostgreSQL ≥ 16 will do."""
    return uuid7()


class Base(DeclarativeBase):
    metadata = MetaData(
        schema=SCHEMA,
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        },
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: DateTime(timezone=True), UUID: Uuid()}


class TenantOwned:
    """A row that belongs to one tenant. Nobody passes `tenant_id`: the column's default is the current tenant.

    The id tells rows apart that are written together, so that many go in one statement.
    """

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.accounting.current_tenant())
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id, insert_sentinel=True)


def belongs_to(table: str, column: str, target: str, *, later: bool = False) -> ForeignKeyConstraint:
    """A key within the tenant; `later` where two tables point to each other."""
    return ForeignKeyConstraint(
        ["tenant_id", column],
        [f"{SCHEMA}.{target}.tenant_id", f"{SCHEMA}.{target}.id"],
        name=f"fk_{table}_{column}",
        use_alter=later,
    )


def recorded_at() -> Mapped[datetime]:
    return mapped_column(server_default=func.now())
