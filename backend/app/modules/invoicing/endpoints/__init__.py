"""HTTP in, HTTP out: one file per use case."""

from fastapi import APIRouter

from app.modules.invoicing.endpoints import (
    actions,
    documents,
    letters,
    many,
    numbers,
    owing,
    reading,
    recurring,
    reminders,
    writing,
)

router = APIRouter()
for each in (documents, many, reading, writing, actions, letters, recurring, reminders, numbers, owing):
    router.include_router(each.router)
