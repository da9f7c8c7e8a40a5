"""Which format a file is in, by what it holds; its name is never asked."""

import re
from typing import BinaryIO, Literal

from accounting.statements.archives import is_workbook

LOOK = 65_536
Found = Literal["coda", "camt", "mt940", "ofx", "xlsx", "archive", "old_workbook", "table", "empty", "unknown"]
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How every file of Office before 2007 begins (MS-CFB 2.2)."""

CODA = re.compile(r"^0[0 ]{4}\d{6}.{116}[12 ]?\s*", re.ASCII)
MT940 = re.compile(r"^:(?:20|25|28C?|60[FM]|61):", re.MULTILINE)
OFX = re.compile(r"OFXHEADER\s*[:=]|<OFX>", re.IGNORECASE)
CAMT = re.compile(r"BkToCstmr(?:Stmt|AcctRpt|DbtCdtNtfctn)\b|camt\.05[234]")


def format_of(source: BinaryIO, *, inside: bool = False) -> Found:
    """Leaves ``source`` at its beginning; a ZIP that is ``inside`` another is not opened."""
    source.seek(0)
    start = source.read(LOOK)
    source.seek(0)
    if not start.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        return "empty"
    if start.startswith(b"PK\x03\x04"):
        workbook = inside or is_workbook(source)
        source.seek(0)
        return "xlsx" if workbook else "archive"
    if start.startswith(OLD_OFFICE):
        return "old_workbook"
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = start[: len(start) // 2 * 2].decode("utf-16", "replace")
    else:
        text = start.decode("utf-8-sig", "replace")
    stripped = text.lstrip()
    if OFX.search(stripped[:2000]):
        return "ofx"
    if stripped.startswith("<"):
        return "camt" if CAMT.search(text) or "<Document" in text else "unknown"
    if CODA.match(stripped) or re.match(r"0\d{10}.*\n1", stripped):
        return "coda"
    if len(MT940.findall(text)) >= 2:
        return "mt940"
    if "\0" in text:
        return "unknown"
    return (
        "table"
        if re.search(r"[;,\t|]", stripped.split("\n", 60)[0] + "".join(stripped.split("\n", 60)[1:30]))
        else "unknown"
    )
