"""Bytes → pages of words: the text layer where it is good, tesseract where it is not."""

import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from libs import images, ocr, pdf, tesseract
from libs.limits import Limits
from libs.problems import Unreadable


def words(folder: Path, name: str) -> set[str]:
    pages, _, _ = ocr.read_bytes((folder / name).read_bytes(), Limits())
    return {word.text for page in pages for word in page.words}


def fields_of(folder: Path, name: str) -> dict:
    return json.loads((folder / name).with_suffix(".json").read_text())["fields"]


def test_a_text_pdf_is_read_without_ocr(samples, monkeypatch):
    monkeypatch.setattr(tesseract, "words_in", lambda grey: pytest.fail("OCR was asked"))
    pages, pictures, xml = ocr.read_bytes((samples / "factuur-drukkerij.pdf").read_bytes(), Limits())
    assert [page.origin for page in pages] == ["text"]
    assert "+++179/9609/89330+++." in {word.text for word in pages[0].words}
    assert Image.open(io.BytesIO(pictures[0])).size == (pages[0].width, pages[0].height)
    assert max(pages[0].width, pages[0].height) == 1800
    assert xml is None


def test_word_boxes_lie_on_the_ink_of_the_picture(samples):
    pages, pictures, _ = ocr.read_bytes((samples / "factuur-drukkerij.pdf").read_bytes(), Limits())
    picture = np.asarray(Image.open(io.BytesIO(pictures[0])).convert("L"))
    for word in pages[0].words:
        left, right = int(word.x0 * pages[0].width), int(word.x1 * pages[0].width) + 1
        top, bottom = int(word.y0 * pages[0].height), int(word.y1 * pages[0].height) + 1
        assert picture[top:bottom, left:right].min() < 200, word.text


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_boxes_follow_a_turned_page(samples, turn):
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(samples / "factuur-drukkerij.pdf"))
    writer.pages[0].rotate(turn)
    out = io.BytesIO()
    writer.write(out)
    upright = {w.text: w for w in pdf.words_of(pdf.open_pdf((samples / "factuur-drukkerij.pdf").read_bytes(), 9)[0])}
    turned = {w.text: w for w in pdf.words_of(pdf.open_pdf(out.getvalue(), 9)[0])}
    word, there = upright["FACTUUR"], turned["FACTUUR"]
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    expected = {90: (1 - y, x), 180: (1 - x, 1 - y), 270: (y, 1 - x)}[turn]
    assert ((there.x0 + there.x1) / 2, (there.y0 + there.y1) / 2) == pytest.approx(expected, abs=0.003)


def test_a_scanned_pdf_without_text_layer_is_read_by_ocr(samples):
    found = words(samples, "factuur-elektro-scan.pdf")
    truth = fields_of(samples, "factuur-elektro-scan.pdf")
    assert truth["invoice_number"] in found
    assert "Peeters" in found, "white letters on a dark band"


def test_a_tilted_photograph_is_cut_out_and_read(samples):
    found = words(samples, "facture-imprimerie-photo.jpg")
    truth = fields_of(samples, "facture-imprimerie-photo.jpg")
    assert {truth["invoice_number"], "Sambre", "octobre", "919,06"} <= found
    assert truth["payment_reference"].strip("+") in " ".join(found)


@pytest.mark.parametrize("turn", [90, 180, 270, -5])
def test_a_sheet_lying_any_way_comes_out_upright(samples, turn):
    scan = Image.open(samples / "facture-menuiserie-scan.jpg").rotate(turn, expand=True, fillcolor="white")
    out = io.BytesIO()
    scan.save(out, "JPEG", quality=80)
    pages, _, _ = ocr.read_bytes(out.getvalue(), Limits())
    top = " ".join(word.text for word in pages[0].words[:4])
    assert "Menuiserie Delvaux" in top
    assert pages[0].height > pages[0].width


@pytest.mark.parametrize(
    ("kind", "options"), [("PNG", {}), ("TIFF", {"compression": "tiff_lzw"}), ("HEIF", {"quality": 60})]
)
def test_other_kinds_of_pictures_are_read(samples, kind, options):
    images.open_pictures((samples / "facture-menuiserie-scan.jpg").read_bytes(), 1, 60_000_000)
    out = io.BytesIO()
    Image.open(samples / "facture-menuiserie-scan.jpg").save(out, kind, **options)
    pages, _, _ = ocr.read_bytes(out.getvalue(), Limits())
    assert "F2600664" in {word.text for word in pages[0].words}


def test_a_tiff_may_have_several_pages(samples):
    one = Image.open(samples / "facture-menuiserie-scan.jpg").convert("L")
    out = io.BytesIO()
    one.save(
        out, "TIFF", save_all=True, append_images=[one.crop((0, 0, one.width, one.height // 2))], compression="tiff_lzw"
    )
    pages, pictures, _ = ocr.read_bytes(out.getvalue(), Limits())
    assert [page.number for page in pages] == [1, 2]
    assert len(pictures) == 2
    with pytest.raises(Unreadable, match="too_many_pages"):
        ocr.read_bytes(out.getvalue(), Limits(max_pages=1))


def test_exif_says_which_way_is_up(samples):
    out = io.BytesIO()
    scan = Image.open(samples / "facture-menuiserie-scan.jpg")
    exif = scan.getexif()
    exif[0x0112] = 6
    scan.rotate(90, expand=True).save(out, "JPEG", quality=80, exif=exif)
    opened = images.open_pictures(out.getvalue(), 1, 60_000_000)[0]
    assert opened.size == scan.size


def test_a_garbled_text_layer_gives_way_to_ocr(samples):
    page = pdf.open_pdf((samples / "factuur-drukkerij.pdf").read_bytes(), 1)[0]
    honest = pdf.words_of(page)
    from dataclasses import replace

    shifted = [replace(word, text="".join(chr(ord(letter) + 3) for letter in word.text)) for word in honest]
    assert ocr._trustworthy(honest, page)
    assert not ocr._trustworthy(shifted, page)
    assert not ocr._trustworthy([], page)


def test_pytesseract_reads_where_tesserocr_is_missing(samples, monkeypatch):
    monkeypatch.setattr(tesseract, "_engine", lambda: None)
    assert fields_of(samples, "facture-menuiserie-scan.jpg")["invoice_number"] in words(
        samples, "facture-menuiserie-scan.jpg"
    )
