"""An article as IPTC ninjs 3.1, the form in which newsrooms' systems exchange news (iptc.org/standards/ninjs).

People and organisations are named with what they have to do with the text: who speaks in it, whom it is about.
"""

from hjemsite.danish import typography
from hjemsite.model import Article, Picture, Recording
from hjemsite.model.article_files import downloads
from hjemsite.model.origins import PICTURE_ORIGINS, TEXT_ORIGINS
from hjemsite.pages.context import PageContext
from hjemsite.pages.downloads.release import body
from hjemsite.pages.file_details import is_sound, recording_type
from hjemsite.pages.machine.permanent_id import permanent_id
from hjemsite.pages.responsive_images import for_feed
from hjemsite.site.gate import changed, published
from hjemsite.urls import person_url, slug

_SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"


def ninjs(context: PageContext, article: Article) -> dict[str, object]:
    """The news object of `article`. Its identifier never changes."""
    settings, full = context.edition.settings, context.addresses.full
    url, card = full(article.url), context.cards[article.url]
    value = context.addresses.feed_html(for_feed(body(context, article, named=False), context.images), article.url)
    plain, file = _plain(context, article)
    item: dict[str, object] = {
        "uri": permanent_id(article, settings),
        "standard": {"name": "ninjs", "version": "3.1", "schema": _SCHEMA},
        "type": "text",
        "representationType": "full",
        "pubStatus": "canceled" if article.withdrawn else "usable",
        "language": "da",
        "firstCreated": published(article).isoformat(),
        "versionCreated": changed(article).isoformat(),
        "title": card.title,
        "headlines": [{"role": "main", "contentType": "text/plain", "value": card.title}],
        "bodies": [*plain, {"role": "main", "contentType": "text/html", "value": value}],
        "infoSources": [{"name": settings.alliance, "role": "publisher", "uri": full("/")}],
        "genres": [{"name": "Press release"}],
        "renditions": [{"name": "web", "href": url, "contentType": "text/html", "title": card.title}, *file],
    }
    if card.summary:
        item["descriptions"] = [{"role": "summary", "contentType": "text/plain", "value": card.summary}]
    if article.credit:
        item["by"] = article.credit
    if article.expires:
        item["expires"] = article.expires.isoformat()
    if article.topics:
        topics = [context.taxonomies.topics[name] for name in dict.fromkeys(map(slug, article.topics))]
        item["subjects"] = [{"name": topic.title, "rel": "about", "uri": full(topic.url)} for topic in topics]
    if people := _people(context, article):
        item["people"] = people
    if organisations := _organisations(context, article):
        item["organisations"] = organisations
    if article.origin:
        item["digitalSourceType"] = {"uri": TEXT_ORIGINS[article.origin].source_type}
    pictures = [_picture(context, article.image)] if article.image else []
    if associations := [*pictures, *(_recording(context, recording) for recording in article.recordings)]:
        item["associations"] = associations
    notes = [("Opdatering", note) for note in article.updates] + [("Rettelse", note) for note in article.corrections]
    if notes:
        item["edNote"] = " ".join(f"{kind} {note.date}: {note.text}" for kind, note in notes)
    return item


def _plain(context: PageContext, article: Article) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The text without markup: as a body, or as a rendition where it lies in a file of its own.

    In both, it would be 28 MB of the site of ten thousand articles.
    """
    if "tekst" in context.edition.settings.downloads:
        address = context.addresses.full(downloads(article.url).text)
        return [], [{"name": "text", "href": address, "contentType": "text/plain"}]
    return [{"role": "main", "contentType": "text/plain", "value": context.bodies(article.body).text}], []


def _people(context: PageContext, article: Article) -> list[dict[str, object]]:
    full = context.addresses.full
    speakers = dict.fromkeys((speaker.person, speaker.name) for speaker in article.speakers)
    return [{"name": name, "rel": "speaker", "uri": full(person_url(slug))} for slug, name in speakers]


def _organisations(context: PageContext, article: Article) -> list[dict[str, object]]:
    members = (context.edition.members[name] for name in article.members)
    return [{"name": member.name, "rel": "about", "uri": context.addresses.full(member.url)} for member in members]


def _picture(context: PageContext, picture: Picture) -> dict[str, object]:
    url = context.addresses.full(picture.url)
    association: dict[str, object] = {
        "name": "image",
        "rel": "illustrates",
        "uri": url,
        "type": "picture",
        "by": picture.credit,
        "descriptions": [{"role": "alt", "contentType": "text/plain", "value": picture.alt}],
        "renditions": [{"name": "original", "href": url}],
    }
    if picture.caption:
        association["headlines"] = [{"role": "caption", "value": typography.text(picture.caption)}]
    if picture.origin:
        association["digitalSourceType"] = {"uri": PICTURE_ORIGINS[picture.origin].source_type}
    return association | ({"usageTerms": picture.licence} if picture.licence else {})


def _recording(context: PageContext, recording: Recording) -> dict[str, object]:
    """Sound or a film, with what is said in it and its captions."""
    full, url = context.addresses.full, context.addresses.full(recording.file.url)
    form, size = recording_type(recording), recording.file.size
    file = {"name": "original", "href": url, "contentType": form, "sizeInBytes": size}
    captions = recording.captions and {"name": "captions", "href": full(recording.captions), "contentType": "text/vtt"}
    still = {"name": "poster", "href": full(recording.poster.url)} if recording.poster else None
    association: dict[str, object] = {
        "name": "audio" if is_sound(recording) else "video",
        "rel": "illustrates",
        "uri": url,
        "type": "audio" if is_sound(recording) else "video",
        "headlines": [{"role": "main", "contentType": "text/plain", "value": recording.file.title}],
        "bodies": [{"role": "transcript", "contentType": "text/plain", "value": "\n\n".join(recording.transcript)}],
        "renditions": [part for part in (file, captions, still) if part],
    }
    return association | ({"by": recording.credit} if recording.credit else {})
