"""What a company has before its first invoice: an address, contacts, accounts, tags, and what stood in the old books."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from PIL import Image, ImageDraw

from atelier.desk import Desk
from atelier.tables import table
from client import Api

PROFILE = {
    "enterprise_number": "0999012403", "street": "Londenstraat 14", "postal_code": "2000", "city": "Antwerpen",
    "email": "info@ateliernoord.example", "phone": "+32 3 555 01 40", "website": "https://ateliernoord.example",
    "legal_form": "BV", "court": "Antwerpen, afdeling Antwerpen", "iban": "BE71096123456769",
    "invoice_note": "Meubels en interieurs op maat. Voorwaarden: ateliernoord.example/voorwaarden",
    "vat_period": "quarter", "payment_days": 30,
}  # fmt: skip
ACCOUNTS = {
    "230009": {
        "nl": "Afschrijvingen op installaties, machines en uitrusting",
        "fr": "Amortissements sur installations, machines et outillage",
        "en": "Depreciation of plant, machinery and equipment",
    },
    "240009": {
        "nl": "Afschrijvingen op meubilair en kantooruitrusting",
        "fr": "Amortissements sur mobilier et matériel de bureau",
        "en": "Depreciation of furniture and office equipment",
    },
}
DIMENSION = "Activiteit"


def furnish(api: Api) -> None:
    """Address, bank account and logo, as invoices carry them."""
    company = api.call("GET", "/company")
    wrong = {name: value for name, value in PROFILE.items() if company[name] != value}
    if wrong:
        api.call("PATCH", "/company", json=wrong)
    if not company["has_logo"]:
        api.call("PUT", "/company/logo", files={"file": ("logo.png", logo(), "image/png")})


def logo() -> bytes:
    """Two boards and a north needle."""
    picture = Image.new("RGB", (480, 480), "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((60, 60, 150, 420), fill="#1f3a34")
    draw.rectangle((330, 60, 420, 420), fill="#1f3a34")
    draw.polygon([(150, 60), (200, 60), (330, 420), (280, 420)], fill="#c8873e")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def introduce(desk: Desk) -> None:
    """Contacts by their key in the tables, and tags by name."""
    api = desk.bookkeeper
    known = {each["name"]: each["id"] for each in api.every("/contacts")}
    for row in table("contacts"):
        desk.contacts[row["key"]] = known.get(row["name"]) or api.call("POST", "/contacts", json=_contact(row))["id"]
    tags = {each["name"]: each["id"] for each in api.every("/ledger/tags")}
    for name in sorted({row["tag"] for row in table("sales") if row["tag"]}):
        asked = {"name": name, "dimension": DIMENSION}
        desk.tags[name] = tags.get(name) or api.call("POST", "/ledger/tags", json=asked)["id"]


def _contact(row: dict[str, str]) -> dict[str, Any]:
    sells = row["roles"] == "supplier"
    told = {
        "name": row["name"],
        "is_supplier": sells,
        "is_customer": not sells,
        "is_business": row["roles"] != "consumer",
        "payment_days": int(row["payment_days"]),
        "cost_account" if sells else "income_account": row["account"],
        "purchase_treatment" if sells else "sale_treatment": row["treatment"] or None,
    }
    same = ("vat_number", "country", "street", "postal_code", "city", "email", "iban", "language", "note")
    return told | {name: row[name] or None for name in same}


def open_books(desk: Desk, first: date) -> None:
    """The year before the first one that is told, the accounts that the chart lacks, and the opening balances."""
    api = desk.bookkeeper
    codes = {each["code"] for each in api.call("GET", "/ledger/accounts")}
    for code, names in ACCOUNTS.items():
        if code not in codes:
            api.call("POST", "/ledger/accounts", json={"code": code, "names": names})
    begun = {each["starts_on"] for each in api.every("/ledger/years")}
    for year in range(first.year, desk.today.year + 1):
        if f"{year}-01-01" not in begun:
            api.call("POST", "/ledger/years", json={"starts_on": f"{year}-01-01"})
    if api.call("GET", "/ledger/opening-balances")["entry"] is None:
        fields = {"account": "account_code"}
        lines = [{fields.get(name, name): value for name, value in row.items() if value} for row in table("opening")]
        api.call("PUT", "/ledger/opening-balances", json={"booked_on": first.isoformat(), "balances": lines})
