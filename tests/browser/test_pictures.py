"""The pictures of the README and of `docs/`: there, small, and shown."""

import io
import re

import pytest
from PIL import Image

from tests.browser.pictures import FOLDER, LARGEST, small

ROOT = FOLDER.parents[1]
PAGES = (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))
NAMES = sorted(path.name for path in FOLDER.glob("*"))


def shown() -> set[str]:
    """The names of the pictures that some page shows."""
    return {name for page in PAGES for name in re.findall(r"pictures/([\w.-]+)", page.read_text("utf-8"))}


def test_every_picture_is_shown_somewhere_and_every_one_shown_is_there() -> None:
    assert NAMES != []
    assert set(NAMES) == shown()


def test_each_is_there_in_light_and_in_dark() -> None:
    scenes = {name.rsplit("-", 1)[0] for name in NAMES}
    assert sorted(f"{scene}-{scheme}.png" for scene in scenes for scheme in ("light", "dark")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_each_is_small(name: str) -> None:
    assert (FOLDER / name).stat().st_size <= LARGEST


def test_a_picture_is_made_smaller_and_stays_the_same_picture() -> None:
    large = io.BytesIO()
    Image.linear_gradient("L").resize((1200, 760)).convert("RGB").save(large, "PNG")
    made = Image.open(io.BytesIO(small(large.getvalue())))
    assert made.size == (1200, 760)
    assert len(small(large.getvalue())) <= LARGEST
