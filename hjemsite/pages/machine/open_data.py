"""The site as data: articles, members, people and quotes in one JSON file each, for whoever wants to count or search.

The shape is a promise, described in docs/data.md: within a version of it, fields are added but never change or go.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

import msgspec
from msgspec import Struct

from hjemsite.model import Article, Day, Member, Picture, Quote, Speaker
from hjemsite.pages.context import PageContext, summary
from hjemsite.pages.dependencies import Scopes
from hjemsite.pages.page import Later, Page
from hjemsite.site.gate import changed, published
from hjemsite.site.taxonomies import Profile
from hjemsite.urls import Url, downloads

VERSION = 1

_Row: TypeAlias = dict[str, object]


def data_pages(desk: PageContext, scopes: Scopes, known: Mapping[Url, msgspec.Raw]) -> Iterator[Page]:
    """A file for each kind of thing, and one that lists the files.

    `known`: address of an article → its row, where that is at hand already.
    """
    views = {
        "artikler": Later(_articles, scopes.whole(), aids=(known,)),
        "medlemmer": _file(desk, "members", (_member(desk, member) for member in desk.edition.members.values())),
        "personer": _file(desk, "people", (_person(desk, profile) for profile in desk.index.profiles.values())),
        "citater": Later(_quotes, scopes.quotes()),
    }
    yield from (Page(_place(name), "json", view) for name, view in views.items())
    settings, full = desk.edition.settings, desk.addresses.full
    files = [{"name": name, "url": full(_place(name))} for name in views]
    listing = {"version": VERSION, "title": settings.title, "alliance": settings.alliance, "url": full("/")}
    yield Page(_place("index"), "json", {**listing, "files": files})


def rows_of(file: bytes) -> list[msgspec.Raw]:
    """The rows of the file of all articles. Raises `msgspec.MsgspecError` where it is no such file."""
    return msgspec.json.decode(file, type=_ArticleRows).articles


class _ArticleRows(Struct):
    articles: list[msgspec.Raw]


def _place(name: str) -> Url:
    return Url(f"/data/v{VERSION}/{name}.json")


ARTICLES = _place("artikler")


def _file(desk: PageContext, key: str, rows: Iterable[object]) -> _Row:
    return {"version": VERSION, "url": desk.addresses.full("/"), key: list(rows)}


def _articles(desk: PageContext, known: Mapping[Url, msgspec.Raw]) -> _Row:
    articles = desk.index.articles
    return _file(desk, "articles", (known.get(url) or _written(_article(desk, desk.articles[url])) for url in articles))


def _written(row: _Row) -> msgspec.Raw:
    """A row as it stands in the file, which takes a tenth of the room; a large site has very many."""
    return msgspec.Raw(msgspec.json.encode(row))


def _article(desk: PageContext, article: Article) -> _Row:
    full, files, forms = desk.addresses.full, downloads(article.url), desk.edition.settings.downloads
    return {
        "id": article.slug,
        "url": full(article.url),
        "title": article.title,
        "published": published(article).isoformat(),
        "changed": changed(article).isoformat(),
        "summary": summary(article),
        "members": list(article.members),
        "topics": list(article.topics),
        "speakers": [_speaker(one) for one in article.speakers],
        "credit": article.credit,
        "alliance_size": article.alliance_size,
        "image": _picture(desk, article.image),
        "corrections": [{"date": str(one.date), "text": one.text} for one in article.corrections],
        "original": article.original,
        "text_url": full(files.text) if "tekst" in forms else "",
        "word_url": full(files.word) if "word" in forms else "",
        "ninjs_url": full(files.ninjs) if "ninjs" in forms else "",
    }


def _member(desk: PageContext, member: Member) -> _Row:
    return {
        "id": member.slug,
        "url": desk.addresses.full(member.url),
        "name": member.name,
        "kind": member.kind,
        "joined": _day(member.joined),
        "left": _day(member.left),
        "website": member.website,
        "former_names": list(member.former_names),
        "articles": [_id(url) for url in desk.index.news_of_member.get(member.slug, ())],
    }


def _person(desk: PageContext, profile: Profile) -> _Row:
    roles = profile.file.roles if profile.file else ()
    return {
        "id": profile.slug,
        "url": desk.addresses.full(profile.url),
        "name": profile.name,
        "roles": [
            {
                "title": one.title,
                "organisation": one.organisation,
                "member": one.member,
                "from": _day(one.start),
                "to": _day(one.end),
            }
            for one in roles
        ],
        "articles": [_id(url) for url in profile.articles],
    }


def _quotes(desk: PageContext) -> _Row:
    articles = (desk.articles[url] for url in desk.index.articles)
    rows = (_quote(desk, article, quote) for article in articles for quote in article.quotes)
    return _file(desk, "quotes", map(_written, rows))


def _quote(desk: PageContext, article: Article, quote: Quote) -> _Row:
    return {
        "url": desk.addresses.full(f"{article.url}#{quote.anchor}"),
        "article": article.slug,
        "published": published(article).isoformat(),
        "text": quote.text,
        "speaker": _speaker(quote.speaker),
    }


def _id(article: Url) -> str:
    """What the article at an address is called: its slug."""
    return article.rstrip("/").rpartition("/")[2]


def _speaker(speaker: Speaker) -> _Row:
    return {
        "person": speaker.person,
        "name": speaker.name,
        "title": speaker.title,
        "organisation": speaker.organisation,
        "member": speaker.member,
    }


def _picture(desk: PageContext, picture: Picture | None) -> _Row | None:
    if picture is None:
        return None
    url = desk.addresses.full(picture.url)
    return {
        "url": url,
        "alt": picture.alt,
        "credit": picture.credit,
        "caption": picture.caption,
        "licence": picture.licence,
    }


def _day(day: Day | None) -> str | None:
    return str(day) if day else None
