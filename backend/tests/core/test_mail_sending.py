"""A message leaves after commit, once; a server that is away is waited for, one that refuses is believed."""

import asyncio
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from sqlalchemy import select, update

from app.core import mail, smtp
from app.core.config import settings
from app.core.mail import RETRIES, MailAddressInvalid, MailMessage
from app.core.runs import execute
from tests.conftest import Company
from tests.factories.jobs import change, row
from tests.factories.mailbox import Mailbox, jobs, mailbox, run_due, when_due

TO = "an@example.com"
LINK = "https://books.example.com/verify-email#token=abc"


@pytest.fixture
async def box():
    async with mailbox() as opened:
        yield opened


@pytest.fixture(autouse=True)
def nothing_is_sent(monkeypatch):
    async def silent(messages):
        return None

    monkeypatch.setattr("app.core.jobs.send", silent)


async def promised(company: Company, /, to: str = TO, template: str = "verify_email", language: str = "nl", **values):
    values = values or {"name": "An Peeters", "link": LINK}
    async with company.begin() as work:
        return await mail.send(work, template, to=to, language=language, user_id=company.user_id, **values)


async def message(company: Company, mail_id) -> MailMessage:
    async with company.begin() as work:
        return (await work.session.scalars(select(MailMessage).where(MailMessage.id == mail_id))).one()


async def settle_others(company: Company) -> None:
    """What registering mailed is no part of these tests."""
    async with company.begin() as work:
        await work.session.execute(update(MailMessage).values(status="sent"))


@pytest.fixture
async def company(company: Company) -> Company:
    await settle_others(company)
    for job in await jobs(company, "mail.send"):
        await change(company, job.id, status="cancelled")
    return company


async def test_a_message_arrives_in_both_parts(company: Company, box: Mailbox):
    mail_id = await promised(company)
    queued = await message(company, mail_id)
    assert (queued.status, queued.subject, queued.to) == ("queued", "Bevestig je e-mailadres", TO)
    await run_due(company, "mail.send")
    [came] = box.messages
    assert came["to"] == TO
    assert came["from"] == settings().mail_from
    assert came["subject"] == "Bevestig je e-mailadres"
    assert came["message-id"] == f"<{mail_id}@{settings().mail_from.rpartition('@')[2].rstrip('>')}>"
    assert came["content-language"] == "nl"
    assert came["auto-submitted"] == "auto-generated"
    assert abs(came["date"].datetime - datetime.now(UTC)) < timedelta(minutes=1)
    assert came.get_content_type() == "multipart/alternative"
    plain, html = (came.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert LINK in plain
    assert LINK in html
    sent = await message(company, mail_id)
    assert (sent.status, sent.attempts, sent.error) == ("sent", 1, None)
    assert sent.sent_at is not None


async def test_what_is_not_committed_is_not_sent(company: Company, box: Mailbox):
    with pytest.raises(ZeroDivisionError):
        async with company.begin() as work:
            await mail.send(work, "verify_email", to=TO, language="nl", name="An", link=LINK)
            raise ZeroDivisionError
    await run_due(company, "mail.send")
    assert box.messages == []


async def test_links_are_not_readable_in_the_database(company: Company):
    kept = await message(company, await promised(company))
    assert "token" not in kept.values_sealed
    assert "books.example.com" not in kept.values_sealed


async def test_twenty_deliveries_of_one_job_send_one_message(company: Company, box: Mailbox):
    await promised(company)
    [job] = await jobs(company, "mail.send")
    await asyncio.gather(*(execute("mail.send", company.tenant_id, job.id) for _ in range(20)))
    assert len(box.messages) == 1


@pytest.mark.parametrize("answer", ["451 try again later", "421 too busy"])
async def test_a_server_that_says_later_is_asked_later(company: Company, box: Mailbox, answer):
    mail_id = await promised(company)
    box.says["*"] = answer
    before = datetime.now(UTC)
    await run_due(company, "mail.send")
    waiting = await message(company, mail_id)
    assert (waiting.status, waiting.attempts, waiting.error) == ("queued", 1, answer)
    [job] = await jobs(company, "mail.send")
    assert before + RETRIES[0] <= job.not_before <= datetime.now(UTC) + RETRIES[0]
    await run_due(company, "mail.send")
    assert (await message(company, mail_id)).attempts == 1, "its time has not come"
    box.says.clear()
    await when_due(company, "mail.send")
    sent = await message(company, mail_id)
    assert (sent.status, sent.attempts, sent.error) == ("sent", 2, None)
    assert len(box.messages) == 1


async def test_a_server_that_is_away_is_waited_for_a_day_and_then_given_up(company: Company):
    mail_id = await promised(company)
    assert timedelta(hours=23) < sum(RETRIES, timedelta()) <= timedelta(hours=24)
    with patch.object(settings(), "smtp_url", "smtp://127.0.0.1:9"):
        for number in range(len(RETRIES)):
            await when_due(company, "mail.send")
            waiting = await message(company, mail_id)
            assert (waiting.status, waiting.attempts) == ("queued", number + 1)
            assert "127.0.0.1" in waiting.error
        await when_due(company, "mail.send")
    given_up = await message(company, mail_id)
    assert (given_up.status, given_up.attempts) == ("failed", len(RETRIES) + 1)
    assert await jobs(company, "mail.send") == []


@pytest.mark.parametrize("where", ["*", TO])
async def test_a_refusal_is_final_and_in_the_servers_words(company: Company, box: Mailbox, where):
    mail_id = await promised(company)
    box.says[where] = "550 5.1.1 there is no such user here"
    await run_due(company, "mail.send")
    refused = await message(company, mail_id)
    assert (refused.status, refused.attempts) == ("failed", 1)
    assert refused.error == "550 5.1.1 there is no such user here"
    assert await jobs(company, "mail.send") == []


async def test_an_address_that_is_refused_for_now_is_tried_again(company: Company, box: Mailbox):
    mail_id = await promised(company)
    box.says[TO] = "450 greylisted"
    await run_due(company, "mail.send")
    assert (await message(company, mail_id)).status == "queued"


async def test_a_worker_that_died_after_the_attempt_was_noted_changes_nothing(company: Company, box: Mailbox):
    """Its job row is still running, its lease ends, and the job is delivered again."""
    mail_id = await promised(company)
    box.says["*"] = "451 later"
    [job] = await jobs(company, "mail.send")
    await run_due(company, "mail.send")
    await change(company, job.id, status="running", lease_until=datetime.now(UTC) - timedelta(seconds=1))
    box.says.clear()
    await execute("mail.send", company.tenant_id, job.id)
    assert box.messages == []
    assert (await message(company, mail_id)).attempts == 1
    assert len(await jobs(company, "mail.send")) == 1
    await when_due(company, "mail.send")
    assert len(box.messages) == 1


async def test_a_worker_that_died_before_it_noted_sends_again_under_the_same_id(company: Company, box: Mailbox):
    mail_id = await promised(company)
    with patch.object(mail, "_settle", side_effect=asyncio.CancelledError), pytest.raises(asyncio.CancelledError):
        await run_due(company, "mail.send")
    [job] = await jobs(company, "mail.send", "running")
    await change(company, job.id, lease_until=datetime.now(UTC) - timedelta(seconds=1))
    await execute("mail.send", company.tenant_id, job.id)
    assert [each["message-id"] for each in box.messages] == [box.messages[0]["message-id"]] * 2
    assert (await message(company, mail_id)).status == "sent"
    assert (await row(company, job.id)).status == "succeeded"


async def test_a_cancelled_job_says_so_in_the_log(company: Company, box: Mailbox):
    mail_id = await promised(company)
    [job] = await jobs(company, "mail.send")
    await change(company, job.id, cancel_requested=True)
    await run_due(company, "mail.send")
    cancelled = await message(company, mail_id)
    assert (cancelled.status, cancelled.error, box.messages) == ("failed", "cancelled", [])


@pytest.mark.parametrize(
    "to",
    [
        "an@example.com\r\nBcc: all@example.com",
        "an@example.com, all@example.com",
        "an@example.com\0",
        "An <an@example.com>",
        "an",
        "",
        "an@",
        "@example.com",
        "an@exa mple.com",
    ],
)
async def test_only_one_plain_address_is_mailed(company: Company, to):
    with pytest.raises(MailAddressInvalid):
        await promised(company, to=to)


async def test_a_domain_with_accents_travels_in_ascii(company: Company, box: Mailbox):
    await promised(company, to="an@bücher.example")
    await run_due(company, "mail.send")
    assert box.recipients == ["an@xn--bcher-kva.example"]


async def test_no_value_reaches_a_header(company: Company, box: Mailbox):
    nasty = "Peeters\r\nBcc: all@example.com\r\n\r\n<b>hello</b>"
    values = {"name_of_inviter": nasty, "company": nasty, "role": "owner", "link": LINK, "days": 7}
    await promised(company, template="invitation", language="en", **values)
    await run_due(company, "mail.send")
    [came] = box.messages
    assert came["bcc"] is None
    assert box.recipients == [TO]
    assert came["subject"] == "{0} invites you to {0}".format("Peeters Bcc: all@example.com <b>hello</b>")
    assert "<b>hello" not in came.get_body(("html",)).get_content()


async def test_an_unknown_language_is_english(company: Company):
    kept = await message(company, await promised(company, language="de"))
    assert (kept.language, kept.subject) == ("en", "Confirm your e-mail address")


async def test_a_wrong_value_fails_where_it_was_said(company: Company):
    with pytest.raises(LookupError):
        await promised(company, name="An")


async def test_values_are_forgotten_after_a_month(company: Company, box: Mailbox):
    old, new = await promised(company), await promised(company)
    await run_due(company, "mail.send")
    async with company.begin() as work:
        await work.session.execute(
            update(MailMessage)
            .where(MailMessage.id == old)
            .values(created_at=datetime.now(UTC) - mail.VALUES_KEPT - timedelta(hours=1))
        )
        job_id = await work.enqueue("mail.forget", night="2026-11-21")
    await execute("mail.forget", company.tenant_id, job_id)
    assert (await message(company, old)).values_sealed is None
    assert (await message(company, new)).values_sealed is not None


async def test_a_password_is_never_sent_in_clear(company: Company, box: Mailbox):
    """The server offers no TLS: better no mail than the operator's password on the wire."""
    mail_id = await promised(company)
    with patch.object(settings(), "smtp_url", f"smtp://books:secret@127.0.0.1:{box.port}"):
        await run_due(company, "mail.send")
    waiting = await message(company, mail_id)
    assert waiting.status == "queued"
    assert "STARTTLS" in waiting.error
    assert "secret" not in waiting.error
    assert box.messages == []


@pytest.mark.parametrize(
    "url", ["http://mail.example.com", "smtp://", "smtp://mail.example.com?starttls=maybe", "mail.example.com:25"]
)
def test_an_smtp_address_that_is_none_is_an_error(url):
    with pytest.raises(ValueError, match="smtp_url"):
        smtp.server(url)
