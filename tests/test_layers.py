"""The shape of the code: what may import what, how long things may be, and what no module does.

Imports are read from the source, so lazy ones and those for types count too. Every law is shown to catch a fault.
"""

import ast
from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.package_source import Modules, modules, nodes_of, our_modules

FLOORS = (
    "hjemsite limits cache danish urls",  # `hjemsite` itself is the version
    "system diagnostics filetypes model",
    "content images",
    "site importer publishing",
    "pages",
    "render",
    "checks",
    "pipeline",
    "preview",
    "cli",
    "__main__",
)
"""From the ground up. A module uses only what stands below it; modules of one package may use each other."""

FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms.split()}
SPEAKS = {"cli.main", "cli.streams"}
LONGEST_MODULE = 300
LONGEST_FUNCTION = 50
MOST_BRANCHES = 20
MOST_ROOMS, MOST_FLOORS = 25, 11
RECIPE = ("pipeline.build", "_build")
LONGEST_RECIPE = 40
"""The steps of a build are read on one screen."""
MOST_ARROWS = 97
"""Pairs of rooms of which one uses the other: a drawing with more of them is no picture."""
TABLES = {"diagnostics.rules", "limits"}
"""Modules that are one table, and as long as it must be."""

EVERYDAY = frozenset({"told", "found", "said", "known", "one", "made", "around", "wanted", "place"})
"""Words that say nothing of what has the name; a noun for its type does."""
LASTING = {
    "MemberWordsFields.one", "NounForms.one", "QuotePageView.around", "RecordingView.said", "PassageView.place",
    "FrontFields.place", "EventFields.place", "EventCard.place", "EventView.place", "MailEvent.place",
}  # fmt: skip
"""Names in front matter and views, on which the sites of others rely (0047): the number of a noun, one or many, and
the place of an event among them."""

COMPILED = "render.compiled_templates"
"""Keeps the code of the program's own templates where Python keeps that of its modules, under our seal (0006)."""


def room(name: str) -> str:
    return name.partition(".")[0]


def imports(name: str, all_modules: Modules) -> set[str]:
    """The modules of ours that the module `name` imports, wherever in it the import stands."""
    names = set()
    for node in nodes_of(all_modules[name]):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    ours = {full.removeprefix("hjemsite.") for full in names if room(full) == "hjemsite"}
    return {nearest(full, all_modules) for full in ours} - {name}


def nearest(full: str, all_modules: Modules) -> str:
    """The module that holds what `full` names: itself, or the one above it."""
    while full and full not in all_modules:
        full = full.rpartition(".")[0]
    return full or "hjemsite"


def names_in_full(all_modules: Modules) -> Iterator[str]:
    """An import says where it goes, without counting dots."""
    for name, tree in all_modules.items():
        for node in nodes_of(tree):
            if isinstance(node, ast.ImportFrom) and node.level:
                yield f"{name}:{node.lineno} imports by dots"


def no_unknown_rooms(all_modules: Modules) -> Iterator[str]:
    """Every module stands on a floor."""
    for name in all_modules:
        if room(name) not in FLOOR_OF:
            yield f"{name} stands on no floor"


def only_downwards(all_modules: Modules) -> Iterator[str]:
    """A module uses only what stands below it."""
    for name in all_modules:
        for target in imports(name, all_modules):
            if room(target) != room(name) and FLOOR_OF.get(room(target), 0) >= FLOOR_OF.get(room(name), 0):
                yield f"{name} reaches up or sideways to {target}"


def no_circles(all_modules: Modules) -> Iterator[str]:
    """No module needs itself, however long the way round is."""
    try:
        TopologicalSorter({name: imports(name, all_modules) for name in all_modules}).prepare()
    except CycleError as error:
        yield " → ".join(error.args[1])


def no_shared_names(all_modules: Modules) -> Iterator[str]:
    """A file name stands for one module, so that a search for it finds one. Packages are folders and do not count."""
    by_file: dict[str, list[str]] = {}
    for name in all_modules:
        if not any(other.startswith(f"{name}.") for other in all_modules):
            by_file.setdefault(name.rpartition(".")[2], []).append(name)
    yield from (" and ".join(names) for names in by_file.values() if len(names) > 1)


def bound_name(node: ast.AST) -> str:
    """The name that a node gives to a class, a function, a parameter, a field or a variable; else empty."""
    match node:
        case ast.ClassDef(name) | ast.FunctionDef(name) | ast.AsyncFunctionDef(name) | ast.arg(name):
            return str(name)
        case ast.Name(name, ast.Store()) | ast.ExceptHandler(name=str(name)):
            return str(name)
        case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            return str(name)
    return ""


def telling_names(all_modules: Modules) -> Iterator[str]:
    """What has a type is called by what it is: functions, classes, their fields, parameters and variables."""
    for name, tree in all_modules.items():
        lasting = {
            part.target
            for node in nodes_of(tree)
            if isinstance(node, ast.ClassDef)
            for part in node.body
            if isinstance(part, ast.AnnAssign) and f"{node.name}.{ast.unparse(part.target)}" in LASTING
        }
        for node in nodes_of(tree):
            if bound_name(node).strip("_").lower() in EVERYDAY and node not in lasting:
                yield f"{name}:{getattr(node, 'lineno', 0)} {bound_name(node)}"


def short_modules(all_modules: Modules) -> Iterator[str]:
    """A module fits in a reader's head."""
    for name, tree in all_modules.items():
        length = max((node.end_lineno or 0 for node in tree.body), default=0)
        if length > LONGEST_MODULE and name not in TABLES:
            yield f"{name} has {length} lines"


def short_functions(all_modules: Modules) -> Iterator[str]:
    """A function fits on a screen."""
    for name, tree in all_modules.items():
        for node in nodes_of(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    yield f"{name}.{node.name} has {length} lines"


def branches(function: ast.AST) -> int:
    """At how many points a function can go one way or another.

    Each `if`, loop, `case` and `except` is one, each operand of `and` and `or` after the first, and each `if` of a
    comprehension. Functions inside it count with it.
    """
    forks = ast.If | ast.IfExp | ast.For | ast.AsyncFor | ast.While | ast.ExceptHandler | ast.match_case
    total = 0
    for node in ast.walk(function):
        if isinstance(node, ast.BoolOp):
            total += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            total += len(node.ifs)
        else:
            total += isinstance(node, forks)
    return total


def short_recipe(all_modules: Modules) -> Iterator[str]:
    """The recipe of a build fits on one screen."""
    module, function = RECIPE
    for node in all_modules[module].body if module in all_modules else ():
        if isinstance(node, ast.FunctionDef) and node.name == function:
            length = (node.end_lineno or 0) - node.lineno + 1
            if length > LONGEST_RECIPE:
                yield f"the recipe has {length} lines"


def few_rooms(all_modules: Modules) -> Iterator[str]:
    """The house has few rooms, so that it can be drawn."""
    rooms = {room(name) for name in all_modules}
    if len(rooms) > MOST_ROOMS:
        yield f"there are {len(rooms)} rooms"


def few_arrows(all_modules: Modules) -> Iterator[str]:
    """A room knows few others, so the house can be drawn."""
    pairs = {(room(name), room(target)) for name in all_modules for target in imports(name, all_modules)}
    count = sum(1 for above, below in pairs if above != below and below != "hjemsite")
    if count > MOST_ARROWS:
        yield f"there are {count} arrows between rooms"


def few_branches(all_modules: Modules) -> Iterator[str]:
    """A function decides one thing. What has many cases is a table of named predicates."""
    for name, tree in all_modules.items():
        for node in nodes_of(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and branches(node) > MOST_BRANCHES:
                yield f"{name}.{node.name} has {branches(node)} branches"


def silence(all_modules: Modules) -> Iterator[str]:
    """Below the command line nothing prints."""
    for name, tree in all_modules.items():
        for node in nodes_of(tree) if name not in SPEAKS else ():
            match node:
                case ast.Name("print") | ast.Attribute(ast.Name("sys"), "stdout" | "stderr"):
                    yield f"{name}:{node.lineno} prints"


def data_only(all_modules: Modules) -> Iterator[str]:
    """Nothing that is read can be run, but for what `COMPILED` may load."""
    dangerous = {"eval", "exec", "compile", "__import__"}
    formats = {"pickle", "marshal", "shelve", "dill", "cloudpickle"}
    for name, tree in all_modules.items():
        for node in nodes_of(tree):
            if isinstance(node, ast.Name) and node.id in dangerous:
                yield f"{name}:{node.lineno} uses {node.id}"
            if isinstance(node, ast.Import | ast.ImportFrom):
                sources = {alias.name for alias in node.names} | {getattr(node, "module", None) or ""}
                if name != COMPILED and (loaded := formats & {source.partition(".")[0] for source in sources}):
                    yield f"{name}:{node.lineno} loads {loaded.pop()}"


Law = Callable[[Modules], Iterator[str]]
LAWS: tuple[Law, ...] = (
    names_in_full,
    no_unknown_rooms,
    only_downwards,
    no_circles,
    no_shared_names,
    telling_names,
    short_modules,
    short_functions,
    short_recipe,
    few_rooms,
    few_arrows,
    few_branches,
    silence,
    data_only,
)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_the_code_keeps_the_law(law: Law) -> None:
    """The package as it stands breaks none of the laws."""
    ours = our_modules()
    assert len(ours) > 20 and len(FLOORS) <= MOST_FLOORS
    assert any(node.name == RECIPE[1] for node in ours[RECIPE[0]].body if isinstance(node, ast.FunctionDef))
    assert list(law(ours)) == []


LONG_FUNCTION = "def lang():\n" + "    x = 1\n" * LONGEST_FUNCTION
MANY_BRANCHES = "def mange(x):\n" + "    if x: x = 1\n" * (MOST_BRANCHES + 1)
EVERYBODY = {
    f"{above}/a.py": "".join(f"from hjemsite.{below} import a\n" for below in FLOOR_OF if FLOOR_OF[below] < floor)
    for above, floor in FLOOR_OF.items()
    if above != "hjemsite"
}
FAULTS: tuple[tuple[Law, dict[str, str]], ...] = (
    (short_recipe, {"pipeline/build.py": "def _build():\n" + "    x = 1\n" * LONGEST_RECIPE}),
    (few_rooms, {f"rum{number}/a.py": "" for number in range(MOST_ROOMS + 1)}),
    (few_arrows, EVERYBODY),
    (names_in_full, {"model.py": "from .urls import slug", "urls.py": ""}),
    (names_in_full, {"content/prose.py": "def f():\n    from .. import urls", "urls.py": ""}),
    (no_unknown_rooms, {"kælder.py": ""}),
    (only_downwards, {"urls.py": "from hjemsite import model", "model.py": ""}),
    (only_downwards, {"urls.py": "import hjemsite.model", "model.py": ""}),
    (only_downwards, {"cache/blob.py": "from hjemsite.danish import month", "danish.py": ""}),
    (only_downwards, {"content/prose.py": "from hjemsite.render import text", "render.py": ""}),
    (only_downwards, {"pages/__init__.py": "", "model.py": "def f():\n    from hjemsite.pages import gate"}),
    (only_downwards, {"model.py": "if TYPE_CHECKING:\n    import hjemsite.cli", "cli.py": ""}),
    (
        no_circles,
        {"content/a.py": "from hjemsite.content import b", "content/b.py": "from hjemsite.content.a import x"},
    ),
    (
        no_circles,
        {"content/a.py": "def f():\n    import hjemsite.content.b", "content/b.py": "import hjemsite.content.a"},
    ),
    (
        no_circles,
        {"content/__init__.py": "from hjemsite.content.a import x", "content/a.py": "import hjemsite.content"},
    ),
    (no_shared_names, {"content/prose.py": "", "pages/prose.py": ""}),
    (no_shared_names, {"prose.py": "", "pages/prose.py": ""}),
    (telling_names, {"model.py": "def found(): pass"}),
    (telling_names, {"model.py": "def f(one: int): pass"}),
    (telling_names, {"model.py": "class A:\n    said: str"}),
    (telling_names, {"model.py": "x = [one for one in 'abc']"}),
    (telling_names, {"model.py": "x = lambda found: found"}),
    (telling_names, {"model.py": "try:\n    x = 1\nexcept ValueError as known:\n    pass"}),
    (short_modules, {"model.py": "x = 1\n" * (LONGEST_MODULE + 1)}),
    (short_functions, {"model.py": LONG_FUNCTION}),
    (short_functions, {"model.py": "class A:\n    async " + LONG_FUNCTION.replace("\n", "\n    ")}),
    (few_branches, {"model.py": MANY_BRANCHES}),
    (few_branches, {"model.py": "class A:\n    async " + MANY_BRANCHES.replace("\n", "\n    ")}),
    (few_branches, {"model.py": "def f(x):\n    return " + " or ".join(["x"] * (MOST_BRANCHES + 2))}),
    (few_branches, {"model.py": "def f(x):\n    return [x for x in x" + " if x" * (MOST_BRANCHES + 1) + "]"}),
    (silence, {"model.py": "def f():\n    print('hej')"}),
    (silence, {"model.py": "import sys\nsys.stdout.write('hej')"}),
    (data_only, {"cache.py": "def load():\n    import pickle"}),
    (data_only, {"cache.py": "from marshal import loads"}),
    (data_only, {"cache.py": "eval('1')"}),
)


@pytest.mark.parametrize(("law", "files"), FAULTS)
def test_a_planted_fault_is_found(law: Law, files: dict[str, str], tmp_path: Path) -> None:
    """Each law finds the fault that it is there for."""
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert list(law(modules(tmp_path)))


def test_going_down_and_within_a_package_is_allowed(tmp_path: Path) -> None:
    """What the floors allow is not reported."""
    for name, text in {
        "__init__.py": "__version__ = '1'",
        "cli/main.py": "import sys\nfrom hjemsite import __version__, pipeline\nprint(pipeline, file=sys.stderr)",
        "pipeline.py": "from hjemsite.content import document\nfrom hjemsite.urls import slug",
        "content/document.py": "from hjemsite.content import quotes\nfrom hjemsite.content.prose import prose",
        "content/prose.py": "from hjemsite.urls import slug",
        "content/quotes.py": "from hjemsite.content.prose import prose",
        "content/__init__.py": "",
        "urls.py": "def slug(): ...",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert [message for law in LAWS for message in law(modules(tmp_path))] == []
