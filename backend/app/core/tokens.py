"""JWT and password hashing: all of jose and passlib is here, behind the guards they need.

python-jose 3.5 trusts the header's algorithm, accepts a token without `aud`, and a DER key under HS256 unless told
otherwise. So: RS256 as a literal, our PEM key only, every claim required, and nothing taken from the token's header.
"""

import asyncio
import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from functools import cache
from uuid import UUID, uuid4

from jose import jwk, jwt
from jose.backends.base import Key
from jose.exceptions import JOSEError
from passlib.context import CryptContext

from app.core.config import settings

ALGORITHM = "RS256"
REQUIRED = {f"require_{claim}": True for claim in ("aud", "exp", "iat", "iss", "sub", "jti")}
PASSWORDS = CryptContext(
    schemes=["argon2"], argon2__type="ID", argon2__memory_cost=19456, argon2__rounds=2, argon2__parallelism=1
)
"""Argon2id with OWASP's m=19 MiB, t=2, p=1."""


class BadToken(Exception):
    """The token is not ours, not valid, or not valid any more."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What an access token says: who, in which company, in which session."""

    user_id: UUID
    tenant_id: UUID
    session_id: UUID


@cache
def _keys() -> tuple[Key, Key]:
    """To sign with and to check with. Read once: proving a private key takes OpenSSL a tenth of a second each time."""
    private: Key = jwk.construct(settings().jwt_private_key_file.read_text(), ALGORITHM)
    return private, private.public_key()


def sign_access(claims: Claims) -> str:
    """A signed access token, good for `access_token_seconds`."""
    now = int(time.time())
    return str(
        jwt.encode(
            {
                "iss": settings().jwt_issuer,
                "aud": settings().jwt_audience,
                "sub": str(claims.user_id),
                "tid": str(claims.tenant_id),
                "sid": str(claims.session_id),
                "iat": now,
                "exp": now + settings().access_token_seconds,
                "jti": uuid4().hex,
            },
            _keys()[0],
            algorithm=ALGORITHM,
        )
    )


MOST_PROVEN = 4096
_proven: dict[bytes, tuple[Claims, int]] = {}
"""Hashes of tokens whose signature was checked, until they expire. Whether the session lives is asked each time."""


def read_access(token: str) -> Claims:
    """The claims of a valid access token. Raises BadToken for anything else."""
    known = hashlib.sha256(token.encode(errors="replace")).digest()
    found = _proven.get(known)
    if found is not None and found[1] > time.time():
        return found[0]
    claims, expires = _proved(token)
    if len(_proven) >= MOST_PROVEN:
        del _proven[next(iter(_proven))]
    _proven[known] = (claims, expires)
    return claims


def _proved(token: str) -> tuple[Claims, int]:
    try:
        header = jwt.get_unverified_header(token)
        if set(header) - {"alg", "typ", "kid"} or header.get("alg") != ALGORITHM:
            raise BadToken
        said = jwt.decode(
            token,
            _keys()[1],
            algorithms=[ALGORITHM],
            audience=settings().jwt_audience,
            issuer=settings().jwt_issuer,
            options=REQUIRED,
        )
        return Claims(UUID(said["sub"]), UUID(said["tid"]), UUID(said["sid"])), int(said["exp"])
    except (JOSEError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise BadToken from error


@dataclass(frozen=True, slots=True)
class Secret:
    """What is given out once: a refresh cookie, a mailed link, an invitation, an API key.

    Its text says where to look (`owner_id`: a user or a tenant, `id`: the row) and holds 256 random bits, of which
    only the hash is kept.
    """

    owner_id: UUID
    id: UUID
    secret: str

    @classmethod
    def make(cls, owner_id: UUID, row_id: UUID) -> "Secret":
        return cls(owner_id, row_id, secrets.token_urlsafe(32))

    @classmethod
    def parse(cls, text: str | None) -> "Secret | None":
        """None for anything that is not such a secret."""
        parts = (text or "").split(".")
        if len(parts) != 3:
            return None
        try:
            return cls(UUID(parts[0]), UUID(parts[1]), parts[2])
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.owner_id.hex}.{self.id.hex}.{self.secret}"

    @property
    def hash(self) -> bytes:
        """SHA-256 suffices: the secret has 256 random bits."""
        return hashlib.sha256(self.secret.encode()).digest()

    def matches(self, stored: bytes) -> bool:
        return hmac.compare_digest(self.hash, stored)


async def hash_password(password: str) -> str:
    return await asyncio.to_thread(PASSWORDS.hash, password)


@cache
def _nobody() -> str:
    return str(PASSWORDS.hash(secrets.token_urlsafe(16)))


async def check_password(password: str, hashed: str | None) -> bool:
    """Whether it fits. Takes as long when there is no such user, so that time tells nothing."""
    fits = await asyncio.to_thread(PASSWORDS.verify, password, hashed or _nobody())
    return bool(fits) and hashed is not None
