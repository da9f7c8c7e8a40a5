"""Files of a bank that nobody ever sent, and what becomes of them through the API."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import uuid4

from app.core.jobs import Job
from app.modules.banking import tasks as _tasks  # noqa: F401  (so that its jobs can run)
from tests.conftest import Company

BASE = "/api/v1/banking"
IBAN = "BE68539007547034"
OTHER_IBAN = "BE43068999999501"
RunsJobs = Callable[[Company], Awaitable[list[Job]]]


@dataclass(frozen=True, slots=True)
class Row:
    """One movement: day, amount, text and who."""

    amount: str
    text: str = "payment"
    on: str = "2026-11-10"
    name: str = "Janssens NV"
    iban: str = OTHER_IBAN
    bank_id: str | None = None
    structured: str | None = None


def camt(
    rows: Sequence[Row],
    *,
    opening: str = "1000.00",
    closing: str | None = None,
    iban: str = IBAN,
    currency: str = "EUR",
    number: str = "1",
    opened: str = "2026-11-01",
    closed: str = "2026-11-30",
) -> bytes:
    """A CAMT.053 statement that adds up, unless another closing balance is asked for."""
    end = closing if closing is not None else str(Decimal(opening) + sum(Decimal(each.amount) for each in rows))
    inner = _balance("OPBD", opening, opened, currency) + _balance("CLBD", end, closed, currency)
    inner += "".join(_entry(each, currency) for each in rows)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>'
        f"<GrpHdr><MsgId>m</MsgId><CreDtTm>{closed}T10:00:00</CreDtTm></GrpHdr>"
        f"<Stmt><Id>{number}</Id><ElctrncSeqNb>{number}</ElctrncSeqNb><Acct><Id><IBAN>{iban}</IBAN></Id>"
        f"<Ccy>{currency}</Ccy></Acct>{inner}</Stmt></BkToCstmrStmt></Document>"
    ).encode()


def batched(content: bytes, *rows: Row) -> bytes:
    """The same with what is in its one movement: a payment for each row, as for a batch that a bank books at once."""
    inside = [_entry(each, "EUR").partition("<NtryDtls>")[2].partition("</NtryDtls>")[0] for each in rows]
    amounts = [f"<TxDtls><Refs/><AmtDtls><TxAmt><Amt Ccy='EUR'>{each.amount}</Amt></TxAmt></AmtDtls>" for each in rows]
    told = "".join(one.replace("<TxDtls>", amount) for one, amount in zip(inside, amounts, strict=True))
    before, _, after = content.decode().partition("<NtryDtls>")
    return (before + "<NtryDtls>" + told + "</NtryDtls>" + after.partition("</NtryDtls>")[2]).encode()


def _side(amount: str) -> tuple[str, str]:
    value = Decimal(amount)
    return f"{abs(value):.2f}", "DBIT" if value < 0 else "CRDT"


def _balance(kind: str, amount: str, on: str, currency: str) -> str:
    size, side = _side(amount)
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy='{currency}'>{size}</Amt>"
        f"<CdtDbtInd>{side}</CdtDbtInd><Dt><Dt>{on}</Dt></Dt></Bal>"
    )


def _entry(row: Row, currency: str) -> str:
    size, side = _side(row.amount)
    who = "Dbtr" if side == "CRDT" else "Cdtr"
    told = (
        f"<Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry><Issr>BBA</Issr></Tp>"
        f"<Ref>{row.structured}</Ref></CdtrRefInf></Strd>"
        if row.structured
        else f"<Ustrd>{row.text}</Ustrd>"
    )
    identity = f"<AcctSvcrRef>{row.bank_id}</AcctSvcrRef>" if row.bank_id else ""
    return (
        f"<Ntry><Amt Ccy='{currency}'>{size}</Amt><CdtDbtInd>{side}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
        f"<BookgDt><Dt>{row.on}</Dt></BookgDt><ValDt><Dt>{row.on}</Dt></ValDt>{identity}<NtryDtls><TxDtls>"
        f"<RltdPties><{who}><Pty><Nm>{row.name}</Nm></Pty></{who}>"
        f"<{who}Acct><Id><IBAN>{row.iban}</IBAN></Id></{who}Acct></RltdPties>"
        f"<RmtInf>{told}</RmtInf></TxDtls></NtryDtls></Ntry>"
    )


async def account(company: Company, **more: Any) -> dict[str, Any]:
    asked = {"name": "KBC", "number": IBAN} | more
    answer = await company.client.post(f"{BASE}/accounts", json=asked)
    assert answer.status_code == 201, answer.text
    return dict(answer.json()["data"])


async def bring(company: Company, content: bytes, name: str = "statement.xml", **more: Any) -> Any:
    return await company.client.post(f"{BASE}/imports", files={"file": (name, content)}, data=more)


async def staged(company: Company, runs_jobs: RunsJobs, content: bytes, **more: Any) -> dict[str, Any]:
    """The import of a file after its job ran, whatever came of it."""
    answer = await bring(company, content, **more)
    assert answer.status_code == 202, answer.text
    await runs_jobs(company)
    return await read(company, answer.json()["data"])


async def read(company: Company, found: dict[str, Any]) -> dict[str, Any]:
    answer = await company.client.get(f"{BASE}/imports/{found['id']}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["data"])


async def decide(company: Company, found: dict[str, Any], what: str, **asked: Any) -> Any:
    return await company.client.post(f"{BASE}/imports/{found['id']}/{what}", json=asked)


async def imported(company: Company, runs_jobs: RunsJobs, *rows: Row, **more: Any) -> list[dict[str, Any]]:
    """The lines of a statement that was confirmed, in order of the file."""
    number = more.pop("number", uuid4().hex[:8])
    found = await staged(company, runs_jobs, camt(rows, number=number, **more))
    answer = await decide(company, found, "confirm")
    assert answer.status_code == 200, answer.text
    return await lines(company, **{"import": found["id"]})


async def lines(company: Company, **asked: Any) -> list[dict[str, Any]]:
    answer = await company.client.get(f"{BASE}/lines", params={"limit": 200, "sort": "position", **asked})
    assert answer.status_code == 200, answer.text
    return list(answer.json()["data"])


async def reconcile(company: Company, line: dict[str, Any], *parts: dict[str, Any], **more: Any) -> Any:
    return await company.client.post(f"{BASE}/lines/{line['id']}/reconcile", json={"parts": list(parts)} | more)


async def undo(company: Company, line: dict[str, Any], **more: Any) -> Any:
    return await company.client.post(f"{BASE}/lines/{line['id']}/undo", json={"reason": "wrong invoice"} | more)


async def candidates(company: Company, line: dict[str, Any]) -> list[dict[str, Any]]:
    answer = await company.client.get(f"{BASE}/lines/{line['id']}/candidates")
    assert answer.status_code == 200, answer.text
    return list(answer.json()["data"])


def against(invoice: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "invoice", "id": invoice["id"]} | more


def on_account(code: str, amount: str | None = None, **more: Any) -> dict[str, Any]:
    return {"type": "account", "account_code": code} | ({"amount": amount} if amount else {}) | more
