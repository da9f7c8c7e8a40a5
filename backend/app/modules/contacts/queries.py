from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Select, or_, select

from app.core.listing import Filter, Listing, Sort
from app.modules.contacts.models import Contact

ROLES = {"supplier": Contact.is_supplier, "customer": Contact.is_customer}

CONTACTS = Listing(
    name="contacts",
    sorts={"name": Sort(Contact.name), "created_at": Sort(Contact.created_at, datetime.fromisoformat)},
    default="name",
    key=Contact.id,
    search=(Contact.name, Contact.vat_number),
    searched="in name and VAT number",
    dated=Contact.created_at,
    filters={
        "role": Filter(
            None,
            Literal["supplier", "customer"],
            "what they are to this company",
            where=lambda values: or_(*(ROLES[each] for each in values)),
        ),
        "country": Filter(Contact.country, str, "ISO 3166 code, such as BE"),
    },
)


def every_contact() -> Select[Any]:
    return select(Contact)
