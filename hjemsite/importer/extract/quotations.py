"""From pieces to quotations: which of them are speech, which belong together, and who says so where.

Marks stand around titles and scare words, too, so a piece is speech only where its surroundings say so.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from hjemsite.importer.extract.attribution import (
    Attribution,
    LeadingAttribution,
    attribution,
    leading_attribution,
    sentences,
    signature,
)
from hjemsite.importer.extract.mentions import Form, Mention
from hjemsite.importer.extract.person_names import Known
from hjemsite.importer.extract.speech_spans import SpeechSpan

_WORD = re.compile(r"\w+")
_PAUSES, _ENDS = ",.!?…", ".!?…"
_LONG, _FULL, _SHORT = 5, 3, 2
"""How many words speech has at least: without any frame, with a weak one, with a strong one."""


class Quotation(NamedTuple):
    """Speech, in one or several pieces, with what the text says of its speaker.

    `after` is the inquit behind it, `before` whom the words ahead tell of, `report` who is named in the next
    paragraph or below, as a signature. `colon` tells that the words ahead end in a colon.
    """

    pieces: tuple[SpeechSpan, ...]
    after: Attribution | None
    before: LeadingAttribution | None
    colon: bool
    report: tuple[Mention, ...]
    place: int
    """Where the inquit stands: who was spoken of before it counts."""


def quotations(plain: str, pieces: Sequence[SpeechSpan], known: Known) -> list[Quotation]:
    """All that is speech, in order; pieces that make one quotation joined."""
    found: list[Quotation] = []
    dashes = any(_is_told(pieces, i, known) for i, piece in enumerate(pieces) if piece.style == "dash")
    for i, piece in enumerate(pieces):
        if not piece.speech:
            continue
        one = _quotation(pieces, i, known)
        previous = found[-1] if found else None
        if previous and _continues(pieces, i, previous):
            found[-1] = _join(previous, one)
        elif is_speech(plain, pieces, i, one, dashes, previous, known):
            if previous and _led_by_dash(previous, one, pieces, i):
                found[-1] = _join(previous, one)
            else:
                found.append(one)
    return found


def _quotation(pieces: Sequence[SpeechSpan], i: int, known: Known) -> Quotation:
    piece = pieces[i]
    after = _after(pieces, i, known)
    ahead = pieces[i - 1] if i and not pieces[i - 1].speech else None
    near = (
        ahead is not None
        and ahead.paragraph >= piece.paragraph - 2
        and (ahead.paragraph == piece.paragraph or piece.begins)
    )
    before = leading_attribution(ahead.tokens, known) if ahead and near else None
    colon = bool(near and ahead and ahead.tokens and ahead.tokens[-1].text == ":")
    if not colon and piece.begins and not (after and after.who):
        chained = _chain(pieces, i, known)
        before, colon = (chained, True) if chained else (before, colon)
    report = () if after and after.who else _report(pieces, i, known)
    place = pieces[i + 1].start if after and i + 1 < len(pieces) else piece.start
    return Quotation((piece,), after, before, colon, report, place)


def _chain(pieces: Sequence[SpeechSpan], i: int, known: Known) -> LeadingAttribution | None:
    """The lead that ends in a colon before a box or a heading that has come between it and what is said."""
    for k in range(i - 2, max(i - 6, -1), -1):
        ahead = pieces[k]
        if ahead.speech:
            return None
        if ahead.tokens and ahead.tokens[-1].text == ":":
            found = leading_attribution(ahead.tokens, known)
            return found if found.said and found.who else None
    return None


def _is_told(pieces: Sequence[SpeechSpan], i: int, known: Known) -> bool:
    """Whether somebody is told to say what stands behind a dash: dashes mark speech in this release."""
    ahead = pieces[i - 1] if i else None
    led = ahead and ahead.tokens and ahead.tokens[-1].text == ":" and leading_attribution(ahead.tokens, known).said
    return bool(led or _after(pieces, i, known))


def _after(pieces: Sequence[SpeechSpan], i: int, known: Known) -> Attribution | None:
    """The inquit right behind a piece, in its own paragraph."""
    behind = pieces[i + 1] if i + 1 < len(pieces) else None
    if behind is None or behind.speech or behind.paragraph != pieces[i].paragraph:
        return None
    told = attribution(behind.tokens, 0, known)
    if told is None:
        signed = signature(behind.tokens, known)
        told = Attribution((signed,), False, signed.after) if signed else None
    return told


def _report(pieces: Sequence[SpeechSpan], i: int, known: Known) -> tuple[Mention, ...]:
    """Who is told of right below: »Det siger NAVN, …«, or by a signature."""
    behind = pieces[i + 1] if i + 1 < len(pieces) else None
    if behind is None or behind.speech or not pieces[i].ends or behind.paragraph <= pieces[i].paragraph:
        return ()
    signed = signature(behind.tokens, known)
    if signed:
        return (signed,)
    told = attribution(behind.tokens, 0, known)
    chained = told is not None and told.chain and behind.tokens[-1].text == ":"
    return told.who if told and told.sure and not chained else ()


def words(plain: str, piece: SpeechSpan) -> int:
    return len(_WORD.findall(plain, piece.start, piece.end))


def is_speech(
    plain: str,
    pieces: Sequence[SpeechSpan],
    i: int,
    one: Quotation,
    dashes: bool,
    previous: Quotation | None,
    known: Known,
) -> bool:
    """Whether a piece is somebody's words."""
    piece, count = pieces[i], words(plain, pieces[i])
    if piece.style == "bare":
        return True
    if piece.style == "dash":
        return _is_dashed_speech(plain, pieces, i, one, dashes, previous, known)
    if piece.style == "single":
        return bool(one.after and one.after.who and count >= _FULL and _pause(plain, pieces, i))
    if one.after and _is_framed(plain, pieces, i, one.after, count):
        return True
    if one.colon and one.before and one.before.who and count >= _FULL:
        return True
    last, first = plain[piece.end - 1], plain[piece.start]
    ended = last in _ENDS
    if piece.begins and piece.ends:
        return count >= _LONG or (ended and count >= _FULL) or bool(one.report)
    if not piece.begins and _follows_quote(pieces, i, previous):
        ahead = pieces[i - 1].tokens[-1].text
        return count >= _SHORT and (ahead in ".:," or ended) and (ahead in ":," or not first.islower())
    if piece.begins and not one.after:
        return count >= _LONG and ended and not first.islower()
    return False


def _pause(plain: str, pieces: Sequence[SpeechSpan], i: int) -> bool:
    """Whether a comma or the end of a sentence stands where a piece ends, within the marks or outside."""
    behind = plain[pieces[i].end : pieces[i].end + 4].lstrip("”“\"»«’' ")
    return plain[pieces[i].end - 1] in _PAUSES or behind[:1] in _PAUSES


def _is_framed(plain: str, pieces: Sequence[SpeechSpan], i: int, after: Attribution, count: int) -> bool:
    person = any(one.form is not Form.ORGANISATION for one in after.who)
    if _pause(plain, pieces, i):
        alone = person and after.sure and pieces[i].begins
        return count >= (1 if alone else _SHORT if person else _FULL)
    return person and count >= _LONG and pieces[i].begins


def _follows_quote(pieces: Sequence[SpeechSpan], i: int, previous: Quotation | None) -> bool:
    """Whether nothing but an inquit stands between a piece and the quotation before it."""
    return bool(
        previous and i >= 2 and previous.pieces[-1] is pieces[i - 2] and previous.after and pieces[i - 1].tokens
        and len(sentences(pieces[i - 1].tokens)) <= 2
    )  # fmt: skip


def _is_dashed_speech(
    plain: str,
    pieces: Sequence[SpeechSpan],
    i: int,
    one: Quotation,
    dashes: bool,
    previous: Quotation | None,
    known: Known,
) -> bool:
    piece, count = pieces[i], words(plain, pieces[i])
    if one.after:
        return count >= _SHORT or (count > 0 and bool(one.after.who))
    if not piece.begins:
        return bool(previous and previous.pieces[-1].paragraph == piece.paragraph)
    ended = plain[piece.end - 1] in _ENDS + '”"“»«)'
    if _is_question(plain, pieces, i):
        return False
    if one.report or (one.colon and one.before and one.before.who):
        return count >= _FULL
    nearby = bool(previous and previous.pieces[-1].paragraph >= piece.paragraph - 2)
    followed = i + 1 < len(pieces) and pieces[i + 1].style == "dash" and bool(_runs_to_inquit(pieces, i, known))
    return ended and count >= _FULL and (followed or (dashes and (nearby or bool(one.before and one.before.who))))


def _is_question(plain: str, pieces: Sequence[SpeechSpan], i: int) -> bool:
    """Whether a dashed paragraph is the journalist's: one question and nothing else, answered by the next."""
    piece = pieces[i]
    text = plain[piece.start : piece.end]
    alone = text.endswith("?") and not any(sign in text[:-1] for sign in ".!?")
    return alone and i + 1 < len(pieces) and pieces[i + 1].style == "dash"


def _runs_to_inquit(pieces: Sequence[SpeechSpan], i: int, known: Known) -> bool:
    """Whether dashed paragraphs follow one another from here on to one with an inquit."""
    for k in range(i + 1, min(i + 6, len(pieces))):
        if pieces[k].style != "dash" or pieces[k].paragraph != pieces[k - 1].paragraph + 1:
            return False
        if _after(pieces, k, known):
            return True
    return False


def _continues(pieces: Sequence[SpeechSpan], i: int, previous: Quotation) -> bool:
    """Whether a piece goes on with the sentence that an inquit has split, or with speech whose marks stand open."""
    piece, last = pieces[i], previous.pieces[-1]
    if piece.paragraph == last.paragraph:
        if i < 2 or pieces[i - 2] is not last or not previous.after:
            return False
        between = pieces[i - 1].tokens
        if piece.style == "dash" and not piece.begins:
            return len(sentences(between)) <= 1
        return bool(between) and between[-1].text == "," and last.style == piece.style
    open_end = not last.closed and last.style == "marks" and not previous.after
    return open_end and piece.begins and piece.paragraph == last.paragraph + 1 and piece.style == "marks"


def _led_by_dash(previous: Quotation, one: Quotation, pieces: Sequence[SpeechSpan], i: int) -> bool:
    """Whether dashed paragraphs make one quotation: those before the one with the inquit have none of their own."""
    last = previous.pieces[-1]
    adjacent = pieces[i - 1] is last and last.style == pieces[i].style == "dash"
    if previous.colon and one.after and one.after.who:
        return False
    return adjacent and not previous.after and not previous.report


def _join(one: Quotation, other: Quotation) -> Quotation:
    after = one.after or other.after
    place = one.place if one.after else other.place
    return one._replace(pieces=one.pieces + other.pieces, after=after, place=place, report=one.report or other.report)
