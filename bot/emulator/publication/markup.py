"""Text on its way into HTML and XML: escaped, and free of what XML 1.0 cannot hold."""

import re
from html import escape

# XML 1.0, section 2.2: everything but these is a character of a document.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def text(raw: str) -> str:
    """`raw` fit for element content and for quoted attributes, in HTML and in XML."""
    return escape(_NOT_XML.sub("", raw), quote=True).replace("&#x27;", "&#39;")
