"""Rendering: a page's view through its template, to bytes.

Templates arrive as texts, so what a page is made of is known: its view and the texts. They see nothing else.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import lru_cache, partial
from types import CodeType
from typing import TypeVar

import jinja2
import markupsafe
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from jinja2.utils import missing
from markupsafe import Markup, escape
from msgspec import Struct

from hjemsite import danish
from hjemsite.cache.blob import digest
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic, Span
from hjemsite.pages.assets import Asset, assets
from hjemsite.pages.page import Page
from hjemsite.urls import Url


class Templates(Struct, frozen=True):
    """`texts`: name → text of a template. `assets`: name → a file that pages link to.

    `environment` reads a text when a page needs it, and tells then of one that cannot be read.
    """

    texts: Mapping[str, str]
    assets: Mapping[str, Asset]
    environment: jinja2.Environment
    digest: bytes
    """Stands for all texts."""

    def asset_urls(self) -> Mapping[str, Url]:
        return {name: asset.url for name, asset in self.assets.items()}


FOLDER, ASSETS = "templates/", "templates/assets/"


def load(files: Iterable[str], texts_of: Callable[[Iterable[str]], Iterable[tuple[str, bytes]]]) -> Checked[Templates]:
    """The templates and the assets among the `files`, paths; `texts_of` reads them, and has path and bytes of each."""
    faults: list[Diagnostic] = []
    texts: dict[str, str] = {}
    paths = [path for path in files if path.startswith(FOLDER)]
    for path, data in texts_of(path for path in paths if _is_template(path)):
        try:
            texts[path.removeprefix(FOLDER)] = data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            message = "Skabelonen er ikke gemt som UTF-8"
            faults.append(Diagnostic("tegnkodning", Span(path), message, "Gem den som UTF-8"))
    state = digest(*(part for name, text in texts.items() for part in (name, text)))
    of_pages = texts_of(path for path in paths if path.startswith(ASSETS) and path.count("/") == 2)
    found = assets({path.removeprefix(ASSETS): data for path, data in of_pages})
    environment = _environment(tuple(texts.items()))
    return Checked(Templates(texts, found.value, environment, state), (*faults, *found.faults))


def _is_template(path: str) -> bool:
    """Whether the file at `path` is a template: of a page, or a part of a Word file."""
    return "." in path and (path.count("/") == 1 or path.startswith("templates/word/"))


Written = TypeVar("Written", str, bytes)


def render_template(page: Page, view: object, environment: jinja2.Environment) -> str | Diagnostic:
    """One page through its template, or what is wrong with the template."""
    return guarded(page, environment, lambda: environment.get_template(page.template).render(view=view))


def guarded(page: Page, environment: jinja2.Environment, write: Callable[[], Written]) -> Written | Diagnostic:
    """What `write` makes of a page with the templates, or what is wrong with a template. Other errors are raised."""
    try:
        return write()
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
    import traceback

    frames = [one for one in traceback.extract_tb(error.__traceback__) if one.filename.startswith("templates/")]
    if not frames:
        raise error
    span = Span(frames[-1].filename, frames[-1].lineno or 1)
    where = f"Det skete på siden {page.url}" + (f" ({page.source})" if page.source else "")
    if isinstance(error, _UnknownNameError):
        near = danish.closest(error.name, error.names)
        meant = f"mente du »{near}«? " if near else ""
        hint = f"{meant}Navnene er: {', '.join(error.names)}. {where}" if error.names else where
        return Diagnostic("skabelonfejl", span, f"Her findes intet med navnet »{error.name}«", hint)
    message = (
        "Skabelonerne kalder hinanden i ring"
        if isinstance(error, RecursionError)
        else f"Skabelonen kan ikke vises: {error}"
    )
    return Diagnostic("skabelonfejl", span, message, where)


class _UnknownNameError(jinja2.UndefinedError):
    """A template asks for `name`, and there are only `names`."""

    def __init__(self, message: str, name: str, names: tuple[str, ...]) -> None:
        super().__init__(message)
        self.name, self.names = name, names


class _StrictUndefined(jinja2.StrictUndefined):
    """What stands for a name that is not there: its error knows the names that are."""

    def __init__(self, hint: str | None = None, obj: object = missing, name: str | None = None, *_: object) -> None:
        # A variable that is not there may be meant to be the view.
        names = ("view",) if obj is missing else tuple(getattr(obj, "__struct_fields__", ()))
        super().__init__(hint, obj, name, partial(_UnknownNameError, name=str(name), names=names))  # type: ignore[arg-type]  # it is only called


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


class _Compiled(jinja2.BytecodeCache):
    """The code of the templates of this process: of each name, what its last text came to.

    A preview in which one template is edited compiles that one again, and not all of them.
    """

    def __init__(self) -> None:
        self.code: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self.code.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self.code[bucket.key] = bucket.checksum, bucket.code


_COMPILED = _Compiled()

_escaped_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)
"""`escape` without the object that marks its result as safe; it is private, so another release may not have it."""


def _escaped(value: object) -> str:
    """What a template puts out for `value`: `escape(value)`, quicker, and maybe as a plain text.

    Half a million values of a thousand articles come here, and each is joined with its neighbours at once.
    """
    if type(value) is str:
        return _escaped_text(value)
    return value if type(value) is Markup else escape(value)


class _CodeGenerator(CodeGenerator):
    """Writes the code of templates with `_escaped` in place of `escape` around what is put out."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")
            self.write(finalize.src or "")


class _Environment(jinja2.Environment):
    code_generator_class = _CodeGenerator
    escaped = staticmethod(_escaped)


@lru_cache(maxsize=1)
def _environment(texts: tuple[tuple[str, str], ...]) -> jinja2.Environment:
    """The environment of these templates. It is remembered, for a preview builds with the same ones again and again."""
    environment = _Environment(
        loader=_Texts(dict(texts)),
        autoescape=True,
        undefined=_StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=_COMPILED,
        # Folding constants saves no page anything, and takes a tenth of the time to read the templates.
        optimized=False,
    )
    # A template sees its view and nothing else; what remains is a way of counting within a template.
    environment.globals = {"namespace": environment.globals["namespace"]}
    return environment


def compile_all(environment: jinja2.Environment) -> None:
    """Makes every template ready for use, which otherwise happens when a page first needs it."""
    for name in environment.list_templates():
        with suppress(jinja2.TemplateError):
            environment.get_template(name)
