"""People and bots: who can stand in a chat."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class User:
    """A person with a Telegram account, or a bot."""

    id: int
    first_name: str
    language_code: str | None = None
    username: str | None = None
    last_name: str | None = None
    is_bot: bool = False

    def as_json(self) -> dict[str, object]:
        """The User object of the Bot API."""
        fields: dict[str, object] = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            value = getattr(self, name)
            if value is not None:
                fields[name] = value
        return fields
