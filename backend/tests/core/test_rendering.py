"""PostgreSQL writes a line of a list exactly as its schema would."""

import json
from datetime import date, datetime
from decimal import Decimal
from itertools import product
from typing import Literal
from uuid import UUID

import pytest
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Date, Numeric, Text, Uuid, cast, literal, select
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Bundle

from app.core.amounts import Amount
from app.core.rendering import lines_of
from app.core.work import begin
from app.modules.invoicing import late, queries
from app.modules.invoicing.schemas.listed import ExchangeRate, InvoiceSummary, OpenInvoice, ReminderRead
from tests.conftest import Company
from tests.factories import invoicing

LISTS = [
    (queries.every_invoice, InvoiceSummary),
    (queries.open_items, OpenInvoice),
    (late.every_reminder, ReminderRead),
]


class Line(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    type: Literal["line"] = "line"
    id: UUID
    name: str | None
    day: date
    at: datetime
    amount: Amount | None
    rate: ExchangeRate


NAMES = ['Zoë "de" \\ <b>\n\t\u2028 €', "", None]
INSTANTS = ["2026-03-01 00:00:00+00", "2026-03-01 12:30:00.12+00", "2026-07-01 23:59:59.999999+02"]
AMOUNTS = ["0", "-0.5", "121.0000", "0.1250", "-1234567.8901", "1000000", "999999999999999.9999", None]
RATES = ["1.00000000", "0.92340000", "100.00000000", "0.00000001", "0"]


async def test_every_kind_of_value_reads_alike():
    async with begin() as work:
        for name, at, amount, rate in product(NAMES, INSTANTS, AMOUNTS, RATES):
            query = select(
                Bundle(
                    "line",
                    cast(literal("01a1fcd6-3f7a-74ba-831f-443b45c4ef44"), Uuid).label("id"),
                    cast(literal(name), Text).label("name"),
                    cast(literal(date(2026, 2, 28)), Date).label("day"),
                    cast(literal(datetime.fromisoformat(at)), TIMESTAMP(timezone=True)).label("at"),
                    cast(literal(amount and Decimal(amount)), Numeric(19, 4)).label("amount"),
                    cast(literal(Decimal(rate)), Numeric(19, 8)).label("rate"),
                )
            )
            row = (await work.session.execute(query)).scalar_one()
            text = await work.session.scalar(lines_of(query, Line))
            assert json.loads(text) == json.loads(Line.model_validate(row).model_dump_json())


@pytest.mark.parametrize(("query", "schema"), LISTS)
async def test_lists_of_invoices_read_as_their_schemas_write_them(company: Company, query, schema):
    await invoicing.issued(company, invoicing.line(unit_price="33.33"), invoicing.line(unit_price="0.10"))
    await invoicing.draft(company)
    async with company.begin() as work:
        rows = (await work.session.execute(query())).scalars().all()
        written = lines_of(query(), schema)
        assert written is not None, "this list is written by the database"
        texts = (await work.session.scalars(written)).all()
    shown = sorted((schema.model_validate(row, from_attributes=True).model_dump_json() for row in rows), key=_id)
    assert [json.loads(each) for each in sorted(texts, key=_id)] == [json.loads(each) for each in shown]


def _id(text: str) -> str:
    return str(json.loads(text)["id"])


class Nested(Line):
    inner: Line


def test_what_cannot_be_written_here_is_left_to_pydantic():
    columns = Bundle("line", literal("a").label("id"), literal("b").label("inner"))
    assert lines_of(select(columns), Nested) is None
    assert lines_of(select(literal(1)), Line) is None
