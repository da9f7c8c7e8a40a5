"""CODA: two days of one account, with wages paid together, a dollar purchase and a returned direct debit."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from accounting.statements import Reference, StatementUnreadable, prove, read
from accounting.statements.coda_words import structured


@pytest.fixture
def days(written):
    return read(written("two_days.cod"))


def test_one_file_holds_two_statements_that_follow_each_other(days):
    assert [(day.head.sequence, day.opening.amount, day.closing.amount) for day in days] == [
        ("064", Decimal("1000"), Decimal("-1185.95")),
        ("065", Decimal("-1185.95"), Decimal("1314.05")),
    ]
    assert [prove(day).proved for day in days] == [True, True]


def test_the_head_says_whose_account_it_is(days):
    head = days[0].head
    assert (head.account, head.account_iban, head.currency) == ("BE95735000123458", "BE95735000123458", "EUR")
    assert (head.holder, head.description, head.bank_bic) == ("DE GOUDEN PEN BV", "Zichtrekening", "KREDBEBB")
    assert head.created_on == date(2026, 3, 5)
    assert days[0].tail.notices == ("VANAF 1 APRIL VERANDEREN ONZE TARIEVEN",)


def test_a_payment_with_a_structured_reference(days):
    paid = days[0].movements[0]
    assert paid.amount == Decimal("1210.00")
    assert (paid.booked_on, paid.value_on) == (date(2026, 3, 5), date(2026, 3, 5))
    assert paid.reference == Reference("ogm", "002026004240", True)
    assert (paid.party.name, paid.party.iban, paid.party.bic) == ("CAFÉ DE KROON", "BE19431000789912", "GKCCBEBB")
    assert paid.party.address == "GROTE MARKT 1, 9000 GENT"
    assert paid.code_words == "Transfer: in your favour"


def test_wages_paid_together_are_one_movement_of_which_the_details_are_not_added(days):
    wages = days[0].movements[1]
    assert wages.amount == Decimal("-3000")
    assert [(child.amount, child.party.name) for child in wages.children] == [
        (Decimal("-1800"), "AN PEETERS"),
        (Decimal("-1200"), "TOM MAES"),
    ]
    assert prove(days[0]).total == Decimal("-2185.95")


def test_a_purchase_in_dollars_knows_what_was_paid_and_its_rate(days):
    bought = days[0].movements[2]
    assert (bought.original.amount, bought.original.currency) == (Decimal("100"), "USD")
    assert bought.original.rate == Decimal("1.09649123")
    assert [child.amount for child in bought.children] == [Decimal("-91.20"), Decimal("-2.25")]
    assert sum(child.amount for child in bought.children) == bought.amount
    assert bought.value_on == date(2026, 3, 6)


def test_a_free_text_goes_on_in_the_records_behind_it(days):
    assert days[0].movements[3].text == (
        "FACTUUR 2026-118 VAN 12/02/2026, LEVERING VAN PAPIER EN INKT VOOR HET ATELIER, "
        "ZOALS AFGESPROKEN MET LIEVEAAN DE LEIE 7"
    )


def test_a_returned_direct_debit_names_its_mandate_and_why(days):
    returned = days[0].movements[4]
    assert (returned.mandate, returned.text, returned.reversal) == ("MANDAAT-17", "WATER Q1", True)
    assert returned.notes == ("Creditor BE68ZZZ0123456789", "Direct debit: reimbursed")


def test_lines_without_ends_and_lines_that_lost_their_blanks_are_read(written, days):
    content = written("two_days.cod").decode("cp1252")
    assert read(content.replace("\r\n", "").encode("cp1252")) == [
        *read("".join(content.split("\r\n")).encode("cp1252"))
    ]
    stripped = "\n".join(line.rstrip() for line in content.splitlines())
    assert [day.movements for day in read(stripped.encode("cp1252"))] == [day.movements for day in days]


def test_utf_8_is_read_too(written, days):
    assert read(written("two_days.cod").decode("cp1252").encode())[0].movements == days[0].movements


def test_a_day_without_movements_needs_no_closing_balance(written):
    lines = written("two_days.cod").decode("cp1252").splitlines()
    quiet = [lines[0], lines[1], lines[-1][:16] + "000001" + "0" * 30 + lines[-1][52:]]
    (day,) = read("\n".join(quiet).encode("cp1252"))
    assert (day.movements, day.closing.amount, prove(day).proved) == ((), Decimal("1000"), True)


@pytest.mark.parametrize(
    ("line", "place", "put", "reason"),
    [
        (1, 127, "7", "line 1: in record 0, version 7 is not known, 1 and 2 are"),
        (2, 43, "x", "line 2: in record 1, the opening balance is no amount: 0x00000001000000"),
        (3, 47, "310226", "line 3: in record 2.1, the value date is no date: 310226"),
        (8, 53, "4", "line 8: in record 2.1, type 4 of the transaction code is not known"),
        (3, 53, "8", "line 3: in record 2.1, a detail stands before the movement that it explains"),
        (2, 0, "7", "line 2: there is no record 7 in CODA"),
        (31, 0, "0", "line 31: in record 0, a statement begins before the one before it ended (record 9)"),
    ],
)
def test_a_broken_line_is_named_with_its_reason(written, line, place, put, reason):
    lines = written("two_days.cod").decode("cp1252").splitlines()
    old = lines[line - 1]
    lines[line - 1] = old[:place] + put + old[place + len(put) :]
    with pytest.raises(StatementUnreadable) as caught:
        read("\n".join(lines).encode("cp1252"))
    assert caught.value.detail == reason
    assert caught.value.line == line


def test_a_file_that_breaks_off_is_refused_whole(written):
    lines = written("two_days.cod").decode("cp1252").splitlines()
    with pytest.raises(StatementUnreadable, match=f"line {len(lines) - 1}: the file breaks off before record 9"):
        read("\n".join(lines[:-1]).encode("cp1252"))


def test_a_file_that_does_not_add_up_is_read_and_says_so(written):
    wrong = written("two_days.cod").replace(b"0000000001210000050326", b"0000000001210010050326")
    day = read(wrong)[0]
    proof = prove(day)
    assert (proof.proved, proof.difference, proof.movements) == (False, Decimal("-0.01"), 5)
    assert tuple(map(str, proof.reasons)) == (
        "1000.00 and -2185.94 make -1185.94, the statement ends at -1185.95",
        "the file says 1210.00 credit in total, it holds 1210.01",
    )


@pytest.mark.parametrize(
    ("line", "place", "put", "reason"),
    [
        (4, 2, "0009", "line 4: in record 2.2, it carries the number 00090000 and stands under 00010000"),
        (4, 6, "0003", "line 4: in record 2.2, it carries the number 00010003 and stands under 00010000"),
        (5, 2, "0002", "line 5: in record 2.3, it carries the number 00020000 and stands under 00010000"),
        (7, 2, "0002", "line 7: in record 3.2, it carries the number 0002 and stands under 0001"),
        (8, 2, "0000", "line 8: in record 2.1, movement 0000 stands behind 0001"),
        (10, 2, "0001", "line 10: in record 2.1, it carries the number 0001 and stands under 0002"),
    ],
)
def test_records_of_two_movements_are_not_mixed(written, line, place, put, reason):
    lines = written("two_days.cod").decode("cp1252").splitlines()
    old = lines[line - 1]
    lines[line - 1] = old[:place] + put + old[place + len(put) :]
    with pytest.raises(StatementUnreadable) as caught:
        read("\n".join(lines).encode("cp1252"))
    assert caught.value.detail == reason


def test_movements_that_changed_places_are_refused(written):
    lines = written("two_days.cod").decode("cp1252").splitlines()
    places = [place for place, line in enumerate(lines) if line[:2] == "21" and line[53] in "0123"]
    one, other = places[0], places[1]
    lines[one], lines[other] = lines[other], lines[one]
    with pytest.raises(StatementUnreadable, match="it carries the number 00010000 and stands under 0002"):
        read("\n".join(lines).encode("cp1252"))


@pytest.mark.parametrize(
    ("place", "put", "reason"),
    [
        (4, "BE19431000789912", "record 1 opened BE95735000123458, record 8 in line {line} closes BE19431000789912"),
        (38, "USD", "record 1 is in EUR, record 8 in line {line} in USD"),
    ],
)
def test_a_closing_balance_of_another_account_or_currency_proves_nothing(written, place, put, reason):
    lines = written("two_days.cod").decode("cp1252").splitlines()
    at = next(number for number, line in enumerate(lines) if line[0] == "8")
    lines[at] = lines[at][:place] + put + lines[at][place + len(put) :]
    proof = prove(read("\n".join(lines).encode("cp1252"))[0])
    assert (proof.proved, [*map(str, proof.reasons)]) == (False, [reason.format(line=at + 1)])


def test_a_closing_balance_may_name_the_account_by_its_old_number(written):
    lines = written("two_days.cod").decode("cp1252").splitlines()
    at = next(number for number, line in enumerate(lines) if line[0] == "8")
    lines[at] = lines[at][:4] + "735000123458 EUR0BE".ljust(37) + lines[at][41:]
    assert prove(read("\n".join(lines).encode("cp1252"))[0]).proved is True


def test_version_1_keeps_the_account_of_the_other_side_in_twelve_places(written):
    lines = written("two_days.cod").decode("cp1252").splitlines()[-7:]
    lines[0] = lines[0][:127] + "1"
    lines[1] = "1" + " " + "065" + "735000123458" + " EUR" + " " * 21 + lines[1][42:]
    name = "CAFE DE KROON"
    lines[4] = "23" + lines[4][2:10] + "431000789912".ljust(37) + name.ljust(26) + "GROTE MARKT 1".ljust(52) + "0 0"
    (day,) = read("\n".join(lines).encode("cp1252"))
    assert (day.head.account, day.head.account_iban) == ("735000123458", "BE95735000123458")
    other = day.movements[0].party
    assert (other.account, other.iban, other.name, other.address) == (
        "431000789912", "BE19431000789912", name, "GROTE MARKT 1",
    )  # fmt: skip


@pytest.mark.parametrize("digit", "²³¹")
def test_a_superscript_is_no_digit_of_a_rate_or_an_amount(written, digit):
    lines = written("two_days.cod").decode("cp1252").splitlines()
    place = next(place for place, line in enumerate(lines) if line[61:65] == "1105")
    lines[place] = lines[place][:90] + digit + lines[place][91:]
    movements = read("\n".join(lines).encode("cp1252"))[0].movements
    assert [each.original for each in movements] == [None] * len(movements)
    assert any(digit in child.text for each in movements for child in each.children)


@pytest.mark.parametrize("digit", "²³¹")
def test_a_superscript_in_what_a_card_paid_abroad_leaves_the_rest_of_it(digit):
    value = "1910317041110214".ljust(66) + f"00000000000{digit}000" + "000100000000" + "USD"
    said = structured("113", value)
    assert (said.original, said.text) == (None, "Card 1910 3170 4111 0214")


def test_a_creditor_reference_of_iso_11649_is_the_reference(written):
    lines = written("two_days.cod").decode("cp1252").splitlines()
    place = next(place for place, line in enumerate(lines) if line[61:65] == "1101")
    lines[place] = lines[place][:62] + "100RF18539007547034".ljust(53) + lines[place][115:]
    paid = read("\n".join(lines).encode("cp1252"))[0].movements[0]
    assert (paid.amount, paid.reference) == (Decimal("1210.00"), Reference("rf", "RF18539007547034", True))


@pytest.mark.parametrize(("quoted", "reference"), [
    ("002026004240", Reference("ogm", "002026004240", True)), ("000000000000", None), (" " * 12, None),
])  # fmt: skip
def test_what_was_paid_in_another_currency_keeps_what_was_quoted(quoted, reference):
    value = "000000000091200" + "000000000100000" + "000109649123" + "USD" + quoted + "US000000000091200"
    said = structured("105", value)
    assert (said.reference, said.original.amount) == (reference, Decimal("100"))


@pytest.mark.parametrize(("said", "reference"), [
    ("+++002/0260/04240+++", Reference("ogm", "002026004240", True)),
    ("RF18539007547034", Reference("rf", "RF18539007547034", True)),
    ("243690000141", None), ("WATER Q1", None),
])  # fmt: skip
def test_what_a_direct_debit_quotes_is_its_reference_but_a_number_of_the_creditor_is_not(said, reference):
    value = "050326" + "10" + "0" + "BE68ZZZ0123456789".ljust(35) + "MANDAAT-17".ljust(35) + said.ljust(62)
    found = structured("127", value)
    assert (found.mandate, found.text, found.reference) == ("MANDAAT-17", said, reference)


amounts = st.integers(-(10**11), 10**11).map(lambda cents: Decimal(cents) / 100)


def record(*parts: tuple[int, str]) -> str:
    row = [" "] * 128
    for start, text in parts:
        row[start : start + len(text)] = text
    return "".join(row)


def signed(amount: Decimal) -> str:
    return f"{int(amount < 0)}{abs(int(amount * 1000)):015d}"


@example(opening=Decimal("1.000"), groups=[(Decimal("-10.100"), [])], text="Âª")  # in CP1252, also UTF-8 by chance
@given(
    opening=amounts,
    groups=st.lists(st.tuples(amounts, st.lists(amounts, max_size=3)), max_size=6),
    text=st.text(st.characters(codec="latin-1", categories=("L", "N")), max_size=53),
)
def test_what_is_written_is_read_again_and_details_never_count(opening, groups, text):
    closing = opening + sum(amount for amount, _ in groups)
    lines = [
        record((0, "00000"), (5, "050326"), (127, "2")),
        record((0, "12001"), (5, "BE95735000123458"), (39, "EUR"), (42, signed(opening)), (58, "040326")),
    ]
    for number, (amount, details) in enumerate(groups, 1):
        for place, each in enumerate((amount, *details)):
            code = "10105000" if place == 0 else "50105000"
            head = (0, f"21{number:04d}{place:04d}")
            lines.append(
                record(head, (31, signed(each)), (47, "050326"), (53, code), (61, "0" + text), (115, "050326"))
            )
    lines.append(record((0, "8001"), (41, signed(closing)), (57, "050326")))
    debit = -sum(min(amount, Decimal(0)) for amount, _ in groups)
    credit = sum(max(amount, Decimal(0)) for amount, _ in groups)
    totals = f"{len(lines) - 1:06d}{int(debit * 1000):015d}{int(credit * 1000):015d}"
    lines.append(record((0, "9"), (16, totals), (127, "2")))
    (day,) = read("\n".join(lines).encode("cp1252"))
    assert [(each.amount, [child.amount for child in each.children]) for each in day.movements] == groups
    assert {each.text for each in day.movements} <= {text.strip()}
    assert (prove(day).proved, prove(day).total) == (True, closing - opening)
