"""Saying: translated first, filled then, and safe whatever the values are."""

import pytest

from bot.i18n import Catalogue, Catalogues
from bot.render.markup import Html
from bot.render.saying import plain, plain_n, say, say_n


def test_a_value_is_escaped_and_the_sentence_is_not(english: Catalogue) -> None:
    said = say(english, "You now follow <b>{tag}</b>.", tag="<i>a & b</i>")
    assert said == "You now follow <b>&lt;i&gt;a &amp; b&lt;/i&gt;</b>."
    assert isinstance(said, Html)


def test_html_goes_in_as_it_is(english: Catalogue) -> None:
    assert say(english, "See {link}.", link=Html("<b>x</b>")) == "See <b>x</b>."


def test_a_value_is_not_read_as_a_sentence(english: Catalogue) -> None:
    assert say(english, "It says {words}.", words="{secret} {0} %s") == "It says {secret} {0} %s."


def test_a_value_makes_no_mention_and_no_command(english: Catalogue) -> None:
    assert say(english, "I know no {asked}. Send /tags.", asked="@all /stop") == (
        "I know no @⁠all /⁠stop. Send /tags."
    )


def test_the_sentence_is_said_in_the_readers_language(italian: Catalogue) -> None:
    assert say(italian, "Briefs on <b>{topic}</b>", topic="A<B") == "Brief sul tema <b>A&lt;B</b>"
    assert plain(italian, "Unfollow {topic}", topic="A<B") == "Non seguire più A<B"


@pytest.mark.parametrize(("n", "said"), [(0, "0 briefs"), (1, "1 brief"), (1234, "1,234 briefs")])
def test_a_count_chooses_the_form_and_fills_it(english: Catalogue, n: int, said: str) -> None:
    assert say_n(english, "{n} brief", "{n} briefs", n) == said
    assert plain_n(english, "{n} brief", "{n} briefs", n) == said


def test_numbers_are_written_as_the_language_writes_them(spoken: Catalogues) -> None:
    said = [say(spoken.catalogue_for(code), "{count}", count=12345) for code in ("it", "en", "fr")]
    assert said == ["12.345", "12,345", "12\u202f345"]


def test_yes_and_no_are_not_numbers(english: Catalogue) -> None:
    assert plain(english, "{flag}", flag=True) == "True"
