"""Messages as they stand in a chat, each state of one an own frozen value."""

from dataclasses import dataclass, replace
from typing import Any

from .bounds import BOUNDS
from .texts.canonical import canonical_html

Data = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Message:
    """One state of one message. `data` is the Message object of the Bot API, not to be changed.

    `sequence` rises with everything that happens; `former` holds the data before each edit, oldest first.
    """

    chat_id: int
    message_id: int
    data: Data
    sequence: int
    from_bot: bool
    silent: bool = False
    reply_keyboard: Data | None = None
    former: tuple[Data, ...] = ()
    deleted: bool = False

    @property
    def text(self) -> str:
        """Text or caption; empty for a message that has neither."""
        return str(self.data.get("text", self.data.get("caption", "")))

    @property
    def marks(self) -> list[Data]:
        """The entities of the text or caption."""
        marks: list[Data] = self.data.get("entities") or self.data.get("caption_entities") or []
        return marks

    @property
    def html(self) -> str:
        """Text or caption as canonical HTML."""
        return canonical_html(self.text, self.marks)

    @property
    def buttons(self) -> list[list[str]]:
        """Texts of the inline keyboard, row by row."""
        return [[button["text"] for button in row] for row in self._rows]

    @property
    def keyboard(self) -> list[list[str]]:
        """Texts of the reply keyboard that came with the message, row by row."""
        rows = (self.reply_keyboard or {}).get("keyboard", [])
        return [[button["text"] for button in row] for row in rows]

    @property
    def link_preview(self) -> Data:
        """The link preview options the message was sent with."""
        return dict(self.data.get("link_preview_options", {}))

    @property
    def reply_to(self) -> int | None:
        """Id of the message it answers."""
        answered = self.data.get("reply_to_message")
        return int(answered["message_id"]) if answered else None

    @property
    def thread(self) -> int | None:
        """Id of the topic it stands in."""
        return self.data.get("message_thread_id")

    @property
    def edited(self) -> list["Message"]:
        """The states before the present one, oldest first."""
        return [replace(self, data=data, former=self.former[:at]) for at, data in enumerate(self.former)]

    @property
    def _rows(self) -> list[list[Data]]:
        rows: list[list[Data]] = self.data.get("reply_markup", {}).get("inline_keyboard", [])
        return rows

    def button(self, text_or_data: str) -> Data:
        """The inline button with this text, else with this callback data; LookupError when there is none."""
        for key in ("text", "callback_data"):
            for row in self._rows:
                for button in row:
                    if button.get(key) == text_or_data:
                        return button
        raise LookupError(f"no button {text_or_data!r} among {self.buttons}")

    def changed(self, data: Data, sequence: int, *, keep: bool = True) -> "Message":
        """The next state; the present one is remembered when `keep`."""
        former = (*self.former, self.data)[-BOUNDS["edits_per_message"] :] if keep else ()
        return replace(self, data=data, sequence=sequence, former=former)

    def as_control(self) -> Data:
        """The state as the control API and the events give it."""
        return {
            **self.data,
            "chat_id": self.chat_id,
            "html": self.html,
            "from_bot": self.from_bot,
            "silent": self.silent,
            "reply_keyboard": self.reply_keyboard,
            "deleted": self.deleted,
            "edits": len(self.former),
            "sequence": self.sequence,
        }
