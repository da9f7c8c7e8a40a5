"""What is asked about people, companies and sign-in. A field that we do not know is refused."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from accounting.plan import Sells
from app.core import emails
from app.core.amounts import Amount
from app.core.days import Day
from app.modules.identity.permissions import Permission, Role

Language = Literal["nl", "fr", "en"]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Email = Annotated[emails.Email, AfterValidator(str.lower)]
Password = Annotated[str, Field(min_length=8, max_length=128, description="8 to 128 characters of any kind")]
CurrentPassword = Annotated[str, Field(min_length=1, max_length=128, description="asked again, to be sure it is you")]
MailedSecret = Annotated[
    str, Field(min_length=1, max_length=300, description="what stands after `#token=` in the link that we mailed")
]
Code = Annotated[
    str,
    Field(
        min_length=6,
        max_length=20,
        description="six digits of the authenticator app, or a recovery code",
        examples=["492039", "7kq2m-xw94t"],
    ),
]
VatNumber = Annotated[str | None, Field(max_length=20, examples=["BE0428759497"])]
BooksOf = Annotated[
    str | None,
    Field(
        pattern="^[A-Z]{2}$",
        description="whose chart, VAT and deadlines the books follow, for good: BE or NL. Left out, that of the VAT"
        " number, and without one BE",
        examples=["BE"],
    ),
]

Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]


class Ask(BaseModel):
    """A request: what it may hold is listed, anything else is refused rather than ignored."""

    model_config = ConfigDict(extra="forbid")


class Register(Ask):
    """A person and the company whose books they open."""

    email: Email = Field(examples=["an@voorbeeld.be"])
    password: Password = Field(examples=["a long sentence is fine"])
    full_name: Name = Field(examples=["An Peeters"])
    company_name: Name = Field(examples=["Bakkerij Peeters BV"])
    country: BooksOf = None
    vat_number: VatNumber = None
    language: Language = "nl"


class OpenCompany(Ask):
    """Another company whose books the signed-in person opens."""

    company_name: Name = Field(examples=["Peeters Vastgoed BV"])
    country: BooksOf = None
    vat_number: VatNumber = None


class SignIn(Ask):
    email: Email = Field(examples=["an@voorbeeld.be"])
    password: CurrentPassword = Field(examples=["a long sentence is fine"])


class AnswerChallenge(Ask):
    challenge: str = Field(max_length=300, description="as `/auth/login` gave it")
    code: Code


class Switch(Ask):
    tenant_id: UUID


class UseLink(Ask):
    token: MailedSecret


class AskForReset(Ask):
    email: Email = Field(examples=["an@voorbeeld.be"])


class ResetPassword(Ask):
    token: MailedSecret
    password: Password


class ChangePassword(Ask):
    current_password: CurrentPassword
    password: Password


class ChangeEmail(Ask):
    current_password: CurrentPassword
    email: Email = Field(examples=["an.peeters@voorbeeld.be"])


class ConfirmWithPassword(Ask):
    current_password: CurrentPassword


class ConfirmCode(Ask):
    code: str = Field(min_length=6, max_length=10, description="six digits of the app", examples=["492039"])


class DisableMfa(Ask):
    current_password: CurrentPassword
    code: Code


class ReviseProfile(Ask):
    full_name: Name | None = None
    language: Language | None = None


class ReviseCompany(Ask):
    """What is left out stays as it is; `null` takes away what may be missing, such as `vat_number`."""

    name: Name | None = None
    vat_number: VatNumber = None
    mfa_required: bool | None = Field(None, description="whether everybody needs two-step sign-in")
    enterprise_number: Short | None = Field(None, examples=["0428759497"])
    street: Line | None = Field(None, examples=["Stationsstraat 12"])
    postal_code: Short | None = Field(None, examples=["9000"])
    city: Line | None = Field(None, examples=["Gent"])
    email: Email | None = Field(None, description="where customers write to", examples=["info@voorbeeld.be"])
    phone: Short | None = Field(None, examples=["+32 9 123 45 67"])
    website: Line | None = Field(None, examples=["https://voorbeeld.be"])
    legal_form: Short | None = Field(None, description="printed behind the name", examples=["BV"])
    court: Line | None = Field(None, description="whose register it is in", examples=["Gent, afdeling Gent"])
    iban: Short | None = Field(None, examples=["BE68539007547034"])
    bic: Short | None = Field(None, examples=["KREDBEBB"])
    invoice_note: Note | None = Field(None, description="below every invoice", examples=["Voorwaarden op voorbeeld.be"])
    vat_period: Literal["month", "quarter"] | None = None
    vat_period_was_so: bool = Field(
        False, description="it always filed so: where no return was closed here yet, what is over is owed so, too"
    )
    sells: Sells | None = Field(
        None, description="what it usually sells: the account of a sale of which nothing is learned yet"
    )
    payment_days: int | None = Field(None, ge=0, le=365, description="where nothing was agreed with a customer")
    year_starts_in: int | None = Field(None, ge=1, le=12, description="the month in which a fiscal year begins")
    sends_reminders: bool | None = Field(None, description="whether reminders leave by themselves at night")
    terms_claim_costs: bool | None = Field(
        None,
        description="whether the terms of sale let late consumers be asked costs; without it Belgian ones are asked"
        " none",
    )
    small_difference: Annotated[Amount, Field(ge=0, le=1000, decimal_places=2)] | None = Field(
        None,
        description="the most of an invoice that is written off as a difference, in the books' currency",
        examples=["5.00"],
    )
    most_discount_percent: Annotated[Amount, Field(ge=0, le=100, decimal_places=2)] | None = Field(
        None, description="the largest share of an invoice that is a discount for prompt payment", examples=["10.00"]
    )


class ReviseMember(Ask):
    role: Role


class Invite(Ask):
    email: Email = Field(examples=["bram@voorbeeld.be"])
    role: Role = Field(examples=["member"])
    language: Language | None = Field(None, description="of the mail; yours if left out")


class AcceptInvitation(Ask):
    """New here: name and password. With an account: its password, or an access token of that person."""

    token: MailedSecret
    full_name: Name | None = None
    password: Password | None = None
    language: Language | None = None


class MakeApiKey(Ask):
    name: Name = Field(examples=["Webshop"])
    scopes: list[Permission] = Field(min_length=1, max_length=len(Permission), examples=[["invoices:read"]])
    expires_on: Day | None = Field(None, description="last day it works; within ten years", examples=["2027-12-31"])
