from typing import ClassVar

from accounting.errors import Conflict, Invalid, NotFound
from accounting.identifiers import InvalidIdentifier
from accounting.invoice import AccruedCostRefused, CostAccountRefused
from accounting.money import NotAnAmount
from app.core.errors import CONSTRAINTS


class DocumentNotFound(NotFound):
    """There is no such document in this company."""


class PageNotFound(NotFound):
    """This document has no such page."""


class DocumentNotReviewable(Conflict):
    """Only a document that waits for review can be changed or decided."""


class DocumentNotRetryable(Conflict):
    """Only a document that could not be read can be read again."""


class DocumentInTheBooks(Conflict):
    """This document is in the books or being read and cannot be removed; reverse its entry first."""


class DocumentAlreadyUploaded(Conflict):
    """This file was uploaded before."""


class DocumentRemovedMeanwhile(Conflict):
    """This file was being removed while you uploaded it; upload it again."""


class UploadRefused(Invalid):
    """None of these files could be taken."""

    carries: ClassVar = {
        "unsupported_type": "This is not a PDF, an image or an XML invoice.",
        "empty_file": "This file is empty.",
        "file_too_large": "This file is too large.",
        "too_many_files": "These are too many files for one request.",
    }
    example: ClassVar = {"field": "files.0", "value": "notes.docx"}


class FieldsInvalid(Invalid):
    """Some fields do not make sense yet."""

    carries: ClassVar = {
        "not_an_amount": NotAnAmount.title(),
        "value_invalid": "This value does not fit the field.",
        "field_unknown": "There is no such field.",
        "invalid_identifier": InvalidIdentifier.title(),
        "cost_account_refused": CostAccountRefused.title(),
        "accrued_cost_refused": AccruedCostRefused.title(),
    }
    example: ClassVar = {"field": "fields.total_amount", "value": "a lot"}


CONSTRAINTS |= {"document_is_uploaded_once": DocumentAlreadyUploaded}
