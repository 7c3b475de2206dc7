"""A Telegram on loopback: the Bot API, faithful enough that a bot cannot tell, and the people it talks to."""

from .acting import Place
from .chats import Chat
from .clock import Clock
from .emulator import Emulator
from .faults import ALWAYS, Fault
from .log import Call
from .messages import Message
from .people import User
from .sharing import Item
from .speaking import Words
from .tapping import Answer, NoAnswer, Results

__all__ = [
    "ALWAYS",
    "Answer",
    "Call",
    "Chat",
    "Clock",
    "Emulator",
    "Fault",
    "Item",
    "Message",
    "NoAnswer",
    "Place",
    "Results",
    "User",
    "Words",
]
