"""The rows of data files with one row for each article, such as the articles as open data.

They are kept together in one entry of the cache, each under the digest of all that it can show: an edit changes one of
ten thousand, and the others need neither their articles nor to be written anew.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from hjemsite.cache.blob import digest
from hjemsite.cache.cache import Key
from hjemsite.cache.encoding import decode, encode
from hjemsite.model import Brief
from hjemsite.site.article_records import Articles
from hjemsite.urls import Url

MakeRow: TypeAlias = Callable[[Brief], bytes]
"""What a file says of one article."""

DataRows: TypeAlias = Callable[[MakeRow], list[bytes]]
"""The rows of all articles that a file is about, newest first."""


def data_rows(make: MakeRow, states: Mapping[Url, bytes], key: Key, articles: Articles) -> list[bytes]:
    """What `make` says of each of the `articles` at the addresses in `states`, which has digests of what they show.

    `key` is that of the entry in the cache: it stands for the file and for what all its rows can show.
    """
    cache = articles.cache
    kept: dict[bytes, bytes] = decode(cache.get_many([key]).get(key), dict[bytes, bytes], {})
    keys = {url: digest(url, state) for url, state in states.items()}
    missing = [url for url in states if keys[url] not in kept]
    if missing:
        articles.fetch(missing)
        kept |= {keys[url]: make(articles[url]) for url in missing}
        cache.put_many({key: encode({row_key: kept[row_key] for row_key in keys.values()})})
    return [kept[row_key] for row_key in keys.values()]


def no_rows(make: MakeRow) -> list[bytes]:
    """Raises `KeyError`: the page does not say that it shows all articles or all quotes, so it gets no rows."""
    raise KeyError(make)
