"""The house holds together: imports point one way, and each thing stands where it belongs.

Nothing here runs the program; everything is read from its sources, which `tests/sources.py` lays out.
"""

import re
from collections.abc import Iterator, Sequence

import pytest

from tests.circles import circles
from tests.sources import ROOT, Source, call_names, package_of, sources, strings

LAYERS: tuple[tuple[str, frozenset[str]], ...] = (
    (
        "words",
        frozenset({"bot", "bot.model", "bot.errors", "bot.clock", "bot.notices", "bot.emulator"}),
    ),
    (
        "pure rooms and borders",
        frozenset(
            {"bot.tags", "bot.zones", "bot.schedules", "bot.mutes", "bot.i18n", "bot.feeds", "bot.transport"}
            | {"bot.plots", "bot.process", "bot.collecting"}
            | {"bot.choices", "bot.digests", "bot.editions", "bot.hours", "bot.timetable"}
            | {"bot.outcomes", "bot.searching", "bot.airtime", "bot.promptness", "bot.crowds", "bot.sheets"}
            | {"bot.duty", "bot.hosting", "bot.outlook", "bot.vital", "bot.whereabouts"}
            | {"bot.setting_kinds", "bot.settings", "bot.logs"}
        ),
    ),
    ("storage", frozenset({"storage"})),
    (
        "services",
        frozenset(
            {"bot.topic_book", "bot.arriving", "bot.asking", "bot.browsing", "bot.curating", "bot.reading"}
            | {"bot.subscribing", "bot.publishing", "bot.newsroom", "bot.bell", "bot.withdrawing"}
            | {"bot.archiving", "bot.counting", "bot.lookout", "bot.tending", "bot.waves", "bot.broadcasting"}
            | {"bot.unfolding"}
            | {"bot.repairing", "bot.refusing"}
            | {"bot.accounting", "bot.adopting", "bot.late", "bot.tallying", "bot.doubting", "bot.explaining"}
        ),
    ),
    ("words for readers", frozenset({"bot.render"})),
    ("delivery and context", frozenset({"bot.delivery", "bot.context", "bot.airing"})),
    ("watching", frozenset({"bot.watch"})),
    ("handlers", frozenset({"handlers"})),
    (
        "edges",
        frozenset(
            {
                "bot.handled",
                "bot.order",
                "bot.web",
                "bot.front",
                "bot.listening",
                "bot.telegram",
                "bot.scheduler",
                "bot.standby",
                "bot.taking",
            }
            | {"bot.looking", "bot.checking"}
        ),
    ),
    (
        "program",
        frozenset(
            {
                "bot.app",
                "bot.shared",
                "bot.newsdesk",
                "bot.embedded",
                "bot.greeting",
                "bot.env_example",
                "bot.cli",
                "bot.__main__",
            }
        ),
    ),
)
"""Low to high. A package may import what stands lower or beside it; a new one is given its place here."""

ALONE = {
    "storage": {"bot.model", "bot.errors", "bot.clock"},
    "bot.emulator": set[str](),
    "bot.model": set[str](),
    "bot.errors": set[str](),
    "bot.tags": {"bot.model"},
    "bot.zones": {"bot.model", "bot.tags"},
    "bot.i18n": {"bot.model"},
    "bot.transport": {"bot"},
    "bot.feeds": {"bot", "bot.model", "bot.errors", "bot.clock", "bot.process"},
    "bot.plots": {"bot.process"},
    "bot.process": set[str](),
}
"""Packages that may import of ours only these, whatever stands lower."""

NEVER = (
    ("handlers", "storage"),
    ("handlers", "bot.feeds"),
    ("handlers", "bot.transport"),
    ("bot.render", "storage"),
    ("bot.render", "bot.topic_book"),
)
"""Lower, and out of reach all the same: who decides on sentences knows no tables, and the other way round."""

ONLY_IN = {
    "aiosqlite": ("storage",),
    "sqlite3": ("storage",),
    "feedparser": ("bot.feeds",),
    "trafilatura": ("bot.feeds",),
    "selectolax": ("bot.feeds",),
    "py3langid": ("bot.feeds",),
    "matplotlib": ("bot.plots.child",),
    "dotenv": ("bot.settings",),
    "apscheduler": ("bot.scheduler",),
    "argparse": ("bot.cli", "bot.emulator"),
    "aiohttp": (
        *("bot.feeds", "bot.transport", "bot.emulator"),
        *("bot.web", "bot.listening", "bot.front", "bot.embedded"),
    ),
    "telegram.ext": (
        *("handlers", "bot.context", "bot.order", "bot.telegram", "bot.scheduler"),
        *("bot.delivery.limiter", "bot.transport.webhook"),
    ),
    "telegram": (
        *(
            "handlers",
            "bot.context",
            "bot.handled",
            "bot.order",
            "bot.telegram",
            "bot.scheduler",
            "bot.checking",
            "bot.standby",
        ),
        "bot.delivery",
        *("bot.transport", "bot.render.as_telegram", "bot.watch.alerts", "bot.watch.airing"),
    ),
}
"""Libraries, and who may know of them."""

CLOCKS = frozenset({"bot.clock", "bot.emulator.clock"})
TIME = re.compile(
    r"(datetime\.)?(datetime\.(now|utcnow|today)|date\.today)"
    r"|time\.(time|time_ns|monotonic|monotonic_ns|perf_counter|sleep|localtime|gmtime)|asyncio\.sleep"
)
SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+TABLE"
    r"|PRAGMA\s+\w)\b",
    re.DOTALL,
)
SENTENCES = re.compile(r"(.*\.)?(gettext|ngettext|pgettext|npgettext|say|say_many)")
LONGEST = 300


def bot_and_rest() -> tuple[Source, ...]:
    found = sources()
    assert len(found) > 150, "the sources were not found"
    return found


def imports(of: Sequence[Source]) -> Iterator[tuple[Source, str]]:
    """Every import of one of our own packages by another."""
    for source in of:
        for name in source.ours:
            if package_of(name) != source.package:
                yield source, package_of(name)


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {source.name: source.ours - source.for_types for source in bot_and_rest()}
    assert sum(map(len, graph.values())) > 300
    assert circles(graph) == []


def test_no_packages_import_each_other_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for source, package in imports(bot_and_rest()):
        graph.setdefault(source.package, set()).add(package)
    assert len(graph) > 20
    assert circles(graph) == []


def test_every_package_has_its_layer_and_every_layer_its_packages() -> None:
    placed = [package for _, packages in LAYERS for package in packages]
    assert len(placed) == len(set(placed))
    assert {source.package for source in bot_and_rest()} == set(placed), "give it a place in LAYERS"


def test_imports_point_down() -> None:
    height = {package: level for level, (_, packages) in enumerate(LAYERS) for package in packages}
    found = list(imports(bot_and_rest()))
    assert len(found) > 100
    upward = [
        f"{source.name} imports {package}"
        for source, package in found
        if height[package] > height[source.package]
    ]
    assert upward == []


@pytest.mark.parametrize(("package", "allowed"), ALONE.items(), ids=list(ALONE))
def test_a_room_of_its_own_knows_only_what_it_must(package: str, allowed: set[str]) -> None:
    mine = [source for source in bot_and_rest() if source.package == package]
    assert mine, f"{package} is not there any more"
    assert [f"{s.name} imports {other}" for s, other in imports(mine) if other not in allowed] == []


@pytest.mark.parametrize(("package", "other"), NEVER)
def test_what_is_out_of_reach_is_not_reached_for(package: str, other: str) -> None:
    mine = [source for source in bot_and_rest() if source.package == package]
    assert mine
    assert any(source.package == other for source in bot_and_rest())
    assert [source.name for source, imported in imports(mine) if imported == other] == []


@pytest.mark.parametrize(("library", "places"), ONLY_IN.items(), ids=list(ONLY_IN))
def test_a_library_is_known_only_where_it_is_needed(library: str, places: tuple[str, ...]) -> None:
    users = [s.name for s in bot_and_rest() if any(_within(name, library) for name in s.imported)]
    if library != "apscheduler":  # python-telegram-bot's JobQueue speaks to it for us
        assert users, f"nobody uses {library} any more"
    assert [user for user in users if not any(_within(user, place) for place in places)] == []


def _within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def test_only_the_clocks_read_the_time_and_wait() -> None:
    found = [(s.name, name) for s in bot_and_rest() for name in call_names(s) if TIME.fullmatch(name)]
    assert {name for name, _ in found} >= CLOCKS, "the clocks do not read the time any more"
    assert [f"{module} calls {name}" for module, name in found if module not in CLOCKS] == []


def test_the_time_is_not_taken_by_another_name() -> None:
    hidden = re.compile(r"time\.\w+|asyncio\.sleep")
    found = [
        f"{source.name} imports {name}"
        for source in bot_and_rest()
        if source.name not in CLOCKS
        for name in source.imported
        if hidden.fullmatch(name)
    ]
    assert found == []


def test_sql_stands_in_storage_alone() -> None:
    found = [s.name for s in bot_and_rest() for text in strings(s) if SQL.search(text)]
    assert [name for name in found if name.startswith("storage.")], "no SQL was recognised at all"
    assert [name for name in found if not name.startswith("storage.")] == []


def test_handlers_hold_no_sentences() -> None:
    rooms = {"handlers": 0, "bot.render": 0}
    for source in bot_and_rest():
        if source.package in rooms:
            rooms[source.package] += sum(bool(SENTENCES.fullmatch(name)) for name in call_names(source))
    assert rooms["bot.render"] > 20, "no sentence was recognised at all"
    assert rooms["handlers"] == 0


def test_every_module_says_what_it_is() -> None:
    assert [source.name for source in bot_and_rest() if not source.docstring] == []


def test_no_file_is_long_and_most_are_short() -> None:
    lengths = {source.name: source.lines for source in bot_and_rest()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}
    assert sorted(lengths.values())[len(lengths) // 2] < 100


def test_no_tool_is_silenced_and_nothing_is_left_for_later() -> None:
    wrong = re.compile(r"pragma: no cover|\b(TODO|FIXME|XXX)\b|NotImplementedError|type: ignore(?!\[)")
    assert [s.name for s in bot_and_rest() if wrong.search(s.text)] == []


def test_no_file_is_a_drawer_for_everything() -> None:
    names = {
        path.stem for top in ("bot", "handlers", "storage", "tests") for path in (ROOT / top).rglob("*.py")
    }
    assert names & {"utils", "util", "helpers", "helper", "misc", "common"} == set()
