"""Any bytes: an answer in words or statements, never a crash, and soon."""

import io
import random
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from accounting.statements import StatementUnreadable, keys, propose, prove, read, statement_json

FILES = sorted((Path(__file__).parent.parent / "cases" / "statements").iterdir())
SAMPLES = [file.read_bytes() for file in FILES]


def workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in (["Datum", "Bedrag"], ["05/03/2026", 1.5]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


SAMPLES.append(workbook())


def refusal(action: Callable[[], object]) -> StatementUnreadable | None:
    try:
        action()
    except StatementUnreadable as error:
        return error
    return None


def shown(content: bytes) -> None:
    for statement in read(content):
        prove(statement)
        assert len(keys(statement)) == len(statement.movements)
        statement_json(statement)


def answered(content: bytes) -> None:
    """Statements that can be shown, or StatementUnreadable with a reason; any other error fails the test."""
    refused = refusal(lambda: shown(content))
    assert refused is None or (refused.reason and (refused.line is None or refused.line > 0))


@settings(max_examples=400, deadline=1000)
@given(st.binary(max_size=3000))
@example(b"0" * 128)
@example(b":20:\n:25:\n:60F:")
@example(b"PK\x03\x04")
@example(b"<Document>")
@example(b"OFXHEADER:100\n<STMTRS><STMTTRN></STMTTRN></STMTRS>")
@example("\ud7ff;1\n2;3".encode("utf-16"))
def test_random_bytes(content):
    answered(content)


@settings(max_examples=300, deadline=1000)
@given(
    st.sampled_from([b"OFXHEADER:100\n<STMTRS>", b":20:a\n:25:b\n:60F:C260101EUR1,\n", b"Datum;Bedrag\n", b"<Document><BkToCstmrStmt><Stmt>",
                     SAMPLES[FILES.index(next(file for file in FILES if file.suffix == ".cod"))][:260]]),
    st.text(max_size=500),
)  # fmt: skip
def test_a_true_beginning_and_any_text(start, text):
    answered(start + text.encode("utf-8", "surrogatepass"))


@settings(max_examples=1200, deadline=2000, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(SAMPLES),
    st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 8), st.binary(max_size=8)), min_size=1, max_size=5
    ),
)
def test_mutations_of_true_files(content, changes):
    for where, removed, put in changes:
        place = int(where * len(content))
        content = content[:place] + put + content[place + removed :]
    answered(content)


@settings(max_examples=600, deadline=2000)
@given(st.sampled_from(SAMPLES), st.floats(0, 1, exclude_max=True))
def test_files_that_break_off(content, where):
    answered(content[: int(where * len(content))])


@settings(max_examples=300, deadline=1000)
@given(st.sampled_from(SAMPLES), st.binary(max_size=500))
def test_proposals_never_crash_either(content, more):
    refused = refusal(lambda: propose(io.BytesIO(more + content)))
    assert refused is None or refused.reason


@pytest.mark.parametrize(
    "content",
    [
        b"x" * 20_000_000,
        b";" * 20_000_000,
        b'Datum;Bedrag\n"' + b"x" * 20_000_000,
        b"0" * 5_000_000 + b"2\n",
        b":20:X\n" + b":86:" + b"/NAME" * 15_000,
        b":20:X\n:25:1\n:60F:C260101EUR0,\n:61:260101C1,NTRF\n:86:" + b"/" * 60_000 + b"\n:62F:C260101EUR1,\n",
        b":20:X\n:25:1\n:60F:C260101EUR0,\n:61:260101C1,NTRF\n:86:" + b"AB12 " * 18_000 + b"\n:62F:C260101EUR1,\n",
        b":20:X\n:25:1\n:60F:C260101EUR0,\n:61:260101C1,NTRF\n:86:000" + b"?20EREF+" * 9_000 + b"\n:62F:C260101EUR1,\n",
        b"OFXHEADER\n<STMTRS>" + b"<A>" * 30_000,
        b"<OFX><STMTRS><NAME>" + b"x\n" * 300_000,
        b"<OFX><STMTRS>" + b"<![CDATA[" * 10_000,
        b"<Document>" * 200_000,
        b"Datum;Bedrag\n" + b"01/01/2026;" + b"1" * 90_000 + b"\n",
        b"Datum;Bedrag;Omschrijving\n01/01/2026;1,00;" + b"RF12 " * 18_000 + b"\n",
    ],
    ids=range(14),
)
def test_hostile_sizes_are_answered_within_seconds(content):
    began = time.perf_counter()
    answered(content)
    assert time.perf_counter() - began < 5


def test_a_workbook_that_unpacks_to_a_flood_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    with pytest.raises(StatementUnreadable, match="unpacks to more"):
        read(file.getvalue())


@pytest.mark.parametrize("name", ["xl/sharedStrings.xml", "xl/worksheets/other.xml"])
def test_a_workbook_of_which_the_texts_are_a_flood_is_refused_however_it_is_padded(name):
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    said = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as plain, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in plain.namelist():
            if part != "xl/sharedStrings.xml":
                content = plain.read(part).decode()
                if part == "[Content_Types].xml":
                    content = re.sub("<Override[^>]*sharedStrings[^>]*>", "", content).replace("</Types>", said)
                packed.writestr(part, content)
        packed.writestr(name, "<sst>" + "<si><t>ab</t></si>" * 1_500_000 + "</sst>")
        packed.writestr("xl/media/padding.bin", random.Random(1).randbytes(140_000))
    began = time.perf_counter()
    with pytest.raises(StatementUnreadable, match="the texts of this workbook unpack to more"):
        propose(io.BytesIO(file.getvalue()))
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ('<row r="1000000000000"><c><v>1</v></c></row>', "a sheet has at most 1048576 rows"),
        ('<row r="1048577"/>', "a sheet has at most 1048576 rows"),
        ("<row/>" * 900_000, "this workbook has more than 100000 empty rows"),
        ('<row r="2"><c><v>1</v></c></row>', "this workbook is damaged"),
    ],
    ids=["far away", "one too many", "empty", "twice"],
)
def test_a_workbook_of_rows_that_no_sheet_has_is_refused_at_once(rows, reason):
    began = time.perf_counter()
    with pytest.raises(StatementUnreadable, match=reason):
        propose(io.BytesIO(with_rows(rows)))
    with pytest.raises(StatementUnreadable, match=reason):
        read(with_rows(rows))
    assert time.perf_counter() - began < 10


@pytest.mark.parametrize("rows", ['<row r="1048576"><c r="A1048576"/></row>', '<row r="1048576" ht="15"/>'])
def test_a_workbook_that_somebody_touched_at_its_very_end_is_read(rows):
    began = time.perf_counter()
    (statement,) = read(with_rows(rows))
    assert [each.line for each in statement.movements] == [2]
    assert time.perf_counter() - began < 1


def with_rows(rows: str) -> bytes:
    """The workbook with more in its sheet."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as plain, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in plain.namelist():
            packed.writestr(part, plain.read(part).replace(b"</sheetData>", f"{rows}</sheetData>".encode()))
    return file.getvalue()


def test_states_are_told_of_the_first_rows_and_the_rest_is_not_read():
    rows = [b"01/01/2026;1,00;Accepted\n" * 10_050, b"01/01/2026;1,00;Later\n"]
    file = io.BytesIO(b"Datum;Bedrag;Status\n" + b"".join(rows))
    assert propose(file).states == ("Accepted",)
