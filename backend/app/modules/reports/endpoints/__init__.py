"""HTTP in, HTTP out."""

from app.modules.reports.endpoints.reports import router

__all__ = ["router"]
