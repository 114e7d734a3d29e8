"""Rendering: a page's view through its template, to bytes.

Templates arrive as texts, so what a page is made of is known: its view and the texts. They see nothing else.
"""

import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

import jinja2

from hjemsite.diagnostics import Checked, Diagnostic, Span
from hjemsite.making.assets import Asset, assets
from hjemsite.making.formats import FORMATS
from hjemsite.making.page import Later, Page
from hjemsite.parallel import spread
from hjemsite.urls import Url


@dataclass(frozen=True, slots=True)
class Templates:
    """`texts`: name → text of a template. `assets`: name → a file that pages link to.

    `environment` has the texts ready for use; one that cannot be read is told of when a page needs it.
    """

    texts: Mapping[str, str]
    assets: Mapping[str, Asset]
    environment: jinja2.Environment

    def asset_urls(self) -> Mapping[str, Url]:
        return {name: asset.url for name, asset in self.assets.items()}


def load(folder: Path) -> Checked[Templates]:
    """The templates in `folder` and the assets in its `assets/`."""
    faults: list[Diagnostic] = []
    texts: dict[str, str] = {}
    for file in sorted(folder.glob("*.*")):
        if file.is_file() and not file.name.startswith("."):
            try:
                texts[file.name] = file.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                message = "Skabelonen er ikke gemt som UTF-8"
                faults.append(Diagnostic("tegnkodning", Span(f"templates/{file.name}"), message, "Gem den som UTF-8"))
    found = assets({one.name: one.read_bytes() for one in sorted((folder / "assets").glob("[!.]*")) if one.is_file()})
    return Checked(Templates(texts, found.value, _compiled(texts)), (*faults, *found.faults))


@dataclass(frozen=True, slots=True)
class Rendered:
    """`flaws` is what an inspector says of the finished pages; a template that fails is told once, among `faults`."""

    files: Mapping[Url, bytes]
    flaws: tuple[Diagnostic, ...]
    faults: tuple[Diagnostic, ...]


Inspector: TypeAlias = Callable[[Page, str], tuple[Diagnostic, ...]]


def render_all(pages: Sequence[Page], templates: Templates, inspector: Inspector, jobs: int) -> Rendered:
    """The bytes of every page, each looked over by `inspector`, on at most `jobs` processes."""
    results = spread(partial(_finish, environment=templates.environment, inspector=inspector), pages, jobs)
    files: dict[Url, bytes] = {}
    flaws: list[Diagnostic] = []
    faults: dict[Span, Diagnostic] = {}
    for page, result in zip(pages, results, strict=True):
        if isinstance(result, Diagnostic):
            faults.setdefault(result.span, result)
        else:
            files[page.url] = result[0]
            flaws.extend(result[1])
    return Rendered(files, tuple(flaws), tuple(faults.values()))


def _finish(
    page: Page, environment: jinja2.Environment, inspector: Inspector
) -> tuple[bytes, tuple[Diagnostic, ...]] | Diagnostic:
    view = page.view.make() if isinstance(page.view, Later) else page.view
    if page.template in FORMATS:
        return FORMATS[page.template](view), ()
    made = render(page, view, environment)
    return made if isinstance(made, Diagnostic) else (made.encode(), inspector(page, made))


def render(page: Page, view: object, environment: jinja2.Environment) -> str | Diagnostic:
    """One page through its template, or what is wrong with the template."""
    try:
        return environment.get_template(page.template).render(view=view)
    except jinja2.TemplateNotFound as error:
        names = ", ".join(sorted(environment.list_templates()))
        return Diagnostic(
            "mangler-skabelon",
            Span(f"templates/{error.name}"),
            f"Skabelonen {error.name} findes ikke",
            f"Skabelonerne er: {names}",
        )
    except jinja2.TemplateSyntaxError as error:
        return Diagnostic(
            "skabelonfejl",
            Span(error.filename or "templates", error.lineno),
            f"Skabelonen kan ikke læses: {error.message}",
        )
    except Exception as error:  # a template can fail in any way that Python can
        return _template_fault(page, error)


def _template_fault(page: Page, error: Exception) -> Diagnostic:
    """Where in which template it went wrong: the innermost line that is a template's."""
    frames = [one for one in traceback.extract_tb(error.__traceback__) if one.filename.startswith("templates/")]
    span = Span(frames[-1].filename, frames[-1].lineno or 1) if frames else Span(f"templates/{page.template}")
    message = (
        "Skabelonerne kalder hinanden i ring"
        if isinstance(error, RecursionError)
        else f"Skabelonen kan ikke vises: {error}"
    )
    return Diagnostic(
        "skabelonfejl", span, message, f"Det skete på siden {page.url}" + (f" ({page.source})" if page.source else "")
    )


class _Texts(jinja2.BaseLoader):
    """Templates from texts; each keeps the path of its file, so that a fault can name it."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, None]:  # noqa: ARG002  # Jinja's signature
        if template not in self.texts:
            raise jinja2.TemplateNotFound(template)
        return self.texts[template], f"templates/{template}", None

    def list_templates(self) -> list[str]:
        return sorted(self.texts)


def _compiled(texts: Mapping[str, str]) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=_Texts(texts),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    # A template sees its view and nothing else; what remains is a way of counting within a template.
    environment.globals = {"namespace": environment.globals["namespace"]}
    for name in texts:
        with suppress(jinja2.TemplateError):
            environment.get_template(name)
    return environment
