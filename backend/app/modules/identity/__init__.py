"""Who is who: people, companies (tenants), memberships with a role, sessions.

Words: a *user* is a person; a *tenant* is a company's books; a *membership* joins them with one *role*; a
*session* is one
signed-in browser, kept alive by a chain of single-use refresh tokens. Promise: `access.may()` is the only door.
Events: `company.opened`, `user.registered`, `user.signed_in`, `user.signed_out`, `session.token_reused`,
`user.revised`.
"""
