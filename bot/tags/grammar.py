"""Small words: what is grammar in a label, and no subject. They stand by language in `words/grammar.toml`."""

import tomllib
from pathlib import Path

_TABLE = Path(__file__).with_name("words") / "grammar.toml"


def _small_words(kind: str) -> frozenset[str]:
    by_language = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return frozenset(word for words in by_language.values() for word in words[kind])


ARTICLES = _small_words("articles")
"""Whole words that may stand before a name: `la Francia`, `the Commission`."""

FUNCTION_WORDS = ARTICLES | _small_words("functions")
"""Articles, prepositions and conjunctions."""

OPENINGS = _small_words("openings")
"""Prepositions that open half a sentence and no subject: `contro la Russia`."""
