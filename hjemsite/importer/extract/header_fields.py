"""The deck and the »Om …« text of a release: all paragraphs of one part as one text."""

from collections.abc import Sequence

from hjemsite.importer.extract.labels import Role, label_of
from hjemsite.importer.extract.line_breaks import joined
from hjemsite.importer.extract.result import Confidence, Extracted, Paragraph, Part, Segment


def part_text(plain: str, paragraphs: Sequence[Paragraph], part: Part, confidence: Confidence) -> Extracted | None:
    """All paragraphs of one part as one text without their labels, with a blank line between them."""
    segments = tuple(_unlabelled(plain, paragraph.segment) for paragraph in paragraphs if paragraph.part is part)
    return Extracted(joined(plain, segments, "\n\n"), segments, confidence) if segments else None


def _unlabelled(plain: str, segment: Segment) -> Segment:
    label = label_of(plain[slice(*segment)])
    is_template = label is not None and label.role is not Role.OTHER
    return Segment(segment.start + label.value, segment.end) if label and is_template else segment
