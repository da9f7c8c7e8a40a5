"""Sending one message to one address: signed, to a checked address only, with little patience."""

import asyncio
import json
import ssl
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import httpx

from accounting.errors import DomainError
from app.modules.webhooks import addresses
from app.modules.webhooks.addresses import Address
from app.modules.webhooks.signing import signature

SECONDS = 10
CONNECT_SECONDS = 4
ANSWER_BYTES = 4096
EXCERPT = 1000
MOST_ADDRESSES = 4
USER_AGENT = "SmartAccounting-Webhooks/1"


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is sent where, and the secrets that sign it: the newest first, and an old one while it is replaced."""

    delivery_id: UUID
    webhook_id: UUID
    url: str
    secrets: tuple[str, ...]
    body: bytes
    is_ping: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """How an attempt ended; without an error it was taken."""

    milliseconds: int
    error: str | None = None
    status: int | None = None
    excerpt: str | None = None


@dataclass(frozen=True, slots=True)
class _Answered:
    status: int
    excerpt: str


def body_of(payload: dict[str, Any]) -> bytes:
    """The bytes that are signed and sent: the same ones at every attempt."""
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def headers_of(parcel: Parcel, timestamp: int) -> dict[str, str]:
    return {
        "content-type": "application/json",
        "user-agent": USER_AGENT,
        "accept-encoding": "identity",
        "webhook-id": str(parcel.delivery_id),
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(
            signature(each, parcel.delivery_id, timestamp, parcel.body) for each in parcel.secrets
        ),
    }


async def send(parcel: Parcel) -> Verdict:
    """One attempt, ten seconds at most. Whatever happens is a verdict."""
    began = time.monotonic()
    error, answered = None, None
    try:
        async with asyncio.timeout(SECONDS):
            url = addresses.examined(parcel.url)
            answered = await _post(url, await addresses.destinations(url), parcel)
    except (addresses.AddressNotAllowed, DomainError):  # the rules may have changed since it was written down
        error = "address_not_allowed"
    except addresses.NameNotFound:
        error = "name_not_found"
    except (TimeoutError, httpx.TimeoutException):
        error = "timed_out"
    except httpx.ConnectError as failure:
        error = "tls_failed" if any(isinstance(each, ssl.SSLError) for each in _causes(failure)) else "not_connected"
    except (httpx.HTTPError, ssl.SSLError, OSError):
        error = "answer_broken"
    milliseconds = int((time.monotonic() - began) * 1000)
    if answered is None:
        return Verdict(milliseconds, error)
    return Verdict(milliseconds, _objection(answered.status), answered.status, answered.excerpt)


def _objection(status: int) -> str | None:
    if 200 <= status < 300:
        return None
    return "redirected" if 300 <= status < 400 else "refused"


async def _post(url: httpx.URL, to: Sequence[Address], parcel: Parcel) -> _Answered:
    """The request goes to an address that was checked; the name is used for TLS and for the Host header alone."""
    headers = {"host": url.netloc.decode("ascii"), **headers_of(parcel, int(time.time()))}
    extensions = {"sni_hostname": url.raw_host.decode("ascii")}
    tried = list(to)[:MOST_ADDRESSES]
    transport = httpx.AsyncHTTPTransport(verify=_tls(), trust_env=False)
    timeout = httpx.Timeout(SECONDS, connect=CONNECT_SECONDS)
    async with httpx.AsyncClient(transport=transport, timeout=timeout, follow_redirects=False) as client:
        for address in tried:
            there = url.copy_with(host=str(address))
            try:
                async with client.stream(
                    "POST", there, content=parcel.body, headers=headers, extensions=extensions
                ) as response:
                    return _Answered(response.status_code, await _beginning(response))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if address is tried[-1]:
                    raise
    raise httpx.ConnectError("there is nothing to connect to")


async def _beginning(response: httpx.Response) -> str:
    """The first bytes of an answer; the rest is never read, and nothing is unpacked."""
    found = b""
    async for part in response.aiter_raw(ANSWER_BYTES):
        found += part
        if len(found) >= ANSWER_BYTES:
            break
    return found[:ANSWER_BYTES].decode(errors="replace").replace("\0", "\ufffd")[:EXCERPT]


@cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
