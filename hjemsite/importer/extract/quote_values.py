"""The quotes and speakers of an `Extraction`, made from attributed quotations when the whole text is read.

A quotation that a headline or a pull quote repeats is given once.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from hjemsite.content.quotes.normalized import normalize
from hjemsite.importer.extract.certainty import name_confidence, organisation_confidence, title_confidence
from hjemsite.importer.extract.coreference import Person, PersonId, best_job
from hjemsite.importer.extract.employer_cases import UnplacedTitle
from hjemsite.importer.extract.employers import employer, unit_of_sender, whole
from hjemsite.importer.extract.jobs import Job
from hjemsite.importer.extract.lexicon import COUNCIL, GENERIC
from hjemsite.importer.extract.line_breaks import joined
from hjemsite.importer.extract.pupils import is_of_class, pupil_position
from hjemsite.importer.extract.quotation_context import Quotation
from hjemsite.importer.extract.quote_speakers import AttributedQuote
from hjemsite.importer.extract.result import (
    Confidence,
    Extracted,
    ExtractedQuote,
    ExtractedSpeaker,
    Paragraph,
    Part,
    Segment,
)
from hjemsite.importer.extract.speech_spans import SpeechStyle
from hjemsite.importer.extract.text_organisations import Organisations
from hjemsite.importer.extract.title_forms import is_acquaintance, is_relation
from hjemsite.importer.extract.workplaces import PUPIL

_MARK = re.compile(r"[”“„»«\"]")
_MORE = re.compile(r"[.!?:]\s+\S")
"""Where another sentence follows."""
_GOES_ON = re.compile(r"(?:[^.!?\n]|(?<=\b[A-ZÆØÅ])\.|\.(?=\w)|(?<=\.\w)\.){0,200}, [”“„»«\"][a-zæøå]")
"""Where the sentence of an attribution goes on with more words in marks, which may be of the same quotation."""
_PAST_OFFICE = re.compile(
    r"(?:formand|forperson|forkvinde|direktør|leder|chef|ejer|vært|rektor|præsident|mester)\b", re.I
)
"""How the title of an office ends, which one person at a time has in an organisation."""
_MIN_PULLED = 4
"""How many words a pull quote has at least that is told by them alone."""
_MAX_PREPOSITION = 5
"""How many characters stand between a title and its organisation at most: » ved «."""

_SECTION = re.compile(r"(?P<name>[A-ZÆØÅ].*?)(?:[’']?s|(?<=s)[’']) (?:lokal)?(?:afdeling|kreds)(?: i .+)?")
"""A part of an association, called by where it is."""
_TOWN_OF_SECTION = re.compile(r"[’']?s? (?:lokal)?(?:afdeling|kreds) i (?P<town>[A-ZÆØÅ][\w-]+)")


def quotes_and_speakers(
    plain: str,
    attributed: Sequence[AttributedQuote],
    persons: Sequence[Person],
    organisations: Organisations,
    paragraphs: Sequence[Paragraph],
) -> tuple[tuple[ExtractedQuote, ...], tuple[ExtractedSpeaker, ...]]:
    """The quotes in order, and everybody who says one, in the order of their first. `PersonId` indexes `persons`."""
    speakers: dict[PersonId, ExtractedSpeaker] = {}
    quotes = []
    for quote in _without_repeats(plain, attributed, paragraphs):
        for person in quote.speakers:
            if person not in speakers:
                before = tuple(speakers.values())
                speakers[person] = _speaker(plain, persons[person], quote, organisations, before)
        names = tuple(speakers[person].name.text for person in quote.speakers)
        quotes.append(ExtractedQuote(_words(plain, quote, paragraphs), names, quote.confidence))
    return tuple(quotes), tuple(speakers.values())


def _speaker(
    plain: str, person: Person, quote: AttributedQuote, organisations: Organisations, before: Sequence[ExtractedSpeaker]
) -> ExtractedSpeaker:
    """A person as a speaker; `before` are those who speak first."""
    name, segment = _printed_name(person, quote)
    job = _in_whole(plain, best_job(person.jobs), organisations)
    titles = [_title_text(plain, statement.job.title).casefold() for statement in person.jobs if statement.job.title]
    return ExtractedSpeaker(
        Extracted(name, (segment,), name_confidence(plain, name, quote.confidence)),
        _title(plain, job, titles),
        _organisation(plain, person, job, organisations, before),
    )


def _in_whole(plain: str, job: Job, organisations: Organisations) -> Job:
    """The job with the whole organisation, where it is stated at a part of one, which then belongs to the title."""
    part = job.organisation
    if part is None or (not job.title and not COUNCIL.search(plain[slice(*part)])):
        return job
    name = plain[slice(*part)]
    segment = whole(organisations, part, name, _title_text(plain, job.title)) or unit_of_sender(organisations, name)
    if segment is None or segment == part:
        return job
    if not job.title:
        return job._replace(organisation=segment, is_combined=True)
    last = job.title[-1]
    is_behind = last.end < part.start <= last.end + _MAX_PREPOSITION
    title = (*job.title[:-1], Segment(last.start, part.end)) if is_behind else (*job.title, part)
    return job._replace(title=title if part.start > last.end else job.title, organisation=segment, is_combined=True)


def _printed_name(person: Person, quote: AttributedQuote) -> tuple[str, Segment]:
    """The name as it is printed where they speak, else as it was first: there given names may stand alone."""
    first = person.names[0]
    printed = (name for name in person.names if name[0] in quote.printed_names)
    return next((name for name in printed if not first[0].startswith(f"{name[0]} ")), first)


def _title(plain: str, job: Job, titles: Sequence[str]) -> Extracted | None:
    text = _title_text(plain, job.title)
    if not text or is_acquaintance(text) or (is_relation(text) and _is_behind_age(plain, job.title[0].start)):
        return None
    return Extracted(text, job.title, title_confidence(plain, text, job, titles))


def _is_behind_age(plain: str, start: int) -> bool:
    """Whether an age stands before a position: »Ib Bo, 38 år og far til to« has no title, »Ib Bo, far til to« one."""
    return plain.endswith(" år og ", 0, start)


def _title_text(plain: str, segments: Sequence[Segment]) -> str:
    """The segments of a title with a comma between them; none where only »-en« was left out of »formanden for …«."""
    text = joined(plain, segments[:1])
    for before, segment in pairwise(segments):
        is_near = segment.start - before.end <= 3
        text += (" " if is_near else ", ") + joined(plain, [segment])
    return text


def _organisation(
    plain: str, person: Person, job: Job, organisations: Organisations, before: Sequence[ExtractedSpeaker]
) -> Extracted | None:
    """The employer as stated beside the name, by its long name; else the one that the text lets expect."""
    segment, confidence = job.organisation, Confidence.DOUBTFUL
    if segment is not None:
        confidence = organisation_confidence(plain, segment, job, organisations)
    elif (title := _unplaced_title(plain, person, job, before)) and not _is_past(title.text, job):
        segment = employer(organisations, title)
    if segment is None:
        return None
    segment = _of_section(plain, segment, organisations)
    segment = organisations.long_names.get(plain[slice(*segment)].casefold(), segment)
    return Extracted(joined(plain, [segment]), (segment,), confidence)


def _of_section(plain: str, segment: Segment, organisations: Organisations) -> Segment:
    """The organisation of »Nøglens afdeling i Nordby«: »Nøglen Nordby« where the text has that name, else »Nøglen«."""
    section = _SECTION.fullmatch(plain[slice(*segment)])
    if section is None:
        return segment
    town = _TOWN_OF_SECTION.match(plain, segment.start + section.end("name"))
    name = f"{section['name']} {town['town']}".casefold() if town else ""
    own = next((organisation.segment for organisation in organisations.all if organisation.name == name), None)
    return own or Segment(segment.start, segment.start + section.end("name"))


def _is_past(title: str, job: Job) -> bool:
    """Whether somebody is something no more: what follows it are organisations of the present. Offices are told of."""
    is_office = _PAST_OFFICE.search(title) is not None
    return title.casefold().startswith("tidligere ") or (job.is_former and not is_office)


def _unplaced_title(plain: str, person: Person, job: Job, before: Sequence[ExtractedSpeaker]) -> UnplacedTitle | None:
    """The title that says where somebody works, or »elev« of a pupil; None where the text gives neither."""
    taken = {
        speaker.organisation.segments[0]: speaker.title.start
        for speaker in before
        if speaker.title and speaker.organisation
    }
    if not (job.title or job.owner):
        name = person.names[0][0]
        ends = (match.end() for match in re.finditer(rf"\b{re.escape(name)}\b", plain))
        pupil = next(filter(None, (pupil_position(plain, end) for end in ends)), None)
        return UnplacedTitle(PUPIL, pupil, None, not before, taken) if pupil else None
    owner = job.owner and plain[job.owner.start : job.owner.end]
    owner = None if owner and is_of_class(owner) else owner
    may_be_name = owner and owner[0].isupper() and not GENERIC.fullmatch(owner)
    owner_segment = job.owner if may_be_name and not COUNCIL.search(owner or "") else None
    segment = job.title[0] if job.title else job.owner
    text = _title_text(plain, job.title)
    position = segment.start if segment else 0
    return UnplacedTitle(text, position, owner, not before, taken, owner_segment, person.words[-1])


def _words(plain: str, quote: AttributedQuote, paragraphs: Sequence[Paragraph]) -> Extracted:
    """The words of a quotation; its paragraphs are joined by a blank line."""
    quotation = quote.quotation
    segments = tuple(Segment(span.start, span.end) for span in quotation.spans)
    text, paragraph = "", quotation.spans[0].paragraph
    for number, span in enumerate(quotation.spans):
        if number:
            text += " " if span.paragraph == paragraph else "\n\n"
        text += joined(plain, [segments[number]])
        paragraph = span.paragraph
    return Extracted(text.rstrip(" ,"), segments, _confidence(plain, quote, paragraphs))


def _confidence(plain: str, quote: AttributedQuote, paragraphs: Sequence[Paragraph]) -> Confidence:
    """How sure it is that these are somebody's words, and where they end.

    Behind a dash no mark shows the end, so nothing but its attribution may follow there. Where no person is attributed
    the words, the marks are the only sign, so they are likely: »"Vi har ventet," siger ejerne«.
    """
    quotation = quote.quotation
    is_led = quotation.has_colon_before and quotation.lead and quotation.lead.speakers
    if not quotation.attribution and not is_led:
        return Confidence.DOUBTFUL
    first, *more = quotation.spans
    is_marked = first.style is SpeechStyle.MARKS and not _MARK.search(plain, first.start, first.end)
    is_marked = is_marked and not _GOES_ON.match(plain, first.end + 2)
    is_dashed = first.style is SpeechStyle.DASH and not _MORE.search(
        plain, first.end, paragraphs[first.paragraph].segment.end
    )
    is_whole = bool(quote.speakers) and not more and first.is_opened and first.is_closed and (is_marked or is_dashed)
    return Confidence.CERTAIN if is_whole else Confidence.LIKELY


def _without_repeats(
    plain: str, attributed: Sequence[AttributedQuote], paragraphs: Sequence[Paragraph]
) -> Iterator[AttributedQuote]:
    """Leave out what an earlier quotation says word for word, and headlines and the like that hold part of another."""
    letters = [_letters(plain, quote.quotation) for quote in attributed]
    everything = "\n".join(letters)
    words = [_words_of(plain, quote.quotation) for quote in attributed if quote.speakers]
    given: set[str] = set()
    for quote, own in zip(attributed, letters, strict=True):
        if own in given:
            continue
        is_inside = everything.count(own) > letters.count(own) or _is_of_others(plain, quote, words)
        if is_inside and not _stands_alone(quote.quotation, paragraphs):
            continue
        given.add(own)
        yield quote


def _is_of_others(plain: str, quote: AttributedQuote, others: Sequence[frozenset[str]]) -> bool:
    """Whether nobody says a quotation and all its words are those of another, as in a pull quote that shortens it."""
    own = frozenset[str]() if quote.speakers else _words_of(plain, quote.quotation)
    return len(own) >= _MIN_PULLED and any(own <= other for other in others)


def _words_of(plain: str, quotation: Quotation) -> frozenset[str]:
    text = " ".join(plain[span.start : span.end] for span in quotation.spans)
    return frozenset(re.findall(r"\w+", text.casefold()))


def _letters(plain: str, quotation: Quotation) -> str:
    return "".join(normalize(plain[span.start : span.end]).letters for span in quotation.spans)


def _stands_alone(quotation: Quotation, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a quotation has its own attribution in the body, so that it is no headline and no pull quote."""
    is_attributed = quotation.attribution is not None and bool(quotation.attribution.speakers)
    return is_attributed and paragraphs[quotation.spans[0].paragraph].part is Part.BODY
