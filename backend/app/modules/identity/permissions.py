"""Who may do what, as one readable table."""

from enum import StrEnum


class Role(StrEnum):
    OWNER = "owner"
    ACCOUNTANT = "accountant"
    MEMBER = "member"


class Permission(StrEnum):
    DOCUMENTS_READ = "documents:read"
    DOCUMENTS_UPLOAD = "documents:upload"
    DOCUMENTS_REVISE = "documents:revise"
    DOCUMENTS_APPROVE = "documents:approve"
    JOBS_READ = "jobs:read"
    JOBS_CANCEL = "jobs:cancel"
    LEDGER_READ = "ledger:read"
    LEDGER_REVERSE = "ledger:reverse"
    CONTACTS_READ = "contacts:read"
    INVOICES_READ = "invoices:read"
    INSIGHTS_READ = "insights:read"
    PROFILE_READ = "profile:read"
    PROFILE_REVISE = "profile:revise"

    @property
    def reads(self) -> bool:
        """A reading permission opens a transaction that cannot write."""
        return self.value.endswith(":read")


EVERYONE = frozenset(
    {
        Permission.DOCUMENTS_READ,
        Permission.DOCUMENTS_UPLOAD,
        Permission.DOCUMENTS_REVISE,
        Permission.JOBS_READ,
        Permission.JOBS_CANCEL,
        Permission.LEDGER_READ,
        Permission.CONTACTS_READ,
        Permission.INVOICES_READ,
        Permission.INSIGHTS_READ,
        Permission.PROFILE_READ,
        Permission.PROFILE_REVISE,
    }
)
BOOKKEEPING = frozenset({Permission.DOCUMENTS_APPROVE, Permission.LEDGER_REVERSE})

ROLES: dict[Role, frozenset[Permission]] = {
    Role.OWNER: EVERYONE | BOOKKEEPING,
    Role.ACCOUNTANT: EVERYONE | BOOKKEEPING,
    Role.MEMBER: EVERYONE,
}
