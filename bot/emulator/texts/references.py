"""Character references: the few that parse mode HTML knows.

&lt; &gt; &amp; &quot; and numeric ones; the semicolon is optional; all others (&nbsp; &apos;) stay as
written. A numeric one of ten characters or more stays too (TDLib, decode_html_entity).
"""

import re

_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]*)|#([0-9]*)|([A-Za-z]*));?")
_LAST_CODE = 0x10FFFF


def reference_at(text: str, at: int) -> tuple[str, int]:
    """The character that the reference at `at` stands for ("" when it is none), and where it ends."""
    match = _REFERENCE.match(text, at)
    if match is None:
        return "", at
    return _character(match), match.end()


def unescaped(text: str) -> str:
    """The text with its references replaced."""
    return _REFERENCE.sub(lambda match: _character(match) or match[0], text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name is not None:
        return _NAMED.get(name, "")
    if len(match[0].rstrip(";")) >= 10:
        return ""
    code = int(hexadecimal or "0", 16) if hexadecimal is not None else int(decimal or "0")
    return chr(code) if 0 < code < _LAST_CODE else ""
