"""What the finder saw, for programs: every value with its place in `text` and how sure it is."""

from collections.abc import Iterable

from hjemsite.diagnostics.report import json_text
from hjemsite.importer.extract.result import (
    Confidence,
    Extracted,
    ExtractedQuote,
    ExtractedSpeaker,
    Extraction,
    Segment,
)
from hjemsite.importer.formats.manuscript import Manuscript


def extraction_json(manuscript: Manuscript, release: Extraction) -> dict[str, object]:
    """One press release. `places` count code points in `text`, the end exclusive."""
    known = manuscript.known
    single = (release.title, release.deck, release.dateline, release.credit, release.photo_credit, release.about)
    names = ("title", "deck", "dateline", "credit", "photo_credit", "about")
    places = {
        name: _place(found.segments, found.confidence) for name, found in zip(names, single, strict=True) if found
    }
    if release.date:
        places["date"] = _place((release.date.segment,), release.date.confidence)
    if release.size:
        places["alliance_size"] = _place((release.size.segment,), release.size.confidence)
    return {
        "title": known.title if known else _text(release.title),
        "deck": _text(release.deck),
        "date": known.date if known and known.date else release.date and release.date.day.isoformat(),
        "dateline": _text(release.dateline),
        "credit": _text(release.credit),
        "photo_credit": _text(release.photo_credit),
        "members": [one.slug for one in release.members],
        "alliance_size": release.size and release.size.count,
        "speakers": [_speaker(one) for one in release.speakers],
        "quotes": [_quote(one) for one in release.quotes],
        "contacts": [
            {"name": one.name, "title": one.title, "email": one.email, "phone": one.phone}
            | _place((one.segment,), one.confidence)
            for one in release.contacts
        ],
        "about": _text(release.about),
        "places": places | {"members": [_place((one.segment,), one.confidence) for one in release.members]},
        "text": manuscript.text,
    }


def as_json(found: Iterable[dict[str, object]], *, several: bool) -> str:
    """One release as it is, or a list of them where there can be several."""
    releases = list(found)
    return json_text(releases if several else releases[0])


def _text(found: Extracted | None) -> str | None:
    return found.text if found else None


def _place(segments: tuple[Segment, ...], confidence: Confidence) -> dict[str, object]:
    return {
        "start": segments[0].start,
        "end": segments[-1].end,
        "segments": [[*segment] for segment in segments],
        "confidence": str(confidence),
    }


def _speaker(speaker: ExtractedSpeaker) -> dict[str, object]:
    parts = {"title": speaker.title, "organisation": speaker.organisation}
    return {
        "name": speaker.name.text,
        **{key: _text(found) for key, found in parts.items()},
        **_place(speaker.name.segments, speaker.confidence),
        "places": {key: _place(found.segments, found.confidence) for key, found in parts.items() if found},
    }


def _quote(quote: ExtractedQuote) -> dict[str, object]:
    speakers = list(quote.speakers)
    return {
        "text": quote.words.text,
        # Several who speak together are a list; a quote of nobody's has none.
        "speaker": speakers if speakers[1:] else next(iter(speakers), None),
        **_place(quote.words.segments, max(quote.confidence, quote.words.confidence, key=list(Confidence).index)),
    }
