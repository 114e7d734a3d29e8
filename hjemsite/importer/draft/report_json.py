"""An `Extraction` as JSON, for programs: every value with its segments in `text` and how sure it is."""

from collections.abc import Iterable

from hjemsite.diagnostics.report import json_text
from hjemsite.importer.embargo_value import Embargo
from hjemsite.importer.extract.result import (
    Confidence,
    Extracted,
    ExtractedQuote,
    ExtractedSpeaker,
    Extraction,
    Segment,
)
from hjemsite.importer.formats.manuscript import Manuscript
from hjemsite.importer.losses import Loss


def extraction_json(manuscript: Manuscript, release: Extraction, embargo: Embargo | None) -> dict[str, object]:
    """One press release. `places` has a start, an end (exclusive) and segments, counted in code points of `text`."""
    metadata = manuscript.metadata
    single = (release.title, release.deck, release.dateline, release.credit, release.photo_credit, release.about)
    names = ("title", "deck", "dateline", "credit", "photo_credit", "about")
    by_name = zip(names, single, strict=True)
    places = {name: _segments_json(value.segments, value.confidence) for name, value in by_name if value}
    if release.date:
        places["date"] = _segments_json((release.date.segment,), release.date.confidence)
    if embargo:
        confidence = Confidence.DOUBTFUL if embargo.doubts else Confidence.CERTAIN
        places["embargo"] = {"words": embargo.words, "doubts": list(embargo.doubts), "confidence": str(confidence)}
    if release.size:
        places["alliance_size"] = _segments_json((release.size.segment,), release.size.confidence)
    return {
        "title": metadata.title if metadata else _text(release.title),
        "deck": _text(release.deck),
        "date": metadata.date if metadata and metadata.date else release.date and release.date.day.isoformat(),
        "embargo": (embargo and embargo.value) or None,
        "dateline": _text(release.dateline),
        "credit": _text(release.credit),
        "photo_credit": _text(release.photo_credit),
        "members": [member.slug for member in release.members],
        "alliance_size": release.size and release.size.count,
        "speakers": [_speaker(speaker) for speaker in release.speakers],
        "quotes": [_quote(quote) for quote in release.quotes],
        "contacts": [
            {
                "name": contact.name,
                "title": contact.title,
                "email": contact.email,
                "phone": contact.phone,
                "about": contact.about,
            }
            | _segments_json((contact.segment,), contact.confidence)
            for contact in release.contacts
        ],
        "about": _text(release.about),
        "places": places
        | {"members": [_segments_json((member.segment,), member.confidence) for member in release.members]},
        "text": manuscript.text,
    }


def losses_json(losses: Iterable[Loss]) -> list[dict[str, str]]:
    """What a draft leaves out, with the location of each; `field` where a field says the same."""
    return [
        {"place": loss.location, "text": loss.words} | ({"field": loss.field} if loss.field else {}) for loss in losses
    ]


def release_json(parts: Iterable[dict[str, object]], *, several: bool) -> str:
    """The JSON text of the only release, or of a list where there can be several."""
    releases = list(parts)
    return json_text(releases if several else releases[0])


def _text(value: Extracted | None) -> str | None:
    return value.text if value else None


def _segments_json(segments: tuple[Segment, ...], confidence: Confidence) -> dict[str, object]:
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
        **{key: _text(value) for key, value in parts.items()},
        **_segments_json(speaker.name.segments, speaker.confidence),
        "places": {key: _segments_json(value.segments, value.confidence) for key, value in parts.items() if value},
    }


def _quote(quote: ExtractedQuote) -> dict[str, object]:
    speakers = list(quote.speakers)
    confidence = max(quote.confidence, quote.words.confidence, key=list(Confidence).index)
    return {
        "text": quote.words.text,
        # Several who speak together are a list; a quote of nobody's has none.
        "speaker": speakers if speakers[1:] else next(iter(speakers), None),
        **_segments_json(quote.words.segments, confidence),
    }
