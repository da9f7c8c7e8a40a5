"""HTTP in, HTTP out: one file per use case."""

from fastapi import APIRouter

from app.modules.ledger.endpoints import accounts, entries, rates, recurring, tags, templates, years

router = APIRouter()
for each in (accounts, entries, templates, recurring, years, rates, tags):
    router.include_router(each.router)
