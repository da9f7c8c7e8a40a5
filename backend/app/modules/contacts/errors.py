from accounting.errors import Conflict
from app.core.errors import CONSTRAINTS


class ContactExists(Conflict):
    """There is already a contact with this VAT number or name."""


CONSTRAINTS |= {
    "contact_vat_number_is_unique": ContactExists,
    "contact_name_is_unique_without_vat_number": ContactExists,
}
