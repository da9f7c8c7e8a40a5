"""A token is ours or it is nothing: every known way around a JWT check, tried."""

import base64
import hashlib
import hmac
import json
import time
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from hypothesis import given
from hypothesis import strategies as st

from app.core import tokens
from app.core.config import settings
from app.core.tokens import BadToken, Claims, Secret, read_access, sign_access
from tests.conftest import Company

ME = Claims(uuid4(), uuid4(), uuid4())
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def our_key():
    return serialization.load_pem_private_key(settings().jwt_private_key_file.read_bytes(), password=None)


def b64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def as_jwk(key) -> dict:
    """The public half, as a header may bring it along: whoever believes it finds the signature right."""
    public = key.public_key().public_numbers()
    return {"kty": "RSA", "alg": "RS256", "use": "sig"} | {
        name: b64(number.to_bytes((number.bit_length() + 7) // 8))
        for name, number in (("n", public.n), ("e", public.e))
    }


def said(**other) -> dict:
    now = int(time.time())
    claims = {
        "iss": settings().jwt_issuer,
        "aud": settings().jwt_audience,
        "sub": str(ME.user_id),
        "tid": str(ME.tenant_id),
        "sid": str(ME.session_id),
        "iat": now,
        "exp": now + 60,
        "jti": "1",
    } | other
    return {name: value for name, value in claims.items() if value is not None}


def unsigned(claims: dict | None = None, **header) -> str:
    head = {name: value for name, value in ({"alg": "RS256", "typ": "JWT"} | header).items() if value is not None}
    return f"{b64(json.dumps(head).encode())}.{b64(json.dumps(claims or said()).encode())}"


def signed(claims: dict | None = None, key=None, **header) -> str:
    """As a correct issuer with this key would sign it."""
    text = unsigned(claims, **header)
    return f"{text}.{b64((key or our_key()).sign(text.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def with_hmac(secret: bytes, alg: str = "HS256") -> str:
    text = unsigned(alg=alg)
    return f"{text}.{b64(hmac.new(secret, text.encode(), getattr(hashlib, 'sha' + alg[2:])).digest())}"


def public(encoding, form=serialization.PublicFormat.SubjectPublicKeyInfo) -> bytes:
    return our_key().public_key().public_bytes(encoding, form)


def test_our_own_token_says_who_where_and_in_which_session():
    assert read_access(sign_access(ME)) == ME


def test_the_forgers_tools_of_this_file_can_make_a_good_token():
    """Otherwise everything below would be refused for the wrong reason."""
    assert read_access(signed()) == ME


PEM, DER = serialization.Encoding.PEM, serialization.Encoding.DER
FORGERIES = {
    "alg none without signature": lambda: unsigned(alg="none") + ".",
    "alg NONE in capitals": lambda: unsigned(alg="NONE") + ".",
    "alg none with a signature": lambda: signed(alg="none"),
    "no alg at all": lambda: signed(alg=None),
    "HS256 with our public key as PEM": lambda: with_hmac(public(PEM)),
    "HS256 with our public key as DER": lambda: with_hmac(public(DER)),
    "HS256 with our public key as PKCS 1": lambda: with_hmac(public(PEM, serialization.PublicFormat.PKCS1)),
    "HS512 with our public key": lambda: with_hmac(public(PEM), "HS512"),
    "HS256 with an empty key": lambda: with_hmac(b""),
    "RS512 as the header says": lambda: signed(alg="RS512"),
    "PS256 as the header says": lambda: signed(alg="PS256"),
    "another key": lambda: signed(key=OTHER_KEY),
    "another key, brought along as jwk": lambda: signed(key=OTHER_KEY, jwk=as_jwk(OTHER_KEY)),
    "a jku": lambda: signed(jku="https://evil.example/keys"),
    "an x5u": lambda: signed(x5u="https://evil.example/cert"),
    "an x5c": lambda: signed(x5c=["MIIB"]),
    "a critical extension": lambda: signed(crit=["exp"]),
    "an encrypted token": lambda: unsigned(alg="RSA-OAEP", enc="A256GCM") + ".a.b.c",
    "no signature": lambda: unsigned() + ".",
    "two parts": lambda: unsigned(),
    "changed claims under the old signature": lambda: unsigned(said(tid=str(uuid4()))) + "." + signed().split(".")[2],
    "without aud": lambda: signed(said(aud=None)),
    "without exp": lambda: signed(said(exp=None)),
    "without iat": lambda: signed(said(iat=None)),
    "without iss": lambda: signed(said(iss=None)),
    "without sub": lambda: signed(said(sub=None)),
    "without jti": lambda: signed(said(jti=None)),
    "without tenant": lambda: signed(said(tid=None)),
    "without session": lambda: signed(said(sid=None)),
    "for somebody else": lambda: signed(said(aud="other-api")),
    "for several, not us": lambda: signed(said(aud=["other-api"])),
    "from somebody else": lambda: signed(said(iss="other")),
    "expired": lambda: signed(said(exp=int(time.time()) - 1)),
    "not yet": lambda: signed(said(nbf=int(time.time()) + 60)),
    "exp as text": lambda: signed(said(exp="never")),
    "sub is no id": lambda: signed(said(sub="root")),
    "sub is a number": lambda: signed(said(sub=1)),
    "claims are a list": lambda: signed([1, 2]),  # type: ignore[arg-type]
    "a refresh token": lambda: str(Secret.make(uuid4(), uuid4())),
}


@pytest.mark.parametrize("how", FORGERIES)
def test_a_forged_token_is_refused(how):
    with pytest.raises(BadToken):
        read_access(FORGERIES[how]())


@given(st.text(max_size=80) | st.binary(max_size=80).map(lambda raw: f"{b64(raw)}.{b64(raw)}.{b64(raw)}"))
def test_garbage_is_refused(text):
    with pytest.raises(BadToken):
        read_access(text)


@given(
    st.dictionaries(
        st.text(max_size=5),
        st.none() | st.integers() | st.text(max_size=5) | st.lists(st.integers(), max_size=2),
        max_size=4,
    )
)
def test_any_header_and_claims_without_our_signature_are_refused(claims):
    with pytest.raises(BadToken):
        read_access(f"{b64(json.dumps(claims).encode())}.{b64(json.dumps(claims).encode())}.{b64(b'x' * 256)}")


def test_one_changed_character_anywhere_breaks_the_signature():
    token = sign_access(ME)
    head, body, signature = token.split(".")
    for part, where in ((head, 5), (body, 20), (signature, 100)):
        changed = part[:where] + ("A" if part[where] != "A" else "B") + part[where + 1 :]
        with pytest.raises(BadToken):
            read_access(token.replace(part, changed))


@pytest.mark.parametrize(
    "how", ["alg none without signature", "another key", "HS256 with our public key as PEM", "expired"]
)
async def test_the_api_answers_a_forged_token_with_401(company: Company, how):
    answer = await company.client.get("/api/v1/me", headers={"authorization": f"Bearer {FORGERIES[how]()}"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (401, "token_invalid")


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YTpi", "bearer x y", "Token abc", "Bearer é"])
async def test_any_other_header_is_no_token(stranger, header):
    answer = await stranger.get("/api/v1/me", headers={"authorization": header.encode()})
    assert answer.status_code == 401


async def test_a_token_of_a_session_that_never_was_opens_nothing(company: Company):
    token = sign_access(Claims(company.user_id, company.tenant_id, uuid4()))
    answer = await company.client.get("/api/v1/me", headers={"authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (401, "session_ended")


async def test_a_token_for_a_company_one_does_not_belong_to_opens_nothing(company: Company, other_company: Company):
    session = read_access(company.data["access_token"]).session_id
    token = sign_access(Claims(company.user_id, other_company.tenant_id, session))
    answer = await company.client.get("/api/v1/ledger/accounts", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 401


@pytest.mark.parametrize(
    "text", [None, "", "a.b", "a.b.c.d", "..", f"{UUID(int=1).hex}.{UUID(int=2).hex}", f"{UUID(int=1)}.x.y", "💶.💶.💶"]
)
def test_what_is_no_refresh_token_is_none(text):
    assert Secret.parse(text) is None


def test_a_refresh_token_survives_its_cookie_and_matches_only_itself():
    made = Secret.make(uuid4(), uuid4())
    assert Secret.parse(str(made)) == made
    assert made.matches(made.hash)
    assert not Secret.make(made.owner_id, made.id).matches(made.hash)
    assert made.secret.encode() not in made.hash


@pytest.mark.usefixtures("slow_passwords")
async def test_a_password_is_kept_as_argon2id_with_a_salt_of_its_own():
    one, two = await tokens.hash_password("same"), await tokens.hash_password("same")
    assert one != two
    assert one.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert await tokens.check_password("same", one)
    assert not await tokens.check_password("other", one)
    assert not await tokens.check_password("same", None)
