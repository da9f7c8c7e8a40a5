"""HTTP in, HTTP out: one file per use case."""

from app.core.routes import all_of
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

router = all_of(
    signing_in.router,
    links.router,
    invitations.router,
    profile.router,
    second_factor.router,
    where_signed_in.router,
    companies.router,
    logos.router,
    members.router,
    api_keys.router,
)
