from datetime import datetime

from sqlalchemy import Index, Text, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.models import Base, TenantOwned


class Contact(TenantOwned, Base):
    """Somebody we buy from or sell to. `cost_account` is where the last purchase was booked: the next one's
    proposal.
    """

    __tablename__ = "contacts"
    __table_args__ = (
        UniqueConstraint("tenant_id", "vat_number", name="contact_vat_number_is_unique"),
        Index(
            "contact_name_is_unique_without_vat_number",
            "tenant_id",
            text("lower(name)"),
            unique=True,
            postgresql_where=text("vat_number is null"),
        ),
    )

    name: Mapped[str] = mapped_column(Text)
    vat_number: Mapped[str | None] = mapped_column(Text)
    iban: Mapped[str | None] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(Text)
    country: Mapped[str | None] = mapped_column(Text)
    is_supplier: Mapped[bool] = mapped_column(server_default="false", default=False)
    is_customer: Mapped[bool] = mapped_column(server_default="false", default=False)
    cost_account: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
