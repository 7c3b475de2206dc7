"""The greeting: what an operator reads when the program runs."""

from bot.app import Program


def greeting(program: Program) -> str:
    """The lines to print once everything is open."""
    return _of_emulator(program) if program.is_embedded else _of_telegram(program)


def _of_telegram(program: Program) -> str:
    return f"@{program.username} is running: https://t.me/{program.username}\nPress Ctrl-C to stop."


def _of_emulator(program: Program) -> str:
    return "\n".join(
        (
            "Strillone is running on its own pretend Telegram, with a sample publication.",
            f"Open {program.address}/ and write /start to the bot.",
            "",
            "To go live, put these into .env and start again:",
            "  BOT_TOKEN=…   from @BotFather on Telegram: /newbot",
            "  FEEDS=…       the address of your feed, or of your site",
            "  ADMINS=…      your own Telegram user id",
            "",
            "Press Ctrl-C to stop.",
        )
    )
