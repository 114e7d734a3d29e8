"""What readers can find: the texts of an edition, page by page, and how each hit is shown.

Only what passed the publication gate is here. Lists are left out, for they hold nothing of their own.
"""

from collections.abc import Iterator, Sequence
from html import unescape
from typing import Literal

from msgspec import Struct

from hjemsite import danish
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.model import Article, Contact, Day, Event, Member, PlainPage
from hjemsite.pages.context import PageContext, change_of, since
from hjemsite.pages.digests import members_of, topics_of
from hjemsite.pages.layout import Layout
from hjemsite.site.taxonomies import Profile
from hjemsite.urls import FOLLOW, PRESS, PRIVACY, Slug, Url

_TAG = lazy_pattern(r"<[^>]*>")

DocumentKind = Literal["organisation", "person", "side", "nyhed"]
"""What a hit is; the order is that of the index."""

MEMBER_FILTER, TOPIC_FILTER, YEAR_FILTER = "#m/", "#e/", "#a/"
"""What the index calls the documents about a member, about a topic and of a year: this, and the slug or the year."""


class SearchQuote(Struct, frozen=True, array_like=True):
    """A quote in an article, and who said it."""

    anchor: str
    text: str
    speaker: str


class SearchDocument(Struct, frozen=True):
    """What can be found at `url`. A hit shows its `title`, its `detail` (when and who), and some of its text.

    The text is `lead`, the body, whose key in the cache is `body`, and `text`. `names` are those of people, members and
    topics. `filters` are the members and topics that it is about and the year of news, as the index calls
    them; `date` is that of news.
    """

    kind: DocumentKind
    url: Url
    title: str
    detail: str
    text: str
    lead: str = ""
    body: bytes = b""
    names: tuple[str, ...] = ()
    quotes: tuple[SearchQuote, ...] = ()
    filters: tuple[str, ...] = ()
    date: Day | None = None


def article_document(context: PageContext, article: Article) -> SearchDocument:
    members = [context.edition.members[name].name for name in article.members]
    speakers = tuple(
        ", ".join(filter(None, (speaker.name, speaker.title, speaker.organisation))) for speaker in article.speakers
    )
    image = (article.image.caption, article.image.credit) if article.image else ()
    parts = (
        *speakers,
        *article.topics,
        *image,
        *(attachment.title for attachment in article.attachments),
        *(text for recording in article.recordings for text in (recording.file.title, *recording.transcript)),
        *(note.text for note in (*article.updates, *article.corrections)),
    )
    return SearchDocument(
        kind="nyhed",
        url=article.url,
        title=article.title,
        detail=_row(danish.long_date(article.date.date()), change_of(article), danish.list_of(members)),
        text=_paragraphs(*parts),
        lead=article.summary,
        body=article.body,
        names=(*(speaker.name for speaker in article.speakers), *members, *article.topics),
        quotes=tuple(SearchQuote(quote.anchor, quote.text, quote.speaker.name) for quote in article.quotes),
        filters=(
            *(f"{MEMBER_FILTER}{name}" for name in dict.fromkeys(members_of(article))),
            *(f"{TOPIC_FILTER}{name}" for name in dict.fromkeys(topics_of(article))),
            f"{YEAR_FILTER}{article.date.year}",
        ),
        date=Day(article.date.year, article.date.month, article.date.day),
    )


def undated_documents(context: PageContext, layout: Layout) -> Iterator[SearchDocument]:
    """All that can be found and is no news: members, people, events, the press page and the pages of editors."""
    # An edit of an article makes none of these, so what makes their pages is not loaded for it.
    from hjemsite.pages import follow, privacy

    settings = layout.edition.settings
    for member in layout.edition.members.values():
        yield _member(member, settings.members_called)
    for profile in layout.taxonomies.profiles.values():
        if not profile.deindexed:
            yield _person(context, layout, profile)
    for event in layout.edition.events.values():
        if not event.deindexed:
            yield _event(event, [layout.edition.members[name].name for name in event.members])
    yield _press_page(settings.press, settings.alliance)
    text = "Få besked om nyheder i en nyhedslæser: RSS, feeds og nyhedsstrømme for alt, for et medlem og for et emne."
    yield SearchDocument("side", FOLLOW, follow.TITLE, "", text)
    if all(text.url != PRIVACY for text in layout.edition.pages):
        text = "Cookies, statistik og persondata: hvad andre får at vide, når du læser siden."
        yield SearchDocument("side", PRIVACY, privacy.TITLE, "", text)
    yield from (_plain_page(text) for text in layout.edition.pages if not text.deindexed)


def _member(member: Member, called: danish.NounForms) -> SearchDocument:
    from hjemsite.pages.members_people import KINDS

    known_as = (f"Kaldes også {member.short_name}",) if member.short_name else ()
    text = _paragraphs(member.text, *known_as, *_former(member.former_names))
    return SearchDocument(
        "organisation", member.url, member.name, _row(KINDS[member.kind][0], since(member, called)), text,
        names=(member.name, member.short_name), filters=(f"{MEMBER_FILTER}{member.slug}",),
    )  # fmt: skip


def _person(context: PageContext, layout: Layout, profile: Profile) -> SearchDocument:
    """What a person said is found in the articles; here they are found by name and by every title they had."""
    roles = profile.file.roles if profile.file else ()
    speakers = [
        speaker for url in profile.articles for speaker in layout.listed[url].speakers if speaker.person == profile.slug
    ]
    titles = {_titled(role.title, role.organisation, role.member, context) for role in roles}
    titles |= {_titled(speaker.title, speaker.organisation, speaker.member, context) for speaker in speakers}
    members = {role.member for role in roles} | {speaker.member for speaker in speakers}
    body = unescape(_TAG.sub(" ", profile.file.body)) if profile.file else ""
    former = _former(profile.file.former_names) if profile.file else ()
    return SearchDocument(
        "person", profile.url, profile.name, context.presentation(profile), _paragraphs(body, *former, *sorted(titles)),
        names=(profile.name,), filters=tuple(f"{MEMBER_FILTER}{name}" for name in sorted(filter(None, members))),
    )  # fmt: skip


def _titled(title: str, organisation: str, member: Slug | None, context: PageContext) -> str:
    """The title with the organisation as the text says it; with the member's name where the text leaves it out."""
    employer = context.edition.members.get(member) if member else None
    return ", ".join(filter(None, (title, organisation or (employer.name if employer else ""))))


def _event(event: Event, members: Sequence[str]) -> SearchDocument:
    when = danish.appointment(event.starts, event.ends, timed=event.timed)
    text = _paragraphs(f"Arrangement {when}, {event.location}", event.address, event.summary, event.text,
                       *(attachment.title for attachment in event.attachments))  # fmt: skip
    return SearchDocument(
        "side", event.url, event.title, _row(when, event.location), text,
        names=tuple(members), filters=tuple(f"{MEMBER_FILTER}{name}" for name in event.members),
    )  # fmt: skip


def _press_page(contact: Contact | None, alliance: str) -> SearchDocument:
    title = "For pressen"
    if contact is None:
        return SearchDocument("side", PRESS, title, "", f"Presse. Nyheder og citater om {alliance}.")
    who = ", ".join(filter(None, (contact.name, contact.title, contact.phone, contact.email)))
    text = _paragraphs(f"Presse og pressekontakt. Kontakt {who}.", contact.about)
    return SearchDocument("side", PRESS, title, "", text, names=(contact.name,))


def _plain_page(page: PlainPage) -> SearchDocument:
    others = (f"{item.title}, {item.outlet}" for item in page.coverage)
    return SearchDocument("side", page.url, page.title, "", _paragraphs(page.text, *others))


def _former(names: Sequence[str]) -> tuple[str, ...]:
    """What a page says of former names; nothing where there are none."""
    return (f"Hed tidligere {danish.list_of(names)}",) if names else ()


def _row(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(filter(None, (part.strip() for part in parts)))
