"""The chat page's files: what the server says with them, and what must not be in them."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from selectolax.lexbor import LexborHTMLParser

from bot.emulator.page import EDITOR_ID, GROUP, PEOPLE, add_page_routes
from bot.emulator.page.routes import FOLDER

Browser = TestClient[web.Request, web.Application]
FILES = sorted(FOLDER.iterdir())
SCRIPTS = [path for path in FILES if path.suffix == ".js"]


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    app = web.Application()
    add_page_routes(app)
    async with TestClient(TestServer(app)) as client:
        yield client


@pytest.fixture
def index() -> LexborHTMLParser:
    return LexborHTMLParser((FOLDER / "index.html").read_text("utf-8"))


def test_there_are_files_to_look_at() -> None:
    assert len(SCRIPTS) >= 10
    assert {path.suffix for path in FILES} == {".html", ".css", ".js", ".svg"}


@pytest.mark.parametrize("path", ["/", *(f"/page/{path.name}" for path in FILES), "/page/cast.json"])
async def test_every_file_comes_with_a_strict_policy(path: str, browser: Browser) -> None:
    response = await browser.get(path)
    assert response.status == 200
    policy = dict(part.split(" ", 1) for part in response.headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_types_are_those_that_a_browser_insists_on(browser: Browser) -> None:
    types = [
        (await browser.get(f"/page/{name}")).content_type for name in ("page.js", "page.css", "icon.svg")
    ]
    assert types == ["text/javascript", "text/css", "image/svg+xml"]
    assert (await browser.get("/")).content_type == "text/html"


@pytest.mark.parametrize(
    "path", ["/page/none.js", "/page/..%2Froutes.py", "/page/%2e%2e/routes.py", "/page/", "/page//etc/passwd"]
)
async def test_nothing_else_is_served(path: str, browser: Browser) -> None:
    assert (await browser.get(path)).status == 404


async def test_the_cast_reads_in_three_languages_and_has_an_editor(browser: Browser) -> None:
    cast = await (await browser.get("/page/cast.json")).json()
    assert cast["group"] == GROUP
    assert [person["id"] for person in cast["people"]] == [person.id for person in PEOPLE]
    assert {"it", "en", "fr"} == {person["language_code"] for person in cast["people"]}
    assert [person["id"] for person in cast["people"] if person["role"] == "editor"] == [EDITOR_ID]


def without_comments(words: str) -> str:
    return re.sub(r"/\*.*?\*/|(?m:^\s*//.*$)", "", words, flags=re.DOTALL)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_file_names_an_address_outside_this_machine(path: Path) -> None:
    words = without_comments(path.read_text("utf-8")).replace("http://www.w3.org/2000/svg", "")
    assert re.findall(r"(?:https?:)?//[\w<][^\s\"'`]*", words) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_makes_markup_of_text(path: Path) -> None:
    words = path.read_text("utf-8")
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser|srcdoc"
    )
    assert re.findall(forbidden, words) == []


def test_the_page_has_neither_inline_script_nor_inline_style(index: LexborHTMLParser) -> None:
    assert [script.attributes.get("src") for script in index.css("script")] == ["/page/page.js"]
    assert index.css("style, [style]") == []
    names = [name for node in index.css("*") for name in node.attributes if name.startswith("on")]
    assert names == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_import_and_every_id_exists(path: Path, index: LexborHTMLParser) -> None:
    words = path.read_text("utf-8")
    for name in re.findall(r'from "\./([\w.]+)"', words):
        assert (FOLDER / name).is_file(), name
    for name in re.findall(r'(?:byId|wire)\("([\w-]+)"', words):
        assert index.css_first(f"#{name}") is not None, name


def test_everything_that_can_be_worked_has_a_name(index: LexborHTMLParser) -> None:
    for node in index.css(
        "button, textarea, nav, aside, main, section, dialog, [role=region], [role=listbox]"
    ):
        words = node.attributes.get("aria-label") or node.attributes.get("aria-labelledby")
        assert words or node.text(strip=True), node.html


def test_news_is_told_to_those_who_cannot_see(index: LexborHTMLParser) -> None:
    for name in ("messages", "toasts"):
        node = index.css_first(f"#{name}")
        assert node is not None
        assert node.attributes["aria-live"] == "polite"
