"""The record of the names that templates can rely on, read from the views and templates of the checkout."""

import types
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, nodes
from msgspec import Struct

from hjemsite.render.names.template_names import TemplateNames

FOLDER = Path(__file__).parents[1] / "templates"


def template_names(pages: Mapping[str, type]) -> TemplateNames:
    """The names of this version. `pages`: name of a template → its view."""
    structs: dict[str, dict[str, str]] = {}
    for view in pages.values():
        _add(view, structs)
    trees = {
        path.relative_to(FOLDER).as_posix(): Environment(autoescape=True).parse(path.read_text("utf-8"))
        for path in sorted(FOLDER.rglob("*.html"))
    }
    macros = {name: dict(_macros(tree)) for name, tree in trees.items()}
    return TemplateNames(
        {name: view.__name__ for name, view in pages.items()},
        dict(sorted(structs.items())),
        {name: blocks for name in trees if (blocks := tuple(dict.fromkeys(_blocks(name, trees))))},
        {name: names for name, names in macros.items() if names},
        tuple(sorted(path.name for path in (FOLDER / "assets").iterdir())),
    )


def _add(kind: Any, structs: dict[str, dict[str, str]]) -> None:
    """Add the struct that `kind` is, or those that it is made of, with all that they hold in turn."""
    for part in typing.get_args(kind):
        _add(part, structs)
    if not (isinstance(kind, type) and issubclass(kind, Struct)) or kind.__name__ in structs:
        return
    hints = dict(typing.get_type_hints(kind))
    for name, attribute in vars(kind).items():
        if isinstance(attribute, property):
            hints[name] = typing.get_type_hints(attribute.fget)["return"]
    structs[kind.__name__] = {name: _spelt(hint) for name, hint in hints.items()}
    for hint in hints.values():
        _add(hint, structs)


def _spelt(kind: Any) -> str:
    """A type as it is written: `tuple[Card, ...]`, `Card | None`."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return "str"
    if origin in (types.UnionType, typing.Union):
        return " | ".join(map(_spelt, arguments))
    if origin is not None:
        return f"{'dict' if origin is Mapping else origin.__name__}[{', '.join(map(_spelt, arguments))}]"
    return {types.NoneType: "None", Ellipsis: "..."}.get(kind) or str(kind.__name__)


def _blocks(name: str, trees: Mapping[str, nodes.Template]) -> Iterator[str]:
    for above in trees[name].find_all(nodes.Extends):
        assert isinstance(above.template, nodes.Const)
        yield from _blocks(above.template.value, trees)
    yield from (block.name for block in trees[name].find_all(nodes.Block))


def _macros(tree: nodes.Template) -> Iterator[tuple[str, tuple[str, ...]]]:
    for macro in tree.find_all(nodes.Macro):
        names = [argument.name for argument in macro.args]
        with_default = names[len(names) - len(macro.defaults) :]
        yield macro.name, tuple(f"{name}=" if name in with_default else name for name in names)
