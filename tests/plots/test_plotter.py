"""The plotter: a picture comes from a process of its own, or None, whatever that process does."""

import sys

import pytest

from bot.plots.picture import Bar, Curve, Flow, Mark, Part, Picture, from_json, to_json
from bot.plots.plotter import PNG, Plotter

HOSTILE = "$\\frac{a}{b}$ <b> \U0001f600 名 " + "x" * 300
PICTURE = Picture(
    title=HOSTILE,
    subtitle="7 gennaio",
    curve=Curve("Lettori", (0,), (Mark(0, "7 gen"),), (Mark(0, "0"), Mark(1, "1"))),
    flow=Flow(HOSTILE, "left", (0,), (0,)),
    parts=(Part("Lingue", (Bar(HOSTILE, 0, "0"),)), Part("Temi", ())),
)


def test_a_picture_comes_over_the_wire_as_it_was() -> None:
    assert from_json(to_json(PICTURE)) == PICTURE


async def test_a_picture_of_hostile_words_and_no_readers_is_drawn(plotter: Plotter) -> None:
    image = await plotter.draw(PICTURE)
    assert image is not None
    assert image.startswith(PNG)
    assert int.from_bytes(image[16:20]) >= 1_080


@pytest.mark.parametrize(
    "program",
    [
        "import time; time.sleep(60)",
        "print('no picture')",
        "import sys; sys.exit(3)",
        "import sys; sys.stdout.write('x' * 6_000_000)",
        "import os; os.kill(os.getpid(), 9)",
    ],
)
async def test_a_process_that_fails_is_a_picture_less_and_a_line_in_the_log(
    program: str, caplog: pytest.LogCaptureFixture
) -> None:
    plotter = Plotter(command=(sys.executable, "-I", "-S", "-c", program), seconds=0.5)
    assert await plotter.draw(PICTURE) is None
    plotter.close()
    assert "a picture was not drawn" in caplog.text


async def test_a_program_that_is_not_there_is_a_picture_less() -> None:
    plotter = Plotter(command=("/nowhere/python",))
    assert await plotter.draw(PICTURE) is None
    plotter.close()
