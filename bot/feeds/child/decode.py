"""From bytes to text, whatever the publisher says its encoding is.

One bad byte makes feedparser read a whole UTF-8 feed as another encoding, and UTF-16 hides a forbidden
declaration from a search in the bytes. So the text is made here, once, and everything after reads text.
"""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HEAD = 4_096
_TEXT_CODECS = {"utf-7": None, "unicode-escape": None, "raw-unicode-escape": None, "punycode": None}
_FEW = 200_000
"""Bad bytes up to which each is read by itself (a microsecond each)."""
_REPAIR = "strillone-byte-by-byte"


def decoded(raw: bytes, content_type: str = "") -> str:
    """The text of a feed or page; never fails.

    In this order: byte order mark, UTF-16 or 32 by its zeros, UTF-8 where it is valid or nearly (each
    bad byte then read as Windows-1252), the declaration inside, the header's charset, Windows-1252.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    wide = _wide(raw[:64].lstrip(b" \r\n\t"))
    if wide is not None:
        return raw.decode(wide, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _other(raw, content_type)


def _other(raw: bytes, content_type: str) -> str:
    named = _named(raw[:_HEAD], content_type)
    sequences, strays = _high_bytes(raw)
    if strays <= _FEW and (named is None or 2 * sequences > strays):
        return raw.decode("utf-8", _REPAIR)
    return raw.decode(named or "cp1252", "replace")


def _wide(head: bytes) -> str | None:
    """The encoding whose zeros surround the first `<` or `{` of a document without a mark."""
    for sign in (b"<", b"{"):
        for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
            if head.startswith(sign.decode().encode(encoding)):
                return encoding
    return None


def _named(head: bytes, content_type: str) -> str | None:
    """A single-byte or East Asian encoding that the document or its header names, and Python has."""
    names = [found.group(1).decode() for pattern in (_DECLARED, _META) if (found := pattern.search(head))]
    if (header := _HEADER.search(content_type)) is not None:
        names.append(header.group(1))
    return next((known for name in names if (known := _known(name)) is not None), None)


def _known(name: str) -> str | None:
    """The codec of a name; none for Unicode ones, which the bytes have belied, and none that is no text."""
    try:
        codec = codecs.lookup(name)
        b"<a\xe8".decode(codec.name, "replace")
    except (LookupError, ValueError):
        return None
    if codec.name.startswith(("utf", "ascii")) or codec.name in _TEXT_CODECS:
        return None
    return "cp1252" if codec.name == "iso8859-1" else codec.name


def _high_bytes(raw: bytes) -> tuple[int, int]:
    """How many UTF-8 sequences there are, and how many bytes beyond ASCII that belong to none."""
    sequences = _SEQUENCE.findall(raw)
    high = len(raw) - len(raw.translate(None, bytes(range(128, 256))))
    return len(sequences), high - sum(map(len, sequences))


def _byte_by_byte(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: the bad bytes read as Windows-1252, and on with UTF-8 after them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return bad.decode("cp1252", "replace"), error.end


codecs.register_error(_REPAIR, _byte_by_byte)
