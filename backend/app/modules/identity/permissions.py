"""Who may do what, as one readable table."""

from enum import StrEnum


class Role(StrEnum):
    OWNER = "owner"
    ACCOUNTANT = "accountant"
    MEMBER = "member"
    VIEWER = "viewer"


class Permission(StrEnum):
    DOCUMENTS_READ = "documents:read"
    DOCUMENTS_UPLOAD = "documents:upload"
    DOCUMENTS_REVISE = "documents:revise"
    DOCUMENTS_APPROVE = "documents:approve"
    JOBS_READ = "jobs:read"
    JOBS_CANCEL = "jobs:cancel"
    LEDGER_READ = "ledger:read"
    LEDGER_REVERSE = "ledger:reverse"
    LEDGER_POST = "ledger:post"
    LEDGER_LOCK = "ledger:lock"
    LEDGER_CLOSE = "ledger:close"
    REPORTS_READ = "reports:read"
    REPORTS_EXPORT = "reports:export"
    CONTACTS_READ = "contacts:read"
    CONTACTS_WRITE = "contacts:write"
    INVOICES_READ = "invoices:read"
    INVOICES_WRITE = "invoices:write"
    INVOICES_ISSUE = "invoices:issue"
    INVOICES_PAY = "invoices:pay"
    VAT_READ = "vat:read"
    VAT_CLOSE = "vat:close"
    EXPENSES_READ = "expenses:read"
    EXPENSES_WRITE = "expenses:write"
    EXPENSES_APPROVE = "expenses:approve"
    BANKING_READ = "banking:read"
    BANKING_IMPORT = "banking:import"
    BANKING_RECONCILE = "banking:reconcile"
    ANOMALIES_READ = "anomalies:read"
    ANOMALIES_DECIDE = "anomalies:decide"
    INSIGHTS_READ = "insights:read"
    PROFILE_READ = "profile:read"
    PROFILE_REVISE = "profile:revise"
    SECURITY_REVISE = "security:revise"
    COMPANY_READ = "company:read"
    COMPANY_REVISE = "company:revise"
    COMPANY_EXPORT = "company:export"
    COMPANY_CLOSE = "company:close"
    MEMBERS_READ = "members:read"
    MEMBERS_MANAGE = "members:manage"
    API_KEYS_READ = "api_keys:read"
    API_KEYS_MANAGE = "api_keys:manage"
    WEBHOOKS_READ = "webhooks:read"
    WEBHOOKS_MANAGE = "webhooks:manage"
    MAIL_READ = "mail:read"
    MAIL_SEND = "mail:send"
    AUDIT_READ = "audit:read"
    AUDIT_VERIFY = "audit:verify"

    @property
    def reads(self) -> bool:
        """What such a permission opens can only look (decision 0017)."""
        return self.value.endswith(":read")


MYSELF = {Permission.PROFILE_READ, Permission.PROFILE_REVISE, Permission.SECURITY_REVISE}
LOOKING = {
    Permission.DOCUMENTS_READ,
    Permission.JOBS_READ,
    Permission.LEDGER_READ,
    Permission.CONTACTS_READ,
    Permission.INVOICES_READ,
    Permission.INSIGHTS_READ,
    Permission.COMPANY_READ,
    Permission.REPORTS_READ,
    Permission.VAT_READ,
    Permission.EXPENSES_READ,
    Permission.BANKING_READ,
    Permission.ANOMALIES_READ,
    Permission.REPORTS_EXPORT,
}
DAILY_WORK = {
    Permission.DOCUMENTS_UPLOAD,
    Permission.DOCUMENTS_REVISE,
    Permission.JOBS_CANCEL,
    Permission.MEMBERS_READ,
    Permission.CONTACTS_WRITE,
    Permission.INVOICES_WRITE,
    Permission.INVOICES_ISSUE,
    Permission.EXPENSES_WRITE,
    Permission.BANKING_IMPORT,
}
BOOKKEEPING = {
    Permission.DOCUMENTS_APPROVE,
    Permission.LEDGER_REVERSE,
    Permission.LEDGER_POST,
    Permission.LEDGER_LOCK,
    Permission.LEDGER_CLOSE,
    Permission.INVOICES_PAY,
    Permission.VAT_CLOSE,
    Permission.EXPENSES_APPROVE,
    Permission.BANKING_RECONCILE,
    Permission.ANOMALIES_DECIDE,
    Permission.AUDIT_READ,
    Permission.AUDIT_VERIFY,
    Permission.COMPANY_EXPORT,
}
RUNNING_THE_COMPANY = {
    Permission.COMPANY_REVISE,
    Permission.COMPANY_CLOSE,
    Permission.MEMBERS_MANAGE,
    Permission.API_KEYS_READ,
    Permission.API_KEYS_MANAGE,
    Permission.WEBHOOKS_READ,
    Permission.WEBHOOKS_MANAGE,
    Permission.MAIL_READ,
    Permission.MAIL_SEND,
}

ROLES: dict[Role, frozenset[Permission]] = {
    Role.VIEWER: frozenset(MYSELF | LOOKING),
    Role.MEMBER: frozenset(MYSELF | LOOKING | DAILY_WORK),
    Role.ACCOUNTANT: frozenset(MYSELF | LOOKING | DAILY_WORK | BOOKKEEPING),
    Role.OWNER: frozenset(MYSELF | LOOKING | DAILY_WORK | BOOKKEEPING | RUNNING_THE_COMPANY),
}

FOR_PEOPLE_ONLY = frozenset(
    {
        Permission.SECURITY_REVISE,
        Permission.API_KEYS_MANAGE,
        Permission.MEMBERS_MANAGE,
        Permission.COMPANY_CLOSE,
    }
)
"""What no program may do in somebody's name: a key that leaked must not become a person with more rights."""

BEFORE_MFA = frozenset(MYSELF)
"""What a person may do whose company asks for a second factor, until they have one."""

IN_A_CLOSED_COMPANY = frozenset(
    MYSELF
    | {permission for permission in Permission if permission.reads}
    | {Permission.REPORTS_EXPORT, Permission.COMPANY_EXPORT, Permission.AUDIT_VERIFY}
)
"""What is left in a company that was closed: its books are kept, and can be looked at and taken along."""
