"""The publication's days: what is out at the start, and what an editor does to it."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.emulator.publication import Brief, NoSuchArticle, Publication, Section
from bot.emulator.publication.library import written_briefs

from .conftest import Hands


def test_eight_briefs_are_out_at_the_start_spread_over_the_last_days(
    paper: Publication, hands: Hands
) -> None:
    ages = [hands() - article.published_at for article in paper.articles]
    assert len(ages) == 8
    assert ages == sorted(ages, reverse=True)
    assert ages[0] > timedelta(days=5)
    assert timedelta(0) < ages[-1] < timedelta(hours=12)


def test_publishes_the_briefs_of_the_drawer_one_by_one(paper: Publication, hands: Hands) -> None:
    waiting = [brief.slug for brief in written_briefs()[8:]]
    assert [paper.publish_next() for _ in waiting] == waiting
    assert paper.standing[0].slug == waiting[-1]
    assert paper.standing[0].published_at == hands().replace(microsecond=0)


def test_never_runs_dry(paper: Publication) -> None:
    slugs = [paper.publish_next() for _ in range(40)]
    assert len(set(slugs)) == 40
    assert slugs[-1] == "voto-del-giorno-32"


def test_a_feed_shows_the_newest_thirty(paper: Publication) -> None:
    slugs = [paper.publish_next() for _ in range(40)]
    assert [article.slug for article in paper.standing] == slugs[:-31:-1]


def test_a_correction_changes_the_wording_in_every_language_and_says_so(paper: Publication) -> None:
    paper.correct("ukraine-joint-winter-reserve")
    article = paper.article("ukraine-joint-winter-reserve")
    assert article is not None
    english, italian = (article.paragraphs(section) for section in article.brief.sections)
    assert "950 megawatts" in english[0]
    assert "900" not in english[0]
    assert english[-1] == "Correction no. 1, 18:23: the editors have amended this text."
    assert "950 megawatt" in italian[0]
    assert italian[-1] == "Rettifica n. 1, ore 18:23: la redazione ha corretto questo testo."
    assert article.standfirst.endswith(" [rettifica 1, ore 18:23]")


def test_every_further_correction_reads_differently(paper: Publication) -> None:
    texts, standfirsts = set(), set()
    for _ in range(3):
        slug = paper.correct()
        article = paper.article(slug)
        assert article is not None
        texts.add(article.paragraphs(article.brief.sections[0]))
        standfirsts.add(article.standfirst)
    assert len(texts) == len(standfirsts) == 3


def test_corrects_the_newest_article_unless_told_which(paper: Publication) -> None:
    assert paper.correct() == paper.standing[0].slug


def test_a_brief_without_a_prepared_correction_gets_the_note_alone(paper: Publication) -> None:
    paper.add(Brief("short", "Short", (Section("pl", ("Jedno zdanie.",)),)))
    paper.correct("short")
    article = paper.article("short")
    assert article is not None
    first, note = article.paragraphs(article.brief.sections[0])
    assert (first, note[:15]) == ("Jedno zdanie.", "Correction no. ")
    assert article.standfirst == "[rettifica 1, ore 18:23]"


def test_a_withdrawn_article_no_longer_stands(paper: Publication) -> None:
    slug = paper.withdraw()
    assert slug not in [article.slug for article in paper.standing]
    assert paper.withdraw() != slug


def test_what_does_not_stand_cannot_be_touched(paper: Publication) -> None:
    slug = paper.withdraw()
    with pytest.raises(NoSuchArticle):
        paper.correct(slug)
    with pytest.raises(NoSuchArticle):
        paper.withdraw("never-was")


def test_nothing_is_left_to_withdraw_in_the_end(paper: Publication) -> None:
    for _ in paper.articles:
        paper.withdraw()
    with pytest.raises(NoSuchArticle, match="no article stands"):
        paper.withdraw()


def test_refuses_a_second_article_of_the_same_name(paper: Publication) -> None:
    brief = Brief("twice", "Twice", (Section("en", ("One.",)),))
    paper.add(brief)
    with pytest.raises(ValueError, match="twice"):
        paper.add(brief)


def test_the_month_stands_in_the_tags(paper: Publication) -> None:
    assert "gennaio-2026" in paper.standing[0].tags


def test_refuses_a_breakage_it_does_not_know(paper: Publication) -> None:
    with pytest.raises(ValueError, match="earthquake"):
        paper.break_feed("earthquake")


# Memory ---------------------------------------------------------------------------------------------


def test_a_later_run_goes_on_where_this_one_stopped(hands: Hands, tmp_path: Path) -> None:
    file = tmp_path / "data" / "publication.json"
    paper = Publication(now=hands, memory_file=file)
    for _ in range(10):
        paper.publish_next()
    paper.correct()
    paper.withdraw("bilancio-europeo-anno-ponte")
    hands.move(days=3)
    later = Publication(now=hands, memory_file=file)
    assert later.articles == paper.articles
    assert later.publish_next() == "voto-del-giorno-3"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[",
        "7",
        '{"a": 1}',
        '[{"slug": 3}]',
        '[{"slug": "parlement-plan-pollinisateurs", "corrections": [], "withdrawn_at": null}]',
        '[{"slug": "parlement-plan-pollinisateurs", "published_at": "2026-01-07", "corrections": [],'
        ' "withdrawn_at": null}]',
        '[{"slug": "unknown", "published_at": "", "corrections": [], "withdrawn_at": null}]',
    ],
)
def test_a_memory_that_makes_no_sense_is_begun_afresh(content: str, hands: Hands, tmp_path: Path) -> None:
    file = tmp_path / "publication.json"
    file.write_text(content)
    assert len(Publication(now=hands, memory_file=file).articles) == 8


def test_texts_that_a_test_added_are_not_expected_back(hands: Hands, tmp_path: Path) -> None:
    file = tmp_path / "publication.json"
    paper = Publication(now=hands, memory_file=file)
    paper.add(Brief("short", "Short", (Section("en", ("One sentence.",)),)))
    assert len(Publication(now=hands, memory_file=file).articles) == 8
