"""Our own sources, read and not run: what each module is called, imports, calls and says."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
TOPS = ("bot", "handlers", "storage")


@dataclass(frozen=True, slots=True)
class Source:
    """One module. `ours` are the modules of ours that it imports, `for_types` those that only a type checker
    sees, `imported` every full name that it imports from anywhere."""

    name: str
    text: str
    tree: ast.Module
    nodes: tuple[ast.AST, ...]
    imported: frozenset[str]
    ours: frozenset[str]
    for_types: frozenset[str]

    @property
    def package(self) -> str:
        return package_of(self.name)

    @property
    def docstring(self) -> str | None:
        return ast.get_docstring(self.tree)

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())


@cache
def sources() -> tuple[Source, ...]:
    """Every module of the program."""
    return tuple(_read(name, path) for name, path in sorted(_modules().items()))


@cache
def _modules() -> dict[str, Path]:
    paths = [path for top in TOPS for path in (ROOT / top).rglob("*.py")]
    return {_name(path): path for path in paths}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def package_of(name: str) -> str:
    """`bot.feeds.child.dates` is of `bot.feeds`, `bot.app` of itself, `handlers.taps.tap` of `handlers`."""
    parts = name.split(".")
    return ".".join(parts[:2]) if parts[0] == "bot" else parts[0]


def _read(name: str, path: Path) -> Source:
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    nodes = tuple(ast.walk(tree))
    where = name if path.name == "__init__.py" else name.rpartition(".")[0]
    return Source(
        name,
        text,
        tree,
        nodes,
        imported=frozenset(_imports(nodes, where)),
        ours=frozenset(_ours(_imports(nodes, where))) - {name},
        for_types=frozenset(_ours(_for_types(nodes, where))),
    )


def _imports(nodes: Iterable[ast.AST], where: str) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _base(node, where)
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _base(node: ast.ImportFrom, where: str) -> str:
    """The package that `from … import` names, relative ones made whole."""
    if not node.level:
        return node.module or ""
    parts = where.split(".")
    above = parts[: len(parts) - node.level + 1]
    return ".".join([*above, *([node.module] if node.module else [])])


def _for_types(nodes: Iterable[ast.AST], where: str) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            yield from _imports(node.body, where)


def _ours(names: Iterator[str]) -> Iterator[str]:
    """The modules that hold the names: `bot.model.Brief` stands in `bot.model`."""
    for name in names:
        if name.split(".")[0] in TOPS:
            yield name if name in _modules() else name.rpartition(".")[0]


def call_names(source: Source) -> Iterator[str]:
    """What is called, or handed on to be called, as it is spelt: `datetime.now`, `asyncio.sleep`."""
    for node in source.nodes:
        if isinstance(node, ast.Attribute) or (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        ):
            yield ast.unparse(node.func if isinstance(node, ast.Call) else node)


def strings(source: Source) -> Iterator[str]:
    """Texts in the code; docstrings are none."""
    said = {id(node.value) for node in source.nodes if isinstance(node, ast.Expr)}
    for node in source.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value
