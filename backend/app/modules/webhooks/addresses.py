"""Where we may send to: public addresses, and never what only looks like one.

An address is checked twice. When it is written down: its form, and what it says in figures. When something is sent:
every address that its name stands for at that moment; the request then goes to one of those and is not looked up again.
"""

import asyncio
import re
import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import httpx

from app.core.config import settings
from app.modules.webhooks.errors import WebhookAddressPrivate, WebhookUrlInvalid

Address = IPv4Address | IPv6Address
NAT64 = IPv6Network("64:ff9b::/96")
RELAYS = IPv4Network("192.88.99.0/24")
"""6to4 relays: anycast, retired by RFC 7526."""
OURS_ALONE = (IPv4Network("168.63.129.16/32"), IPv6Network("3fff::/20"))
"""Global by their form and no receiver's: the machine service of Azure, and the documentation block of RFC 9637."""
DEFAULT_PORTS = {"https": 443, "http": 80}
FIRST_FREE_PORT = 1024


class NameNotFound(Exception):
    """The name stands for no address at all."""


class AddressNotAllowed(Exception):
    """The name stands for an address that is not public."""


def examined(text: str) -> httpx.URL:
    """The address, if its form allows sending there. Raises WebhookUrlInvalid, WebhookAddressPrivate."""
    if any(each.isspace() or not each.isprintable() or each in '\\<>"{}|^`' for each in text):
        raise _wrong("it has characters that do not belong in an address")
    try:
        url = httpx.URL(text)
        host, port = url.raw_host.decode("ascii"), port_of(url)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise _wrong("it is not an address") from error
    schemes = ("https",) if settings().environment == "production" else ("https", "http")
    if url.scheme not in schemes:
        raise _wrong(f"it must begin with {' or '.join(each + '://' for each in schemes)}")
    if not host:
        raise _wrong("it names no host")
    if url.userinfo or "@" in re.split(r"[/?#]", text.partition("://")[2], maxsplit=1)[0]:
        raise _wrong("it must not hold a user name or password")
    if url.fragment or text.endswith("#"):
        raise _wrong("leave out what begins with #")
    if not (port in DEFAULT_PORTS.values() or FIRST_FREE_PORT <= port <= 65535):
        raise _wrong("its port must be 443, 80, or from 1024 on")
    if any(not permitted(each) for each in _spelled_out(host)):
        raise WebhookAddressPrivate(field="url", value=host)
    return url


def host_of(text: str) -> str:
    """The host alone, of an address that was examined once: enough to recognise it, and no secret of its path."""
    return httpx.URL(text).host


def port_of(url: httpx.URL) -> int:
    return url.port if url.port is not None else DEFAULT_PORTS.get(url.scheme, 0)


def permitted(address: Address) -> bool:
    """Whether we may connect there: it is public, in every reading of it, or the operator made an exception."""
    return all(_public(each) or _excepted(each) for each in _readings(address))


async def resolve(host: str, port: int) -> list[Address]:
    """Every address that a name stands for now. Raises NameNotFound."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise NameNotFound(host) from error
    return list(dict.fromkeys(ip_address(each[4][0]) for each in found))


async def destinations(url: httpx.URL) -> list[Address]:
    """Where a request may be sent now. One address that is not allowed spoils all: names must not be mixed.

    Raises NameNotFound, AddressNotAllowed.
    """
    found = await resolve(url.raw_host.decode("ascii").strip("[]"), port_of(url))
    if not found:
        raise NameNotFound(url.host)
    if not all(permitted(each) for each in found):
        raise AddressNotAllowed(url.host)
    return found


def _wrong(reason: str) -> WebhookUrlInvalid:
    return WebhookUrlInvalid(reason, field="url")


def _spelled_out(host: str) -> Iterator[Address]:
    """The address that a host says without being looked up: in figures of any kind, or as this machine."""
    name = host.strip("[]").rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        yield IPv4Address("127.0.0.1")
        return
    try:
        yield ip_address(name)
    except ValueError:
        try:
            yield IPv4Address(socket.inet_aton(name))  # 2130706433, 0x7f.1 and 127.1 are addresses too
        except OSError:
            return


def _readings(address: Address) -> Iterator[Address]:
    """The address, and the IPv4 address inside it, which a gateway may turn it into."""
    if isinstance(address, IPv4Address):
        yield address
        return
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
        return
    if address in NAT64:
        yield IPv4Address(int(address) & 0xFFFFFFFF)
        return
    yield address
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield address.teredo[1]


def _public(address: Address) -> bool:
    odd = address.is_multicast or address.is_reserved or address.is_unspecified or address in RELAYS
    kept = any(address.version == each.version and address in each for each in OURS_ALONE)
    return address.is_global and not (kept or odd or getattr(address, "is_site_local", False))


def _excepted(address: Address) -> bool:
    networks = [ip_network(each) for each in settings().webhook_allowed_networks]
    return any(address.version == network.version and address in network for network in networks)
