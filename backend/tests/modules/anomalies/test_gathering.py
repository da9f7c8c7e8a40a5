"""All entries of a company are read at once, whatever PostgreSQL believes about how many there are."""

import re

from app.core.joins import joined_whole
from app.modules.anomalies import gathering
from tests.conftest import Company
from tests.factories.anomalies import BASE

LOOKED_THROUGH_FOR_EACH = re.compile(r"Nested Loop [^\n]*\n\s*Join Filter: \((?!true)[^\n]* = ")
NESTED = "select current_setting('enable_nestloop')"


async def test_no_table_is_looked_through_again_for_each_row_of_another(company: Company):
    async with company.begin() as work:
        alone = "\n".join(row[0] for row in await work.ask(f"explain {gathering.QUESTION}"))
        async with joined_whole(work):
            whole = "\n".join(row[0] for row in await work.ask(f"explain {gathering.QUESTION}"))
    assert LOOKED_THROUGH_FOR_EACH.search(alone), "this company is new: PostgreSQL expects one row"
    assert not LOOKED_THROUGH_FOR_EACH.search(whole), whole


async def test_what_comes_after_is_joined_as_always(company: Company):
    async with company.begin() as work:
        async with joined_whole(work):
            assert (await work.ask(NESTED))[0][0] == "off"
        assert (await work.ask(NESTED))[0][0] == "on"
    assert (await company.client.get(f"{BASE}/benford", params={"of": "bank", "digits": "first"})).status_code == 200
