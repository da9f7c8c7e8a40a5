"""One stored document, as bytes, becomes pages of words, page pictures, and the e-invoice it carries.

The text layer of a PDF comes first. A page whose layer is missing, tiny or garbled is rendered and read by tesseract,
as photographs and scans are. This module runs inside `libs.sandbox`: it is what touches hostile bytes.
"""

import json
from dataclasses import asdict
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image

from accounting.reading import Page, Word
from libs import einvoice, images, media, pdf, problems, tesseract
from libs.limits import Limits
from libs.problems import Unreadable

_OCR_SIDE = 3508
_POOR = 0.62
_HOPELESS = 0.45
_USUAL_WORDS = frozenset(
    "de het een van en voor op in te le la les des du et pour sur the of and for to der die das und von für "
    "btw tva vat mwst factuur facture invoice rechnung datum date nr no totaal total totale tel bank iban ust "
    "bedrag montant amount betrag eur euro klant client customer kunde prijs prix price preis rekening compte".split()
)


def read(arguments: dict[str, Any], data: bytes, limits: Limits) -> tuple[dict[str, Any], list[bytes]]:
    """Answer for the sandbox: {"pages": […], "xml": bool, "pictures": n}; blobs are the pictures, then the XML."""
    pages, pictures, invoice = read_bytes(data, limits)
    blobs = pictures if arguments.get("pictures", True) else []
    answer = {"pages": [asdict(page) for page in pages], "pictures": len(blobs), "xml": invoice is not None}
    return json.loads(json.dumps(answer)), [*blobs, *([invoice] if invoice is not None else [])]


def read_bytes(data: bytes, limits: Limits) -> tuple[list[Page], list[bytes], bytes | None]:
    """Pages of words, a JPEG per page, and the XML invoice if one came along. Raises `Unreadable`."""
    if not data:
        raise Unreadable(problems.EMPTY_FILE)
    kind = media.recognise(data)
    if kind == media.XML:
        return _read_xml(data, limits)
    if kind == media.PDF:
        return _read_pdf(data, limits)
    if kind in media.IMAGES:
        opened = images.open_pictures(data, limits.max_pages, limits.max_pixels)
        read_pages = [_read_picture(picture, number) for number, picture in enumerate(opened, start=1)]
        return _unless_blank([page for page, _ in read_pages], [jpeg for _, jpeg in read_pages], None)
    raise Unreadable(problems.UNSUPPORTED_TYPE)


def _read_xml(data: bytes, limits: Limits) -> tuple[list[Page], list[bytes], bytes | None]:
    """The XML is the invoice; a PDF inside it is only its picture, so one that is broken does no harm."""
    invoice, shown = einvoice.open_invoice(data)
    try:
        pages, pictures, _ = _read_pdf(shown, limits) if shown else ([], [], None)
    except Unreadable:
        pages, pictures = [], []
    return pages, pictures, invoice


def _read_pdf(data: bytes, limits: Limits) -> tuple[list[Page], list[bytes], bytes | None]:
    document = pdf.open_pdf(data, limits.max_pages)
    try:
        invoice = pdf.attached_invoice(document)
        pages, pictures = [], []
        for number in range(1, len(document) + 1):
            page, jpeg = _read_pdf_page(document, number, may_ocr=invoice is None)
            pages.append(page)
            pictures.append(jpeg)
        return _unless_blank(pages, pictures, invoice)
    finally:
        document.close()


def _read_pdf_page(document: Any, number: int, *, may_ocr: bool) -> tuple[Page, bytes]:
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        raise Unreadable(problems.DAMAGED_FILE) from None
    try:
        words = pdf.words_of(page)
        if may_ocr and not _trustworthy(words, page):
            read, jpeg = _read_picture(pdf.render(page, _OCR_SIDE), number)
            if read.words or not words:
                return read, jpeg
        jpeg, width, height = images.as_jpeg(np.asarray(pdf.render(page, images.SHOWN_SIDE)))
        return Page(number, width, height, tuple(words), "text"), jpeg
    finally:
        page.close()


def _trustworthy(words: list[Word], page: Any) -> bool:
    """False when OCR should be asked instead: no layer, a stamp on a scan, or letters that are not language.

    A font without a letter table yields pages of words of which not one is known in any of our languages.
    """
    if not words:
        return False
    text = " ".join(word.text for word in words)
    strange = sum(letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" for letter in text)
    if strange > 0.15 * len(text):
        return False
    if len(words) < 25 and pdf.covered_by_pictures(page) > 0.5:
        return False
    if len(words) >= 40:
        return any(word.text.lower().strip(".,:;()") in _USUAL_WORDS for word in words)
    return True


def _read_picture(picture: Image.Image, number: int) -> tuple[Page, bytes]:
    """Straighten and read; where that reads poorly turn the sheet over, where hopelessly any way; keep the best."""
    colour = images.straightened(picture)
    words = _words_in(colour)
    if words and tesseract.legibility(words) < _POOR:
        upright = colour
        for turns in (2, 1, 3) if tesseract.legibility(words) < _HOPELESS else (2,):
            turned = np.ascontiguousarray(np.rot90(upright, turns))
            others = _words_in(turned)
            if tesseract.legibility(others) > tesseract.legibility(words) + 0.05:
                colour, words = turned, others
            if tesseract.legibility(words) > _POOR:
                break
    jpeg, width, height = images.as_jpeg(colour)
    return Page(number, width, height, tuple(word for word in words if _is_word(word)), "ocr"), jpeg


def _words_in(colour: np.ndarray) -> list[Word]:
    grey = images.for_machine(colour)
    return [] if images.is_blank(grey) else tesseract.words_in(grey)


def _is_word(word: Word) -> bool:
    """Edges come out as bars, specks as marks without confidence; anything with a letter or digit may stay."""
    if set(word.text) <= set("|¦[](){}"):
        return False
    return any(letter.isalnum() for letter in word.text) or word.confidence > 0.5


def _unless_blank(
    pages: list[Page], pictures: list[bytes], invoice: bytes | None
) -> tuple[list[Page], list[bytes], bytes | None]:
    letters = sum(
        sum(letter.isalnum() for letter in word.text) for page in pages for word in page.words if word.confidence > 0.4
    )
    if letters < 8 and invoice is None:
        raise Unreadable(problems.NOTHING_TO_READ)
    return pages, pictures, invoice
