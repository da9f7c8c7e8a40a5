from collections.abc import Iterator
from typing import Any, ClassVar

from accounting.errors import Conflict, Forbidden, Invalid, NotFound, Unauthenticated
from app.core.errors import CONSTRAINTS
from app.core.events import OnRecord

LOCKED_OUT = "user.locked_out"
"""The event of a person who is not heard for a while, after too many wrong passwords or codes."""


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


class PermissionMissing(OnRecord, Forbidden):
    """Your role in this company does not allow this."""

    event = "access.refused"
    once_in = 3600

    def __init__(self, detail: str | None = None, *, permission: str | None = None, field: str | None = None) -> None:
        super().__init__(detail, field=field)
        self.permission = permission

    def facts(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """What somebody tried for whom it is not."""
        yield self.event, {"refused": self.code(), "permission": self.permission}


class MfaRequired(Forbidden):
    """This company asks for a second factor; set one up under Security, or sign in with it."""


class CompanyClosed(Forbidden):
    """This company is closed; its books can be read and exported, not changed."""


class EmailNotVerified(Forbidden):
    """Confirm your e-mail address first: open the link that we mailed you."""


class NoCompanyLeft(Forbidden):
    """You are not a member of any company any more; ask for an invitation."""


class ChallengeEnded(Unauthenticated):
    """This sign-in took too long or had too many wrong codes; begin again with your password."""


class CodeWrong(OnRecord, Invalid):
    """This code is wrong, too old, or used already."""

    event = "mfa.failed"


class CurrentPasswordWrong(OnRecord, Invalid):
    """This is not your current password."""

    event = "password.refused"

    def __init__(self, *, field: str | None = None, locked_out: dict[str, Any] | None = None) -> None:
        super().__init__(field=field)
        self.locked_out = locked_out

    def facts(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Of the last guess also that no further one is heard for a while."""
        yield self.event, {"refused": self.code()}
        if self.locked_out is not None:
            yield LOCKED_OUT, self.locked_out


class PasswordTooCommon(Invalid):
    """This password is among the most common ones and would be guessed first; choose another."""


class PasswordGuessable(Invalid):
    """This password is little more than your name, your e-mail address or your company; choose another."""


class EmailUnchanged(Invalid):
    """This is your e-mail address already."""


class EmailAlreadyVerified(Conflict):
    """Your e-mail address is confirmed already."""


class LinkInvalid(NotFound):
    """This link is not one of ours, or a newer one was sent; open the newest mail, and copy the whole link."""


class LinkUsed(Conflict):
    """This link was used already."""

    status = 410


class LinkExpired(Conflict):
    """This link has expired; ask for a new one."""

    status = 410


class MfaAlreadyOn(Conflict):
    """Two-step sign-in is on already; switch it off first to move to another phone."""


class MfaNotOn(Conflict):
    """Two-step sign-in is not on."""


class MfaNotBegun(Conflict):
    """Begin with setting up the authenticator app; then confirm its code."""


class FilingPeriodOpen(Conflict):
    """A VAT period that is over is not closed yet; close it, and change afterwards how often VAT is filed."""


class FilingRhythmUnsure(Conflict):
    """A VAT period that is over is open, and none was ever closed; close it, or send `vat_period_was_so`."""


class VatNumberInUse(Conflict):
    """VAT stands in a period that is not closed: without a number no return would have it. Close that period first."""


class OwnMfaOff(Conflict):
    """Switch on two-step sign-in for yourself first; you would lock yourself out."""


class SessionNotFound(NotFound):
    """You have no such session."""


class MembershipNotFound(NotFound):
    """You are not a member of that company."""


class MemberNotFound(NotFound):
    """There is no such person in this company."""


class TenantWithoutOwner(Conflict):
    """A company needs an owner; make somebody else owner first."""


class InvitationNotFound(NotFound):
    """There is no such invitation in this company."""


class InvitationExpired(Conflict):
    """This invitation has expired; ask for a new one."""

    status = 410


class InvitationRevoked(Conflict):
    """This invitation was withdrawn."""

    status = 410


class InvitationUsed(Conflict):
    """This invitation was accepted already; sign in instead."""

    status = 410


class InvitationForSomebodyElse(Forbidden):
    """This invitation is for another e-mail address than the one you are signed in with."""


class InvitationNeedsMore(Invalid):
    """Without an account: give your name and choose a password. With one: give its password, or sign in first."""


class AlreadyMember(Conflict):
    """This person is a member of the company already."""


class AlreadyInvited(Conflict):
    """This address has an open invitation; send that one again, or withdraw it first."""


class ApiKeyNotFound(NotFound):
    """There is no such API key in this company."""


class ScopeNotYours(Invalid):
    """A key can do no more than the person who makes it, and never manage keys or sign-in."""


class ExpiryOutOfReach(Invalid):
    """The last day of a key lies in the future, and within ten years."""


class EmailTaken(Conflict):
    """There is already an account with this e-mail address; sign in instead."""


class VatNumberInvalid(Invalid):
    """This is not a valid VAT number; the check digits do not fit."""


class VatNumberOfAnotherCountry(Invalid):
    """This VAT number is of another country than these books; the country is chosen when books are opened."""


class CountryNotKept(Invalid):
    """We keep the books of companies in Belgium and the Netherlands, not of this country."""


class CompanyNumberInvalid(Invalid):
    """This is not a valid company number; the check digits do not fit."""


class IbanInvalid(Invalid):
    """This is not a valid account number; the check digits do not fit."""


class BicInvalid(Invalid):
    """This is not the code of a bank."""


class CompanyInvalid(Invalid):
    """Some of what was given cannot be true; each violation names its field."""

    carries: ClassVar = {
        each.code(): each.title()
        for each in (VatNumberInvalid, VatNumberOfAnotherCountry, CompanyNumberInvalid, IbanInvalid, BicInvalid)
    }
    example: ClassVar = {"field": "vat_number", "value": "BE0428759498"}


class LogoRefused(Invalid):
    """A logo is a PNG or JPEG of at most 500 kB and 4,000 pixels a side."""


class LogoMissing(NotFound):
    """This company has no logo."""


CONSTRAINTS |= {
    "user_email_is_unique": EmailTaken,
    "pk_memberships": AlreadyMember,
    "tenant_has_owner": TenantWithoutOwner,
    "invitation_is_open_once": AlreadyInvited,
}
