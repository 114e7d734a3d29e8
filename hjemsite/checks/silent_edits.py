"""What changed in an article since readers last heard that it changed, in words.

The Danish press ethics want errors corrected openly. Changed punctuation, white space, or one letter in a long word are
corrections that need no announcement.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain, islice
from typing import NamedTuple

from hjemsite.content.document import Document
from hjemsite.content.frontmatter.fields import ArticleFields
from hjemsite.diagnostics.diagnostic import Span
from hjemsite.limits import COMPARED_WORDS

_MARKS = "\"'.,:;!?()[]{}*_–—-“”„‟»«‘’‚‛…\xa0"
_LONG_WORD = 5
"""Letters from which on one of them may change and the word is likely to mean the same: »kan« and »kun« do not."""
_SHOWN = 3
_SHOWN_CHARACTERS = 60
_NEAR_WORDS = 6
"""Words by which a place in a text is found."""


class WordChange(NamedTuple):
    """Words of one part of an article that were `before` and are `after`; either may be empty.

    `near` are words in the text as it is now, by which the place is found.
    """

    part: str
    before: str
    after: str
    near: str

    def __str__(self) -> str:
        if not self.before:
            return f"»{_short(self.after)}« er kommet til"
        if not self.after:
            return f"»{_short(self.before)}« er taget ud"
        return f"»{_short(self.before)}« er blevet til »{_short(self.after)}«"


def word_changes(before: Document, after: Document) -> tuple[WordChange, ...]:
    """What differs in headline, summary and body; at most three changes."""
    parts = zip(_parts(before), _parts(after), strict=True)
    changes = (_changes(name, old.split(), new.split()) for (name, old), (_, new) in parts if old != new)
    return tuple(islice(chain.from_iterable(changes), _SHOWN))


def field_span(change: WordChange, after: Document) -> Span | None:
    """Where a change of the headline or the summary stands; None for one of the body, which has no spans."""
    return after.span(change.part) if change.part else None


def _parts(document: Document) -> Iterator[tuple[str, str]]:
    """The parts of an article that have words: the name of the field, empty for the body, and the text."""
    fields = document.fields
    assert isinstance(fields, ArticleFields), document.path
    yield "title", fields.title
    yield "summary", fields.summary
    yield "", document.text


def _changes(part: str, before: Sequence[str], after: Sequence[str]) -> Iterator[WordChange]:
    old, new = _bare(before), _bare(after)
    if len(old) * len(new) > COMPARED_WORDS:
        if old != new:
            yield WordChange(part, " ".join(before), " ".join(after), "")
        return
    for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal" and not _is_slip(old[first:last], new[start:end]):
            near = after[start:end] or after[max(0, start - _NEAR_WORDS) : start]
            yield WordChange(
                part, " ".join(before[first:last]), " ".join(after[start:end]), " ".join(near[:_NEAR_WORDS])
            )


def _bare(words: Sequence[str]) -> list[str]:
    """The words without the marks around them; a word of marks alone stays, empty, so that all keep their numbers."""
    return [word.strip(_MARKS) for word in words]


def _is_slip(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether words differ in nothing that a reader must know: in marks, or each in one letter of a long word.

    >>> _is_slip(["hjemløhsed"], ["hjemløshed"]), _is_slip(["boligr"], ["boliger"]), _is_slip(["kan"], ["kun"])
    (True, True, False)
    >>> _is_slip(["12.000"], ["13.000"]), _is_slip([""], ["ikke"]), _is_slip([""], [])
    (False, False, True)
    """
    old, new = [*filter(None, before)], [*filter(None, after)]
    return len(old) == len(new) and all(map(_is_slip_in_word, old, new))


def _is_slip_in_word(before: str, after: str) -> bool:
    if before == after:
        return True
    if not (before.isalpha() and after.isalpha() and min(len(before), len(after)) >= _LONG_WORD):
        return False
    if before[0] != after[0]:
        return False
    start = next((at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return abs(len(before) - len(after)) == 1
    old, new = before[start:], after[start:]
    return old[1:] == new[1:] or old[1:] == new or old == new[1:] or (old[1::-1], old[2:]) == (new[:2], new[2:])


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[: _SHOWN_CHARACTERS - 1].rstrip()}…"
