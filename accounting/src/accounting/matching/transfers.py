"""Money that only changes pockets: what leaves one own account and arrives on another settles nothing."""

from collections.abc import Mapping

from accounting.matching.lines import StatementLine
from accounting.matching.names import OWN_WORDS
from accounting.matching.texts import accounts_in, plain


def other_own_account(line: StatementLine, own: Mapping[str, str]) -> str | None:
    """The own account that the line says the money comes from or goes to: as its counterparty's, or else in its text.

    `own` are IBANs by bank account. What names the line's own account, as banks do of their costs, is no transfer.
    Where pockets of other currencies have that number too, it is one, unless it says that it is of costs or interest.
    """
    if not own:
        return None
    mine, said = own.get(line.bank_account), line.iban.replace(" ", "").upper()
    if said and said == mine and sum(number == mine for number in own.values()) > 1:
        return None if OWN_WORDS.intersection(plain(line.text).split()) else said
    others = set(own.values()) - {mine}
    if not others:
        return None
    return min(others & ({said} if said else accounts_in(line.reference) | accounts_in(line.text)), default=None)
