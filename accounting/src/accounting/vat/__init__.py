"""VAT: which rates hold where and when, how a sale or purchase is treated, and what the return says of it.

`rates` what is due on a sum · `treatments` how a sale or purchase works · `on_paper` how a purchase does by its paper ·
`mentions` what an invoice says of it · `posting_grids` where a posting counts in the return · `grids` the return and
its controls · `periods` months, quarters and deadlines · `deduction` how much VAT on a cost may be deducted · `regimes`
how a company stands towards VAT on a day. All of it is dated data of Belgium and the Netherlands.
"""

from accounting.vat import grids
from accounting.vat.deduction import Deduction, deductible_percent, deduction
from accounting.vat.mentions import credit_note_mention, mention
from accounting.vat.on_paper import (
    BUYER_OWES,
    SIMPLIFIED,
    Simplified,
    check_chosen,
    is_as_agreed,
    is_simplified_invoice,
    treatment,
)
from accounting.vat.periods import PeriodKind, PeriodUnknown, VatPeriod, deadline
from accounting.vat.posting_grids import (
    PurchaseGrids,
    SaleGrids,
    cost_grid,
    due_account,
    purchase_grids,
    sale_grids,
    turned,
)
from accounting.vat.rates import (
    RATES,
    SUPPLIES,
    Rate,
    RateUnknown,
    Supply,
    check_rate,
    rate_of,
    rates,
    standard_rate,
    supplies,
    vat_due,
)
from accounting.vat.treatments import (
    CustomerVatNumberNeeded,
    RateOfTreatment,
    RegimeChargesNoVat,
    RegimeChargesVat,
    SaleTreatment,
    Treatment,
    TreatmentRefused,
    check_purchase,
    check_regime,
    check_sale,
    fits_regime,
    treatment_of_sale,
    ubl_category,
    usual_treatment_of_sale,
)

__all__ = [
    "BUYER_OWES",
    "RATES",
    "SIMPLIFIED",
    "SUPPLIES",
    "CustomerVatNumberNeeded",
    "Deduction",
    "PeriodKind",
    "PeriodUnknown",
    "PurchaseGrids",
    "Rate",
    "RateOfTreatment",
    "RateUnknown",
    "RegimeChargesNoVat",
    "RegimeChargesVat",
    "SaleGrids",
    "SaleTreatment",
    "Simplified",
    "Supply",
    "Treatment",
    "TreatmentRefused",
    "VatPeriod",
    "check_chosen",
    "check_purchase",
    "check_rate",
    "check_regime",
    "check_sale",
    "cost_grid",
    "credit_note_mention",
    "deadline",
    "deductible_percent",
    "deduction",
    "due_account",
    "fits_regime",
    "grids",
    "is_as_agreed",
    "is_simplified_invoice",
    "mention",
    "purchase_grids",
    "rate_of",
    "rates",
    "sale_grids",
    "standard_rate",
    "supplies",
    "treatment",
    "treatment_of_sale",
    "turned",
    "ubl_category",
    "usual_treatment_of_sale",
    "vat_due",
]
