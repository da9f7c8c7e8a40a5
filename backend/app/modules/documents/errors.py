from accounting.errors import Conflict, Invalid, NotFound
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


class FieldsInvalid(Invalid):
    """Some fields do not make sense yet."""


CONSTRAINTS |= {"document_is_uploaded_once": DocumentAlreadyUploaded}
