"""What is in the press kit of an article."""

from collections.abc import Iterator
from posixpath import splitext

import msgspec

from hjemsite import danish
from hjemsite.images.embedded_credit import FileNotes
from hjemsite.model import Article, Contact, Picture
from hjemsite.model.origins import PICTURE_ORIGINS, picture_origin
from hjemsite.pages.context import PageContext
from hjemsite.pages.downloads.files import text_view, word_view
from hjemsite.pages.downloads.kit_writer import KitPicture, KitRecording, PressKitView, numbered_names
from hjemsite.pages.machine.content_lines import content_lines, value
from hjemsite.pages.machine.ninjs import ninjs
from hjemsite.pages.press_pictures import pictures_of
from hjemsite.urls import HOME, Url, ascii_address


def press_kit_view(context: PageContext, url: Url) -> PressKitView:
    article = context.articles[url]
    settings = context.edition.settings
    contacts = article.contacts or tuple(filter(None, (settings.press,)))
    return PressKitView(
        name=article.slug,
        word=word_view(context, url),
        text=text_view(context, url),
        ninjs=msgspec.json.encode(ninjs(context, article)).decode() + "\n",
        quotes="\n\n".join(_quotes(context, article)),
        contacts="".join(_address_card(context, contact) for contact in contacts),
        pictures=tuple(_pictures(context, article)),
        recordings=tuple(_recordings(context, article)),
    )


def _quotes(context: PageContext, article: Article) -> Iterator[str]:
    """Each quote with its speaker, as presented that day, the day, and the address of its place."""
    day = context.cards[article.url].date.text
    for quote in article.quotes:
        speaker = quote.speaker
        by = ", ".join(filter(None, (speaker.name, speaker.title, speaker.organisation)))
        yield f"“{quote.text}”\n– {by}, {day}\n{context.addresses.full(f'{article.url}#{quote.anchor}')}\n"


def _address_card(context: PageContext, contact: Contact) -> str:
    """A contact as a vCard 3.0 (RFC 2426), the newest version that all programs for mail and telephones read."""
    alliance, site = context.edition.settings.alliance, context.addresses.full(HOME)
    surname, _, given = danish.surname_first(contact.name).partition(", ")
    properties = {
        "ORG": alliance,
        "TITLE": contact.title,
        "EMAIL;TYPE=work": ascii_address(contact.email),
        "TEL;TYPE=work": danish.phone_link(contact.phone) or "" if contact.phone else "",
        "NOTE": contact.about,
    }
    lines = (f"{name}:{value(text)}" for name, text in properties.items() if text)
    head = "BEGIN:VCARD", "VERSION:3.0", f"N:{value(surname)};{value(given)};;;", f"FN:{value(contact.name)}"
    return content_lines((*head, *lines, f"URL:{site}", "END:VCARD"))


def _pictures(context: PageContext, article: Article) -> Iterator[KitPicture]:
    pictures = [picture for picture in pictures_of(context, article) if picture.url in context.images.processed]
    for picture, name in zip(pictures, numbered_names(tuple(picture.url for picture in pictures)), strict=True):
        original = context.images.processed[picture.url].original
        yield KitPicture(
            name=name,
            kind=original.kind,
            content=context.images.contents[original.digest],
            url=context.addresses.full(picture.url),
            notes=_notes(context, article, picture),
            origin=picture_origin(picture.origin),
        )


def _recordings(context: PageContext, article: Article) -> Iterator[KitRecording]:
    files = context.images.recordings
    names = numbered_names(recording.file.url for recording in article.recordings)
    captions_names = numbered_names(recording.captions for recording in article.recordings if recording.captions)
    for recording, name in zip(article.recordings, names, strict=True):
        yield KitRecording(
            name=name,
            kind=splitext(name)[1].removeprefix("."),
            content=files[recording.file.url],
            url=context.addresses.full(recording.file.url),
            notes=FileNotes(
                headline=context.cards[article.url].title,
                description="",
                caption=recording.file.title,
                credit=recording.credit,
                licence="",
                publisher=context.edition.settings.alliance,
            ),
            captions_name=next(captions_names) if recording.captions else "",
            captions=files[recording.captions] if recording.captions else b"",
            transcript=recording.transcript,
        )


def _notes(context: PageContext, article: Article, picture: Picture) -> FileNotes:
    return FileNotes(
        headline=context.cards[article.url].title,
        description=picture.alt,
        caption=picture.caption,
        credit=picture.credit,
        licence=picture.licence,
        publisher=context.edition.settings.alliance,
        source_type=PICTURE_ORIGINS[picture.origin].source_type if picture.origin else "",
    )
