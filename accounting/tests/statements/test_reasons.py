"""Why a file is not read is a code with values, for whoever tells it in another language; as text it is English."""

import pytest

from accounting.statements import StatementUnreadable, because, read


@pytest.mark.parametrize(
    ("content", "code", "values"),
    [
        (b"Datum;Bedrag\n05/03/2026;12,5x\n", "no_amount", {"column": "amount", "written": "12,5x"}),
        (b"Datum;Bedrag\n31/02/2026;1,00\n", "no_date", {"column": "booked_on", "written": "31/02/2026"}),
        (b"Datum;Bedrag\n05/03/2026;1,00;x\n", "more_cells", {"width": "2"}),
        (b"Datum;Bedrag\n;1,00\n", "date_empty", {}),
        (b"Datum;Bedrag\n25/03/2026;\n", "amount_empty", {}),
        (b"", "file_empty", {}),
        (b"no statement", "format_unknown", {}),
        (b"<Document><Other/></Document>", "not_camt", {}),
    ],
)
def test_a_file_that_is_not_read_says_why_in_a_code(content, code, values):
    with pytest.raises(StatementUnreadable) as caught:
        read(content)
    assert caught.value.because is not None
    assert (caught.value.because.code, dict(caught.value.because.values)) == (code, values)
    assert caught.value.reason == str(caught.value.because)


def test_what_is_empty_is_said_to_be_and_what_is_long_is_told_by_its_beginning():
    assert str(because("no_amount", written=" ")) == "no amount: (empty)"
    assert because("no_amount", written="x" * 100).values["written"] == "x" * 60
    assert str(because("no_amount", written="{0}")) == "no amount: {0}"
