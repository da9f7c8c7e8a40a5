"""A change of the encryption key: everything is sealed anew, also by a job that was killed, and the old key may go."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID

import pyotp
import pytest
from sqlalchemy import select, text, update

from app import keys, worker  # noqa: F401  (every kind of secret is declared)
from app.core import mail, resealing, runs, secrets
from app.core.config import settings
from app.core.fingerprints import fingerprint
from app.core.idempotency import IdempotencyKey
from app.core.jobs import Job
from app.core.mail import MailMessage
from app.core.models import new_id
from app.core.work import begin
from app.modules.identity import authenticators
from app.modules.identity.models import Authenticator
from app.modules.privacy import forgetting
from app.modules.webhooks import signing
from app.modules.webhooks.models import Webhook
from tests.conftest import PASSWORD, Company, register
from tests.factories.jobs import change, row

NEWEST = "newest:" + "TmV3ZXN0IG9mIGFsbCBrZXlzLCB0aGlydHktdHdvIGI="


@pytest.fixture
def ring(tmp_path, monkeypatch):
    """Changes the key file: the stack's own keys, or those given."""
    own = settings().encryption_keys_file.read_text().split()

    def put(*lines: str) -> None:
        (tmp_path / "keys").write_text("\n".join(lines))
        monkeypatch.setattr(settings(), "encryption_keys_file", tmp_path / "keys")
        secrets.forget_keys()

    put.own = own  # type: ignore[attr-defined]
    yield put
    monkeypatch.undo()
    secrets.forget_keys()


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    async def silent(messages):
        return None

    monkeypatch.setattr("app.core.jobs.send", silent)
    monkeypatch.setattr("app.core.runs.send", silent)


async def reseal(company: Company) -> Job:
    async with company.begin() as work:
        job_id = await work.enqueue(resealing.JOB, queue="low")
    await runs.execute(resealing.JOB, company.tenant_id, job_id)
    return await row(company, job_id)


async def holdings(*companies: Company) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for company in companies:
        for kind in resealing.kinds():
            counts = await kind.count(company.tenant_id, partial(begin, company.tenant_id, read_only=True))
            for key_id, count in counts.items():
                found.setdefault(key_id, Counter())[kind.name] += count
    return found


async def webhooks(company: Company, count: int) -> None:
    async with company.begin() as work:
        for _ in range(count):
            work.session.add(
                Webhook(
                    id=new_id(),
                    url="https://example.com",
                    events=["*"],
                    secret_sealed=signing.sealed("whsec_AAAA"),
                    created_by=company.user_id,
                )
            )


async def one_of_each(company: Company) -> str:
    """A secret of every kind; the answer is the seed of an app that was begun and not confirmed."""
    await webhooks(company, 2)
    async with company.begin() as work:
        await work.enqueue(
            forgetting.JOB,
            after=timedelta(days=1),
            user_id=company.user_id,
            email_sealed=secrets.seal(company.email, forgetting.PURPOSE),
        )
        mailed_to = fingerprint(company.tenant_id, "email", "an@janssens.example")
        await work.record("contact.statement_sent", to_fingerprint=mailed_to)
    begun = await company.client.post("/api/v1/me/mfa/totp", json={"current_password": PASSWORD})
    await company.client.patch("/api/v1/me", json={"full_name": "Anne"})
    asked = {"tenant_id": str(company.tenant_id)}
    switched = await company.client.post("/api/v1/auth/switch", json=asked, headers={"idempotency-key": "once"})
    company.client.headers["authorization"] = f"Bearer {switched.json()['data']['access_token']}"
    assert (await company.client.post("/api/v1/audit/verify")).json()["data"]["holds"]
    return begun.json()["data"]["secret"]


async def test_after_it_everything_opens_with_the_new_key_alone_and_the_old_one_may_go(company: Company, ring):
    seed = await one_of_each(company)
    [old] = [line.partition(":")[0] for line in ring.own[:1]]
    every = {kind.name for kind in resealing.kinds()}
    assert set((await holdings(company))[old]) == every
    ring(NEWEST, *ring.own)
    assert "still needed by" in keys.said(await holdings(company), secrets.key_ids())[0]

    assert (await reseal(company)).status == "succeeded"

    found = await holdings(company)
    assert set(found[old]) == {kind.name for kind in resealing.kinds() if kind.reseal is None}
    [line] = [each for each in keys.said(found, secrets.key_ids()) if each.startswith(f"{old}:")]
    assert line.startswith(f"{old}: nothing needs it; its line may go")
    assert "3 fingerprints of old names and addresses" in line
    ring(NEWEST)
    async with company.begin() as work:
        for webhook in await work.session.scalars(select(Webhook)):
            assert signing.signing(webhook.secret_sealed, work.now) == ("whsec_AAAA",)
        authenticator = await work.session.get_one(Authenticator, company.user_id)
        purpose = authenticators.purpose(company.user_id)
        assert secrets.unseal(authenticator.secret_sealed, purpose).decode() == seed
        letters = (await work.session.scalars(select(MailMessage))).all()
        assert letters
        assert all(mail.letter_of(each).text for each in letters)
        assert await work.session.scalar(select(IdempotencyKey.body_sealed))
        job = await work.session.scalar(select(Job).where(Job.name == forgetting.JOB))
        assert secrets.unseal(job.payload[forgetting.ADDRESS], forgetting.PURPOSE).decode() == company.email
    again = await company.client.post(
        "/api/v1/auth/switch", json={"tenant_id": str(company.tenant_id)}, headers={"idempotency-key": "once"}
    )
    assert again.headers["idempotent-replayed"] == "true"
    assert (await company.client.post("/api/v1/audit/verify")).json()["data"]["holds"]
    confirmed = await company.client.post("/api/v1/me/mfa/totp/confirm", json={"code": pyotp.TOTP(seed).now()})
    assert confirmed.status_code == 200


async def test_with_one_key_there_is_nothing_to_do(company: Company, ring, monkeypatch):
    await webhooks(company, 1)
    monkeypatch.setattr(resealing, "kinds", lambda: pytest.fail("looked"))
    ring(ring.own[0])
    assert (await reseal(company)).status == "succeeded"


class Killed(BaseException):
    """The worker is gone: nothing is tidied up."""


async def test_killed_in_the_middle_it_goes_on_where_it_stopped(company: Company, ring, monkeypatch):
    await webhooks(company, 7)
    [old] = [line.partition(":")[0] for line in ring.own[:1]]
    ring(NEWEST, *ring.own)
    monkeypatch.setattr(resealing, "AT_ONCE", 2)
    resealed, calls = secrets.resealed, []

    def dies(sealed: str, purpose: str) -> str:
        calls.append(purpose)
        if calls.count(signing.PURPOSE) == 5:
            raise Killed
        return resealed(sealed, purpose)

    monkeypatch.setattr(secrets, "resealed", dies)
    async with company.begin() as work:
        job_id = await work.enqueue(resealing.JOB, queue="low")
    with pytest.raises(Killed):
        await runs.execute(resealing.JOB, company.tenant_id, job_id)
    assert (await holdings(company))["newest"]["webhook secrets"] == 4
    assert (await holdings(company))[old]["webhook secrets"] == 3
    await change(company, job_id, lease_until=datetime.now(UTC) - timedelta(seconds=1))
    await runs.execute(resealing.JOB, company.tenant_id, job_id)
    assert (await row(company, job_id)).status == "succeeded"
    assert set((await holdings(company)).get(old, ())) <= {"fingerprints of old names and addresses"}
    assert calls.count(signing.PURPOSE) == 8, "nothing is done twice"


async def test_one_that_cannot_be_opened_holds_up_nobody_and_is_told(company: Company, ring, capfd):
    await webhooks(company, 3)
    async with company.begin() as work:
        first = (await work.session.scalars(select(Webhook.id).order_by(Webhook.id))).first()
        await work.session.execute(update(Webhook).where(Webhook.id == first).values(secret_sealed="gone:AAAA"))
    ring(NEWEST, *ring.own)
    assert (await reseal(company)).status == "succeeded"
    found = await holdings(company)
    assert (found["newest"]["webhook secrets"], found["gone"]["webhook secrets"]) == (2, 1)
    assert "gone: not in the ring, and lost without it: 1 webhook secrets" in keys.said(found, secrets.key_ids())
    assert "secret_not_resealed" in capfd.readouterr().out


async def test_a_seed_is_the_persons_and_is_reached_where_they_registered(company: Company, other_company, ring):
    """Also of somebody who is in no company any more; and no company reaches another's people."""
    for each in (company, other_company):
        await each.client.post("/api/v1/me/mfa/totp", json={"current_password": PASSWORD})
    async with company.begin() as work:
        await work.session.execute(text("update accounting.memberships set role = 'owner'"))
    ring(NEWEST, *ring.own)
    await reseal(company)
    seen = {}
    for each in (company, other_company):
        async with begin(actor_id=each.user_id) as work:
            seen[each.user_id] = (await work.session.get_one(Authenticator, each.user_id)).secret_sealed.split(":")[0]
    assert seen[company.user_id] == "newest"
    assert seen[other_company.user_id] != "newest"


async def test_the_operators_command_promises_it_for_every_company(company: Company, other_company, monkeypatch):
    async def these() -> list[UUID]:
        return [company.tenant_id, other_company.tenant_id]

    monkeypatch.setattr(keys, "companies", these)
    assert await keys.reseal() == ["promised for 2 companies; `status` says how far it is"]
    for each in (company, other_company):
        async with each.begin() as work:
            assert await work.session.scalar(select(Job.queue).where(Job.name == resealing.JOB)) == "low"
    [line, *_] = await keys.status()
    assert ": seals, and sealed" in line


async def test_it_sees_every_company_and_knows_its_words(company: Company, capsys):
    assert company.tenant_id in await keys.companies()
    assert await keys.main(["what"]) == keys.USAGE
    assert "status|reseal" in capsys.readouterr().err


async def test_two_at_once_do_no_harm(company: Company, ring):
    await webhooks(company, 5)
    ring(NEWEST, *ring.own)
    await asyncio.gather(reseal(company), reseal(company))
    assert (await holdings(company))["newest"]["webhook secrets"] == 5


async def test_it_is_done_every_night():
    from app.core import nightly

    assert resealing.JOB in nightly._names
    assert (await register()).user_id
