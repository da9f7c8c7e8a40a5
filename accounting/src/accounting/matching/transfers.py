"""Money that only changes pockets: what leaves one own account and arrives on another."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from accounting.matching.lines import Reason, StatementLine, in_parts, in_words
from accounting.matching.texts import accounts_in

FARTHEST = 5
"""Days on the way between two own accounts."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """The line that left, the line that arrived, and why they are one movement; `sure` when no other could be it."""

    out: str
    arrived: str
    sure: bool
    reasons: tuple[Reason, ...]


def own_transfers(lines: Mapping[str, Iterable[StatementLine]]) -> list[Transfer]:
    """Pairs between own accounts (IBAN → its lines): opposite amounts, and one of them names the other's account."""
    arrivals: dict[int, list[tuple[str, StatementLine]]] = defaultdict(list)
    leaving: list[tuple[str, StatementLine]] = []
    for account in sorted(lines):
        for line in lines[account]:
            if line.amount > 0:
                arrivals[in_parts(line.amount)].append((account, line))
            elif line.amount < 0:
                leaving.append((account, line))
    options: list[tuple[tuple[int, int, str, str], str, StatementLine, StatementLine]] = []
    for account, line in leaving:
        for other, arrived in arrivals.get(-in_parts(line.amount), ()):
            days = abs((arrived.on - line.on).days)
            named = (other in _named(line)) + (account in _named(arrived))
            if other != account and days <= FARTHEST and named and line.currency == arrived.currency:
                options.append(((-named, days, line.id, arrived.id), other, line, arrived))
    count: dict[str, int] = defaultdict(int)
    for _, _, line, arrived in options:
        count[line.id] += 1
        count[arrived.id] += 1
    taken: set[str] = set()
    found = []
    for (named, days, *_), other, line, arrived in sorted(options, key=lambda option: option[0]):
        if line.id in taken or arrived.id in taken:
            continue
        taken |= {line.id, arrived.id}
        reasons = (
            Reason("amount_opposite", 40, (in_words(in_parts(line.amount)), in_words(in_parts(arrived.amount)))),
            Reason("own_account", -named * 30, (other,)),
            Reason("days", -2 * days, (str(days),)),
        )
        found.append(Transfer(line.id, arrived.id, count[line.id] == count[arrived.id] == 1, reasons))
    return sorted(found, key=lambda transfer: (transfer.out, transfer.arrived))


def _named(line: StatementLine) -> frozenset[str]:
    return accounts_in(line.text) | {line.iban.replace(" ", "").upper()}
