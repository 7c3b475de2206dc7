"""Catalogues: read as they stand, whole in every language, and never silent."""

from pathlib import Path

import pytest

from bot.i18n import load_catalogues
from bot.i18n.catalogues import po_files

PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "You follow <b>{tag}</b>."
msgstr "Vous suivez <b>{tag}</b>."

msgid "You mute <b>{tag}</b>."
msgstr "Vous coupez <b>{tug}</b>."

#, fuzzy
msgid "Not sure"
msgstr "Pas sûr"

msgid "Yet to come"
msgstr ""

msgid "{n} brief"
msgid_plural "{n} briefs"
msgstr[0] "{n} brève"
msgstr[1] "{n} brèves"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "fr" / "LC_MESSAGES" / "strillone.po"
    path.parent.mkdir(parents=True)
    path.write_text(PO, encoding="utf-8")
    return tmp_path


def test_a_sentence_is_said_in_the_language_of_the_catalogue(folder: Path) -> None:
    french = load_catalogues("fr", folder=folder).catalogue_for("fr")
    assert french.gettext("You follow <b>{tag}</b>.") == "Vous suivez <b>{tag}</b>."


def test_french_counts_nothing_in_the_singular(folder: Path) -> None:
    french = load_catalogues("fr", folder=folder).catalogue_for("fr")
    said = [french.ngettext("{n} brief", "{n} briefs", n) for n in (0, 1, 2)]
    assert said == ["{n} brève", "{n} brève", "{n} brèves"]


@pytest.mark.parametrize("sentence", ["Yet to come", "Not sure", "Nobody wrote this", ""])
def test_what_is_not_translated_is_said_in_english(folder: Path, sentence: str) -> None:
    assert load_catalogues("fr", folder=folder).catalogue_for("fr").gettext(sentence) == sentence


def test_a_translation_that_would_break_a_reply_is_said_in_english(folder: Path) -> None:
    french = load_catalogues("fr", folder=folder).catalogue_for("fr")
    assert french.gettext("You mute <b>{tag}</b>.") == "You mute <b>{tag}</b>."


def test_english_needs_no_file(folder: Path) -> None:
    english = load_catalogues("fr", folder=folder).catalogue_for("en")
    assert english.ngettext("{n} brief", "{n} briefs", 1) == "{n} brief"
    assert english.ngettext("{n} brief", "{n} briefs", 0) == "{n} briefs"


@pytest.mark.parametrize(
    ("asked", "given"),
    [("fr", "fr"), ("fr-CA", "fr"), ("FR_ca", "fr"), ("en", "en"), ("fi", "fr"), ("", "fr"), (None, "fr")],
)
def test_a_language_without_a_catalogue_gets_the_publications_first(
    folder: Path, asked: str | None, given: str
) -> None:
    assert load_catalogues("de", "fr", "en", folder=folder).catalogue_for(asked).language == given


def test_a_publication_in_no_language_of_ours_is_served_in_english(folder: Path) -> None:
    assert load_catalogues("de", "fi", folder=folder).default == "en"
    assert load_catalogues(folder=folder / "nowhere").languages == ("en",)


def test_the_program_speaks_italian_english_and_french() -> None:
    assert set(po_files()) == {"it", "en", "fr"}
    assert load_catalogues("it").catalogue_for("it").gettext("Share") == "Condividi"
