"""Sending to an address, past the API, and a name service that says what a test wants."""

from ipaddress import ip_address

from app.core.models import new_id
from app.modules.webhooks import addresses, sending, signing
from app.modules.webhooks.sending import Parcel, Verdict


def parcel(url: str) -> Parcel:
    return Parcel(new_id(), new_id(), url, (signing.new_secret(),), b"{}")


async def sent(url: str) -> Verdict:
    return await sending.send(parcel(url))


def stands_for(monkeypatch, **names: list[list[str]]) -> list[str]:
    """A name service that gives these answers, one after the other; returns what it was asked."""
    asked: list[str] = []

    async def resolve(host, port):
        asked.append(host)
        answers = names[host.replace(".", "_")]
        return [ip_address(each) for each in (answers.pop(0) if len(answers) > 1 else answers[0])]

    monkeypatch.setattr(addresses, "resolve", resolve)
    return asked
