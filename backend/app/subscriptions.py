"""Which event wakes whom: the whole wiring, in one table. Subscribers run in the same transaction."""

from app.core.events import Subscriber, subscribe
from app.modules.invoicing import service as invoicing
from app.modules.ledger import service as ledger
from app.modules.webhooks import dispatch as webhooks

SUBSCRIPTIONS: dict[str, list[Subscriber]] = {
    "company.opened": [ledger.open_books],
    "entry.reversed": [invoicing.unbook],
    "*": [webhooks.plan],
}


def install() -> None:
    subscribe(SUBSCRIPTIONS)
