"""A glance at an article that has just been written: its own page, long before the rest of the site has followed.

Nothing is guessed: the page is made as a build makes it, of the site in which that one article is another. Where more
than the words of one article may differ, there is no glance, and whoever asks waits for the build.
"""

import os
import unicodedata
from pathlib import Path

from msgspec.structs import replace

from hjemsite.cache.cache import Cache, encode
from hjemsite.content.document_cache import Bodies, document_key
from hjemsite.content.reader import document
from hjemsite.content.sources import Source, source_at, text_of
from hjemsite.diagnostics.diagnostic import Diagnostic, in_order
from hjemsite.model import Article, Site
from hjemsite.pages.article import article_page
from hjemsite.pipeline.build import Build, Order
from hjemsite.render.templates import render
from hjemsite.site import stories
from hjemsite.site.gate import edition
from hjemsite.site.site import newest_first
from hjemsite.urls import file_path


def glance(order: Order, before: Build, path: Path, cache: Cache) -> Build | None:
    """What `before` becomes when the article at `path` is written anew, as far as its own page goes.

    None where that is not all, or where it would have a fault that `before` has not.
    """
    source = _source(order.root, path)
    old = next((one for one in before.site.articles if source is not None and one.source == source.path), None)
    if source is None or old is None or any(fault.is_error for fault in before.faults):
        return None
    key = document_key(source, cache)
    read, around = document(source), before.means.around
    told = stories.resolve(read, key, around.known_names, around.addresses)
    if told.value is None or any(fault.is_error for fault in told.faults) or told.value.article.files != old.files:
        return None
    cache.put_many({key: encode(read)})
    site = _with(before.site, old, told.value.article)
    page = _page(order, before, site, told.value.article, cache)
    if page is None:
        return None
    # What the file says of itself is known now; how it agrees with others, the build will tell.
    others = (fault for fault in before.faults if {span.path for span in fault.spans} != {source.path})
    return replace(
        before,
        files={**before.files, file_path(old.url): page},
        texts={**before.texts, source.path: text_of(source).value},
        faults=in_order((*others, *told.faults)),
        site=site,
    )


def _source(root: Path, path: Path) -> Source | None:
    name = unicodedata.normalize("NFC", os.path.relpath(path, root).replace(os.sep, "/"))
    found = source_at(str(path), name)
    return None if isinstance(found, Diagnostic) else found


def _with(site: Site, old: Article, new: Article) -> Site:
    return replace(site, articles=tuple(newest_first(new if one is old else one for one in site.articles)))


def _page(order: Order, before: Build, site: Site, article: Article, cache: Cache) -> bytes | None:
    shown = edition(site, order.as_of, order.drafts)
    means, base = before.means, (order.base_url or site.settings.address).rstrip("/")
    page = article_page(shown, means.album, means.templates.asset_urls(), base, Bodies(cache), article.url)
    made = render(page, page.view(), means.templates.environment)
    return None if isinstance(made, Diagnostic) else made.encode()
