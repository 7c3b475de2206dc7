"""Documents that are feeds, whole, cut or spoilt, and documents that are none."""

from datetime import UTC, datetime

import pytest

from bot.feeds.child.failures import BROKEN_JSON, EMPTY, FORBIDDEN, NO_LINKS, OTHER_JSON, TOO_MANY, NoFeed
from bot.feeds.wire import Announced
from bot.model import ParsedFeed
from tests.feeds.written_feeds import LONG, entry_of, feed_of, read, rss

# Documents that are no feed


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", EMPTY),
        ('<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel/></rss>', FORBIDDEN),
        ("{", BROKEN_JSON),
        ('{"items": [' + "[" * 100_000, BROKEN_JSON),
        ('{"a": 1}', OTHER_JSON),
        ("[]", OTHER_JSON),
        ("<html><body>no feed</body></html>", NO_LINKS),
        ("<rss>" + "<item/>" * 20_001, TOO_MANY),
        ('{"version": "https://jsonfeed.org/version/1", "items": [' + "{}," * 20_000 + "{}]}", TOO_MANY),
    ],
)
def test_says_why_a_document_is_no_feed(text: str, why: NoFeed) -> None:
    assert read(text) == why


def test_tells_what_is_wrong_with_a_feed_that_gives_nothing() -> None:
    found = read("<rdf:thing xmlns:rdf='x'/>".replace("thing", "RDF"))
    assert found == NoFeed("The feed cannot be read: nothing in it is an item.")


def test_names_what_it_found_instead() -> None:
    assert read("<sitemapindex/>") == NoFeed("The answer is no feed: it is XML whose root is <sitemapindex>.")
    assert read("words") == NoFeed("The answer is no feed: it is neither XML nor JSON.")


def test_a_forbidden_declaration_is_found_in_utf16() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss/>'
    assert read(bomb.encode("utf-16")) == FORBIDDEN
    assert read(bomb.encode("utf-16-be")) == FORBIDDEN


def test_an_entity_declared_after_the_root_is_not_expanded() -> None:
    text = rss("<title>x &boom; y</title>").replace("<item>", '<!DOCTYPE z [<!ENTITY boom "BANG">]><item>')
    assert "BANG" not in str(read(text))


def test_a_body_that_looks_like_a_file_name_is_not_opened() -> None:
    assert isinstance(read("/etc/passwd"), NoFeed)


def test_a_page_gives_the_feeds_it_announces() -> None:
    page = """<html><head><base href="https://www.site.example/">
    <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
    <link rel="ALTERNATE" type="application/atom+xml; charset=utf-8" href="atom">
    <link rel="alternate" type="application/feed+json" href="/feed.json">
    <link rel="alternate" hreflang="fr" href="/fr"><link rel="stylesheet" type="text/xml" href="/x">
    <link rel="alternate" type="application/rss+xml" href="javascript:x"></head>"""
    assert read(page) == Announced(
        (
            "https://www.site.example/atom",
            "https://www.site.example/feed.json",
            "https://www.site.example/comments/feed",
        )
    )


# What is read of a feed


def test_an_entry_is_read_whole() -> None:
    found = feed_of(
        rss(
            f"<title>Accordo sul fondo</title><link>/accordo</link><guid>g-1</guid>"
            f"<pubDate>07-01-2026 18:23</pubDate><dc:creator>Anna Bianchi</dc:creator>"
            "<category>Europa</category><category>europa</category>"
            "<description>Il fondo apre i battenti in primavera</description>"
            f"<content:encoded><![CDATA[<p>{LONG}</p><img src='/foto.jpg'>]]></content:encoded>",
            head="<language>it-IT</language><ttl>30</ttl>",
        )
    )
    assert (found.title, found.language, found.ttl, found.dropped) == ("Feed", "it", 1800, 0)
    (entry,) = found.entries
    article = entry.article
    assert article.link == "https://site.example/accordo"
    assert article.published_at == datetime(2026, 1, 7, 17, 23, tzinfo=UTC)
    assert not article.date_only
    assert article.author == "Anna Bianchi"
    assert article.tags == ("Europa",)
    assert article.image == "https://site.example/foto.jpg"
    assert entry.complete
    (edition,) = article.editions
    assert (edition.language, edition.title) == ("it", "Accordo sul fondo")
    assert edition.standfirst == "Il fondo apre i battenti in primavera"
    assert edition.text.text == LONG.strip()
    assert entry.identity.guid == "g-1"
    assert entry.identity.link == "site.example/accordo"
    assert entry.identity.title == "accordo-sul-fondo 2026-01-07"


def test_a_feed_without_items_is_an_empty_feed() -> None:
    assert feed_of(rss()).entries == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "windows-1252"])
def test_the_encoding_does_not_matter(encoding: str) -> None:
    text = rss(f"<title>Perché l’Ue è così</title><description>{LONG}</description>").replace(
        "UTF-8", encoding
    )
    assert feed_of(text.encode(encoding)).entries[0].article.editions[0].title == "Perché l’Ue è così"


def test_one_bad_byte_does_not_spoil_the_feed() -> None:
    body = rss("<title>Perché è così, la citt@</title>").encode().replace(b"@", b"\xe0")
    assert feed_of(body).entries[0].article.editions[0].title == "Perché è così, la città"


@pytest.mark.parametrize("before", ["\n  ", "\ufeff", "<br />\n<b>Notice</b>: junk\n"])
def test_what_stands_before_the_declaration_does_not_matter(before: str) -> None:
    assert len(feed_of(before + rss("<title>x</title>")).entries) == 1


def test_xml_1_1_control_characters_and_undefined_entities_are_survived() -> None:
    text = rss("<title>a\x00b\x0b &nbsp;&agrave; c</title><link>https://a.example/?a=1&b=2</link>")
    (entry,) = feed_of(text.replace('version="1.0"', 'version="1.1"', 1)).entries
    assert entry.article.editions[0].title == "ab à c"


def test_a_cut_feed_drops_the_half_entry_and_counts_it() -> None:
    whole = rss("<title>one</title>", "<title>two</title><description>long words</description>")
    cut = feed_of(whole[: whole.index("words")])
    assert [entry.article.editions[0].title for entry in cut.entries] == ["one"]
    assert cut.dropped == 1


def test_a_cut_inside_cdata_drops_the_half_entry_too() -> None:
    whole = rss(
        "<title>one</title>", "<title>two</title><description><![CDATA[<p>long words]]></description>"
    )
    assert (
        len(feed_of(whole[: whole.index("words")]).entries),
        feed_of(whole[: whole.index("words")]).dropped,
    ) == (1, 1)


def test_a_cut_between_two_entries_costs_none() -> None:
    whole = rss("<title>one</title>", "<title>two</title>")
    cut = feed_of(whole[: whole.index("</channel>")])
    assert (len(cut.entries), cut.dropped) == (2, 0)


def test_junk_after_the_document_costs_none() -> None:
    assert len(feed_of(rss("<title>one</title>") + "<!-- 0.2 s -->junk").entries) == 1


def test_the_newest_two_hundred_are_taken_in_their_order() -> None:
    items = [
        f"<title>n{number}</title><pubDate>{1 + number % 28:02d}-{1 + number // 28:02d}-2025 10:00</pubDate>"
        for number in range(230)
    ]
    titles = [entry.article.editions[0].title for entry in feed_of(rss(*items)).entries]
    assert titles == [f"n{number}" for number in range(30, 230)]


def test_undated_entries_beyond_two_hundred_are_the_last_of_the_document() -> None:
    found = feed_of(rss(*(f"<title>n{number}</title>" for number in range(205))))
    assert [entry.article.editions[0].title for entry in found.entries] == [
        f"n{number}" for number in range(200)
    ]


def test_how_often_to_look_is_read_from_the_syndication_module() -> None:
    head = "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>"
    assert feed_of(rss(head=head)).ttl == 1800
    assert feed_of(rss(head="<ttl>soon</ttl>")).ttl is None
    assert feed_of(rss(head="<ttl>999999</ttl>")).ttl == 604_800
    assert feed_of(rss(head="<sy:updatePeriod>daily</sy:updatePeriod>")).ttl == 86_400


# Bounds


def test_every_field_is_bounded() -> None:
    long = "parola " * 2_000
    tags = "".join(f"<category>t{number}{'x' * 300}</category>" for number in range(80))
    item = (
        f"<title>{long}</title><guid>{long}</guid><link>/{'x' * 4_000}</link>"
        f"<dc:creator>{long}</dc:creator>{tags}"
        f"<description>{long}{'Un altro sommario. ' * 90}</description>"
        f"<content:encoded>{LONG}</content:encoded>"
    )
    entry = entry_of(rss(item))
    edition = entry.article.editions[0]
    assert len(edition.title) <= 300
    assert len(edition.standfirst) <= 1_000
    assert len(entry.article.author or "") <= 200
    assert len(entry.article.tags) == 50
    assert max(map(len, entry.article.tags)) <= 100
    assert len(entry.identity.guid or "") == 1_000
    assert entry.article.link is None


def test_two_long_guids_that_differ_late_stay_two() -> None:
    found = feed_of(rss(*(f"<title>x</title><guid>{'g' * 1_500}{end}</guid>" for end in "ab")))
    assert found.entries[0].identity.guid != found.entries[1].identity.guid


# JSON Feed


def test_json_feed_is_read() -> None:
    text = """{"version": "https://jsonfeed.org/version/1.1", "title": "Feed", "language": "it", "items": [
      {"id": 7, "url": "/1", "title": "Fish &amp; chips", "summary": "In breve.",
       "content_text": "a <b> c\\n\\nd",
       "date_published": "2026-01-07T18:23:00+01:00", "authors": [{"name": "Anna"}, 3], "tags": ["x", 5],
       "image": "/i.jpg", "language": "fr"},
      {"id": "2", "external_url": "https://o.example/", "content_html": "<p>ciao</p>",
       "attachments": [{"url": "/a.png", "mime_type": "image/png"}]}, 9]}"""
    one, two = feed_of(text).entries
    assert one.identity.guid == "7"
    assert one.article.link == "https://site.example/1"
    assert (one.article.author, one.article.tags, one.article.image) == (
        "Anna",
        ("x",),
        "https://site.example/i.jpg",
    )
    assert one.article.published_at == datetime(2026, 1, 7, 17, 23, tzinfo=UTC)
    edition = one.article.editions[0]
    assert (edition.language, edition.title, edition.standfirst) == ("fr", "Fish & chips", "In breve.")
    assert edition.text.text == "a <b> c\n\nd"
    assert (two.article.link, two.article.image) == ("https://o.example/", "https://site.example/a.png")


@pytest.mark.parametrize(
    "items", ["[]", '[{"id": []}]', '[{"title": {"a": 1}, "content_html": 3, "tags": "x"}]', "[null]"]
)
def test_json_of_wrong_types_is_survived(items: str) -> None:
    assert isinstance(
        feed_of(f'{{"version": "https://jsonfeed.org/version/1", "items": {items}}}'), ParsedFeed
    )


@pytest.mark.parametrize("wrap", ["<![CDATA[{}]]>", "{}"])
def test_wherever_a_feed_is_cut_only_whole_entries_are_kept(wrap: str) -> None:
    texts = [f"Il testo numero {number} finisce qui" for number in range(5)]
    items = [
        f"<title>n{n}</title><description>{wrap.format(text)}</description>" for n, text in enumerate(texts)
    ]
    whole = rss(*items)
    for place in range(whole.index("<item>") + 1, len(whole), 13):
        found = read(whole[:place])
        entries = found.entries if isinstance(found, ParsedFeed) else ()
        assert [entry.article.editions[0].standfirst for entry in entries] == texts[: len(entries)]
        assert len(entries) >= whole[:place].count("</item>")
