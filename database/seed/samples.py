"""Make the sample documents: `python database/seed/samples.py FOLDER`, or `--count N` varied invoices for a batch.

Beside every file lies its truth, `<name>.json`, in the field names of `accounting.reading`. The same command makes the
same files, byte for byte. The named samples are what the demo and the tests read; they
cover languages, layouts, rates and routes into an inbox (born digital, scanned, photographed, as data).
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from paper import companies
from paper.contents import some_invoice, truth
from paper.degrade import in_one_pdf, photographed, scanned
from paper.einvoices import factur_x, ubl, with_pdf
from paper.layouts import LAYOUTS, band, classic, columns, grid, letterhead
from paper.receipt import slip

Sample = tuple[str, bytes, dict[str, Any]]
_NOT_ON_CREDIT_NOTES = ("due_date", "payment_reference")


DRAWN_ON = date(2026, 11, 21)
"""The named samples are of the eleven weeks before this day."""


def named_samples(on: date = DRAWN_ON) -> Iterator[Sample]:
    """File name, bytes and truth of each named sample, dated as if it were that day."""
    later = on - DRAWN_ON
    yield from _born_digital(later)
    yield from _on_paper(later)
    yield from _as_data(later)


def _born_digital(later: timedelta) -> Iterator[Sample]:
    invoice = some_invoice(Random(11), "nl", later=later, supplier=companies.DUTCH[0], lines=3)
    yield "factuur-drukkerij.pdf", classic(invoice), truth(invoice)
    invoice = some_invoice(Random(12), "nl", later=later, supplier=companies.NETHERLANDS[0], lines=4)
    yield "factuur-kantoorhuis-nl.pdf", band(invoice), truth(invoice)
    invoice = some_invoice(Random(13), "en", later=later, supplier=companies.ENGLISH[0], lines=3)
    yield "invoice-northgate.pdf", letterhead(invoice), truth(invoice)
    invoice = some_invoice(Random(14), "nl", later=later, supplier=companies.DUTCH[3], lines=4, rates=("6", "21"))
    yield "factuur-groothandel-6-21.pdf", grid(invoice), truth(invoice)
    invoice = some_invoice(
        Random(15), "nl", later=later, supplier=companies.DUTCH[1], lines=3, rates=("0",), category="AE"
    )
    yield "factuur-btw-verlegd.pdf", grid(invoice), truth(invoice)
    invoice = some_invoice(Random(16), "nl", later=later, supplier=companies.DUTCH[4], lines=2, kind="credit_note")
    yield "creditnota-accountant.pdf", classic(invoice), truth(invoice, _NOT_ON_CREDIT_NOTES)
    invoice = some_invoice(Random(17), "fr", later=later, supplier=companies.FRENCH[2], lines=4, rates=("6", "21"))
    yield "facture-traiteur.pdf", columns(invoice), truth(invoice)


def _on_paper(later: timedelta) -> Iterator[Sample]:
    invoice = some_invoice(Random(21), "fr", later=later, supplier=companies.FRENCH[0], lines=3)
    yield "facture-imprimerie-photo.jpg", photographed(columns(invoice), 21, tilt=2.5), truth(invoice)
    invoice = some_invoice(Random(22), "fr", later=later, supplier=companies.FRENCH[1], lines=3)
    yield "facture-menuiserie-scan.jpg", scanned(classic(invoice), 22, tilt=0.7), truth(invoice)
    invoice = some_invoice(Random(23), "nl", later=later, supplier=companies.DUTCH[2], lines=3)
    yield "factuur-elektro-scan.pdf", in_one_pdf(scanned(band(invoice), 23, tilt=-0.6, blur=0.8)), truth(invoice)
    drawn, told = slip(Random(24), companies.SHOPS[0], later)
    yield "kasticket-broodjeszaak-foto.jpg", photographed(drawn, 24, tilt=-2.0, dpi=260), told


def _as_data(later: timedelta) -> Iterator[Sample]:
    invoice = some_invoice(Random(31), "fr", later=later, supplier=companies.FRENCH[3], lines=3)
    yield "facture-fontaine-facturx.pdf", factur_x(columns(invoice), invoice), truth(invoice)
    invoice = some_invoice(Random(32), "nl", later=later, supplier=companies.DUTCH[1], lines=3)
    yield "factuur-vanhove-peppol.xml", ubl(invoice), truth(invoice)
    invoice = some_invoice(Random(33), "en", later=later, supplier=companies.ENGLISH[1], lines=3)
    yield "invoice-harbour-peppol-with-pdf.xml", with_pdf(ubl(invoice), letterhead(invoice)), truth(invoice)
    invoice = some_invoice(Random(34), "nl", later=later, supplier=companies.DUTCH[0], lines=2, kind="credit_note")
    yield "creditnota-drukkerij-peppol.xml", ubl(invoice), truth(invoice, _NOT_ON_CREDIT_NOTES)


def many_samples(count: int, seed: int = 2026) -> Iterator[Sample]:
    """As many different invoices as asked for: nine born digital, then a scan."""
    layouts: list[tuple[str, Callable[..., bytes]]] = sorted(LAYOUTS.items())
    for number in range(count):
        dice = Random(seed * 100_003 + number)
        invoice = some_invoice(dice, dice.choice(("nl", "nl", "fr", "fr", "en")))
        name, draw = dice.choice(layouts)
        pdf, told = draw(invoice), truth(invoice) | {"layout": name}
        if number % 10 == 9:
            yield f"batch-{number:05d}.jpg", scanned(pdf, number, tilt=dice.uniform(-0.8, 0.8), blur=0.7, dpi=170), told
        else:
            yield f"batch-{number:05d}.pdf", pdf, told


def main() -> int:
    """Write the samples and say how many there are."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, help="make this many varied invoices instead of the named samples")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    started, made = time.monotonic(), 0
    for name, content, told in named_samples() if options.count is None else many_samples(options.count):
        (options.folder / name).write_bytes(content)
        beside = (options.folder / name).with_suffix(".json")
        beside.write_text(json.dumps({"file": name} | told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        made += 1
    print(f"{made} documents in {options.folder} ({time.monotonic() - started:.1f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
