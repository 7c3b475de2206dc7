import pytest

from bot.i18n import Catalogues
from bot.i18n.durations import format_duration


@pytest.mark.parametrize(
    ("language", "seconds", "said"),
    [
        ("en", 500, "8 mins 20 secs"),
        ("it", 500, "8 min 20 s"),
        ("fr", 7500, "2 h 5 min"),
        ("it", 45, "45 s"),
        ("it", 3605, "1 h"),
        ("it", 3600, "1 h"),
        ("it", 0, "0 s"),
        ("it", -3, "0 s"),
    ],
)
def test_says_the_two_largest_units(catalogues: Catalogues, language: str, seconds: int, said: str) -> None:
    written = format_duration(catalogues.catalogue_for(language), seconds)
    assert written.replace("\u00a0", " ").replace("\u202f", " ") == said
