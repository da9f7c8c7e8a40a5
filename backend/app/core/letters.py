"""Letters: what our mail says, from templates that a designer can edit.

`mail_templates/<language>/<name>.md` is Markdown with Jinja's `{{ value }}`, its subject and preview on top;
`layout.html` says how each kind of paragraph looks, `words.toml` holds a language's fixed words. A value is only ever
text: whatever it contains, it is neither Markdown nor HTML nor a second line of a header.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup, escape

from app.core.config import settings
from app.core.days import BOOKS_TIME

FOLDER = Path(__file__).parent / "mail_templates"
PRODUCT = "Smart Accounting"
LANGUAGES = ("nl", "fr", "en")
TEMPLATES: dict[str, frozenset[str]] = {
    "verify_email": frozenset({"name", "link"}),
    "confirm_new_email": frozenset({"name", "link"}),
    "email_changing": frozenset({"name", "new_email"}),
    "reset_password": frozenset({"name", "link", "minutes"}),
    "password_changed": frozenset({"name", "at", "ip"}),
    "invitation": frozenset({"name_of_inviter", "company", "role", "link", "days"}),
    "mfa_switched": frozenset({"name", "on", "at", "ip"}),
    "api_key_made": frozenset({"name", "key_name", "company"}),
    "signed_in_from_new_device": frozenset({"name", "at", "ip", "user_agent"}),
    "webhook_switched_off": frozenset({"name", "url", "company", "reason"}),
    "export_ready": frozenset({"name", "link", "days"}),
    "company_closed": frozenset({"name", "company", "kept_until"}),
    "invoice": frozenset({"company", "number", "total", "until", "iban", "reference", "message", "reply_to"}),
    "credit_note": frozenset({"company", "number", "total", "message", "reply_to"}),
    "quote": frozenset({"company", "number", "total", "until", "message", "reply_to"}),
    "reminder": frozenset(
        {"company", "number", "total", "until", "iban", "reference", "reply_to", "level", "rule", "enterprise_number",
         "sold", "open", "fee", "announced", "interest", "to_pay"}
    ),
    "open_items": frozenset({"company", "open", "overdue", "iban", "message", "reply_to"}),
}  # fmt: skip
"""Every template, and the values it asks for: no more and no fewer."""

OF_A_COMPANY = frozenset({"invoice", "credit_note", "quote", "reminder", "open_items"})
"""Letters that a company sends to its customers: it signs them, and it is who hears an answer."""

ASCII_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
TURNS_TEXT = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Invisible marks that change the reading direction: a name made of them can show another name."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message in one language, ready to be sent."""

    subject: str
    html: str
    text: str


def check(template: str, values: Mapping[str, Any]) -> None:
    """Raises LookupError for a template we do not have, or values other than those it asks for."""
    if template not in TEMPLATES:
        raise LookupError(f"there is no mail template {template!r}")
    if wrong := TEMPLATES[template] ^ set(values):
        raise LookupError(f"{template} asks for {sorted(TEMPLATES[template])}; wrong or missing: {sorted(wrong)}")


def subject(template: str, language: str, values: Mapping[str, Any]) -> str:
    """The subject alone, in one line. Raises LookupError as `check` does."""
    check(template, values)
    return one_line(_lines(language).from_string(_source(template, language).subject).render(**_known(values)))


def write(template: str, language: str, values: Mapping[str, Any]) -> Letter:
    """The whole letter. Raises LookupError as `check` does."""
    check(template, values)
    source, known = _source(template, language), _known(values)
    tree = SyntaxTreeNode(_MARKDOWN.parse(_bodies(language).from_string(source.body).render(**known)))
    lines = _lines(language)
    fixed = words(language)
    of_company = template in OF_A_COMPANY
    layout = {
        "subject": one_line(lines.from_string(source.subject).render(**known)),
        "preview": one_line(lines.from_string(source.preview).render(**known)),
        "language": language,
        "product": PRODUCT,
        "home": known["home"],
        "words": fixed,
        "sender": one_line(values["company"]) if of_company else PRODUCT,
        "why": fixed["why_of_company"] if of_company else fixed["why"],
    }
    pages = _pages()
    html = pages.get_template("layout.html")
    look = html.make_module({**layout, "body": ""})
    return Letter(
        subject=layout["subject"],
        html=html.render(**layout, body=_html(tree, look)),
        text=pages.get_template("layout.txt").render(**layout, body=_text(tree).strip()),
    )


def one_line(value: Any) -> str:
    r"""Text without line breaks, control characters or marks that turn it around.

    >>> one_line("Peeters\r\nBcc: everybody@example.com")
    'Peeters Bcc: everybody@example.com'
    """
    text = TURNS_TEXT.sub("", str(value))
    return " ".join("".join(" " if unicodedata.category(each) in _BREAKING else each for each in text).split())


_BREAKING = {"Cc", "Cs", "Zl", "Zp"}


def _as_markdown(value: Any) -> str:
    r"""The value as Markdown that shows exactly it: every sign that could mean something is escaped.

    >>> print(_as_markdown("[click](http://evil)"))
    \[click\]\(http\:\/\/evil\)
    """
    return ASCII_PUNCTUATION.sub(r"\\\1", one_line(value))


def language_or_english(language: str) -> str:
    return language if language in LANGUAGES else "en"


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {**values, "home": settings().public_url.rstrip("/"), "product": PRODUCT}


@dataclass(frozen=True, slots=True)
class _Source:
    subject: str
    preview: str
    body: str


@cache
def _source(template: str, language: str) -> _Source:
    """A template's file: `subject:` and `preview:` between two lines of dashes, then the text."""
    _, head, body = (FOLDER / language / f"{template}.md").read_text().split("---\n", 2)
    lines = {name: text.strip() for name, _, text in (line.partition(":") for line in head.splitlines())}
    return _Source(lines["subject"], lines["preview"], body)


@cache
def words(language: str) -> dict[str, Any]:
    """A language's fixed words: roles, months, what stands below every letter."""
    return tomllib.loads((FOLDER / language / "words.toml").read_text())


@cache
def _bodies(language: str) -> Environment:
    return _environment(language, _as_markdown)


@cache
def _lines(language: str) -> Environment:
    return _environment(language, one_line)


def _environment(language: str, finalize: Any) -> Environment:
    """Text templates, each value made harmless by `finalize`; a value that is missing is an error."""
    made = Environment(finalize=finalize, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)  # noqa: S701
    made.filters |= {
        "moment": lambda value: _moment(value, language),
        "day": lambda value: _day(value, language),
        "role_name": lambda value: words(language)["roles"][value],
    }
    return made


@cache
def _pages() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        autoescape=lambda name: bool(name and name.endswith(".html")),  # noqa: S701
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _day(value: str | date, language: str) -> str:
    """A day in words.

    >>> _day("2026-11-21", "fr")
    '21 novembre 2026'
    """
    on = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return f"{on.day} {words(language)['months'][on.month - 1]} {on.year}"


def _moment(value: str | datetime, language: str) -> str:
    """An instant on a Brussels clock.

    >>> _moment("2026-11-21T13:05:00+00:00", "nl")
    '21 november 2026 om 14:05'
    """
    instant = datetime.fromisoformat(value) if isinstance(value, str) else value
    there = instant.astimezone(BOOKS_TIME)
    return f"{_day(there.date(), language)} {words(language)['at']} {there:%H:%M}"


_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(
    ["code", "image", "autolink", "html_block", "html_inline"]
)


def _button(node: SyntaxTreeNode) -> SyntaxTreeNode | None:
    """The link of a paragraph that is nothing but a link: it becomes a button."""
    inline = node.children[0].children if node.type == "paragraph" and node.children else []
    return inline[0] if len(inline) == 1 and inline[0].type == "link" else None


def _html(node: SyntaxTreeNode, look: Any) -> Markup:
    """The letter with the looks that layout.html gives to each kind of text."""
    if node.type in ("text", "code_inline"):
        return escape(node.content)
    if link := _button(node):
        return Markup(look.button(link.attrs["href"], _inside(link, look)))  # noqa: S704  (rendered with autoescape)
    inside = _inside(node, look)
    if node.type in ("root", "inline") or (node.type == "paragraph" and node.hidden):
        return inside
    if node.type == "link":
        return Markup(look.link(node.attrs["href"], inside))  # noqa: S704
    if node.type in ("softbreak", "hardbreak"):
        return Markup("\n" if node.type == "softbreak" else "<br>")  # noqa: S704
    return Markup(getattr(look, node.type)(inside))  # noqa: S704


def _inside(node: SyntaxTreeNode, look: Any) -> Markup:
    return Markup("").join(_html(child, look) for child in node.children)


def _text(node: SyntaxTreeNode) -> str:
    """The same letter for those who read plain text; a link stands in full on a line of its own."""
    if node.type in ("text", "code_inline"):
        return str(node.content)
    if link := _button(node):
        return f"{''.join(map(_text, link.children))}:\n{link.attrs['href']}\n\n"
    inside = "".join(map(_text, node.children))
    match node.type:
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "link":
            return f"{inside} ({node.attrs['href']})"
        case "list_item":
            return f"- {inside.strip()}\n"
        case "bullet_list" | "paragraph" if not node.hidden:
            return f"{inside.strip()}\n\n"
        case _:
            return inside
