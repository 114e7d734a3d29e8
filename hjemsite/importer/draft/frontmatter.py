"""Speakers, quotes and contacts as an editor would write them, with a mark at whatever is not certain."""

import re
from collections.abc import Iterator

from hjemsite import danish
from hjemsite.importer.draft import body_selection
from hjemsite.importer.draft.notation import field, mark, scalar
from hjemsite.importer.extract.result import Extracted, ExtractedContact, ExtractedQuote, ExtractedSpeaker, KnownMembers


def contact_lines(contact: ExtractedContact) -> Iterator[str]:
    """What stands under `contact` beside the name."""
    if contact.title:
        yield f"  title: {scalar(contact.title)}"
    if re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", contact.email):
        yield f"  email: {contact.email}"
    if danish.phone(contact.phone):
        yield f"  phone: {contact.phone}"


def speaker_lines(speaker: ExtractedSpeaker, members: KnownMembers) -> Iterator[str]:
    """A speaker as an item of the list under `speakers`."""
    yield f"  - name: {scalar(speaker.name.text)}{mark(speaker.name.confidence)}"
    if speaker.title:
        yield _part("title", speaker.title)
    if speaker.organisation:
        name = body_selection.words_of(speaker.organisation.text)
        same = (one for one, names in members.items() if any(body_selection.words_of(known) == name for known in names))
        member = next(same, None)
        if member:
            yield f"    member: {member}{mark(speaker.organisation.confidence)}"
        else:
            yield _part("organisation", speaker.organisation)


def _part(key: str, found: Extracted) -> str:
    return f"    {key}: {scalar(found.text)}{mark(found.confidence)}"


def quote_lines(quote: ExtractedQuote, speaker: str) -> Iterator[str]:
    """A quote as an item of the list under `quotes`."""
    together = f"sagt sammen med {danish.list_of(quote.speakers[1:])}" if quote.speakers[1:] else ""
    yield f"  - speaker: {scalar(speaker)}{mark(quote.confidence, together)}"
    yield field("text", quote.words.text, "    ", mark(quote.words.confidence))
