"""What a text says it pays takes back the certainty of everything else: a document, or money that went back."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounting.matching import Item, Match, Options, StatementLine, reconcile

DAY = date(2026, 11, 5)
BEFORE = DAY - timedelta(days=4)
WHO, IBAN = "Kapsalon Lena BV", "BE43068999999501"
LINE = StatementLine("L", DAY, Decimal("121.33"), name=WHO)
ITEM = Item("I", BEFORE, Decimal("121.33"), name=WHO)


def only(lines: list[StatementLine], items: list[Item]) -> Match:
    (match,) = reconcile(lines, items)
    return match


def codes(match: Match) -> set[str]:
    return {reason.code for reason in match.reasons}


@pytest.mark.parametrize(
    ("said", "reference", "alone"),
    [
        ("factuur 57", "57", True),
        ("factuur 42", "57", False),
        ("factuur 57", "2026-0057", True),
        ("factuur 2026/57", "2026-0057", True),
        ("fact. nr 0042", "2026-0057", False),
        ("fact 2026/42", "2026-0057", False),
        ("facturen 42 en 57", "2026-0057", True),
        ("facturen 41, 42 en 43", "2026-0057", False),
        ("facture A42", "A57", False),
        ("invoice VF26/0042", "VF26/0057", False),
        ("VF26-0042", "VF25-0311", False),
        ("F 2026 00099", "F2026-00012", False),
        ("F2026-99", "F2026-00012", False),
        ("F2026-12", "F2026-00012", True),
        ("CN 7", "F2026-00012", True),
        ("nr 88", "F2026-00012", False),
        ("betaling nr. 12", "F2026-00012", True),
        ("huis nr 88", "F2026-00012", True),
        ("klant nr 88", "F2026-00012", True),
        ("bestelling 4412", "F2026-00012", False),
        ("order #4412", "F2026-00012", False),
        ("ordernummer 4412", "F2026-00012", False),
        ("bestelnr. 4412", "F2026-00012", False),
        ("commandes 4412 et 4413", "F2026-00012", False),
        ("PO 4412", "F2026-00012", False),
        ("commande n° 12", "F2026-00012", True),
        ("payment order 7312", "F2026-00012", True),  # of the bank
        ("2600088", "F2026-00012", False),
        ("260088", "2026-0012", False),
        ("26/0088", "F2026-00012", False),
        ("2600012", "F2026-00012", True),
        ("260131", "F2026-00012", True),
        ("26012026", "F2026-00012", True),
        ("klantnr. 2600088", "F2026-00012", True),
        ("2600088", "A57", True),
        ("factuur 57", "260057", True),
        ("2026-0042", "2026-0057", False),  # a year and a number are a document, whatever stands before
        ("betaling 2026/042", "2026-0057", False),
        ("betaling 2026/057", "2026-0057", True),
        ("fact. n° 2026 / 42", "2026-0057", False),
        ("fact42", "2026-0057", False),
        ("verkoopfactuur nr 42", "2026-0057", False),
        ("factuur met nummer 42", "2026-0057", False),
        ("offerte 42", "2026-0057", False),
        ("factuur van 5 november", "2026-0057", True),  # a day is no document
        ("factuur 05/11/2026", "2026-0057", True),
        ("kamer 42", "2026-0057", True),  # nothing says that it is a document's
    ],
)
def test_a_document_is_told_by_its_number_however_short(said, reference, alone):
    match = only([replace(LINE, text=said)], [replace(ITEM, reference=reference)])
    assert (match.auto, "number_other" in codes(match)) == (alone, not alone)


@pytest.mark.parametrize(("of_item", "alone"), [("", False), ("PO-4412", True), ("PO-4411", False)])
def test_an_order_is_the_items_own_where_it_bears_its_number(of_item, alone):
    match = only([replace(LINE, text="bestelling 4412")], [replace(ITEM, reference="2026-0057", text=of_item)])
    assert (match.auto, "number_other" in codes(match)) == (alone, not alone)


@pytest.mark.parametrize(("recurs", "alone"), [(None, True), (30, False)])
def test_a_slip_in_a_number_is_one_where_the_amount_does_not_come_back(recurs, alone):
    item = replace(ITEM, reference="F2026-00552", recurs=recurs)
    assert only([replace(LINE, text="F2026-00525")], [item]).auto is alone


@pytest.mark.parametrize("name", ["", "L. Maes"])
def test_who_is_known_by_the_account_names_another_of_his_invoices_too(name):
    line = replace(LINE, name=name, iban=IBAN, text="betaling 1042")
    match = only([line], [replace(ITEM, reference="F-1057", iban=IBAN)])
    assert (match.auto, "number_other" in codes(match)) == (False, True)


def test_an_account_that_was_learned_as_anothers_is_looked_at():
    line = replace(LINE, name="Jan Peeters", iban=IBAN)
    item = replace(ITEM, name="Jan Peeters BV", contact="P2")
    (match,) = reconcile([line], [item], Options(habits={IBAN: "P1"}))
    assert (match.auto, "habit_other" in codes(match)) == (False, True)


def test_a_customers_number_in_both_texts_is_not_the_documents():
    line = replace(LINE, text="klant 882211 factuur 554109")
    item = replace(ITEM, reference="549980", text="klant 882211 factuur 549980")
    assert only([line], [item]).auto is False
    assert only([replace(line, text="klant 882211 factuur 549980")], [item]).auto is True


@pytest.mark.parametrize(
    ("back", "days", "alone"),
    [
        ({"name": WHO, "text": "RETOUR AC04"}, 3, False),
        ({"name": WHO}, 60, False),
        ({"name": WHO}, 61, True),
        ({"name": WHO}, -1, True),  # before it was paid
        ({"text": "RETOUR AC04"}, 3, False),  # a return without a name
        ({"name": "KBC Bank", "text": "RETOUR DOMICILIERING REFUS"}, 3, False),  # or with the bank's
        ({"name": "KBC Bank", "text": "RETOUR DOMICILIERING REFUS"}, -1, False),
        ({"name": "Garage Dubois SRL"}, 3, True),
        ({"name": "KBC Bank NV"}, 10, False),  # or without a word
        ({"name": "KBC Bank NV"}, 11, True),
        ({"name": "KBC Bank NV"}, -1, True),
        ({"name": "KBC Bank NV", "text": "dossier 8812"}, 3, True),
    ],
)
def test_money_that_went_back_pays_nothing_by_itself(back, days, alone):
    other = StatementLine("B", DAY + timedelta(days=days), Decimal("-121.33"), **back)
    match = only([LINE, other], [ITEM])
    assert (match.lines, match.auto, "came_back" in codes(match)) == (("L",), alone, not alone)


@pytest.mark.parametrize(
    ("back", "amount", "days", "alone"),
    [
        ({"name": WHO, "text": "RETOUR DOMICILIERING AM04"}, "-125.33", 3, False),  # and 4.00 for it
        ({"name": WHO, "text": "RETOUR DOMICILIERING AM04"}, "-125.33", -1, False),  # booked by the day of its value
        ({"name": WHO, "text": "RETOUR DOMICILIERING AM04"}, "-136.34", 3, True),
        ({"name": WHO, "text": "RETOUR DOMICILIERING AM04"}, "-117.33", 3, True),  # no bank gives money for it
        ({"name": WHO, "text": "betaling"}, "-125.33", 3, True),
        ({"name": "KBC Bank", "text": "RETOUR"}, "-125.33", 3, True),  # of whom, it does not say
        ({"name": "KBC Bank", "text": "RETOUR factuur 554109"}, "-125.33", 3, False),
    ],
)
def test_money_that_went_back_with_the_banks_costs_pays_nothing_by_itself(back, amount, days, alone):
    line, item = replace(LINE, text="factuur 554109"), replace(ITEM, reference="554109")
    match = only([line, StatementLine("B", DAY + timedelta(days=days), Decimal(amount), **back)], [item])
    assert (match.lines, match.auto, "came_back" in codes(match)) == (("L",), alone, not alone)


@pytest.mark.parametrize(("amount", "days"), [("50.40", 2), ("50.40", -1), ("47.40", 2)])
def test_what_an_employee_pays_back_of_his_expenses_holds_their_payment(amount, days):
    paid = StatementLine("L", DAY, Decimal("-50.40"), "onkosten november", "Lotte Claes", IBAN)
    back = StatementLine("B", DAY + timedelta(days=days), Decimal(amount), "RETOUR onkosten", "Lotte Claes", IBAN)
    spent = Item("I", DAY - timedelta(days=9), Decimal("-50.40"), "trein", "", "expense", "Lotte Claes")
    match = only([paid, back], [spent])
    assert (match.lines, match.auto, "came_back" in codes(match)) == (("L",), False, True)
    assert only([paid], [spent]).auto


def test_a_refund_that_has_its_credit_note_leaves_the_payment_sure():
    refund = replace(LINE, id="B", on=DAY + timedelta(days=9), amount=Decimal("-121.33"))
    note = replace(ITEM, id="C", on=DAY + timedelta(days=5), amount=Decimal("-121.33"))
    found = {match.lines: (match.items, match.auto) for match in reconcile([LINE, refund], [ITEM, note])}
    assert found == {("L",): (("I",), True), ("B",): (("C",), True)}


def test_documents_named_that_add_up_go_before_one_of_their_amount():
    line = replace(LINE, amount=Decimal("150.40"), text="F-101 en F-102")
    amounts = {"F-103": "150.40", "F-101": "100.40", "F-102": "50.00"}
    items = [replace(ITEM, id=name, amount=Decimal(amount), reference=name) for name, amount in amounts.items()]
    match = only([line], items)
    assert (match.kind, match.items, match.auto) == ("many_items", ("F-101", "F-102"), True)


@pytest.mark.parametrize(("text", "alone"), [("BANCONTACT 10.42 uur", False), ("factuur 1042", True)])
def test_a_short_number_is_of_a_stranger_only_when_it_is_said_to_be_a_documents(text, alone):
    found = reconcile([replace(LINE, name="Jan Maes", text=text)], [replace(ITEM, reference="F-1042")])
    assert [match.auto for match in found] == [alone]


def test_a_short_number_of_a_stranger_is_left_to_a_person():
    assert only([replace(LINE, name="Jan Maes", text="tafel 1042")], [replace(ITEM, reference="F-1042")]).auto is False


@pytest.mark.parametrize(
    ("said", "alone"),
    [
        ("VF2026 00066", True),
        ("VF 2026 00066", True),
        ("factuur VF2026 - 00066", True),
        ("VF2026–00066", True),
        ("2026 00066", True),
        ("2026/66", True),
        ("66/2026", True),
        ("#66", True),
        ("VF2026 00067", False),
        ("2026/96", False),
        ("96/2026", False),
        ("#97", False),
    ],
)
def test_a_number_is_the_documents_however_it_is_parted_from_its_year(said, alone):
    item = Item("I", date(2026, 11, 1), Decimal("121.33"), "", "VF2026-00066", "invoice", "Garage Peeters BV")
    line = StatementLine("L", date(2026, 11, 5), Decimal("121.33"), said, "Garage Peeters BV")
    (match,) = reconcile([line], [item])
    assert (match.auto, "number_other" in {reason.code for reason in match.reasons}) == (alone, not alone)
