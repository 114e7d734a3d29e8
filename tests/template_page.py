"""The page `docs/skabeloner.md`: every template, what its view holds, and the macros, read from where they stand.

Types and their meaning are those of the views and their docstrings, so the page says what the program gives.
"""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from hjemsite.diagnostics.deprecated_names import DEPRECATED
from hjemsite.render.names.name_changes import name_changes
from hjemsite.render.names.template_names import names_of, versions

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "templates"
MODULES = (
    "views",
    "event_views",
    "press_views",
    "recording_views",
    "quote_views",
    "machine/machine_views",
    "components",
    "house_components",
    "feed_components",
    "masthead",
    "extra_values",
    "when",
    "edition_changes",
)

CHANGES = """
## What changed

For those who have templates of their own. Worked out from the records in [hjemsite/render/names/records](../hjemsite/render/names/records), one for each version. `hjemsite upgrade --check` says which of it a site's own templates use, with file and line; see [docs/egne-sider.md](egne-sider.md#a-newer-hjemsite).
"""  # noqa: E501 - a paragraph is a line

HEAD = """\
<!-- Made from templates/, hjemsite/pages/views.py and its neighbours: python3 build.py test tests/test_template_page.py --skriv -->

# Templates

For those who change how a site looks. A site needs no templates: they come with the program. A file in its own folder `templates/` stands in place of the program's file of that name, and may extend it: `hjemsite/article.html` is always the program's. So a site changes one block, and gets all else with the next version.

```html
{% extends "hjemsite/base.html" %}
{% block head %}
{{ super() }}
<link rel="stylesheet" href="{{ asset("egne.css") }}">
{% endblock %}
```

That is a whole `templates/base.html`; the style sheet lies in `templates/assets/egne.css`. Parts of one's own lie anywhere in `templates/` and are named by their path: `{% include "dele/kort.html" %}`.

A template sees `view`, which is listed here for each of them, and the function `asset`, which gives the address of a file in `templates/assets/`, the site's or the program's; the address changes when the file does. The filter `breakable` puts soft hyphens into the long words of a text. There is nothing else to see but Jinja's own [filters and tests](https://jinja.palletsprojects.com/en/stable/templates/#list-of-builtin-filters). A name that is not there stops the build, with the names that are. All text is escaped. What a page may do in a reader's browser is strict: no `style=` and no script within a page, and nothing from other sites.
"""  # noqa: E501 - a paragraph is a line


class Field:
    """A field of a struct: its name, its type as it is written, and what its docstring says."""

    def __init__(self, node: ast.AnnAssign, after: ast.stmt | None) -> None:
        assert isinstance(node.target, ast.Name)
        self.name, self.type = node.target.id, ast.unparse(node.annotation)
        self.says = _text(after)


class Structs:
    """The structs of the views and their parts, by name."""

    def __init__(self) -> None:
        self.of: dict[str, tuple[str, list[Field]]] = {}
        self.aliases: dict[str, tuple[str, str]] = {}
        for module in MODULES:
            body = ast.parse((ROOT / f"hjemsite/pages/{module}.py").read_text("utf-8")).body
            for node, after in zip(body, [*body[1:], None], strict=True):
                if isinstance(node, ast.ClassDef):
                    self.of[node.name] = (ast.get_docstring(node) or "", list(_fields(node)))
                elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
                    self.aliases[node.target.id] = (ast.unparse(node.value), _text(after))


def _fields(node: ast.ClassDef) -> Iterator[Field]:
    for statement, after in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(statement, ast.AnnAssign):
            yield Field(statement, after)
        elif isinstance(statement, ast.FunctionDef) and any(
            ast.unparse(mark) == "property" for mark in statement.decorator_list
        ):
            assert statement.returns
            annotation = ast.AnnAssign(target=ast.Name(statement.name), annotation=statement.returns, simple=1)
            yield Field(annotation, statement.body[0])


def _text(node: ast.stmt | None) -> str:
    """The docstring that `node` is, in one line; else empty."""
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    return " ".join(node.value.value.split()) if is_text else ""  # type: ignore[union-attr]


def blocks(template: str) -> list[str]:
    """The blocks of a template that a site's own may change, those of the one that it extends too."""
    text = (FOLDER / template).read_text("utf-8")
    above = re.match(r'\{% extends "([^"]+)" %\}', text)
    names = [*(blocks(above[1]) if above else ()), *re.findall(r"\{% block (\w+) %\}", text)]
    return list(dict.fromkeys(names))


def example(template: str, structs: Structs, view: str) -> str:
    """A whole template of a site's own that adds the first text of the view to the page."""
    shown = next((field.name for field in structs.of[view][1] if field.type == "str"), "frame.title")
    return (
        f'{{% extends "hjemsite/{template}" %}}\n{{% block main %}}\n{{{{ super() }}}}\n'
        f"<p>{{{{ view.{shown} }}}}</p>\n{{% endblock %}}\n"
    )


def examples(views: dict[str, str]) -> dict[str, str]:
    """Name of a template → an example of a site's own in its place; only pages have one. `views`: template → view."""
    structs = Structs()
    return {
        name: example(name, structs, view) for name, view in views.items() if name.endswith(".html") and blocks(name)
    }


def template_page(views: dict[str, str]) -> str:
    """The whole page. `views`: name of a template → name of its view."""
    return "\n".join(_page(views)) + "\n"


def _page(views: dict[str, str]) -> Iterator[str]:
    structs, shown = Structs(), examples(views)
    yield from (HEAD, "## What each template sees")
    for name, view in views.items():
        docstring, fields = structs.of[view]
        yield from ("", f"### {name}", "")
        if docstring:
            yield from (docstring, "")
        if names := blocks(name):
            yield from (f"Blocks: {', '.join(f'`{block}`' for block in names)}.", "")
        yield from _table(fields)
        if name in shown:
            yield from ("", f"```html\n{shown[name]}```")
    yield from ("", "## Macros", "", 'A template takes a file with `{% import "macros.html" as part %}`.')
    for file in sorted(FOLDER.glob("*.html")):
        if macros := list(_macros(file.read_text("utf-8"))):
            yield from ("", f"### {file.name}", "", "| macro | what it is |", "|---|---|")
            yield from (f"| `{call}` | {_cell(comment)} |" for call, comment in macros)
    yield from ("", "## What views are made of")
    for name, (docstring, fields) in structs.of.items():
        if name not in views.values() and fields:
            yield from ("", f"### {name}", "")
            if docstring:
                yield from (" ".join(docstring.split("\n\n")[0].split()), "")
            yield from _table(fields)
    yield from ("", "### Names of types", "", "| name | stands for |", "|---|---|")
    yield from (f"| `{name}` | `{_cell(kind)}` {comment} |" for name, (kind, comment) in structs.aliases.items())
    yield from (CHANGES.rstrip(), *_changes())


def _changes() -> Iterator[str]:
    """A table for each version, the newest first, and what became of the names that went."""
    for old, new in reversed([*pairwise(versions())]):
        yield from ("", f"### {new}, since {old}", "", "| where | new | gone | another type |", "|---|---|---|---|")
        for change in name_changes(names_of(old), names_of(new)):
            owner = f"`{change.owner}`" + {"new": " is new", "gone": " is gone", "": ""}[change.whole]
            retyped = (f"`{name}`: `{_cell(before)}` → `{_cell(after)}`" for name, before, after in change.retyped)
            cells = (", ".join(f"`{name}`" for name in names) for names in (change.added, change.gone))
            yield f"| {' | '.join((owner, *cells, ', '.join(retyped)))} |"
        rows = [row for row in DEPRECATED if row.since == new]
        if rows:
            yield from ("", "| old name | now | not understood from |", "|---|---|---|")
            yield from (f"| `{row.owner}.{row.old}` | {row.new} | {row.gone} |" for row in rows)


def _table(fields: list[Field]) -> Iterator[str]:
    yield from ("| name | type | what it is |", "|---|---|---|")
    yield from (f"| `{field.name}` | `{_cell(field.type)}` | {_cell(field.says)} |" for field in fields)


def _macros(text: str) -> Iterator[tuple[str, str]]:
    """How each macro of a template is called, and what the comment above it says."""
    for match in re.finditer(r"(?:\{#\s*((?:(?!#\}).)*?)\s*#\}\s*)?\{% macro (\w+\([^)]*\)) -?%\}", text, re.DOTALL):
        yield match[2], " ".join((match[1] or "").split())


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;") if "`" not in text else text.replace("|", "\\|")
