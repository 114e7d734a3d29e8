"""A name in back-ticks, in a docstring or a comment of `hjemsite/`, is the name of something that exists.

So a renaming that forgets the words around it is found. Code samples, which are more than one name, are left alone.
"""

import ast
import builtins
import io
import keyword
import re
import sys
import tokenize
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pytest

from hjemsite.content.frontmatter.field_docs import EXPLANATIONS
from hjemsite.diagnostics.rules import RULES
from tests.package_source import PACKAGE, nodes_of, our_modules, sources

ROOT = PACKAGE.parent

_QUOTED = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_MAYBE_COMMENT = re.compile(r"#.*`")
_NAME = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
_FILE = re.compile(r"(?:[\w.-]+/)*[\w.-]+\.(?:py|md|json|ya?ml|js|css|html|xml|txt|toml|lock)|(?:[\w.-]+/)+")
_NAMES = frozenset(
    (*dir(builtins), *dir(BaseException), *keyword.kwlist, *sys.stdlib_module_names)
    + (*RULES, *(key for keys in EXPLANATIONS.values() for key in keys), "check", "serve")
    + ("no", "da", "da_DK", "src", "Host", "header", "document2", "MsgspecError")
)
"""Python's names, rules, fields of front matter, commands, and words of YAML, Unicode, HTML, HTTP, Word and msgspec."""

_WORD = re.compile(r"[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True)
class Source:
    """One module: its text, its back-ticked names, and the names that its code uses."""

    name: str
    """Below `hjemsite`, such as `content.sources`."""
    quoted: tuple[tuple[int, str], ...]
    """Line, and what stands between back-ticks."""
    used: frozenset[str]
    """Everything that its code calls by name, and the words in its strings."""
    defined: frozenset[str]
    """Its classes, functions and constants, and the attributes of its classes."""


def read(name: str, text: str, tree: ast.Module) -> Source:
    nodes = nodes_of(tree)
    # A text that is a statement: at the top, below a `def` or a `class`, or below an attribute.
    statements = (node.value for node in nodes if isinstance(node, ast.Expr))
    docstrings = {id(value): value for value in statements if isinstance(value, ast.Constant)}
    return Source(
        name, tuple(_quoted(docstrings, text)), frozenset(_used(nodes, docstrings)), frozenset(_defined(nodes))
    )


def _quoted(docstrings: Mapping[int, ast.Constant], text: str) -> Iterator[tuple[int, str]]:
    for node in docstrings.values():
        for number, line in enumerate(str(node.value).split("\n"), node.lineno):
            yield from ((number, match[1]) for match in _QUOTED.finditer(line))
    # To find the tokens takes as long as all the rest, and few modules have such a comment.
    for token in tokenize.generate_tokens(io.StringIO(text).readline) if _MAYBE_COMMENT.search(text) else ():
        if token.type == tokenize.COMMENT:
            yield from ((token.start[0], match[1]) for match in _QUOTED.finditer(token.string))


_NAMED: Mapping[type[ast.AST], str] = {
    **dict.fromkeys((ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef), "name"),
    **dict.fromkeys((ast.arg, ast.keyword), "arg"),
    ast.Name: "id",
    ast.Attribute: "attr",
}
"""Kind of node → its field that is a name."""


def _used(nodes: Iterable[ast.AST], docstrings: Mapping[int, ast.Constant]) -> Iterator[str]:
    for node in nodes:
        if field := _NAMED.get(type(node)):
            yield getattr(node, field) or ""
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield from _WORD.findall(node.value)
        elif isinstance(node, ast.alias):
            yield from (*node.name.split("."), node.asname or "")


def _defined(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.ClassDef | ast.Module):
            for inner in node.body:
                match inner:
                    case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                        yield name
                    case ast.AnnAssign(target=ast.Name(id=name)):
                        yield name
                    case ast.Assign(targets=targets):
                        names = (node for target in targets for node in ast.walk(target) if isinstance(node, ast.Name))
                        yield from (name.id for name in names)


TEXTS = sources(PACKAGE)


@cache
def ours() -> dict[str, Source]:
    """Name of a module → what stands in it."""
    return {name: read(name, TEXTS[name], tree) for name, tree in our_modules().items()}


@cache
def names_of_ours() -> frozenset[str]:
    """The modules, and what they define."""
    modules = {part for name in TEXTS for part in name.split(".")}
    return _NAMES.union(modules, *(source.defined for source in ours().values()))


def unknown_names(source: Source) -> Iterator[str]:
    """Each name in back-ticks in `source` that is neither its own, nor another module's, nor a file, nor Python's."""
    for line, text in source.quoted:
        if _FILE.fullmatch(text) and _is_file(text):
            continue
        if not set(_names_in(text)) - source.used <= names_of_ours():
            yield f"{source.name}:{line} `{text}`"


def _names_in(text: str) -> Iterator[str]:
    """The names in a text that is one, or an expression of some; a sample of anything else has none."""
    if _NAME.fullmatch(text) or _FILE.fullmatch(text):
        yield from _WORD.findall(text)
    elif re.fullmatch(r"\w+(?:\.\w+)*[\[(].*[\])]", text):
        yield from (node.id for node in ast.walk(ast.parse(text, mode="eval")) if isinstance(node, ast.Name))


@cache
def _is_file(path: str) -> bool:
    """Whether a file or folder of the repository is called so, in full or from some folder on."""
    folders = (ROOT / name for name in ("hjemsite", "templates", "docs", "tests", "content"))
    return (ROOT / path).exists() or any(next(folder.rglob(path.rstrip("/")), None) for folder in folders)


@pytest.mark.parametrize("module", TEXTS)
def test_names_in_back_ticks_exist(module: str) -> None:
    """In every docstring and comment."""
    assert list(unknown_names(ours()[module])) == []


def planted(text: str) -> Source:
    return read("content.plantet", text, ast.parse(text))


@pytest.mark.parametrize(
    "text",
    [
        '"""See `gamle_navn`."""',
        'def f(a):\n    """`a` is right and `zzz` is not."""',
        'class A:\n    """See `A.gamle_navn`."""',
        "x = 1  # as `gamle_navn` says",
        'x = 1\n"""As in `gamle_navn`."""',
        '"""See `content.gamle_navn`."""',
        '"""See `docs/gamle_navn.md`."""',
        'def f(a):\n    """Of `gamle_navn[a]`."""',
        'def f(a):\n    """As `gamle_navn(a)`."""',
    ],
)
def test_a_planted_fault_is_found(text: str) -> None:
    """A name that nothing has."""
    assert list(unknown_names(planted(text)))


@pytest.mark.parametrize(
    "text",
    [
        'def f(a):\n    """`a`, `None`, `len`, `json`, `title: x`, `f(a)`, `a[1]` and `---`."""',
        'class A:\n    """`b` and `A.b`."""\n\n    b: int',
        '"""`content.sources`, `Span`, `Diagnostic.hint`, `docs/regler.md`, `redirects`, `doedt-link`, `site.yaml`."""',
        'def f():\n    """Finds `href`."""\n    return "a[href]"',
    ],
)
def test_a_name_that_exists_is_left_alone(text: str) -> None:
    """Of the module itself, of another, of Python, of front matter, or of a file."""
    assert list(unknown_names(planted(text))) == []
