"""People for these tests: with a mailbox, a confirmed address, an authenticator app."""

import asyncio
import json
import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
import pyotp
from sqlalchemy import select, text, update

from app.core import secrets
from app.core.mail import PURPOSE, MailMessage
from app.core.work import begin
from app.modules.identity.models import Authenticator, User
from tests.conftest import PASSWORD, Company, new_client

LOGIN = "/api/v1/auth/login"
AUDIT = text("select name, actor_id, payload from audit.events order by sequence")


async def not_at_the_turn_of(seconds: int) -> None:
    """Counts are per fixed window: do not straddle two."""
    left = seconds - time.time() % seconds
    if left < 6:
        await asyncio.sleep(left)


def refusal(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["code"]


def field(answer: httpx.Response) -> str | None:
    return answer.json()["errors"][0]["field"]


async def letters(company: Company, template: str, to: str | None = None) -> list[dict[str, Any]]:
    """What was mailed within this company, with the values that the row keeps sealed; the newest last."""
    query = select(MailMessage).where(MailMessage.template == template).order_by(MailMessage.id)
    if to is not None:
        query = query.where(MailMessage.recipient == to)
    async with company.begin() as work:
        rows = (await work.session.scalars(query)).all()
    return [
        {"to": row.recipient, "language": row.language, **json.loads(secrets.unseal(row.values_sealed or "", PURPOSE))}
        for row in rows
    ]


def token_in(letter: dict[str, Any], page: str) -> str:
    """The secret in a letter's link; it stands in the fragment, which browsers keep to themselves."""
    address, _, token = letter["link"].partition("#token=")
    assert address.endswith(f"/{page}")
    assert "?" not in address
    return str(token)


async def events(company: Company, *names: str) -> list[tuple[str, UUID | None, dict[str, Any]]]:
    """The audit log's entries with these names."""
    async with company.begin() as work:
        rows = (await work.session.execute(AUDIT)).all()
    return [(row.name, row.actor_id, row.payload) for row in rows if row.name in names]


async def confirm_address(company: Company) -> None:
    """As if the person had opened the link that was mailed when they registered."""
    async with begin(actor_id=company.user_id) as work:
        user = await work.session.get_one(User, company.user_id)
        user.email_verified_at = work.now


async def sign_in(email: str, password: str = PASSWORD, **headers: str) -> tuple[httpx.AsyncClient, httpx.Response]:
    """From a browser of its own."""
    client = new_client()
    answer = await client.post(LOGIN, json={"email": email, "password": password}, headers=headers)
    if answer.status_code == 200:
        client.headers["authorization"] = f"Bearer {answer.json()['data']['access_token']}"
    return client, answer


@dataclass(slots=True)
class Phone:
    """An authenticator app with somebody's seed."""

    owner: Company
    seed: str
    recovery_codes: list[str]

    def code(self, steps: int = 0) -> str:
        """The code of now, or of so many half minutes from now."""
        totp = pyotp.TOTP(self.seed)
        return totp.at(int(time.time()), counter_offset=steps)

    def wrong_code(self) -> str:
        near = {self.code(steps) for steps in range(-2, 3)}
        return next(each for each in ("000000", "111111", "222222", "333333", "444444", "555555") if each not in near)

    async def wait(self) -> None:
        """As if the steps used so far lay far behind."""
        async with begin(actor_id=self.owner.user_id) as work:
            await work.session.execute(update(Authenticator).values(last_step=0))


async def second_factor(company: Company) -> Phone:
    """Two-step sign-in switched on, in this session."""
    begun = await company.client.post("/api/v1/me/mfa/totp", json={"current_password": PASSWORD})
    assert begun.status_code == 201, begun.text
    phone = Phone(company, begun.json()["data"]["secret"], [])
    done = await company.client.post("/api/v1/me/mfa/totp/confirm", json={"code": phone.code()})
    assert done.status_code == 200, done.text
    phone.recovery_codes = done.json()["data"]["recovery_codes"]
    await phone.wait()
    return phone


async def challenge(company: Company) -> tuple[httpx.AsyncClient, str]:
    """A browser that has given the password, and is asked for the code."""
    client, answer = await sign_in(company.email)
    assert answer.status_code == 202, answer.text
    return client, answer.json()["data"]["challenge"]
