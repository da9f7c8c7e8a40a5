"""What is answered about people, companies and sign-in."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from accounting.plan import Sells
from accounting.vat.regimes import Regime
from app.core.amounts import Amount
from app.modules.identity.permissions import Role
from app.modules.identity.schemas.asked import Language


class UserRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    type: Literal["user"] = "user"
    email: str
    full_name: str
    language: Language


class UsualAccounts(BaseModel):
    """The accounts of its country's chart that a company's books are kept on; in lists how accounts begin."""

    model_config = ConfigDict(from_attributes=True)

    bank: str = Field(examples=["550"])
    suspense: str = Field(examples=["499"])
    bank_costs: str = Field(examples=["659"])
    customers: str = Field(examples=["400"])
    suppliers: str = Field(examples=["440"])
    banks: list[str] = Field(description="banks and cash", examples=[["55", "57"]])
    money: list[str] = Field(description="where a payment can come in or go out", examples=[["55", "57", "58"]])
    results: list[str] = Field(description="costs and income", examples=[["6", "7"]])
    with_vat: list[str] = Field(description="what an amount with VAT in it may go to", examples=[["2", "3", "6", "7"]])


class TenantRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    type: Literal["tenant"] = "tenant"
    name: str
    vat_number: str | None
    country: str
    currency: str
    accounts: UsualAccounts
    closed_at: datetime | None = Field(description="its books are kept, and can be read and exported, not changed")


class MembershipRead(BaseModel):
    id: UUID
    name: str
    role: Role


class EnrolmentRead(BaseModel):
    """Shown once: the app's secret as text, as a link, and as a picture of the link."""

    model_config = ConfigDict(from_attributes=True)

    type: Literal["totp_enrolment"] = "totp_enrolment"
    secret: str = Field(description="base32, to be typed into the app")
    uri: str = Field(description="otpauth://…")
    qr_svg: str = Field(description="an SVG picture")


class Tokens(BaseModel):
    """The access token goes into the Authorization header; the refresh token is in an httpOnly cookie."""

    type: Literal["tokens"] = "tokens"
    access_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105  (a kind of token, no password)
    expires_in: int
    user: UserRead
    tenant: TenantRead
    recovery_codes: list[str] | None = Field(None, description="of who set up two-step sign-in just now, this once")


class MfaAsked(BaseModel):
    """The password was right; `/auth/mfa` wants this challenge with a code.

    An `enrolment` comes to who joins a company that asks for two-step sign-in and has none: its app gives the code.
    """

    type: Literal["mfa_challenge"] = "mfa_challenge"
    challenge: str
    methods: list[Literal["totp", "recovery_code"]] = ["totp", "recovery_code"]
    expires_in: int = Field(description="seconds")
    enrolment: EnrolmentRead | None = None


class MailPromised(BaseModel):
    """Mail is on its way, if there is anybody to send it to."""

    type: Literal["mail_promised"] = "mail_promised"
    email: str


class Me(UserRead):
    tenant: TenantRead
    role: Role
    permissions: list[str]
    tenants: list[MembershipRead]
    email_verified: bool
    mfa_enabled: bool
    mfa_required_by_company: bool


class MfaRead(BaseModel):
    type: Literal["mfa"] = "mfa"
    enabled: bool
    confirmed_at: datetime | None
    recovery_codes_left: int
    required_by_company: bool


class RecoveryCodes(BaseModel):
    """Shown once; each is good once, in place of the app's code."""

    type: Literal["recovery_codes"] = "recovery_codes"
    recovery_codes: list[str]


class SessionRead(BaseModel):
    id: UUID
    type: Literal["session"] = "session"
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime = Field(description="it ends then unless it is used before; each use moves this on")
    ends_at: datetime = Field(description="it ends then however much it is used: sign in again")
    ip: str | None
    user_agent: str | None
    current: bool = Field(description="this is the session that asks")
    company: str | None = Field(description="the company it is in at present")


class RegimeRead(BaseModel):
    """How a company stands towards VAT from a day on, until the next."""

    model_config = ConfigDict(from_attributes=True)

    regime: Regime
    valid_from: date | None = Field(description="null: it always was so", examples=["2027-01-01"])


class CompanyRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    type: Literal["company"] = "company"
    name: str
    vat_number: str | None
    country: str
    currency: str
    enterprise_number: str | None = Field(examples=["0428759497"])
    street: str | None = Field(examples=["Stationsstraat 12"])
    postal_code: str | None = Field(examples=["9000"])
    city: str | None = Field(examples=["Gent"])
    email: str | None = Field(examples=["info@voorbeeld.be"])
    phone: str | None = Field(examples=["+32 9 123 45 67"])
    website: str | None = Field(examples=["https://voorbeeld.be"])
    legal_form: str | None = Field(examples=["BV"])
    court: str | None = Field(examples=["Gent, afdeling Gent"])
    iban: str | None
    bic: str | None = Field(examples=["KREDBEBB"])
    has_logo: bool
    invoice_note: str | None = Field(examples=["Voorwaarden op voorbeeld.be"])
    vat_period: Literal["month", "quarter"]
    sells: Sells | None = Field(
        description="what it usually sells: the account of a sale of which nothing is learned yet; null: not said"
    )
    vat_regimes: list[RegimeRead] = Field(
        validation_alias="regimes", description="how it stands towards VAT and since when, oldest first"
    )
    payment_days: int = Field(description="days to pay, where nothing was agreed with a customer", examples=[30])
    year_starts_in: int = Field(description="the month in which a fiscal year begins", examples=[1])
    sends_reminders: bool
    terms_claim_costs: bool = Field(description="whether the terms of sale let late consumers be asked costs")
    small_difference: Amount = Field(
        description="the most of an invoice that is written off as a difference, in the books' currency; 5.00 where"
        " nothing was said",
        examples=["5.00"],
    )
    most_discount_percent: Amount = Field(
        description="the largest share of an invoice that is a discount for prompt payment; 10.00 where nothing was"
        " said",
        examples=["10.00"],
    )
    mfa_required: bool
    created_at: datetime
    closed_at: datetime | None
    version: int


class MemberRead(BaseModel):
    id: UUID = Field(description="the person's id")
    type: Literal["member"] = "member"
    full_name: str
    email: str
    role: Role
    joined_at: datetime
    last_seen_at: datetime | None
    mfa_enabled: bool
    email_verified: bool
    version: int


class InvitationRead(BaseModel):
    id: UUID
    type: Literal["invitation"] = "invitation"
    email: str
    role: Role
    status: Literal["pending", "accepted", "expired", "revoked"]
    created_at: datetime
    expires_at: datetime
    invited_by: str | None = Field(description="name; null when that person has left")


class OfferRead(BaseModel):
    """What an invitation is about, for who has its link."""

    type: Literal["invitation_offer"] = "invitation_offer"
    company_name: str
    role: Role
    email: str
    invited_by: str | None
    expires_at: datetime
    has_account: bool = Field(description="whether somebody with this address is registered already")


class ApiKeyRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    type: Literal["api_key"] = "api_key"
    name: str
    prefix: str = Field(description="enough of the key to recognise it", examples=["sap_…5f0c91d2"])
    scopes: list[str]
    created_by: str | None = Field(description="name of the person it acts as; null when they have left")
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None


class ApiKeyMade(ApiKeyRead):
    key: str = Field(description="the key itself, for this once: we keep only a hash of it")
