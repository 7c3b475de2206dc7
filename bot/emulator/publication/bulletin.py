"""Votes of the day: short briefs made by rule, so that the publication never runs dry.

The same number always gives the same bulletin.
"""

import re
import tomllib
from functools import cache
from typing import Any

from bot.emulator.publication.library import FOLDER
from bot.emulator.publication.writing import Brief, Section

SLUG = re.compile(r"voto-del-giorno-(\d{1,6})")

_SENTENCES = {
    "it": (
        "La {committee} del Parlamento europeo ha approvato {subject} con {ayes} voti a favore, "
        "{noes} contrari e {abstentions} astensioni.",
        "Il testo chiede agli Stati membri di fare di più entro due anni, e alla Commissione di contare "
        "ogni anno che cosa è cambiato. Gli emendamenti respinti sono {amendments}.",
        "L'aula voterà nella prossima sessione; il seguito dipende dal Consiglio.",
    ),
    "en": (
        "The {committee} of the European Parliament has approved {subject} by {ayes} votes to {noes}, "
        "with {abstentions} abstentions.",
        "The text asks member states to do more within two years, and the Commission to count each year "
        "what has changed. {amendments} amendments were rejected.",
        "The plenary votes at its next session; what follows is up to the Council.",
    ),
    "fr": (
        "La {committee} du Parlement européen a approuvé {subject} par {ayes} voix contre {noes} et "
        "{abstentions} abstentions.",
        "Le texte demande aux États membres d'en faire davantage d'ici à deux ans, et à la Commission de "
        "compter chaque année ce qui a changé. {amendments} amendements ont été repoussés.",
        "L'hémicycle se prononcera à sa prochaine session\u00a0; la suite dépend du Conseil.",
    ),
}


def bulletin(number: int) -> Brief:
    """The bulletin of that number, from 1 on, in three languages."""
    tables = _tables()
    subject = tables["subjects"][number % len(tables["subjects"])]
    topic = subject["it"][0].removeprefix("la relazione ")
    return Brief(
        slug=f"voto-del-giorno-{number}",
        title=f"Voto del giorno n. {number}: la relazione {topic}",
        sections=tuple(_section(language, subject[language], number) for language in _SENTENCES),
        standfirst=f"Vote of the day No. {number}: {subject['en'][0]}",
        category="Voto del giorno",
        tags=(*subject["tags"], *tables["tags"]),
        full_text=number % 2 == 0,
    )


def _section(language: str, words: list[str], number: int) -> Section:
    votes = _votes(number)
    facts = {"subject": words[0], "committee": words[1], **votes}
    paragraphs = tuple(sentence.format_map(facts) for sentence in _SENTENCES[language])
    return Section(language, paragraphs, (f" {votes['ayes']} ", f" {votes['ayes'] + 1} "))


def _votes(number: int) -> dict[str, int]:
    """Numbers that look like a committee's, spread by two primes so that neighbours differ."""
    return {
        "ayes": 31 + number * 7 % 19,
        "noes": 8 + number * 5 % 17,
        "abstentions": 2 + number * 3 % 5,
        "amendments": 3 + number * 11 % 23,
    }


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "bulletin.toml").read_text("utf-8"))
