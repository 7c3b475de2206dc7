"""The buttons under a brief."""

from collections.abc import Iterator, Mapping

from bot.i18n import Catalogue, native_name
from bot.model import Brief, BriefId, Edition, Language, TopicId
from bot.render.brief_text import BriefPage, title_of
from bot.render.callbacks import Follow, Save, ShowList, Turn, Unfollow, Unsave, WayBack
from bot.render.keyboards import Button, Keyboard, keyboard, rows_of
from bot.render.links import button_link, share_link
from bot.render.measure import clip
from bot.render.saying import plain

_SHARED_TITLE = 200
_TOPIC = 32
_UNFOLLOWED = 2
"""Topics of one brief that can be unfollowed under it; more would be a wall of buttons."""


def brief_keyboard(
    brief: Brief,
    edition: Edition,
    shown: BriefPage,
    *,
    t: Catalogue,
    saved: bool | None,
    unfollow: Mapping[TopicId, str],
    back: WayBack | None,
) -> Keyboard | None:
    """The buttons of a page; a row with nothing to offer is left out."""
    unfollows = [unfollow_button(t, topic, brief.id, mark) for topic, mark in unfollow.items()]
    return keyboard(
        _turns(t, brief.id, edition.language, shown),
        *rows_of(list(_languages(brief, edition.language)), per_row=3),
        [_read_button(t, brief)],
        [None if saved is None else save_button(t, brief.id, saved=saved), _share_button(t, brief, edition)],
        *rows_of(unfollows[:_UNFOLLOWED], per_row=1),
        [back_button(t, back) if back else None],
    )


def save_button(t: Catalogue, brief_id: BriefId, *, saved: bool) -> Button:
    """What the reader may do next: save, or undo it."""
    if saved:
        # Translators: on a button, of a brief; tapping it undoes the saving.
        return Button(plain(t, "Saved ✓"), Unsave(brief_id))
    # Translators: on a button, of a brief.
    return Button(plain(t, "Save"), Save(brief_id))


def unfollow_button(t: Catalogue, topic_id: TopicId, brief_id: BriefId, topic: str) -> Button:
    """`topic` is a hashtag, or a name."""
    # Translators: on a button; {topic} is a hashtag such as #Ukraine.
    return Button(plain(t, "Unfollow {topic}", topic=clip(topic, _TOPIC)), Unfollow(topic_id, brief_id))


def follow_button(t: Catalogue, topic_id: TopicId, topic: str) -> Button:
    """`topic` is a hashtag, or a name."""
    # Translators: on a button; {topic} is a hashtag or a name such as Ukraine.
    return Button(plain(t, "Follow {topic}", topic=clip(topic, _TOPIC)), Follow(topic_id))


def back_button(t: Catalogue, way_back: WayBack) -> Button:
    if isinstance(way_back, ShowList):
        # Translators: on a button under a brief that was opened from a list.
        return Button(plain(t, "◂ Back to the list"), way_back)
    # Translators: on a button under a brief that was opened from a digest; tapping it closes the brief.
    return Button(plain(t, "◂ Back to the digest"), way_back)


def _turns(t: Catalogue, brief_id: BriefId, language: Language, shown: BriefPage) -> Iterator[Button]:
    """To the page before and the page after; pages are counted from 1 for the reader."""
    before, after = shown.number - 1, shown.number + 1
    if before >= 0:
        yield Button(f"◂ {before + 1}/{shown.of}", Turn(brief_id, language, before))
    if after < shown.of:
        # Translators: on a button under a long brief: "Continue ▸ 2/3".
        words = plain(t, "Continue ▸ {page}/{pages}", page=after + 1, pages=shown.of)
        yield Button(words, Turn(brief_id, language, after))


def _languages(brief: Brief, shown: Language) -> Iterator[Button]:
    """The other editions, each once, under the name that its readers call their language."""
    for language in dict.fromkeys(edition.language for edition in brief.article.editions):
        if language != shown:
            yield Button(native_name(language), Turn(brief.id, language))


def _read_button(t: Catalogue, brief: Brief) -> Button | None:
    link = button_link(brief.article.link)
    # Translators: on a button that opens the article in the browser.
    return Button(plain(t, "Read on the site"), url=link) if link else None


def _share_button(t: Catalogue, brief: Brief, edition: Edition) -> Button | None:
    link = share_link(brief.article.link, title_of(t, edition, limit=_SHARED_TITLE))
    # Translators: on a button that lets the reader send the article to somebody.
    return Button(plain(t, "Share"), url=link) if link else None
