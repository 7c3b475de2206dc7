"""Extraction: what the sources say reaches the translators, and nothing they wrote is lost."""

from pathlib import Path

import pytest

from bot.i18n.catalogues import read_po_file
from bot.i18n.extraction import begin, extract, is_stale, update

SOURCE = """
MENU = [later("Show the latest briefs")]

def greet(t, n):
    # Translators: said once.
    say(t, "Welcome, {name}.", name="x")
    plain_n(t, "{n} brief", "{n} briefs", n)
    t.gettext("Save")
    say(t, not_a_sentence)
"""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "bot"
    (folder / "emulator").mkdir(parents=True)
    (folder / "hello.py").write_text(SOURCE, encoding="utf-8")
    (folder / "emulator" / "page.py").write_text('say(user, "not ours")', encoding="utf-8")
    return folder


def test_finds_every_way_of_saying_a_sentence(sources: Path) -> None:
    found = [message.id for message in extract([sources]) if message.id]
    assert found == ["Show the latest briefs", "Welcome, {name}.", ("{n} brief", "{n} briefs"), "Save"]


def test_tells_translators_where_and_why(sources: Path) -> None:
    message = extract([sources]).get("Welcome, {name}.")
    assert message is not None
    assert message.auto_comments == ["said once."]
    assert [place for place, _ in message.locations] == ["bot/hello.py"]


def test_a_new_language_begins_with_all_sentences_and_its_own_plurals(sources: Path, tmp_path: Path) -> None:
    locales = tmp_path / "locales"
    update([sources], folder=locales)
    catalog = read_po_file(begin("pl", folder=locales))
    assert [message.id for message in catalog if message.id] == [m.id for m in extract([sources]) if m.id]
    assert catalog.num_plurals == 3


def test_beginning_a_language_twice_keeps_what_was_written(sources: Path, tmp_path: Path) -> None:
    locales = tmp_path / "locales"
    update([sources], folder=locales)
    path = begin("it", folder=locales)
    path.write_text(path.read_text().replace('msgid "Save"\nmsgstr ""', 'msgid "Save"\nmsgstr "Salva"'))
    assert 'msgstr "Salva"' in begin("it", folder=locales).read_text()


def test_updating_twice_changes_nothing_the_second_time(sources: Path, tmp_path: Path) -> None:
    locales = tmp_path / "locales"
    assert update([sources], folder=locales) == (locales / "bot.pot",)
    begin("it", folder=locales)
    assert update([sources], folder=locales) == ()
    assert not is_stale([sources], folder=locales)


def test_a_changed_sentence_is_asked_for_anew_and_the_others_are_kept(sources: Path, tmp_path: Path) -> None:
    locales = tmp_path / "locales"
    update([sources], folder=locales)
    path = begin("it", folder=locales)
    text = path.read_text().replace('msgid "Save"\nmsgstr ""', 'msgid "Save"\nmsgstr "Salva"')
    path.write_text(text.replace('briefs"\nmsgstr ""', 'briefs"\nmsgstr "I brief"'))
    (sources / "hello.py").write_text(SOURCE.replace("latest briefs", "last briefs"), encoding="utf-8")
    assert is_stale([sources], folder=locales)
    assert len(update([sources], folder=locales)) == 2
    catalog = read_po_file(path)
    assert (catalog["Save"].string, catalog["Show the last briefs"].string) == ("Salva", "")
    assert "Show the latest briefs" not in catalog
    assert not catalog.obsolete
