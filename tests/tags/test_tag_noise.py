"""Which labels are subjects: the rules one by one, and in their order."""

import pytest

from bot.model import Language
from bot.tags.calendar import calendar
from bot.tags.noise import Reason, Standing, noise

NOISE = noise(("Europolitiche", "", "Il Mulino"), calendar(map(Language, ("it", "en", "fr"))))


@pytest.mark.parametrize(
    ("label", "standing", "reason"),
    [
        ("", Standing.DROPPED, Reason.EMPTY),
        ("\u200b #!", Standing.DROPPED, Reason.EMPTY),
        ("europolitiche", Standing.DROPPED, Reason.OWN_NAME),
        ("#EuroPolitiche", Standing.DROPPED, Reason.OWN_NAME),
        ("gennaio-2026", Standing.HIDDEN, Reason.DATE),
        ("2026", Standing.HIDDEN, Reason.DATE),
        ("35", Standing.HIDDEN, Reason.NO_LETTER),
        ("12-34", Standing.HIDDEN, Reason.NO_LETTER),
        ("speciale-il-mulino-estate", Standing.HIDDEN, Reason.ABOUT_ITSELF),
        ("europolitiche-lab-due", Standing.HIDDEN, Reason.ABOUT_ITSELF),
        ("pace-tra-russi-e-ucraini", Standing.HIDDEN, Reason.LONG),
        ("x" * 41, Standing.HIDDEN, Reason.LONG),
        ("accordo-sui-volenterosi-", Standing.HIDDEN, Reason.CUT),
        ("il-futuro-della-pace", Standing.HIDDEN, Reason.SENTENCE),
        ("contro-la-russia", Standing.HIDDEN, Reason.PREPOSITION),
        ("contre la Russie", Standing.HIDDEN, Reason.PREPOSITION),
        ("against", Standing.HIDDEN, Reason.PREPOSITION),
        ("premio-sakharov", Standing.SHOWN, Reason.SUBJECT),
        ("stato-di-diritto", Standing.SHOWN, Reason.SUBJECT),
        ("politica-agricola-comune", Standing.SHOWN, Reason.SUBJECT),
        ("europolitiche-lab", Standing.SHOWN, Reason.SUBJECT),
        ("ue-india", Standing.SHOWN, Reason.SUBJECT),
        ("fine-", Standing.SHOWN, Reason.SUBJECT),
        ("von-der-leyen", Standing.SHOWN, Reason.SUBJECT),
        ("Di Maio", Standing.SHOWN, Reason.SUBJECT),
        ("x" * 40, Standing.SHOWN, Reason.SUBJECT),
        ("g7", Standing.SHOWN, Reason.SUBJECT),
        ("5g", Standing.SHOWN, Reason.SUBJECT),
        ("7-ottobre", Standing.SHOWN, Reason.SUBJECT),
        ("Україна", Standing.SHOWN, Reason.SUBJECT),
    ],
)
def test_judges_a_label(label: str, standing: Standing, reason: Reason) -> None:
    verdict = NOISE.verdict(label)
    assert (verdict.standing, verdict.reason) == (standing, reason)
    assert verdict.shown == (standing is Standing.SHOWN)


def test_a_publication_without_a_name_hides_nothing_for_it() -> None:
    nameless = noise((), calendar([Language("it")]))
    assert nameless.verdict("a-b-c").shown
    assert nameless.verdict("Europolitiche").shown
