"""Footnotes as GitHub has them: numbered in the order in which the text refers to them, below the text.

Ids count, for a label may hold any character. A note that nothing refers to stands last and has no way back.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from xml.etree.ElementTree import Element, SubElement

NOTE, BACK, NOTES = "note", "tilbage", "noter"
"""The classes of a reference to a footnote, of the way back to the text, and of all footnotes."""


class Notes:
    """The footnotes of one body: which there are, and how often the text has referred to each."""

    def __init__(self, labels: Iterable[str]) -> None:
        self._labels = tuple(labels)
        self._defined = frozenset(self._labels)
        self._numbers: dict[str, int] = {}
        self._uses: Counter[str] = Counter()

    def reference(self, label: str) -> Element | None:
        """A reference to the note with `label`; None where there is no such note."""
        if label not in self._defined:
            return None
        self._uses[label] += 1
        number = self._numbers.setdefault(label, len(self._numbers) + 1)
        reference = Element("sup", {"id": _reference_id(number, self._uses[label])})
        SubElement(reference, "a", {"class": NOTE, "href": f"#note-{number}"}).text = str(number)
        return reference

    def section(self, build: Callable[[str, Element], None]) -> Element:
        """All notes; `build` puts the blocks of the note with a label into an element."""
        section = Element("div", {"class": NOTES})
        items = SubElement(section, "ol")
        built: list[Element] = []
        # A note may refer to notes that nothing has referred to yet; those without any reference come last.
        for label in _growing(self._numbers, self._labels):
            built.append(SubElement(items, "li", {"id": f"note-{len(built) + 1}"}))
            build(label, built[-1])
        for label, number in self._numbers.items():
            _add_ways_back(built[number - 1], number, self._uses[label])
        return section


def _growing(numbers: dict[str, int], labels: Iterable[str]) -> Iterator[str]:
    """The labels in `numbers`, which grows meanwhile, and then the others, each of which takes the next number."""
    done: set[str] = set()
    waiting = iter(labels)
    while True:
        while fresh := [label for label in islice(numbers, len(done), None) if label not in done]:
            yield from fresh
            done.update(fresh)
        unused = next((label for label in waiting if label not in numbers), None)
        if unused is None:
            return
        numbers[unused] = len(numbers) + 1


def _reference_id(number: int, use: int) -> str:
    return f"henvisning-{number}" if use == 1 else f"henvisning-{number}-{use}"


def _add_ways_back(item: Element, number: int, uses: int) -> None:
    """Links from a note to each place that refers to it, at the end of its last paragraph."""
    if not uses:
        return
    last = item[-1] if len(item) and item[-1].tag == "p" else SubElement(item, "p")
    if len(last):
        last[-1].tail = f"{last[-1].tail or ''}\xa0"
    elif last.text:
        last.text += "\xa0"
    for use in range(1, uses + 1):
        title = f"Tilbage til teksten fra note {number}"
        link = SubElement(last, "a", {"class": BACK, "href": f"#{_reference_id(number, use)}", "title": title})
        link.text = "↩"
        link.tail = " " if use < uses else None
