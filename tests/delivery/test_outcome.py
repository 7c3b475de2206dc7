from typing import Any

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.delivery.outcome import (
    Blocked,
    ContentFault,
    Failed,
    Fatal,
    Flooded,
    Futile,
    Gone,
    InDoubt,
    Migrated,
    NotSent,
    Sent,
    is_sending,
    of_answer,
    of_failure,
)
from bot.transport import errors


@pytest.mark.parametrize(
    ("answer", "sent"),
    [
        ({"message_id": 5}, Sent(5)),
        ([{"message_id": 6}, {"message_id": 7}, {"message_id": 9}], Sent(6, (7, 9))),
        (True, Sent()),
        ([], Sent()),
        ({"message_id": "5"}, Sent()),
        ([{"message_id": True}, 4, None], Sent()),
        ({}, Sent()),
    ],
)
def test_an_answer_names_its_messages(answer: Any, sent: Sent) -> None:
    assert of_answer(answer) == sent


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (Forbidden("Forbidden: bot was blocked by the user"), Blocked),
        (Forbidden("Forbidden: bot was kicked from the supergroup chat"), Blocked),
        (Forbidden("Forbidden: bot can't initiate conversation with a user"), Blocked),
        (Forbidden("Forbidden: user is deactivated"), Gone),
        (Forbidden("Forbidden: the group chat was deleted"), Gone),
        (BadRequest("Bad Request: chat not found"), Gone),
        (BadRequest("Bad Request: not enough rights to send text messages to the chat"), Gone),
        (BadRequest("Bad Request: have no write access to the chat"), Gone),
        (BadRequest("Bad Request: message thread not found"), Gone),
        (BadRequest("Bad Request: TOPIC_CLOSED"), Gone),
        (BadRequest("Bad Request: PEER_ID_INVALID"), Gone),
        (BadRequest("Bad Request: can't parse entities: Unclosed start tag at byte offset 1"), ContentFault),
        (BadRequest("Bad Request: message is too long"), ContentFault),
        (BadRequest("Bad Request: MESSAGE_TOO_LONG"), ContentFault),
        (BadRequest("Bad Request: BUTTON_DATA_INVALID"), ContentFault),
        (BadRequest("Bad Request: text must be non-empty"), ContentFault),
        (BadRequest("Bad Request: wrong file identifier/HTTP URL specified"), ContentFault),
        (BadRequest('Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must …'), ContentFault),
        (BadRequest("Bad Request: message to edit not found"), Futile),
        (BadRequest("Bad Request: message can't be edited"), Futile),
        (BadRequest("Bad Request: message can't be deleted"), Futile),
        (BadRequest("Bad Request: message is not modified: specified new message content …"), Sent),
        (BadRequest("Bad Request: message to delete not found"), Sent),
        (InvalidToken("Unauthorized"), Fatal),
        (InvalidToken("Not Found"), Fatal),
        (InvalidToken("Not Found: method not found"), ContentFault),
        (Conflict("Conflict: terminated by other getUpdates request"), Fatal),
        (errors.NotSent("refused"), NotSent),
        (errors.Unencodable("set"), ContentFault),
        (NetworkError("Internal Server Error: restart"), Failed),
        (TelegramError("?"), Failed),
    ],
)
def test_what_a_refusal_means(error: TelegramError, expected: type) -> None:
    assert type(of_failure(error, method="sendMessage")) is expected


def test_a_flood_wait_is_told_in_seconds() -> None:
    assert of_failure(RetryAfter(17), method="sendMessage") == Flooded(17.0)


def test_a_group_that_became_a_supergroup_has_a_new_id() -> None:
    assert of_failure(ChatMigrated(-1007), method="sendMessage") == Migrated(-1007)


def test_an_unknown_refusal_is_an_uncertain_fault_of_the_content() -> None:
    outcome = of_failure(BadRequest("Bad Request: CHAT_OF_THE_FUTURE"), method="sendMessage")
    assert isinstance(outcome, ContentFault)
    assert not outcome.certain


def test_a_refusal_that_quotes_our_text_is_not_read_as_what_it_quotes() -> None:
    quoted = "Bad Request: inline keyboard button URL 'x.eu/?chat not found' is invalid: Wrong HTTP URL"
    assert isinstance(of_failure(BadRequest(quoted), method="sendMessage"), ContentFault)
    tag = 'Bad Request: can\'t parse entities: Unsupported start tag "chat not found" at byte offset 0'
    assert isinstance(of_failure(BadRequest(tag), method="sendMessage"), ContentFault)


@pytest.mark.parametrize("method", ["editMessageText", "deleteMessage", "sendChatAction"])
def test_what_can_be_repeated_without_harm_is_no_doubt(method: str) -> None:
    assert isinstance(of_failure(errors.InDoubt("reset"), method=method), Failed)
    assert not is_sending(method)


@pytest.mark.parametrize("method", ["sendMessage", "sendPhoto", "copyMessage", "forwardMessage"])
def test_what_makes_a_new_message_is_a_doubt(method: str) -> None:
    assert isinstance(of_failure(errors.InDoubt("reset"), method=method), InDoubt)
