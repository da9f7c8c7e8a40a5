"""UN/CEFACT Cross Industry Invoice as a reading: Factur-X and ZUGFeRD 1 and 2 in every profile, XRechnung."""

from lxml import etree

from accounting.reading.consistency import checked
from accounting.reading.fields import Field, Kind, Reading, Table
from accounting.reading.references import tidy_reference
from accounting.reading.ubl import CREDIT_TYPES
from accounting.reading.xml import amount, child, children, day, first_text, number, put, text


def read(root: etree._Element) -> Reading:
    """The fields of a CII document; ZUGFeRD 1.0 differs in the names of its groups only."""
    head = child(root, "ExchangedDocument")
    if head is None:
        head = child(root, "HeaderExchangedDocument")
    trade = child(root, "SupplyChainTradeTransaction")
    if trade is None:
        trade = child(root, "SpecifiedSupplyChainTradeTransaction")
    agreement, settlement = _group(trade, "HeaderTradeAgreement"), _group(trade, "HeaderTradeSettlement")
    kind: Kind = "credit_note" if text(head, "TypeCode") in CREDIT_TYPES else "invoice"
    fields: dict[str, Field] = {}
    seller, buyer = child(agreement, "SellerTradeParty"), child(agreement, "BuyerTradeParty")
    put(fields, "supplier_name", text(seller, "Name"))
    put(fields, "supplier_address", _address(child(seller, "PostalTradeAddress")))
    put(fields, "supplier_vat_number", _vat_number(seller))
    put(fields, "customer_name", text(buyer, "Name"))
    put(fields, "customer_vat_number", _vat_number(buyer))
    put(
        fields,
        "supplier_iban",
        text(settlement, "SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount/IBANID"),
    )
    put(fields, "invoice_number", text(head, "ID"))
    put(fields, "issue_date", day(first_text(head, "IssueDateTime/DateTimeString", "IssueDateTime/DateTime")))
    put(fields, "due_date", day(first_text(settlement, "SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString")))
    currency = text(settlement, "InvoiceCurrencyCode")
    put(fields, "currency", currency)
    totals = child(settlement, "SpecifiedTradeSettlementHeaderMonetarySummation")
    if totals is None:
        totals = child(settlement, "SpecifiedTradeSettlementMonetarySummation")
    put(fields, "net_amount", amount(text(totals, "TaxBasisTotalAmount")))
    put(fields, "vat_amount", amount(_in_currency(totals, "TaxTotalAmount", currency)))
    put(fields, "total_amount", amount(_in_currency(totals, "GrandTotalAmount", currency)))
    put(fields, "amount_due", amount(first_text(totals, "DuePayableAmount", "GrandTotalAmount")))
    put(fields, "vat_breakdown", _breakdown(settlement))
    put(fields, "payment_reference", tidy_reference(text(settlement, "PaymentReference")))
    put(fields, "lines", _lines(trade))
    return checked(Reading(kind, (text(head, "LanguageID") or "").lower()[:2] or None, fields))


def _group(trade: etree._Element | None, name: str) -> etree._Element | None:
    """``name`` with the ``Applicable`` that both generations put before it."""
    for prefix in ("Applicable", "ApplicableSupplyChain", "Specified", "SpecifiedSupplyChain"):
        for spelling in (name, name.replace("Header", "")):
            if (found := child(trade, prefix + spelling)) is not None:
                return found
    return None


def _vat_number(party: etree._Element | None) -> str | None:
    for registration in children(party, "SpecifiedTaxRegistration"):
        identifier = child(registration, "ID")
        if identifier is not None and identifier.get("schemeID") == "VA":
            return text(identifier)
    return None


def _address(address: etree._Element | None) -> str | None:
    town = " ".join(filter(None, (text(address, "PostcodeCode"), text(address, "CityName"))))
    lines = [text(address, name) for name in ("LineOne", "LineTwo", "LineThree")]
    return ", ".join(filter(None, [*lines, town, text(address, "CountryID")])) or None


def _in_currency(totals: etree._Element | None, name: str, currency: str | None) -> str | None:
    """The amount in the invoice's currency: CII repeats the tax total in the accounting currency."""
    found = list(children(totals, name))
    matching = [element for element in found if element.get("currencyID") in (currency, None)]
    return text((matching or found or [None])[0])


def _breakdown(settlement: etree._Element | None) -> Table:
    return [
        {
            "rate": amount(first_text(part, "RateApplicablePercent", "ApplicablePercent"), 0) or "0",
            "base": amount(text(part, "BasisAmount")),
            "amount": amount(text(part, "CalculatedAmount")),
            "category": text(part, "CategoryCode"),
        }
        for part in children(settlement, "ApplicableTradeTax")
    ]


def _lines(trade: etree._Element | None) -> Table:
    found: Table = []
    for line in children(trade, "IncludedSupplyChainTradeLineItem"):
        agreement = child(line, "SpecifiedLineTradeAgreement")
        delivery = child(line, "SpecifiedLineTradeDelivery")
        settlement = child(line, "SpecifiedLineTradeSettlement")
        if settlement is None:
            agreement = child(line, "SpecifiedSupplyChainTradeAgreement")
            delivery = child(line, "SpecifiedSupplyChainTradeDelivery")
            settlement = child(line, "SpecifiedSupplyChainTradeSettlement")
        net = first_text(
            settlement,
            "SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount",
            "SpecifiedTradeSettlementMonetarySummation/LineTotalAmount",
        )
        description = first_text(
            line, "SpecifiedTradeProduct/Name", "AssociatedDocumentLineDocument/IncludedNote/Content"
        )
        if net is None and child(settlement, "ApplicableTradeTax") is None:
            continue  # ZUGFeRD 1.0 writes free notes as lines
        price = child(agreement, "NetPriceProductTradePrice")
        each, per = number(text(price, "ChargeAmount")), number(text(price, "BasisQuantity"))
        if each is not None and per:
            each = round(each / per, 6)
        found.append(
            {
                "description": description,
                "quantity": amount(text(delivery, "BilledQuantity"), 0),
                "unit_price": None if each is None else amount(str(each)),
                "vat_rate": amount(
                    first_text(
                        settlement, "ApplicableTradeTax/RateApplicablePercent", "ApplicableTradeTax/ApplicablePercent"
                    ),
                    0,
                ),
                "net_amount": amount(net),
            }
        )
    return found
