"""The content of an announcement as JSON values: kept so, and sent so, in the names of the Bot API."""

from collections.abc import Mapping
from typing import Any

from bot.model.announcement import Content, MediaKind, Medium, Words


def content_json(content: Content) -> dict[str, Any]:
    """`{"text": …, "entities": […]}`, or `{"media": [{"type": "photo", …}, …]}`."""
    if content.media:
        return {"media": [medium_json(medium) for medium in content.media]}
    fields = {"text": content.words.text, "entities": _entities(content.words)}
    preview = dict(content.preview) if content.preview else None
    return _present({**fields, "link_preview_options": preview})


def medium_json(medium: Medium) -> dict[str, Any]:
    """An `InputMedia` object."""
    return _present(
        {
            "type": medium.kind.value,
            "media": medium.file_id,
            "caption": medium.caption.text,
            "caption_entities": _entities(medium.caption),
            "show_caption_above_media": medium.above,
            "has_spoiler": medium.spoiler,
        }
    )


def content_of(kept: Mapping[str, Any]) -> Content:
    """The content of what `content_json` gave."""
    return Content(
        words=Words(kept.get("text", ""), tuple(kept.get("entities", ()))),
        media=tuple(map(_medium, kept.get("media", ()))),
        preview=kept.get("link_preview_options"),
    )


def _medium(kept: Mapping[str, Any]) -> Medium:
    return Medium(
        kind=MediaKind(kept["type"]),
        file_id=kept["media"],
        caption=Words(kept.get("caption", ""), tuple(kept.get("caption_entities", ()))),
        above=kept.get("show_caption_above_media", False),
        spoiler=kept.get("has_spoiler", False),
    )


def _entities(words: Words) -> list[dict[str, object]]:
    return [dict(entity) for entity in words.entities]


def _present(fields: dict[str, Any]) -> dict[str, Any]:
    """Without what says nothing."""
    return {name: value for name, value in fields.items() if value}
