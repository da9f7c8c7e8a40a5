"""Give a new stack its demo company: signed up, documents uploaded, most booked, some left to review. Safe to repeat.

Usage: python database/seed/demo.py --url http://127.0.0.1:8000 --password-file FILE [--mailbox http://127.0.0.1:8025]
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from client import Api, Refused
from samples import named_samples

EMAIL = "demo@example.com"
COMPANY, VAT_NUMBER = "Atelier Noord BV", "BE0999012403"  # to whom the samples are addressed
LEFT_TO_REVIEW = (
    "facture-imprimerie-photo",
    "kasticket-broodjeszaak-foto",
    "factuur-elektro-scan",
    "factuur-drukkerij",
)
ACCOUNTS = {
    "groothandel": "604",
    "kantoorhuis": "612",
    "accountant": "613",
    "traiteur": "614",
    "fontaine": "612",
    "vanhove": "611",
    "menuiserie": "611",
    "harbour": "615",
    "northgate": "613",
    "btw-verlegd": "611",
}


def cost_account(name: str) -> str:
    return next((code for word, code in ACCOUNTS.items() if word in name), "604")


def _write(file: Path, content: bytes) -> int:
    return file.write_bytes(content)


def seed(url: str, password: str, mailbox: str | None = None) -> str:
    """What was done, as one line."""
    api = Api(url)
    if not api.sign_in(EMAIL, password):
        api.register(
            email=EMAIL, password=password, full_name="Dominique Demo", company_name=COMPANY, vat_number=VAT_NUMBER
        )
    if mailbox and not api.call("GET", "/me")["email_verified"]:
        api.confirm_email(mailbox, EMAIL)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name, content, _ in named_samples() if _write(Path(folder) / name, content)]
        documents, job_id = api.upload(files)
        if job_id:
            api.wait(job_id)
    booked = 0
    for file, uploaded in zip(files, documents, strict=True):
        document = api.document(uploaded["id"])
        if document["status"] != "to_review" or file.stem in LEFT_TO_REVIEW:
            continue
        try:
            api.call("POST", f"/documents/{document['id']}/approve", json={"account_code": cost_account(file.stem)})
            booked += 1
        except Refused:
            continue  # what the reader was not sure of waits for a person, as it should
    return f"{len(documents)} documents, {booked} booked, the others wait for review"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--url", required=True)
    asked.add_argument("--password-file", type=Path, required=True)
    asked.add_argument(
        "--mailbox", help="where the mail catcher shows what was sent; the demo address is confirmed there"
    )
    given = asked.parse_args()
    print(seed(given.url, given.password_file.read_text().strip(), given.mailbox))


if __name__ == "__main__":
    main()
