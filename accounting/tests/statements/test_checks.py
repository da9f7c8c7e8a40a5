"""What follows, what was seen before, and what counts."""

from dataclasses import replace
from decimal import Decimal

import pytest

from accounting.statements import Gap, gap_between, keys, prove, read


def test_a_statement_that_opens_where_the_one_before_closed_leaves_no_gap(written):
    first, second = read(written("two_days.cod"))
    assert gap_between(first, second) is None


def test_a_missing_statement_is_a_gap_and_one_of_before_an_overlap(written):
    first, second = read(written("two_days.cod"))
    found = gap_between(second, first)
    assert found == Gap("overlap", Decimal("1314.05"), Decimal("1000"), second.closing.on, first.opening.on)
    later = replace(second.opening, amount=Decimal("5"))
    assert gap_between(first, replace(second, tail=replace(second.tail, opening=later))).kind == "gap"


def test_reading_the_file_again_gives_the_same_keys_and_no_two_are_equal(written):
    found = [key for day in read(written("two_days.cod")) for key in keys(day)]
    assert found == [key for day in read(written("two_days.cod")) for key in keys(day)]
    assert len(set(found)) == len(found) == 6


def test_two_equal_coffees_of_one_day_are_two():
    coffees = b"Datum;Bedrag;Omschrijving\n05/03/2026;-2,50;Koffie\n05/03/2026;-2,50;Koffie\n"
    (statement,) = read(coffees)
    first, second = keys(statement)
    assert first != second


def test_without_an_id_day_amount_account_and_text_make_the_key():
    def key(row: str) -> str:
        return keys(read(f"Datum;Rekening;Bedrag;Omschrijving\n{row}\n".encode())[0])[0]

    same = key("05/03/2026;A;-2,50;Koffie  verkeerd")
    assert key("05/03/2026;A;-2,5;koffie verkeerd") == same
    others = (
        "06/03/2026;A;-2,50;Koffie",
        "05/03/2026;B;-2,50;Koffie",
        "05/03/2026;A;-2,51;Koffie",
        "05/03/2026;A;-2,50;Thee",
    )
    assert same not in [key(row) for row in others]


def test_an_id_of_the_bank_outlives_a_change_of_text(written):
    (first, *_), (later, *_) = (
        keys(read(written("camt053.xml").replace(b"Grote Markt", street))[0])
        for street in (b"Grote Markt", b"Korenmarkt")
    )
    assert first == later


def test_balances_in_another_currency_prove_nothing(written):
    wrong = written("camt053.xml").replace(b'<Amt Ccy="EUR">910.50', b'<Amt Ccy="SEK">910.50')
    proof = prove(read(wrong)[0])
    assert (proof.proved, [*map(str, proof.reasons)]) == (
        False,
        ["balances and movements are in different currencies: EUR, SEK"],
    )


def test_a_count_that_is_not_kept_is_said(written):
    proof = prove(read(written("camt053.xml").replace(b"<NbOfNtries>5", b"<NbOfNtries>6"))[0])
    assert (proof.proved, [*map(str, proof.reasons)]) == (False, ["the file says 6 movements, it holds 5"])


@pytest.mark.parametrize("name", ["two_days.cod", "camt053.xml", "pages.sta"])
def test_a_head_says_with_what_it_opens_before_its_first_movement(written, name):
    for statement in read(written(name)):
        assert statement.head.opening == statement.opening.amount
