"""The outline of a finished site: what is remembered of it, so that words can be changed in it without making it again.

It tells where everything stands and holds hardly a word, so it is read quickly, however large the site is.
"""

from collections.abc import Mapping
from datetime import datetime
from hashlib import blake2b

from msgspec import Struct
from msgspec.structs import replace

from hjemsite.cache.cache import Cache, Key, decode, encode
from hjemsite.site.taxonomies import NOWHERE, Index, IndexBy, QuoteUrl, translated
from hjemsite.urls import Url


class Outline(Struct, frozen=True):
    """`sources`: path of each file below `content/` → digest of its bytes. `used`: address of a picture or attachment →
    its path. `templates` and `assets` are as `making.render` has them; `hidden` and `waiting` as the edition has them.

    `stories`: path of an article's text → what its story is remembered by. `titles`: the same → the mark of its
    headline and day. `mentions` stand for what other pages say of the articles, in the order of the index. `addresses`
    are the marks of everything that a page may lead to.
    """

    sources: Mapping[str, bytes]
    stories: Mapping[str, Key]
    used: Mapping[Url, str]
    templates: bytes
    assets: Mapping[str, Url]
    index: Index
    mentions: tuple[bytes, ...]
    hidden: frozenset[Url]
    waiting: Mapping[Url, str]
    titles: Mapping[str, bytes]
    addresses: bytes


class _Entry(Struct, frozen=True):
    """An outline as it is kept: its `index` tells articles and places by their numbers, which takes little room.

    `anchors` are those of the quotes of each article.
    """

    made: str
    index: IndexBy[int, int]
    anchors: tuple[tuple[str, ...], ...]
    outline: Outline


def remember(outline: Outline, made: str, place: str, cache: Cache) -> None:
    """Remembers `outline` as that of the site that was `made` and stands at `place`, and forgets the one before."""
    index = outline.index
    articles = {url: number for number, url in enumerate(index.articles)}
    places = {place: number for number, place in enumerate(index.said)}
    anchors: dict[Url, list[str]] = {url: [] for url in articles}
    for said in index.said:
        url, _, anchor = said.partition("#")
        anchors[Url(url)].append(anchor)
    numbered = translated(index, articles.__getitem__, places.__getitem__, ())
    entry = _Entry(made, numbered, tuple(map(tuple, anchors.values())), replace(outline, index=NOWHERE))
    cache.put_many({cache.key("outline", place): encode(entry)})


def recall(made: str, place: str, cache: Cache) -> Outline | None:
    """The outline of the site at `place`, if that is the one that was `made`."""
    key = cache.key("outline", place)
    found: _Entry | None = decode(cache.get_many([key]).get(key), _Entry, None)
    if found is None or found.made != made:
        return None
    articles = tuple(found.index.articles)
    said = [QuoteUrl(f"{url}#{anchor}") for url, own in zip(articles, found.anchors, strict=False) for anchor in own]
    try:
        return replace(found.outline, index=translated(found.index, articles.__getitem__, said.__getitem__, said))
    except IndexError:
        # Whole, but not ours: somebody else has written it.
        return None


def title_mark(title: str, date: datetime) -> bytes:
    """Eight bytes that stand for a headline and its day, which no two articles should share."""
    return blake2b(f"{date.date()} {title}".encode(), digest_size=8).digest()
