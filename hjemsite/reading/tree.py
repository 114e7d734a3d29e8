"""The tree of a YAML text: texts in lists and fields, each with its place in the file.

YAML's events are read, not its values: aliases, tags, anchors and merges are refused before they mean anything.
"""

import re
from collections.abc import Sequence as Row
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from hjemsite.diagnostics import Diagnostic, Related, Span

MAX_DEPTH = 20
"""Lists and fields inside each other."""

_HASH = re.compile(r"[ \t]#(?=[^\s#!])")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. `plain` says that it stands without quotation marks."""

    text: str
    plain: bool
    span: Span

    @property
    def is_empty(self) -> bool:
        return self.plain and self.text in ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Sequence:
    items: "tuple[Node, ...]"
    span: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    """`keys` tells where each key stands."""

    entries: "dict[str, Node]"
    keys: dict[str, Span]
    span: Span


Node: TypeAlias = Scalar | Sequence | Mapping


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
        root = self.node(0)
        if not isinstance(self.events[self.position + 1], yaml.StreamEndEvent):
            span = self.span(self.events[self.position + 1])
            self.faults.append(
                Diagnostic(
                    "uforstaaelige-felter",
                    span,
                    "Felterne øverst må kun stå ét sted",
                    "Slet linjen med --- midt i felterne",
                )
            )
        return root

    def node(self, depth: int) -> Node:
        event = self.events[self.position]
        self.position += 1
        span = self.span(event)
        assert isinstance(event, yaml.NodeEvent)
        if isinstance(event, yaml.AliasEvent):
            self.refuse(span, "Henvisninger med * kan ikke bruges")
            return Scalar("", False, span)
        if event.anchor is not None:
            self.refuse(span, "Mærker med & kan ikke bruges")
        assert isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
        if event.tag is not None:
            self.refuse(span, f"Mærkatet {event.tag} kan ikke bruges")
        if isinstance(event, yaml.ScalarEvent):
            plain = event.style in (None, "")
            if plain:
                self.look_for_hash(event, span)
            return Scalar(event.value.strip() if event.style in ("|", ">") else event.value, plain, span)
        if depth == MAX_DEPTH:
            self.faults.append(Diagnostic("for-dybt", span, f"Felterne er indrykket i mere end {MAX_DEPTH} trin"))
            self.skip()
            return Scalar("", True, span)
        return self.sequence(span, depth) if isinstance(event, yaml.SequenceStartEvent) else self.mapping(span, depth)

    def sequence(self, span: Span, depth: int) -> Node:
        items: list[Node] = []
        while not isinstance(self.events[self.position], yaml.SequenceEndEvent):
            items.append(self.node(depth + 1))
        return Sequence(tuple(items), self.closed(span))

    def mapping(self, span: Span, depth: int) -> Node:
        entries: dict[str, Node] = {}
        keys: dict[str, Span] = {}
        while not isinstance(self.events[self.position], yaml.MappingEndEvent):
            key, value = self.node(depth + 1), self.node(depth + 1)
            if not isinstance(key, Scalar):
                self.refuse(key.span, "Et feltnavn skal være et enkelt ord")
            elif key.plain and key.text == "<<":
                self.refuse(key.span, "Sammenfletning med << kan ikke bruges")
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
        return Mapping(entries, keys, self.closed(span))

    def skip(self) -> None:
        """Go past the collection that has just begun, without recursion: hostile text nests thousands deep."""
        level = 1
        while level:
            event = self.events[self.position]
            level += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            self.position += 1

    def closed(self, span: Span) -> Span:
        end = self.span(self.events[self.position])
        self.position += 1
        return Span(span.path, span.line, span.column, end.end_line, end.end_column)

    def span(self, event: yaml.Event) -> Span:
        start, end = event.start_mark, event.end_mark
        assert start is not None and end is not None
        return Span(self.path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def refuse(self, span: Span, message: str) -> None:
        self.faults.append(
            Diagnostic("yaml-kunst", span, message, "Skriv værdien helt ud, eller sæt den i anførselstegn")
        )

    def look_for_hash(self, event: yaml.ScalarEvent, span: Span) -> None:
        """`title: Vi er #1` would lose its end in silence; a comment has a blank after its `#`."""
        line = self.lines[span.end_line - 1]
        found = _HASH.match(line, span.end_column - 1)
        if found is not None and event.value:
            lost = Span(self.path, span.end_line, found.end(), span.end_line, len(line) + 1)
            message = "Alt efter # bliver læst som en bemærkning og falder ud"
            self.faults.append(Diagnostic("uforstaaelige-felter", lost, message, "Sæt hele værdien i anførselstegn"))
