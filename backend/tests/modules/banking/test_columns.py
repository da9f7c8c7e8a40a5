"""The columns of an unknown bank's table: guessed, said, remembered, shared."""

from io import BytesIO

from openpyxl import Workbook

from app.modules.banking import uploads
from tests.conftest import Company
from tests.factories import banking
from tests.factories.banking import BASE, lines, staged
from tests.factories.booking import refusal

TABLE = "Quand;Combien;Quoi\n10/11/2026;-12,50;Bakkerij\n11/11/2026;1.000,00;factuur 7\n".encode("cp1252")
LATER = "Quand;Combien;Quoi\n12/11/2026;-3,00;koffie\n".encode("cp1252")
COLUMNS = {
    "columns": {"booked_on": ["Quand"], "amount": ["Combien"], "text": ["Quoi"]},
    "decimals": ",",
    "order": "dmy",
}


async def say(company: Company, found: dict, **more) -> dict:
    return await company.client.put(f"{BASE}/imports/{found['id']}/columns", json={"mapping": COLUMNS} | more)


async def test_an_unknown_table_asks_for_its_columns_and_is_then_read(company: Company, runs_jobs):
    account = await banking.account(company)
    found = await staged(company, runs_jobs, TABLE, bank_account_id=account["id"])
    assert (found["status"], found["can_map"]) == ("needs_mapping", True)
    guess = (await company.client.get(f"{BASE}/imports/{found['id']}/columns")).json()["data"]
    assert guess["headers"] == ["Quand", "Combien", "Quoi"]
    assert guess["rows"][0] == ["10/11/2026", "-12,50", "Bakkerij"]
    assert guess["day_orders"] == ["dmy", None, None]
    assert guess["missing"]
    assert (await say(company, found, name="Ma banque")).status_code == 202
    await runs_jobs(company)
    assert [(each["booked_on"], each["amount"], each["text"]) for each in await lines(company, **{"import": found["id"]})] == [
        ("2026-11-10", "-12.50", "Bakkerij"), ("2026-11-11", "1000.00", "factuur 7"),
    ]  # fmt: skip


async def test_of_a_table_without_headers_every_row_is_a_movement(company: Company, runs_jobs):
    """As the screen does it: of columns without a header it says the numbers, and there is nothing to remember."""
    account = await banking.account(company)
    table = b"05/11/2026;-12,50;KBC\n06/11/2026;-13,50;KBC\n"
    found = await staged(company, runs_jobs, table, bank_account_id=account["id"])
    where = f"{BASE}/imports/{found['id']}/columns"
    guess = (await company.client.get(where)).json()["data"]
    assert (guess["headers"], len(guess["rows"]), guess["mapping"]["columns"]) == (["", "", ""], 2, {})
    asked = {"mapping": {"columns": {"booked_on": ["#1"], "amount": ["#2"]}}}
    assert (await company.client.put(where, json=asked)).status_code == 202
    await runs_jobs(company)
    assert [each["amount"] for each in await lines(company, **{"import": found["id"]})] == ["-12.50", "-13.50"]


async def test_days_that_may_be_read_either_way_are_asked_for(company: Company, runs_jobs):
    account = await banking.account(company)
    table = b"Date,Description,Amount\n05/03/2026,paper,-5.00\n"
    found = await staged(company, runs_jobs, table, bank_account_id=account["id"])
    assert (found["status"], found["problem"]["line"]) == ("needs_mapping", 2)
    where = f"{BASE}/imports/{found['id']}/columns"
    guess = (await company.client.get(where)).json()["data"]
    assert guess["day_orders"] == ["either", None, None]
    assert guess["missing"] == "which is first in 05/03/2026, the day or the month"
    asked = {"mapping": {"columns": guess["mapping"]["columns"], "order": "mdy"}}
    assert (await company.client.put(where, json=asked)).status_code == 202
    await runs_jobs(company)
    assert [each["booked_on"] for each in await lines(company, **{"import": found["id"]})] == ["2026-05-03"]


async def test_states_of_which_nobody_knows_whether_they_count_are_asked_for(company: Company, runs_jobs):
    account = await banking.account(company)
    table = b"Datum;Bedrag;Omschrijving;Status\n13/11/2026;-5,00;a;Uitgevoerd\n13/11/2026;-6,00;b;Reversed\n"
    found = await staged(company, runs_jobs, table, bank_account_id=account["id"])
    assert (found["status"], found["problem"]["line"]) == ("needs_mapping", 1)
    where = f"{BASE}/imports/{found['id']}/columns"
    guess = (await company.client.get(where)).json()["data"]
    assert (guess["unsure"], guess["missing"]) == ({"Reversed": 1}, "which of these states count: Reversed (1 row)")
    asked = {"mapping": {"columns": guess["mapping"]["columns"], "only": ["Uitgevoerd"]}}
    assert (await company.client.put(where, json=asked)).status_code == 202
    await runs_jobs(company)
    assert [each["amount"] for each in await lines(company, **{"import": found["id"]})] == ["-5.00"]


async def test_the_states_of_which_rows_are_left_out_are_told(company: Company, runs_jobs):
    table = "Date;Montant;Libellé;Statut\n10/11/2026;-12,50;a;Accepté\n11/11/2026;-99,00;b;Refusé\n".encode()
    account = await banking.account(company)
    found = await staged(company, runs_jobs, table, bank_account_id=account["id"])
    guess = (await company.client.get(f"{BASE}/imports/{found['id']}/columns")).json()["data"]
    assert (guess["state_column"], guess["states"], guess["no_movement"]) == (
        "Statut", ["Accepté", "Refusé"], ["Refusé"],
    )  # fmt: skip
    assert [each["amount"] for each in await lines(company, **{"import": found["id"]})] == ["-12.50"]


async def test_a_row_of_totals_is_left_out_of_the_import_and_told(company: Company, runs_jobs):
    table = b"Datum;Bedrag;Omschrijving\n10/11/2026;-12,50;brood\nTotaal;-12,50;\n"
    account = await banking.account(company)
    found = await staged(company, runs_jobs, table, bank_account_id=account["id"])
    assert (found["status"], found["line_count"]) == ("staged", 1)
    assert found["left_out"] == [{"line": 3, "text": "Totaal -12,50", "sheet": None, "rows": 1}]
    again = await staged(company, runs_jobs, banking.camt([banking.Row("1.00")]))
    assert again["left_out"] == []


async def test_movements_on_another_sheet_are_told(company: Company, runs_jobs):
    book = Workbook()
    for sheet in (book.active, book.create_sheet("Februari")):
        for row in (["Datum", "Bedrag"], ["10/11/2026", -12.5], ["13/11/2026", -2]):
            sheet.append(row)
    file = BytesIO()
    book.save(file)
    account = await banking.account(company)
    found = await staged(company, runs_jobs, file.getvalue(), bank_account_id=account["id"])
    assert (found["status"], found["line_count"]) == ("staged", 2)
    assert found["left_out"] == [{"line": 2, "text": "", "sheet": "Februari", "rows": 2}]


async def test_of_two_columns_with_one_header_a_person_says_which_is_meant(company: Company, runs_jobs):
    table = b"Date;Amount;Currency;Amount;Currency\n10/11/2026;-100,00;USD;-92,00;EUR\n"
    account = await banking.account(company)
    found = await staged(company, runs_jobs, table, bank_account_id=account["id"])
    assert (found["status"], found["can_map"]) == ("needs_mapping", True)
    where = f"{BASE}/imports/{found['id']}/columns"
    guess = (await company.client.get(where)).json()["data"]
    assert (guess["missing"], guess["twice"]) == ("2 columns are called Amount: say #2 or #4", ["Amount", "Currency"])
    assert guess["mapping"]["columns"] == {"booked_on": ["Date"]}
    columns = {"booked_on": ["Date"], "amount": ["#4"], "currency": ["#5"]}
    asked = {"mapping": {"columns": columns}, "name": "Two amounts"}
    assert (await company.client.put(where, json=asked)).status_code == 202
    await runs_jobs(company)
    [line] = await lines(company, **{"import": found["id"]})
    assert (line["amount"], line["currency"]) == ("-92.00", "EUR")
    again = await staged(company, runs_jobs, table.replace(b"92,00", b"93,00"), bank_account_id=account["id"])
    assert [each["amount"] for each in await lines(company, **{"import": again["id"]})] == ["-93.00"]
    guess = (await company.client.get(where)).json()["data"]
    assert (guess["twice"], guess["mapping"]["columns"]) == ([], columns)


async def test_a_mapping_of_before_that_names_one_of_two_such_columns_asks_which(company: Company, runs_jobs):
    table = b"Date;Amount;Amount;Memo\n10/11/2026;-100,00;-92,00;a\n"
    headers = ["Date", "Amount", "Memo"]
    mapping = {"columns": {"booked_on": ["Date"], "amount": ["Amount"]}}
    made = await company.client.post(f"{BASE}/mappings", json={"name": "A", "headers": headers, "mapping": mapping})
    assert made.status_code == 201
    found = await staged(company, runs_jobs, table)
    assert found["status"] == "needs_mapping"
    guess = (await company.client.get(f"{BASE}/imports/{found['id']}/columns")).json()["data"]
    assert (guess["twice"], guess["mapping"]["columns"]) == (["Amount"], {"booked_on": ["Date"]})


async def test_what_was_said_once_is_remembered_for_such_tables(company: Company, runs_jobs):
    account = await banking.account(company)
    found = await staged(company, runs_jobs, TABLE, bank_account_id=account["id"])
    await say(company, found, name="Ma banque")
    await runs_jobs(company)
    later = await staged(company, runs_jobs, LATER, bank_account_id=account["id"])
    assert (later["status"], later["new_count"]) == ("staged", 1)


async def test_a_mapping_is_shared_by_its_json(company: Company, other_company: Company, runs_jobs):
    account = await banking.account(company)
    found = await staged(company, runs_jobs, TABLE, bank_account_id=account["id"])
    await say(company, found, name="Ma banque")
    [kept] = (await company.client.get(f"{BASE}/mappings")).json()["data"]
    shared = {name: kept[name] for name in ("name", "headers", "mapping")}
    assert (await other_company.client.post(f"{BASE}/mappings", json=shared)).status_code == 201
    theirs = await banking.account(other_company)
    read = await staged(other_company, runs_jobs, TABLE, bank_account_id=theirs["id"])
    assert (read["status"], read["new_count"]) == ("staged", 2)
    again = await other_company.client.post(f"{BASE}/mappings", json=shared)
    assert (again.status_code, again.json()["errors"][0]["code"]) == (409, "mapping_name_taken")


async def test_a_table_of_many_columns_is_remembered_and_shared_as_any_other(
    company: Company, other_company: Company, runs_jobs
):
    """150 columns, one of them with a header of 500 letters; more than 200 no table has."""
    account = await banking.account(company)
    headers = ["Quand", "Combien", "Quoi", *(f"Col{n}" for n in range(146)), "x" * 500]
    row = ";".join(["10/11/2026", "-12,50", "Bakkerij", *("" for _ in headers[3:])])
    table = f"{';'.join(headers)}\n{row}\n".encode("cp1252")
    found = await staged(company, runs_jobs, table, bank_account_id=account["id"])
    answer = await say(company, found, name="Ma banque")
    assert answer.status_code == 202, answer.text
    [kept] = (await company.client.get(f"{BASE}/mappings")).json()["data"]
    assert len(kept["headers"]) == 150
    shared = {name: kept[name] for name in ("name", "headers", "mapping")}
    assert (await other_company.client.post(f"{BASE}/mappings", json=shared)).status_code == 201
    shared |= {"name": "Too many", "headers": [f"Col{n}" for n in range(201)]}
    refused = await other_company.client.post(f"{BASE}/mappings", json=shared)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "headers")


async def test_a_mapping_without_date_or_amount_is_refused(company: Company, runs_jobs):
    found = await staged(company, runs_jobs, TABLE)
    answer = await company.client.put(
        f"{BASE}/imports/{found['id']}/columns", json={"mapping": {"columns": {"text": ["Quoi"]}}}
    )
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "mapping_invalid")


async def test_a_table_that_names_no_account_asks_of_which_it_is(company: Company, runs_jobs):
    account = await banking.account(company)
    found = await staged(company, runs_jobs, TABLE)
    await say(company, found)
    await runs_jobs(company)
    found = await banking.read(company, found)
    assert [each["code"] for each in found["statements"][0]["problems"]] == ["account_not_said"]
    answer = await company.client.put(f"{BASE}/imports/{found['id']}/account", json={"bank_account_id": account["id"]})
    assert answer.status_code == 202
    await runs_jobs(company)
    found = await banking.read(company, found)
    assert found["statements"][0]["problems"] == []
    assert (await banking.decide(company, found, "confirm")).json()["data"]["new_count"] == 2


async def test_only_a_table_has_columns(company: Company, runs_jobs):
    found = await staged(company, runs_jobs, banking.camt([banking.Row("1.00")]))
    answer = await company.client.get(f"{BASE}/imports/{found['id']}/columns")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "table_expected")


async def test_a_mapping_is_named_anew_and_forgotten(company: Company):
    made = (
        await company.client.post(f"{BASE}/mappings", json={"name": "A", "headers": ["x"], "mapping": COLUMNS})
    ).json()["data"]
    where = f"{BASE}/mappings/{made['id']}"
    renamed = (await company.client.patch(where, json={"name": "B"})).json()["data"]
    assert (renamed["name"], renamed["version"]) == ("B", 2)
    assert (await company.client.delete(where)).status_code == 204
    assert (await company.client.get(where)).status_code == 404


async def test_what_a_table_seems_to_be_is_worked_out_once(company: Company, runs_jobs, monkeypatch):
    found = await staged(company, runs_jobs, TABLE)
    looked: list[object] = []
    propose = uploads.propose
    monkeypatch.setattr(uploads, "propose", lambda file, *more: looked.append(file) or propose(file, *more))
    first, again = [(await company.client.get(f"{BASE}/imports/{found['id']}/columns")).json()["data"] for _ in "ab"]
    assert first == again
    assert len(looked) == 1


async def test_a_table_that_takes_long_lets_others_wait_ten_seconds_at_most(company: Company, runs_jobs, monkeypatch):
    known, other = [await staged(company, runs_jobs, each) for each in (TABLE, TABLE + TABLE.splitlines()[-1])]
    where, too = (f"{BASE}/imports/{each['id']}/columns" for each in (known, other))
    assert (await company.client.get(where)).status_code == 200
    monkeypatch.setattr(uploads, "LONGEST_WAIT", 0.05)
    async with uploads._one_at_a_time:
        assert refusal(await company.client.get(too)) == (503, "table_busy")
        assert (await company.client.get(where)).status_code == 200
    with monkeypatch.context() as hurried:
        hurried.setattr(uploads, "LONGEST_LOOK", 0)
        assert refusal(await company.client.get(too)) == (503, "table_busy")
    assert (await company.client.get(too)).status_code == 200
