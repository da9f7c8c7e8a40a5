"""HTTP in, HTTP out: one file per use case."""

from fastapi import APIRouter

from app.modules.invoicing.endpoints import actions, documents, many, reading, recurring, reminders, writing

router = APIRouter()
for each in (documents, many, reading, writing, actions, recurring, reminders):
    router.include_router(each.router)
