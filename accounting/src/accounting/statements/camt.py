"""CAMT.052, .053 and .054, the ISO 20022 statements: every version, since elements are found by their local names.

The file is hostile until shown otherwise: expat looks at it first and refuses a document type, then libxml2 reads
element by element without DTD, entities, network or its "huge" mode, and each entry is forgotten once it is read.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO
from xml.parsers import expat

from lxml import etree

from accounting.reading.xml import child, children, first_text, text
from accounting.statements.camt_entry import amount_of, day, day_of, entry, signed
from accounting.statements.camt_tree import Node
from accounting.statements.errors import StatementFormatUnknown, StatementUnreadable
from accounting.statements.model import Balance, Event, Format, Head, Movement, Promised, Tail
from accounting.statements.reasons import because
from accounting.statements.references import iban_of

KINDS: dict[str, Format] = {"Stmt": "camt.053", "Rpt": "camt.052", "Ntfctn": "camt.054"}
MESSAGES = {"BkToCstmrStmt": "Stmt", "BkToCstmrAcctRpt": "Rpt", "BkToCstmrDbtCdtNtfctn": "Ntfctn"}
OPENINGS = ("OPBD", "PRCD")
CLOSINGS = ("CLBD",)
UNDATED = "The bank gives no date: this is that of the closing balance."
READ = ("Ntry", "Bal", "TxsSummry")
CHUNK = 65_536


class _FirstElement(Exception):
    """Raised inside expat to stop at the end of the prolog."""


def read_camt(source: BinaryIO) -> Iterator[Event]:
    """Raises StatementUnreadable where the XML or an entry is wrong, StatementFormatUnknown for other XML."""
    _refuse_document_type(source)
    source.seek(0)
    walk = etree.iterparse(
        source, events=("start", "end"), tag=[f"{{*}}{name}" for name in (*READ, *KINDS)],
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        yield from _events(walk)
    except (etree.XMLSyntaxError, LookupError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise StatementUnreadable(because("xml_broken", how=_short(error)), line=line or None) from error


def _short(error: Exception) -> str:
    return re.sub(r", line \d+, column \d+.*|<.*", "", str(error)).strip()[:120] or "it breaks off"


def _events(walk: "etree.iterparse") -> Iterator[Event]:
    reading: _Reading | None = None
    found = False
    for event, element in walk:
        name = element.tag.rpartition("}")[2]
        parent = element.getparent()
        if event == "start":
            if reading is None and parent is not None and MESSAGES.get(parent.tag.rpartition("}")[2]) == name:
                reading, found = _Reading(element, KINDS[name]), True
            continue
        if reading is not None and element is reading.element:
            yield from reading.begun()
            yield reading.tail()
            reading = None
        elif reading is not None and parent is reading.element:
            if name == "Ntry":
                yield from reading.begun()
                yield reading.entry(element)
            else:
                reading.note(name, element)
        elif name not in READ:
            continue
        element.clear()
        _forget_before(element)
    if not found:
        raise StatementFormatUnknown(because("not_camt"))


def _forget_before(element: etree._Element) -> None:
    """Whatever was read before ``element`` and is empty now."""
    previous = element.getprevious()
    parent = element.getparent()
    while previous is not None and parent is not None and len(previous) == 0 and _is_read(previous):
        parent.remove(previous)
        previous = element.getprevious()


def _is_read(element: etree._Element) -> bool:
    return element.tag.rpartition("}")[2] in (*READ, *KINDS)


class _Reading:
    """One statement of the message."""

    def __init__(self, element: etree._Element, kind: Format) -> None:
        self.element, self.kind, self.line = element, kind, element.sourceline or 1
        self.head: Head | None = None
        self.balances: list[Balance] = []
        self.promised = Promised()
        self.count = 0

    def begun(self) -> Iterator[Head]:
        """The head, once: everything it needs stands before the first entry."""
        if self.head is not None:
            return
        statement = self.element
        account = child(statement, "Acct")
        number = first_text(account, "Id/IBAN", "Id/Othr/Id", "Id/BBAN", "Id/PrtryAcct/Id")
        bank = child(account, "Svcr/FinInstnId")
        currency = text(account, "Ccy") or next((each.currency for each in self.balances if each.currency), None)
        if currency is None:
            amount = next(children(statement, "Ntry/Amt"), None)
            currency = amount.get("Ccy") if amount is not None else None
        self.head = Head(
            self.kind, self.line, number, currency, iban_of(number), holder=text(account, "Ownr/Nm"),
            description=text(account, "Nm"), bank_bic=first_text(bank, "BICFI", "BIC"),
            identification=text(statement, "Id"), sequence=first_text(statement, "ElctrncSeqNb", "LglSeqNb"),
            created_on=day(text(statement, "CreDtTm"), "CreDtTm", self.line),
            is_copy=text(statement, "CpyDplctInd") in ("COPY", "DUPL", "CODU"),
            opening=opening.amount if (opening := self._balance(OPENINGS, first=True)) else None,
        )  # fmt: skip
        yield self.head

    def entry(self, element: etree._Element) -> Movement:
        self.count += 1
        found = entry(Node(element), self.count, self.head.account if self.head else None)
        closing = self._balance(CLOSINGS, first=False)
        if found.booked_on or found.value_on or not closing or not closing.on:
            return found
        return replace(found, booked_on=closing.on, notes=(*found.notes, UNDATED))

    def note(self, name: str, element: etree._Element) -> None:
        if name == "Bal":
            balance = Node(element)
            kind = first_text(element, "Tp/CdOrPrtry/Cd", "Tp/CdOrPrtry/Prtry", "Tp/Cd") or "OTHR"
            amount, currency = amount_of(balance, "Amt")
            on = day_of(balance, "Dt/Dt", balance.line) or day_of(balance, "Dt/DtTm", balance.line)
            self.balances.append(Balance(kind, signed(amount, balance), currency, on))
        elif name == "TxsSummry":
            written = text(element, "TtlNtries/NbOfNtries")
            if written and re.fullmatch(r"[0-9]{1,9}", written):
                self.promised = Promised(movements=int(written))

    def tail(self) -> Tail:
        notices = [
            text(each)
            for name in ("AddtlStmtInf", "AddtlRptInf", "AddtlNtfctnInf")
            for each in children(self.element, name)
        ]
        return Tail(
            self._balance(OPENINGS, first=True), self._balance(CLOSINGS, first=False), tuple(self.balances),
            self.promised, Promised(movements=self.count), tuple(notice for notice in notices if notice),
        )  # fmt: skip

    def _balance(self, kinds: tuple[str, ...], *, first: bool) -> Balance | None:
        """By kind in order of preference; of several interim ones the first opens and the last closes."""
        for kind in (*kinds, "OPNG" if first else "CLSG"):
            same = [each for each in self.balances if each.kind == kind]
            if same:
                return same[0 if first else -1]
        return None


def _refuse_document_type(source: BinaryIO) -> None:
    def document_type(*_: object) -> None:
        raise StatementUnreadable(because("document_type"), line=parser.CurrentLineNumber)

    def first_element(*_: object) -> None:
        raise _FirstElement

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = document_type
    parser.EntityDeclHandler = document_type
    parser.StartElementHandler = first_element
    source.seek(0)
    try:
        while chunk := source.read(CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except _FirstElement:
        return
    except (expat.ExpatError, ValueError, LookupError) as error:
        reason = because("xml_broken", how=_short(error))
        raise StatementUnreadable(reason, line=getattr(error, "lineno", None)) from error
    raise StatementUnreadable(because("xml_broken", how="it holds no element"))
