"""Entries as publishers write them, and what they mean. Each trap has its entry."""

from datetime import UTC, datetime

from tests.feeds.written_feeds import LONG, atom, entry_of, feed_of, rss

# Links and guids


def test_a_guid_that_is_no_address_is_no_link() -> None:
    entry = entry_of(rss("<title>x</title><guid>abc</guid>"))
    assert (entry.article.link, entry.identity.guid, entry.identity.link) == (None, "abc", None)


def test_a_guid_that_is_an_address_stands_for_a_missing_link() -> None:
    assert (
        entry_of(rss("<title>x</title><guid>https://a.example/1</guid>")).article.link
        == "https://a.example/1"
    )


def test_an_empty_guid_is_none() -> None:
    assert entry_of(rss("<title>x</title><guid></guid><link>/1</link>")).identity.guid is None


def test_an_atom_id_is_no_link() -> None:
    assert entry_of(atom("<title>x</title><id>tag:a.example,2026:1</id>")).article.link is None


def test_a_link_of_another_scheme_is_none() -> None:
    assert entry_of(rss("<title>x</title><link>javascript:alert(1)</link>")).article.link is None


def test_of_two_alternates_the_wanted_language_is_taken() -> None:
    links = '<link rel="alternate" hreflang="de" href="/de"/><link rel="alternate" hreflang="{}" href="/x"/>'
    wanted = entry_of(atom("<title>x</title>" + links.format("en")))
    assert wanted.article.link == "https://site.example/x"
    first = entry_of(atom("<title>x</title>" + links.format("es")))
    assert first.article.link == "https://site.example/de"


def test_a_single_alternate_tells_the_language() -> None:
    link = '<link rel="alternate" hreflang="es" href="/es"/>'
    assert entry_of(atom(f"<title>x</title>{link}")).article.editions[0].language == "es"


# Bodies


def test_a_content_alone_is_not_its_own_standfirst() -> None:
    entry = entry_of(rss(f"<title>x</title><content:encoded>{LONG}</content:encoded>"))
    assert entry.article.editions[0].standfirst == ""


def test_an_excerpt_is_no_standfirst() -> None:
    entry = entry_of(
        rss(
            f"<title>x</title><description>{LONG[:90]} […]</description>"
            f"<content:encoded>{LONG}</content:encoded>"
        )
    )
    assert entry.article.editions[0].standfirst == ""
    assert entry.complete


def test_a_media_description_does_not_displace_the_summary() -> None:
    about = "<media:description>foto</media:description>"
    media = f"<media:content url='/p.jpg' medium='image'>{about}</media:content>"
    entry = entry_of(rss(f"<title>x</title>{media}<description>&lt;p&gt;{LONG}&lt;/p&gt;</description>"))
    assert entry.article.editions[0].text.text == LONG.strip()
    assert entry.article.image == "https://site.example/p.jpg"


def test_a_short_summary_is_a_standfirst_and_wants_the_page() -> None:
    entry = entry_of(
        rss("<title>x</title><link>/1</link><description>&lt;b&gt;Poche&lt;/b&gt; parole.</description>")
    )
    assert entry.article.editions[0].standfirst == "Poche parole."
    assert entry.article.editions[0].text.text == ""
    assert not entry.complete


def test_a_teaser_that_breaks_off_wants_the_page() -> None:
    teaser = f"<title>x</title><link>/1</link><description>{LONG} Continua a leggere</description>"
    assert not entry_of(rss(teaser)).complete
    assert not entry_of(rss(teaser.replace("Continua a leggere", "e poi […]"))).complete


def test_an_entry_without_a_page_wants_none() -> None:
    assert entry_of(rss("<title>x</title><description>Poche parole.</description>")).complete


def test_sections_in_a_flattened_summary_are_editions() -> None:
    entry = entry_of(
        rss(
            "<title>Fund opens</title><link>/1</link><description>Il fondo europeo apre oggi a tutti. "
            "EU/ENG - The fund opens today. EU/ITA - Il fondo apre oggi. analisti associati @site.example* "
            "*This contribution is not a journalistic article but an analytical brief</description>"
        )
    )
    assert [(e.language, e.standfirst, e.text.text) for e in entry.article.editions] == [
        ("en", "", "The fund opens today."),
        ("it", "Il fondo europeo apre oggi a tutti.", "Il fondo apre oggi."),
    ]
    assert entry.article.signature == "analisti associati @site.example"
    assert (
        entry.article.disclaimer == "This contribution is not a journalistic article but an analytical brief"
    )
    assert entry.complete


def test_one_section_alone_may_be_an_excerpt_and_wants_the_page() -> None:
    entry = entry_of(
        rss("<title>x</title><link>/1</link><description>EU/ENG - The fund opens.</description>")
    )
    assert entry.article.editions[0].text.text == "The fund opens."
    assert not entry.complete


def test_lines_of_a_plain_summary_are_kept() -> None:
    text = "EU/ENG - The fund opens today.\n\nIt closes soon.\n\nEU/ITA - Il fondo apre."
    entry = entry_of(rss(f"<title>x</title><description>{text}</description>"))
    assert [e.text.text for e in entry.article.editions] == [
        "The fund opens today.\n\nIt closes soon.",
        "Il fondo apre.",
    ]


def test_relative_links_start_at_the_base_or_at_the_entry() -> None:
    html = f"&lt;a href='x'&gt;{LONG}&lt;/a&gt;"
    by_entry = entry_of(rss(f"<title>x</title><link>/a/1</link><description>{html}</description>"))
    assert by_entry.article.editions[0].text.spans[0].url == "https://site.example/a/x"
    by_base = entry_of(
        atom(f'<title>x</title><content type="html" xml:base="https://b.example/c/">{html}</content>')
    )
    assert by_base.article.editions[0].text.spans[0].url == "https://b.example/c/x"


def test_plain_text_of_atom_is_taken_literally() -> None:
    entry = entry_of(
        atom(f'<title type="text">The &lt;b&gt; tag</title><summary type="text">{LONG} &lt;p&gt;</summary>')
    )
    assert entry.article.editions[0].title == "The <b> tag"
    assert entry.article.editions[0].text.text.endswith("<p>")


def test_a_title_escaped_twice_is_read() -> None:
    assert entry_of(rss("<title>L&amp;#8217;Ue</title>")).article.editions[0].title == "L’Ue"


def test_an_entry_without_a_title_is_named_by_its_text() -> None:
    entry = entry_of(
        rss("<description>&lt;p&gt;Prima riga del testo.&lt;/p&gt;&lt;p&gt;Poi.&lt;/p&gt;</description>")
    )
    assert entry.article.editions[0].title == "Prima riga del testo."
    assert entry_of(rss("<link>/solo</link>")).article.editions[0].title == "https://site.example/solo"


def test_an_entry_with_nothing_to_tell_is_left_out() -> None:
    assert feed_of(rss("<guid>1</guid>", "<title>x</title>")).entries[0].article.editions[0].title == "x"


# Tags, pictures, people, languages


def test_a_list_written_as_one_category_is_split() -> None:
    assert entry_of(rss("<title>x</title><category>a, b ,c,</category>")).article.tags == ("a", "b", "c")
    assert entry_of(rss("<title>x</title><category>Rossi, Mario</category>")).article.tags == (
        "Rossi, Mario",
    )
    with_scheme = "<title>x</title><category domain='https://d.example'>a, b, c</category>"
    assert entry_of(rss(with_scheme)).article.tags == ("a, b, c",)


def test_labels_go_before_terms_and_addresses_are_no_tags() -> None:
    tags = '<category term="ua" label="Ucraina"/><category term="http://schemas.example/kind#post"/>'
    assert entry_of(atom(f"<title>x</title>{tags}")).article.tags == ("Ucraina",)


def test_the_largest_picture_is_taken() -> None:
    media = (
        "<media:thumbnail url='/t.jpg'/><media:content url='/s.jpg' medium='image' width='100'/>"
        "<media:content url='/l.jpg' type='image/jpeg' width='900'/>"
        "<media:content url='/v.mp4' medium='video'/>"
    )
    assert entry_of(rss(f"<title>x</title>{media}")).article.image == "https://site.example/l.jpg"


def test_an_enclosure_may_be_the_picture() -> None:
    items = "<enclosure url='/a.mp3' type='audio/mpeg'/><enclosure url='/e.png' type='image/png'/>"
    assert entry_of(rss(f"<title>x</title>{items}")).article.image == "https://site.example/e.png"


def test_a_file_name_in_the_text_points_at_the_picture() -> None:
    html = (
        "&lt;img src='/1.jpg'&gt;&lt;img src='/media/foto-6-gen.webp'&gt;&lt;p&gt;foto-6-gen.webp&lt;/p&gt;"
    )
    entry = entry_of(rss(f"<title>x</title><description>{html}{LONG}</description>"))
    assert entry.article.image == "https://site.example/media/foto-6-gen.webp"
    assert "foto-6-gen" not in entry.article.editions[0].text.text


def test_the_language_of_an_entry_goes_before_that_of_the_feed() -> None:
    item = f"<title>x</title><dc:language>fr</dc:language><description>{LONG}</description>"
    assert entry_of(rss(item, head="<language>en</language>")).article.editions[0].language == "fr"


def test_the_text_goes_before_the_language_of_the_feed() -> None:
    found = feed_of(rss(f"<title>x</title><description>{LONG}</description>", head="<language>en</language>"))
    assert found.entries[0].article.editions[0].language == "it"


def test_a_feed_in_another_language_than_the_publications_keeps_its_own() -> None:
    text = "Wir haben die Vorschläge gelesen und sind mit dem Ergebnis nicht zufrieden."
    found = feed_of(rss(f"<title>x</title><description>{text}</description>", head="<language>de</language>"))
    assert found.entries[0].article.editions[0].language == "de"


def test_several_authors_are_named() -> None:
    people = "<author><name>Anna</name></author><author><name>Bruno</name></author>"
    assert entry_of(atom(f"<title>x</title>{people}")).article.author == "Anna, Bruno"


def test_a_date_alone_is_noon_in_the_publications_zone() -> None:
    article = entry_of(rss("<title>x</title><pubDate>07/01/2026</pubDate>")).article
    assert (article.published_at, article.date_only) == (datetime(2026, 1, 7, 11, tzinfo=UTC), True)


def test_a_date_that_means_nothing_gives_way_to_the_next() -> None:
    item = "<title>x</title><pubDate>soon</pubDate><dc:date>2026-01-07T17:23:00Z</dc:date>"
    assert entry_of(rss(item)).article.published_at == datetime(2026, 1, 7, 17, 23, tzinfo=UTC)
