"""HTTP in, HTTP out: one file per use case."""

from app.core.routes import all_of
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

router = all_of(
    documents.router,
    many.router,
    reading.router,
    writing.router,
    actions.router,
    letters.router,
    recurring.router,
    reminders.router,
    numbers.router,
    owing.router,
)
