"""CAMT: one day with a batch, a reversal and a dollar purchase; versions, kinds and hostile XML."""

import re
from datetime import date
from decimal import Decimal

import pytest

from accounting.statements import Movement, Reference, StatementFormatUnknown, StatementUnreadable, prove, read


@pytest.fixture
def day(only):
    return only("camt053.xml")


def test_head_and_balances(day):
    assert (day.head.format, day.account, day.head.holder) == ("camt.053", "BE95735000123458", "De Gouden Pen BV")
    assert [(each.kind, each.amount) for each in day.tail.balances] == [
        ("OPBD", Decimal("1000.00")),
        ("CLBD", Decimal("-910.50")),
        ("CLAV", Decimal("-410.50")),
    ]
    proof = prove(day)
    assert (proof.proved, proof.movements, proof.total) == (True, 5, Decimal("-1910.50"))


def test_an_entry_of_one_transaction_is_one_movement(day):
    paid = day.movements[0]
    assert (paid.bank_id, paid.end_to_end_id, paid.code) == ("KB1", None, "PMNT-RCDT-ESCT")
    assert (paid.party.name, paid.party.iban, paid.party.bic) == ("Café De Kroon", "BE19431000789912", "GKCCBEBB")
    assert paid.party.address == "Grote Markt 1, 9000 Gent, BE"
    assert paid.reference == Reference("ogm", "002026004240", True)
    assert paid.children == ()


def test_a_batch_is_one_movement_and_its_transactions_are_children(day):
    batch = day.movements[1]
    assert (batch.amount, batch.customer_reference) == (Decimal("-3000.00"), "LONEN-03")
    assert [(child.amount, child.party.name, child.text) for child in batch.children] == [
        (Decimal("-1800.00"), "An Peeters", "Wedde maart"),
        (Decimal("-1200.00"), "Tom Maes", "Wedde maart"),
    ]


def test_a_creditor_reference_inside_a_free_text_is_found(day):
    assert day.movements[2].reference == Reference("rf", "RF18539007547034", True)
    assert day.movements[2].booked_on == date(2026, 3, 5)


def test_a_reversal_keeps_its_sign_and_names_the_other_side_of_what_it_undoes(day):
    undone = day.movements[3]
    assert (undone.amount, undone.reversal, undone.party.name) == (Decimal("60.50"), True, "Watermaatschappij")
    assert undone.notes == ("Returned: MD06",)


def test_a_foreign_amount_and_its_rate(day):
    original = day.movements[4].original
    assert (original.amount, original.currency, original.rate) == (Decimal("132.13"), "USD", Decimal("1.0965"))


@pytest.mark.parametrize("version", ["02", "04", "06", "08", "10", "13"])
def test_every_version_is_read_by_the_names_of_its_elements(written, day, version):
    other = written("camt053.xml").replace(b"053.001.08", f"053.001.{version}".encode())
    if version in ("02", "04", "06"):
        other = (
            other.replace(b"<Pty>", b"")
            .replace(b"</Pty>", b"")
            .replace(b"<Sts><Cd>BOOK</Cd></Sts>", b"<Sts>BOOK</Sts>")
        )
        other = other.replace(b"BICFI", b"BIC")
    assert read(other) == [day]


def test_any_prefix_and_any_namespace_will_do(written, day):
    content = written("camt053.xml").replace(b'xmlns="', b'xmlns:x="').decode()
    for bracket in ("</", "<"):
        content = content.replace(bracket, f"{bracket}x:")
    content = content.replace("<x:?", "<?").replace("<x:/x:", "</x:").replace("<x:/", "</")
    assert read(content.encode()) == [day]


@pytest.mark.parametrize(
    ("message", "part", "kind"),
    [("BkToCstmrAcctRpt", "Rpt", "camt.052"), ("BkToCstmrDbtCdtNtfctn", "Ntfctn", "camt.054")],
)
def test_reports_and_notifications_are_read_like_statements(written, day, message, part, kind):
    content = written("camt053.xml").replace(b"BkToCstmrStmt>", f"{message}>".encode())
    content = content.replace(b"<Stmt>", f"<{part}>".encode()).replace(b"</Stmt>", f"</{part}>".encode())
    (found,) = read(content)
    assert (found.head.format, found.movements) == (kind, day.movements)


def test_a_pending_entry_is_shown_and_not_added(written):
    pending = written("camt053.xml").replace(b"<Sts><Cd>BOOK</Cd></Sts>", b"<Sts><Cd>PDNG</Cd></Sts>", 1)
    (found,) = read(pending)
    assert [each.booked for each in found.movements] == [False, True, True, True, True]
    assert prove(found).total == Decimal("-3120.50")


@pytest.mark.parametrize(
    ("status", "booked"),
    [
        ("<Prtry>BOOKED</Prtry>", True),
        ("<Prtry>Geboekt</Prtry>", True),
        ("<Prtry>HOLD</Prtry>", False),
        ("INFO", False),
    ],
)
def test_the_bank_s_own_word_for_booked_is_booked(written, status, booked):
    content = written("camt053.xml").replace(b"<Sts><Cd>BOOK</Cd></Sts>", f"<Sts>{status}</Sts>".encode(), 1)
    (found,) = read(content)
    assert found.movements[0].booked is booked
    assert prove(found).proved is booked


def test_a_batch_whose_parts_miss_is_proved_by_its_entry(written):
    content = written("camt053.xml").replace(b"1800.00", b"1.00")
    (found,) = read(content)
    assert prove(found).proved is True


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"3000.00", b"3.000,00", "line 21: Amt is no amount: 3.000,00"),
        (
            b'"EUR">60.50</Amt><CdtDbtInd>DBIT<',
            b'"EUR">60.50</Amt><CdtDbtInd>OUT<',
            "line 27: CdtDbtInd is OUT, not CRDT or DBIT",
        ),
        (b"<BookgDt><Dt>2026-03-05", b"<BookgDt><Dt>2026-02-31", "line 12: BookgDt/Dt is no date: 2026-02-31"),
        (b"<BookgDt><Dt>2026-03-05", b"<BookgDt><Dt>2026-W01-1", "line 12: BookgDt/Dt is no date: 2026-W01-1"),
    ],
)
def test_a_broken_entry_is_named_with_its_line(written, old, new, reason):
    with pytest.raises(StatementUnreadable) as caught:
        read(written("camt053.xml").replace(old, new, 1))
    assert caught.value.detail == reason


def test_an_amount_with_a_minus_is_refused_for_its_sign_is_said_beside_it(written):
    with pytest.raises(StatementUnreadable) as caught:
        read(written("camt053.xml").replace(b">3000.00", b">-3000.00", 1))
    assert caught.value.detail == "line 21: Amt is no amount: -3000.00"


def test_xml_that_breaks_off_is_refused(written):
    with pytest.raises(StatementUnreadable, match="no well-formed XML"):
        read(written("camt053.xml")[:-40])


@pytest.mark.parametrize(
    "prolog",
    [
        b"<!DOCTYPE Document>",
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]>',
    ],
)
def test_a_document_type_is_refused_unread(written, prolog):
    content = written("camt053.xml").replace(b"?>", b"?>" + prolog, 1)
    with pytest.raises(StatementUnreadable, match="document type"):
        read(content)


def test_other_xml_is_no_statement():
    with pytest.raises(StatementFormatUnknown):
        read(b'<?xml version="1.0"?><Document><CstmrCdtTrfInitn/></Document>')


def test_an_entry_without_dates_is_of_the_day_on_which_the_statement_closes(written):
    """ISO 20022 asks for neither of the two."""
    undated = re.sub(rb"<(BookgDt|ValDt)>.*?</\1>", b"", written("camt053.xml"), flags=re.DOTALL)
    (statement,) = read(undated)
    assert {each.booked_on for each in statement.movements} == {statement.closing.on}
    assert all("no date" in each.notes[-1] for each in statement.movements)


def told(written, about: str, place: bytes = b"</Strd>") -> Movement:
    """The first movement of the day with more said behind this element."""
    return read(written("camt053.xml").replace(place, place + about.encode(), 1))[0].movements[0]


def test_all_references_and_documents_that_a_payment_names_are_kept(written):
    more = """<Strd><CdtrRefInf><Ref>002026004341</Ref></CdtrRefInf></Strd>
     <Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>CINV</Cd></CdOrPrtry></Tp><Nb>2026-118</Nb></RfrdDocInf></Strd>
     <Strd><AddtlRmtInf>less the broken one</AddtlRmtInf></Strd>"""
    paid = told(written, more)
    assert paid.reference == Reference("ogm", "002026004240", True)
    assert (paid.text, paid.quoted) == ("less the broken one", ("002026004341", "2026-118"))
    paid = told(written, more + "<Ustrd>Two invoices</Ustrd>")
    assert (paid.text, paid.quoted) == ("Two invoices", ("002026004341", "2026-118", "less the broken one"))


def test_what_the_bank_kept_and_what_was_sent_is_told(written):
    kept = """<Amt Ccy="EUR">1210.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>
     <AmtDtls><InstdAmt><Amt Ccy="EUR">1215.00</Amt></InstdAmt></AmtDtls>
     <Chrgs><TtlChrgsAndTaxAmt Ccy="EUR">5.00</TtlChrgsAndTaxAmt><Rcrd><Amt Ccy="EUR">5.00</Amt></Rcrd></Chrgs>"""
    paid = told(written, kept, b"<Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>")
    assert (paid.amount, paid.notes) == (Decimal("1210.00"), ("Charges: 5.00 EUR", "Sent: 1215.00 EUR"))
    same = kept.replace("1215.00", "1210.00").replace("5.00", "0.00")
    assert told(written, same, b"<Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>").notes == ()
    sent = b"<AmtDtls><InstdAmt><Amt Ccy='EUR'>1799.00</Amt></InstdAmt>"
    (found,) = read(written("camt053.xml").replace(b"<AmtDtls>", sent, 1))
    assert [each.notes for each in found.movements[1].children] == [("Sent: 1799.00 EUR",), ()]
