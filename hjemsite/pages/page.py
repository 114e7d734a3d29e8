"""A page as data: its address, template, view function with arguments, and what it shows.

A page is rendered with a context that holds what it `shows` and nothing else. So a page whose `Shows` lacks something
fails at once (`KeyError`), and a page need not be rendered again while none of what it shows has changed.
"""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from msgspec import Struct

from hjemsite.site.taxonomies import QuoteUrl
from hjemsite.urls import Slug, Url

_PACKAGE = "hjemsite.pages."


class Shows(Struct, frozen=True, array_like=True, omit_defaults=True):
    """What a page shows of the site, beside what every page shows: settings, menu, style sheets.

    `articles` are shown whole, with their pictures and the members whom they name; `briefs` are articles as other
    pages show them; of `quotes` the words, the speaker, and the article as other pages show it; of `members` the name
    and the address; of `people` who they are, and how often they are quoted. `document` is the path of the member's,
    person's, event's or page's file whose text the page shows. Of `events` all is shown but the names of members.
    """

    articles: tuple[Url, ...] = ()
    briefs: tuple[Url, ...] = ()
    quotes: tuple[QuoteUrl, ...] = ()
    members: tuple[Slug, ...] = ()
    people: tuple[Slug, ...] = ()
    images: tuple[Url, ...] = ()
    document: str = ""
    all_briefs: bool = False
    """All articles as other pages show them."""
    all_quotes: bool = False
    listing: bool = False
    """Which articles there are, and what they are about."""
    events: tuple[Slug, ...] = ()

    @property
    def is_of_all(self) -> bool:
        """Whether the page shows something of all articles or quotes, without naming each."""
        return self.all_briefs or self.all_quotes or self.listing


class Page(Struct, frozen=True, array_like=True, omit_defaults=True):
    """`template` may also be one of `hjemsite.render.formats`, for a file that is no page of HTML.

    `view` names the function that makes the template's view from a context and the `arguments`, which are texts,
    numbers and tuples of them: »article.article_view« for one in `hjemsite.pages.article`. `source` is the file that an
    editor would mend if something is wrong with the page; empty for an overview.
    """

    url: Url
    template: str
    view: str
    arguments: tuple[Any, ...] = ()
    shows: Shows = Shows()
    source: str = ""


def page(
    url: Url,
    template: str,
    view: Callable[..., object],
    *arguments: object,
    shows: Shows = Shows(),  # noqa: B008 - frozen
    source: str = "",
) -> Page:
    """A page at `url`; `view` must be a function of a module in this package."""
    name = f"{view.__module__.removeprefix(_PACKAGE)}.{view.__name__}"
    return Page(url, template, name, arguments, shows, source)


@cache
def view_function(name: str) -> Callable[..., object]:
    """The function that `Page.view` names.

    Its module is imported here: a build that renders a few pages need not wait for what makes all the others.
    """
    module, _, function = name.rpartition(".")
    view: Callable[..., object] = getattr(import_module(_PACKAGE + module), function)
    return view
