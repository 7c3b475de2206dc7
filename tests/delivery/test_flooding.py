from bot.delivery.flooding import Flooding
from bot.delivery.gates import Door, Key


def bulk(flooding: Flooding, chat: int, *, now: float, wait: float = 5) -> tuple[Key, ...]:
    return flooding.flooded(chat, wait=wait, now=now, is_reply=False)


def reply(flooding: Flooding, chat: int | None, *, now: float, wait: float = 5) -> tuple[Key, ...]:
    return flooding.flooded(chat, wait=wait, now=now, is_reply=True)


def test_a_first_429_closes_its_chats_gate() -> None:
    flooding = Flooding()
    assert bulk(flooding, 7, now=0) == (7,)
    assert flooding.is_unclear(1)


def test_a_second_chat_makes_it_a_flood_of_the_bulk_lanes() -> None:
    flooding = Flooding()
    bulk(flooding, 7, now=0)
    assert bulk(flooding, 8, now=1) == (8, Door.BULK)
    assert not flooding.is_unclear(1)


def test_the_same_chat_again_is_still_one_chats_flood() -> None:
    flooding = Flooding()
    bulk(flooding, 7, now=0)
    assert bulk(flooding, 7, now=1) == (7,)


def test_a_message_accepted_after_it_clears_everybody_else() -> None:
    flooding = Flooding()
    bulk(flooding, 7, now=1)
    flooding.passed(8, launched_at=0.5)
    assert flooding.is_unclear(2)
    flooding.passed(8, launched_at=1.5)
    assert not flooding.is_unclear(2)
    assert bulk(flooding, 9, now=3) == (9,)


def test_a_flood_long_over_says_nothing_about_the_next() -> None:
    flooding = Flooding()
    bulk(flooding, 7, now=0, wait=3)
    assert not flooding.is_unclear(4)
    assert bulk(flooding, 8, now=6) == (8,)


def test_a_reply_refused_while_bulk_is_flooded_halts_everything() -> None:
    flooding = Flooding()
    bulk(flooding, 7, now=0)
    assert reply(flooding, 8, now=1) == (8, Door.ALL)


def test_a_bulk_message_refused_after_a_reply_halts_everything() -> None:
    flooding = Flooding()
    reply(flooding, 8, now=0)
    assert bulk(flooding, 7, now=1) == (7, Door.ALL)


def test_a_call_without_a_chat_halts_everything() -> None:
    assert reply(Flooding(), None, now=0) == (Door.ALL,)
