"""A page: an address, a template or a format, and a view. Nothing else decides what its file holds."""

from collections.abc import Callable
from dataclasses import dataclass

from hjemsite.urls import Url


@dataclass(frozen=True, slots=True)
class Later:
    """A view that is made where its page is rendered, which may be in another process."""

    make: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Text:
    """A file that no template makes; its page has an empty template."""

    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """`template` may be one of `making.formats` too, for a file that is no page of HTML.

    `source` is the file that an editor would mend if something is wrong with the page; empty for an overview.
    """

    url: Url
    template: str
    view: object
    source: str = ""
