"""An article as a press release to take away: headline, date, text, credit, corrections, contact, »Om …«.

The words are the page's own; only what a file has no use for, such as the way to other pages, is left out.
"""

from collections.abc import Iterator, Sequence
from html import escape

from hjemsite.model import Article, Contact, Passage, Recording
from hjemsite.model.origins import TEXT_ORIGINS
from hjemsite.pages.context import PageContext, day, partial_day
from hjemsite.pages.downloads.blocks import Block, Run, blocks, words
from hjemsite.pages.file_details import file_detail


def release(context: PageContext, article: Article) -> tuple[Block, ...]:
    """All that a file of the article says, from the headline on."""
    return tuple(_parts(context, article))


def _parts(context: PageContext, article: Article) -> Iterator[Block]:
    card, settings = context.cards[article.url], context.edition.settings
    yield Block("title", words(card.title))
    yield Block("detail", words(card.date.text))
    if article.updated:
        yield Block("detail", words(f"Opdateret {day(article.updated).text}"))
    if article.summary:
        yield Block("lead", words(article.summary))
    yield from blocks(context.addresses.feed_html(body(context, article, named=True), article.url))
    for recording in article.recordings:
        yield from _recording(recording, context.addresses.full(recording.file.url))
    if article.attachments:
        yield Block("heading", words("Bilag"), 2)
    for file in article.attachments:
        url = context.addresses.full(file.url)
        yield Block("text", (Run(f"{file.title} ({file_detail(file)}): "), Run(url, link=url)))
    if article.credit and not article.credit_in_text:
        yield Block("detail", words(article.credit))
    if article.origin:
        yield Block("detail", words(text_origin(article)))
    for heading, changes in (("Opdateringer", article.updates), ("Rettelser", article.corrections)):
        if changes:
            yield Block("heading", words(heading), 2)
        for change in changes:
            yield Block("text", words(f"{partial_day(change.date).text}: {change.text}"))
    if settings.about:
        yield Block("heading", words(f"Om {settings.alliance}"), 2)
        yield from blocks(context.addresses.feed_html(settings.about, article.url))
    yield from _contacts(article.contacts or tuple(filter(None, (settings.press,))))
    url = context.addresses.full(article.url)
    yield Block("detail", (Run(url, link=url),))


def _recording(recording: Recording, url: str) -> Iterator[Block]:
    """What can be heard or seen, where, and what is said in it."""
    yield Block("heading", words(recording.file.title), 2)
    yield Block("detail", (Run(f"{file_detail(recording.file)}: "), Run(url, link=url)))
    yield from (Block("text", words(text)) for text in recording.transcript)
    if recording.credit:
        yield Block("detail", words(recording.credit))


def text_origin(article: Article) -> str:
    """The text for readers about how the article was written, as with AI; empty where the editor does not say."""
    return TEXT_ORIGINS[article.origin].label if article.origin else ""


def _contacts(contacts: Sequence[Contact]) -> Iterator[Block]:
    if contacts:
        yield Block("heading", words("Kontakt for pressen"), 2)
    for contact in contacts:
        who = ", ".join(filter(None, (contact.name, contact.title)))
        yield Block("text", words(": ".join(filter(None, (contact.about, who)))))
        if contact.phone:
            yield Block("text", words(contact.phone))
        if contact.email:
            yield Block("text", (Run(contact.email, link=f"mailto:{contact.email}"),))


def body(context: PageContext, article: Article, *, named: bool) -> str:
    """The body as HTML without the site's own classes; `named` puts the speaker below a quotation, as the page does."""
    return "".join(_passage(article, passage, named) for passage in context.passages(article))


def _passage(article: Article, passage: Passage, named: bool) -> str:
    # The marks stand in the text, so an inline quotation needs no element that would add them again.
    if passage.form not in ("block", "quoted"):
        return passage.html
    return f"<blockquote>{passage.html}</blockquote>{_source(article, passage) if named else ''}"


def _source(article: Article, passage: Passage) -> str:
    """Who said a quotation that stands alone, unless its own words tell."""
    if not passage.first or passage.quote is None or passage.quote >= len(article.quoted):
        return ""
    speaker = article.speakers[article.quoted[passage.quote].speaker]
    if speaker.name in passage.html:
        return ""
    said_by = ", ".join(filter(None, (speaker.name, speaker.title, speaker.organisation)))
    return f"<figcaption>{escape(said_by, quote=False)}</figcaption>"
