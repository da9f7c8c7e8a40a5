from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, EmailStr, Field, StringConstraints

Language = Literal["nl", "fr", "en"]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Email = Annotated[EmailStr, AfterValidator(str.lower)]
Password = Annotated[str, Field(min_length=8, max_length=128)]


class Register(BaseModel):
    """A person and the company whose books they open."""

    email: Email = Field(examples=["an@voorbeeld.be"])
    password: Password = Field(examples=["a long sentence is fine"])
    full_name: Name = Field(examples=["An Peeters"])
    company_name: Name = Field(examples=["Bakkerij Peeters BV"])
    vat_number: str | None = Field(None, max_length=20, examples=["BE0428759497"])
    language: Language = "nl"


class OpenCompany(BaseModel):
    """Another company whose books the signed-in person opens."""

    company_name: Name
    vat_number: str | None = Field(None, max_length=20)


class SignIn(BaseModel):
    email: Email
    password: Annotated[str, Field(min_length=1, max_length=128)]


class Switch(BaseModel):
    tenant_id: UUID


class ReviseProfile(BaseModel):
    full_name: Name | None = None
    language: Language | None = None


class UserRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    type: Literal["user"] = "user"
    email: str
    full_name: str
    language: Language


class TenantRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    type: Literal["tenant"] = "tenant"
    name: str
    vat_number: str | None
    country: str
    currency: str


class MembershipRead(BaseModel):
    id: UUID
    name: str
    role: str


class Tokens(BaseModel):
    """The access token goes into the Authorization header; the refresh token is in an httpOnly cookie."""

    access_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105
    expires_in: int
    user: UserRead
    tenant: TenantRead


class Me(UserRead):
    tenant: TenantRead
    role: str
    permissions: list[str]
    tenants: list[MembershipRead]
