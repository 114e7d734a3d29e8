"""What is in the press kit of an article."""

from collections.abc import Iterator

import msgspec

from hjemsite import danish
from hjemsite.images.embedded_credit import PictureNotes
from hjemsite.model import Article, Contact, Picture
from hjemsite.model.origins import PICTURE_ORIGINS, picture_origin
from hjemsite.pages.context import PageContext
from hjemsite.pages.downloads.files import text_view, word_view
from hjemsite.pages.downloads.kit_writer import KitPicture, PressKitView, numbered_names
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
        contacts="".join(_address_card(context, one) for one in contacts),
        pictures=tuple(_pictures(context, article)),
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
    found = [one for one in pictures_of(context, article) if one.url in context.images.processed]
    for picture, name in zip(found, numbered_names(tuple(one.url for one in found)), strict=True):
        original = context.images.processed[picture.url].original
        yield KitPicture(
            name=name,
            kind=original.kind,
            content=context.images.contents[original.digest],
            url=context.addresses.full(picture.url),
            notes=_notes(context, article, picture),
            origin=picture_origin(picture.origin),
        )


def _notes(context: PageContext, article: Article, picture: Picture) -> PictureNotes:
    return PictureNotes(
        headline=context.cards[article.url].title,
        description=picture.alt,
        caption=picture.caption,
        credit=picture.credit,
        licence=picture.licence,
        publisher=context.edition.settings.alliance,
        source_type=PICTURE_ORIGINS[picture.origin].source_type if picture.origin else "",
    )
