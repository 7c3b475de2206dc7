"""Soundness of one translation: is it there, and does it say the same names and tags as its sentence?"""

import re
from collections import Counter
from collections.abc import Iterator
from string import Formatter

from babel.messages.catalog import Message

_TAG = re.compile(r"</?[a-z][^<>]*>")


def troubles(message: Message) -> tuple[str, ...]:
    """What is wrong with a translation, each in words; nothing for a sound one.

    Babel pads missing plural forms with nothing, and refuses a file that has too many.
    """
    if message.fuzzy:
        return ("is marked fuzzy: look at it and remove the mark",)
    forms = forms_of(message.string)
    if not all(forms):
        return ("is not translated",)
    return tuple(_differences(message, forms))


def forms_of(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """The forms of a sentence or of its translation: one, or one for each plural."""
    return tuple(text) if isinstance(text, (tuple, list)) else (text or "",)


def _differences(message: Message, forms: tuple[str, ...]) -> Iterator[str]:
    sources = forms_of(message.id)
    names = [_names(source) for source in sources]
    for form in forms:
        yield from _form_differences(form, frozenset.intersection(*names), frozenset.union(*names))
        if _tags(form) != _tags(sources[0]):
            yield "has other HTML tags than the sentence"


def _form_differences(form: str, needed: frozenset[str], allowed: frozenset[str]) -> Iterator[str]:
    """A singular may say "one" for `{n}`: what only some forms of the sentence name, a form may leave out."""
    try:
        given = _names(form)
    except ValueError as error:
        yield f"has broken braces: {error}"
        return
    if given - allowed:
        yield f"has names that the sentence has not: {', '.join(sorted(given - allowed))}"
    if needed - given:
        yield f"lacks names of the sentence: {', '.join(sorted(needed - given))}"


def _names(sentence: str) -> frozenset[str]:
    """The `{names}` of a sentence, with the conversion and format that decorate them."""
    return frozenset(
        f"{name}!{conversion or ''}:{spec}" if conversion or spec else name
        for _, name, spec, conversion in Formatter().parse(sentence)
        if name is not None
    )


def _tags(sentence: str) -> Counter[str]:
    return Counter(_TAG.findall(sentence))
