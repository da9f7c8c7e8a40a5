"""Files of a ledger: CSV as programs and people export it in, `ENTRIES` out; and judged entries as CSV.

Only an amount is asked for. Each column is found under several names, in Dutch, French, English and SAP's; what is
left over and has few different values goes along as attributes.
"""

import os
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from accounting.anomalies.entries import ENTRIES
from accounting.csv_columns import BrokenFile, amount_column, blank_rows, date_column, read_table, text_column, where

_ALIASES = {
    "id": "id entry_id line_id row_id posting_id belnr document_id boekstuk boekstuknummer stuknummer nr",
    "counterparty": "counterparty counterparty_id counterparty_name vendor vendor_id vendor_name supplier supplier_id "
    "supplier_name party partner contact leverancier relatie crediteur fournisseur tiers customer klant client lifnr "
    "kunnr",
    "date": "date invoice_date posting_date booking_date entry_date document_date datum factuurdatum boekdatum "
    "date_facture date_comptable budat bldat",
    "reference": "reference ref invoice invoice_number invoice_no invoice_id number document_number document factuur "
    "factuurnummer factuurnr referentie facture numero_facture numero xblnr",
    "amount": "amount total_amount gross_amount total gross amount_eur bedrag bedrag_incl_btw bedrag_incl totaal "
    "totaalbedrag totaal_incl_btw montant montant_ttc total_ttc dmbtr",
    "debit": "debit debet debit_amount bedrag_debet montant_debit soll",
    "credit": "credit credit_amount bedrag_credit montant_credit haben",
    "net": "net net_amount base netto bedrag_excl bedrag_excl_btw montant_htva htva",
    "vat": "vat vat_amount tax tax_amount btw btw_bedrag tva montant_tva",
    "account": "account account_code gl_account ledger_account rekening grootboek grootboekrekening compte hkont",
    "iban": "iban counterparty_iban vendor_iban supplier_iban bank_account rekeningnummer",
    "book": "tenant_id book company administration administratie",
}
NAMES = {name: tuple(aliases.split()) for name, aliases in _ALIASES.items()}
"""The first that a file has, counts."""
MOST_ATTRIBUTES = 12
MOST_VALUES = 1000
_HUNDREDTH = Decimal("0.01")

WRITTEN = ("id", "score", "finding", "reasons")


def read_ledger(path: Path) -> pa.Table:
    """The entries of a file, in its order. Raises BrokenFile, which names the line."""
    table = read_table(path)
    if table is None:
        return ENTRIES.empty_table()
    table, others = _named(table)
    sides = [name for name in ("debit", "credit") if name in table.column_names]
    if "amount" not in table.column_names and not sides:
        raise BrokenFile(f"{path.name}: the column amount is missing (found: {', '.join(others) or 'none'})")
    known = [name for name in NAMES if name in table.column_names]
    table = table.filter(pc.invert(blank_rows(table, known)))
    count = len(table)
    made: dict[str, Any] = {
        name: text_column(table, name) for name in ("book", "counterparty", "reference", "account", "iban")
    }
    made["place"] = pa.array(range(count), pa.int64())
    made["id"] = text_column(table, "id") if "id" in known else pc.cast(pa.array(range(1, count + 1)), pa.string())
    made["day"] = date_column(path, table, "date", optional=True) if "date" in known else pa.nulls(count, pa.int64())
    made["amount"] = amount_column(path, table, rounded=True) if "amount" in known else _of_sides(path, table, sides)
    for name in ("net", "vat"):
        made[name] = pa.nulls(count, pa.int64())
        if name in known:
            made[name] = amount_column(path, table, name, rounded=True, optional=True)
    made["attributes"] = _attributes(table, others)
    return pa.table({name: made[name] for name in ENTRIES.names}, schema=ENTRIES)


def write_judged(output: Path, judged: pa.Table) -> None:
    """As CSV beside the target, then in its place: all or nothing. With several books, their name stands first."""
    several = pc.count_distinct(judged["book"]).as_py() > 1
    names = ["book", *WRITTEN] if several else list(WRITTEN)
    points = pc.cast(judged["score"], pa.decimal128(19, 0))
    score = pc.multiply(points, pa.scalar(_HUNDREDTH))
    table = judged.set_column(judged.column_names.index("score"), "score", score).select(names)
    table = table.rename_columns(["tenant_id" if name == "book" else name for name in names])
    output.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write((",".join(table.column_names) + "\n").encode())
            pyarrow.csv.write_csv(table, out, pyarrow.csv.WriteOptions(include_header=False, quoting_style="needed"))
        os.chmod(unfinished, 0o644)
        os.replace(unfinished, output)
    except BaseException:
        os.unlink(unfinished)
        raise


def _named(table: pa.Table) -> tuple[pa.Table, list[str]]:
    """Columns by our names, and the names of the others."""
    ours = {}
    for name, aliases in NAMES.items():
        found = next((alias for alias in aliases if alias in table.column_names), None)
        if found:
            ours[found] = name
    others = [name for name in table.column_names if name not in ours]
    return table.rename_columns([ours.get(name, name) for name in table.column_names]), others


def _of_sides(path: Path, table: pa.Table, sides: list[str]) -> Any:
    """Debit less credit, of which each row has one."""
    read = {name: amount_column(path, table, name, rounded=True, optional=True) for name in sides}
    none = pa.nulls(len(table), pa.int64())
    debit, credit = (read.get(name, none) for name in ("debit", "credit"))
    if (empty := pc.index(pc.coalesce(debit, credit).is_null(), True).as_py()) >= 0:
        raise BrokenFile(f"{where(path, empty)}: there is no amount")
    return pc.subtract(pc.fill_null(debit, 0), pc.fill_null(credit, 0))


def _attributes(table: pa.Table, others: list[str]) -> pa.Array:
    """For each row the values of those other columns that have several but few different ones, none of them numbers."""
    count = len(table)
    kept = []
    for name in others:
        values = pc.utf8_trim_whitespace(table[name]).combine_chunks()
        different = pc.count_distinct(values).as_py()
        if 1 < different <= min(MOST_VALUES, max(count // 4, 2)) and not _is_measure(values, different):
            kept.append(values)
    kept = kept[:MOST_ATTRIBUTES]
    if not kept:
        return pa.nulls(count, pa.list_(pa.string()))
    width = len(kept)
    side_by_side = pa.concat_arrays(kept).take(pa.array([at + count * k for at in range(count) for k in range(width)]))
    return pa.ListArray.from_arrays(pa.array(range(0, count * width + 1, width), pa.int32()), side_by_side)


def _is_measure(values: pa.Array, different: int) -> bool:
    """Whether the values are amounts or rates, whose rareness says nothing."""
    decimal = pc.match_substring_regex(values, r"^-?[0-9]+[.,][0-9]+$")
    return different > 20 and pc.mean(decimal).as_py() > 0.5
