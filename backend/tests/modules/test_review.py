"""Looking at a document, correcting it, deciding: what is allowed when, and what a field may hold."""

import asyncio
from uuid import UUID

import pytest

from app.modules.documents import reading
from tests.conftest import Company, register
from tests.factories import documents
from tests.factories.documents import path

VALID, OTHER = "BE0428759497", "BE0403019261"


async def patch(company: Company, document, fields=None, headers=None, **more):
    asked = {"fields": fields or {}} | more
    return await company.client.patch(path(document, "/fields"), json=asked, headers=headers)


def refusal(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["code"]


async def make(company: Company, status: str) -> UUID:
    """A document that got to `status` the way documents do."""
    if status == "approved":
        return UUID((await documents.approved(company))["id"])
    if status == "failed":
        return await documents.ended(company, problem="damaged_file")
    if status in ("uploaded", "reading"):
        [made] = await documents.uploaded(company)
        if status == "reading":
            async with company.begin() as work:
                await reading.next_slice(work, [made])
        return made
    made = await documents.to_review(company)
    if status == "rejected":
        assert (await company.client.post(path(made, "/reject"), json={"reason": "not ours"})).status_code == 200
    return made


MATRIX = {
    #           correct approve reject restore retry remove
    "uploaded": (409, 409, 409, 409, 409, 409),
    "reading": (409, 409, 409, 409, 409, 409),
    "to_review": (200, 200, 200, 409, 409, 204),
    "approved": (409, 409, 409, 409, 409, 409),
    "rejected": (409, 409, 409, 200, 409, 204),
    "failed": (409, 409, 409, 409, 202, 204),
}
ACTIONS = {
    "correct": lambda client, at: client.patch(path(at, "/fields"), json={"fields": {"invoice_number": "7"}}),
    "approve": lambda client, at: client.post(path(at, "/approve")),
    "reject": lambda client, at: client.post(path(at, "/reject"), json={"reason": "not ours"}),
    "restore": lambda client, at: client.post(path(at, "/restore")),
    "retry": lambda client, at: client.post(path(at, "/retry")),
    "remove": lambda client, at: client.delete(path(at)),
}


@pytest.mark.parametrize("status", MATRIX)
@pytest.mark.parametrize(("action", "column"), [(name, number) for number, name in enumerate(ACTIONS)])
async def test_what_may_be_done_depends_on_where_a_document_stands(company: Company, status, action, column):
    document = await make(company, status)
    answer = await ACTIONS[action](company.client, document)
    assert answer.status_code == MATRIX[status][column], answer.text
    if answer.status_code == 409:
        assert (await company.client.get(path(document))).json()["data"]["status"] == status
    if answer.status_code == 204:
        assert (await company.client.get(path(document))).status_code == 404


@pytest.mark.parametrize("action", ACTIONS)
async def test_a_document_that_is_not_there_is_not_found(company: Company, action):
    assert (await ACTIONS[action](company.client, UUID(int=1))).status_code == 404


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("supplier_name", "  De   Pers\tNV ", "De Pers NV"),
        ("supplier_vat_number", "be 0428.759.497", VALID),
        ("supplier_vat_number", "0403 019 261", OTHER),
        ("supplier_iban", "be32 1234 5678 9002", "BE32123456789002"),
        ("issue_date", "2026-11-30", "2026-11-30"),
        ("currency", "usd", "USD"),
        ("net_amount", "100", "100.00"),
        ("net_amount", " -12.5 ", "-12.50"),
        ("total_amount", "+0.10", "0.10"),
        ("payment_reference", "+++090/9337/55493+++", "+++090/9337/55493+++"),
        ("invoice_number", "a\u00adb\u200b-1", "ab-1"),  # pasted from a PDF: soft hyphen, zero width space
        ("lines", [{"description": "x", "quantity": "2", "unit_price": None}], [
            {"description": "x", "quantity": "2", "unit_price": None, "vat_rate": None, "net_amount": None}
        ]),
        ("vat_breakdown", [{"rate": "21", "base": "100", "amount": "21", "category": "S"}], [
            {"rate": "21", "base": "100", "amount": "21", "category": "S", "account_code": None, "deductible_percent": None, "treatment": None}
        ]),
        ("lines", [], []),
    ],
)  # fmt: skip
async def test_what_is_typed_is_kept_in_one_form_and_is_certain(company: Company, field, typed, kept):
    document = await documents.to_review(company)
    answer = await patch(company, document, {field: typed})
    assert answer.status_code == 200, answer.text
    found = answer.json()["data"]["fields"][field]
    assert (found["value"], found["confidence"], found["source"]) == (kept, 1.0, "user")


async def test_a_number_that_names_no_country_is_of_the_companys_own():
    dutch = await register(vat_number="NL810433941B01")
    document = await documents.to_review(dutch)
    answer = await patch(dutch, document, {"supplier_vat_number": "0044.95.445.B01"})
    assert answer.status_code == 200, answer.text
    assert answer.json()["data"]["fields"]["supplier_vat_number"]["value"] == "NL004495445B01"
    await dutch.client.aclose()


ROW = {"description": "x"}


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("supplier_name", ""),
        ("supplier_name", "   "),
        ("supplier_name", "\u200b"),
        ("supplier_name", 5),
        ("supplier_name", ["x"]),
        ("supplier_name", "x" * 501),
        ("supplier_vat_number", "BE0428759498"),
        ("supplier_vat_number", "hello"),
        ("supplier_vat_number", "12-3456789"),
        ("customer_vat_number", "US123456789"),
        ("supplier_iban", "BE32123456789003"),
        ("supplier_iban", "BE"),
        ("issue_date", "30/11/2026"),
        ("issue_date", "2026-02-30"),
        ("issue_date", "0001-01-01"),
        ("issue_date", 20261130),
        ("due_date", "2200-01-01"),
        ("currency", "EURO"),
        ("currency", "€"),
        ("currency", "éüà"),
        ("net_amount", 100),
        ("net_amount", 100.5),
        ("net_amount", True),
        ("net_amount", "1,50"),
        ("net_amount", "1.005"),
        ("net_amount", "1e3"),
        ("net_amount", "1e-99999999"),
        ("net_amount", "NaN"),
        ("net_amount", "9" * 14),
        ("net_amount", {"amount": "1"}),
        ("lines", "x"),
        ("lines", [1]),
        ("lines", [{"colour": "red"}]),
        ("lines", [{"quantity": "many"}]),
        ("lines", [{"quantity": 2}]),
        ("lines", [{"quantity": "1e-99999999"}]),
        ("lines", [{"description": ["x"]}]),
        ("lines", [ROW] * 1001),
        ("vat_breakdown", {"rate": "21"}),
        ("colour", "red"),
        ("", "x"),
    ],
)
async def test_what_makes_no_sense_is_refused_and_changes_nothing(company: Company, field, typed):
    document = await documents.to_review(company)
    answer = await patch(company, document, {field: typed, "customer_name": "Peeters"})
    assert answer.status_code == 422, answer.text
    assert [each["field"] for each in answer.json()["errors"]] == [f"fields.{field}"]
    after = (await company.client.get(path(document))).json()["data"]
    assert (after["version"], "customer_name" in after["fields"]) == (2, False)


@pytest.mark.parametrize(
    "body",
    [{"fields": []}, {"fields": "x"}, {"kind": "letter"}, {"account_code": "6o4"}, {"account_code": "6" * 11}, []],
)
async def test_a_correction_of_the_wrong_shape_is_refused(company: Company, body):
    document = await documents.to_review(company)
    assert (await company.client.patch(path(document, "/fields"), json=body)).status_code == 422


async def test_null_takes_a_field_away_and_what_is_not_named_stays(company: Company):
    document = await documents.to_review(company)
    fields = (await patch(company, document, {"due_date": None})).json()["data"]["fields"]
    assert "due_date" not in fields
    assert fields["total_amount"]["source"] == "text"


async def test_a_corrected_field_keeps_its_place_on_the_page(company: Company):
    document = await documents.to_review(company)
    found = (await patch(company, document, {"total_amount": "122.00"})).json()["data"]["fields"]["total_amount"]
    assert (found["page"], found["box"]) == (1, [0.1, 0.1, 0.2, 0.2])


async def test_a_correction_settles_the_doubt_about_that_field_only(company: Company):
    document = await documents.to_review(company, supplier_iban="BE32123456789003", due_date="2026-11-01")
    told = (await patch(company, document, {"due_date": "2026-12-24"})).json()["data"]["warnings"]
    assert [(each["code"], each["field"]) for each in told] == [("iban_checksum", "supplier_iban")]
    assert told[0]["message"].startswith("The check digits of this account number")


async def test_a_stale_version_is_refused_and_the_current_one_is_not(company: Company):
    document = await documents.to_review(company)
    seen = (await company.client.get(path(document))).headers["etag"]
    first = await patch(company, document, {"invoice_number": "1"}, {"if-match": seen})
    assert (first.status_code, first.headers["etag"] != seen) == (200, True)
    assert refusal(await patch(company, document, {"invoice_number": "2"}, {"if-match": seen})) == (
        412,
        "changed_meanwhile",
    )
    for current in (first.headers["etag"], "*"):
        answer = await patch(company, document, {"invoice_number": "3"}, {"if-match": current})
        assert answer.status_code == 200
        assert answer.json()["data"]["version"] == int(answer.headers["etag"].strip('"'))


@pytest.mark.parametrize("tag", ["", "x", '"-1"', '"9999999999999999999"', '"1", "2"', '"\u00b2"'])
async def test_a_tag_that_is_none_of_ours_is_refused_by_name(company: Company, tag):
    document = await documents.to_review(company)
    assert (
        await patch(company, document, {"invoice_number": "1"}, {"if-match": tag.encode("latin-1")})
    ).status_code == 422


async def test_of_two_corrections_with_the_same_tag_at_once_one_wins(company: Company):
    document = await documents.to_review(company)
    seen = (await company.client.get(path(document))).headers["etag"]
    answers = await asyncio.gather(
        *(patch(company, document, {"invoice_number": str(n)}, {"if-match": seen}) for n in range(5))
    )
    assert sorted(each.status_code for each in answers) == [200, 412, 412, 412, 412]


async def test_a_rejection_says_why_and_can_be_taken_back(company: Company):
    document = await documents.to_review(company)
    told = (await company.client.post(path(document, "/reject"), json={"reason": "  not ours "})).json()["data"]
    assert (told["status"], told["rejection_reason"], told["decided_by"]) == ("rejected", "not ours", "An Peeters")
    told = (await company.client.post(path(document, "/restore"))).json()["data"]
    assert (told["status"], told["rejection_reason"], told["decided_by"], told["decided_at"]) == (
        "to_review",
        None,
        None,
        None,
    )


@pytest.mark.parametrize("reason", [None, "", " no ", "x" * 301, 5])
async def test_a_rejection_without_a_reason_is_refused(company: Company, reason):
    document = await documents.to_review(company)
    assert (await company.client.post(path(document, "/reject"), json={"reason": reason})).status_code == 422


@pytest.mark.parametrize("account", ["700", "440", "550", "100", "491", "499"])
async def test_an_account_that_cannot_bear_a_purchase_is_refused_with_the_other_faults(company: Company, account):
    document = await documents.to_review(company)
    answer = await patch(company, document, {"total_amount": "1,5"}, account_code=account)
    assert answer.status_code == 422
    assert [(each["code"], each["field"]) for each in answer.json()["errors"]] == [
        ("not_an_amount", "fields.total_amount"),
        ("cost_account_refused", "account_code"),
    ]
    assert (await company.client.get(path(document))).json()["data"]["account_code"] is None


@pytest.mark.parametrize("account", ["604", "241", "340", "406", "490"])
async def test_costs_assets_stock_advances_and_prepaid_expenses_may_bear_a_purchase(company: Company, account):
    document = await documents.to_review(company)
    assert (await patch(company, document, account_code=account)).json()["data"]["account_code"] == account


@pytest.mark.parametrize(("language", "word"), [("nl", "btw-nummer"), ("fr", "numéro de TVA"), ("en", "VAT number")])
async def test_a_refused_correction_speaks_your_language(company: Company, language, word):
    document = await documents.to_review(company)
    await company.client.patch("/api/v1/me", json={"language": language})
    answer = await patch(company, document, {"supplier_vat_number": "BE0428759498"})
    assert word in answer.json()["errors"][0]["message"]
