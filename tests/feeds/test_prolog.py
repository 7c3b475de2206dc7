"""What kind of document a text is, and which declarations are refused."""

import pytest

from bot.feeds.child.prolog import Kind, fit_for_xml, read_prolog


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<rss version='2.0'>", Kind.FEED),
        ("<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>", Kind.FEED),
        ("<rdf:RDF xmlns:rdf='…'>", Kind.FEED),
        ("<atom:feed>", Kind.FEED),
        ("  \n<?xml version='1.0'?>\n<!-- <html> -->\n<rss>", Kind.FEED),
        ("warning: junk\n<rss>", Kind.FEED),
        ("<!DOCTYPE rss SYSTEM 'http://my.netscape.com/publish/formats/rss-0.91.dtd'><rss>", Kind.FEED),
        ("{", Kind.JSON),
        ("\ufeff [1]", Kind.JSON),
        ("<!doctype html><html>", Kind.PAGE),
        ("<HTML>", Kind.PAGE),
        ("<opml>", Kind.OTHER),
        ("plain words", Kind.OTHER),
        ("<", Kind.OTHER),
        ("<!--", Kind.OTHER),
        ("<?", Kind.OTHER),
        ("", Kind.EMPTY),
        (" \n", Kind.EMPTY),
    ],
)
def test_a_document_is_known_by_its_first_element(text: str, kind: Kind) -> None:
    assert read_prolog(text).kind is kind


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE rss [<!ENTITY a "b">]>',
        "<!doctype rss\n[ ]>",
        '<!ENTITY a "b">',
        '<!-- <rss> --><!DOCTYPE rss SYSTEM "x" [<!ENTITY % p SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_declarations_of_entities_are_forbidden(declaration: str) -> None:
    assert read_prolog(f"<?xml version='1.0'?>{declaration}<rss/>").forbidden


def test_a_plain_doctype_is_not() -> None:
    assert not read_prolog("<!DOCTYPE rss PUBLIC 'x' 'y'><rss>[</rss>").forbidden


def test_a_text_is_made_fit_for_xml() -> None:
    assert (
        fit_for_xml(" \n<?xml version='1.1' encoding='x'?>\n<rss>\x00a\x0b\ud800b</rss>") == "<rss>ab</rss>"
    )
    assert fit_for_xml("junk<?xml version='1.0'?><rss/>") == "<rss/>"
    assert fit_for_xml("<rss/>") == "<rss/>"


def test_a_prolog_without_end_costs_little() -> None:
    assert read_prolog("<!" * 50_000).kind is Kind.OTHER
    assert read_prolog("<!-- " * 50_000).kind is Kind.OTHER
    assert read_prolog("<!--x-->" * 20_000 + "<rss>").kind is Kind.FEED
