"""Field :86: of MT940, in the ways banks write it: German `?20` subfields, slash codes, labels, or free text."""

import re
from dataclasses import replace

from accounting.statements.model import NO_REFERENCE, Movement, Reference
from accounting.statements.references import iban_in, iban_of, party, reference_in, reference_of

SUBFIELD = re.compile(r"^[0-9]{3}([?>])(?=[0-9]{2})")
SLASH = re.compile(
    r"/(EREF|KREF|PREF|IREF|RTRN|MARF|CSID|TRTP|CNTP|BENM|ORDP|NAME|IBAN|BIC|ADDR|REMI|ISDT|PURP|ULTC|ULTD|ULTB|ID"
    r"|CDTRREFTP|CDTRREF|SVCL|OCMT|EXCH|CHGS|TRCD|ACCW|RREF|ABNO)/"
)
LABELS = {
    "name": re.compile(r"\bNA(?:AM|ME)\s*:\s*([^/:]+?)(?=\s*(?:/|\b[A-Z]{3,}\s*:|$))", re.IGNORECASE),
    "account": re.compile(r"\b(?:REK|IBAN)\s*:\s*([A-Z]{2}[0-9]{2}[0-9A-Z ]{8,30}?)(?=\s*(?:/|\b[A-Z]+\s*:|$))"),
}
WIDTH = 65
"""Of a full line: what stands on the next one goes on without a blank."""
SUPPLEMENT = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}|P?[0-9]{6,10}")


def described(movement: Movement, lines: list[str]) -> Movement:
    """The movement with what its description says. `as_written` keeps the lines as they were, empty ones apart."""
    kept = [line for line in lines if line.strip()]
    written = "\n".join(line.rstrip() for line in kept).strip()
    movement = replace(movement, as_written=written)
    found = SUBFIELD.match(written)
    if found:
        return _subfields(movement, "".join(kept), found[1])
    joined = "".join(line if len(line) == WIDTH else f"{line} " for line in kept)
    if re.match(r"/[A-Z]{2,}", written) and SLASH.search(whole := _whole(kept)):
        return _slashes(movement, whole)
    return _free(movement, " ".join(joined.split()), kept)


def _whole(lines: list[str]) -> str:
    """Lines of codes are broken where they are full; a shorter one that no code follows ended at a blank."""
    following = [*lines[1:], "/"]
    return "".join(
        line if len(line) >= WIDTH - 1 or after.startswith("/") else f"{line} "
        for line, after in zip(lines, following, strict=True)
    )


def _subfields(movement: Movement, text: str, mark: str) -> Movement:
    """?00 kind, ?20 to ?29 and ?60 to ?63 purpose, ?30 bank, ?31 account, ?32 and ?33 name."""
    parts: dict[str, str] = {}
    for piece in text[3:].split(mark)[1:]:
        if re.match(r"[0-9]{2}", piece):
            parts[piece[:2]] = parts.get(piece[:2], "") + piece[2:]
    kind = parts.get("00", "").strip()
    numbers = [f"{number}" for number in (*range(20, 30), *range(60, 64))]
    purpose = _purpose([parts[number] for number in numbers if number in parts])
    codes = _sepa(purpose)
    words = codes.get("SVWZ", purpose if not codes else "")
    account = codes.get("IBAN") or parts.get("31", "")
    if not purpose and "10" in parts and not kind:
        words = parts["10"].strip()
    return replace(
        movement, text=" ".join(words.split()), reference=reference_in(words),
        party=party(parts.get("32", "") + parts.get("33", ""), account, codes.get("BIC") or parts.get("30")),
        end_to_end_id=_told(codes.get("EREF")), mandate=_told(codes.get("MREF")), code_words=kind or None,
        customer_reference=_told(codes.get("KREF")) or movement.customer_reference,
    )  # fmt: skip


def _purpose(parts: list[str]) -> str:
    """Subfields of 27 places are one text broken at that place; a SEPA code begins anew."""
    text = ""
    for part in parts:
        text += part if re.match(r"[A-Z]{4}\+", part) is None else f" {part}"
    return text.strip()


def _sepa(purpose: str) -> dict[str, str]:
    found = list(
        re.finditer(r"(?:^|(?<=\s)|(?<=[0-9A-Za-z]))(EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|IBAN|BIC)\+", purpose)
    )
    ends = [*(each.start() for each in found[1:]), len(purpose)] if found else []
    return {each[1]: purpose[each.end() : end].strip() for each, end in zip(found, ends, strict=True)}


def _slashes(movement: Movement, text: str) -> Movement:
    """/CODE/value/CODE/value; what stands between the codes is theirs, slashes too."""
    found = list(SLASH.finditer(_spaced(text)))
    text = _spaced(text)
    ends = [*(each.start() + 1 for each in found[1:]), len(text)] if found else []
    parts: dict[str, str] = {}
    for each, end in zip(found, ends, strict=True):
        value = text[each.end() : max(end - 1, each.end())] if end != len(text) else text[each.end() :]
        parts.setdefault(each[1], value.strip())
    name, account, bic = parts.get("NAME"), parts.get("IBAN"), parts.get("BIC")
    if (other := parts.get("CNTP") or parts.get("BENM") or parts.get("ORDP")) and "/" in other:
        account, bic, name = [*other.split("/"), "", "", ""][:3]
    words, reference = _remittance(parts)
    own = next((note for note in movement.notes if SUPPLEMENT.fullmatch(note)), None)
    return replace(
        movement, text=words, reference=reference,
        party=party(name, account or own, bic, address=_told(parts.get("ADDR"))),
        end_to_end_id=_told(parts.get("EREF")), mandate=_told(parts.get("MARF")), code_words=parts.get("TRTP"),
        customer_reference=_told(parts.get("PREF")) or movement.customer_reference,
    )  # fmt: skip


def _spaced(text: str) -> str:
    """A code may follow the slash that ends the value before it: //NAME/ is two codes in a row."""
    return re.sub(r"/{2,}(?=[A-Z]{3,9}/)", "//", text)


def _remittance(parts: dict[str, str]) -> tuple[str, Reference | None]:
    written = parts.get("REMI", "")
    kind, _, value = written.partition("/")
    if kind == "USTD":
        written = value.strip("/")
    elif kind == "STRD":
        issuer, _, number = value.strip("/").rpartition("/")
        reference = reference_of(number or issuer)
        return "", reference
    words = " ".join(written.strip("/").split())
    if asked := parts.get("CDTRREF"):
        return words, reference_of(asked)
    return words, reference_in(words)


def _told(value: str | None) -> str | None:
    words = (value or "").strip().strip("/")
    return None if words.upper() in NO_REFERENCE else words


def _free(movement: Movement, words: str, lines: list[str]) -> Movement:
    """Labels, an IBAN that begins the first line and is followed by a name, or any IBAN in the text."""
    name, account, bic = None, iban_of(movement.customer_reference), None
    if found := LABELS["account"].search(words):
        account = account or found[1]
    if found := LABELS["name"].search(words):
        name = found[1]
    first = re.match(
        r"^\s*([A-Z]{2}[0-9]{2}[0-9A-Z]{8,30}|[0-9]{9,10})(?:\s+([A-Za-z].*))?$", lines[0] if lines else ""
    )
    if name is None and first and first[2] and len(lines) > 1:
        account, name = account or first[1], first[2]
    if account is None:
        account = iban_in(words)
    if bic_found := re.search(r"\bBIC\s*:?\s*([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b", words):
        bic = bic_found[1]
    known = movement.party
    return replace(
        movement,
        text=words,
        reference=reference_in(words),
        party=party(name or known.name, account or known.account, bic),
    )
