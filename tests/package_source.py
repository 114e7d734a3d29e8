"""The source of the package, read and parsed once for every law on it."""

import ast
from collections.abc import Mapping
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "hjemsite"

Modules = Mapping[str, ast.Module]
"""Name below `hjemsite` (`reading.prose`; the package itself is `hjemsite`) → what it holds."""


def sources(folder: Path) -> Mapping[str, str]:
    """Name of each module below `folder` → its text."""
    return {_name_of(file.relative_to(folder)): file.read_text("utf-8") for file in sorted(folder.rglob("*.py"))}


def modules(folder: Path) -> Modules:
    """Name of each module below `folder` → its syntax tree."""
    return {name: ast.parse(text) for name, text in sources(folder).items()}


@cache
def our_modules() -> Modules:
    return modules(PACKAGE)


@cache
def nodes_of(tree: ast.Module) -> tuple[ast.AST, ...]:
    """All nodes of a module, as `ast.walk` gives them. Most laws look at each."""
    return tuple(ast.walk(tree))


def _name_of(file: Path) -> str:
    parts = file.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts) or "hjemsite"
