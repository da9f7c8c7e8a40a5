"""Files that do not say by IBAN and currency of which account they are: whoever brings them says it."""

import pytest

from tests.conftest import Company
from tests.factories import banking
from tests.factories.banking import BASE, IBAN, staged

GERMAN = "DE73100200300001234567"
MT940 = (
    ":20:STARTUMS\n:25:{account}\n:28C:0\n:60F:C260101EUR100,00\n:61:2601050105D10,00NMSCNONREF\n"
    ":86:177?00SEPA?20SVWZ+Miete?32Vermieter\n:62F:C260105EUR90,00\n-\n"
)
OFX = (
    "OFXHEADER:100\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>10020030<ACCTID>1234567"
    "<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST><STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260105<TRNAMT>-10.00<FITID>1"
    "<NAME>X</STMTTRN></BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
)
TABLE = f"Datum;Rekening;Bedrag;Omschrijving\n15/01/2026;{IBAN};-12,50;koffie\n"


def of(found: dict) -> tuple[str | None, list[str]]:
    [statement] = found["statements"]
    return statement["bank_account_id"], [each["code"] for each in statement["problems"]]


async def choose(company: Company, runs_jobs, found: dict, account: dict) -> dict:
    where = f"{BASE}/imports/{found['id']}/account"
    answer = await company.client.put(where, json={"bank_account_id": account["id"]})
    assert answer.status_code == 202, answer.text
    await runs_jobs(company)
    return await banking.read(company, found)


@pytest.mark.parametrize("content", [MT940.format(account="10020030/1234567"), OFX], ids=["mt940", "ofx"])
async def test_a_national_number_goes_to_the_account_that_is_chosen(company: Company, runs_jobs, content):
    account = await banking.account(company, number=GERMAN)
    found = await staged(company, runs_jobs, content.encode())
    assert of(found) == (None, ["account_not_said"])
    found = await choose(company, runs_jobs, found, account)
    assert of(found) == (account["id"], [])
    assert found["statements"][0]["account_number"] == GERMAN


async def test_a_national_number_of_another_account_is_not_the_chosen_one(company: Company, runs_jobs):
    account = await banking.account(company, number=GERMAN)
    content = MT940.format(account="10020030/7654321").encode()
    found = await staged(company, runs_jobs, content, bank_account_id=account["id"])
    assert of(found) == (None, ["statement_of_another_account"])


async def test_of_two_accounts_with_one_iban_a_table_without_currency_asks_which(company: Company, runs_jobs):
    await banking.account(company)
    dollars = await banking.account(company, currency="USD")
    found = await staged(company, runs_jobs, TABLE.encode())
    assert of(found) == (None, ["account_not_said"])
    found = await choose(company, runs_jobs, found, dollars)
    assert of(found) == (dollars["id"], [])
    assert found["statements"][0]["currency"] == "USD"


async def test_a_file_in_the_currency_of_the_other_account_is_not_of_the_chosen_one(company: Company, runs_jobs):
    await banking.account(company)
    dollars = await banking.account(company, currency="USD")
    content = banking.camt([banking.Row("1.00")])
    found = await staged(company, runs_jobs, content, bank_account_id=dollars["id"])
    assert of(found) == (None, ["statement_of_another_account"])
