"""The numbers of ordered lists in a Word document, where a list goes on after a paragraph in between.

mammoth starts every list at 1. The first item of a list that goes on gets a mark with its number, and `html` turns the
mark into the start of the list.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from hjemsite.importer.formats.office.word_styles import WordStyles
from hjemsite.importer.formats.office.word_xml import child, value

START, END = "\ue000", "\ue001"
"""Private characters around the number in a mark."""


@dataclass(slots=True)
class ListNumbers:
    """Counts the items of each list while paragraphs are read in order."""

    ordered: frozenset[tuple[str, str]]
    """The levels with numbers: id of the list and level."""
    styles: WordStyles
    counts: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    before: str = ""
    """The id of the list that the paragraph before belongs to; empty where it is in none."""

    def mark(self, paragraph: Element) -> str:
        """The mark for the start of a paragraph; empty where the list begins here, or is none."""
        properties = child(paragraph, "w:pPr")
        holders = [properties, *(child(node, "w:pPr") for node in self.styles.chain(value(properties, "w:pStyle")))]
        numberings = (child(holder, "w:numPr") for holder in holders)
        numbering = next((node for node in numberings if node is not None), None)
        list_id, level = value(numbering, "w:numId"), value(numbering, "w:ilvl") or "0"
        goes_on, self.before = self.before == list_id, list_id
        if (list_id, level) not in self.ordered:
            return ""
        counts = self.counts[list_id]
        counts[level] = counts.get(level, 0) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return f"{START}{counts[level]}{END}" if counts[level] > 1 and not goes_on else ""


def ordered_levels(root: Element | None) -> frozenset[tuple[str, str]]:
    """The levels with numbers in the part `numbering.xml`."""
    if root is None:
        return frozenset()
    formats = {
        (node.get("w:abstractNumId", ""), level.get("w:ilvl", "0")): value(level, "w:numFmt")
        for node in root
        if node.tag == "w:abstractNum"
        for level in node
        if level.tag == "w:lvl"
    }
    ordered_levels = set()
    for number in (node for node in root if node.tag == "w:num"):
        abstract = value(number, "w:abstractNumId")
        levels = (
            level for (name, level), kind in formats.items() if name == abstract and kind not in ("bullet", "none")
        )
        ordered_levels |= {(number.get("w:numId", ""), level) for level in levels}
    return frozenset(ordered_levels)
