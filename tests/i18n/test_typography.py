"""Typography and tone: what is held of every sentence, in every language, by looking at its letters alone."""

import re
from collections.abc import Iterator

import pytest

from bot.i18n.catalogues import LOCALES, po_files, read_po_file
from bot.i18n.extraction import TEMPLATE
from bot.i18n.soundness import forms_of

NARROW, FIXED = "\u202f", "\u00a0"
_TYPED = re.compile(r"<code>.*?</code>|https?://\S+|\d:\d|/[a-z]+")
_MARKUP = re.compile(r"</?[a-z]+>")


def sentences(language: str) -> list[str]:
    """Everything that is said in a language; English is what the sources say."""
    catalog = read_po_file(LOCALES / TEMPLATE) if language == "en" else read_po_file(po_files()[language])  # type: ignore[index]
    found = [
        form
        for message in catalog
        if message.id
        for form in forms_of(message.id if language == "en" else message.string)
    ]
    assert len(found) > 500, "the sentences are not where they are looked for"
    return found


def prose(sentence: str) -> str:
    """Without markup; examples to be typed, and times, are a letter: what is left is language."""
    return _MARKUP.sub("", _TYPED.sub("x", sentence))


EVERYWHERE = {
    "a straight apostrophe": r"\w'|'\w",
    "a straight quotation mark": r'"',
    "two spaces": r"[ \u00a0\u202f]{2}",
    "a space at an end": r"^\s|\s$|[ \u00a0\u202f]\n|\n[ \u00a0\u202f]",
    "three full stops": r"\.\.\.",
    "a space before a full stop, a comma or a bracket": r"\s[.,)](?!\w)|\(\s",
    "two stops": r"[.,;:!?]{2}",
}
ELSEWHERE = {"a space before a high mark": r"\s[;:!?]", "an odd space": r"[\u00a0\u202f]"}
FRENCH = {
    "no narrow fixed space before ; ! ?": r"(?<!\u202f)[;!?]",
    "no fixed space before a colon": r"(?<!\u00a0):",
    "a narrow fixed space before something else": r"\u202f(?![;!?%])",
    "a fixed space before something else": r"\u00a0(?![:»])",
    "no narrow fixed space before %": r"(?<!\u202f)%",
}
RULES = {
    "en": EVERYWHERE | ELSEWHERE,
    "it": EVERYWHERE
    | ELSEWHERE
    | {"an accent that is an apostrophe": r"\b(?:E|e|perche|piu|puo|gia)’(?!\w)"},
    "fr": EVERYWHERE | FRENCH,
}
"""What must not occur, by language."""

INTIMATE = {
    "it": r"(?i)(?<!\w)(?:tu|te|ti|tuo|tua|tuoi|tue|t’\w+)(?!\w)",
    "fr": r"(?i)(?<!\w)(?:tu|te|toi|ton|ta|tes|t’\w+)(?!\w)",
}
"""Forms of address that are too familiar."""

WORDS = {
    "brief": ("brief", "brief"),
    "digest": ("riepilog", "récapitulatif"),
    "announcement": ("comunicazion", "annonce"),
    "topic": ("tem[ai]", "thème"),
    "feed": ("feed", "flux"),
    "label": ("etichett", "étiquette"),
    "time zone": ("fus[oi] orari", "fuseau"),
    "quiet hours": ("silenzio", "silence"),
}
"""One thing, one word: what an English sentence names is called so in Italian and in French."""


def broken(language: str, rules: dict[str, str]) -> Iterator[tuple[str, str]]:
    for sentence in sentences(language):
        yield from ((name, sentence) for name, rule in rules.items() if re.search(rule, prose(sentence)))


@pytest.mark.parametrize("language", RULES)
def test_every_sentence_is_set_as_its_language_sets_it(language: str) -> None:
    assert list(broken(language, RULES[language])) == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "It's on"),
        ("en", "Really ?"),
        ("it", "Va bene\u00a0: sì"),
        ("it", "Non lo so..."),
        ("it", "E’ tardi"),
        ("fr", "Quoi ?"),
        ("fr", "Quoi\u00a0?"),
        ("fr", "Ainsi :"),
        ("fr", "<b>{topic}</b>: rien"),
        ("fr", "l'heure"),
        ("fr", "95 %"),
        ("fr", "trop  loin"),
    ],
)
def test_the_rules_see_what_is_wrong(language: str, sentence: str) -> None:
    assert any(re.search(rule, prose(sentence)) for rule in RULES[language].values())


@pytest.mark.parametrize(
    "sentence",
    ["Quoi\u202f?", "Ainsi\u00a0: <code>/mute 2h</code>", "à 18:30", "<code>https://example.org/</code>"],
)
def test_the_rules_let_good_french_pass(sentence: str) -> None:
    assert not any(re.search(rule, prose(sentence)) for rule in RULES["fr"].values())


@pytest.mark.parametrize("language", INTIMATE)
def test_nobody_is_addressed_too_familiarly(language: str) -> None:
    assert list(broken(language, {"familiar": INTIMATE[language]})) == []
    assert re.search(INTIMATE[language], "Ecco i tuoi temi" if language == "it" else "Voici tes thèmes")


@pytest.mark.parametrize(("language", "at"), [("it", 0), ("fr", 1)])
def test_one_thing_is_called_by_one_word(language: str, at: int) -> None:
    catalog = read_po_file(po_files()[language])  # type: ignore[index]
    astray: list[tuple[str, tuple[str, ...]]] = []
    for word, stems in WORDS.items():
        naming = [each for each in catalog if each.id and _names(word, forms_of(each.id)[0])]
        assert naming, f"nothing is said of a {word}"
        astray += [(word, forms_of(each.string)) for each in naming if not _all_name(stems[at], each.string)]
    assert astray == []


def _names(word: str, sentence: str) -> bool:
    return bool(re.search(rf"(?i)(?<!\{{)\b{word}s?\b", prose(sentence)))


def _all_name(stem: str, translation: str | tuple[str, ...] | list[str] | None) -> bool:
    return all(re.search(rf"(?i)(?<!\{{){stem}", form) for form in forms_of(translation))
