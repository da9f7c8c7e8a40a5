from typing import ClassVar

from accounting.errors import Conflict, Invalid, NotFound
from accounting.invoice import CostAccountRefused, IncomeAccountRefused
from app.core.errors import CONSTRAINTS
from app.modules.identity.errors import BicInvalid, IbanInvalid, VatNumberInvalid


class ContactNotFound(NotFound):
    """There is no such contact in this company."""


class ContactExists(Conflict):
    """There is already a contact with this VAT number or name; use that one, or merge the two."""

    example: ClassVar = {"field": "vat_number", "value": "BE0428759497"}


class ContactMerged(Conflict):
    """This contact was merged into another; use that one."""


class MergedIntoItself(Invalid):
    """A contact cannot be merged into itself."""


class SameInvoiceTwice(Conflict):
    """Both contacts have an invoice with the same number: one is booked twice. Reverse it first, then merge."""


class EnterpriseNumberInvalid(Invalid):
    """This is not a valid company number; the check digits do not fit."""


class CountryUnknown(Invalid):
    """There is no such country; a country is an ISO 3166 code such as BE."""


class UsualAccountUnknown(Invalid):
    """This account is not in the chart of accounts, or it was archived; a contact's next lines could not be booked."""


class ContactInvalid(Invalid):
    """Some of what was given cannot be true; each violation names its field."""

    carries: ClassVar = {
        each.code(): each.title()
        for each in (
            VatNumberInvalid,
            EnterpriseNumberInvalid,
            IbanInvalid,
            BicInvalid,
            CountryUnknown,
            UsualAccountUnknown,
            CostAccountRefused,
            IncomeAccountRefused,
        )
    }
    example: ClassVar = {"field": "vat_number", "value": "BE0428759498"}


CONSTRAINTS |= {
    "contact_vat_number_is_unique": ContactExists,
    "contact_name_is_unique_without_vat_number": ContactExists,
    "contact_is_not_merged_into_itself": MergedIntoItself,
    "fk_invoices_contact_id": ContactNotFound,
    "fk_recurring_invoices_contact_id": ContactNotFound,
}
