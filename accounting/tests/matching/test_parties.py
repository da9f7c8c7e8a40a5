"""Whose items a line pays: names are compared with names, and what a party says in short is its own."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounting.matching import Item, Options, StatementLine, parties, reconcile
from accounting.matching.candidates import Index
from accounting.matching.names import likeness, likeness_from, named
from accounting.matching.offsetting import undone
from accounting.matching.parties import BESIDE, MOST_COMPARED, MOST_WITH_A_BEGINNING, Parties
from accounting.matching.prepared import read_item, read_line

DAY = date(2026, 3, 20)
WHO = "Schröder Optiek SRL"
WORDS = ("Garage Bakkerij Drukkerij Slagerij Optiek".split(), "Peeters Maes Claes Dubois Lemmens Simon".split())


def line(id, amount, text="", name=WHO, on=DAY, **more):
    return StatementLine(id, on, Decimal(amount), text, name, **more)


def item(id, amount, reference="", name=WHO, on=DAY - timedelta(days=20), **more):
    return Item(id, on, Decimal(amount), "", reference, name=name, **more)


def test_a_name_finds_its_party_cut_off_run_together_or_in_another_order():
    known = Parties(named(f"{first} {last} BV") for first in WORDS[0] for last in WORDS[1])
    for said in ("GARAGE PEETERS", "GARAGEPEETERSBV", "Peeters Garage", "GARAGE PEETE"):
        assert "GARAGEPEETERSBV" in {known.names[number].full for number in known.like(named(said))}, said


def test_who_has_no_name_like_it_is_nobody():
    assert Parties([named("Garage Peeters BV")]).like(named("Zonnepanelen Wouters")) == ()
    assert Parties([named("Garage Peeters BV")]).like(named("")) == ()


def test_a_name_much_less_like_it_than_another_of_the_book_is_not_the_one():
    """Peeters is 100 of 100, Peters 96; Peetroons is 86, and may be meant only where there is no Peeters."""
    names = ["Garage Peeters", "Garage Peters", "Garage Peetroons"]
    said = named("GARAGE PEETERS")
    assert [likeness(said, named(each)) for each in names] == [100, 96, 86]
    known, alone = Parties(map(named, names)), Parties([named(names[2])])
    assert [known.names[number].full for number in known.like(said)] == ["GARAGEPEETERS", "GARAGEPETERS"]
    assert [alone.names[number].full for number in alone.like(said)] == ["GARAGEPEETROONS"]


def test_ten_times_the_items_of_the_same_parties_compare_no_more_names(monkeypatch):
    compared = []
    monkeypatch.setattr(
        parties, "likeness_from", lambda least, one, other: compared.append(one) or likeness_from(least, one, other)
    )

    def counted(times):
        compared.clear()
        names = [f"{first} {last} BV" for first in WORDS[0] for last in WORDS[1]]
        items = [
            item(f"I{n:04}", Decimal(10_007 + 13 * n) / 100, name=names[n % len(names)]) for n in range(30 * times)
        ]
        lines = [line(f"L{n:04}", each.amount - 1, name=each.name.upper()) for n, each in enumerate(items)]
        reconcile(lines, items)
        return len(compared)

    few = counted(1)
    assert 0 < few <= 30 * MOST_COMPARED
    assert counted(10) == few


def test_of_payments_that_say_the_same_of_one_invoice_the_first_pays_it():
    """The second lies nearer the due date; it is the one that was paid twice all the same."""
    invoice = item("I", "446.43", "000476", due_on=DAY + timedelta(days=10))
    lines = [line("L1", "446.43", "000476"), line("L2", "446.43", "000476", on=DAY + timedelta(days=5))]
    (match,) = reconcile(lines, [invoice])
    assert (match.lines, match.auto) == (("L1",), False)
    assert {reason.code: reason.values for reason in match.reasons}["paid_twice"] == ("L2",)


def test_of_two_equal_payments_each_pays_its_invoice_when_there_are_two():
    lines = [line("L1", "446.43", "000476"), line("L2", "446.43", "000477", on=DAY + timedelta(days=5))]
    found = reconcile(lines, [item("A", "446.43", "000476"), item("B", "446.43", "000477")])
    assert [(each.lines, each.items) for each in found] == [(("L1",), ("A",)), (("L2",), ("B",))]


def test_short_numbers_of_one_party_are_its_documents_when_the_sum_falls_short():
    """FA210 and FA208 come to 188.72; 180.00 was paid: a part, for a person."""
    items = [item("A", "-30.09", "FA210"), item("B", "-158.63", "FA208"), item("C", "-71.10", "FA210", name="Vos BV")]
    (match,) = reconcile([line("L", "-180.00", "FA210 FA208")], items)
    assert (match.kind, set(match.items), match.auto) == ("difference", {"A", "B"}, False)


def test_words_of_a_name_in_another_order_inside_a_text_name_it():
    items = [item("A", "-129.00", name="Garage El Amrani"), item("B", "-1544.85", name="Garage El Amrani")]
    (match,) = reconcile([line("L", "-1673.85", "Amrani El Garage voorschot", name="")], items)
    assert (match.kind, match.items) == ("many_items", ("A", "B"))


@pytest.mark.parametrize(
    ("said", "theirs"),
    [
        ("Immo Park I", "Immo Park II"),
        ("Residentie Parkzicht 112", "Residentie Parkzicht 121"),
        ("Immo Vandamme BV", "Immo Vandamme NV"),
        ("Brouwerij Peeters", "Brouwerij Peeters Transport NV"),
    ],
)
def test_a_name_that_a_word_tells_apart_is_proposed_and_never_applied(said, theirs):
    (match,) = reconcile([line("L", "121.33", name=said)], [item("I", "121.33", name=theirs)])
    assert (match.items, match.auto) == (("I",), False)


@pytest.mark.parametrize("theirs", ["Immo Vandamme BVBA", "Immo Vandamme SRL", "Vandamme Immo BV", "immo vandamme"])
def test_a_company_bears_its_form_in_either_language(theirs):
    (match,) = reconcile([line("L", "121.33", name="Immo Vandamme BV")], [item("I", "121.33", name=theirs)])
    assert match.auto


def test_a_name_that_pays_from_another_account_than_is_known_is_looked_at():
    (match,) = reconcile([line("L", "121.33", iban="BE68539007547034")], [item("I", "121.33", iban="BE32123456789002")])
    assert not match.auto


def test_a_line_is_in_one_answer_also_when_another_pays_as_much():
    """100.40 twice: the first pays 60.15 and 40.25 of Acme, the second is what is left for the pool."""
    lines = [line("L1", "100.40", name="Acme"), line("L2", "100.40", name="Acme", on=DAY + timedelta(days=1))]
    items = [item("A", "60.15", name="Acme"), item("B", "40.25", name="Acme"), item("X", "100.40", name="Zwembad")]
    found = reconcile(lines, items)
    assert sorted(each.lines for each in found) == [("L1",), ("L2",)]


def test_a_beginning_that_very_many_share_is_not_looked_through(monkeypatch):
    """One more than are looked through: those beside it in the alphabet are compared, and it is among them."""
    compared = []
    monkeypatch.setattr(
        parties, "likeness_from", lambda least, one, other: compared.append(other) or likeness_from(least, one, other)
    )
    known = Parties(named(f"Garage {number:05} BV") for number in range(MOST_WITH_A_BEGINNING + 1))
    (first, *_) = known.like(named("GARAGE 00500 BV"))
    assert known.names[first].full == "GARAGE00500BV"
    assert len(compared) == 2 * BESIDE


def test_what_is_far_in_time_is_no_candidate_however_near_its_amount():
    """Eighty invoices of one party lately; one of ten years ago at 1.00 more than was paid stays where it is."""
    old = item("OLD", "501.00", on=DAY - timedelta(days=3650))
    lately = [item(f"I{n:02}", f"{900 + n}.07", on=DAY - timedelta(days=n)) for n in range(80)]
    index = Index(sorted((read_item(each) for each in [old, *lately]), key=lambda each: each.day), Options())
    candidates = {index.items[place].id for place in index.with_name(read_line(line("L", "500.00"), {}))}
    assert "I00" in candidates
    assert "OLD" not in candidates


def test_entries_that_share_a_contract_number_in_their_texts_alone_do_not_undo_each_other():
    entries = [
        Item(f"{sign}{n}", DAY, Decimal(f"{sign}25.00"), "contract 123456", name="Acme")
        for sign in "+-"
        for n in range(90)
    ]
    assert undone([read_item(each) for each in entries], {}, said=True) == []


@pytest.mark.parametrize(
    ("said", "nearly"),
    [
        ("Timmerwerken Janssens en Zonen", "Timmerwerken Janssen en Zonen"),
        ("Dakwerken Vandenberghe Gent", "Dakwerken Vandenberge Gent"),
        ("Brouwerij Peeters", "Brouwerij Peeters Transport NV"),
        ("Immo Vandamme BV", "Immo Vandamme NV"),
        ("Immo Park I", "Immo Park II"),
    ],
)
def test_a_name_of_which_another_in_the_book_is_nearer_is_proposed_and_never_applied_alone(said, nearly):
    owed = item("near", "121.33", name=nearly)
    [match] = reconcile([line("L", "121.33", name=said)], [owed, item("very", "242.66", name=said)])
    assert (match.items, match.auto) == (("near",), False)
    [match] = reconcile([line("L", "121.33", name=said)], [item("very", "121.33", name=said), owed])
    assert (match.items, match.auto) != (("near",), True)
    numbered = item("near", "121.33", "2026004711", name=nearly)
    [match] = reconcile([line("L", "121.33", "2026004711", name=said)], [numbered, item("very", "242.66", name=said)])
    assert match.auto, "it is named"
