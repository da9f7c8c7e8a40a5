"""Rows, phrases and blocks."""

import math
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from accounting.reading import Page, Word, read_pages
from accounting.reading.words import lay_out


def rows(pages: list[Page]) -> list[list[str]]:
    return [[phrase.text for phrase in row] for row in lay_out(pages[0]).rows]


def test_a_gap_wider_than_a_space_starts_a_new_phrase(typed) -> None:
    assert rows(typed("Te betalen      121,00 EUR")) == [["Te betalen", "121,00 EUR"]]


def test_a_crooked_scan_keeps_its_rows(typed) -> None:
    text = "\n".join(
        f"label nummer {n}                                                        {n},00 EUR" for n in range(1, 20)
    )
    assert rows(typed(text, "ocr", tilt=0.03)) == rows(typed(text))


def test_address_lines_form_a_block_and_a_blank_line_ends_it(typed) -> None:
    sheet = lay_out(typed("Jansen BV            Factuur\nMarkt 1              12\n2000 Antwerpen\n\n\nBeste klant")[0])
    assert [[phrase.text for phrase in block] for block in sheet.blocks] == [
        ["Jansen BV", "Markt 1", "2000 Antwerpen"],
        ["Factuur", "12"],
        ["Beste klant"],
    ]


numbers = st.floats(allow_nan=True, allow_infinity=True) | st.floats(min_value=-0.2, max_value=1.2)
tempting = (
    "Totaal|BTW|21%|€|121,00|100,00|21,00|Factuur|nr|12/13/2026|31.02.2026|BE0428759497|IBAN|BE32123456789002|Klant|:"
    "|+++090/9337/55493+++|2000|Gent|BV|aantal|prijs|bedrag|·|\x00|omschrijving|-|RF18|9999999999,99|0|%|(|van|30|dagen"
)
texts = st.text(max_size=25) | st.sampled_from(tempting.split("|"))
words = st.builds(Word, texts, numbers, numbers, numbers, numbers, numbers)
pages = st.builds(
    Page,
    st.integers(0, 3),
    st.integers(-5, 3000),
    st.integers(-5, 3000),
    st.lists(words, max_size=40).map(tuple),
    st.sampled_from(["text", "ocr"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(pages, max_size=3))
def test_no_words_whatever_make_it_raise(some: list[Page]) -> None:
    for field in read_pages(some).fields.values():
        assert math.isfinite(field.confidence)
        assert 0 <= field.confidence <= 1


def test_nothing_to_read_gives_no_fields() -> None:
    assert read_pages([]).fields == {}
    assert read_pages([Page(1, 100, 100, (), "text")]).fields == {}


def test_a_full_page_is_read_in_a_fraction_of_a_second(typed) -> None:
    line = "P-100  Printpapier A4 80 g, doos van 5 riemen            20       21,50          430,00"
    text = "Code   Omschrijving            Aantal   Prijs   Bedrag\n" + "\n".join([line] * 60)
    page = typed(text)
    read_pages(page)
    started = time.process_time()
    read_pages(page)
    assert time.process_time() - started < 0.5
