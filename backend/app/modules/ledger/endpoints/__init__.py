"""HTTP in, HTTP out: one file per use case."""

from app.core.routes import all_of
from app.modules.ledger.endpoints import accounts, entries, rates, recurring, tags, templates, years

router = all_of(
    accounts.router, entries.router, templates.router, recurring.router, years.router, rates.router, tags.router
)
