"""HTTP in, HTTP out: one file per use case."""

from app.core.routes import all_of
from app.modules.banking.endpoints import accounts, imports, lines, mappings, rules

router = all_of(accounts.router, imports.router, mappings.router, lines.router, rules.router)
