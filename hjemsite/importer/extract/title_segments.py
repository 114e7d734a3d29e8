"""The segments of a title as it is called without an article: »formand«, »for bestyrelsen« of »formanden for …«."""

import re
from collections.abc import Sequence

from hjemsite.importer.extract.person_names import is_acronym
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.titles import definite_ending, is_title
from hjemsite.importer.extract.tokens import Token, TokenRange, segment_of

_KIN = re.compile(r"(?:mor|far|søster|bror)\Z")
_RETIRED = frozenset({"pensioneret", "emeritus", "emerita", "forhenværende", "fhv."})
"""What says that somebody has a post no more, before or behind it."""
_MAX_FIRST = 6
"""Within how many tokens of »far til to børn og formand« the job begins."""


def _behind_first(tokens: Sequence[Token], run: TokenRange) -> int:
    """The number of the token that a title begins with, past what is no post, or none any more.

    »far til to og formand«, »pensioneret fisker og formand«, »professor emerita i historie og formand«, »medlem af
    byrådet og formand«, »elev og nuværende formand« are »formand«.
    """
    row = [token.folded for token in tokens[run.start : min(run.start + _MAX_FIRST, run.end)]]
    is_kin = row[1:2] == ["til"] and _KIN.search(row[0]) is not None
    is_member = row[:2] == ["medlem", "af"]
    is_current = "nuværende" in row[2:-1]
    if not (is_kin or is_member or is_current or _RETIRED & set(row[:2])) or "og" not in row[1:-1]:
        return run.start
    behind = run.start + row.index("og") + 1 + is_current
    return behind if is_title(tokens[behind]) else run.start


def title_segments(tokens: Sequence[Token], run: TokenRange) -> tuple[Segment, ...]:
    """The segments of a title as it is called without an article.

    »formand« and »for bestyrelsen« of »formanden for bestyrelsen«, »faglig« and »leder« of »vores faglige leder«.
    """
    run = TokenRange(_behind_first(tokens, run), run.end)
    whole, first = segment_of(tokens, run), tokens[run.start]
    stem = definite_ending(first.text)
    if not stem or is_title(first):
        return (whole,)
    short, dash, _ = first.text.partition("-")
    head = Segment(first.start + (len(short) + 1) * bool(dash and is_acronym(short)), first.end - stem)
    return (head, Segment(tokens[run.start + 1].start, whole.end)) if run.end - run.start > 1 else (head,)
