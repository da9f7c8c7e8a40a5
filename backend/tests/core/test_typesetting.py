"""PDFs: values are text whatever they contain, bounded, archivable, and the same for the same values."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pypdf
import pytest

from app.core import typesetting

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
TEMPLATE = """#import "/house.typ": *
#show: paper.with(title: data.title, language: "en")
= #data.title
#data.text
#data.at("amount", default: "") #data.at("day", default: "")
#if "picture" in data { image(bytes(data.picture), alt: "a picture", width: 1cm) }
"""


@pytest.fixture
def template(tmp_path, monkeypatch):
    for each in typesetting.FOLDER.glob("*.typ"):
        (tmp_path / each.name).write_bytes(each.read_bytes())
    (tmp_path / "tried.typ").write_text(TEMPLATE)
    monkeypatch.setattr(typesetting, "FOLDER", tmp_path)
    return "tried"


def text_of(made: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages)


async def test_a_value_is_text_whatever_it_contains(template):
    hostile = '#panic("x") *bold* $x^2$ #read("/etc/passwd") <a> @b = heading \\ // no /* no */'
    shown = text_of(await typesetting.pdf(template, {"title": "#1", "text": hostile}))
    assert "".join(hostile.split()) in "".join(shown.split())


async def test_amounts_and_days_become_text(template):
    values = {"title": "T", "text": "", "amount": Decimal("1234.5000"), "day": date(2026, 11, 21)}
    assert "1234.50 2026-11-21" in text_of(await typesetting.pdf(template, values))


async def test_equal_values_at_an_equal_time_give_equal_bytes(template):
    first, second = [await typesetting.pdf(template, {"title": "T", "text": "x"}, made_at=AT) for _ in range(2)]
    assert first == second
    assert first != await typesetting.pdf(template, {"title": "T", "text": "y"}, made_at=AT)


async def test_it_is_tagged_and_made_to_be_kept(template):
    reader = pypdf.PdfReader(io.BytesIO(await typesetting.pdf(template, {"title": "T", "text": "x"}, made_at=AT)))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "en"
    told = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in told
    assert "<pdfuaid:part>1</pdfuaid:part>" in told


async def test_a_sign_that_no_font_has_does_not_stop_the_document(template):
    made = await typesetting.pdf(template, {"title": "T", "text": "party \N{PARTY POPPER} tonight"})
    assert "tonight" in text_of(made)


async def test_a_picture_is_given_as_bytes(template):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><path d="M0 0h1v1H0z"/></svg>'
    assert (await typesetting.pdf(template, {"title": "T", "text": "", "picture": svg})).startswith(b"%PDF-")


async def test_too_much_is_refused_before_it_is_begun(template, monkeypatch):
    monkeypatch.setattr(typesetting, "LARGEST", 1000)
    with pytest.raises(typesetting.TooLargeForPaper):
        await typesetting.pdf(template, {"title": "T", "text": "x" * 1001})


async def test_a_template_that_does_not_exist_is_our_mistake():
    with pytest.raises(LookupError):
        await typesetting.pdf("nothing", {})
