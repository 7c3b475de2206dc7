"""Checking: whatever is wrong in a catalogue is named."""

from pathlib import Path

import pytest

from bot.i18n.catalogues import po_files, read_po_file
from bot.i18n.checking import check
from bot.i18n.extraction import TEMPLATE, extract, is_stale

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
ITALIAN = '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
SENTENCES = """
msgid "You follow <b>{tag}</b>."
msgstr ""

msgid "one brief"
msgid_plural "{n} briefs"
msgstr[0] ""
msgstr[1] ""
"""
WHOLE = """
msgid "You follow <b>{tag}</b>."
msgstr "Segue <b>{tag}</b>."

msgid "one brief"
msgid_plural "{n} briefs"
msgstr[0] "un brief"
msgstr[1] "{n} brief"
"""


def troubles(folder: Path, translations: str, *, language: str = "it", header: str = ITALIAN) -> list[str]:
    path = folder / language / "LC_MESSAGES" / "strillone.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + header + translations, encoding="utf-8")
    (folder / TEMPLATE).write_text(HEADER + SENTENCES, encoding="utf-8")
    return [problem.trouble for problem in check(folder)]


def test_a_whole_catalogue_has_no_problem(tmp_path: Path) -> None:
    assert troubles(tmp_path, WHOLE) == []


@pytest.mark.parametrize(
    ("old", "new", "trouble"),
    [
        ("Segue <b>{tag}</b>.", "", "is not translated"),
        ("Segue <b>{tag}</b>.", "Segue <b>qualcosa</b>.", "lacks names of the sentence: tag"),
        ("Segue <b>{tag}</b>.", "Segue <b>{tag}</b> {x}.", "has names that the sentence has not: x"),
        ("{tag}</b>.\"\n\n", "{tag!r}</b>.\"\n\n", "has names that the sentence has not: tag!r:"),
        ("Segue <b>{tag}</b>.", "Segue <i>{tag}</i>.", "has other HTML tags than the sentence"),
        ("Segue <b>{tag}</b>.", "Segue <b>{tag</b>.", "has broken braces: expected '}' before end of string"),
        ("{n} brief\"", "molti brief\"", None),
        ("un brief", "{n} brief", None),
        ("un brief", "", "is not translated"),
        ('msgstr[1] "{n} brief"\n', "", "is not translated"),
        ('msgid "You', '#, fuzzy\nmsgid "You', "is marked fuzzy: look at it and remove the mark"),
        ('msgid "one', '#~ msgid "Old"\n#~ msgstr "Vecchio"\n\nmsgid "one', "is obsolete: remove it"),
        ('msgid "one', 'msgid "Old"\nmsgstr "Vecchio"\n\nmsgid "one', "is no longer said: remove it"),
        (WHOLE, WHOLE[: WHOLE.index('msgid "one')], "is missing"),
    ],
)  # fmt: skip
def test_names_what_is_wrong(tmp_path: Path, old: str, new: str, trouble: str | None) -> None:
    assert old in WHOLE
    found = troubles(tmp_path, WHOLE.replace(old, new, 1))
    assert trouble in found if trouble else found == []


def test_a_plural_rule_of_another_language_is_named(tmp_path: Path) -> None:
    header = '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'
    (trouble,) = troubles(tmp_path, WHOLE, header=header)
    assert trouble.startswith("has another plural rule")
    assert "n != 1" in trouble


def test_english_may_leave_everything_to_its_ids(tmp_path: Path) -> None:
    assert troubles(tmp_path, SENTENCES, language="en") == []


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (trouble,) = troubles(tmp_path, "\nrubbish")
    assert trouble.startswith("cannot be read")


def test_a_problem_names_file_and_sentence(tmp_path: Path) -> None:
    troubles(tmp_path, WHOLE.replace("un brief", ""))
    (problem,) = check(tmp_path)
    path = tmp_path / "it" / "LC_MESSAGES" / "strillone.po"
    assert str(problem) == f'{path}: "one brief" is not translated'


def test_finding_nothing_to_check_is_a_problem(tmp_path: Path) -> None:
    assert [str(problem) for problem in check(tmp_path)] != []


def test_every_sentence_of_the_program_is_whole_in_every_language() -> None:
    assert [str(problem) for problem in check()] == []


def test_the_template_says_what_the_sources_say() -> None:
    assert not is_stale(), "sentences changed: bring the catalogues up to them"


def test_there_is_something_to_guard() -> None:
    assert len(extract()) > 20
    for language, path in po_files().items():
        translated = [message for message in read_po_file(path, language) if message.string]
        assert len(translated) > 20 or language == "en"
