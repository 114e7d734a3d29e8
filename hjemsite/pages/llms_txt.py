"""llms.txt (llmstxt.org): where programs that read for somebody find the site's texts without the pages around them.

It only links to the texts, which lie in the data files and beside each article. A site that bans such programs has no
such file.
"""

from collections.abc import Iterator
from itertools import islice

from hjemsite.model import Settings
from hjemsite.model.article_files import downloads
from hjemsite.pages.context import PageContext
from hjemsite.pages.layout import Layout
from hjemsite.pages.page import Page, Shows, page
from hjemsite.urls import DATA, FEED, LLMS, MEMBERS, NEWS, PRESS, Url

_LATEST = 10


def llms_page(layout: Layout) -> Iterator[Page]:
    """The file, where the settings let such programs in."""
    if layout.edition.settings.ai_crawlers != "nej":
        latest = islice((url for url in layout.taxonomies.articles if url not in layout.deindexed), _LATEST)
        yield page(LLMS, "text", llms_view, shows=Shows(briefs=tuple(latest)))


def llms_view(context: PageContext) -> str:
    """Markdown in the order that the convention has: title, summary, and lists of links."""
    settings, full = context.edition.settings, context.addresses.full
    latest = [(context.cards[url], url) for url in context.shows.briefs]
    lists: dict[str, list[tuple[str, ...]]] = {
        "Nyheder": [("Alle nyheder", full(NEWS)), ("Nyhedsstrøm med hele teksten", full(FEED))],
        "De nyeste": [(brief.title, full(_address(settings, url)), brief.date.text) for brief, url in latest],
        "Data": [
            ("Nyheder", full(Url(f"{DATA}artikler.json"))),
            ("Citater med taler, titel og dato", full(Url(f"{DATA}citater.json"))),
            (settings.members_called.heading, full(Url(f"{DATA}medlemmer.json"))),
        ],
        "Om": [("For pressen", full(PRESS)), (settings.members_called.heading, full(MEMBERS))],
    }
    parts = [f"# {settings.title}\n\n> {settings.description}\n"]
    for heading, links in lists.items():
        rows = "".join(_row(*link) for link in links)
        parts += [f"## {heading}\n\n{rows}"] if rows else []
    return "\n".join(parts)


def _address(settings: Settings, article: Url) -> Url:
    """The article without the page around it, as Markdown or else as plain text, where it can be taken home so."""
    forms, places = settings.downloads, downloads(article)
    return places.markdown if "markdown" in forms else places.text if "tekst" in forms else article


def _row(title: str, url: str, detail: str = "") -> str:
    """A link in a list; brackets in a headline are no part of it.

    >>> _row("Nyt [hus]", "https://noeglen.example/", "2. marts 2026")
    '- [Nyt \\\\[hus\\\\]](https://noeglen.example/): 2. marts 2026\\n'
    """
    name = title.replace("[", "\\[").replace("]", "\\]")
    return f"- [{name}]({url}){f': {detail}' if detail else ''}\n"
