import io
import logging

import pytest

from bot.transport.secrecy import Discreet, hide
from tests.transport.pretend_server import TOKEN


@pytest.fixture
def said() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def log(said: io.StringIO) -> logging.Logger:
    log = logging.Logger("test")
    handler = logging.StreamHandler(said)
    handler.addFilter(Discreet())
    log.addHandler(handler)
    return log


@pytest.mark.parametrize(
    "text",
    [
        f"https://api.telegram.org/bot{TOKEN}/getMe",
        f"the token {TOKEN}.",
        TOKEN,
        TOKEN.replace(":", "%3A"),
        f"https://api.telegram.org/file/bot{TOKEN}/documents/a.pdf",
    ],
)
def test_a_token_is_masked_wherever_it_stands(text: str) -> None:
    assert TOKEN.split(":")[1] not in hide(text)


def test_a_short_token_of_a_test_server_is_masked_in_addresses() -> None:
    assert (
        hide("http://127.0.0.1:8081/bot1:abc/sendMessage") == "http://127.0.0.1:8081/bot<token>/sendMessage"
    )


def test_other_text_stays() -> None:
    text = "chat 123:45 at 12:30, https://example.org/bots/list?a=1:2"
    assert hide(text) == text


def test_log_lines_are_masked_with_their_arguments(log: logging.Logger, said: io.StringIO) -> None:
    log.warning("calling %s for %d", f"https://api.telegram.org/bot{TOKEN}/getMe", 7)
    assert said.getvalue() == "calling https://api.telegram.org/bot<token>/getMe for 7\n"


def test_tracebacks_are_masked(log: logging.Logger, said: io.StringIO) -> None:
    try:
        raise ValueError(f"bad address https://api.telegram.org/bot{TOKEN}/getMe")
    except ValueError:
        log.exception("it broke")
    assert TOKEN not in said.getvalue()
    assert "ValueError: bad address" in said.getvalue()


def test_a_line_whose_arguments_do_not_fit_is_said_all_the_same(
    log: logging.Logger, said: io.StringIO
) -> None:
    log.warning("%d things", "many")
    assert "%d things ('many',)" in said.getvalue()
