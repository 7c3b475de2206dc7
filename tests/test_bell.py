"""The bell: heard by all who listen, at once."""

from bot.bell import Bell


def test_is_heard_at_once_by_all_who_listen() -> None:
    heard: list[str] = []
    bell = Bell[[]]()
    bell.listen(lambda: heard.append("sender"))
    bell.listen(lambda: heard.append("page"))
    bell.ring()
    bell.ring()
    assert heard == ["sender", "page", "sender", "page"]


def test_rings_before_anybody_listens_are_not_made_up_for() -> None:
    heard: list[str] = []
    bell = Bell[[]]()
    bell.ring()
    bell.listen(lambda: heard.append("sender"))
    assert heard == []
