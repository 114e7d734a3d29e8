"""The tree of a YAML text: texts in lists and fields, each with its place in the file.

YAML's events are read, not its values: aliases, tags, anchors and merges are refused before they mean anything.
"""

import re
from collections.abc import Sequence as Row
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

import yaml

from hjemsite.diagnostics import Diagnostic, Related, Span

INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
"""Characters that turn text around, hide in it, or may not stand in XML. (The soft hyphen is only dropped.)"""

_HASH = re.compile(r"[ \t]#(?=[^\s#!])")
_FULLY = "Skriv værdien helt ud, eller sæt den i anførselstegn"


class Scalar(NamedTuple):
    """A text. `plain` says that it stands without quotation marks."""

    text: str
    plain: bool
    span: Span

    @property
    def is_empty(self) -> bool:
        return self.plain and self.text in ("", "~", "null", "Null", "NULL")


class Sequence(NamedTuple):
    items: "tuple[Node, ...]"
    span: Span


class Mapping(NamedTuple):
    """`keys` tells where each key stands."""

    entries: "dict[str, Node]"
    keys: dict[str, Span]
    span: Span


Node: TypeAlias = Scalar | Sequence | Mapping


def place_of(event: yaml.Event, path: str) -> Span:
    """Where an event stands in the file at `path`."""
    start, end = event.start_mark, event.end_mark
    assert start is not None and end is not None
    return Span(path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


@dataclass(slots=True)
class Builder:
    """Makes the tree from the events, and a fault of everything that front matter may not hold."""

    path: str
    events: Row[yaml.Event]
    lines: list[str]
    faults: list[Diagnostic] = field(default_factory=list)
    position: int = 0

    def document(self) -> Node | None:
        self.position = 2  # the stream and the document have begun
        if isinstance(self.events[1], yaml.StreamEndEvent):
            return None
        root = self.node()
        if not isinstance(self.events[self.position + 1], yaml.StreamEndEvent):
            rest = self.events[self.position + 1]
            span = self.span(rest, rest)
            self.faults.append(
                Diagnostic(
                    "uforstaaelige-felter",
                    span,
                    "Felterne slutter ved denne linje, og resten bliver ikke læst",
                    "Slet linjen med ---",
                )
            )
        return root

    def node(self) -> Node:
        event = self.events[self.position]
        self.position += 1
        assert isinstance(event, yaml.NodeEvent)
        if isinstance(event, yaml.AliasEvent):
            span = self.span(event, event)
            self.refuse(span, "Henvisninger med * kan ikke bruges")
            return Scalar("", False, span)
        assert isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
        if event.anchor is not None or event.tag is not None:
            self.refuse_properties(event)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        return self.sequence(event) if isinstance(event, yaml.SequenceStartEvent) else self.mapping(event)

    def refuse_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        span = self.span(event, event)
        if event.anchor is not None:
            self.refuse(span, "Mærker med & kan ikke bruges")
        if event.tag is not None:
            written = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.refuse(span, f"Mærkatet {written} kan ikke bruges")

    def scalar(self, event: yaml.ScalarEvent) -> Scalar:
        span = self.span(event, event)
        plain = event.style in (None, "")
        if plain:
            self.look_for_hash(span)
        if event.style == '"' and (hidden := INVISIBLE.search(event.value)) is not None:
            # Only in these marks can a code such as \u202e stand for a character that the file does not hold.
            message = f"Værdien indeholder koden for et usynligt tegn (U+{ord(hidden[0]):04X})"
            self.faults.append(Diagnostic("usynligt-tegn", span, message, "Slet koden"))
        return Scalar(event.value.strip() if event.style in ("|", ">") else event.value, plain, span)

    def sequence(self, start: yaml.Event) -> Node:
        items: list[Node] = []
        while not isinstance(self.events[self.position], yaml.SequenceEndEvent):
            items.append(self.node())
        return Sequence(tuple(items), self.closed(start))

    def mapping(self, start: yaml.Event) -> Node:
        entries: dict[str, Node] = {}
        keys: dict[str, Span] = {}
        while not isinstance(self.events[self.position], yaml.MappingEndEvent):
            key, value = self.node(), self.node()
            if not isinstance(key, Scalar):
                self.refuse(key.span, "Et feltnavn skal være et enkelt ord", "Skriv feltets navn, kolon og værdien")
            elif key.plain and key.text == "<<":
                self.refuse(key.span, "Sammenfletning med << kan ikke bruges", "Skriv felterne helt ud")
            elif key.text in keys:
                place = Related(keys[key.text], "første gang her")
                self.faults.append(
                    Diagnostic(
                        "gentaget-felt",
                        key.span,
                        f"Feltet »{key.text}« står der to gange (linje {keys[key.text].line} og {key.span.line})",
                        "Slet den ene linje",
                        (place,),
                    )
                )
            else:
                entries[key.text], keys[key.text] = value, key.span
        return Mapping(entries, keys, self.closed(start))

    def closed(self, start: yaml.Event) -> Span:
        end = self.events[self.position]
        self.position += 1
        return self.span(start, end)

    def span(self, opening: yaml.Event, closing: yaml.Event) -> Span:
        """From one event to the last letter before the end of another: to YAML, a list lasts until what is next."""
        start, end = opening.start_mark, closing.end_mark
        assert start is not None and end is not None
        first, line, column = start.line, end.line, end.column
        while line > first and not self.lines[line][:column].strip():
            line -= 1
            column = len(self.lines[line])
        return Span(self.path, first + 1, start.column + 1, line + 1, column + 1)

    def refuse(self, span: Span, message: str, hint: str = _FULLY) -> None:
        self.faults.append(Diagnostic("yaml-kunst", span, message, hint))

    def look_for_hash(self, span: Span) -> None:
        """`title: Vi er #1` would lose its end in silence; a comment has a blank after its `#`."""
        line = self.lines[span.end_line - 1]
        found = _HASH.match(line, span.end_column - 1)
        if found is not None:
            lost = Span(self.path, span.end_line, found.end(), span.end_line, len(line) + 1)
            message = "Alt efter # bliver læst som en bemærkning og falder ud"
            self.faults.append(Diagnostic("uforstaaelige-felter", lost, message, "Sæt hele værdien i anførselstegn"))
