"""A brief as a reader sees it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.i18n import Catalogue, Catalogues
from bot.model import (
    Article,
    Brief,
    BriefId,
    BriefState,
    Edition,
    FeedId,
    Language,
    RichText,
    Span,
    Style,
    Topic,
    TopicId,
    TopicKey,
)
from bot.render.as_telegram import message_json
from bot.render.brief import render_brief, render_withdrawn
from bot.render.brief_keys import follow_button
from bot.render.callbacks import Follow, ListKind, ShowList
from bot.render.keyboards import Button
from bot.render.markup import JOINER, visible_text
from bot.render.outgoing import Outgoing, Preview
from bot.render.rules import broken_rules

NAMES = {"ucraina": "Ucraina", "bilancio": "Bilancio dell'Unione"}
PARAGRAPH = "Il Consiglio ha discusso a lungo e infine deciso, con qualche riserva, di andare avanti. "
BriefMaker = Callable[..., Brief]


def render(brief: Brief, t: Catalogue, *, index: int = 0, **options: Any) -> Outgoing:
    return render_brief(
        brief,
        brief.article.editions[index],
        t=t,
        zone="Europe/Rome",
        names=lambda topic: NAMES.get(topic.label, topic.label),
        hashtag=lambda name: "#" + "".join(part.capitalize() for part in name.replace("'", " ").split()),
        **options,
    )


def buttons(outgoing: Outgoing) -> list[list[str]]:
    return [[button.text for button in row] for row in outgoing.keyboard or ()]


def edition(text: str, *spans: Span, title: str = "Titolo", standfirst: str = "") -> Edition:
    return Edition(Language("it"), title, standfirst, RichText(text, spans))


def test_a_short_brief_stands_open(make_brief: BriefMaker, italian: Catalogue) -> None:
    message = render(make_brief(), italian)
    assert message.text == (
        "<b>Intesa sul fondo</b>\n\n"
        "<i>Ventisette sì.</i>\n\n"
        "mercoledì 7 gennaio 2026, 18:23\n\n"
        "Il Consiglio ha deciso.\n\n"
        "#Ucraina #BilancioDellUnione\n\n"
        "<i>This is an analytical brief</i>"
    )
    assert message.preview == Preview("https://example.org/fund.png")


def test_its_buttons_offer_what_can_be_done(make_brief: BriefMaker, italian: Catalogue) -> None:
    message = render(make_brief(), italian, saved=True, followed={TopicId(1)}, back=ShowList(ListKind.LATEST))
    assert buttons(message) == [
        ["English"],
        ["Leggi sul sito"],
        ["Salvato ✓", "Condividi"],
        ["Non seguire più #Ucraina"],
        ["◂ Torna all’elenco"],
    ]
    said = [
        button.callback.pack() if button.callback else button.url
        for row in message.keyboard or ()
        for button in row
    ]
    assert said == [
        "turn:7:en:0",
        "https://example.org/fund",
        "unsave:7",
        "https://t.me/share/url?url=https%3A%2F%2Fexample.org%2Ffund&text=Intesa+sul+fondo",
        "unfollow:1:7",
        "list:l:0:5:",
    ]


def test_a_channel_is_offered_nothing_personal(make_brief: BriefMaker, english: Catalogue) -> None:
    assert buttons(render(make_brief(), english, index=1, saved=None)) == [
        ["Italiano"],
        ["Read on the site"],
        ["Share"],
    ]


@pytest.mark.parametrize("link", [None, "http://localhost:8080/fund", "tg://resolve?domain=x", ""])
def test_an_address_that_telegram_refuses_has_no_button(
    make_brief: BriefMaker, english: Catalogue, link: str | None
) -> None:
    assert buttons(render(make_brief(link=link), english)) == [["English"], ["Save"]]


@pytest.mark.parametrize("image", [None, "http://localhost/a.png", "a.png"])
def test_a_picture_that_telegram_cannot_fetch_is_no_preview(
    make_brief: BriefMaker, english: Catalogue, image: str | None
) -> None:
    assert render(make_brief(image=image), english).preview is None


def test_a_topic_can_be_followed_by_its_name(italian: Catalogue) -> None:
    button = follow_button(italian, TopicId(3), "Unione economica e monetaria dell'Europa")
    assert button == Button("Segui Unione economica e monetaria…", Follow(TopicId(3)))


def test_topics_not_followed_cannot_be_unfollowed(make_brief: BriefMaker, english: Catalogue) -> None:
    assert "Unfollow" not in str(buttons(render(make_brief(), english, followed={TopicId(99)})))


def test_a_long_text_is_folded_under_its_standfirst(make_brief: BriefMaker, italian: Catalogue) -> None:
    text = "\n\n".join([PARAGRAPH.strip()] * 20)
    long = make_brief(editions=(edition(text, standfirst="In breve."),))
    assert f"18:23\n\n<blockquote expandable>{text}</blockquote>\n\n#Ucraina" in render(long, italian).text


def test_without_a_standfirst_the_first_paragraph_stands_open(
    make_brief: BriefMaker, italian: Catalogue
) -> None:
    rest = "\n\n".join([PARAGRAPH.strip()] * 12)
    long = make_brief(editions=(edition(f"Prima.\n\n{rest}"),))
    assert f"Prima.\n\n<blockquote expandable>{rest}</blockquote>" in render(long, italian).text


def test_a_quotation_within_the_fold_turns_italic(make_brief: BriefMaker, italian: Catalogue) -> None:
    long = make_brief(editions=(edition(PARAGRAPH * 10, Span(3, 12, Style.QUOTE), standfirst="x"),))
    message = render(long, italian)
    assert "<blockquote expandable>Il <i>Consiglio</i> ha" in message.text
    assert broken_rules(message.text) == ()


def test_a_quotation_full_of_links_loses_its_slant_and_not_the_links(
    make_brief: BriefMaker, italian: Catalogue
) -> None:
    links = (Span(i * 30, i * 30 + 5, Style.LINK, "https://x.org") for i in range(80))
    text = "una parola e una riga appresso " * 100
    long = make_brief(editions=(edition(text, Span(0, 2700, Style.QUOTE), *links, standfirst="x"),))
    message = render(long, italian)
    assert broken_rules(message.text) == ()
    assert message.text.count("<a ") >= 70


def test_heavy_links_and_heavy_fields_fit_together(make_brief: BriefMaker, italian: Catalogue) -> None:
    links = (Span(i * 40, i * 40 + 5, Style.LINK, f"https://x.org/{i:0500}") for i in range(60))
    heavy = edition("una parola e una riga appresso, e ancora " * 60, *links, standfirst='"' * 1000)
    message = render(make_brief(editions=(heavy,), disclaimer='"' * 500), italian)
    assert broken_rules(message.text) == ()


def test_what_does_not_fit_goes_on_over_the_page(make_brief: BriefMaker, italian: Catalogue) -> None:
    text = "\n\n".join(f"{i}. {PARAGRAPH * 4}".strip() for i in range(30))
    long = make_brief(editions=(edition(text, standfirst="In breve."),))
    messages = [render(long, italian, page=page) for page in range(3)]
    assert [buttons(message)[0] for message in messages] == [
        ["Continua ▸ 2/3"],
        ["◂ 1/3", "Continua ▸ 3/3"],
        ["◂ 2/3"],
    ]
    assert ["expandable" in message.text for message in messages] == [True, False, False]
    assert ["#Ucraina" in message.text for message in messages] == [True, False, False]
    assert ["analytical brief" in message.text for message in messages] == [False, False, True]
    assert all(message.text.startswith("<b>Titolo</b>\n\n") for message in messages)
    assert all(f"{i}. Il" in "".join(message.text for message in messages) for i in range(30))
    lengths = [len(message.text) for message in messages]
    assert min(lengths) > max(lengths) * 0.7, "the pages are of about the same length"


@pytest.mark.parametrize(("page", "number"), [(-1, "1"), (99, "3")])
def test_a_page_that_is_no_longer_there_gives_the_nearest(
    make_brief: BriefMaker, italian: Catalogue, page: int, number: str
) -> None:
    long = make_brief(editions=(edition(" ".join(str(i) for i in range(2000))),))
    shown = render(long, italian, page=page)
    assert shown == render(long, italian, page=int(number) - 1)


@pytest.mark.parametrize(
    ("title", "standfirst", "text", "shown"),
    [
        ("", "", "Solo testo.", "mercoledì"),
        ("", "Solo occhiello.", "", "<i>Solo occhiello.</i>"),
        ("", "", "", "<b>Brief senza titolo</b>"),
        ("Titolo", "", "", "<b>Titolo</b>"),
        ("Titolo", "titolo.", "Testo.", "<b>Titolo</b>\n\nmercoledì"),
        ("Titolo", "Il testo", "Il testo comincia così.", "<b>Titolo</b>\n\nmercoledì"),
    ],
)
def test_says_each_thing_once_and_leaves_no_gap(
    make_brief: BriefMaker, italian: Catalogue, title: str, standfirst: str, text: str, shown: str
) -> None:
    made = make_brief(editions=(edition(text, title=title, standfirst=standfirst),))
    message = render(made, italian)
    assert message.text.startswith(shown)
    assert "\n\n\n" not in message.text
    assert broken_rules(message.text) == ()


def test_a_date_without_an_hour_shows_none(make_brief: BriefMaker, spoken: Catalogues) -> None:
    made = make_brief(date_only=True)
    assert "\n\nmercredi 7 janvier 2026\n\n" in render(made, spoken.catalogue_for("fr")).text


def test_a_second_edition_of_a_language_has_no_button(make_brief: BriefMaker, italian: Catalogue) -> None:
    twice = make_brief(editions=(edition("a"), edition("b"), edition("c")), link=None)
    assert buttons(render(twice, italian)) == [["Salva"]]


def test_many_topics_make_no_wall_of_hashtags(make_brief: BriefMaker, italian: Catalogue) -> None:
    topics = tuple(Topic(TopicId(i), TopicKey(f"tag:{i}"), f"tema{i}") for i in range(1, 40))
    odd = tuple(
        Topic(TopicId(99 + i), TopicKey("tag:x"), label) for i, label in enumerate(["", "x" * 90, "tema1"])
    )
    message = render(make_brief(topics=(*odd, *topics)), italian, followed={t.id for t in (*odd, *topics)})
    assert message.text.count("#Tema") == 8
    assert message.text.count("#Tema1 ") == 1
    assert sum("Non seguire" in text for row in buttons(message) for text in row) == 2


def test_a_withdrawn_brief_is_struck_and_said(make_brief: BriefMaker, italian: Catalogue) -> None:
    message = render_withdrawn(make_brief().article.editions[0], t=italian)
    assert message.text == "<s>Intesa sul fondo</s>\n\n<i>La redazione ha ritirato questo brief.</i>"
    assert message.keyboard is None


@settings(max_examples=25, deadline=None, derandomize=True)
@given(words=st.lists(st.text(max_size=40), min_size=6, max_size=6), times=st.integers(1, 300))
def test_a_hostile_article_still_makes_messages_that_telegram_takes(
    spoken: Catalogues, words: list[str], times: int
) -> None:
    title, standfirst, text, disclaimer, link, label = (word * times for word in words)
    made = Edition(Language("it"), title, standfirst, RichText(text, (Span(0, 9**6, Style.BOLD),)))
    brief = _hostile(made, disclaimer=disclaimer, link=link, label=label)
    for page in (0, 1, 9999):
        message = render(brief, spoken.catalogue_for("it"), page=page, followed={TopicId(1)})
        assert broken_rules(message.text) == ()
        message_json(message)


def _hostile(made: Edition, *, disclaimer: str, link: str, label: str) -> Brief:
    article = Article(link, (made, made), disclaimer=disclaimer, image=link)
    topics = (Topic(TopicId(1), TopicKey("tag:x"), label),)
    moment = datetime(2026, 1, 7, tzinfo=UTC)
    return Brief(BriefId(1), FeedId(1), 1, BriefState.PUBLISHED, article, moment, topics)


def test_a_feed_makes_no_mention_and_no_command(make_brief: BriefMaker, italian: Catalogue) -> None:
    loud = edition("@b /stop", title="@a /stop", standfirst="@c")
    shown = visible_text(render(make_brief(editions=(loud,), disclaimer="@d /stop"), italian).text)
    assert shown.count(f"@{JOINER}") == 4
    assert shown.count(f"/{JOINER}stop") == 3
