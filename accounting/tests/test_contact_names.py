import random

import pytest

from accounting.contact_names import Known, bare_name, likely_same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café De Kroon BVBA", "De Kroon Cafe bv"),
        ("Peeters & Zonen N.V.", "PEETERS EN ZONEN NV"),
        ("Electrabel SA", "Electrabel s.a."),
    ],
)
def test_the_same_company_written_twice_is_proposed(one, other):
    assert [each.reasons for each in likely_same([Known(1, one), Known(2, other)])] == [("name",)]


@pytest.mark.parametrize(("one", "other"), [("Bakkerij Jansen", "Bakkerij Peeters"), ("De Pers", "De Kers")])
def test_two_names_that_share_a_word_are_two(one, other):
    assert likely_same([Known(1, one), Known(2, other)]) == []


def test_the_same_account_or_number_is_a_reason_whatever_the_names_say():
    iban = likely_same([Known(1, "Jan", iban="BE68539007547034"), Known(2, "Piet", iban="BE68539007547034")])
    number = likely_same(
        [Known(1, "Jan", enterprise_number="0428759497"), Known(2, "P", enterprise_number="0428759497")]
    )
    assert [(each.score, each.reasons) for each in (*iban, *number)] == [(90, ("iban",)), (100, ("enterprise_number",))]


def test_two_vat_numbers_are_two_companies():
    assert likely_same([Known(1, "De Pers", "BE0428759497"), Known(2, "De Pers", "BE0403019261")]) == []


def test_a_shared_mailbox_alone_says_nothing():
    assert likely_same([Known(1, "Jan", email="info@gent.be"), Known(2, "Piet", email="info@gent.be")]) == []


def test_a_name_of_nothing_but_a_legal_form_is_still_a_name():
    assert bare_name("NV") == "nv"
    assert bare_name("株式会社") == ""


def test_ten_thousand_contacts_are_compared_within_reason():
    words = random.Random(1)
    many = [Known(n, f"Bakkerij {words.randrange(10**6)} {words.randrange(10**6)}") for n in range(10_000)]
    many.append(Known(10_000, many[77].name + " BV"))
    assert (77, 10_000) in {(each.first, each.second) for each in likely_same(many)}
