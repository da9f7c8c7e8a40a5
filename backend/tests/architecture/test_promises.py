"""What the API's document promises of every list and of every change, and the few that are otherwise, each with its reason."""

from typing import Any

from tests.architecture.test_document import DOCUMENT, OPERATIONS, bodies

NOT_SEEN_BEFORE = {
    "DELETE /api/v1/api-keys/{key_id}": "a key is never changed, only ended; ending it must not have to wait",
    "DELETE /api/v1/invitations/{invitation_id}": "an invitation is never changed, only sent again or withdrawn",
    "DELETE /api/v1/jobs/{job_id}": "a job moves on at every moment; it is cancelled wherever it is by then",
    "DELETE /api/v1/me/sessions/{session_id}": "one's own session is not changed by anybody else",
    "DELETE /api/v1/members/me": "one's own membership: leaving is for whoever one is by then",
}
"""The only changes of something that exists without If-Match, and why none is needed."""


def test_every_change_of_what_others_may_have_changed_takes_if_match():
    without = {
        name
        for name, operation in OPERATIONS.items()
        if name.split()[0] in ("PUT", "PATCH", "DELETE")
        and not any(each["name"].lower() == "if-match" for each in operation.get("parameters", ()))
    }
    assert without == set(NOT_SEEN_BEFORE)
    for name, operation in OPERATIONS.items():
        if any(each["name"].lower() == "if-match" for each in operation.get("parameters", ())):
            assert "changed_meanwhile" in operation["responses"]["412"]["x-codes"], name


NO_LISTING = {
    "GET /api/v1/audit/retention": "the kinds of documents that the law names: they are part of the program",
    "GET /api/v1/banking/items": "an answer to a search: the best 50",
    "GET /api/v1/banking/lines/{line_id}/candidates": "an answer to a question: the best for one line",
    "GET /api/v1/banking/rules": "one order of at most 500, asked from first to last: a page of it would mean nothing",
    "GET /api/v1/contacts/duplicates": "found anew at each question, the surest first: at most 200",
    "GET /api/v1/expenses/categories": "part of the program",
    "GET /api/v1/expenses/sums": "a line for each currency",
    "GET /api/v1/invoices/sums": "a line for each currency",
    "GET /api/v1/invoices/{invoice_id}/history": "what happened to one invoice",
    "GET /api/v1/ledger/accounts": "the chart of one company: a program that books needs it whole, and a search of it"
    " answers the best first; comes as a file too",
    "GET /api/v1/ledger/journals": "four of them",
    "GET /api/v1/number-series": "one for each kind of paper",
    "GET /api/v1/vat/deductions": "what the law of a country knows",
    "GET /api/v1/vat/treatments": "what the law of a country knows",
    "GET /api/v1/webhooks/events": "part of the program",
}
"""The only lists that come whole, and why they are short by nature."""

GRAMMAR = {"sort", "limit", "cursor", "format"}


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    while name := schema.get("$ref"):
        schema = DOCUMENT["components"]["schemas"][name.rsplit("/", 1)[1]]
    return schema


def answers_a_list(operation: dict[str, Any]) -> bool:
    body = bodies(operation["responses"].get("200", {}).get("content", {}))
    data = resolved((body or {}).get("schema", {})).get("properties", {}).get("data", {})
    return resolved(data).get("type") == "array"


def test_every_list_speaks_the_grammar_of_lists_or_says_why_it_is_short():
    lists = {name for name, each in OPERATIONS.items() if name.startswith("GET ") and answers_a_list(each)}
    without = {
        name for name in lists if not {each["name"] for each in OPERATIONS[name].get("parameters", ())} & GRAMMAR
    }
    assert without | {"GET /api/v1/ledger/accounts"} == set(NO_LISTING)
    for name in lists - set(NO_LISTING):
        asked = {each["name"] for each in OPERATIONS[name]["parameters"]}
        assert asked >= GRAMMAR, f"{name} lacks {GRAMMAR - asked}"
        told = OPERATIONS[name]["responses"]
        assert {"text/csv", "application/json"} <= set(told["200"]["content"]), name
        assert "cursor_invalid" in told["422"]["x-codes"], name
        meta = resolved(resolved(bodies(told["200"]["content"])["schema"])["properties"]["meta"])["properties"]
        assert {"next_cursor", "has_more"} <= set(meta), name
