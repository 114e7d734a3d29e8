"""A page: an address, a template or a format, and a view. Nothing else decides what its file holds."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from hjemsite.cache.blob import digest
from hjemsite.cache.cache import encode
from hjemsite.pages.dependencies import Scope
from hjemsite.urls import Url


class Later(Struct, frozen=True):
    """A view that is made where its page is rendered, which may be in another process, or not at all.

    `make` is called with the desk of `scope`, what is `given` and `aids`. The scope and what is given decide what it
    returns, so the scope should be narrow; `aids` only spare it work.
    """

    make: Callable[..., object]
    scope: Scope
    given: tuple[object, ...] = ()
    aids: tuple[object, ...] = ()

    def __call__(self) -> object:
        return self.make(self.scope.desk(), *self.given, *self.aids)

    @property
    def digest(self) -> bytes:
        return digest(encode((self.make.__module__, self.make.__qualname__, self.given, self.scope.grounds())))


class Page(Struct, frozen=True):
    """`template` may be one of `making.formats` too, for a file that is no page of HTML.

    `source` is the file that an editor would mend if something is wrong with the page; empty for an overview.
    """

    url: Url
    template: str
    view: Any
    source: str = ""

    @property
    def digest(self) -> bytes:
        """Stands for all that decides what the page's file holds, beside the templates."""
        view = self.view.digest if isinstance(self.view, Later) else encode(self.view)
        return digest(self.url, self.template, self.source, view)
