import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.postal_addresses import parse_address


@pytest.mark.parametrize(
    ("text", "street", "code", "city", "country"),
    [
        ("Stationsstraat 12, 9000 Gent", "Stationsstraat 12", "9000", "Gent", None),
        ("Rue de la Loi 16\n1000 Bruxelles\nBelgique", "Rue de la Loi 16", "1000", "Bruxelles", "BE"),
        ("Markt 1, B-8000 Brugge", "Markt 1", "8000", "Brugge", "BE"),
        ("Damrak 1, 1012 LG Amsterdam", "Damrak 1", "1012 LG", "Amsterdam", None),
        ("Damrak 1, NL-1012LG Amsterdam", "Damrak 1", "1012LG", "Amsterdam", "NL"),
        ("12 rue de Rivoli, 75001 Paris, France", "12 rue de Rivoli", "75001", "Paris", "FR"),
        ("Kaai 2 · 2000 Antwerpen", "Kaai 2", "2000", "Antwerpen", None),
        ("Kaai 2, bus 3, 2000, Antwerpen", "Kaai 2, bus 3", "2000", "Antwerpen", None),
        ("Markt 1", "Markt 1", None, None, None),
        ("9000 Gent", "9000 Gent", None, None, None),
        ("P.O. Box 4, Springfield", "P.O. Box 4, Springfield", None, None, None),
        ("  ", None, None, None, None),
        (None, None, None, None, None),
    ],
)
def test_an_address_is_taken_apart_where_it_is_clear_and_kept_whole_where_it_is_not(text, street, code, city, country):
    found = parse_address(text)
    assert (found.street, found.postal_code, found.city, found.country) == (street, code, city, country)


@given(st.text(max_size=100))
def test_nothing_that_was_written_is_lost(text):
    found = parse_address(text)
    letters = set("".join(filter(None, (found.street, found.postal_code, found.city))))
    kept = {each for each in text if each.isalpha()}
    assert found.country or kept <= letters
