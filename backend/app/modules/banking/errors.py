from collections.abc import Sequence
from typing import ClassVar

from accounting.errors import Conflict, Invalid, NotFound, Unavailable, Violation
from app.core.errors import CONSTRAINTS


class BankAccountNotFound(NotFound):
    """There is no such bank account in this company."""


class ImportNotFound(NotFound):
    """There is no such import in this company."""


class MappingNotFound(NotFound):
    """There is no such column mapping in this company."""


class BankLineNotFound(NotFound):
    """There is no such bank line in this company."""


class BankRuleNotFound(NotFound):
    """There is no such rule in this company."""


class BankRunNotFound(NotFound):
    """There is no such run in this company."""


class BankRunNotRevertible(Conflict):
    """Only a run that has ended is taken back, and once."""


class RuleNameTaken(Conflict):
    """There is already a rule with this name."""


class ProposalOutdated(Conflict):
    """This changed since it was proposed; look at the line again."""


class BankAccountKnown(Conflict):
    """This bank account is here already, in this currency."""


class BankAccountInUse(Conflict):
    """Lines of this number were imported; take those imports back before you correct it."""


class LedgerAccountTaken(Conflict):
    """Another bank account has this account of the books; each has its own."""


class MappingNameTaken(Conflict):
    """There is already a column mapping with this name."""


class ImportNotStaged(Conflict):
    """This import does not wait for a decision; look at its status."""


class ImportNotImported(Conflict):
    """Only what was imported can be reverted."""


class LinesReconciled(Conflict):
    """Lines of this import are reconciled; undo those first. The detail names some."""


class LineNotOpen(Conflict):
    """Nothing of this line is open: somebody reconciled it, it was reverted, or there is no money in it."""


class LineNotReconciled(Conflict):
    """This line is not reconciled, or that was undone already."""


class PostingFoundAlready(Conflict):
    """This posting was found on a bank statement already."""


class StatementFileKnown(Conflict):
    """This very file is here already."""


class ImportedLineStays(Conflict):
    """A bank line that was imported is not removed or moved; revert its import."""


class ReconciliationNotFound(NotFound):
    """There is no such reconciliation of this line."""


class OpenItemNotFound(NotFound):
    """There is no such open item in this company, or nothing of it is open any more."""


class TooManyRules(Conflict):
    """A company has at most 500 rules; remove one first."""


class RulesNotAll(Invalid):
    """An order names every rule once."""


class MoreThanTheLine(Invalid):
    """The parts come to more than is open of the line, or go the other way."""


class PartOfNothing(Invalid):
    """A part takes some of the line, and nothing is left for this one: say an amount, or leave it out."""


class PartsMissing(Invalid):
    """A line is reconciled with one part at least: what it settles, or the account that it goes to."""


class ItemsMissing(Invalid):
    """Say which open item this is about, or which ones where it is a sum."""


class PartsCancelOut(Invalid):
    """Beside what is in the books already these parts move no money; they are an entry of their own."""


class WorthNothing(Invalid):
    """In the currency of the books this comes to nothing; say a rate (`exchange_rate`) at which it does not."""


class ItemTwice(Invalid):
    """The same item stands among the parts twice."""


class CurrencyOfPart(Invalid):
    """This item is in another currency than the line; say what of the line it takes (`line_amount`)."""


class CurrencyOfReturn(Invalid):
    """What came back is in the currency of the payment; undo the payment, and book this line on its account."""


class DayNotOfTheLine(Invalid):
    """A line is booked on its own day, or where that is closed on a later one that has come."""


class VatInBooksCurrency(Invalid):
    """VAT is taken out of a line in the currency of the books only; book the net amount and the VAT by themselves."""


class BankAccountAsPart(Invalid):
    """A line is not booked on a bank account: money between your own accounts goes by way of internal transfers."""


class AccountNumberInvalid(Invalid):
    """This is no account number: an IBAN, or at least four letters or digits."""


class LedgerAccountRefused(Invalid):
    """A bank account is mirrored by a bank account or cash account of the books."""


class StatementFileRefused(Invalid):
    """This file is empty, or larger than we take."""


class MappingInvalid(Invalid):
    """A mapping names at least the column of the date and that of the amount; the detail says what is wrong."""


class TableExpected(Invalid):
    """Only a table (CSV, XLSX) has columns to map."""


class TableBusy(Unavailable):
    """Tables are being looked at, and one of them takes its time; try again in a moment."""


class AccountNotKnown(Invalid):
    """This statement is of a bank account that is not here yet; make it, with this number and currency."""


class AccountNotSaid(Invalid):
    """This file does not say of which of your accounts it is; choose one."""


class AccountOfAnotherCurrency(Invalid):
    """This bank account is here in another currency; make one for this currency."""


class StatementOfAnotherAccount(Invalid):
    """This statement is of another bank account than the one that was chosen."""


class BankAccountArchived(Invalid):
    """This bank account was archived; take it back into use first."""


class StatementNotBalanced(Invalid):
    """This statement does not add up; import it all the same only when you know why (`accept_unbalanced`)."""


class ImportNotReady(Conflict):
    """Something stands in the way of this import; each violation names its statement."""

    carries: ClassVar = {
        each.code(): each.title()
        for each in (
            AccountNotKnown,
            AccountNotSaid,
            AccountOfAnotherCurrency,
            StatementOfAnotherAccount,
            BankAccountArchived,
            StatementNotBalanced,
        )
    }
    example: ClassVar = {"field": "statements.0", "value": "BE68539007547034"}

    def __init__(self, detail: str | None = None, *, gathered: Sequence[Violation] = ()) -> None:
        super().__init__(detail)
        self.gathered = list(gathered)

    def violations(self) -> list[Violation]:
        return self.gathered or super().violations()


CONSTRAINTS |= {
    "bank_account_is_known_once": BankAccountKnown,
    "ledger_account_is_of_one_bank_account": LedgerAccountTaken,
    "bank_rule_name_is_unique": RuleNameTaken,
    "column_mapping_name_is_unique": MappingNameTaken,
    "statement_file_is_brought_once": StatementFileKnown,
    "bank_line_is_not_reconciled_twice": LineNotOpen,
    "imported_line_stays": ImportedLineStays,
    "only_imported_lines_are_reconciled": LineNotOpen,
    "posting_is_found_once": PostingFoundAlready,
    "reconciliation_is_undone_once": LineNotReconciled,
    "reconciled_line_stays": LinesReconciled,
}
