"""The greeting: what an operator reads when the program runs."""

from bot.model import Copy


def of_telegram(username: str, copy: Copy | None) -> str:
    """The lines to print once the bot of this name runs, on a database that may be a copy."""
    lines = [f"@{username} is running: https://t.me/{username}"]
    if copy is not None:
        lines += [
            f"PAUSED: the database {copy.here.path} is a copy ({copy.cause}), so nothing is sent in bulk.",
            "Once the other one is stopped for good: press the button that your editors got, or run --adopt.",
        ]
    return "\n".join([*lines, "Press Ctrl-C to stop."])


def of_embedded(address: str) -> str:
    """The lines to print once the chat page is at this address and its bot runs."""
    return "\n".join(
        (
            "Strillone is running on its own pretend Telegram, with a sample publication.",
            f"Open {address}/ and write /start to the bot.",
            "",
            "To go live, put these into .env and start again:",
            "  BOT_TOKEN=…   from @BotFather on Telegram: /newbot",
            "  FEEDS=…       the address of your feed, or of your site",
            "  ADMINS=…      your own Telegram user id",
            "",
            "What happens there is kept; make run FRESH=1 begins anew. Press Ctrl-C to stop.",
        )
    )
