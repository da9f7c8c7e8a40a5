"""HTTP in, HTTP out: one file per use case."""

from app.core.routes import all_of
from app.modules.anomalies.endpoints import findings, runs, settings

router = all_of(findings.router, runs.router, settings.router)
