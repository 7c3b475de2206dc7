"""`.env.example`: every setting, its meaning and its default, for people to copy to `.env`.

`python -m bot.env_example` writes it; a test holds the file to it.
"""

import sys
import textwrap

from bot.settings import SETTINGS, Setting

WIDTH = 100
HEAD = """\
# Settings of Strillone. Copy this file to .env, take the # away before what you set, and start it again.
# The environment goes before the file. `python -m bot check` says whether everything is in order.
"""


def env_example() -> str:
    """The whole file."""
    return "\n".join([HEAD, *map(_lines, SETTINGS)])


def _lines(setting: Setting) -> str:
    meaning = f"{setting.meaning[0].upper()}{setting.meaning[1:]}."
    about = textwrap.wrap(meaning, WIDTH, initial_indent="# ", subsequent_indent="# ")
    return "\n".join([*about, f"#{setting.name}={setting.default or ''}", ""])


if __name__ == "__main__":
    sys.stdout.write(env_example())
