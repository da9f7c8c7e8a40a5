from app.modules.banking.models.reconciliations import (
    BankRule,
    BankRun,
    BankRunResult,
    BankSettings,
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
    "BankAccount",
    "BankLine",
    "BankRule",
    "BankRun",
    "BankRunResult",
    "BankSettings",
    "BankStatement",
    "ColumnMapping",
    "Part",
    "Proposal",
    "Reconciliation",
    "Rejection",
    "StatementImport",
]
