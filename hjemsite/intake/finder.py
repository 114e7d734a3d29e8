"""A press release read: from plain text to what an editor would have written above it."""

import re
from collections.abc import Sequence

from hjemsite.intake.found import Confidence, Found, KnownMembers, Paragraph, Part, Release, Segment

_PARAGRAPH = re.compile(r"\S(?:.|\n(?![^\S\n]*\n))*")


def find(text: str, members: KnownMembers | None = None, people: Sequence[str] = ()) -> Release:
    """What `text` says. `members` and `people` are those the site knows already, with all their names.

    >>> find("Nøglen åbner dør\\n\\nVi er glade.").title.text
    'Nøglen åbner dør'
    """
    del members, people
    segments = [Segment(match.start(), match.start() + len(match[0].rstrip())) for match in _PARAGRAPH.finditer(text)]
    parts = [Part.TITLE, *[Part.BODY] * len(segments)]
    title = None
    if segments:
        title = Found(" ".join(text[slice(*segments[0])].split()), (segments[0],), Confidence.LIKELY)
    paragraphs = tuple(Paragraph(segment, part) for segment, part in zip(segments, parts, strict=False))
    return Release(title, None, None, None, None, None, (), (), (), None, (), None, paragraphs)
