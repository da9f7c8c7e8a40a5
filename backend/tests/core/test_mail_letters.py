"""Every template in every language: both parts, every value, every link; and a value is only ever text."""

import re
from html import unescape
from html.parser import HTMLParser
from itertools import product

import pytest
from jinja2 import Environment, meta

from app.core import letters
from app.core.config import settings

LINK = "https://books.example.com/reset-password#token=0194f1a2b3c4.0194f1a2b3c5.aB-_9~x"
VALUES = {
    "name": "An Peeters",
    "link": LINK,
    "new_email": "an.nieuw@example.com",
    "minutes": 30,
    "days": 7,
    "at": "2026-11-21T13:05:00+00:00",
    "ip": "203.0.113.7",
    "name_of_inviter": "Bart Maes",
    "company": "Peeters BV",
    "role": "accountant",
    "on": True,
    "key_name": "kassa",
    "user_agent": "Firefox 145 on Windows",
    "url": "hooks.example.com",
    "reason": "failing",
    "kept_until": "2036-12-31",
    "number": "F2026-00042",
    "total": "121,00 EUR",
    "until": "2026-12-21",
    "iban": "BE68 5390 0754 7034",
    "reference": "+++260/0000/04214+++",
    "message": "Zoals besproken.",
    "reply_to": "boekhouding@peeters.example",
    "level": 2,
    "rule": "be_business",
    "enterprise_number": "0428.759.497",
    "sold": "Zes stoelen",
    "announced": "",
    "to_pay": "101,54 EUR",
    "open": "60,50 EUR",
    "fee": "40,00 EUR",
    "interest": "1,04 EUR",
    "overdue": "60,50 EUR",
}
EVERY = list(product(letters.TEMPLATES, letters.LANGUAGES))
NASTY = [
    "[click](http://evil.example)",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&lt;b&gt; & &amp; co",
    "**bold** _em_ `code` ~~no~~ # head",
    "1. one\n\n- two\n\n> three",
    "![x](http://evil.example/pixel.png)",
    "<http://evil.example>",
    "{{ 7 * 7 }}{% raw %}",
    "a\\[b\\](c)",
    "    four spaces and a tab\t",
    "[x]: http://evil.example",
    '" onmouseover="alert(1)',
    "Zoë 🦊 L’été",
]


def values(template: str, **more) -> dict:
    return {name: value for name, value in (VALUES | more).items() if name in letters.TEMPLATES[template]}


class Seen(HTMLParser):
    """What a reader of the HTML sees: its text, its links, its elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.links, self.elements, self.classes = "", [], set(), set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.add(tag)
        self.classes |= set((dict(attrs).get("class") or "").split())
        if tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_data(self, data):
        self.words += data


def letter(template: str, language: str, **more) -> tuple[letters.Letter, Seen]:
    written = letters.write(template, language, values(template, **more))
    return written, Seen(written.html)


@pytest.mark.parametrize(("template", "language"), EVERY)
def test_a_letter_has_a_subject_and_says_the_same_in_both_parts(template, language):
    written, seen = letter(template, language)
    assert 8 < len(written.subject) < 80
    assert f'lang="{language}"' in written.html
    words = re.findall(r"\w{4,}", re.sub(r"https?://\S+", "", written.text))
    assert len(words) > 20
    assert [word for word in words if word not in seen.words] == []
    assert not re.search(r"[\[\]{}]|\*\*|\\", written.text), "no Markdown is left"
    fixed = letters.words(language)
    assert (fixed["no_button"] in seen.words) == ("button" in seen.classes)
    why = fixed["why_of_company"] if template in letters.OF_A_COMPANY else fixed["why"]
    assert why in seen.words
    assert why in written.text
    assert fixed["signature"] in seen.words
    assert fixed["signature"] in written.text
    assert "{{" not in written.html
    assert "{%" not in written.html


@pytest.mark.parametrize(("template", "language"), EVERY)
def test_every_value_is_told_and_none_is_missing(template, language):
    source = (letters.FOLDER / language / f"{template}.md").read_text()
    parsed = Environment(autoescape=True)
    parsed.filters |= dict.fromkeys(("moment", "day", "role_name"), str)
    assert meta.find_undeclared_variables(parsed.parse(source)) - {"home", "product"} == letters.TEMPLATES[template]
    written, seen = letter(template, language)
    for name, value in values(template).items():
        if name in ("name", "company", "ip", "new_email", "key_name", "user_agent", "url", "name_of_inviter"):
            assert value in written.text
            assert value in seen.words


@pytest.mark.parametrize(("template", "language"), EVERY)
def test_links_are_whole_in_both_parts(template, language):
    written, seen = letter(template, language)
    home = settings().public_url.rstrip("/")
    expected = {unescape(LINK)} if "link" in letters.TEMPLATES[template] else set()
    assert expected <= set(seen.links)
    assert expected <= set(re.findall(r"https?://[^\s()]+", written.text))
    assert all(each in (LINK, home) or each.startswith(home + "/") for each in seen.links)
    assert set(seen.links) == set(re.findall(r"https?://[^\s()]+", written.text))


@pytest.mark.parametrize("template", letters.TEMPLATES)
def test_the_languages_differ(template):
    subjects = {letters.subject(template, language, values(template)) for language in letters.LANGUAGES}
    assert len(subjects) == 3


@pytest.mark.parametrize("language", letters.LANGUAGES)
def test_both_endings_of_a_switch_are_told(language):
    on, off = (letter("mfa_switched", language, on=on)[0] for on in (True, False))
    assert on.subject != off.subject
    assert on.text != off.text
    gone, failing = (letter("webhook_switched_off", language, reason=reason)[0] for reason in ("gone", "failing"))
    assert gone.text != failing.text


@pytest.mark.parametrize("role", ["owner", "accountant", "member", "viewer"])
def test_roles_have_names_in_every_language(role):
    for language in letters.LANGUAGES:
        assert letters.words(language)["roles"][role] in letter("invitation", language, role=role)[0].text


@pytest.mark.parametrize("nasty", NASTY)
def test_a_value_stays_the_text_it_is(nasty):
    written, seen = letter("invitation", "en", company=nasty, name_of_inviter=nasty)
    plain, plain_seen = letter("invitation", "en")
    shown = " ".join(nasty.split())
    assert shown in " ".join(written.text.split())
    assert shown in " ".join(seen.words.split())
    assert shown in written.subject
    assert (seen.links, seen.elements) == (plain_seen.links, plain_seen.elements)
    assert written.text.count("\n") - plain.text.count("\n") < 4, "only longer, of the same form"


def test_a_value_is_harmless_inside_a_link():
    written, seen = letter("verify_email", "nl", link='https://books.example.com/x#token=a)b"c<d>_e_*f*[g](h)')
    assert seen.links[0].startswith("https://books.example.com/x#token=a)b%22c%3Cd%3E_e_*f*")
    assert len(seen.links) == 3
    assert 'href="https://books.example.com/x#token=a)b&quot;' not in written.html
    _, seen = letter("verify_email", "nl", link="javascript:alert(1)")
    assert [each for each in seen.links if "javascript" in each] == []


@pytest.mark.parametrize("broken", ["a\r\nBcc: all@example.com", "a\nb", "a\u2028b", "a\0b", "a\x0bb", "a\ud800b"])
def test_a_subject_is_one_line(broken):
    subject = letters.subject("invitation", "en", values("invitation", company=broken))
    assert subject.splitlines() == [subject]
    assert subject.isprintable()
    subject.encode()


def test_marks_that_turn_text_around_are_left_out():
    written, _ = letter("invitation", "en", company="Peeters\u202egpj.exe")
    assert "\u202e" not in written.html + written.text + written.subject


@pytest.mark.parametrize(
    "given",
    [
        {"name": "An"},
        {"name": "An", "link": "x", "more": 1},
        {},
    ],
)
def test_other_values_than_the_template_asks_for_are_an_error(given):
    with pytest.raises(LookupError):
        letters.write("verify_email", "en", given)


def test_an_unknown_template_is_an_error():
    with pytest.raises(LookupError):
        letters.subject("../../etc/passwd", "en", {})


def test_every_file_is_a_template_that_is_known():
    for language in letters.LANGUAGES:
        assert {each.stem for each in (letters.FOLDER / language).glob("*.md")} == set(letters.TEMPLATES)


def test_an_instant_is_told_on_a_brussels_clock():
    told = {language: letter("password_changed", language)[0].text for language in letters.LANGUAGES}
    assert "21 november 2026 om 14:05" in told["nl"]
    assert "21 novembre 2026 à 14:05" in told["fr"]
    assert "21 November 2026 at 14:05" in told["en"]


@pytest.mark.parametrize("name", letters.TEMPLATES)
def test_dutch_says_je_to_who_works_here_and_u_to_a_customer(name: str) -> None:
    """One form of address in every letter: a company's customers are not on first-name terms with it."""
    said = (letters.FOLDER / "nl" / f"{name}.md").read_text()
    other = r"\b(je|jij|jou|jouw)\b" if name in letters.OF_A_COMPANY else r"\b(u|uw)\b"
    assert re.findall(other, said, re.IGNORECASE) == []
