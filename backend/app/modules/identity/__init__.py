"""Who is who: people, companies (tenants), memberships with a role, sessions, keys for programs.

Words: a *user* is a person; a *tenant* is a company's books; a *membership* joins them with one *role*; a *session* is
one signed-in browser, kept alive by a chain of single-use refresh tokens; the *second factor* is an authenticator app
or a recovery code; a *link* is what we mail, good once; an *invitation* asks somebody to join; an *API key* lets a
program act as the person who made it.

Promises: `access.may()` is the only door. Nobody learns from an answer, or from its time, whether an address is known
at sign-in or when a password is forgotten. Whatever is given out once is kept as a hash, what must be read again is
sealed. A company always has an owner. Who is taken out is out at once.

Events: `company.opened`, `company.revised`, `company.logo_changed`, `user.registered`, `user.signed_in`,
`user.sign_in_failed`, `user.locked_out`, `user.signed_out`, `user.switched`, `user.revised`, `session.revoked`,
`session.token_reused`, `password.changed`, `password.reset_asked`, `email.verified`, `email.change_asked`,
`email.changed`, `mfa.enabled`, `mfa.disabled`, `mfa.failed`, `recovery_code.used`, `recovery_codes.renewed`,
`member.role_changed`, `member.removed`, `invitation.made`, `invitation.sent_again`, `invitation.accepted`,
`invitation.revoked`, `api_key.made`, `api_key.revoked`, `api_key.refused`, `password.refused`.
"""
