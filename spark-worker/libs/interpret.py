"""Words or XML → fields, inside the sandbox: the bridge from `libs.sandbox` to `accounting.reading`."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from accounting.reading import (
    FIELDS,
    NotAnInvoice,
    Page,
    Reading,
    UnsafeXml,
    Word,
    XmlTooDeep,
    as_json,
    read_pages,
    read_xml,
)
from libs import problems
from libs.limits import Limits
from libs.problems import Unreadable

_CLEAR = 0.8


def interpret(arguments: dict[str, Any], xml: bytes, limits: Limits) -> tuple[dict[str, Any], list[bytes]]:
    """Answer for the sandbox: the reading as JSON, in one blob."""
    pages = [Page(**(page | {"words": tuple(Word(**word) for word in page["words"])})) for page in arguments["pages"]]
    reading = reading_of(pages, xml if arguments["xml"] else None)
    told = as_json(reading)
    told["fields"] = {name: told["fields"][name] for name in FIELDS if name in told["fields"]}
    return {}, [json.dumps(told, ensure_ascii=False).encode()]


def reading_of(pages: Sequence[Page], xml: bytes | None) -> Reading:
    """The invoice's fields. An e-invoice is the truth where there is one; its pages lend places and what it lacks."""
    written = any(page.words for page in pages)
    if xml is None:
        return read_pages(pages)
    try:
        told = read_xml(xml)
    except XmlTooDeep:
        raise Unreadable(problems.XML_TOO_DEEP) from None
    except UnsafeXml:
        raise Unreadable(problems.UNSAFE_XML) from None
    except NotAnInvoice:
        if written:
            return read_pages(pages)
        raise Unreadable(problems.NOT_AN_INVOICE) from None
    return _completed(told, read_pages(pages)) if written else told


def _completed(told: Reading, seen: Reading) -> Reading:
    """Fields from XML, shown where the same value stands on the page; fields XML is silent on, if clearly printed."""
    fields = {name: field for name, field in seen.fields.items() if field.confidence >= _CLEAR}
    for name, field in told.fields.items():
        shown = seen.fields.get(name)
        fields[name] = replace(field, page=shown.page, box=shown.box) if shown and shown.value == field.value else field
    return replace(told, fields=fields)
