"""Why a file is not read, or a statement is not proved: a code with its values, to be told in any language.

As text a reason is English. What is rare has no code; it is told in English alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Code = Literal[
    "account_differs",
    "account_missing",
    "against_the_days",
    "all_credits_below_zero",
    "amount_ambiguous",
    "amount_empty",
    "amount_impossible",
    "amount_of_another_currency",
    "archive_broken",
    "archive_damaged",
    "archive_locked",
    "archive_member",
    "archive_mixed",
    "archive_too_large",
    "balances_differ",
    "below_zero_in_credit",
    "breaks_off",
    "count_differs",
    "currencies_differ",
    "currency_differs",
    "date_empty",
    "date_to_come",
    "debit_and_credit",
    "direction_unknown",
    "document_type",
    "field_missing",
    "field_no_amount",
    "field_no_balance",
    "field_no_date",
    "field_no_movement",
    "field_out_of_place",
    "file_empty",
    "format_unknown",
    "more_cells",
    "no_amount",
    "no_date",
    "no_movements",
    "no_statement",
    "no_table",
    "no_text",
    "not_camt",
    "old_workbook",
    "opening_missing",
    "quote_open",
    "record_no_amount",
    "record_no_date",
    "record_no_number",
    "record_out_of_place",
    "record_too_long",
    "record_unknown",
    "row_does_not_follow",
    "signs_differ",
    "sign_missing",
    "sign_unknown",
    "total_differs",
    "version_unknown",
    "workbook_damaged",
    "xml_broken",
]
SENTENCES: Mapping[Code, str] = {
    "account_differs": "record 1 opened {opened}, record 8 in line {other} closes {closed}",
    "account_missing": "{field} does not say which account this is",
    "against_the_days": "the balances go against the days: do the amounts have the right sign?",
    "all_credits_below_zero": "every amount has a minus: did they come in?",
    "amount_ambiguous": "{field} may be {one} or {other}: {written}",
    "amount_empty": "the amount is empty",
    "amount_impossible": "{written} cannot be an amount",
    "amount_of_another_currency": "a movement in {currency} on an account in {wanted}",
    "archive_broken": "the ZIP is damaged or breaks off: download it again",
    "archive_damaged": "the ZIP is damaged at {name}",
    "archive_locked": "the ZIP has a password: unpack it first",
    "archive_member": "{name} in the ZIP is no CODA, CAMT, MT940 or OFX: unpack it, and bring the others by themselves",
    "archive_mixed": "{name} is of another format than the others in the ZIP: bring one format at a time",
    "archive_too_large": "the ZIP unpacks to more than any statements hold",
    "balances_differ": "{opening} and {total} make {made}, the statement ends at {closing}",
    "below_zero_in_credit": "below zero and in credit: {written}",
    "breaks_off": "the file breaks off before {wanted}",
    "count_differs": "the file says {said} {what}, it holds {found}",
    "currencies_differ": "balances and movements are in different currencies: {currencies}",
    "currency_differs": "record 1 is in {opened}, record 8 in line {other} in {closed}",
    "date_empty": "the date is empty",
    "date_to_come": "{written} would be {day}, which is still to come",
    "debit_and_credit": "debit and credit are both filled",
    "direction_unknown": "CdtDbtInd is {written}, not CRDT or DBIT",
    "document_type": "the file holds a document type or entities, which no bank writes",
    "field_missing": "{inside} has no {field}",
    "field_no_amount": "{field} is no amount: {written}",
    "field_no_balance": "field {field} is no balance: {written}",
    "field_no_date": "{field} is no date: {written}",
    "field_no_movement": "field {field} is no movement: {written}",
    "field_out_of_place": "field {field} {how}",
    "file_empty": "the file is empty",
    "format_unknown": "this is no bank statement we know: CODA, CAMT.052 to .054, MT940, OFX, a table (CSV, XLSX)",
    "more_cells": "the row has more cells than there are headers ({width})",
    "no_amount": "no amount: {written}",
    "no_date": "no date: {written}",
    "no_movements": "the table holds no movement",
    "no_statement": "there is no statement in this file",
    "no_table": "this is no table",
    "no_text": "this is no text",
    "not_camt": "this XML is no CAMT.052, .053 or .054",
    "old_workbook": "this is a file of Excel 97-2003: save it as .xlsx or CSV",
    "opening_missing": "the opening balance ({field}) is missing",
    "quote_open": "a quotation mark opens a cell and does not close it",
    "record_no_amount": "in record {record}, the {what} is no amount: {written}",
    "record_no_date": "in record {record}, the {what} is no date: {written}",
    "record_no_number": "in record {record}, the {what} is no number: {written}",
    "record_out_of_place": "in record {record}, {how}",
    "record_too_long": "a record has {width} places, this line {length}",
    "record_unknown": "there is no record {record} in CODA",
    "row_does_not_follow": "the balance in line {other} does not follow from the row {beside} it",
    "signs_differ": "{amount} and that of line {other} have other signs: which one went out?",
    "sign_missing": "empty, while line {other} has one: did it go out?",
    "sign_unknown": "neither money out nor money in: {written}",
    "total_differs": "the file says {said} {what} in total, it holds {found}",
    "version_unknown": "in record 0, version {written} is not known, 1 and 2 are",
    "workbook_damaged": "this workbook is damaged",
    "xml_broken": "this is no well-formed XML: {how}",
}
NOTHING = "(empty)"


@dataclass(frozen=True, slots=True)
class Reason:
    """A code and its values; ``column`` among them is the field of a table in which it happened,
    ``file`` the member of a ZIP.

    >>> str(because("no_amount", written="12,5x").in_column("amount"))
    'amount: no amount: 12,5x'
    """

    code: Code
    values: Mapping[str, str] = field(default_factory=dict)

    def in_column(self, name: str) -> "Reason":
        return Reason(self.code, {**self.values, "column": name})

    def in_file(self, name: str) -> "Reason":
        return Reason(self.code, {**self.values, "file": name.strip()[:60]})

    def __str__(self) -> str:
        said = SENTENCES[self.code].format(**{name: value or NOTHING for name, value in self.values.items()})
        return ": ".join([*(self.values[each] for each in ("file", "column") if each in self.values), said])


def because(code: Code, **values: object) -> Reason:
    """What is written in a file is told by its beginning."""
    return Reason(code, {name: str(value).strip()[:60] for name, value in values.items()})
