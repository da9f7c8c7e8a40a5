"""Rows of a table whose columns are known → movements, with the balances that the rows themselves tell."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from accounting.statements.cells import AHEAD, Cell, CellUnreadable, is_blank
from accounting.statements.errors import ColumnsUnknown, StatementUnreadable
from accounting.statements.mapping import (
    CREDIT_WORDS,
    DEBIT_WORDS,
    Mapping,
    number_of,
    plain,
    without_headers,
    word_of_sign,
)
from accounting.statements.model import Event, Head, LeftOut, Movement, Original, Tail
from accounting.statements.reasons import because
from accounting.statements.references import iban_of, party, reference_in, reference_of
from accounting.statements.running import Run
from accounting.statements.totals import is_total

Row = tuple[int, list[str]]
Owner = tuple[str | None, str | None]
"""Account and currency."""
MOST_OWNERS = 10
MOST_TOTALS = 100
"""Of more, the others are left out without being told one by one."""


@dataclass(frozen=True, slots=True)
class Columns:
    """A mapping laid over the headers of one file: field → places."""

    mapping: Mapping
    places: dict[str, tuple[int, ...]]
    order: str | None
    decimals: str | None
    width: int | None

    @classmethod
    def of(cls, mapping: Mapping, headers: list[str], line: int) -> "Columns":
        there: dict[str, list[int]] = {}
        for place, header in enumerate(headers):
            there.setdefault(plain(header), []).append(place)
        places: dict[str, tuple[int, ...]] = {}
        for name, named in mapping.columns.items():
            found = []
            for header in named:
                if number := number_of(header):
                    found.append(number - 1)
                elif plain(header) in there:
                    found.append(there[plain(header)][0])
                else:
                    raise ColumnsUnknown(f"there is no column {header[:60]}", line=line)
            places[name] = tuple(found)
        width = None if without_headers(mapping) else len(headers)
        return cls(mapping, places, mapping.order, mapping.decimals, width)

    def with_habits(self, order: str | None, decimals: str | None) -> "Columns":
        return replace(self, order=order, decimals=decimals)

    def text(self, row: list[str], name: str) -> str:
        """The cells of a field, joined; empty when the row is shorter."""
        places = self.places.get(name)
        if not places:
            return ""
        if len(places) == 1:
            return row[places[0]].strip() if places[0] < len(row) else ""
        return " ".join(filter(None, self.cells(row, name)))

    def cells(self, row: list[str], name: str) -> list[str]:
        """Of each column of a field, in their order."""
        return [row[place].strip() if place < len(row) else "" for place in self.places.get(name, ())]

    def owner(self, row: list[str]) -> Owner:
        currency = self.text(row, "currency").upper() or self.mapping.currency
        return self.text(row, "account") or self.mapping.account, currency

    def all_of(self, name: str, rows: list[list[str]]) -> list[str]:
        return [cell for row in rows if (cell := self.text(row, name))]


@dataclass
class Signs:
    """What stands before the amounts under debit and credit: the line of the first with a minus and of one without.

    Some banks write a minus before every debit and some before none, so what a column with both means is not guessed.
    Under credit a minus is a payment that was taken back, unless the whole column has them.
    """

    debit: dict[bool, int] = field(default_factory=dict)
    credit: dict[bool, int] = field(default_factory=dict)
    beside: dict[bool, int] = field(default_factory=dict)
    """The line of the first amount with a word for money out or in beside it, and of one without."""

    def debited(self, line: int, amount: Decimal) -> Decimal:
        if amount:
            self.debit.setdefault(amount < 0, line)
        if len(self.debit) == 2:
            other = self.debit[amount > 0]
            raise StatementUnreadable(because("signs_differ", amount=amount, other=other).in_column("debit"), line=line)
        return -abs(amount)

    def credited(self, line: int, amount: Decimal | None) -> Decimal | None:
        if amount:
            self.credit.setdefault(amount < 0, line)
        return amount

    def said(self, line: int, sign: str, *, is_clear: bool) -> None:
        """Raises StatementUnreadable where some amounts say how they moved and others do not."""
        if not is_clear:
            self.beside.setdefault(bool(sign), line)
        if len(self.beside) == 2:
            reason = because("sign_missing", other=self.beside[True])
            raise StatementUnreadable(reason.in_column("sign"), line=self.beside[False])

    def check(self) -> None:
        """Where debits have a minus, too, the minus is money out in both columns."""
        if set(self.credit) == {True} and True not in self.debit:
            reason = because("all_credits_below_zero")
            raise StatementUnreadable(reason.in_column("credit"), line=self.credit[True])


def read_rows(rows: Iterator[Row], again: Callable[[], Iterator[Row]], columns: Columns) -> Iterator[Event]:
    """Head, movements and tail for each account and currency, in whatever order their rows stand.

    The rows are read once, and ``again`` for every other account: so a statement is whole, and none is held in memory.
    Those of more than MOST_OWNERS are read last, a statement for each run of rows of one of them. Rows that add up the
    others are left out, and told with the statement that ends behind them.
    """
    owners: dict[Owner, int] = {}
    totals: list[LeftOut] = []
    turn, last, count, signs = 0, 0, 0, Signs()
    while turn <= last:
        run: Run | None = None
        for line, row in again() if turn else rows:
            if is_total(row):
                totals += [LeftOut(line, " ".join(filter(None, row)))] if not turn and len(totals) < MOST_TOTALS else []
                continue
            owner = columns.owner(row)
            if owner not in owners and len(owners) < MOST_OWNERS:
                owners[owner] = len(owners)
            number = owners.get(owner, MOST_OWNERS)
            last = max(last, number)
            movement = _movement(line, row, columns, count + 1, signs) if number == turn else None
            if movement is None:
                continue
            count += 1
            if run is None or owner != (run.head.account, run.head.currency):
                if run is not None:
                    yield _tail(run, totals)
                run = Run(_head(line, row, columns))
                yield run.head
            run.add(movement)
            yield movement
        if run is not None:
            yield _tail(run, totals)
        turn += 1
    if not count:
        raise StatementUnreadable(because("no_movements"))
    signs.check()


def _tail(run: Run, totals: list[LeftOut]) -> Tail:
    told = tuple(totals)
    totals.clear()
    return replace(run.tail(), left_out=told)


def _head(line: int, row: list[str], columns: Columns) -> Head:
    account, currency = columns.owner(row)
    return Head(
        "table", line, account, currency, iban_of(account, belgian=True),
        holder=columns.text(row, "holder") or None, description=columns.mapping.name or None,
    )  # fmt: skip


def _movement(line: int, row: list[str], columns: Columns, position: int, signs: Signs) -> Movement | None:
    """None for a row that is no movement: an empty amount and date, or a state that does not count."""
    if columns.width is not None and any(row[columns.width :]):
        raise StatementUnreadable(because("more_cells", width=columns.width), line=line)
    if "state" in columns.places and not columns.mapping.counts(columns.text(row, "state")):
        return None
    amount = _amount(line, row, columns, signs)
    booked, value = _day(line, row, columns, "booked_on"), _day(line, row, columns, "value_on")
    if amount is None and booked is None and value is None:
        return None
    if amount is None:
        raise StatementUnreadable(because("amount_empty"), line=line)
    if booked is None and value is None:
        raise StatementUnreadable(because("date_empty"), line=line)
    text, asked = columns.text(row, "text"), columns.text(row, "reference")
    _, currency = columns.owner(row)
    name, account = _other_side(row, columns, is_out=amount < 0)
    return Movement(
        position=str(position), line=line, amount=amount, currency=currency, booked_on=booked or value,
        value_on=value or booked, bank_id=columns.text(row, "bank_id") or None,
        mandate=columns.text(row, "mandate") or None, end_to_end_id=columns.text(row, "end_to_end") or None,
        party=party(
            name, account, columns.text(row, "bic"), address=columns.text(row, "address") or None
        ),
        reference=reference_of(asked) if asked else reference_in(text),
        text=" ".join(text.split()), as_written=text, code=columns.text(row, "code") or None,
        original=_original(line, row, columns, currency),
        balance_after=_number(line, row, columns, "balance_after"),
    )  # fmt: skip


def _other_side(row: list[str], columns: Columns, *, is_out: bool) -> tuple[str, str]:
    """Name and account. Of who paid and who was paid, one is oneself; beside a card the payer is who holds it.

    Where a column names payers alone, the text names whom money went to: a shop beside a card, else behind `To `.
    """
    name, account = columns.text(row, "name"), columns.text(row, "counterparty_account")
    by_card = "card" in plain(columns.text(row, "code")).split()
    if not is_out:
        told = "" if by_card else columns.text(row, "payer")
        return name or told, account or columns.text(row, "payer_account")
    told = columns.text(row, "payee")
    if not told and "payer" in columns.places:
        said = next(iter(columns.cells(row, "text")), "")
        told = said if by_card else said[3:] if said.startswith("To ") else ""
    return name or told, account or columns.text(row, "payee_account")


def _amount(line: int, row: list[str], columns: Columns, signs: Signs) -> Decimal | None:
    """Signed, from one column, from a column and its sign, or from debit and credit."""
    if columns.places.get("amount"):
        amount = _number(line, row, columns, "amount")
        sign = columns.text(row, "sign")
        if amount is not None and sign:
            is_out = _is_out(line, sign, columns.mapping)
            signs.said(line, sign, is_clear=is_out and columns.mapping.debit_words != DEBIT_WORDS)
            amount = -abs(amount) if is_out else abs(amount)
        elif amount and amount > 0 and columns.places.get("sign"):
            signs.said(line, "", is_clear=False)
    else:
        debit, credit = _number(line, row, columns, "debit"), _number(line, row, columns, "credit")
        if debit and credit:
            raise StatementUnreadable(because("debit_and_credit"), line=line)
        amount = signs.credited(line, credit) if debit is None or credit else signs.debited(line, debit)
    fee = _number(line, row, columns, "fee") if columns.mapping.fee_is_extra else None
    return amount - abs(fee) if amount is not None and fee else amount


def _is_out(line: int, sign: str, mapping: Mapping) -> bool:
    """Whether the word beside an amount says that money went out; where nobody named such words, it must be known."""
    word = word_of_sign(sign)
    if word in {word_of_sign(each) for each in mapping.debit_words}:
        return True
    if mapping.debit_words == DEBIT_WORDS and word not in CREDIT_WORDS:
        raise StatementUnreadable(because("sign_unknown", written=sign).in_column("sign"), line=line)
    return False


def _number(line: int, row: list[str], columns: Columns, name: str) -> Decimal | None:
    written = columns.text(row, name)
    if is_blank(written):
        return None
    try:
        return Cell(written).amount("," if columns.decimals == "," else "." if columns.decimals == "." else None)
    except CellUnreadable as error:
        raise StatementUnreadable(error.reason.in_column(name), line=line) from error


def _day(line: int, row: list[str], columns: Columns, name: str) -> date | None:
    written = columns.text(row, name)
    if is_blank(written):
        return None
    try:
        day = Cell(written).day(columns.order or "dmy")
    except CellUnreadable as error:
        raise StatementUnreadable(error.reason.in_column(name), line=line) from error
    if day > datetime.now(UTC).date() + AHEAD and str(day.year) not in written:
        raise StatementUnreadable(because("date_to_come", written=written, day=day).in_column(name), line=line)
    return day


def _original(line: int, row: list[str], columns: Columns, currency: str | None) -> Original | None:
    other = columns.text(row, "original_currency").upper()
    if not other or other == currency:
        return None
    amount = _number(line, row, columns, "original_amount")
    return Original(amount, other, _number(line, row, columns, "rate")) if amount is not None else None
