"""Where a sale or a purchase counts in the return."""

from decimal import Decimal

import pytest

from accounting.vat import Treatment, due_account, purchase_grids, sale_grids, turned


@pytest.mark.parametrize(
    ("how", "percent", "kind", "base", "vat"),
    [
        ("domestic", 21, "invoice", "+03", "+54"),
        ("domestic", 12, "invoice", "+02", "+54"),
        ("domestic", 6, "receipt", "+01", "+54"),
        ("domestic", 0, "invoice", "+00", ""),
        ("exempt", 0, "invoice", "+00", ""),
        ("co_contractor", 0, "invoice", "+45", ""),
        ("intra_community_services", 0, "invoice", "+44", ""),
        ("intra_community_goods", 0, "invoice", "+46", ""),
        ("triangular", 0, "invoice", "+46", ""),
        ("export", 0, "invoice", "+47", ""),
        ("domestic", 21, "credit_note", "+49", "+64"),
        ("domestic", 0, "credit_note", "+49", ""),
        ("co_contractor", 0, "credit_note", "+49", ""),
        ("export", 0, "credit_note", "+49", ""),
        ("intra_community_goods", 0, "credit_note", "+48", ""),
        ("intra_community_services", 0, "credit_note", "+48", ""),
        ("small_enterprise", 0, "invoice", "", ""),
        ("outside_scope", 0, "credit_note", "", ""),
    ],
)
def test_a_belgian_sale_counts_where_the_notice_says(how, percent, kind, base, vat):
    found = sale_grids(Treatment(how), Decimal(percent), kind)
    assert (" ".join(found.base), " ".join(found.vat)) == (base, vat)


@pytest.mark.parametrize(
    ("how", "account", "kind", "base", "deducted", "due"),
    [
        ("domestic", "604", "invoice", "+81", "+59", ""),
        ("domestic", "613", "invoice", "+82", "+59", ""),
        ("domestic", "241", "invoice", "+83", "+59", ""),
        ("domestic", "211", "invoice", "+83", "+59", ""),
        ("not_deductible", "614", "receipt", "+82", "", ""),
        ("exempt", "659", "invoice", "+82", "", ""),
        ("small_enterprise", "613", "invoice", "+82", "", ""),
        ("outside_scope", "640", "invoice", "", "", ""),
        ("co_contractor", "611", "invoice", "+82 +87", "+59", "+56"),
        ("intra_community_goods", "604", "invoice", "+81 +86", "+59", "+55"),
        ("intra_community_services", "613", "invoice", "+82 +88", "+59", "+55"),
        ("import", "604", "invoice", "+81 +87", "+59", "+57"),
        ("import", "613", "invoice", "+82 +87", "+59", "+56"),
        ("domestic", "613", "credit_note", "-82 +85", "+63", ""),
        ("not_deductible", "613", "credit_note", "-82 +85", "", ""),
        ("intra_community_services", "613", "credit_note", "-82 -88 +84", "-59", "-55"),
        ("intra_community_goods", "604", "credit_note", "-81 -86 +84", "-59", "-55"),
        ("co_contractor", "611", "credit_note", "-82 -87 +85", "-59", "-56"),
    ],
)
def test_a_belgian_purchase_counts_where_the_notice_says(how, account, kind, base, deducted, due):
    found = purchase_grids(Treatment(how), account, kind)
    assert (" ".join(found.base), " ".join(found.deducted), " ".join(found.due)) == (base, deducted, due)


@pytest.mark.parametrize(
    ("how", "account", "where"),
    [
        ("intra_community_goods", "604", "451055"),
        ("intra_community_services", "613", "451055"),
        ("co_contractor", "611", "451056"),
        ("import", "604", "451057"),
        ("import", "613", "451056"),
    ],
)
def test_what_the_buyer_owes_stands_on_the_account_of_its_grid(how, account, where):
    assert due_account(Treatment(how), account) == where


@pytest.mark.parametrize(("how", "where"), [("co_contractor", "1510"), ("import", "1511"), ("triangular", "1512")])
def test_what_a_dutch_buyer_owes_stands_on_the_account_of_its_rubric(how, where):
    assert due_account(Treatment(how), "7000", "NL") == where


@pytest.mark.parametrize(
    ("how", "percent", "kind", "base", "vat"),
    [
        ("domestic", 21, "invoice", "+1a", "+1av"),
        ("domestic", 9, "invoice", "+1b", "+1bv"),
        ("domestic", 0, "invoice", "+1e", ""),
        ("co_contractor", 0, "invoice", "+1e", ""),
        ("intra_community_goods", 0, "invoice", "+3b", ""),
        ("export", 0, "invoice", "+3a", ""),
        ("domestic", 9, "credit_note", "-1b", "-1bv"),
        ("exempt", 0, "invoice", "", ""),
    ],
)
def test_a_dutch_sale_counts_in_its_rubric_and_a_credit_note_lowers_it(how, percent, kind, base, vat):
    found = sale_grids(Treatment(how), Decimal(percent), kind, country="NL")
    assert (" ".join(found.base), " ".join(found.vat)) == (base, vat)


@pytest.mark.parametrize(
    ("how", "base", "deducted", "due"),
    [
        ("domestic", "", "+5b", ""),
        ("not_deductible", "", "", ""),
        ("co_contractor", "+2a", "+5b", "+2av"),
        ("import", "+4a", "+5b", "+4av"),
        ("intra_community_services", "+4b", "+5b", "+4bv"),
    ],
)
def test_a_dutch_purchase_counts_in_its_rubric(how, base, deducted, due):
    found = purchase_grids(Treatment(how), "604", country="NL")
    assert (" ".join(found.base), " ".join(found.deducted), " ".join(found.due)) == (base, deducted, due)


def test_turned_twice_they_are_the_same():
    assert turned(turned(("+82", "-88"))) == ("+82", "-88")


def test_no_grids_are_known_of_a_third_country():
    assert sale_grids(Treatment.DOMESTIC, Decimal(20), country="FR").base == ()
    assert purchase_grids(Treatment.DOMESTIC, "604", country="FR").base == ()
