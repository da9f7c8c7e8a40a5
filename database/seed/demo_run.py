"""The main job without a browser, through the public API: `make demo`.

A fresh company uploads a Dutch PDF, a photographed French invoice, a till receipt, a Factur-X and a UBL invoice. It prints
what was read and how sure the reader was, corrects what differs from the paper as a person would, books everything, and
ends with the trial balance. The exit code is not zero when anything failed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

from demo import cost_account

from client import Api, Refused
from samples import named_samples

CHOSEN = (
    "factuur-drukkerij.pdf",
    "facture-imprimerie-photo.jpg",
    "facture-menuiserie-scan.jpg",
    "kasticket-broodjeszaak-foto.jpg",
    "facture-fontaine-facturx.pdf",
    "factuur-vanhove-peppol.xml",
    "creditnota-accountant.pdf",
)
SHOWN = ("supplier_name", "invoice_number", "issue_date", "due_date", "net_amount", "vat_amount", "total_amount")
CORRECTED = (*SHOWN, "supplier_vat_number", "customer_vat_number", "currency")


def main() -> int:
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--url", default=f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")
    given = asked.parse_args()
    began = time.monotonic()
    api = Api(given.url)
    person = uuid4().hex[:8]
    api.register(
        email=f"demo-{person}@example.com",
        password=uuid4().hex,
        full_name="Dominique Demo",
        company_name=f"Demo {person} BV",
        language="en",
    )
    failures = run(api)
    print(f"\n{time.monotonic() - began:.1f} s, {len(failures)} failure(s)")
    for each in failures:
        print(f"  FAILED {each}")
    return 1 if failures else 0


def run(api: Api) -> list[str]:
    """Everything, printed as it happens; returns what failed."""
    samples = {name: (content, told["fields"]) for name, content, told in named_samples() if name in CHOSEN}
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name in CHOSEN:
            files.append(Path(folder) / name)
            files[-1].write_bytes(samples[name][0])
        print(f"Uploading {len(files)} documents …")
        documents, job_id = api.upload(files)
    assert job_id, "new documents have a job"
    job = api.wait(job_id)
    failures = [] if job["status"] == "succeeded" else [f"the job {job['status']}: {job['error']}"]
    hits = Hits()
    for name, uploaded in zip(CHOSEN, documents, strict=True):
        document = api.document(uploaded["id"])
        failures += hits.count(name, show(name, document, samples[name][1]))
        try:
            booked = book(api, name, document, samples[name][1])
            show_entry(api, booked["entry_id"])
        except Refused as refusal:
            failures.append(f"{name}: {refusal}")
    return failures + hits.too_few() + trial_balance(api)


class Hits:
    """Fields read right. Data and printed text must be right; of pictures, a few may need a person."""

    LEAST = 0.85

    def __init__(self) -> None:
        self.right = self.all = 0

    def count(self, name: str, wrong: list[str]) -> list[str]:
        self.all += len(SHOWN)
        self.right += len(SHOWN) - len(wrong)
        return [f"{name}: {field} was misread" for field in wrong] if name.endswith((".pdf", ".xml")) else []

    def too_few(self) -> list[str]:
        share = self.right / self.all
        print(f"\n{self.right} of {self.all} fields read right ({share:.0%})")
        return [] if share >= self.LEAST else [f"only {share:.0%} of the fields were read right"]


def show(name: str, document: dict[str, Any], truth: dict[str, Any]) -> list[str]:
    """Print what was read; returns the fields that differ from the paper."""
    wrong = []
    print(f"\n{name}  [{document['status']}, {document['kind']}, {document['page_count']} page(s)]")
    if document["problem"]:
        print(f"  {document['problem']['message']}")
    for field in SHOWN:
        read = document["fields"].get(field)
        value = f"{read['value']!s:36.36} {read['confidence']:4.0%} {read['source']:4}" if read else f"{'—':36}"
        fits = same(read and read["value"], truth.get(field))
        wrong += [] if fits else [field]
        print(f"  {field:16} {value}{'' if fits else f'   ✗ paper says {truth.get(field)}'}")
    return wrong


def same(read: Any, told: Any) -> bool:
    if read is None or told is None:
        return read == told or told is None
    try:
        return Decimal(str(read)) == Decimal(str(told))
    except ArithmeticError:
        return " ".join(str(read).lower().split()) == " ".join(str(told).lower().split())


def book(api: Api, name: str, document: dict[str, Any], truth: dict[str, Any]) -> dict[str, Any]:
    """Correct what differs from the paper, then approve."""
    wrong = {
        field: truth[field]
        for field in CORRECTED
        if truth.get(field) and not same((document["fields"].get(field) or {}).get("value"), truth[field])
    }
    if wrong:
        print(f"  corrected by hand: {', '.join(wrong)}")
        api.call("PATCH", f"/documents/{document['id']}/fields", json={"fields": wrong})
    code = cost_account(Path(name).stem)
    booked: dict[str, Any] = api.call("POST", f"/documents/{document['id']}/approve", json={"account_code": code})
    return booked


def show_entry(api: Api, entry_id: str) -> None:
    entry = api.call("GET", f"/ledger/entries/{entry_id}")
    print(f"  → {entry['number']}  {entry['booked_on']}  {entry['memo']}")
    for posting in entry["postings"]:
        debit, credit = ("" if posting[side] == "0.00" else posting[side] for side in ("debit", "credit"))
        print(f"      {posting['account_code']:8}{posting['account_name']:38.38}{debit:>12}{credit:>12}")


def trial_balance(api: Api) -> list[str]:
    """Print it; a difference is a failure."""
    balance = api.call("GET", "/reports/trial-balance")
    print("\nTrial balance")
    for row in balance["rows"]:
        print(f"  {row['account_code']:8}{row['account_name']:42.42}{row['debit']:>12}{row['credit']:>12}")
    print(f"  {'':50}{balance['total_debit']:>12}{balance['total_credit']:>12}")
    print(f"  difference {balance['difference']}")
    if balance["difference"] != "0.00" or not balance["rows"]:
        return [f"the trial balance differs by {balance['difference']} over {len(balance['rows'])} accounts"]
    return []


if __name__ == "__main__":
    sys.exit(main())
