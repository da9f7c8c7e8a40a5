"""Whole documents typed out in `cases/`, with every field that must be read."""

import json
from pathlib import Path

import pytest

from accounting.reading import as_json, from_json, read_pages

CASES = sorted((Path(__file__).parent.parent / "cases").glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
@pytest.mark.parametrize("origin", ["text", "ocr"])
def test_a_case_is_read_as_its_truth_says_straight_or_crooked(typed, case: Path, origin: str) -> None:
    truth = json.loads(case.with_suffix(".json").read_text(encoding="utf-8"))
    pages = typed(case.read_text(encoding="utf-8"), origin, tilt=0.01 if origin == "ocr" else 0.0)

    reading = read_pages(pages)

    assert (reading.kind, reading.language) == (truth["kind"], truth["language"])
    assert {name: reading.value(name) for name in truth["fields"]} == truth["fields"]
    assert {field.source for field in reading.fields.values()} <= {origin, "rule"}
    assert from_json(json.loads(json.dumps(as_json(reading)))).fields.keys() == reading.fields.keys()


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_every_field_shows_where_it_stands(typed, case: Path) -> None:
    for name, field in read_pages(typed(case.read_text(encoding="utf-8"))).fields.items():
        assert field.page is not None, name
        assert field.box is not None, name
        x0, y0, x1, y1 = field.box
        assert 0 <= x0 < x1 <= 1, name
        assert 0 <= y0 < y1 <= 1, name
        assert 0 < field.confidence <= 1, name


def test_the_box_is_the_union_of_the_values_words(typed) -> None:
    reading = read_pages(typed("Factuurnummer: 2026-17\n\nTotaal incl. BTW   121,00 EUR"))
    assert reading.fields["invoice_number"].box == pytest.approx((0.15, 1 / 72, 0.22, 1.7 / 72))
