from typing import Annotated, Any

from fastapi import Depends, File, Request, Response, UploadFile

from app.core import storage
from app.core.answers import Answer, answer
from app.core.errors import problem_responses
from app.core.routes import Router
from app.core.versions import SeenVersion, tag
from app.core.work import Work
from app.modules.identity import logos
from app.modules.identity.access import Caller, may, may_call
from app.modules.identity.errors import LogoMissing, LogoRefused
from app.modules.identity.permissions import Permission
from app.modules.identity.schemas.answered import CompanyRead

router = Router(prefix="/company/logo", tags=["company"])
Revises = Annotated[Work, may(Permission.COMPANY_REVISE)]
PICTURE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "the logo",
        "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in ("image/png", "image/jpeg")},
    }
}


async def receive(
    file: Annotated[UploadFile, File(description="PNG or JPEG, at most 500 kB")],
    caller: Annotated[Caller, may_call(Permission.COMPANY_REVISE)],
) -> str:
    content = await file.read(logos.MOST_BYTES + 1)
    return await logos.keep(content, await logos.examine(content), str(caller.tenant_id))


@router.put(
    "", response_model=Answer[CompanyRead], responses=problem_responses(LogoRefused, storage.StorageUnavailable)
)
async def set_company_logo(
    request: Request, response: Response, key: Annotated[str, Depends(receive)], seen: SeenVersion, work: Revises
) -> dict[str, Any]:
    """The logo of invoices from now on. `If-Match` is the company's."""
    company = await logos.put(work, key, seen)
    tag(response, company.version)
    return answer(request, company)


@router.delete("", status_code=204)
async def remove_company_logo(seen: SeenVersion, work: Revises) -> None:
    """Invoices from now on have none. `If-Match` is the company's."""
    await logos.put(work, None, seen)


@router.get(
    "",
    response_class=Response,
    responses={**PICTURE, **problem_responses(LogoMissing, storage.StorageUnavailable, storage.ObjectMissing)},
)
async def get_company_logo(work: Annotated[Work, may(Permission.COMPANY_READ)]) -> Response:
    """The logo as it was uploaded."""
    key = await logos.key_of(work)
    kind = "image/png" if key.endswith(".png") else "image/jpeg"
    return Response(await storage.read(key), media_type=kind, headers={"cache-control": "private, no-cache"})
