from app.modules.banking.models.reconciliations import (
    PLUS,
    BankRule,
    BankRun,
    BankRunResult,
    BankSettings,
    Matching,
    Part,
    Proposal,
    Reconciliation,
    Rejection,
)
from app.modules.banking.models.statements import (
    BankAccount,
    BankLine,
    BankStatement,
    ColumnMapping,
    StatementImport,
)

__all__ = [
    "PLUS",
    "BankAccount",
    "BankLine",
    "BankRule",
    "BankRun",
    "BankRunResult",
    "BankSettings",
    "BankStatement",
    "ColumnMapping",
    "Matching",
    "Part",
    "Proposal",
    "Reconciliation",
    "Rejection",
    "StatementImport",
]
