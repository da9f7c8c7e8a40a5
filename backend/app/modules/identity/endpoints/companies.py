from typing import Annotated, Any

from fastapi import Depends, Request, Response

from app.core.answers import Answer, answer
from app.core.errors import problem_responses
from app.core.routes import Router
from app.core.tokens import Claims
from app.core.versions import SeenVersion, tag
from app.core.work import Work
from app.modules.identity import companies
from app.modules.identity.access import claims, may
from app.modules.identity.errors import (
    CompanyInvalid,
    CountryNotKept,
    FilingPeriodOpen,
    FilingRhythmUnsure,
    OwnMfaOff,
    VatNumberInUse,
    VatNumberInvalid,
    VatNumberOfAnotherCountry,
)
from app.modules.identity.permissions import Permission
from app.modules.identity.schemas.answered import CompanyRead, TenantRead
from app.modules.identity.schemas.asked import OpenCompany, ReviseCompany

router = Router()


@router.post(
    "/tenants",
    tags=["identity"],
    status_code=201,
    response_model=Answer[TenantRead],
    responses=problem_responses(CountryNotKept, VatNumberInvalid, VatNumberOfAnotherCountry),
)
async def open_company(
    asked: OpenCompany,
    request: Request,
    who: Annotated[Claims, Depends(claims)],
    work: Annotated[Work, may(Permission.PROFILE_REVISE, wherever=True)],
) -> dict[str, Any]:
    """Open the books of another company; `/auth/switch` then takes you there."""
    return answer(request, await companies.open_another(work, who, asked))


@router.get("/company", tags=["company"], response_model=Answer[CompanyRead])
async def get_company(
    request: Request, response: Response, work: Annotated[Work, may(Permission.COMPANY_READ)]
) -> dict[str, Any]:
    """The company you are in."""
    company = await companies.read(work)
    tag(response, company.version)
    return answer(request, company)


@router.patch(
    "/company",
    tags=["company"],
    response_model=Answer[CompanyRead],
    responses=problem_responses(OwnMfaOff, CompanyInvalid, FilingPeriodOpen, FilingRhythmUnsure, VatNumberInUse),
)
async def revise_company(
    change: ReviseCompany,
    request: Request,
    response: Response,
    work: Annotated[Work, may(Permission.COMPANY_REVISE)],
    seen: SeenVersion,
) -> dict[str, Any]:
    """What its invoices say of it, how it files VAT and is paid, and whether everybody needs two-step sign-in."""
    company = await companies.revise(work, change, seen)
    tag(response, company.version)
    return answer(request, company)
