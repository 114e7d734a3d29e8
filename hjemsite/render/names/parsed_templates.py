"""Templates as trees, and what each gives to others: its blocks, its macros and what else it sets."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

import jinja2
from jinja2 import nodes

from hjemsite.render.template_parts import OF_PROGRAM


class ParsedTemplates:
    """`texts`: name of a template → its text; `assets` are the names of the files of a site's look."""

    def __init__(self, texts: Mapping[str, str], of_program: frozenset[str], assets: frozenset[str]) -> None:
        self.texts, self.of_program, self.assets = texts, of_program, assets
        self._trees: dict[str, nodes.Template | None] = {}

    def tree(self, name: str) -> nodes.Template | None:
        """The tree of the template called `name`; None where there is none, or where it cannot be read."""
        if name not in self._trees:
            key = self._key(name)
            self._trees[name] = None if key is None else _tree(self.texts[key])
        return self._trees[name]

    def has(self, name: str) -> bool:
        """Whether there is a template called `name`."""
        return self._key(name) is not None

    def _key(self, name: str) -> str | None:
        """The key of the template that templates call `name`: the program's may be called so by its long name."""
        short = name.removeprefix(OF_PROGRAM)
        if name in self.texts:
            return name
        return short if name != short and short in self.of_program else None

    def blocks(self, name: str) -> tuple[str, ...] | None:
        """The blocks of a template and of those that it extends; None where not all are known."""
        blocks: dict[str, None] = {}
        waiting, seen = [name], set[str]()
        while waiting:
            template = waiting.pop()
            tree = self.tree(template)
            if tree is None or template in seen:
                return None
            seen.add(template)
            blocks.update((block.name, None) for block in tree.find_all(nodes.Block))
            for above in tree.find_all(nodes.Extends):
                if not isinstance(above.template, nodes.Const):
                    return None
                waiting.append(above.template.value)
        return tuple(blocks)

    def macros(self, name: str) -> Mapping[str, nodes.Macro | None] | None:
        """What others can import from a template: its macros, and None for what else it sets. None if unknown."""
        tree = self.tree(name)
        return None if tree is None else _exported(tree)


@lru_cache(maxsize=128)
def _tree(text: str) -> nodes.Template | None:
    """The tree of a template, which nobody changes; in a preview, that of each is made when it is edited."""
    try:
        return jinja2.Environment(autoescape=True).parse(text)
    except jinja2.TemplateSyntaxError:
        # It is reported when a page needs the template.
        return None


@lru_cache(maxsize=128)
def _exported(tree: nodes.Template) -> Mapping[str, nodes.Macro | None]:
    """What `macros` says of a tree. Many templates import from the same one."""
    return {key: macro for key, macro in _names_set(tree) if not key.startswith("_")}


def _names_set(tree: nodes.Template) -> Iterator[tuple[str, nodes.Macro | None]]:
    for node in tree.find_all((nodes.Name, nodes.NSRef)):
        if isinstance(node, nodes.Name) and node.ctx == "store":
            yield node.name, None
    yield from ((macro.name, macro) for macro in tree.find_all(nodes.Macro))


def parameters(macro: nodes.Macro) -> tuple[str, ...] | None:
    """The parameters of a macro; None where it takes any."""
    names = {node.name for node in macro.find_all(nodes.Name)}
    return None if names & {"varargs", "kwargs"} else tuple(argument.name for argument in macro.args)
