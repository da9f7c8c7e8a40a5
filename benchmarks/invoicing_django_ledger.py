"""django-ledger issuing and posting invoices, run by the Python of its own environment.

    python benchmarks/invoicing_django_ledger.py

On the database of PEER_DATABASE, in a schema of its own. Each number that comes in on a line is that many invoices,
one after the other, each with twenty lines, approved and posted; what is one transaction, is its own choice (it gives
the number in one, and insists on that). The seconds they took and the postings of the last go out on a line. Nothing is
asked over HTTP, and nobody signs in: all that is left to it is the work.
"""

import json
import sys
import time
from decimal import Decimal
from os import environ
from urllib.parse import unquote, urlsplit

import django
from django.conf import settings

SCHEMA, LINES = "bench_peers", 20
address = urlsplit(environ["PEER_DATABASE"])
settings.configure(
    SECRET_KEY="bench",
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django_ledger"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": address.path.lstrip("/"),
            "USER": address.username,
            "PASSWORD": unquote(address.password or ""),
            "HOST": address.hostname,
            "PORT": address.port,
            "OPTIONS": {"options": f"-c search_path={SCHEMA}"},
            "CONN_MAX_AGE": None,
        }
    },
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
)
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django_ledger.io import roles  # noqa: E402
from django_ledger.models import CustomerModel, EntityModel, InvoiceModel, ItemModel, TransactionModel  # noqa: E402


def leave_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"drop schema if exists {SCHEMA} cascade")


def open_books() -> tuple[EntityModel, CustomerModel, list[ItemModel]]:
    """A company with the chart of accounts that django-ledger brings, a customer and twenty services."""
    leave_nothing()
    with connection.cursor() as cursor:
        cursor.execute(f"create schema {SCHEMA}")
    call_command("migrate", verbosity=0)
    admin = get_user_model().objects.create_user(username="bench")
    entity = EntityModel.create_entity(name="Bench BV", use_accrual_method=True, admin=admin, fy_start_month=1)
    entity.create_chart_of_accounts(assign_as_default=True, commit=True, coa_name="Bench")
    entity.populate_default_coa(activate_accounts=True)
    customer = entity.create_customer({"customer_name": "Customer", "country": "BE"})
    hour = entity.create_uom(name="Hour", unit_abbr="hour")
    accounts = entity.get_coa_accounts(active=True)
    incomes = list(accounts.filter(role__in=roles.GROUP_INCOME))
    services = [
        ItemModel(
            entity=entity,
            name=f"Service {number}",
            uom=hour,
            item_role=ItemModel.ITEM_ROLE_SERVICE,
            item_type=ItemModel.ITEM_TYPE_LABOR,
            item_number=f"S{number:05}",
            is_product_or_service=True,
            for_inventory=False,
            earnings_account=incomes[number % len(incomes)],
            cogs_account=accounts.filter(role__in=roles.GROUP_COGS).first(),
            additional_info={},
        )
        for number in range(LINES)
    ]
    return entity, customer, ItemModel.objects.bulk_create(services)


def issue(entity: EntityModel, customer: CustomerModel, items: list[ItemModel]) -> InvoiceModel:
    invoice = entity.create_invoice(customer_model=customer, terms=InvoiceModel.TERMS_NET_30)
    lines = {}
    for number, item in enumerate(items):
        price, quantity = Decimal(100 + number) + Decimal("0.50"), Decimal(1 + number % 4)
        lines[item.item_number] = {"unit_cost": price, "quantity": quantity, "total_amount": price * quantity}
    invoice.update_amount_due(invoice.migrate_itemtxs(lines, InvoiceModel.ITEMIZE_APPEND, commit=True))
    invoice.save()
    invoice.mark_as_review(commit=True)
    invoice.mark_as_approved(entity_slug=entity.slug, user_model=entity.admin, commit=True)
    return invoice


def main() -> None:
    books = open_books()
    for asked in sys.stdin:
        began = time.perf_counter()
        for _ in range(int(asked)):
            invoice = issue(*books)
        took = time.perf_counter() - began
        postings = TransactionModel.objects.filter(journal_entry__ledger=invoice.ledger)
        total = sum(each.amount for each in postings if each.tx_type == "debit")
        print(json.dumps({"seconds": took, "postings": len(postings), "debit": str(total)}), flush=True)
    leave_nothing()


if __name__ == "__main__":
    main()
