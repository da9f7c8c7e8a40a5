"""Retention: how long the law wants each class of document kept, and from when it may be removed.

Terms are dated data. They begin on 1 January after the year a book is closed or another document is dated, and a term
that was still running when a longer one came into force runs on under the new one (law of 20 November 2022, for VAT
and income tax). Where no rule of ours holds, ten years. The terms of assessment were shortened since; until a text
shortens the keeping too, ten years stand.

Sources. BE: Code of Economic Law art. III.86 (vouchers: 7 years; papers that prove nothing to third parties: 3) and
III.88 (books: 7 years); VAT Code art. 60 and Income Tax Code 1992 art. 315 and 315bis (10 years, before 2023: 7).
NL: Algemene wet inzake rijksbelastingen art. 52 (7 years). Data about a person that no law keeps: GDPR art. 5(1)(e)
and 17; what the law keeps is outside erasure by art. 17(3)(b).

What no law keeps has a term of ours, after which it is removed without being asked: `OWN_TERMS`. What reached the
books is never removed by itself, not even when the law lets it go: a term tells how long papers must stay at least, and
whether a dispute, a subsidy or an owner wants them longer is for the company to say.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

DEFAULT_YEARS = 10


class DocumentClass(StrEnum):
    """What is kept, as far as the law tells it apart."""

    BOOKS = "books"
    INVOICES = "invoices"
    VOUCHERS = "vouchers"
    AUDIT_LOG = "audit_log"
    NOT_BOOKED = "not_booked"
    MAIL_LOG = "mail_log"


NOT_BOUND = frozenset({DocumentClass.NOT_BOOKED, DocumentClass.MAIL_LOG})
"""No law keeps these: a paper that never reached the books, a copy of what was mailed."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`years` for a class of documents in a country, at the latest since a day; the source is the strictest law."""

    country: str
    document_class: DocumentClass
    years: int
    since: date
    source: str


_ACCOUNTING_LAW = "Code of Economic Law art. III.86, III.88"
_VAT = "VAT Code art. 60"
_INCOME_TAX = "Income Tax Code 1992 art. 315, 315bis"
_EXTENDED = "as amended by the law of 20 November 2022"
_AWR = "Algemene wet inzake rijksbelastingen art. 52"
_TEN, _SEVEN = date(2023, 1, 1), date(2008, 6, 26)
_NL = date(1998, 1, 1)

RULES = (
    Rule("BE", DocumentClass.BOOKS, 7, _SEVEN, _ACCOUNTING_LAW),
    Rule("BE", DocumentClass.BOOKS, 10, _TEN, f"{_INCOME_TAX}; {_VAT}, {_EXTENDED}"),
    Rule("BE", DocumentClass.INVOICES, 7, _SEVEN, _VAT),
    Rule("BE", DocumentClass.INVOICES, 10, _TEN, f"{_VAT}, {_EXTENDED}"),
    Rule("BE", DocumentClass.VOUCHERS, 7, _SEVEN, _ACCOUNTING_LAW),
    Rule("BE", DocumentClass.VOUCHERS, 10, _TEN, f"{_INCOME_TAX}, {_EXTENDED}"),
    Rule("BE", DocumentClass.AUDIT_LOG, 10, _TEN, "as long as the books whose integrity it proves"),
    Rule("NL", DocumentClass.BOOKS, 7, _NL, _AWR),
    Rule("NL", DocumentClass.INVOICES, 7, _NL, _AWR),
    Rule("NL", DocumentClass.VOUCHERS, 7, _NL, _AWR),
    Rule("NL", DocumentClass.AUDIT_LOG, 7, _NL, "as long as the books whose integrity it proves"),
)
_HOUSE = "no rule known for this country: kept as long as in Belgium"
_FREE = "no law keeps it (GDPR art. 5(1)(e), art. 17)"


def rules(document_class: DocumentClass, country: str) -> list[Rule]:
    """The rules that ever held, oldest first; never empty.

    >>> [rule.years for rule in rules(DocumentClass.INVOICES, "BE")]
    [7, 10]
    """
    if document_class in NOT_BOUND:
        return [Rule(country, document_class, 0, date.min, _FREE)]
    known = [rule for rule in RULES if rule.country == country and rule.document_class is document_class]
    return sorted(known, key=lambda rule: rule.since) or [
        Rule(country, document_class, DEFAULT_YEARS, date.min, _HOUSE)
    ]


def rule_for(document_class: DocumentClass, dated: date, country: str, today: date) -> Rule:
    """The rule that says how long a document of that day is kept, as the law stands `today`.

    >>> rule_for(DocumentClass.INVOICES, date(2015, 6, 1), "BE", date(2026, 11, 21)).years    # ended on 1 January 2023
    7
    >>> rule_for(DocumentClass.INVOICES, date(2016, 6, 1), "BE", date(2026, 11, 21)).years
    10
    """
    governing, *later = rules(document_class, country)
    for rule in later:
        if rule.since <= today and _end(dated, governing.years) > rule.since:
            governing = rule
    return governing


def removable_from(document_class: DocumentClass, dated: date, country: str, today: date) -> date:
    """The first day on which it may be removed; `dated` is the day a book's year closes, or of the document itself.

    What no law keeps may be removed at once.

    >>> removable_from(DocumentClass.INVOICES, date(2026, 3, 15), "BE", date(2026, 11, 21))
    datetime.date(2037, 1, 1)
    """
    rule = rule_for(document_class, dated, country, today)
    return _end(dated, rule.years) if rule.years else dated


class Trace(StrEnum):
    """What running the platform leaves behind; no law asks for it."""

    JOBS = "jobs"
    SESSIONS = "sessions"
    LINKS = "links"


@dataclass(frozen=True, slots=True)
class OwnTerm:
    """How many days we keep what no law keeps, since a day, and why that long."""

    what: DocumentClass | Trace
    days: int
    since: date
    reason: str


_OURS = date(2026, 11, 1)
OWN_TERMS = (
    OwnTerm(DocumentClass.NOT_BOOKED, 730, _OURS, "until after the closing of its year, when a mistake would show"),
    OwnTerm(DocumentClass.MAIL_LOG, 730, _OURS, "as long as somebody may ask whether a letter was sent"),
    OwnTerm(Trace.JOBS, 90, _OURS, "to look into what went wrong; what it did is in the audit log"),
    OwnTerm(Trace.SESSIONS, 180, _OURS, "to recognise a device; that somebody signed in is in the audit log"),
    OwnTerm(Trace.LINKS, 30, _OURS, "to tell an expired link from one that never was"),
)


def own_term(what: DocumentClass | Trace, today: date) -> OwnTerm | None:
    """The term of ours that holds today; None for what is never removed by itself.

    >>> own_term(Trace.JOBS, date(2026, 11, 21)).days
    90
    >>> own_term(DocumentClass.INVOICES, date(2046, 11, 21)) is None
    True
    """
    holding = [each for each in OWN_TERMS if each.what is what and each.since <= today]
    return max(holding, key=lambda each: each.since, default=None)


def kept_since(what: DocumentClass | Trace, today: date) -> date | None:
    """What ended before this day is removed; None when nothing is.

    >>> kept_since(Trace.JOBS, date(2026, 11, 21))
    datetime.date(2026, 8, 23)
    """
    term = own_term(what, today)
    return today - timedelta(days=term.days) if term else None


def removed_on(what: DocumentClass | Trace, dated: date, today: date) -> date | None:
    """The day on which what ended on `dated` is removed by itself; None when it never is."""
    term = own_term(what, today)
    return dated + timedelta(days=term.days + 1) if term else None


def _end(dated: date, years: int) -> date:
    """The day after the last of `years` calendar years that follow the year of `dated`."""
    return date(min(dated.year + 1 + years, date.max.year), 1, 1)
