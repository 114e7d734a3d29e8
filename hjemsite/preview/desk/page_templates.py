"""The desk's own templates, which lie beside this module. Everything in them is escaped."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hjemsite.diagnostics import report

if TYPE_CHECKING:
    import jinja2

_FOLDER = Path(__file__).with_name("templates")


def rendered(template: str, values: Mapping[str, object]) -> bytes:
    """A page of the desk."""
    return _environment().get_template(template).render(values).encode()


def _visible(text: str) -> str:
    """The text with its signs that nobody sees named; lines stay lines."""
    return "\n".join(map(report.visible, text.split("\n")))


@cache
def _environment() -> "jinja2.Environment":
    # A preview that nobody opens the desk of need not load it.
    import jinja2

    loader = jinja2.FileSystemLoader(_FOLDER)
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["synlig"] = _visible
    return environment
