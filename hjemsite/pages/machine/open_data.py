"""The site as data: articles, members, people and quotes in one JSON file each, for whoever wants to count or search.

The shape is a promise, described in docs/data.md: within a version of it, fields are added but never change or go.
"""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

import msgspec

from hjemsite.model import Brief, Day, Member, Picture, Quote, Recording, Speaker
from hjemsite.model.article_files import downloads
from hjemsite.model.origins import PICTURE_ORIGINS, TEXT_ORIGINS
from hjemsite.pages import coverage
from hjemsite.pages.context import PageContext
from hjemsite.pages.downloads.kit_pages import has_press_kit
from hjemsite.pages.extra_values import extra_data
from hjemsite.pages.file_details import recording_type
from hjemsite.pages.layout import Layout
from hjemsite.pages.machine import event_feeds
from hjemsite.pages.page import Page, Shows, page
from hjemsite.site.gate import changed, published
from hjemsite.site.taxonomies import Profile
from hjemsite.urls import DATA, Url, ascii_address

VERSION = 1
"""The version of the format, which is also a part of the address `DATA`."""

_Row: TypeAlias = dict[str, object]


def data_pages(layout: Layout) -> Iterator[Page]:
    """A file for each kind of thing, and one that lists the files."""
    members = Shows(members=tuple(layout.edition.members), listing=True)
    people = Shows(people=tuple(layout.taxonomies.profiles), listing=True)
    yield page(_data_url("artikler"), "json", articles_data, shows=Shows(all_briefs=True))
    yield page(_data_url("medlemmer"), "json", members_data, shows=members)
    yield page(_data_url("personer"), "json", people_data, shows=people)
    yield page(_data_url("citater"), "json", quotes_data, shows=Shows(all_quotes=True))
    more = ((event_feeds.FILE, layout.edition.has_events), (coverage.FILE, bool(coverage.all_coverage(layout))))
    names = ("artikler", "medlemmer", "personer", "citater", *(name for name, is_there in more if is_there))
    yield page(_data_url("index"), "json", index_data, names)


def _data_url(name: str) -> Url:
    return Url(f"{DATA}{name}.json")


def index_data(context: PageContext, names: Iterable[str]) -> _Row:
    settings, full = context.edition.settings, context.addresses.full
    files = [{"name": name, "url": full(_data_url(name))} for name in names]
    return {
        "version": VERSION,
        "title": settings.title,
        "alliance": settings.alliance,
        "url": full("/"),
        "files": files,
    }


def _file(context: PageContext, key: str, rows: Iterable[object]) -> _Row:
    return {"version": VERSION, "url": context.addresses.full("/"), key: list(rows)}


def articles_data(context: PageContext) -> _Row:
    # As they stand in the file, rows take a tenth of the room; a large site has very many.
    rows = context.rows(lambda article: msgspec.json.encode(_article(context, article)))
    return _file(context, "articles", map(msgspec.Raw, rows))


def members_data(context: PageContext) -> _Row:
    news, members = context.taxonomies.news_of_member, context.edition.members
    return _file(
        context, "members", (_member(context, members[name], news.get(name, ())) for name in context.shows.members)
    )


def people_data(context: PageContext) -> _Row:
    profiles = (context.taxonomies.profiles[name] for name in context.shows.people)
    return _file(context, "people", (_person(context, profile) for profile in profiles))


def quotes_data(context: PageContext) -> _Row:
    # Those of one article, each after the other.
    rows = context.rows(lambda article: b",".join(msgspec.json.encode(quote) for quote in _quotes(context, article)))
    return _file(context, "quotes", map(msgspec.Raw, rows))


def _article(context: PageContext, article: Brief) -> _Row:
    full, files, forms = context.addresses.full, downloads(article.url), context.edition.settings.downloads
    has_kit = has_press_kit(context.edition.settings, article)
    return {
        "id": article.slug,
        "url": full(article.url),
        "title": article.title,
        "published": published(article).isoformat(),
        "changed": changed(article).isoformat(),
        "summary": article.excerpt,
        "members": list(article.members),
        "topics": list(article.topics),
        "speakers": [_speaker(speaker) for speaker in article.speakers],
        "credit": article.credit,
        "alliance_size": article.alliance_size,
        "image": _picture(context, article.image),
        "corrections": [{"date": str(correction.date), "text": correction.text} for correction in article.corrections],
        "withdrawn": _day(article.withdrawn),
        "deindexed": _day(article.deindexed),
        "source_type": TEXT_ORIGINS[article.origin].source_type if article.origin else "",
        "original": ascii_address(article.original),
        "recordings": [_recording(context, recording) for recording in article.recordings],
        "text_url": full(files.text) if "tekst" in forms else "",
        "word_url": full(files.word) if "word" in forms else "",
        "ninjs_url": full(files.ninjs) if "ninjs" in forms else "",
        "markdown_url": full(files.markdown) if "markdown" in forms else "",
        "press_kit_url": full(files.kit) if has_kit else "",
        "press_kit_sha256_url": full(files.kit_digest) if has_kit else "",
        **extra_data(article.extra),
    }


def _member(context: PageContext, member: Member, articles: Iterable[Url]) -> _Row:
    return {
        "id": member.slug,
        "url": context.addresses.full(member.url),
        "name": member.name,
        "kind": member.kind,
        "joined": _day(member.joined),
        "left": _day(member.left),
        "website": ascii_address(member.website),
        "short_name": member.short_name,
        "former_names": list(member.former_names),
        "articles": [_id(url) for url in articles],
        **extra_data(member.extra),
    }


def _person(context: PageContext, profile: Profile) -> _Row:
    roles = profile.file.roles if profile.file else ()
    return {
        "id": profile.slug,
        "url": context.addresses.full(profile.url),
        "name": profile.name,
        "roles": [
            {
                "title": role.title,
                "organisation": role.organisation,
                "member": role.member,
                "from": _day(role.start),
                "to": _day(role.end),
            }
            for role in roles
        ],
        "former_names": list(profile.file.former_names) if profile.file else [],
        "speaks_about": list(profile.file.speaks_about) if profile.file else [],
        "articles": [_id(url) for url in profile.articles],
        **extra_data(profile.file.extra if profile.file else ()),
    }


def _quotes(context: PageContext, article: Brief) -> Iterator[_Row]:
    return (_quote(context, article, quote) for quote in article.quotes)


def _quote(context: PageContext, article: Brief, quote: Quote) -> _Row:
    return {
        "url": context.addresses.full(f"{article.url}#{quote.anchor}"),
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


def _picture(context: PageContext, picture: Picture | None) -> _Row | None:
    if picture is None:
        return None
    url = context.addresses.full(picture.url)
    return {
        "url": url,
        "alt": picture.alt,
        "credit": picture.credit,
        "caption": picture.caption,
        "licence": picture.licence,
        "source_type": PICTURE_ORIGINS[picture.origin].source_type if picture.origin else "",
    }


def _recording(context: PageContext, recording: Recording) -> _Row:
    full = context.addresses.full
    return {
        "url": full(recording.file.url),
        "type": recording_type(recording),
        "title": recording.file.title,
        "size": recording.file.size,
        "captions_url": full(recording.captions) if recording.captions else "",
        "transcript": "\n\n".join(recording.transcript),
        "credit": recording.credit,
    }


def _day(day: Day | None) -> str | None:
    return str(day) if day else None
