"""Reading a bank statement: from the bytes of a file to statements with their movements.

``read(content)`` finds the format by what the file holds (CODA, CAMT, MT940, OFX, a table) and gives every statement,
or raises :class:`StatementUnreadable` with the line and the reason, and then gives nothing. ``stream(source)`` yields
head, movements and tail one by one for files of any length. A file that does not add up is read all the same:
``prove`` says so.

Which file does what:

1. ``detection`` and ``reading`` find the format and ask its reader; ``text`` finds the encoding. ``errors`` and
   ``reasons`` say why a file is not read; ``archives`` opens a ZIP of such files.
2. ``coda`` (``coda_records``, ``coda_movement``, ``coda_words``), ``camt`` (``camt_entry``), ``mt940``
   (``mt940_details``), ``ofx``, ``tables`` (``sheets``, ``quoting``, ``mapping``, ``day_order``, ``states``, ``rows``,
   ``totals``, ``running``, ``cells``) each read one format.
3. ``checks`` proves a statement, compares it with the one before it, and gives each movement the key by which it is
   known again.

To teach it the table of another bank, add a layout to ``layouts.toml``.
"""

from accounting.statements.as_json import movement_json, reason_json, statement_json
from accounting.statements.checks import Gap, Proof, Tally, gap_between, key_of, keys, prove
from accounting.statements.errors import ColumnsUnknown, StatementFormatUnknown, StatementUnreadable
from accounting.statements.mapping import FIELDS, Mapping, layouts, mapping_of
from accounting.statements.model import Balance, Event, Head, Movement, Original, Party, Reference, Statement, Tail
from accounting.statements.reading import read, statements, stream
from accounting.statements.reasons import Reason, because
from accounting.statements.tables import Proposal, propose

__all__ = [
    "FIELDS",
    "Balance",
    "ColumnsUnknown",
    "Event",
    "Gap",
    "Head",
    "Mapping",
    "Movement",
    "Original",
    "Party",
    "Proof",
    "Proposal",
    "Reason",
    "Reference",
    "Statement",
    "StatementFormatUnknown",
    "StatementUnreadable",
    "Tail",
    "Tally",
    "because",
    "gap_between",
    "key_of",
    "keys",
    "layouts",
    "mapping_of",
    "movement_json",
    "propose",
    "prove",
    "read",
    "reason_json",
    "statement_json",
    "statements",
    "stream",
]
