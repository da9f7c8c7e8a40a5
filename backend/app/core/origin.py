"""Where something came from."""

from dataclasses import asdict, dataclass
from ipaddress import IPv6Address, IPv6Network, ip_address

from app.core import jobs


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something came from; kept with every audit event.

    A job keeps the request that promised it, and adds its own id; what runs every night has only that.
    """

    request_id: str | None = None
    ip: str | None = None
    user_agent: str | None = None
    api_key_id: str | None = None
    job_id: str | None = None

    @classmethod
    def of_job(cls, job: jobs.Job) -> "Origin":
        """Of what a job does: the request that promised it, and the job itself."""
        return cls(**{**job.payload.get(jobs.ORIGIN, {}), "job_id": str(job.id)})

    def told(self) -> dict[str, str]:
        """What is known of it."""
        return {name: value for name, value in asdict(self).items() if value is not None}


def place_of(address: str | None) -> str:
    """One place for limits: an IPv4 address, or the /64 of an IPv6 address, all of which one subscriber has.

    >>> place_of("2001:db8:1:2:3:4:5:6"), place_of("2001:db8:1:2::9")
    ('2001:db8:1:2::/64', '2001:db8:1:2::/64')
    >>> place_of("192.0.2.7"), place_of("::ffff:192.0.2.7"), place_of(None)
    ('192.0.2.7', '192.0.2.7', '')
    """
    try:
        found = ip_address(address or "")
    except ValueError:
        return address or ""
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or IPv6Network((int(found) >> 64 << 64, 64)))


NOWHERE = Origin()
"""Of what nobody asked for."""
