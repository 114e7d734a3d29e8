"""The embargo of a press release: its embargo lines become the field `embargo` and leave the text.

They are looked for wherever a text may have them: in the text itself, in what stands around it (a header, the head of a
mail), in the headline that another system has stored, and in the name of the file. The text keeps its length, so that
positions in it stay right.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, pairwise

from hjemsite.content.embargo.embargo_cuts import counting_lines, cut_of, without_label
from hjemsite.content.embargo.embargo_lines import EmbargoLine, Sureness, embargo_lines
from hjemsite.content.embargo.embargo_notices import embargo_notices
from hjemsite.content.embargo.embargo_parts import may_hold_embargo
from hjemsite.content.embargo.embargo_requests import embargo_requests
from hjemsite.content.embargo.embargo_times import embargo_time
from hjemsite.danish.time_words import time_words
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.formats.manuscript import SAME_PARAGRAPH, Manuscript, Piece, SourceText
from hjemsite.limits import EMBARGO_SOURCES

_NO_LETTERS = r"[\W_]+"
_IN_NAME = re.compile(r"(?:embargo(?:ed)?|klausuleret)(?![^\W\d_])", re.IGNORECASE)
_NOTE_SIGN = re.compile(r"\b(?:NB|OBS|PS|BEMÆRK|VIGTIGT)\b", re.IGNORECASE)
"""What may stand before an embargo line."""
_UNSEEN = ("slettet", "overstreget")
"""Words in the location of text that somebody has taken out of the document."""

_NAME = "filens navn"
_NAME_WORDS = 10
"""Words after »embargo« in the name of a file that may be its time."""


@dataclass(frozen=True, slots=True)
class EmbargoMention:
    """An embargo line and its location in the file. `segment` is where it stands in the text, if it does.

    `removed` are the words that the draft does not have because of it.
    """

    line: EmbargoLine
    location: str
    removed: str
    segment: Segment | None = None

    @property
    def field(self) -> str:
        """The field that says what was removed, "" where none does."""
        return "" if self.line.is_free or self.line.times.is_empty else "embargo"


@dataclass(frozen=True, slots=True)
class Cleared:
    """A manuscript from which the embargo lines are taken out, and these lines."""

    manuscript: Manuscript
    mentions: tuple[EmbargoMention, ...] = ()


def without_embargo(manuscript: Manuscript, today: date) -> Cleared:
    """The manuscript without its embargo lines. What is public already is held back for no time before `today`."""
    cleared = _without_lines(manuscript)
    mentions = [*cleared.mentions, *_in_name(manuscript), *_in_title(manuscript)]
    mentions += _around_text(manuscript, mentions)
    if all(mention.line.is_free for mention in mentions):
        mentions += _requests(manuscript, today)
    if not mentions:
        return cleared
    held = any(not mention.line.is_free for mention in mentions)
    metadata = manuscript.metadata and replace(
        manuscript.metadata,
        title=without_label(_without(manuscript.metadata.title)),
        summary=_without(manuscript.metadata.summary, emptied="") if held else manuscript.metadata.summary,
        draft=manuscript.metadata.draft or held,
    )
    remarks = cleared.manuscript.remarks
    if any(mention.location == _NAME for mention in mentions):
        remarks += ("Filens navn siger, at der er en embargo.",)
    name = manuscript.name[: _name_start(manuscript.name)].rstrip(" -_([,") or manuscript.name
    return Cleared(replace(cleared.manuscript, metadata=metadata, name=name, remarks=remarks), tuple(mentions))


def text_to_read(cleared: Cleared) -> str:
    """The text without what may be embargo lines, of which none is a summary or has the day of the release."""
    text = cleared.manuscript.text
    for mention in cleared.mentions:
        is_held = not (mention.line.is_free or mention.line.times.is_empty)
        if mention.segment and is_held and _is_line(text, mention.segment):
            text = _blanked(text, mention.segment)
    return text


def _is_line(text: str, segment: Segment) -> bool:
    """Whether nothing else stands on the line of a segment."""
    before = text.rfind("\n", 0, segment.start) + 1
    after = text.find("\n", segment.end)
    rest = text[before : segment.start] + text[segment.end : len(text) if after < 0 else after]
    return not any(character.isalnum() for character in _NOTE_SIGN.sub("", rest))


# --- the text


def _without_lines(manuscript: Manuscript) -> Cleared:
    """The manuscript without the embargo lines that stand in its text."""
    if not may_hold_embargo(manuscript.text):
        return Cleared(manuscript)
    text = _unwrapped(manuscript)
    mentions = []
    for line in counting_lines(text):
        if line.sureness is Sureness.MENTION:
            mentions.append(EmbargoMention(line, _location(manuscript, line), "", Segment(line.start, line.end)))
            continue
        cut = Segment(*cut_of(text, line))
        pieces = _cut_pieces(manuscript, cut)
        if pieces is None:
            task = f"»{line.words}« står stadig i teksten; slet det"
            manuscript = replace(manuscript, unfinished=(*manuscript.unfinished, task))
        else:
            manuscript = replace(manuscript, pieces=pieces, text=_blanked(manuscript.text, cut))
        removed = "" if pieces is None else " ".join(text[cut.start : cut.end].split())
        mentions.append(EmbargoMention(line, _location(manuscript, line), removed, cut))
    return Cleared(manuscript, tuple(mentions))


def _requests(manuscript: Manuscript, today: date) -> Iterator[EmbargoMention]:
    """The sentences and lines that may ask to wait. In what is public already, only those whose time is to come."""
    metadata = manuscript.metadata
    is_public = metadata is not None and not metadata.draft
    posted = date.fromisoformat(metadata.date[:10]) if metadata and metadata.date else None
    for mention in _all_requests(manuscript):
        if not is_public or embargo_time(mention.line.times, posted, today).value >= today.isoformat():
            yield mention


def _all_requests(manuscript: Manuscript) -> Iterator[EmbargoMention]:
    text = _unwrapped(manuscript)
    for line in embargo_requests(text) or embargo_notices(text):
        yield EmbargoMention(line, _location(manuscript, line), "", Segment(line.start, line.end))
    for source in islice(_sources_around(manuscript), EMBARGO_SOURCES):
        words = " ".join(source.words.split())
        for line in embargo_requests(words) or embargo_notices(words):
            yield EmbargoMention(line, source.location, "")


def _blanked(text: str, cut: Segment) -> str:
    """The text, as long as before, with nothing but blanks at `cut`."""
    return text[: cut.start] + re.sub(r"[^\n]", " ", text[cut.start : cut.end]) + text[cut.end :]


def _unwrapped(manuscript: Manuscript) -> str:
    """The text with blanks for the breaks that only wrap a line."""
    characters = list(manuscript.text)
    for before, piece in pairwise(manuscript.pieces):
        if piece.separator == SAME_PARAGRAPH and not piece.markdown.startswith("- "):
            characters[before.end : piece.start] = " " * (piece.start - before.end)
    return "".join(characters)


def _cut_pieces(manuscript: Manuscript, cut: Segment) -> tuple[Piece, ...] | None:
    """The pieces without the words at `cut`; None where these cannot be told from others in the Markdown of a piece."""
    pieces: list[Piece] = []
    for piece in manuscript.pieces:
        start, end = max(piece.start, cut.start), min(piece.end, cut.end)
        left = f"{manuscript.text[piece.start : start]}{manuscript.text[end : piece.end]}"
        if start >= end:
            pieces.append(piece)
        elif left.strip():
            markdown = _cut_markdown(piece.markdown, manuscript.text[start:end])
            if markdown is None:
                return None
            pieces.append(replace(piece, markdown=markdown))
    return tuple(pieces)


def _cut_markdown(markdown: str, words: str) -> str | None:
    """The Markdown without `words`, whatever signs stand between them; None where they cannot be found."""
    marks = r"[\s*_\\]*"
    match = re.search(marks.join(map(re.escape, re.findall(r"\w+|[^\w\s*\\]", words))), markdown)
    if match is None:
        return None
    written = f"{markdown[: match.start()].rstrip()} {markdown[match.end() :].lstrip()}".strip(" \\")
    return written.replace("**", "") if written.count("**") % 2 else written


# --- around the text


def _around_text(manuscript: Manuscript, mentions: Sequence[EmbargoMention]) -> Iterator[EmbargoMention]:
    """The embargo lines that stand in the file but not in its text: in a header, in the head of a mail."""
    inside = _letters(manuscript.text)
    seen = {_letters(mention.line.words) for mention in mentions if not mention.line.times.is_empty}
    sources = (source for source in _sources_around(manuscript) if may_hold_embargo(source.words))
    for source in islice(sources, EMBARGO_SOURCES):
        for line in embargo_lines(" ".join(source.words.split())):
            letters = _letters(line.words)
            is_usable = line.sureness is Sureness.SURE and letters not in inside and letters not in seen
            if is_usable and not any(letters in other or other in letters for other in seen):
                seen.add(letters)
                yield EmbargoMention(line, source.location, line.words)


def _sources_around(manuscript: Manuscript) -> Iterator[SourceText]:
    """What stands in the file but neither in its text nor among what somebody has taken out."""
    inside = _letters(manuscript.text)
    for source in manuscript.source:
        if _letters(source.words) not in inside and not any(word in source.location for word in _UNSEEN):
            yield source


def _in_title(manuscript: Manuscript) -> Iterator[EmbargoMention]:
    title = manuscript.metadata.title if manuscript.metadata else ""
    for line in embargo_lines(title):
        if line.sureness is not Sureness.MENTION and line.words not in manuscript.text:
            yield EmbargoMention(line, "overskriften", line.words)


def _without(text: str, emptied: str | None = None) -> str:
    """A headline or a summary without its embargo; `emptied`, or itself, where nothing else is left."""
    for line in embargo_lines(text)[:1]:
        start, end = cut_of(text, line)
        left = " ".join(f"{text[:start]} {text[end:]}".split())
        return left or (text if emptied is None else emptied)
    return text


def _in_name(manuscript: Manuscript) -> Iterator[EmbargoMention]:
    """The embargo in the name of the file: »Lindeby EMBARGO 4. december kl. 6«."""
    start = _name_start(manuscript.name)
    words = _spaced(manuscript.name[start:]).split()[:_NAME_WORDS]
    times = time_words(" ".join(words))
    if words and (not times.is_empty or words[0].isupper() or not words[1:]):
        yield EmbargoMention(EmbargoLine(0, 0, " ".join(words), times, Sureness.SURE), _NAME, "")


def _name_start(name: str) -> int:
    match = _IN_NAME.search(_spaced(name))
    return match.start() if match else len(name)


def _spaced(name: str) -> str:
    """The name of a file with a blank for each underscore and each hyphen that stands in no date."""
    return re.sub(r"(?<![0-9])-|-(?![0-9])|_", " ", name)


def _location(manuscript: Manuscript, line: EmbargoLine) -> str:
    return next((text.location for text in manuscript.source if line.words in text.words), "teksten")


def _letters(text: str) -> str:
    return re.sub(_NO_LETTERS, "", text.casefold())
