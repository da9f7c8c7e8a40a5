"""`companies` what belongs to a company · `people` who they are and how they sign in."""

from app.modules.identity.models.companies import KEY_PREFIX, ApiKey, Invitation, Membership, Tenant, VatRegime
from app.modules.identity.models.people import (
    Authenticator,
    MailedToken,
    MfaChallenge,
    RecoveryCode,
    RefreshToken,
    Session,
    User,
)

__all__ = [
    "KEY_PREFIX",
    "ApiKey",
    "Authenticator",
    "Invitation",
    "MailedToken",
    "Membership",
    "MfaChallenge",
    "RecoveryCode",
    "RefreshToken",
    "Session",
    "Tenant",
    "User",
    "VatRegime",
]
