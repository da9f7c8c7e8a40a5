"""PDF files through pdfium: pages, their text layer as words with boxes, page pictures, attached e-invoices."""

import ctypes
import unicodedata
from collections.abc import Iterator

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

from accounting.reading import Word
from libs import problems
from libs.einvoice import is_safe
from libs.problems import Unreadable

_DEVICE = 1_000_000
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}
_LARGEST_ATTACHMENT = 20_000_000


def open_pdf(data: bytes, max_pages: int) -> pdfium.PdfDocument:
    """The document, or `Unreadable`: password_protected, damaged_file, too_many_pages."""
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        code = problems.PASSWORD_PROTECTED if "password" in str(error).lower() else problems.DAMAGED_FILE
        raise Unreadable(code) from None
    if count == 0:
        raise Unreadable(problems.DAMAGED_FILE)
    if count > max_pages:
        raise Unreadable(problems.TOO_MANY_PAGES)
    return document


def attached_invoice(document: pdfium.PdfDocument) -> bytes | None:
    """The XML invoice that travels inside the PDF (Factur-X, ZUGFeRD, XRechnung, UBL), if there is one.

    Recognised by its root element rather than by its name: names differ per country and version.
    """
    for index in range(min(document.count_attachments(), 50)):
        attachment = document.get_attachment(index)
        try:
            if not attachment.get_name().lower().endswith(".xml"):
                continue
            content = bytes(attachment.get_data())
        except pdfium.PdfiumError:
            continue
        if len(content) <= _LARGEST_ATTACHMENT and _is_invoice_xml(content) and is_safe(content):
            return content
    return None


def render(page: pdfium.PdfPage, long_side: int) -> Image.Image:
    """The page as a picture whose longer side has at most `long_side` pixels (never above 300 dpi)."""
    width, height = page.get_size()
    scale = min(long_side / max(width, height, 1.0), 300 / 72)
    picture: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    return picture


def covered_by_pictures(page: pdfium.PdfPage) -> float:
    """Largest fraction of the page that a single picture covers: near 1 for a scan."""
    width, height = page.get_size()
    largest: float = 0.0
    for index, item in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
        left, bottom, right, top = item.get_bounds()
        largest = max(largest, float((right - left) * (top - bottom)))
        if index == 200:
            break
    return min(1.0, largest / max(float(width * height), 1.0))


def words_of(page: pdfium.PdfPage) -> list[Word]:
    """Words of the text layer in reading order of the file, boxes as fractions of the page as it is shown.

    Page rotation and crop box are taken into account by asking pdfium where three corners land on the shown page.
    """
    text = page.get_textpage()
    try:
        to_page = _shown(page)
        return [word for run in _runs(text) if (word := _word(text, run, to_page)) is not None]
    finally:
        text.close()


def _runs(text: pdfium.PdfTextPage) -> Iterator[list[tuple[int, str]]]:
    """Characters (index, letter) between blanks; a jump to another line also ends a word."""
    run: list[tuple[int, str]] = []
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        letter = _HYPHENS.get(code) or (chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd")
        if letter.isspace() or code == 0 or unicodedata.category(letter) in ("Cc", "Zs"):
            if run:
                yield run
            run = []
        elif letter not in "\u200b\u200c\u200d\ufeff":
            run.append((index, letter))
    if run:
        yield run


def _word(text: pdfium.PdfTextPage, run: list[tuple[int, str]], to_page: np.ndarray) -> Word | None:
    first, last = _box(text, run[0][0]), _box(text, run[-1][0])
    middle = _box(text, run[len(run) // 2][0])
    corners = np.array(
        [(x, y, 1.0) for box in (first, middle, last) for x in (box[0], box[2]) for y in (box[1], box[3])]
    )
    shown = corners @ to_page
    (x0, y0), (x1, y1) = shown.min(axis=0), shown.max(axis=0)
    x0, x1, y0, y1 = (float(min(1.0, max(0.0, value))) for value in (x0, x1, y0, y1))
    if x1 <= x0 or y1 <= y0:
        return None
    letters = unicodedata.normalize("NFC", "".join(_plain(letter) for _, letter in run))
    return Word(letters, round(x0, 5), round(y0, 5), round(x1, 5), round(y1, 5), 1.0)


def _plain(letter: str) -> str:
    """Ligatures (ﬁ) as the letters they stand for; everything else as written."""
    return unicodedata.normalize("NFKC", letter) if "\ufb00" <= letter <= "\ufb06" else letter


def _box(text: pdfium.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a character; the font's own height where it makes sense, else the ink's."""
    tight = text.get_charbox(index)
    loose = text.get_charbox(index, loose=True)
    height = loose[3] - loose[1]
    size = raw.FPDFText_GetFontSize(text, index)
    if height <= 0 or (size > 1 and height > 2.5 * size) or height > 40 * max(tight[3] - tight[1], 0.1):
        return tight  # type: ignore[no-any-return]
    return loose  # type: ignore[no-any-return]


def _shown(page: pdfium.PdfPage) -> np.ndarray:
    """3×2 matrix from PDF user space to fractions of the shown page, origin top-left."""
    width, height = page.get_size()
    across, down = _DEVICE, max(1, round(_DEVICE * height / max(width, 1e-6)))
    landed = []
    for x, y in ((0.0, 0.0), (1000.0, 0.0), (0.0, 1000.0)):
        device_x, device_y = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, across, down, 0, x, y, device_x, device_y)
        landed.append((device_x.value / across, device_y.value / down))
    (ox, oy), (ax, ay), (bx, by) = landed
    return np.array([((ax - ox) / 1000, (ay - oy) / 1000), ((bx - ox) / 1000, (by - oy) / 1000), (ox, oy)])


def _is_invoice_xml(content: bytes) -> bool:
    head = content[:4000]
    text = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", errors="ignore")
    return any(
        root in text for root in ("CrossIndustryInvoice", "CrossIndustryDocument", ":Invoice-2", ":CreditNote-2")
    )
