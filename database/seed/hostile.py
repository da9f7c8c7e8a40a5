"""Make the files nobody wants: `python database/seed/hostile.py FOLDER`. Each has one known ending, see `ENDINGS`.

They are what tests send to the API and to the reader. None is dangerous to keep: bombs are small until opened.
"""

import argparse
import io
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

ENDINGS: dict[str, str | None] = {
    "empty.pdf": "empty_file",
    "truncated.pdf": "damaged_file",
    "garbage.pdf": "damaged_file",
    "password.pdf": "password_protected",
    "ten-thousand-pages.pdf": "too_many_pages",
    "one-pixel.png": "nothing_to_read",
    "huge.png": "too_many_pixels",
    "truncated.jpg": "damaged_file",
    "archive-named.pdf": "unsupported_type",
    "page.html": "unsupported_type",
    "xxe.xml": "unsafe_xml",
    "billion-laughs.xml": "unsafe_xml",
    "deep.xml": "xml_too_deep",
    "broken.xml": "damaged_file",
    "order-not-invoice.xml": "not_an_invoice",
    "blank.pdf": "nothing_to_read",
    "blank-scan.jpg": "nothing_to_read",
    "sixty-megabytes.pdf": None,
    "pdf-and-zip.pdf": None,
    "script-in.pdf": None,
}
"""File → the reader's problem code; None for files that are strange but can be read (the API may still refuse them)."""

ROWS = (
    "Vreemde Vogel BV",
    "BTW BE 0999.012.403",
    "Factuur",
    "Factuurnummer: 2026-0666",
    "Factuurdatum: 06/06/2026",
    "Totaal excl. btw 100,00",
    "BTW 21% 21,00",
    "Totaal te betalen € 121,00",
)


def invoice_page(encrypt: str | None = None) -> bytes:
    """A small honest PDF invoice, the raw material of several files here."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, encrypt=encrypt)
    for number, row in enumerate(ROWS):
        canvas.drawString(60, 780 - 20 * number, row)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def many_pages(count: int) -> bytes:
    """A PDF of `count` pages in few bytes: every entry of the page tree is the same page object."""
    kids = b" ".join(b"3 0 R" for _ in range(count))
    return _pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        ]
    )


def blank_pdf() -> bytes:
    """One white page."""
    return many_pages(1)


def script_in_pdf() -> bytes:
    """An honest page that wants to run JavaScript when opened."""
    rows = b"".join(
        b"BT /F1 12 Tf 60 %d Td (%s) Tj ET\n" % (780 - 20 * n, row.encode("cp1252")) for n, row in enumerate(ROWS)
    )
    return _pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\('opened'\\);) >> >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n%sendstream" % (len(rows), rows),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ]
    )


def huge_png(side: int = 30_000) -> bytes:
    """A grey square of `side` × `side` pixels; 900 million pixels pack into under a megabyte."""
    packer = zlib.compressobj(9)
    row = b"\0" + b"\x80" * side
    packed = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _png_chunk(kind, content)
        for kind, content in (
            (b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)),
            (b"IDAT", packed),
            (b"IEND", b""),
        )
    )


def one_pixel_png() -> bytes:
    """A white dot."""
    out = io.BytesIO()
    Image.new("RGB", (1, 1), "white").save(out, "PNG")
    return out.getvalue()


def blank_scan() -> bytes:
    """An empty sheet as a scanner sees it: off-white, a little grain."""
    noise = np.random.default_rng(5)
    paper = np.clip(noise.normal(244, 3, (2339, 1654)), 0, 255).astype(np.uint8)
    out = io.BytesIO()
    Image.fromarray(paper).save(out, "JPEG", quality=80, dpi=(200, 200))
    return out.getvalue()


def archive() -> bytes:
    """A ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(zipfile.ZipInfo("readme.txt"), "This is no invoice.")
    return out.getvalue()


def xxe() -> bytes:
    """An invoice whose number is whatever /etc/passwd says."""
    return b"""<?xml version="1.0"?>
<!DOCTYPE Invoice [<!ENTITY number SYSTEM "file:///etc/passwd">]>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"><cbc:ID>&number;</cbc:ID></Invoice>
"""


def billion_laughs() -> bytes:
    """Entities that double ten at a time."""
    entities = "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE Invoice [<!ENTITY lol0 "lol">{entities}]><Invoice>&lol9;</Invoice>'.encode()


def deep_xml(depth: int = 100_000) -> bytes:
    """Elements inside elements inside elements."""
    return b'<?xml version="1.0"?>' + b"<a>" * depth + b"</a>" * depth


def padded_pdf(size: int = 60 * 1024 * 1024) -> bytes:
    """An honest page followed by megabytes of nothing, which PDF allows as a comment."""
    page = invoice_page()
    return page + b"%" + b"0" * (size - len(page) - 1)


FILES: dict[str, Callable[[], bytes]] = {
    "empty.pdf": lambda: b"",
    "truncated.pdf": lambda: b"%PDF-1.4\n" + invoice_page()[9:300],
    "garbage.pdf": lambda: b"%PDF-1.7\n" + np.random.default_rng(1).bytes(20_000),
    "password.pdf": lambda: invoice_page(encrypt="geheim"),
    "ten-thousand-pages.pdf": lambda: many_pages(10_000),
    "one-pixel.png": one_pixel_png,
    "huge.png": huge_png,
    "truncated.jpg": lambda: blank_scan()[:400],
    "archive-named.pdf": archive,
    "page.html": lambda: b"<!DOCTYPE html><html><body><script>alert(1)</script>Factuur 1</body></html>",
    "xxe.xml": xxe,
    "billion-laughs.xml": billion_laughs,
    "deep.xml": deep_xml,
    "broken.xml": lambda: b'<?xml version="1.0"?><Invoice><ID>1</Invoice>',
    "order-not-invoice.xml": lambda: (
        b'<?xml version="1.0"?><Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>'
    ),
    "blank.pdf": blank_pdf,
    "blank-scan.jpg": blank_scan,
    "sixty-megabytes.pdf": padded_pdf,
    "pdf-and-zip.pdf": lambda: invoice_page() + archive(),
    "script-in.pdf": script_in_pdf,
}


def make(folder: Path, without: tuple[str, ...] = ()) -> dict[str, str | None]:
    """Write the files, and say how each must end."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in FILES.items():
        if name not in without:
            (folder / name).write_bytes(content())
    return {name: ending for name, ending in ENDINGS.items() if name not in without}


def _pdf_of(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _png_chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("folder", type=Path)
    endings = make(options.parse_args().folder)
    for name, ending in endings.items():
        print(f"{name:28} {ending or 'readable'}")
    sys.exit(0)
