"""The same invoice as data: UBL (Peppol BIS Billing 3) and CII (EN 16931), the latter inside a Factur-X PDF."""

from datetime import datetime, time, tzinfo
from unittest.mock import patch
from xml.sax.saxutils import escape

from paper.companies import Company
from paper.contents import Invoice

_UBL = "urn:oasis:names:specification:ubl:schema:xsd"
_REASONS = {"AE": "VATEX-EU-AE", "K": "VATEX-EU-IC"}


def ubl(invoice: Invoice) -> bytes:
    """A Peppol BIS Billing 3.0 invoice or credit note."""
    root = "CreditNote" if invoice.kind == "credit_note" else "Invoice"
    code = "CreditNoteTypeCode>381" if root == "CreditNote" else "InvoiceTypeCode>380"
    end = "</cbc:CreditNoteTypeCode>" if root == "CreditNote" else "</cbc:InvoiceTypeCode>"
    due = f"<cbc:DueDate>{invoice.due_on}</cbc:DueDate>" if invoice.due_on and root == "Invoice" else ""
    reference = f"<cbc:PaymentID>{invoice.reference}</cbc:PaymentID>" if invoice.reference else ""
    quantity = "CreditedQuantity" if root == "CreditNote" else "InvoicedQuantity"
    lines = "".join(
        f"""<cac:{root}Line><cbc:ID>{n}</cbc:ID>
<cbc:{quantity} unitCode="C62">{line.quantity}</cbc:{quantity}>
<cbc:LineExtensionAmount currencyID="EUR">{line.net}</cbc:LineExtensionAmount><cac:Item>
<cbc:Name>{escape(line.description)}</cbc:Name>
<cac:ClassifiedTaxCategory><cbc:ID>{line.category}</cbc:ID><cbc:Percent>{line.rate}</cbc:Percent>
<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory></cac:Item>
<cac:Price><cbc:PriceAmount currencyID="EUR">{line.unit_price}</cbc:PriceAmount></cac:Price></cac:{root}Line>
"""
        for n, line in enumerate(invoice.lines, start=1)
    )
    subtotals = "".join(
        f"""<cac:TaxSubtotal><cbc:TaxableAmount currencyID="EUR">{base}</cbc:TaxableAmount>
<cbc:TaxAmount currencyID="EUR">{vat}</cbc:TaxAmount>
<cac:TaxCategory><cbc:ID>{category}</cbc:ID>
<cbc:Percent>{rate}</cbc:Percent>{_ubl_reason(category)}<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
</cac:TaxCategory></cac:TaxSubtotal>
"""
        for rate, category, base, vat in invoice.breakdown()
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<{root} xmlns="{_UBL}:{root}-2"
 xmlns:cac="{_UBL}:CommonAggregateComponents-2" xmlns:cbc="{_UBL}:CommonBasicComponents-2">
<cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>
<cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>
<cbc:ID>{escape(invoice.number)}</cbc:ID><cbc:IssueDate>{invoice.issued_on}</cbc:IssueDate>{due}
<cbc:{code}{end}<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
<cbc:BuyerReference>{escape(invoice.customer.name)}</cbc:BuyerReference>
<cac:AccountingSupplierParty>{_ubl_party(invoice.supplier)}</cac:AccountingSupplierParty>
<cac:AccountingCustomerParty>{_ubl_party(invoice.customer)}</cac:AccountingCustomerParty>
<cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode>{reference}<cac:PayeeFinancialAccount>
<cbc:ID>{invoice.supplier.iban}</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">{invoice.vat}</cbc:TaxAmount>
{subtotals}</cac:TaxTotal>
<cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="EUR">{invoice.net}</cbc:LineExtensionAmount>
<cbc:TaxExclusiveAmount currencyID="EUR">{invoice.net}</cbc:TaxExclusiveAmount>
<cbc:TaxInclusiveAmount currencyID="EUR">{invoice.gross}</cbc:TaxInclusiveAmount>
<cbc:PayableAmount currencyID="EUR">{invoice.gross}</cbc:PayableAmount></cac:LegalMonetaryTotal>
{lines}</{root}>
""".encode()


def _ubl_reason(category: str) -> str:
    reason = _REASONS.get(category)
    return f"<cbc:TaxExemptionReasonCode>{reason}</cbc:TaxExemptionReasonCode>" if reason else ""


def _ubl_party(party: Company) -> str:
    digits = party.vat_number[2:]
    scheme = "0208" if party.country == "BE" else "9944"
    endpoint = digits if party.country == "BE" else party.vat_number
    return f"""<cac:Party><cbc:EndpointID schemeID="{scheme}">{endpoint}</cbc:EndpointID><cac:PartyName>
<cbc:Name>{escape(party.name)}</cbc:Name></cac:PartyName>
<cac:PostalAddress><cbc:StreetName>{escape(party.street)}</cbc:StreetName>
<cbc:CityName>{party.city}</cbc:CityName><cbc:PostalZone>{party.postcode}</cbc:PostalZone>
<cac:Country><cbc:IdentificationCode>{party.country}</cbc:IdentificationCode></cac:Country>
</cac:PostalAddress>
<cac:PartyTaxScheme><cbc:CompanyID>{party.vat_number}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID>
</cac:TaxScheme></cac:PartyTaxScheme>
<cac:PartyLegalEntity><cbc:RegistrationName>{escape(party.name)}</cbc:RegistrationName>
<cbc:CompanyID>{digits}</cbc:CompanyID></cac:PartyLegalEntity></cac:Party>"""


def cii(invoice: Invoice) -> bytes:
    """A Cross Industry Invoice in the EN 16931 profile."""
    due = ""
    if invoice.due_on:
        due = f"""<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime>
<udt:DateTimeString format="102">{invoice.due_on:%Y%m%d}</udt:DateTimeString></ram:DueDateDateTime>
</ram:SpecifiedTradePaymentTerms>"""
    reference = f"<ram:PaymentReference>{invoice.reference}</ram:PaymentReference>" if invoice.reference else ""
    lines = "".join(
        f"""<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument>
<ram:LineID>{n}</ram:LineID></ram:AssociatedDocumentLineDocument>
<ram:SpecifiedTradeProduct><ram:Name>{escape(line.description)}</ram:Name></ram:SpecifiedTradeProduct>
<ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice>
<ram:ChargeAmount>{line.unit_price}</ram:ChargeAmount></ram:NetPriceProductTradePrice>
</ram:SpecifiedLineTradeAgreement>
<ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="C62">{line.quantity}</ram:BilledQuantity>
</ram:SpecifiedLineTradeDelivery>
<ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax><ram:TypeCode>VAT</ram:TypeCode>
<ram:CategoryCode>{line.category}</ram:CategoryCode>
<ram:RateApplicablePercent>{line.rate}</ram:RateApplicablePercent></ram:ApplicableTradeTax>
<ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>{line.net}</ram:LineTotalAmount>
</ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement>
</ram:IncludedSupplyChainTradeLineItem>
"""
        for n, line in enumerate(invoice.lines, start=1)
    )
    taxes = "".join(
        f"""<ram:ApplicableTradeTax><ram:CalculatedAmount>{vat}</ram:CalculatedAmount>
<ram:TypeCode>VAT</ram:TypeCode><ram:BasisAmount>{base}</ram:BasisAmount>
<ram:CategoryCode>{category}</ram:CategoryCode><ram:RateApplicablePercent>{rate}</ram:RateApplicablePercent>
</ram:ApplicableTradeTax>
"""
        for rate, category, base, vat in invoice.breakdown()
    )
    namespaces = " ".join(
        f'xmlns:{prefix}="urn:un:unece:uncefact:{name}:100"'
        for prefix, name in (
            ("rsm", "data:standard:CrossIndustryInvoice"),
            ("ram", "data:standard:ReusableAggregateBusinessInformationEntity"),
            ("udt", "data:standard:UnqualifiedDataType"),
        )
    )
    code = "381" if invoice.kind == "credit_note" else "380"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice {namespaces}>
<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>
<ram:ID>urn:cen.eu:en16931:2017</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter>
</rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>{escape(invoice.number)}</ram:ID><ram:TypeCode>{code}</ram:TypeCode>
<ram:IssueDateTime><udt:DateTimeString format="102">{invoice.issued_on:%Y%m%d}</udt:DateTimeString>
</ram:IssueDateTime></rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>
{lines}<ram:ApplicableHeaderTradeAgreement>
<ram:SellerTradeParty>{_cii_party(invoice.supplier)}</ram:SellerTradeParty>
<ram:BuyerTradeParty>{_cii_party(invoice.customer)}</ram:BuyerTradeParty></ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeDelivery/>
<ram:ApplicableHeaderTradeSettlement>{reference}<ram:InvoiceCurrencyCode>{invoice.currency}</ram:InvoiceCurrencyCode>
<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>58</ram:TypeCode>
<ram:PayeePartyCreditorFinancialAccount><ram:IBANID>{invoice.supplier.iban}</ram:IBANID>
</ram:PayeePartyCreditorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans>
{taxes}{due}<ram:SpecifiedTradeSettlementHeaderMonetarySummation>
<ram:LineTotalAmount>{invoice.net}</ram:LineTotalAmount>
<ram:TaxBasisTotalAmount>{invoice.net}</ram:TaxBasisTotalAmount>
<ram:TaxTotalAmount currencyID="{invoice.currency}">{invoice.vat}</ram:TaxTotalAmount>
<ram:GrandTotalAmount>{invoice.gross}</ram:GrandTotalAmount>
<ram:DuePayableAmount>{invoice.gross}</ram:DuePayableAmount>
</ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>
""".encode()


def _cii_party(party: Company) -> str:
    return f"""<ram:Name>{escape(party.name)}</ram:Name><ram:PostalTradeAddress>
<ram:PostcodeCode>{party.postcode}</ram:PostcodeCode><ram:LineOne>{escape(party.street)}</ram:LineOne>
<ram:CityName>{party.city}</ram:CityName><ram:CountryID>{party.country}</ram:CountryID>
</ram:PostalTradeAddress><ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">{party.vat_number}</ram:ID>
</ram:SpecifiedTaxRegistration>"""


def factur_x(pdf: bytes, invoice: Invoice) -> bytes:
    """A PDF/A-3 with the CII inside, made and schema-checked by the `factur-x` library.

    The library writes the time of day into it; it is told noon of the invoice's day, so that the same invoice makes the
    same bytes.
    """
    from facturx import facturx

    noon = datetime.combine(invoice.issued_on, time(12))

    class Noon(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Noon":
            return cls.fromisoformat(noon.replace(tzinfo=tz).isoformat())

    with patch.object(facturx, "datetime", Noon):
        made: bytes = facturx.generate_from_binary(
            pdf, cii(invoice), flavor="factur-x", level="en16931", check_xsd=True, lang=invoice.language
        )
    return made


def with_pdf(xml: bytes, pdf: bytes) -> bytes:
    """The UBL with its picture inside, as many Peppol senders do."""
    from base64 import b64encode

    attachment = f"""<cac:AdditionalDocumentReference><cbc:ID>picture</cbc:ID><cac:Attachment>
<cbc:EmbeddedDocumentBinaryObject mimeCode="application/pdf" filename="invoice.pdf">{b64encode(pdf).decode()}
</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>
<cac:AccountingSupplierParty>"""
    return xml.replace(b"<cac:AccountingSupplierParty>", attachment.encode(), 1)
