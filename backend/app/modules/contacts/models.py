from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.models import Base, TenantOwned


class Contact(TenantOwned, Base):
    """Somebody we buy from or sell to.

    `cost_account` is what was chosen for them, else where their first purchase was booked: the next one's proposal.
    `income_account` is what was chosen for them, on their page or for the first sale on which somebody chose one. A
    contact that was merged points to the one that took its place, and is found by nothing else.
    """

    __tablename__ = "contacts"
    __table_args__ = (
        CheckConstraint("language in ('nl', 'fr', 'en')", name="contact_language_is_known"),
        CheckConstraint("payment_days between 0 and 365", name="contact_payment_days_are_sane"),
        CheckConstraint("merged_into_id is distinct from id", name="contact_is_not_merged_into_itself"),
        ForeignKeyConstraint(
            ["tenant_id", "merged_into_id"],
            ["accounting.contacts.tenant_id", "accounting.contacts.id"],
            name="fk_contacts_merged_into_id",
        ),
        Index(
            "contact_vat_number_is_unique",
            "tenant_id",
            "vat_number",
            unique=True,
            postgresql_where=text("merged_into_id is null"),
        ),
        Index(
            "contact_name_is_unique_without_vat_number",
            "tenant_id",
            text("lower(name)"),
            unique=True,
            postgresql_where=text("vat_number is null and merged_into_id is null"),
        ),
        Index("ix_contacts_name", "tenant_id", "name", "id"),
        Index("ix_contacts_iban", "tenant_id", "iban", postgresql_where=text("iban is not null")),
        Index(
            "ix_contacts_merged_into_id",
            "tenant_id",
            "merged_into_id",
            postgresql_where=text("merged_into_id is not null"),
        ),
    )

    name: Mapped[str] = mapped_column(Text)
    vat_number: Mapped[str | None] = mapped_column(Text)
    enterprise_number: Mapped[str | None] = mapped_column(Text)
    is_business: Mapped[bool] = mapped_column(server_default="true", default=True)
    email: Mapped[str | None] = mapped_column(Text)
    phone: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str | None] = mapped_column(Text)
    street: Mapped[str | None] = mapped_column(Text)
    postal_code: Mapped[str | None] = mapped_column(Text)
    city: Mapped[str | None] = mapped_column(Text)
    country: Mapped[str | None] = mapped_column(Text)
    iban: Mapped[str | None] = mapped_column(Text)
    bic: Mapped[str | None] = mapped_column(Text)
    payment_days: Mapped[int | None]
    payment_end_of_month: Mapped[bool] = mapped_column(server_default="false", default=False)
    is_supplier: Mapped[bool] = mapped_column(server_default="false", default=False)
    is_customer: Mapped[bool] = mapped_column(server_default="false", default=False)
    cost_account: Mapped[str | None] = mapped_column(Text)
    income_account: Mapped[str | None] = mapped_column(Text)
    sale_treatment: Mapped[str | None] = mapped_column(Text)
    purchase_treatment: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    archived_at: Mapped[datetime | None]
    merged_into_id: Mapped[UUID | None]
    version: Mapped[int] = mapped_column(server_default="1", default=1)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())

    @property
    def address(self) -> str | None:
        """Street, postal code and city, as on an envelope; None where none is known."""
        town = " ".join(filter(None, (self.postal_code, self.city)))
        return "\n".join(filter(None, (self.street, town))) or None
