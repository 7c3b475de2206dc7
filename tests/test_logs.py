"""Logs: one line an event, ids as fields, and never a token."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot.logs import Format, set_up

TOKEN = "4839574812:AAFD39kkdpWt3ywyRZergyOLMaJhac60qcK"

log = logging.getLogger("bot.feeds.poll")


@pytest.fixture(autouse=True)
def log_is_put_back() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    quiet = logging.getLogger("apscheduler")
    of_quiet = quiet.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    quiet.setLevel(of_quiet)


def begin(form: Format, level: str = "info") -> io.StringIO:
    stream = io.StringIO()
    set_up(form=form, level=level, stream=stream)
    return stream


def test_a_line_for_people_has_its_facts_behind_it() -> None:
    stream = begin("text")
    log.warning("feed %s", "failing", extra={"feed": 3, "reason": "no answer"})
    line = stream.getvalue()
    assert line.endswith(" warning  bot.feeds.poll: feed failing feed=3 reason=no answer\n")
    assert line[2] == line[5] == ":"


def test_a_line_for_machines_is_one_object_with_its_facts() -> None:
    stream = begin("json")
    log.error("feed failing", extra={"feed": 3, "reason": "città «x»\n"})
    (line,) = stream.getvalue().splitlines()
    said = json.loads(line)
    assert said.pop("time").endswith("+00:00")
    assert said == {
        "level": "error",
        "logger": "bot.feeds.poll",
        "message": "feed failing",
        "feed": 3,
        "reason": "città «x»\n",
    }
    assert "città" in line


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_token_is_ever_written(form: Format) -> None:
    stream = begin(form)
    address = f"https://api.telegram.org/bot{TOKEN}/getMe"
    log.info("asked %s", address, extra={"address": address})
    try:
        raise OSError(address)
    except OSError:
        log.exception("failed")
    assert TOKEN not in stream.getvalue()
    assert TOKEN.split(":")[1] not in stream.getvalue()
    assert "Traceback" in stream.getvalue()


def test_what_a_feed_says_cannot_forge_a_line() -> None:
    stream = begin("text")
    log.warning("feed failing", extra={"reason": "no\n00:00:00 critical bot: \x1b[2Jall is lost\r\u2028x"})
    (line,) = stream.getvalue().splitlines()
    assert "reason=no\\n00:00:00 critical" in line
    assert "\x1b" not in line


def test_a_line_whose_arguments_do_not_fit_is_written_all_the_same() -> None:
    stream = begin("json")
    log.warning("feed %d", "three")
    assert "feed %d" in json.loads(stream.getvalue())["message"]


def test_a_fact_that_json_does_not_know_is_written_as_text() -> None:
    stream = begin("json")
    log.info("odd", extra={"kinds": {1}, "path": b"\xff"})
    assert json.loads(stream.getvalue())["kinds"] == "{1}"


def test_libraries_that_speak_of_every_call_are_kept_quiet_until_something_is_wrong() -> None:
    stream = begin("text", "debug")
    logging.getLogger("apscheduler").info("a job was run")
    logging.getLogger("apscheduler").warning("a job was missed")
    log.debug("a look")
    said = stream.getvalue()
    assert "a job was run" not in said
    assert "a job was missed" in said
    assert "a look" in said


def test_less_than_the_level_is_left_out() -> None:
    stream = begin("text", "error")
    log.warning("small")
    log.error("large")
    assert [line.split(": ")[1] for line in stream.getvalue().splitlines()] == ["large"]


def test_setting_up_again_takes_the_place_of_the_first() -> None:
    first, second = begin("text"), begin("text")
    log.info("once")
    assert first.getvalue() == ""
    assert second.getvalue().count("once") == 1
