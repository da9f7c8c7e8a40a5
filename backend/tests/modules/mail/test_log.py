"""The log of what was mailed, and sending again."""

import pytest

from app.core import mail
from tests.conftest import Company
from tests.factories.booking import refusal
from tests.factories.mailbox import mailbox, mails, when_due
from tests.factories.people import colleague


@pytest.fixture(autouse=True)
def nothing_is_sent(monkeypatch):
    async def silent(messages):
        return None

    monkeypatch.setattr("app.core.jobs.send", silent)


async def promised(company: Company, to: str = "an@example.com", language: str = "nl"):
    async with company.begin() as work:
        return await mail.send(
            work, "export_ready", to=to, language=language, name="An", link="https://books.example.com/x#y", days=7
        )


async def listed(company: Company, **asked) -> list[dict]:
    answer = await company.client.get("/api/v1/mails", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


async def test_the_log_says_what_was_sent_and_what_was_refused(company: Company):
    first = await promised(company)
    second = await promised(company, "bart@example.com", "fr")
    async with mailbox() as box:
        box.says["bart@example.com"] = "550 no such user"
        await when_due(company, "mail.send")
    newest, older = (await listed(company, template="export_ready"))[:2]
    assert newest == {
        "id": str(second),
        "type": "mail",
        "to": "bart@example.com",
        "template": "export_ready",
        "subject": "Votre export est prêt",
        "language": "fr",
        "status": "failed",
        "attempts": 1,
        "error": "550 no such user",
        "created_at": newest["created_at"],
        "sent_at": None,
    }
    assert (older["id"], older["status"], older["error"]) == (str(first), "sent", None)
    assert [each["id"] for each in await listed(company, status="failed")] == [str(second)]
    assert [each["id"] for each in await listed(company, q="bart@")] == [str(second)]
    assert "books.example.com" not in (await company.client.get("/api/v1/mails")).text, "links are nobody else's"


async def test_the_log_can_be_taken_along(company: Company):
    await promised(company)
    answer = await company.client.get("/api/v1/mails", params={"format": "csv", "template": "export_ready"})
    assert answer.headers["content-type"].startswith("text/csv")
    lines = answer.text.strip().splitlines()
    assert len(lines) == 2
    assert "an@example.com" in lines[1]


async def test_a_refused_message_is_sent_again_as_the_same(company: Company):
    mail_id = await promised(company)
    async with mailbox() as box:
        box.says["*"] = "554 no"
        await when_due(company, "mail.send")
        box.says.clear()
        answer = await company.client.post(f"/api/v1/mails/{mail_id}/resend")
        assert answer.status_code == 202, answer.text
        assert (answer.json()["data"]["status"], answer.json()["data"]["error"]) == ("queued", None)
        await when_due(company, "mail.send")
        again = await company.client.post(f"/api/v1/mails/{mail_id}/resend")
        assert again.status_code == 202, "also one that was sent"
        await when_due(company, "mail.send")
    mine = [each for each in box.messages if each["to"] == "an@example.com"]
    assert len(mine) == 2
    assert mine[0]["message-id"] == mine[1]["message-id"]
    [sent] = [each for each in await mails(company) if each.id == mail_id]
    assert (sent.status, sent.attempts) == ("sent", 3)


async def test_a_message_on_its_way_is_not_sent_twice(company: Company):
    mail_id = await promised(company)
    assert refusal(await company.client.post(f"/api/v1/mails/{mail_id}/resend")) == (409, "mail_under_way")


async def test_an_old_message_is_forgotten(company: Company):
    mail_id = await promised(company)
    async with company.begin() as work:
        message = await work.session.get(mail.MailMessage, (company.tenant_id, mail_id))
        message.status, message.values_sealed = "sent", None
    assert refusal(await company.client.post(f"/api/v1/mails/{mail_id}/resend")) == (409, "mail_forgotten")


async def test_another_companys_message_is_not_there(company: Company, other_company: Company):
    mail_id = await promised(company)
    assert str(mail_id) not in [each["id"] for each in await listed(other_company)]
    assert refusal(await other_company.client.post(f"/api/v1/mails/{mail_id}/resend")) == (404, "mail_not_found")


async def test_nobody_is_mailed_without_end(company: Company):
    mail_id = await promised(company)
    answers = [(await company.client.post(f"/api/v1/mails/{mail_id}/resend")).status_code for _ in range(4)]
    assert answers[-1] == 429


@pytest.mark.parametrize("role", ["member", "accountant", "viewer"])
async def test_only_an_owner_sees_the_log(company: Company, role):
    other = await colleague(company, role)
    assert refusal(await other.client.get("/api/v1/mails")) == (403, "permission_missing")
    mail_id = await promised(company)
    assert refusal(await other.client.post(f"/api/v1/mails/{mail_id}/resend")) == (403, "permission_missing")
