"""An article as an entry of a feed: it says what the page says, for many read nothing else.

An entry is made once and stands in every feed that brings it: the site's, and those of its members, topics and people.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape

from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.images.renditions import rendition_url
from hjemsite.model import Article, Attachment, Quote
from hjemsite.pages.components import Link
from hjemsite.pages.context import PageContext, partial_day
from hjemsite.pages.downloads.release import body
from hjemsite.pages.feed_components import FeedEntry, FeedFile, FeedQuote
from hjemsite.pages.file_details import file_detail, media_type_of
from hjemsite.pages.machine.permanent_id import permanent_id
from hjemsite.pages.responsive_images import figure_for_feed, for_feed
from hjemsite.site.gate import changed, published
from hjemsite.urls import Url

_WROTE = lazy_pattern(
    r"(?:(?:tekst|artikel)(?: og (?:foto|billeder?))?[ \xa0]?:"
    r"|(?:tekst|skrevet) af\b:?|forfatter[ \xa0]?:|af\b:?)\s*(?=\S)",
    re.IGNORECASE,
)
"""What stands before the name of whoever wrote a text."""
_SHOWED = lazy_pattern(
    r"[\s.,;/|·–-]+\(?(?:fotos?|fotograf|billeder?|illustration|grafik)\b.*", re.IGNORECASE | re.DOTALL
)
"""What says, after that name, who made the pictures."""

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def feed_entry(context: PageContext, url: Url) -> FeedEntry:
    """The article at `url` as an entry of any feed, from a context that shows it alone."""
    article, card, full = context.articles[url], context.cards[url], context.addresses.full
    members = (context.edition.members[name] for name in article.members)
    recorded = (recording.file for recording in article.recordings)
    return FeedEntry(
        id=permanent_id(article, context.edition.settings),
        url=full(article.url),
        title=card.title,
        published=published(article).isoformat(),
        updated=changed(article).isoformat(),
        pub_date=internet_date(published(article)),
        summary=article.excerpt,
        html=context.addresses.feed_html("".join(_parts(context, article)), article.url),
        image=_image(context, article),
        author=written_by(article.credit) or context.edition.settings.alliance,
        topics=article.topics,
        members=tuple(Link(member.name, full(member.url)) for member in members),
        quotes=tuple(_quote(context, article, quote) for quote in article.quotes),
        attachments=tuple(feed_file(context, file) for file in (*recorded, *article.attachments)),
    )


def _parts(context: PageContext, article: Article) -> Iterator[str]:
    """What the article's page says, as HTML, in the page's order."""
    if article.summary:
        yield f"<p>{escape(article.summary)}</p>"
    if article.image:
        yield figure_for_feed(article.image, context.images)
    yield for_feed(body(context, article, named=False), context.images)
    for heading, changes in (("Opdateringer", article.updates), ("Rettelser", article.corrections)):
        if changes:
            items = (f"<li>{partial_day(change.date).text}: {escape(change.text)}</li>" for change in changes)
            yield f"<h2>{heading}</h2><ul>{''.join(items)}</ul>"
    yield linked_files("Lyd og film", [recording.file for recording in article.recordings])
    yield linked_files("Bilag", article.attachments)


def linked_files(heading: str, files: Sequence[Attachment]) -> str:
    """A list of links to `files` below a heading, as HTML; empty where there are none."""
    items = (f'<li><a href="{file.url}">{escape(file.title)}</a> ({file_detail(file)})</li>' for file in files)
    return f"<h2>{heading}</h2><ul>{''.join(items)}</ul>" if files else ""


def _image(context: PageContext, article: Article) -> str:
    processed = context.images.processed.get(article.image.url) if article.image else None
    if article.image is None or processed is None:
        return ""
    return context.addresses.full(rendition_url(article.image.url, processed.name, processed.fallback))


def feed_file(context: PageContext, file: Attachment) -> FeedFile:
    """A file that comes with an entry."""
    return FeedFile(file.title, context.addresses.full(file.url), media_type_of(file), file.size)


def _quote(context: PageContext, article: Article, quote: Quote) -> FeedQuote:
    speaker, url = quote.speaker, context.addresses.full(f"{article.url}#{quote.anchor}")
    return FeedQuote(quote.text, speaker.name, speaker.title, speaker.organisation, url)


def written_by(credit: str) -> str:
    """Who wrote a text, by its credit line; empty where the line names nobody who did.

    >>> written_by("Tekst: Aalborg Kommune"), written_by("Skrevet af Ida Holt. Foto: Bo Dam"), written_by("Ida Holt")
    ('Aalborg Kommune', 'Ida Holt', 'Ida Holt')
    >>> written_by("Foto: Bo Dam")
    ''
    """
    label = _WROTE.match(credit)
    names = _SHOWED.sub("", f" {credit[label.end() :] if label else credit}")
    return names.strip(" .,;")


def internet_date(at: datetime) -> str:
    """An instant as RFC 5322 writes it, with English names whatever the machine's language.

    >>> internet_date(datetime.fromisoformat("2022-09-28T14:30:00+02:00"))
    'Wed, 28 Sep 2022 14:30:00 +0200'
    """
    return f"{_DAYS[at.weekday()]}, {at:%d} {_MONTHS[at.month - 1]} {at:%Y %H:%M:%S %z}"
