"""What looks like somebody's words in a Danish text: quotation marks, dashes, block quotations and attributions.

Marks stand around titles, terms and slogans as well, so a stretch counts as speech only where its surroundings show
it: an attribution (», siger hun«), a colon before it, a paragraph of its own. In doubt nothing is pointed out.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate

from msgspec import Struct

from hjemsite.content.quotes import speech_cues
from hjemsite.content.quotes.figures import ENTITY, UNSEEN
from hjemsite.content.quotes.segments import Block, Segments, block_at
from hjemsite.content.quotes.speech_cues import MARK
from hjemsite.danish.word_patterns import lazy_pattern

_LONGEST_VERB = 20
_OPENERS, _ONE_WAY = "„‟»", "„‟»«"
_DASH = lazy_pattern(r"\s*[–—−-]\s*(?=[A-ZÆØÅ0-9“”\"»\[(…])")
_WORD = lazy_pattern(r"\w+")
_LEAD_OUT = lazy_pattern(r"(?:læs|se) (?:også|mere)|klik|foto", re.IGNORECASE)
_BLANKS = f" \t\n{UNSEEN}{ENTITY}"
_LOOSE = f'{_BLANKS}"“”„»«'
_NEAR = 200
"""How far around a stretch its surroundings are looked at, in characters."""
_PAUSES, _ENDS, _BEFORE_SPEECH = ",.!?…", ".!?…", ":,.!?…–-"
_SHORTEST, _FULL = 3, 5
"""How many words speech has at least: with a good frame, and with a weak one."""


class Quotation(Struct, frozen=True):
    """A stretch that may be speech, `plain[start:end]` without its marks; `outer_end` is after the closing mark."""

    start: int
    end: int
    outer_end: int


class QuoteMarks(Struct, frozen=True):
    """What marks the speech of a body. The keys are the starts of its runs of text (`Segments.texts`).

    `marked` has what stands within marks in a run, `dashed` where the words begin in a run that opens with a dash.

    Of marks within marks only the outer pair counts. The first mark of a run may be missing, and then its quotation
    begins where the run does; one that opens a run and is never followed by another lasts to the run's end, as in
    speech over several paragraphs.
    """

    marked: Mapping[int, Sequence[Quotation]]
    dashed: Mapping[int, int]


def quote_marks(body: Segments) -> QuoteMarks:
    """The marks and dashes of a body."""
    within: dict[Block, list[re.Match[str]]] = {}
    for mark in MARK.finditer(body.plain):
        block = block_at(body.texts, mark.start())
        if block:
            within.setdefault(block, []).append(mark)
    marked = {block.start: _pairs(body.plain, block, marks) for block, marks in within.items()}
    dashes = ((block.start, _DASH.match(body.plain, block.start, block.end)) for block in body.texts)
    return QuoteMarks(marked, {start: dash.end() for start, dash in dashes if dash})


def _pairs(plain: str, block: Block, marks: Sequence[re.Match[str]]) -> list[Quotation]:
    pairs: list[Quotation] = []
    opened: list[int] = []
    for mark in marks:
        if _opens(plain, block, mark, bool(opened)):
            opened.append(mark.end())
        elif opened:
            start = opened.pop()
            while pairs and pairs[-1].start > start:
                pairs.pop()
            pairs.append(Quotation(start, mark.start(), mark.end()))
        elif mark is marks[0]:
            pairs.append(Quotation(block.start, mark.start(), mark.end()))
    if len(marks) == len(opened) == 1 and not plain[block.start : marks[0].start()].strip():
        pairs.append(Quotation(marks[0].end(), block.end, block.end))
    return pairs


def _opens(plain: str, block: Block, mark: re.Match[str], inside: bool) -> bool:
    """Whether a mark opens. Where it stands says more than its form, since »”« and »"« are used at both ends."""
    before = plain[mark.start() - 1] if mark.start() > block.start else " "
    after = plain[mark.end()] if mark.end() < block.end else " "
    free_before, free_after = before.isspace() or before in "([–—-/", not after.isalnum()
    if free_before != free_after:
        return free_before
    return not inside if mark[0] not in _ONE_WAY else mark[0] in _OPENERS


def paragraphs_with_speech(body: Segments, marks: QuoteMarks) -> list[tuple[int, int]]:
    """The ranges of the body in which there is any sign of speech; each lasts to where a text without any begins."""
    ranges: list[tuple[int, int]] = []
    start = -1
    for block in body.texts:
        if block.quotation is not None or block.start in marks.marked or block.start in marks.dashed:
            start = block.start if start < 0 else start
        elif start >= 0:
            ranges.append((start, block.start))
            start = -1
    return [*ranges, (start, len(body.plain))] if start >= 0 else ranges


def speech_ranges(body: Segments, marks: QuoteMarks) -> list[tuple[int, int]]:
    """The ranges of the body within marks, in paragraphs of speech behind a dash, and in block quotations."""
    ranges = [(pair.start, pair.outer_end) for pairs in marks.marked.values() for pair in pairs]
    ranges += [(block.start, block.end) for block in body.texts if block.start in marks.dashed]
    ranges += [(block.start, block.end) for block in body.blockquotes]
    return sorted(ranges)


def within(ranges: Sequence[tuple[int, int]]) -> Callable[[int], bool]:
    """A function that says whether an offset is in one of the ranges, which are sorted and may overlap."""
    starts = [start for start, _ in ranges]
    ends = list(accumulate((end for _, end in ranges), max))

    def answer(offset: int) -> bool:
        number = bisect_right(starts, offset) - 1
        return number >= 0 and offset < ends[number]

    return answer


def quotations(body: Segments, marks: QuoteMarks, is_listed: Callable[[int, int], bool]) -> Iterator[Quotation]:
    """The stretches that look like speech and are not `is_listed` (which gets their start and end), in order."""
    notes = body.html.find('<div class="footnote')
    last = notes if notes >= 0 else len(body.html)
    dashed = (block for block in body.texts if block.start in marks.dashed and block.kind == "p")
    style = bool(marks.dashed) and any(
        speech_cues.attribution_ahead(body.plain, block.start, block.end) for block in dashed
    )
    last_quotation = -1
    for number, block in enumerate(body.texts):
        if block.kind not in ("p", "li", "") or block.start >= last:
            continue
        if block.quotation is not None:
            whole = body.blockquotes[block.quotation]
            if (
                last_quotation < block.quotation
                and _length(body.plain, block) >= _FULL
                and not is_listed(whole.start, whole.end)
            ):
                yield Quotation(block.start, block.end, block.end)
            last_quotation = block.quotation
        elif block.start in marks.marked:
            yield from _marked_speech(body, number, marks.marked[block.start], is_listed)
        elif block.start in marks.dashed or _is_item(body.html, block):
            speech = _dashed_speech(body, number, marks.dashed.get(block.start), style)
            if speech and not is_listed(speech.start, speech.end):
                yield speech


def _is_item(html: str, block: Block) -> bool:
    return block.kind == "li" or html.endswith(("<li>", "<li>\n"), 0, block.outer_start)


def _length(plain: str, stretch: Block | Quotation) -> int:
    return len(_WORD.findall(plain, stretch.start, stretch.end))


def _marked_speech(
    body: Segments, number: int, pairs: Sequence[Quotation], is_listed: Callable[[int, int], bool]
) -> Iterator[Quotation]:
    """Speech within marks. A part that goes on after an attribution without a full stop is one with the part before."""
    block = body.texts[number]
    has_speech, was_speech = False, False
    for pair in pairs:
        lead = body.plain[max(block.start, pair.start - _NEAR) : pair.start].rstrip(_LOOSE)
        goes_on = was_speech and lead[-1:] not in ".:!?…"
        listed = is_listed(pair.start, pair.end)
        was_speech = not listed and (goes_on or _is_speech(body, number, pair, lead, has_speech))
        if was_speech and not goes_on:
            yield pair
        has_speech = has_speech or was_speech or listed


def _is_speech(body: Segments, number: int, pair: Quotation, lead: str, has_speech: bool) -> bool:
    """Whether its surroundings say that a marked stretch is speech.

    `lead` is what stands before it in its paragraph; `has_speech` is whether something else there is speech.
    """
    plain, block = body.plain, body.texts[number]
    length = _length(plain, pair)
    behind = plain[pair.outer_end : min(block.end, pair.outer_end + _NEAR)]
    if length < _SHORTEST or _is_of_a_text(body, number, lead, behind):
        return False
    first, last = _edges(plain, pair.start, pair.end)
    follows = behind.lstrip()[:1]
    begins, full = not lead, length >= _FULL
    ended = last in _ENDS and not first.islower()
    if speech_cues.has_attribution_behind(behind, last):
        pause = last in _PAUSES or follows in (",", ".")
        return (begins and full) or (pause and (begins or lead[-1] in _BEFORE_SPEECH))
    if begins:
        whole = not behind.strip(_BLANKS + ".,")
        ended_outside = whole and follows == "." and not first.islower()
        return (whole and bool(_led_in(body, number) or _reported(body, number))) or (full and (ended or ended_outside))
    if lead[-1] == ":":
        return _is_led_in(lead, ended, follows)
    return has_speech and ended and lead[-1] in _ENDS


def _is_of_a_text(body: Segments, number: int, lead: str, behind: str) -> bool:
    """Whether a stretch is what a letter or a law says, as the words before it or in the run of text before tell."""
    return speech_cues.is_of_a_text(lead or _led_in(body, number), behind)


def _edges(plain: str, start: int, end: int) -> tuple[str, str]:
    """The first and the last character of `plain[start:end]` that is not white space; empty where there is none."""
    return plain[start : min(end, start + _NEAR)].lstrip()[:1], plain[max(start, end - _NEAR) : end].rstrip()[-1:]


def _is_led_in(lead: str, ended: bool, follows: str) -> bool:
    """Whether speech stands behind a `lead` that ends in a colon: whole sentences, or the words of a verb."""
    tells = follows == "." and speech_cues.tells(lead)
    return (ended or tells) and not _LEAD_OUT.search(lead[-20:])


def _led_in(body: Segments, number: int) -> str:
    """How the run of text before ends, when it ends in a colon; else nothing."""
    before = body.texts[number - 1] if number else None
    tail = body.plain[max(before.start, before.end - _NEAR) : before.end].rstrip() if before else ""
    return tail if tail.endswith(":") else ""


def _reported(body: Segments, number: int) -> bool:
    """Whether the next run of text begins by telling who speaks: »Det siger …«, »Sådan lyder det fra …«."""
    after = body.texts[number + 1] if number + 1 < len(body.texts) else None
    return after is not None and speech_cues.reports(body.plain, after.start, after.end)


def _dashed_speech(body: Segments, number: int, behind: int | None, style: bool) -> Quotation | None:
    """Speech behind a dash, or in the list item that Markdown makes of a line that begins with one.

    `style` is whether dashes mark speech elsewhere in the article.
    """
    plain, block = body.plain, body.texts[number]
    start = block.start if behind is None else behind
    attribution = speech_cues.attribution_ahead(plain, start, block.end)
    speech = Quotation(start, block.end if attribution is None else attribution, block.end)
    shown = behind is not None and (style or _led_in(body, number) or _reported(body, number))
    if attribution is not None or speech_cues.says(_led_in(body, number)[-_LONGEST_VERB:]):
        enough = _SHORTEST
    elif shown and _edges(plain, start, speech.end)[1] in _ENDS:
        enough = _FULL
    else:
        return None
    is_report = speech_cues.reports(plain, start, block.end) or _LEAD_OUT.match(plain, start)
    return speech if not is_report and _length(plain, speech) >= enough else None
