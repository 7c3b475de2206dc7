"""Briefs as the publication of the walks writes them: the same short text in each language asked for."""

from bot.emulator.publication.writing import Brief, Section

_TEXTS = {
    "it": "I ministri si sono riuniti a Bruxelles e hanno discusso il caso {slug} con 41 voti.",
    "en": "The ministers met in Brussels and discussed the case of {slug} with 41 votes.",
    "fr": "Les ministres se sont réunis à Bruxelles et ont discuté le dossier {slug} avec 41 voix.",
}
_FOR_CORRECTION = (" 41 ", " 42 ")


def written(slug: str, *tags: str, languages: str = "en it") -> Brief:
    """A brief with a section for each of the languages, in that order, its full text in the feed."""
    return Brief(
        slug=slug,
        title=f"Il vertice {slug}",
        sections=tuple(_section(slug, language) for language in languages.split()),
        tags=tags,
        full_text=True,
    )


def _section(slug: str, language: str) -> Section:
    return Section(language, (_TEXTS[language].format(slug=slug),), _FOR_CORRECTION)
