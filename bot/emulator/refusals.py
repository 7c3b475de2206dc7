"""Refusals: how the Bot API says no.

A refused call ends with an HTTP status, a description and sometimes parameters. The texts are written here as
the server's sources write them; `description_of` adds the prefix of the status and lowers the first letter,
the way the server does (Client.cpp, fail_query_with_error), so that BUTTON_DATA_INVALID keeps its capitals.
"""

_PREFIXES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    409: "Conflict",
    500: "Internal Server Error",
}


class Refused(Exception):
    """Raised when the server answers a call with an error."""

    def __init__(
        self,
        text: str,
        *,
        status: int = 400,
        retry_after: int | None = None,
        migrate_to_chat_id: int | None = None,
    ) -> None:
        super().__init__(text)
        self.text = text
        self.status = status
        self.retry_after = retry_after
        self.migrate_to_chat_id = migrate_to_chat_id

    @property
    def description(self) -> str:
        """The sentence of the answer."""
        return description_of(self.status, self.text)

    def answer(self) -> dict[str, object]:
        """The JSON object of the answer."""
        body: dict[str, object] = {"ok": False, "error_code": self.status, "description": self.description}
        parameters = {"retry_after": self.retry_after, "migrate_to_chat_id": self.migrate_to_chat_id}
        given = {name: value for name, value in parameters.items() if value is not None}
        if given:
            body["parameters"] = given
        return body


def description_of(status: int, text: str) -> str:
    """`text` as the server words it for `status`."""
    prefix = _PREFIXES.get(status)
    if prefix is None or text.startswith(prefix):
        return text
    keeps_capital = len(text) > 1 and (text[1] == "_" or "A" <= text[1] <= "Z")
    return f"{prefix}: {text if keeps_capital else text[:1].lower() + text[1:]}"


def flooded(seconds: int) -> Refused:
    """The refusal of a call that came too soon."""
    return Refused(f"Too Many Requests: retry after {seconds}", status=429, retry_after=seconds)


def unauthorized() -> Refused:
    """The refusal of a token nobody has."""
    return Refused("Unauthorized", status=401)


def forbidden(text: str) -> Refused:
    """The refusal of something this bot may not do."""
    return Refused(text, status=403)


def conflict(text: str) -> Refused:
    """The refusal of a second consumer of the updates."""
    return Refused(text, status=409)
