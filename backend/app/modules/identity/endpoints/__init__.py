"""HTTP in, HTTP out: one file per use case."""

from fastapi import APIRouter

from app.modules.identity.endpoints import (
    api_keys,
    companies,
    invitations,
    links,
    logos,
    members,
    profile,
    second_factor,
    signing_in,
    where_signed_in,
)

router = APIRouter()
for each in (
    signing_in,
    links,
    invitations,
    profile,
    second_factor,
    where_signed_in,
    companies,
    logos,
    members,
    api_keys,
):
    router.include_router(each.router)
