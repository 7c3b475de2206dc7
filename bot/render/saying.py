"""Saying: a sentence in the reader's language, with what it speaks of put in safely.

`say` gives Html for messages; `plain` gives plain text for buttons, toasts and menus, where Telegram reads no
markup. Both find the sentence first and fill it then, so that a value is never translated nor read as markup.
"""

from collections.abc import Mapping

from bot.i18n import Catalogue, format_number
from bot.render.markup import Html, as_html


def say(t: Catalogue, sentence: str, /, **values: object) -> Html:
    """`say(t, "You now follow <b>{tag}</b>.", tag=name)`: values of type Html go in as they are.

    Whole numbers are written as the language writes them; anything else is escaped.
    """
    return Html(t.gettext(sentence).format_map(_escaped(t, values)))


def say_n(t: Catalogue, singular: str, plural: str, n: int, /, **values: object) -> Html:
    """`say_n(t, "{n} brief", "{n} briefs", count)`: the form for n things; `{n}` is filled with n."""
    return Html(t.ngettext(singular, plural, n).format_map(_escaped(t, {"n": n, **values})))


def plain(t: Catalogue, sentence: str, /, **values: object) -> str:
    """Like `say`, as plain text; values must not be Html."""
    return t.gettext(sentence).format_map(_written(t, values))


def plain_n(t: Catalogue, singular: str, plural: str, n: int, /, **values: object) -> str:
    """Like `say_n`, as plain text."""
    return t.ngettext(singular, plural, n).format_map(_written(t, {"n": n, **values}))


def _escaped(t: Catalogue, values: Mapping[str, object]) -> dict[str, Html]:
    return {name: as_html(_number(t, value)) for name, value in values.items()}


def _written(t: Catalogue, values: Mapping[str, object]) -> dict[str, str]:
    return {name: str(_number(t, value)) for name, value in values.items()}


def _number(t: Catalogue, value: object) -> object:
    return format_number(t, value) if type(value) is int else value
