"""Bytes become the text that was meant, whatever is said of their encoding."""

import pytest

from bot.feeds.child.decode import decoded

WORDS = "<a>Perché l’Unione è così — «città»</a>"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"]
)
def test_unicode_needs_no_declaration(encoding: str) -> None:
    assert decoded(WORDS.encode(encoding)) == WORDS


@pytest.mark.parametrize(
    "encoding", ["windows-1252", "iso-8859-15", "windows-1250", "koi8-r", "shift_jis", "gb2312"]
)
def test_a_declaration_inside_is_followed(encoding: str) -> None:
    word = {"koi8-r": "Пример", "shift_jis": "日本語", "gb2312": "中文"}.get(
        encoding, "Č é" if "50" in encoding else "è à"
    )
    text = f'<?xml version="1.0" encoding="{encoding}"?><a>{word}</a>'
    assert decoded(text.encode(encoding)) == text


def test_a_header_names_the_encoding_where_the_document_does_not() -> None:
    assert (
        decoded("<a>Пример</a>".encode("windows-1251"), "text/xml; charset=windows-1251") == "<a>Пример</a>"
    )


def test_a_page_names_its_encoding_in_a_meta() -> None:
    page = '<html><meta http-equiv="Content-Type" content="text/html; charset=windows-1251">Пример'
    assert decoded(page.encode("windows-1251")) == page


def test_valid_utf8_is_believed_before_any_declaration() -> None:
    text = f'<?xml version="1.0" encoding="iso-8859-1"?>{WORDS}'
    assert decoded(text.encode(), "text/xml; charset=iso-8859-1") == text


def test_one_bad_byte_spoils_only_itself() -> None:
    assert decoded(b"<a>" + "perché è così".encode() + b" citt\xe0</a>") == "<a>perché è così città</a>"


def test_latin_1_is_read_as_windows_1252() -> None:
    assert decoded(b'<?xml version="1.0" encoding="ISO-8859-1"?><a>l\x92Ue \xe8</a>').endswith(
        "<a>l’Ue è</a>"
    )


def test_latin_1_declared_as_utf8_is_read_byte_by_byte() -> None:
    assert decoded(b'<?xml version="1.0" encoding="UTF-8"?><a>\xe8 gi\xe0 domani</a>').endswith(
        "<a>è già domani</a>"
    )


@pytest.mark.parametrize(
    "name", ["utf-16", "nonsense", "rot13", "base64", "utf-7", "idna", "undefined", "punycode"]
)
def test_a_declaration_that_is_no_encoding_is_passed_over(name: str) -> None:
    assert decoded(f'<?xml version="1.0" encoding="{name}"?><a>'.encode() + b"\xe8</a>").endswith("<a>è</a>")


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe", b"\x00" * 9, bytes(range(256)), b"\xef\xbb\xbf", b"<\x00", b"\xff" * 99]
)
def test_garbage_never_fails(raw: bytes) -> None:
    assert decoded(raw).encode("utf-8").decode("utf-8") == decoded(raw)


def test_a_heap_of_bad_bytes_is_read_at_once() -> None:
    assert decoded(b"\xe8" * 300_000) == "è" * 300_000
    assert decoded(b"\xe8" * 3_000) == "è" * 3_000
