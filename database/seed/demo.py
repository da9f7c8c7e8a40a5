"""Give a new stack its demo company: papers read and booked, and a year of trade beside them. Safe to repeat.

Usage: python database/seed/demo.py --url http://127.0.0.1:8000 --password-file FILE [--mailbox http://127.0.0.1:8025]

What happens in the year stands in the tables of `database/seed/atelier`. Its days are counted from the day the company
was made; a run that was broken off is continued, and one that is repeated does nothing twice.
"""

from __future__ import annotations

import argparse
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from atelier import bank, books, earlier, house, reconciled, spending, team, today, trade
from atelier.desk import Desk, Step, in_order
from atelier.tables import Calendar

from client import Api, Refused
from samples import named_samples

EMAIL = "demo@example.com"
COMPANY, VAT_NUMBER = "Atelier Noord BV", "BE0999012403"  # to whom the samples are addressed
LEFT_TO_REVIEW = (
    "facture-imprimerie-photo",
    "kasticket-broodjeszaak-foto",
    "factuur-elektro-scan",
    "invoice-harbour-peppol-with-pdf",
)
"""The latest ones: their quarter is not filed yet, whatever day it is."""

ACCOUNTS = {
    "groothandel": "612",
    "kantoorhuis": "240",
    "accountant": "613",
    "traiteur": "6141",
    "fontaine": "613",
    "vanhove": "603",
    "menuiserie": "603",
    "harbour": "613",
    "northgate": "613",
    "btw-verlegd": "603",
    "drukkerij": "614",
}


def cost_account(name: str) -> str:
    return next((code for word, code in ACCOUNTS.items() if word in name), "604")


class Papers:
    """The sample documents, dated as if they came in the weeks before `on`: drawn and read while the year is told."""

    def __init__(self, api: Api, on: date) -> None:
        self.api = api
        self.uploaded = ThreadPoolExecutor(1).submit(self._upload, on)

    def _upload(self, on: date) -> tuple[list[str], list[dict[str, Any]]]:
        with tempfile.TemporaryDirectory() as folder:
            names = [name for name, content, _ in named_samples(on) if _write(folder, name, content)]
            documents, _ = self.api.upload(Path(folder) / name for name in names)
        return [Path(name).stem for name in names], documents

    def book(self) -> None:
        """Approve what can be; what the reader was not sure of waits for a person, as it should."""
        names, documents = self.uploaded.result()
        for name, uploaded in zip(names, documents, strict=True):
            document = self.api.document_read(uploaded["id"])
            if document["status"] != "to_review" or name in LEFT_TO_REVIEW:
                continue
            try:
                asked = {"account_code": cost_account(name)}
                self.api.call("POST", f"/documents/{document['id']}/approve", json=asked)
            except Refused:
                continue


def _write(folder: str, name: str, content: bytes) -> int:
    return (Path(folder) / name).write_bytes(content)


def seed(url: str, password: str, mailbox: str | None = None, email: str = EMAIL) -> str:
    """What was done, as one line."""
    owner = Api(url)
    if not owner.sign_in(email, password):
        owner.register(
            email=email, password=password, full_name="Dominique Demo", company_name=COMPANY, vat_number=VAT_NUMBER
        )
    if mailbox and not owner.call("GET", "/me")["email_verified"]:
        owner.confirm_email(mailbox, email)
    house.furnish(owner)
    began = datetime.fromisoformat(owner.call("GET", "/company")["created_at"]).astimezone(ZoneInfo("Europe/Brussels"))
    calendar = Calendar(began.date())
    papers = Papers(owner, calendar.today)
    own_name = "" if email == EMAIL else f"{email.partition('@')[0]}-"
    bookkeeper, people = team.gather(owner, url, password, mailbox, own_name)
    desk = Desk(owner, bookkeeper, calendar)
    desk.people = people
    done = in_order(_year(desk, papers), calendar.today)
    _today(desk)
    return f"{len(papers.uploaded.result()[0])} documents, {done} steps of the year from {calendar.first} to {calendar.today}"


def _year(desk: Desk, papers: Papers) -> list[Step]:
    """Everything of the company's life, each on its day; papers are booked before the last return that may hold them."""
    house.introduce(desk)
    house.open_books(desk, date(desk.calendar.first - 1, 1, 1))
    books.templates(desk)
    bank.before_the_bank(desk)
    steps: list[Any] = [books.recurring(desk), Step(books.last_filing(desk), 1, papers.book)]
    steps += earlier.taken_over(desk) + trade.sales(desk) + trade.purchases(desk) + trade.subscriptions(desk)
    steps += books.by_hand(desk) + books.vat_returns(desk) + books.years_closed(desk)
    return steps + spending.Spending(desk).steps()


def _today(desk: Desk) -> None:
    trade.paper_bills(desk, books.last_filing(desk))
    spending.Spending(desk).of_these_days()
    reconciled.bring(desk)
    today.drafts(desk)
    today.quotes(desk)
    today.reminders(desk)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--url", required=True)
    asked.add_argument("--password-file", type=Path, required=True)
    asked.add_argument(
        "--mailbox", help="where the mail catcher shows what was sent; addresses are confirmed and people join there"
    )
    given = asked.parse_args()
    print(seed(given.url, given.password_file.read_text().strip(), given.mailbox))


if __name__ == "__main__":
    main()
