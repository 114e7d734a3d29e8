"""Makes a fault, at the line and in Danish, of the exception that a template raises."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

import jinja2
from jinja2.utils import missing

from hjemsite import danish
from hjemsite.cache.template_folders import PROGRAM, is_template_path
from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.pages.page import Page
from hjemsite.render.template_parts import OF_PROGRAM

Written = TypeVar("Written", str, bytes)


def render_template(page: Page, view: object, environment: jinja2.Environment) -> str | Diagnostic:
    """One page through its template, or what is wrong with the template."""
    return guarded(page, lambda: environment.get_template(page.template).render(view=view))


def guarded(page: Page, write: Callable[[], Written]) -> Written | Diagnostic:
    """What `write` makes of a page with the templates, or what is wrong with a template. Other errors are raised."""
    try:
        return write()
    except jinja2.TemplateSyntaxError as error:
        return Diagnostic(
            "skabelonfejl",
            Span(error.filename or "templates", error.lineno),
            f"Skabelonen kan ikke læses: {error.message}",
        )
    except Exception as error:  # a template can fail in any way that Python can
        return _template_fault(page, error)


def _template_fault(page: Page, error: Exception) -> Diagnostic:
    """The fault at the innermost line of a template in the traceback."""
    import traceback

    trace = traceback.extract_tb(error.__traceback__)
    frames = [frame for frame in trace if is_template_path(frame.filename)]
    if not frames:
        if isinstance(error, UnknownTemplateError):
            return _missing_program_file(str(error.name))
        raise error
    span = Span(frames[-1].filename, frames[-1].lineno or 1)
    where = f"Det skete på siden {page.url}" + (f" ({page.source})" if page.source else "")
    if isinstance(error, jinja2.TemplateNotFound):
        hint = where
        if isinstance(error, UnknownTemplateError):
            hint = f"{_meant(str(error.name), error.names)}Skabelonerne er: {', '.join(_without_folder(error.names))}"
        return Diagnostic("mangler-skabelon", span, f"Skabelonen {error.name} findes ikke", hint)
    if isinstance(error, UnknownAssetError):
        hint = f"{_meant(error.name, error.names)}Læg filen i mappen templates/assets"
        return Diagnostic("mangler-fil", span, f"Filen {error.name} mangler", hint)
    if isinstance(error, AttributeError) and error.name is not None and trace[-1] is frames[-1]:
        # One of the program's own templates asks for it; to its macros a site's may hand anything.
        error = _UnknownNameError(str(error), error.name, tuple(getattr(error.obj, "__struct_fields__", ())))
    if isinstance(error, _UnknownNameError):
        near = _meant(error.name, error.names)
        hint = f"{near}Navnene er: {', '.join(error.names)}. {where}" if error.names else where
        return Diagnostic("skabelonfejl", span, f"Her findes intet med navnet »{error.name}«", hint)
    message = (
        "Skabelonerne kalder hinanden i ring"
        if isinstance(error, RecursionError)
        else f"Skabelonen kan ikke vises: {error}"
    )
    return Diagnostic("skabelonfejl", span, message, where)


def _meant(name: str, names: tuple[str, ...]) -> str:
    own = name.removeprefix(OF_PROGRAM)
    near = own if own in names else danish.closest(name, names)
    return f"mente du »{near}«? " if near else ""


def _without_folder(names: tuple[str, ...]) -> list[str]:
    """The templates that may be meant, each once: no parts of Word files, no mails, no long names of the program's."""
    return [name for name in names if not name.startswith(("word/", "mail/", OF_PROGRAM))]


def _missing_program_file(name: str) -> Diagnostic:
    """The fault of a template that a page needs and the program lacks."""
    hint = "Hent eller installér hjemsite igen"
    return Diagnostic("mangler-skabelon", Span(f"{PROGRAM}{name}"), f"Skabelonen {name} findes ikke", hint)


class UnknownTemplateError(jinja2.TemplateNotFound):
    """Somebody asks for the template `name`, and there are only `names`."""

    def __init__(self, name: str, names: tuple[str, ...]) -> None:
        super().__init__(name)
        self.names = names


class UnknownAssetError(Exception):
    """A template asks for the asset `name`, and there are only `names`."""

    def __init__(self, name: str, names: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name, self.names = name, names


class _UnknownNameError(jinja2.UndefinedError):
    """A template asks for `name`, and there are only `names`."""

    def __init__(self, message: str, name: str, names: tuple[str, ...]) -> None:
        super().__init__(message)
        self.name, self.names = name, names


class StrictUndefined(jinja2.StrictUndefined):
    """What stands for a name that is not there: its error knows the names that are."""

    def __init__(self, hint: str | None = None, obj: object = missing, name: str | None = None, *_: object) -> None:
        # A variable that is not there may be meant to be the view.
        names = ("view",) if obj is missing else tuple(getattr(obj, "__struct_fields__", ()))
        super().__init__(hint, obj, name, partial(_UnknownNameError, name=str(name), names=names))  # type: ignore[arg-type]  # it is only called
