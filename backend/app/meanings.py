"""What a field of the API's document means, where its schema leaves it to the name: units, formats, what is counted."""

from typing import Any

MEANINGS = {
    "account_code": "code in the chart of accounts",
    "attempts": "how often it was tried",
    "confidence": "how sure the reading is, from 0 to 1",
    "count": "how many",
    "country": "ISO 3166-1, two letters",
    "created_at": "instant, UTC",
    "currency": "ISO 4217, three letters",
    "current_password": "asked again, to be sure it is you",
    "days_late": "days since it was due; negative while it is not",
    "days_overdue": "days since it was due; negative while it is not",
    "done": "units of the job that are done",
    "due_on": "the day it must be paid",
    "exchange_rate": "units of the company's currency per unit of the invoice's",
    "expires_at": "instant, UTC, from which it is worth nothing",
    "expires_in": "seconds until it is worth nothing",
    "failed": "how many did not succeed",
    "iban": "without blanks",
    "index": "its place in the request, from 0",
    "interval_count": "how many of the interval lie between two",
    "level": "which reminder, from 1",
    "language": "nl, fr or en",
    "made": "how many are new",
    "milliseconds": "how long it took",
    "ms": "milliseconds that it took to say so",
    "missing_count": "how many rows are missing",
    "next_attempt_at": "instant, UTC; null when no further attempt is made",
    "page": "page of the document, from 1",
    "page_count": "pages of the document",
    "payment_days": "days after the invoice date",
    "position": "its place, from 1",
    "private_percent": "percent, 0 to 100",
    "progress": "percent, 0 to 100",
    "recovery_codes_left": "recovery codes that were not used yet",
    "response_status": "HTTP status that the receiver answered; null when it answered nothing",
    "revised": "how many were changed",
    "rows": "how many rows there were",
    "seconds": "seconds that it took",
    "sequence": "its place in the chain, from 1, without gaps",
    "sha256": "SHA-256 of the bytes, hexadecimal",
    "size_bytes": "bytes",
    "status": "where it stands",
    "timestamp": "instant of the answer, UTC",
    "request_id": "quote it when you ask for help",
    "to_sequence": "the last row there; null in an empty log",
    "total": "the whole, in the unit of what it counts",
    "unchanged": "how many stayed as they were",
    "version": "counts changes; the ETag of it in quotes",
    "years": "calendar years",
}
OWN = {
    "GridRead.postings": "how many postings make it up",
    "JournalRead.entries": "how many entries it holds",
    "BulkResult.done": "items that succeeded",
    "BulkResult.failed": "items that did not; each says why",
    "EntryPageMeta.total": "entries in all, whatever the page",
    "Problem.status": "the HTTP status, again",
}

PARAMETERS = {
    "anomaly_run_id": "the run of the controls, as the list names it",
    "bank_account_id": "the bank account, as the list names it",
    "contact_id": "the contact, as the list names it",
    "delivery_id": "the delivery, as the webhook's deliveries name it",
    "dividends": "what the general meeting pays out, in the company's currency",
    "document_id": "the document, as the inbox or an upload named it",
    "expense_id": "the expense, as the list names it",
    "grid": "number of the grid in the return",
    "finding_id": "the finding, as the list names it",
    "export_id": "the export, as it was named when it was asked for",
    "import_id": "the import, as the list or the upload named it",
    "invitation_id": "the invitation, as the list names it; not the secret of its link",
    "job_id": "the job, as `Location` or `meta.job_id` named it",
    "journal": "the journal, by its name",
    "legal_reserve": "what goes to the legal reserve, in the company's currency",
    "key_id": "the API key's id, not the key itself",
    "line_id": "the bank line, as the list names it",
    "mapping_id": "the column mapping, as the list names it",
    "mail_id": "the message, as the list names it",
    "part": "database, cache, workers, storage or spark",
    "rule_id": "the rule, as the list names it",
    "run_id": "the run, as the list or its start named it",
    "session_id": "the session, as the list names it",
    "user_id": "the person's id, as the members list names it",
    "webhook_id": "the webhook, as the list names it",
}


def describe(operation: dict[str, Any]) -> None:
    """Say what a parameter of a path is, where it says nothing itself."""
    for parameter in operation.get("parameters", ()):
        if "description" not in parameter and parameter["name"] in PARAMETERS:
            parameter["description"] = PARAMETERS[parameter["name"]]


def fill(schemas: dict[str, Any]) -> None:
    """Say it at every field that says nothing itself."""
    for name, schema in schemas.items():
        for field, described in schema.get("properties", {}).items():
            meaning = OWN.get(f"{name}.{field}", MEANINGS.get(field))
            if meaning and "description" not in described:
                described["description"] = meaning
