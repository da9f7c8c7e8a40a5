"""Which event wakes whom: the whole wiring, in one table. Subscribers run in the same transaction."""

from app.core.events import Subscriber, subscribe
from app.modules.anomalies import running as anomalies
from app.modules.banking import undoing as banking
from app.modules.expenses import deciding as expenses
from app.modules.invoicing import undoing as invoicing
from app.modules.ledger import service as ledger
from app.modules.ledger import spans
from app.modules.opening import service as opening
from app.modules.vat import regimes
from app.modules.vat import service as vat
from app.modules.webhooks import dispatch as webhooks

SUBSCRIPTIONS: dict[str, list[Subscriber]] = {
    "company.opened": [ledger.open_books],
    "company.revised": [vat.keep_rhythm, regimes.keep_number, spans.follow_company],
    "entry.reversed": [
        invoicing.entry_reversed,
        opening.entry_reversed,
        expenses.bring_back,
        vat.keep_closed,
        banking.entry_reversed,
    ],
    "statement.imported": [anomalies.plan],
    "invoice.booked": [anomalies.plan],
    "*": [webhooks.plan],
}


def install() -> None:
    subscribe(SUBSCRIPTIONS)
