from accounting.errors import Conflict, Forbidden, Invalid, NotFound, Unauthenticated
from app.core.errors import CONSTRAINTS


class SignInRequired(Unauthenticated):
    """Sign in first, or refresh your access token."""


class TokenInvalid(Unauthenticated):
    """This token is not valid, or not any more; sign in again."""


class CredentialsWrong(Unauthenticated):
    """E-mail or password is wrong."""


class SessionEnded(Unauthenticated):
    """This session has ended; sign in again."""


class CrossSite(Forbidden):
    """Another site may not use your session."""


class PermissionMissing(Forbidden):
    """Your role in this company does not allow this."""


class MembershipNotFound(NotFound):
    """You are not a member of that company."""


class EmailTaken(Conflict):
    """There is already an account with this e-mail address; sign in instead."""


class VatNumberInvalid(Invalid):
    """This is not a valid VAT number; the check digits do not fit."""


CONSTRAINTS |= {"user_email_is_unique": EmailTaken}
