"""How a sale or a purchase is treated, and what must be said of it."""

from datetime import date
from decimal import Decimal

import pytest

from accounting.vat import (
    CustomerVatNumberNeeded,
    RateOfTreatment,
    RateUnknown,
    Treatment,
    TreatmentRefused,
    check_purchase,
    check_sale,
    credit_note_mention,
    is_simplified_invoice,
    mention,
    treatment,
    treatment_of_sale,
    ubl_category,
    usual_treatment_of_sale,
)

TODAY = date(2026, 11, 21)
BELGIAN, DUTCH, NORTHERN_IRISH, SWISS = "BE0428759497", "NL810433941B01", "XI123456789", "CHE123456789"


@pytest.mark.parametrize(
    ("supplier", "vat", "categories", "how"),
    [
        (BELGIAN, "21.00", ["S"], Treatment.DOMESTIC),
        (BELGIAN, "0", ["E"], Treatment.DOMESTIC),  # an exempt seller, such as an insurer
        (BELGIAN, "0", [], Treatment.DOMESTIC),  # a small business without VAT
        (BELGIAN, "0", ["AE"], Treatment.CO_CONTRACTOR),  # "btw verlegd", construction
        (None, "21.00", [], Treatment.DOMESTIC),
        (None, "0", [], Treatment.DOMESTIC),
        (DUTCH, "0", ["K"], Treatment.INTRA_COMMUNITY_GOODS),
        (DUTCH, "0", ["AE"], Treatment.INTRA_COMMUNITY_SERVICES),
        (DUTCH, "0", [], Treatment.INTRA_COMMUNITY_SERVICES),
        (DUTCH, "0", ["E"], Treatment.DOMESTIC),
        (NORTHERN_IRISH, "0", ["K"], Treatment.INTRA_COMMUNITY_GOODS),
        (NORTHERN_IRISH, "0", ["AE"], Treatment.IMPORT),
        (NORTHERN_IRISH, "0", [], Treatment.IMPORT),
        (SWISS, "0", [], Treatment.IMPORT),
    ],
)
def test_who_sold_it_and_what_the_invoice_says_decide_how_vat_works(supplier, vat, categories, how):
    assert treatment(supplier, Decimal(vat), categories) is how


@pytest.mark.parametrize(
    ("country", "vat", "how"),
    [
        ("US", "0", Treatment.IMPORT),  # who has no number there owes nothing here: the buyer does (art. 51 §2)
        ("GB", "20.00", Treatment.NOT_DEDUCTIBLE),
        ("FR", "20.00", Treatment.NOT_DEDUCTIBLE),
        ("FR", "0", Treatment.DOMESTIC),  # without a number nobody makes an intra-community supply
        ("BE", "21.00", Treatment.DOMESTIC),
    ],
)
def test_without_a_vat_number_the_address_says_from_where_it_comes(country, vat, how):
    assert treatment(None, Decimal(vat), supplier_country=country) is how


@pytest.mark.parametrize("country", ["GR", "EL", "DE"])
def test_a_greek_supplier_without_a_number_is_in_the_union_and_no_import(country):
    assert treatment(None, Decimal(0), supplier_country=country) is Treatment.DOMESTIC
    assert treatment(None, Decimal("24.00"), supplier_country=country) is Treatment.NOT_DEDUCTIBLE


def test_a_vat_number_says_more_than_the_address():
    assert treatment(BELGIAN, Decimal("21.00"), ["S"], supplier_country="US") is Treatment.DOMESTIC


def test_foreign_vat_on_an_invoice_is_not_belgian_vat_and_cannot_be_deducted_here():
    assert treatment(DUTCH, Decimal("21.00"), ["S"]) is Treatment.NOT_DEDUCTIBLE
    assert treatment(SWISS, Decimal("8.10"), ["S"]) is Treatment.NOT_DEDUCTIBLE


@pytest.mark.parametrize("supplier", [BELGIAN, DUTCH, None])
def test_the_vat_on_a_till_receipt_cannot_be_deducted(supplier):
    assert treatment(supplier, Decimal("2.10"), [], is_receipt=True) is Treatment.NOT_DEDUCTIBLE


def test_a_simplified_invoice_is_of_a_seller_at_home_who_asks_vat():
    of_a_till = {"is_receipt": True, "simplified": True, "own_country": "NL"}
    assert treatment(None, Decimal("17.36"), **of_a_till) is Treatment.DOMESTIC
    assert treatment(BELGIAN, Decimal("17.36"), **of_a_till) is Treatment.NOT_DEDUCTIBLE
    assert treatment(None, Decimal(0), supplier_country="US", **of_a_till) is Treatment.NOT_DEDUCTIBLE


@pytest.mark.parametrize(
    ("country", "total", "on", "is_one"),
    [
        ("NL", "100.00", date(2013, 1, 1), True),
        ("NL", "-100.00", date(2026, 11, 22), True),
        ("NL", "100.01", date(2026, 11, 22), False),
        ("NL", "100.00", date(2012, 12, 31), False),
        ("BE", "10.00", date(2026, 11, 22), False),
    ],
)
def test_in_the_netherlands_a_receipt_up_to_100_euros_is_an_invoice_since_2013(country, total, on, is_one):
    assert is_simplified_invoice(Decimal(total), country, on) is is_one


def test_for_a_dutch_company_a_dutch_supplier_is_at_home():
    assert treatment(DUTCH, Decimal("21.00"), ["S"], own_country="NL") is Treatment.DOMESTIC
    assert treatment(BELGIAN, Decimal("0"), ["K"], own_country="NL") is Treatment.INTRA_COMMUNITY_GOODS


@pytest.mark.parametrize(
    ("account", "how"),
    [
        ("604", "goods"),
        ("340", "goods"),
        ("241", "goods"),
        ("613", "services"),
        ("602", "services"),
        ("211", "services"),
    ],
)
def test_where_an_invoice_from_another_member_state_does_not_tell_goods_from_services_the_account_does(account, how):
    assert treatment(DUTCH, Decimal(0), [], account=account) == f"intra_community_{how}"


@pytest.mark.parametrize(
    ("how", "category", "exemption", "whose"),
    [
        ("domestic", "S", None, None),
        ("exempt", "E", "VATEX-EU-132", None),
        ("small_enterprise", "E", None, None),
        ("outside_scope", "O", "VATEX-EU-O", None),
        ("co_contractor", "AE", "VATEX-EU-AE", "at_home"),
        ("intra_community_goods", "K", "VATEX-EU-IC", "other_member_state"),
        ("intra_community_services", "AE", "VATEX-EU-AE", "other_member_state"),
        ("triangular", "K", "VATEX-EU-IC", "other_member_state"),
        ("export", "G", "VATEX-EU-G", None),
        ("services_outside_eu", "O", "VATEX-EU-O", None),
    ],
)
def test_every_treatment_of_a_sale_has_its_category_its_reason_and_whose_number_it_needs(
    how, category, exemption, whose
):
    facts = treatment_of_sale(Treatment(how))
    assert (facts.category, facts.exemption_code, facts.needs_vat_number) == (category, exemption, whose)


def test_a_domestic_sale_at_zero_is_category_z():
    assert ubl_category(Treatment.DOMESTIC, Decimal(0)) == "Z"
    assert ubl_category(Treatment.DOMESTIC, Decimal(21)) == "S"


@pytest.mark.parametrize("how", ["import", "not_deductible"])
def test_an_import_is_no_sale(how):
    with pytest.raises(TreatmentRefused) as caught:
        check_sale(Treatment(how), Decimal(0), None, on=TODAY, field="lines.0.")
    assert caught.value.field == "lines.0.treatment"


def test_an_export_is_no_purchase():
    with pytest.raises(TreatmentRefused):
        check_purchase(Treatment.EXPORT, Decimal(0), on=TODAY)


@pytest.mark.parametrize(
    ("how", "customer"),
    [
        ("co_contractor", None),
        ("co_contractor", DUTCH),
        ("intra_community_goods", None),
        ("intra_community_goods", BELGIAN),
        ("intra_community_services", SWISS),
        ("triangular", BELGIAN),
    ],
)
def test_a_sale_without_vat_needs_the_number_of_a_customer_in_the_right_country(how, customer):
    with pytest.raises(CustomerVatNumberNeeded):
        check_sale(Treatment(how), Decimal(0), customer, on=TODAY)


@pytest.mark.parametrize(
    ("how", "percent", "customer"),
    [
        ("domestic", 21, None),
        ("domestic", 0, BELGIAN),
        ("co_contractor", 0, BELGIAN),
        ("intra_community_goods", 0, DUTCH),
        ("intra_community_goods", 0, NORTHERN_IRISH),
        ("export", 0, None),
        ("exempt", 0, None),
    ],
)
def test_a_sale_that_is_in_order_passes(how, percent, customer):
    check_sale(Treatment(how), Decimal(percent), customer, on=TODAY)


def test_19_percent_in_belgium_is_refused_with_the_field_and_the_rates_that_exist():
    with pytest.raises(RateUnknown, match="known: 21 %, 12 %, 6 %, 0 %") as caught:
        check_sale(Treatment.DOMESTIC, Decimal(19), None, on=TODAY, field="lines.2.")
    assert (caught.value.field, caught.value.value) == ("lines.2.vat_rate", "19")


def test_a_sale_without_vat_has_no_rate():
    with pytest.raises(RateOfTreatment):
        check_sale(Treatment.EXPORT, Decimal(21), None, on=TODAY)


def test_a_reverse_charged_purchase_has_the_rate_it_would_have_here_and_an_exempt_one_has_none():
    check_purchase(Treatment.INTRA_COMMUNITY_GOODS, Decimal(6), on=TODAY)
    with pytest.raises(RateOfTreatment):
        check_purchase(Treatment.EXEMPT, Decimal(21), on=TODAY)
    with pytest.raises(RateUnknown):
        check_purchase(Treatment.DOMESTIC, Decimal(19), on=TODAY)
    check_purchase(Treatment.NOT_DEDUCTIBLE, Decimal(19), on=TODAY)  # a German hotel


@pytest.mark.parametrize(
    ("country", "number", "goods", "regime", "how"),
    [
        ("BE", BELGIAN, True, "standard", "domestic"),
        (None, None, False, "standard", "domestic"),
        ("NL", DUTCH, True, "standard", "intra_community_goods"),
        ("NL", DUTCH, False, "standard", "intra_community_services"),
        ("NL", None, True, "standard", "domestic"),
        ("CH", None, True, "standard", "export"),
        ("CH", None, False, "standard", "services_outside_eu"),
        ("US", None, False, "small_enterprise", "small_enterprise"),
        ("GB", NORTHERN_IRISH, True, "standard", "intra_community_goods"),
        ("GB", NORTHERN_IRISH, False, "standard", "services_outside_eu"),
        ("BE", BELGIAN, True, "small_enterprise", "small_enterprise"),
        ("NL", DUTCH, True, "exempt", "exempt"),
    ],
)
def test_the_usual_treatment_follows_from_where_the_customer_is(country, number, goods, regime, how):
    assert usual_treatment_of_sale("BE", country, number, goods=goods, regime=regime) == how


def test_a_service_to_a_private_person_outside_the_union_is_supplied_here():
    for goods, how in ((False, "domestic"), (True, "export")):
        assert usual_treatment_of_sale("BE", "CH", None, goods=goods, regime="standard", is_business=False) == how


def test_northern_ireland_is_in_the_union_for_goods_and_not_for_services():
    check_sale(Treatment.INTRA_COMMUNITY_GOODS, Decimal(0), NORTHERN_IRISH, on=TODAY)
    check_sale(Treatment.SERVICES_OUTSIDE_EU, Decimal(0), NORTHERN_IRISH, on=TODAY)
    with pytest.raises(CustomerVatNumberNeeded):
        check_sale(Treatment.INTRA_COMMUNITY_SERVICES, Decimal(0), NORTHERN_IRISH, on=TODAY)


def test_a_service_outside_the_union_carries_no_vat_and_is_no_purchase():
    with pytest.raises(RateOfTreatment):
        check_sale(Treatment.SERVICES_OUTSIDE_EU, Decimal(21), None, on=TODAY)
    with pytest.raises(TreatmentRefused):
        check_purchase(Treatment.SERVICES_OUTSIDE_EU, Decimal(0), on=TODAY)
    assert "21, § 2" in (mention(Treatment.SERVICES_OUTSIDE_EU, "nl", on=TODAY) or "")


@pytest.mark.parametrize("country", ["BE", "NL"])
@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_every_sale_without_vat_says_why_in_the_customers_language(language, country):
    silent = {Treatment.DOMESTIC} | ({Treatment.OUTSIDE_SCOPE} if country == "NL" else set())
    for each in Treatment:
        if each.of_sales and each not in silent:
            assert mention(each, language, country=country, on=TODAY), each


def test_the_small_enterprise_says_what_the_law_prescribes():
    said = [mention(Treatment.SMALL_ENTERPRISE, language, on=TODAY) for language in ("nl", "fr")]
    assert said == [
        "Bijzondere vrijstellingsregeling kleine ondernemingen",
        "Régime particulier de franchise des petites entreprises",
    ]


def test_the_presumption_of_the_co_contractor_is_said_since_2023_and_not_before():
    assert "schriftelijke betwisting" in mention(Treatment.CO_CONTRACTOR, "nl", on=date(2023, 1, 1))
    assert "schriftelijke betwisting" not in mention(Treatment.CO_CONTRACTOR, "nl", on=date(2022, 12, 31))


def test_a_belgian_credit_note_says_that_the_vat_goes_back_to_the_state():
    assert credit_note_mention("fr", on=TODAY).startswith("TVA à reverser à l'État")
    assert credit_note_mention("nl", country="NL", on=TODAY) is None
