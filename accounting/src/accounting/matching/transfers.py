"""Money that only changes pockets: what leaves one own account and arrives on another settles nothing."""

from collections.abc import Mapping

from accounting.matching.lines import StatementLine
from accounting.matching.texts import accounts_in


def other_own_account(line: StatementLine, own: Mapping[str, str]) -> str | None:
    """The own account that the line says the money comes from or goes to: as its counterparty's, or else in its text.

    `own` are IBANs by bank account. What names the line's own account, as banks do of their costs, is no transfer.
    """
    others = set(own.values()) - {own.get(line.bank_account)}
    if not others:
        return None
    said = line.iban.replace(" ", "").upper()
    return min(others & ({said} if said else accounts_in(line.reference) | accounts_in(line.text)), default=None)
