"""What a mail will say, before it leaves; and what a customer still has to pay, on one paper."""

import csv
import io
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pypdf
import pytest

from app.core.fingerprints import is_fingerprint_of
from app.modules.invoicing import tasks  # noqa: F401  (the worker loads them)
from tests.conftest import Company, register
from tests.factories.invoicing import BASE, act, contact, draft, issued, line, read, refused
from tests.factories.mailbox import mailbox, mails
from tests.modules.identity.people import confirm_address

PROFILE = {
    "iban": "BE68 5390 0754 7034",
    "email": "info@peeters.example",
    "street": "Stationsstraat 12",
    "city": "Gent",
}


def paper(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())


@pytest.fixture
async def company(company: Company) -> Company:
    """Who mails customers has confirmed their own address."""
    await confirm_address(company)
    return company


async def letters(company: Company) -> list[str]:
    """What was promised to customers."""
    return [each.template for each in await mails(company) if each.template != "verify_email"]


async def post(company: Company, path: str, **asked):
    return await company.client.post(path, json=asked)


async def test_the_preview_is_the_letter_that_leaves_and_sends_nothing(company: Company, runs_jobs):
    made = await issued(company, contact_id=await contact(company, name="Janssens NV"))
    asked = {"language": "fr", "message": "Comme convenu."}
    seen = (await post(company, f"{BASE}/{made['id']}/send/preview", **asked)).json()["data"]
    assert (seen["to"], seen["attachment"]) == ("boekhouding@janssens.example", f"{made['number']}.pdf")
    assert (await letters(company), (await read(company, made))["sent_at"]) == ([], None)
    async with mailbox() as box:
        await runs_jobs(company)  # a letter waits for its paper
        await act(company, made, "send", **asked)
        await runs_jobs(company)
    [letter] = [each for each in box.messages if made["number"] in each["subject"]]
    told = letter.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert (letter["subject"], told.strip()) == (seen["subject"], seen["text"].strip())
    assert "Comme convenu." in told


async def test_a_draft_has_no_letter(company: Company):
    assert (await refused(company, await draft(company), "send/preview"))["code"] == "invoice_is_still_draft"


async def test_a_reminder_can_be_read_before_its_step_is_taken(company: Company):
    late = (datetime.now(UTC) - timedelta(days=60)).date().isoformat()
    made = await issued(company, issued_on=late, due_on=late, language="nl")
    seen = (await post(company, f"{BASE}/{made['id']}/remind/preview", level=1)).json()["data"]
    assert seen["subject"].startswith(f"Herinnering: factuur {made['number']}")
    assert "121,00 EUR" in seen["text"]
    assert (await read(company, made))["reminders"] == []
    assert (await refused(company, made, "remind/preview", level=2))["code"] == "reminder_not_due"


async def test_the_open_items_of_a_customer_are_a_paper_a_table_and_a_mail(company: Company, runs_jobs):
    await company.client.patch("/api/v1/company", json=PROFILE)
    customer = await contact(company, name="Meubelen Jansen", country="BE", street="Markt 1", language="nl")
    late = await issued(company, contact_id=customer, issued_on="2026-03-02", due_on="2026-04-01")
    paid = await issued(company, contact_id=customer)
    await act(company, paid, "pay")
    await issued(company, line(unit_price="50.00"), contact_id=customer)
    await act(company, late, "pay", amount="21.00")
    where = f"/api/v1/contacts/{customer}/open-items"
    said = paper((await company.client.get(f"{where}/pdf")).content)
    for each in (
        "Openstaande facturen",
        "Meubelen Jansen",
        late["number"],
        late["payment_reference"],
        "160,50 EUR",
        "100,00 EUR",
        "BE68 5390 0754",
    ):
        assert each in said
    assert paid["number"] not in said
    assert "Open invoices" in paper((await company.client.get(f"{where}/pdf?language=en")).content)
    table = (await company.client.get(f"{BASE}/open", params={"contact_id": customer, "format": "csv"})).text
    assert sum(float(row["open_amount"]) for row in csv.DictReader(io.StringIO(table.lstrip("\ufeff")))) == 160.50
    seen = (await post(company, f"{where}/send/preview", message="Graag nazicht.")).json()["data"]
    async with mailbox() as box:
        sent = (await post(company, f"{where}/send", message="Graag nazicht.")).json()["data"]
        await runs_jobs(company)
    assert sent == seen
    [letter] = [each for each in box.messages if each["subject"] == seen["subject"]]
    [attached] = list(letter.iter_attachments())
    assert (letter["to"], attached.get_filename()) == ("boekhouding@janssens.example", "Openstaande facturen.pdf")
    assert paper(attached.get_content()) == said
    assert "160,50 EUR" in letter.get_body(("plain",)).get_content()


async def test_the_log_can_prove_where_mail_went_and_tells_no_address(company: Company):
    """The letter itself has the address, for as long as letters are kept; the log is kept for years."""
    to, late = "boekhouding@janssens.example", "2026-03-02"
    customer = await contact(company, email=None)
    made = await issued(company, contact_id=customer, issued_on=late, due_on=late)
    invoice, owing = f"{BASE}/{made['id']}", f"/api/v1/contacts/{customer}/open-items"
    for where, more in ((f"{invoice}/send", {}), (f"{invoice}/remind", {"level": 1}), (f"{owing}/send", {})):
        answer = await post(company, where, to=to, **more)
        assert answer.status_code < 300, answer.text
    log = (await company.client.get("/api/v1/audit/events", params={"limit": 200})).json()["data"]
    sent = {each["name"]: each["payload"] for each in log if "mail_id" in each["payload"]}
    assert set(sent) == {"invoice.sent", "invoice.reminded", "contact.statement_sent"}
    for payload in sent.values():
        assert is_fingerprint_of(payload["to_fingerprint"], UUID(customer), "email", to)
        assert not is_fingerprint_of(payload["to_fingerprint"], UUID(customer), "email", "somebody@janssens.example")
    assert to not in str(log)
    assert [each.recipient for each in await mails(company) if each.template != "verify_email"] == [to] * 3


async def test_nothing_is_sent_to_who_owes_nothing_or_has_no_address(company: Company):
    nobody = await contact(company, email=None)
    where = f"/api/v1/contacts/{nobody}/open-items"
    assert (await post(company, f"{where}/send")).json()["errors"][0]["code"] == "nothing_is_open"
    await issued(company, contact_id=nobody)
    assert (await post(company, f"{where}/send")).json()["errors"][0]["code"] == "recipient_needed"
    assert (await post(company, f"/api/v1/contacts/{uuid4()}/open-items/send")).status_code == 404
    assert await letters(company) == []


async def test_a_country_stands_on_paper_in_words_and_only_abroad(company: Company):
    await company.client.patch("/api/v1/company", json=PROFILE)
    home = await issued(company, contact_id=await contact(company, city="Gent"), language="fr")
    abroad = await issued(company, contact_id=await contact(company, country="DE", city="Aachen"), language="fr")
    said = [paper((await company.client.get(f"{BASE}/{each['id']}/pdf")).content) for each in (home, abroad)]
    assert [("Belgique" in each, "Allemagne" in each) for each in said] == [(False, False), (True, True)]


async def test_a_reference_is_never_broken_over_two_lines_whatever_is_open(company: Company):
    customer = await contact(company)
    made = await issued(company, line(unit_price="999999.99"), contact_id=customer, issued_on="2026-09-22")
    said = paper((await company.client.get(f"/api/v1/contacts/{customer}/open-items/pdf?language=nl")).content)
    assert made["payment_reference"] in said
    assert "Pagina 1 van 1" in said


async def test_nothing_is_paid_on_a_draft(company: Company):
    await company.client.patch("/api/v1/company", json=PROFILE)
    made = await draft(company, language="en")
    asks_to_pay = "Scan with your bank's app"
    assert asks_to_pay not in paper((await company.client.get(f"{BASE}/{made['id']}/pdf")).content)
    await act(company, made, "issue")
    assert asks_to_pay in paper((await company.client.get(f"{BASE}/{made['id']}/pdf")).content)


async def test_of_two_lines_without_vat_each_says_why(company: Company):
    customer = await contact(company, vat_number="BE0403019261")
    untaxed = [line(treatment="co_contractor", vat_rate="0"), line(treatment="exempt", vat_rate="0")]
    made = await issued(company, *untaxed, contact_id=customer, language="en")
    said = paper((await company.client.get(f"{BASE}/{made['id']}/pdf")).content)
    # each on its line, in the sums below, and in its sentence
    assert ("0 %" in said, said.count("Exempt"), said.count("Reverse charge")) == (False, 3, 3)


async def test_a_declined_quote_can_be_offered_again(company: Company):
    quote = await issued(company, kind="quote", valid_until="2099-12-31")
    assert (await refused(company, quote, "reopen"))["code"] == "quote_not_declined"
    await act(company, quote, "decline")
    again = await act(company, quote, "reopen")
    assert (again["status"], again["number"]) == ("issued", quote["number"])
    assert (await act(company, quote, "accept"))["quote_id"] == quote["id"]
    assert (await refused(company, quote, "reopen"))["code"] == "quote_not_declined"
    assert (await refused(company, await issued(company), "reopen"))["code"] == "quote_not_declined"


@pytest.mark.parametrize(("iban", "structured"), [("NL91ABNA0417164300", False), ("BE68539007547034", True)])
async def test_a_dutch_paper_has_the_number_of_its_trade_register_and_what_its_bank_can_carry(iban, structured):
    """Handelsregisterwet 2007 art. 27; a structured reference is a matter of Belgian banks."""
    company = await register(vat_number="NL810433941B01")
    profile = {"street": "Damrak 1", "postal_code": "1012 LG", "city": "Amsterdam"}
    answer = await company.client.patch(
        "/api/v1/company", json=profile | {"enterprise_number": "12345678", "iban": iban}
    )
    assert answer.status_code == 200, answer.text
    made = await issued(company, contact_id=await contact(company, country="NL"), language="nl")
    assert made["payment_reference"].startswith("+++") is structured
    assert made["payment_reference"] == made["number"] or structured
    said = paper((await company.client.get(f"{BASE}/{made['id']}/pdf")).content)
    assert "KvK-nummer 12345678" in said
    assert "Ondernemingsnummer" not in said
    await company.client.aclose()
