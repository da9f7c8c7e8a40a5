"""What a file really is, by its first bytes and never by its name."""

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
TIFF = "image/tiff"
HEIC = "image/heic"
XML = "application/xml"
IMAGES = (JPEG, PNG, TIFF, HEIC)

_STARTS = ((b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG), (b"II*\x00", TIFF), (b"MM\x00*", TIFF))
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_NOT_DOCUMENTS = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"\x7fELF", b"MZ")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def recognise(data: bytes) -> str | None:
    """The media type of these bytes, or None when it is nothing we read.

    A PDF may carry up to a kilobyte of something before its header (ISO 32000, Annex H); when that something is an
    archive or a program, the file is not taken for a PDF.
    """
    for start, media_type in _STARTS:
        if data.startswith(start):
            return media_type
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return HEIC
    if data.startswith(_NOT_DOCUMENTS):
        return None
    if b"%PDF-" in data[:1024]:
        return PDF
    if _looks_like_xml(data):
        return XML
    return None


def _looks_like_xml(data: bytes) -> bool:
    head = data[:512]
    if head.startswith(_UTF16):
        head = head.decode("utf-16", errors="ignore").encode()
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"<") and not head[:14].lower().startswith((b"<html", b"<!doctype html"))
