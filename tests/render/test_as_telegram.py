"""Messages as the Bot API is told."""

import pytest
from telegram import CallbackGame, InlineKeyboardButton, InlineKeyboardMarkup

from bot.model import BriefId
from bot.render.as_telegram import button_json, from_markup, message_arguments, message_json, to_markup
from bot.render.callbacks import Save
from bot.render.keyboards import Button, ButtonStyle
from bot.render.markup import Html
from bot.render.outgoing import LocationKeys, NoKeys, Outgoing, Preview

SAVE = Button("Save", Save(BriefId(7)), style=ButtonStyle.PRIMARY)
SITE = Button("Read", url="https://example.org")
KEYS = ((SAVE, SITE), (SITE,))


def test_a_message_is_told_as_json() -> None:
    assert message_json(Outgoing(Html("<b>a</b>"), KEYS, Preview("https://example.org/a.png"))) == {
        "text": "<b>a</b>",
        "parse_mode": "HTML",
        "link_preview_options": {
            "url": "https://example.org/a.png",
            "prefer_large_media": True,
            "show_above_text": True,
        },
        "reply_markup": {
            "inline_keyboard": [
                [
                    {"text": "Save", "callback_data": "save:7", "style": "primary"},
                    {"text": "Read", "url": "https://example.org"},
                ],
                [{"text": "Read", "url": "https://example.org"}],
            ]
        },
    }


def test_both_ways_of_telling_say_the_same() -> None:
    outgoing = Outgoing(Html("a"), KEYS, Preview("https://example.org/a.png"))
    arguments = message_arguments(outgoing)
    assert type(arguments["text"]) is str
    nested = {name: arguments[name].to_dict() for name in ("reply_markup", "link_preview_options")}
    nested["reply_markup"] = {
        "inline_keyboard": [list(row) for row in nested["reply_markup"]["inline_keyboard"]]
    }
    assert {**arguments, **nested} == message_json(outgoing)


@pytest.mark.parametrize("keys", [LocationKeys("Share", "No, thanks"), NoKeys()])
def test_both_ways_of_telling_bring_the_same_keys_in_place_of_letters(keys: LocationKeys | NoKeys) -> None:
    outgoing = Outgoing(Html("a"), reply_keys=keys)
    assert message_json(outgoing)["reply_markup"] == message_arguments(outgoing)["reply_markup"].to_dict()


def test_without_a_picture_there_is_no_preview() -> None:
    assert message_json(Outgoing(Html("https://example.org"))) == {
        "text": "https://example.org",
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    assert message_arguments(Outgoing(Html("a")))["reply_markup"] is None


def test_a_keyboard_comes_back_as_it_went() -> None:
    assert from_markup(to_markup(KEYS)) == KEYS
    assert from_markup(None) == ()
    assert to_markup(()) is None


def test_buttons_that_are_not_ours_any_more_are_left_out() -> None:
    rows = [
        [
            InlineKeyboardButton("Old", callback_data="gone:1"),
            InlineKeyboardButton("Save", callback_data="save:7"),
        ],
        [InlineKeyboardButton("Play", callback_game=CallbackGame())],
    ]
    assert from_markup(InlineKeyboardMarkup(rows)) == ((Button("Save", Save(BriefId(7))),),)


def test_a_colour_that_we_do_not_know_is_left_out() -> None:
    button = InlineKeyboardButton("Save", callback_data="save:7", style="plaid")
    assert from_markup(InlineKeyboardMarkup([[button]])) == ((Button("Save", Save(BriefId(7))),),)


def test_a_button_that_does_nothing_is_never_told() -> None:
    with pytest.raises(ValueError, match="does nothing"):
        button_json(Button("Nothing"))
