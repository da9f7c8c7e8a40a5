"""Why a document could not be read: machine codes, the only words the rest of the platform knows for it."""

EMPTY_FILE = "empty_file"
MISSING_FILE = "missing_file"
DAMAGED_FILE = "damaged_file"
PASSWORD_PROTECTED = "password_protected"  # noqa: S105
TOO_MANY_PAGES = "too_many_pages"
TOO_MANY_PIXELS = "too_many_pixels"
UNSAFE_XML = "unsafe_xml"
XML_TOO_DEEP = "xml_too_deep"
NOT_AN_INVOICE = "not_an_invoice"
NOTHING_TO_READ = "nothing_to_read"
TOOK_TOO_LONG = "took_too_long"
TOO_MUCH_MEMORY = "too_much_memory"
UNSUPPORTED_TYPE = "unsupported_type"


class Unreadable(Exception):
    """This document ends here; `code` says why. An ordinary ending of reading, not a fault of the platform."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
