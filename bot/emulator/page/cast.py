"""The cast: who is on the page when it is opened for the first time.

Their ids are fixed, so that a database made with them knows them again after a restart, and so that one of
them can be named as an editor in the settings.
"""

from dataclasses import dataclass

EDITOR_ID = 400
GROUP = "Circolo dei lettori"
"""A group of all of them."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a Telegram account. `id` is his user id and the id of his chat with the bot."""

    id: int
    first_name: str
    language_code: str
    role: str


PEOPLE = (
    Person(100, "Anna", "it", "reader"),
    Person(200, "Emma", "en", "reader"),
    Person(300, "Louis", "fr", "reader"),
    Person(EDITOR_ID, "Bruno", "it", "editor"),
)
