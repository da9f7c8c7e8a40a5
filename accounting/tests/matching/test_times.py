"""What a text says it is for takes back the certainty of everything else: another time, or another purpose."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from accounting.matching import Item, Match, StatementLine, reconcile

WHO = "Kapsalon Lena BV"
LINE = StatementLine("L", date(2026, 11, 5), Decimal("121.33"), name=WHO)
ITEM = Item("I", date(2026, 11, 1), Decimal("121.33"), name=WHO)
OGM = "+++090/9337/55493+++"


def only(line: StatementLine, item: Item) -> Match:
    (match,) = reconcile([line], [item])
    return match


def codes(match: Match) -> set[str]:
    return {reason.code for reason in match.reasons}


@pytest.mark.parametrize(
    ("of_line", "of_item", "alone"),
    [
        ("abonnement november 2026", "abonnement november 2026", True),
        ("abonnement november 2026", "abonnement oktober 2026", False),
        ("abonnement november 2026", "abonnement november 2025", False),
        ("loyer décembre", "loyer novembre 2026", False),
        ("loyer novembre", "huur november 2026", True),
        ("abonnement november 2026", "abonnement", True),
        ("bijdrage Q4 2026", "bijdrage Q3 2026", False),
        ("cotisation 3e trimestre 2026", "bijdrage Q3", True),
        ("bijdrage oktober", "bijdrage 4de kwartaal", True),
        ("bijdrage september", "bijdrage 4de kwartaal", False),
        ("kwartaal 4", "kwartaal 3", False),
        ("TVA T4 2026", "TVA T3 2026", False),
        ("nov 2026", "okt. 2026", False),
        ("11/2026", "10/2026", False),
        ("2026-11", "2026-10", False),
        ("periode 01/11/2026 - 30/11/2026", "periode 01/10/2026 - 31/10/2026", False),
        ("periode 01/11/2026 - 30/11/2026", "november 2026", True),
        ("periode 01.11.26 - 30.11.26", "periode 01.10.26 - 31.10.26", False),
        ("maand 11", "maand 10", False),
        ("mois de novembre", "novembre 2026", True),
        ("NOVEMBRE2026", "octobre 2026", False),
        ("NOVEMBRE2026", "novembre 2026", True),
        ("nov'26", "oktober 2026", False),
        ("sept'26", "09-26", True),
        ("11-26", "oktober 2026", False),
        ("11/26", "november 2026", True),
        ("3e kw", "kwartaal 4", False),
        ("4e kw", "november 2026", True),
        ("laadpaal 11 kw", "kwartaal 4", True),
        ("huur sept", "september", True),
        ("huur sept", "oktober", False),
        ("loyer févr.", "februari", True),
        ("rent aug", "juli", False),
        ("déc.", "novembre", False),
        ("SEP2026", "augustus 2026", False),
        ("2026 september", "september 2025", False),
        ("09.2026", "oktober", False),
        ("2026.09", "september", True),
        ("periode 1-30 september", "augustus", False),
        ("Maerz", "maart", True),
        ("2026-Q3", "Q3 2025", False),
        ("Q3-2026", "2026 Q3", True),
        ("loyer T3", "T2 2026", False),
        ("3T2026", "Q3", True),
        ("3e trim.", "Q2", False),
        ("trim. 3 2026", "derde kwartaal", True),
        ("wk37", "week 36", False),
        ("2026-W37", "week 37", True),
        ("KW 37", "semaine 37", True),
        ("sem. 37", "sem. 36", False),
        ("op 5 sept", "oktober", True),  # a day is not its month
        ("week 47", "week 46", False),
        ("week 47", "november 2026", True),  # weeks and months are not compared
        ("termijn 3 van 12", "termijn 2 van 12", False),
        ("betaald op 28 oktober 2026", "november 2026", True),  # a day is not its month
    ],
)
def test_another_month_is_another_document(of_line, of_item, alone):
    match = only(replace(LINE, text=of_line), replace(ITEM, text=of_item))
    assert (match.auto, "time_other" in codes(match)) == (alone, not alone)


@pytest.mark.parametrize(
    ("said", "dated", "due", "alone"),
    [
        ("abonnement november 2026", date(2026, 11, 1), None, True),
        ("abonnement november 2026", date(2026, 10, 25), None, True),  # billed some days ahead
        ("abonnement oktober 2026", date(2026, 11, 5), None, True),  # billed afterwards
        ("abonnement november 2026", date(2026, 10, 1), date(2026, 10, 31), False),
        ("abonnement november 2026", date(2026, 10, 1), date(2026, 11, 15), False),  # due then, not of then
        ("november", date(2026, 10, 4), date(2026, 11, 3), False),
        ("abonnement november 2025", date(2026, 11, 1), None, False),
        ("bijdrage kwartaal 2", date(2026, 10, 1), date(2026, 10, 31), False),
    ],
)
def test_an_item_that_says_no_month_is_of_the_months_of_its_days(said, dated, due, alone):
    match = only(replace(LINE, text=said), replace(ITEM, on=dated, due_on=due))
    assert (match.auto, "time_other" in codes(match)) == (alone, not alone)


def test_one_structured_reference_for_every_month_tells_none_of_them():
    item = replace(ITEM, text=OGM, on=date(2026, 10, 1), due_on=date(2026, 10, 31))
    assert only(replace(LINE, text=f"voorschot november 2026 {OGM}"), item).auto is False
    assert only(replace(LINE, text=f"voorschot oktober 2026 {OGM}"), item).auto is True
    assert only(replace(LINE, text=OGM), item).auto is True


@pytest.mark.parametrize(("number", "alone"), [("12/2026", True), ("11/2026", False)])
def test_a_number_that_looks_like_a_month_is_the_documents_where_it_is_said(number, alone):
    item = replace(ITEM, on=date(2026, 3, 1), due_on=date(2026, 3, 31), reference="12/2026")
    assert only(replace(LINE, on=date(2026, 3, 20), text=f"factuur {number}"), item).auto is alone


@pytest.mark.parametrize("name", ["Mars Belgium NV", "Juni BV"])
def test_a_month_in_a_name_is_no_month(name):
    match = only(replace(LINE, name=name, text=f"{name} bestelling"), replace(ITEM, name=name))
    assert (match.auto, "time_other" in codes(match)) == (True, False)


@pytest.mark.parametrize(
    ("said", "kind", "of_item", "alone"),
    [
        ("loon november", "invoice", "", False),
        ("aflossing lening", "invoice", "", False),
        ("nettoloon 11", "invoice", "", False),
        ("vakantiegeld", "invoice", "", False),
        ("huurwaarborg kantoor", "invoice", "", False),
        ("bedrijfsvoorheffing", "invoice", "", False),
        ("pécule de vacances", "invoice", "", False),
        ("précompte", "invoice", "", False),
        ("ONSS", "invoice", "", False),
        ("terugstorting", "invoice", "", False),
        ("waarborg", "invoice", "", False),
        ("aflossing lening", "", "lening", True),
        ("terugbetaling bestelling", "invoice", "", False),
        ("terugbetaling bestelling", "credit_note", "", True),
        ("terugbetaling", "", "", True),  # nothing says what the item is
        ("voorschot", "invoice", "", False),
        ("acompte commande", "invoice", "", False),
        ("vooruitbetaling", "", "vooruitbetaling", True),
        ("voorschot november", "invoice", "", True),  # of each month one is billed
        ("avoir", "invoice", "", False),
        ("avoir", "credit_note", "", True),
        ("RETOUR OVERSCHRIJVING", "credit_note", "", False),  # of what was paid back
        ("te veel betaald", "credit_note", "", False),
        ("dubbele betaling", "invoice", "", False),
        ("trop-perçu", "invoice", "", False),
        ("veel dank, betaald", "invoice", "", True),
        ("uw levering", "invoice", "", True),
    ],
)
def test_what_a_line_says_it_is_speaks_against_an_item_that_is_not(said, kind, of_item, alone):
    match = only(replace(LINE, text=said), replace(ITEM, entry_type=kind, text=of_item))
    assert (match.auto, "purpose_other" in codes(match)) == (alone, not alone)


def test_invoices_of_two_customers_of_one_name_are_not_paid_together_unasked():
    items = [
        replace(ITEM, id=contact, contact=contact, amount=Decimal(amount))
        for contact, amount in (("A", "121.33"), ("B", "88.00"))
    ]
    line = replace(LINE, amount=Decimal("209.33"), text="betaling")
    (match,) = reconcile([line], items)
    assert (match.kind, match.auto) == ("many_items", False)
    (match,) = reconcile([line], [replace(item, contact="A") for item in items])
    assert (match.kind, match.auto) == ("many_items", True)
