"""Companies: opening the books of one, and what its owner may change about it."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from accounting import identifiers
from accounting.errors import Invalid, Violation
from accounting.plan import BELGIAN, PLANS, Plan
from app.core.models import new_id
from app.core.tokens import Claims
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.identity.errors import (
    BicInvalid,
    CompanyInvalid,
    CompanyNumberInvalid,
    CountryNotKept,
    IbanInvalid,
    OwnMfaOff,
    PermissionMissing,
    VatNumberInvalid,
    VatNumberOfAnotherCountry,
)
from app.modules.identity.models import Membership, Tenant, User
from app.modules.identity.permissions import Permission, Role
from app.modules.identity.schemas.asked import OpenCompany, Register, ReviseCompany
from app.modules.identity.sessions import enter, living

MAY_BE_MISSING = (
    "vat_number", "enterprise_number", "street", "postal_code", "city", "email", "phone", "website", "legal_form",
    "court", "iban", "bic", "invoice_note", "sells",
)  # fmt: skip
PROVEN: dict[str, tuple[Callable[[str, str], str | None], type[Invalid]]] = {
    "vat_number": (lambda text, country: check_vat_number(text, country), VatNumberInvalid),
    "enterprise_number": (
        lambda text, country: identifiers.parse_company_number(text, country=country),
        CompanyNumberInvalid,
    ),
    "iban": (lambda text, _: identifiers.parse_iban(text), IbanInvalid),
    "bic": (lambda text, _: identifiers.parse_bic(text), BicInvalid),
}
"""Numbers of a company, each with how it is read in a country's company, and what is said of one that cannot be."""


def check_vat_number(number: str | None, country: str) -> str | None:
    """Of the country whose books these are, in compact form with its prefix, which a bare number gets.

    Raises VatNumberInvalid, VatNumberOfAnotherCountry.
    """
    found = _parsed(number, country)
    if found and identifiers.country_of(found) != country:
        raise VatNumberOfAnotherCountry(
            f"{found} is not a VAT number of {country}, whose books these are", field="vat_number", value=number
        )
    return found


def _parsed(number: str | None, country: str) -> str | None:
    if not number or not number.strip():
        return None
    try:
        return identifiers.parse_vat_number(number, country=country)
    except identifiers.InvalidIdentifier as error:
        raise VatNumberInvalid(error.detail, field="vat_number", value=number) from error


def check_country(asked: OpenCompany | Register) -> tuple[str, str | None]:
    """Of which country the books will be, and the VAT number: the country that is said, else that of the number.

    It is chosen for good: chart, VAT return and deadlines follow it. Who says neither opens Belgian books.
    Raises CountryNotKept, VatNumberInvalid, VatNumberOfAnotherCountry.
    """
    if asked.country:
        country, said_in = asked.country, "country"
    else:
        number = _parsed(asked.vat_number, BELGIAN.country)
        country, said_in = identifiers.country_of(number) if number else BELGIAN.country, "vat_number"
    if country not in PLANS:
        raise CountryNotKept(
            f"books are kept here for {' and '.join(PLANS)}, not for {country}", field=said_in, value=country
        )
    return country, check_vat_number(asked.vat_number, country)


def _proven(changes: Mapping[str, Any], country: str) -> dict[str, str | None]:
    """Numbers in the one form that is kept. Raises CompanyInvalid with all that are wrong."""
    found, wrong = {}, list[Violation]()
    for name, (parse, refusal) in PROVEN.items():
        if changes.get(name):
            try:
                found[name] = parse(changes[name], country)
            except (VatNumberInvalid, VatNumberOfAnotherCountry) as error:
                wrong.append(Violation(error.code(), error.detail, name, changes[name]))
            except identifiers.InvalidIdentifier as error:
                wrong.append(Violation(refusal.code(), error.detail, name, changes[name]))
    if wrong:
        raise CompanyInvalid("; ".join(each.message for each in wrong), violations=wrong)
    return found


async def open_another(work: Work, claims: Claims, asked: OpenCompany) -> Tenant:
    """Another company of the same person, who becomes its owner.

    Raises SessionEnded, CountryNotKept, VatNumberInvalid, VatNumberOfAnotherCountry.
    """
    country, vat_number = check_country(asked)
    await living(work, claims)
    await enter(work, new_id(), claims.user_id)
    return await create(work, claims.user_id, asked.company_name, country, vat_number)


async def create(work: Work, owner_id: UUID, name: str, country: str, vat_number: str | None) -> Tenant:
    """The tenant that this work has entered already, with its owner and whatever a new company gets."""
    tenant = Tenant(id=work.tenant_id, name=name, vat_number=vat_number, country=country, vat_regimes=[])
    tenant.enterprise_number = identifiers.enterprise_number_of(vat_number or "")
    work.session.add(tenant)
    await work.session.flush()
    work.session.add(Membership(tenant_id=tenant.id, user_id=owner_id, role=Role.OWNER))
    await work.session.flush()
    await work.record("company.opened", tenant_id=tenant.id, country=country)
    return tenant


async def read(work: Work) -> Tenant:
    return await work.session.get_one(Tenant, work.tenant_id)


async def account_plan(work: Work) -> Plan:
    """Which accounts these books are kept on: the company's country decides."""
    return (await read(work)).accounts


async def revise(work: Work, change: ReviseCompany, seen: int | None) -> Tenant:
    """Its profile, how it files VAT and is paid, and whether everybody needs a second factor.

    Raises ChangedMeanwhile, CompanyInvalid, OwnMfaOff; PermissionMissing for a program that would loosen or tighten
    signing in.
    """
    tenant = await work.session.get_one(Tenant, work.tenant_id, with_for_update=True)
    changes = change.model_dump(exclude_unset=True, exclude={"vat_period_was_so"})
    changes = {
        name: (value or "").strip() or None if name in MAY_BE_MISSING else value for name, value in changes.items()
    }
    changes = {name: value for name, value in changes.items() if value is not None or name in MAY_BE_MISSING}
    changes |= _proven(changes, tenant.country)
    if changes.get("vat_number") and not (tenant.enterprise_number or changes.get("enterprise_number")):
        changes["enterprise_number"] = identifiers.enterprise_number_of(changes["vat_number"])
    if "mfa_required" in changes and work.origin.api_key_id:
        raise PermissionMissing(
            "whether a second factor is needed is for a person to say",
            permission=Permission.COMPANY_REVISE,
            field="mfa_required",
        )
    if changes.get("mfa_required") and not tenant.mfa_required:
        owner = await work.session.get_one(User, work.actor_id)
        if owner.mfa_enabled_at is None:
            raise OwnMfaOff(field="mfa_required")
    unless_stale(tenant, seen)
    before = {name: getattr(tenant, name) for name in changes}
    for name, value in changes.items():
        setattr(tenant, name, value)
    said = {"vat_period_was_so": True} if change.vat_period_was_so else {}
    await work.record("company.revised", tenant_id=tenant.id, old=before, new=changes, **said)
    return tenant
