"""What lies on the desk today: drafts, quotes that wait for an answer, reminders of who is late."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from atelier.desk import Desk

REMINDED_AFTER = timedelta(days=20)


def drafts(desk: Desk) -> None:
    """Two invoices that somebody is still writing."""
    for customer, what, price in (
        ("bakkerij_joos", "Broodrekken depot Heist-op-den-Berg", "3180.00"),
        ("de_backer", "Boekenkast eik, twee kolommen", "1945.00"),
    ):
        if desk.invoice("sale", "invoice", customer, None) is None:
            asked = {"contact_id": desk.contacts[customer], "lines": [_line(what, price)]}
            desk.keep(desk.owner.call("POST", "/invoices", json=asked))


def quotes(desk: Desk) -> None:
    """One that was sent, one that was declined."""
    for customer, days, what, price, answer in (
        ("librairie", 6, "Bibliothèque du premier étage, merisier", "12480.00", ""),
        ("huis_vermeulen", 19, "Vloer en plinten archief", "5260.00", "decline"),
        ("clinique", 9, "Cabinet 5 : mobilier complet", "10240.00", ""),
    ):
        on = desk.today - timedelta(days=days)
        quote = desk.invoice("sale", "quote", customer, on)
        if quote is None:
            until = (desk.today + timedelta(days=30 - days)).isoformat()
            asked: dict[str, Any] = {
                "kind": "quote",
                "contact_id": desk.contacts[customer],
                "lines": [_line(what, price)],
            }
            quote = desk.keep(
                desk.owner.call(
                    "POST", "/invoices/issued", json=asked | {"issued_on": on.isoformat(), "valid_until": until}
                )
            )
        if answer and quote["status"] in ("issued", "sent"):
            desk.keep(desk.owner.call("POST", f"/invoices/{quote['id']}/{answer}"))
        elif desk.may_mail and not answer and not quote["sent_at"] and quote["status"] == "issued":
            desk.keep(desk.owner.call("POST", f"/invoices/{quote['id']}/send", json={}))


def reminders(desk: Desk) -> None:
    """The first reminder for who was three weeks late on the day the company was made, and did not pay since."""
    if not desk.may_mail:
        return
    reminded = {each["invoice_id"] for each in desk.owner.every("/reminders")}
    reminded |= {each.invoice["id"] for each in desk.paid}
    for each in list(desk.owner.every("/reminders/proposals")):
        late = date.fromisoformat(each["due_on"]) <= desk.today - REMINDED_AFTER
        if late and each["invoice_id"] not in reminded:
            asked = {"level": each["level"]}
            desk.owner.call("POST", f"/invoices/{each['invoice_id']}/remind", json=asked)


def _line(what: str, price: str) -> dict[str, str]:
    return {"description": what, "unit_price": price, "vat_rate": "21", "treatment": "domestic", "account_code": "701"}
