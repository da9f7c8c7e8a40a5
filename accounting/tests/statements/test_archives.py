"""A ZIP of statements is its files, and what is none of a bank's is refused by its name."""

import io
import zipfile
from pathlib import Path

import pytest

from accounting.statements import StatementFormatUnknown, StatementUnreadable, read

CASES = Path(__file__).parent.parent / "cases" / "statements"
CODA = next(file for file in sorted(CASES.iterdir()) if file.suffix in (".cod", ".coda")).read_bytes()
CAMT = next(file for file in sorted(CASES.iterdir()) if file.suffix == ".xml").read_bytes()


def packed(*files: tuple[str, bytes], squeeze: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", squeeze) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return made.getvalue()


def why(content: bytes) -> tuple[str, dict[str, str]]:
    with pytest.raises(StatementUnreadable) as caught:
        read(content)
    assert caught.value.because is not None
    return caught.value.because.code, dict(caught.value.because.values)


def page(number: int, opening: str, closing: str) -> bytes:
    """Of an account of which a day has several pages, each with one coffee and no id of the bank."""
    return f""":20:X
:25:BE68539007547034
:28C:{number}/1
:60F:C260105EUR{opening}
:61:2601050105D3,50NTRFNONREF
:86:coffee bar
:62F:C260105EUR{closing}
""".encode()


PAGES = (page(9, "100,00", "96,50"), page(10, "96,50", "93,00"))


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["as they follow", "newest first"])
@pytest.mark.parametrize("names", [("9.sta", "10.sta"), ("b.sta", "a.sta")])
def test_pages_are_read_as_they_follow_each_other_however_they_were_packed(order, names):
    found = read(packed(*((names[each], PAGES[each]) for each in order)))
    assert [each.head.sequence for each in found] == ["9/1", "10/1"]


@pytest.mark.parametrize("squeeze", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_each_file_of_a_zip_is_read_as_by_itself(squeeze):
    content = packed(
        ("days/1.sta", PAGES[0]),
        ("days/2.sta", PAGES[1]),
        ("__MACOSX/days/._1.sta", b"x"),
        (".DS_Store", b"x"),
        squeeze=squeeze,
    )
    assert read(content) == read(PAGES[0]) + read(PAGES[1])


def test_two_formats_in_one_zip_may_be_the_same_days_twice():
    assert why(packed(("1.cod", CODA), ("2.xml", CAMT))) == ("archive_mixed", {"name": "2.xml"})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("1.pdf", b"%PDF-1.7"),
        ("1.csv", b"Datum;Bedrag\n05/03/2026;1,00\n"),
        ("in.zip", packed(("1.cod", CODA))),
        ("empty.cod", b""),
    ],
)
def test_what_is_no_file_of_a_bank_is_named_and_nothing_is_read(name, content):
    assert why(packed(("1.cod", CODA), (name, content))) == ("archive_member", {"name": name})


def test_a_broken_file_in_a_zip_is_named_with_its_line():
    broken = CAMT[: len(CAMT) // 2]
    with pytest.raises(StatementUnreadable) as alone:
        read(broken)
    with pytest.raises(StatementUnreadable) as inside:
        read(packed(("1.xml", CAMT), ("2.xml", broken)))
    assert inside.value.reason == f"2.xml: {alone.value.reason}"
    assert inside.value.line == alone.value.line


def test_a_zip_without_files_holds_no_statement():
    assert why(packed(("days/", b""))) == ("no_statement", {})


def test_a_zip_that_unpacks_to_a_flood_is_refused_before_it_is_read():
    assert why(packed(("1.cod", CODA), ("2.cod", b"0" * 60_000_000))) == ("archive_too_large", {})
    assert why(packed(*((f"{n}.cod", b"") for n in range(2_001)))) == ("archive_too_large", {})
    flood = packed(*((f"{n}.cod", b"") for n in range(2_001)))
    assert why(packed(("1.cod", CODA), ("in.zip", flood))) == ("archive_member", {"name": "in.zip"})


def test_a_zip_with_a_password_is_told_as_such():
    content = bytearray(packed(("1.cod", CODA)))
    entry = content.index(b"PK\x01\x02")
    for flags in (6, entry + 8):
        content[flags] |= 1
    assert why(bytes(content)) == ("archive_locked", {})


def test_a_damaged_file_in_a_zip_is_told_by_its_name():
    content = bytearray(packed(("1.cod", CODA), squeeze=zipfile.ZIP_STORED))
    content[content.index(CODA) + len(CODA) // 2] ^= 1
    assert why(bytes(content))[0] == "archive_damaged"
    content = bytearray(packed(("1.cod", CODA), squeeze=zipfile.ZIP_LZMA))
    content[len(content) // 2] ^= 255
    assert why(bytes(content)) == ("archive_damaged", {"name": "1.cod"})


@pytest.mark.parametrize("part", [0.1, 0.5, 0.99])
def test_a_zip_that_breaks_off_is_told_as_such_and_not_as_a_workbook(part):
    content = packed(("days/1.sta", PAGES[0]), ("days/2.sta", PAGES[1]))
    assert why(content[: int(len(content) * part)]) == ("archive_broken", {})


@pytest.mark.parametrize("part", [0.1, 0.5, 0.99])
@pytest.mark.parametrize("first", ["[Content_Types].xml", "docProps/app.xml", "xl/workbook.xml"])
def test_a_workbook_that_breaks_off_is_told_as_one(part, first):
    content = packed((first, bytes(range(256)) * 4), ("xl/worksheets/sheet1.xml", b"<x/>"))
    assert why(content[: max(60, int(len(content) * part))]) == ("workbook_damaged", {})


def test_an_old_workbook_is_told_by_its_name():
    with pytest.raises(StatementFormatUnknown) as caught:
        read(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    assert caught.value.because is not None
    assert caught.value.because.code == "old_workbook"
