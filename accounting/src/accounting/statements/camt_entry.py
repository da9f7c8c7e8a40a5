"""One CAMT entry (Ntry) with its transaction details → Movement.

One transaction details the whole entry and is merged into it; several are a batch and become its children.
"""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

from accounting.statements.camt_tree import Node, child, children, first_text, local, text
from accounting.statements.errors import StatementUnreadable
from accounting.statements.model import NO_REFERENCE, Movement, Original, Party
from accounting.statements.reasons import because
from accounting.statements.references import party, reference_in, reference_of

BOOKED = frozenset(
    "BOOK BOOKED GEBOEKT GEBUCHT COMPTABILISE COMPTABILISEE COMPTABILISÉ COMPTABILISÉE POSTED SETTLED COMPLETED".split()
)
"""ISO 20022's status of an entry that is in the account, and what banks write of their own instead."""


def amount_of(element: Node, path: str) -> tuple[Decimal, str | None]:
    """The amount and its currency; raises StatementUnreadable. The schema knows no minus: CdtDbtInd is the sign."""
    found = child(element, path)
    written = text(found) if found is not None else None
    if found is None or written is None:
        raise StatementUnreadable(
            because("field_missing", inside=local(element.element.tag), field=path), line=element.line
        )
    try:
        value = Decimal(written) if re.fullmatch(r"\+?[0-9]{0,18}(\.[0-9]{0,10})?", written) else None
    except InvalidOperation:
        value = None
    if value is None:
        raise StatementUnreadable(because("field_no_amount", field=path, written=written), line=found.line)
    return value, found.element.get("Ccy")


def signed(amount: Decimal, element: Node, default: str | None = None) -> Decimal:
    """Debit is minus. A reversal needs nothing more: its indicator says how the account really moved."""
    indicator = text(element, "CdtDbtInd") or default
    if indicator not in ("CRDT", "DBIT"):
        raise StatementUnreadable(because("direction_unknown", written=indicator or ""), line=element.line)
    return -amount if indicator == "DBIT" else amount


def day_of(element: Node, path: str, line: int | None) -> date | None:
    """A date, or the date of a moment; None when it is not there."""
    return day(text(element, path), path, line)


def day(written: str | None, path: str, line: int | None) -> date | None:
    if written is None:
        return None
    try:
        found = date.fromisoformat(written[:10]) if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written) else None
    except ValueError:
        found = None
    if found is None:
        raise StatementUnreadable(because("field_no_date", field=path, written=written), line=line)
    return found


def entry(element: Node, position: int, own: str | None) -> Movement:
    """``own`` is the account of the statement, which is nobody's other side."""
    line = element.line
    amount, currency = amount_of(element, "Amt")
    reversal = text(element, "RvslInd") in ("true", "1")
    status = (first_text(element, "Sts/Cd", "Sts/Prtry", "Sts") or "BOOK").upper()
    whole = Movement(
        position=str(position), line=line, amount=signed(amount, element), currency=currency,
        booked_on=_day(element, "BookgDt", line), value_on=_day(element, "ValDt", line), booked=status in BOOKED,
        reversal=reversal, bank_id=_reference(element, "AcctSvcrRef"),
        customer_reference=_reference(element, "NtryRef"), text=text(element, "AddtlNtryInf") or "",
        as_written=text(element, "AddtlNtryInf") or "", code=_code(element), original=_original(element, currency),
        notes=_charges(element, amount, currency),
    )  # fmt: skip
    details = list(children(element, "NtryDtls/TxDtls"))
    if len(details) == 1:
        only = _transaction(details[0], whole, "1", own)
        return _merged(whole, replace(only, notes=(*only.notes, *_charges(details[0], amount, currency))))
    batch = tuple(_one_of(each, whole, f"{position}.{place}", own) for place, each in enumerate(details, 1))
    batch_id = first_text(element, "NtryDtls/Btch/PmtInfId", "NtryDtls/Btch/MsgId")
    return replace(whole, children=batch, customer_reference=whole.customer_reference or _told(batch_id))


def _day(element: Node, path: str, line: int) -> date | None:
    return day_of(element, f"{path}/Dt", line) or day_of(element, f"{path}/DtTm", line)


def _told(value: str | None) -> str | None:
    return None if value is None or value.upper() in NO_REFERENCE else value


def _reference(element: Node | None, path: str) -> str | None:
    return _told(text(element, path))


def _merged(whole: Movement, only: Movement) -> Movement:
    """The entry with what its only transaction adds; the entry's amount, dates and sign stay."""
    return replace(
        whole, bank_id=whole.bank_id or only.bank_id,
        customer_reference=whole.customer_reference or only.customer_reference, end_to_end_id=only.end_to_end_id,
        mandate=only.mandate, party=only.party, reference=only.reference, text=only.text or whole.text,
        as_written=only.as_written or whole.as_written, code=whole.code or only.code,
        original=only.original or whole.original, quoted=only.quoted,
        notes=(*dict.fromkeys((*only.notes, *whole.notes)),
               *((whole.text,) if whole.text and only.text and whole.text != only.text else ())),
    )  # fmt: skip


def _one_of(element: Node, whole: Movement, position: str, own: str | None) -> Movement:
    found = _transaction(element, whole, position, own)
    return replace(found, notes=(*found.notes, *_charges(element, abs(found.amount), found.currency)))


def _transaction(element: Node, whole: Movement, position: str, own: str | None) -> Movement:
    default = "DBIT" if whole.amount < 0 else "CRDT"
    path = next((each for each in ("Amt", "AmtDtls/TxAmt/Amt") if child(element, each) is not None), None)
    amount, currency = amount_of(element, path) if path else (abs(whole.amount), whole.currency)
    value = signed(amount, element, default)
    credit = (text(element, "CdtDbtInd") or default) == "CRDT"
    about = child(element, "RmtInf")
    free = [words for each in children(about, "Ustrd") if (words := text(each))]
    asked = [words for each in children(about, "Strd/CdtrRefInf/Ref") if (words := text(each))]
    more = [words for each in children(about, "Strd/AddtlRmtInf") if (words := text(each))]
    numbers = [words for each in children(about, "Strd/RfrdDocInf/Nb") if (words := text(each))]
    words = " ".join(free or more) or text(element, "AddtlTxInf") or ""
    reference = reference_of(asked[0]) if asked else reference_in(words)
    returned = text(element, "RtrInf/Rsn/Cd")
    named = child(element, "Refs")
    return Movement(
        position=position, line=element.line, amount=value, currency=currency or whole.currency,
        booked_on=whole.booked_on, value_on=whole.value_on, booked=whole.booked, reversal=whole.reversal,
        bank_id=_reference(named, "AcctSvcrRef"),
        customer_reference=_reference(named, "InstrId") or _reference(named, "PmtInfId"),
        end_to_end_id=_reference(named, "EndToEndId"), mandate=_reference(named, "MndtId"),
        party=_party(element, incoming=credit != whole.reversal, own=own), reference=reference, text=words,
        as_written=" ".join((*free, *asked, *more)), code=_code(element), original=_original(element, whole.currency),
        notes=(f"Returned: {returned}",) if returned else (),
        quoted=tuple(dict.fromkeys((*asked[1:], *numbers, *(more if free else ())))),
    )  # fmt: skip


def _charges(element: Node, booked: Decimal, currency: str | None) -> tuple[str, ...]:
    """What the bank kept, and what was sent where that is another amount of the same currency."""
    kept = [each for path in ("Chrgs/Rcrd/Amt", "Chrgs/Amt") for each in children(element, path)]
    if not kept:
        kept = list(children(element, "Chrgs/TtlChrgsAndTaxAmt"))
    said = [f"Charges: {text(each)} {each.element.get('Ccy') or ''}".strip() for each in kept if _is_some(text(each))]
    sent = child(element, "AmtDtls/InstdAmt")
    if sent is not None and child(sent, "Amt") is not None:
        amount, its = amount_of(sent, "Amt")
        said += [f"Sent: {amount} {its}"] if its == currency and amount != booked else []
    return tuple(said)


def _is_some(amount: str | None) -> bool:
    return bool(amount and amount.strip("0."))


def _party(element: Node, *, incoming: bool, own: str | None) -> Party:
    """Who paid us, or whom we paid; a reversal names the parties of the payment that it undoes.

    Some banks set the indicator of a transaction from the other side's view, so nobody is their own other side.
    """
    parties = child(element, "RltdPties")
    side, other = ("Dbtr", "Cdtr") if incoming else ("Cdtr", "Dbtr")
    if own and first_text(parties, f"{side}Acct/Id/IBAN", f"{side}Acct/Id/Othr/Id") == own:
        side = other if child(parties, other) is not None or child(parties, f"{other}Acct") is not None else side
    for who in (side, f"Ultmt{side}"):
        found = child(parties, who)
        person = child(found, "Pty") if child(found, "Pty") is not None else found
        if text(person, "Nm"):
            break
    account = child(parties, f"{side}Acct/Id")
    number = first_text(account, "IBAN", "Othr/Id", "BBAN", "PrtryAcct/Id")
    agent = child(element, f"RltdAgts/{side}Agt/FinInstnId")
    name = text(person, "Nm") or text(child(found, "Agt/FinInstnId"), "Nm")
    return party(name, number, first_text(agent, "BICFI", "BIC"), address=_address(child(person, "PstlAdr")))


def _address(element: Node | None) -> str | None:
    if element is None:
        return None
    lines = [written for each in children(element, "AdrLine") if (written := text(each))]
    street = " ".join(part for path in ("StrtNm", "BldgNb") if (part := text(element, path)))
    town = " ".join(part for path in ("PstCd", "TwnNm") if (part := text(element, path)))
    return ", ".join(part for part in (*lines, street, town, text(element, "Ctry")) if part) or None


def _code(element: Node) -> str | None:
    """Domain-family-subfamily, else the bank's own."""
    code = child(element, "BkTxCd")
    if code is None:
        return None
    domain = child(code, "Domn")
    parts = [text(domain, path) for path in ("Cd", "Fmly/Cd", "Fmly/SubFmlyCd")]
    return "-".join(part for part in parts if part) or text(code, "Prtry/Cd")


def _original(element: Node, currency: str | None) -> Original | None:
    details = child(element, "AmtDtls")
    for path in ("InstdAmt", "CntrValAmt", "TxAmt") if details is not None else ():
        found = child(details, path)
        if found is None or child(found, "Amt") is None:
            continue
        amount, original = amount_of(found, "Amt")
        if original and original != currency:
            rate = first_text(found, "CcyXchg/XchgRate") or first_text(element, "AmtDtls/CntrValAmt/CcyXchg/XchgRate")
            known = re.fullmatch(r"[0-9]{1,10}(\.[0-9]{1,15})?", rate or "")
            return Original(amount, original, Decimal(rate) if known and rate else None)
    return None
