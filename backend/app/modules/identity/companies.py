"""Companies: opening the books of one, and what its owner may change about it."""

from uuid import UUID

from accounting import identifiers
from app.core.models import new_id
from app.core.tokens import Claims
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.identity.errors import OwnMfaOff, VatNumberInvalid
from app.modules.identity.models import Membership, Tenant, User
from app.modules.identity.permissions import Role
from app.modules.identity.schemas.asked import OpenCompany, ReviseCompany
from app.modules.identity.sessions import enter, living


def check_vat_number(number: str | None) -> str | None:
    """In compact form with country prefix; a bare Belgian number gets its BE. Raises VatNumberInvalid."""
    if not number or not number.strip():
        return None
    try:
        return identifiers.parse_vat_number(number)
    except identifiers.InvalidIdentifier as error:
        raise VatNumberInvalid(error.detail, field="vat_number", value=number) from error


async def open_another(work: Work, claims: Claims, asked: OpenCompany) -> Tenant:
    """Another company of the same person, who becomes its owner. Raises SessionEnded, VatNumberInvalid."""
    vat_number = check_vat_number(asked.vat_number)
    await living(work, claims)
    await enter(work, new_id(), claims.user_id)
    return await create(work, claims.user_id, asked.company_name, vat_number)


async def create(work: Work, owner_id: UUID, name: str, vat_number: str | None) -> Tenant:
    """The tenant that this work has entered already, with its owner and whatever a new company gets."""
    country = vat_number[:2] if vat_number else "BE"
    tenant = Tenant(id=work.tenant_id, name=name, vat_number=vat_number, country=country)
    work.session.add(tenant)
    await work.session.flush()
    work.session.add(Membership(tenant_id=tenant.id, user_id=owner_id, role=Role.OWNER))
    await work.session.flush()
    await work.record("company.opened", tenant_id=tenant.id, country=country)
    return tenant


async def read(work: Work) -> Tenant:
    return await work.session.get_one(Tenant, work.tenant_id)


async def revise(work: Work, change: ReviseCompany, seen: int | None) -> Tenant:
    """Name, VAT number, and whether everybody needs a second factor.

    Raises ChangedMeanwhile, VatNumberInvalid, OwnMfaOff.
    """
    tenant = await work.session.get_one(Tenant, work.tenant_id, with_for_update=True)
    changes = change.model_dump(exclude_unset=True)
    changes = {name: value for name, value in changes.items() if value is not None or name == "vat_number"}
    if "vat_number" in changes:
        changes["vat_number"] = check_vat_number(changes["vat_number"])
    if changes.get("mfa_required") and not tenant.mfa_required:
        owner = await work.session.get_one(User, work.actor_id)
        if owner.mfa_enabled_at is None:
            raise OwnMfaOff(field="mfa_required")
    unless_stale(tenant, seen)
    before = {name: getattr(tenant, name) for name in changes}
    for name, value in changes.items():
        setattr(tenant, name, value)
    await work.record("company.revised", tenant_id=tenant.id, old=before, new=changes)
    return tenant
