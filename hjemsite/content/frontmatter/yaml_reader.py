"""YAML by its library: its events made into a tree.

Events are read, not values: aliases, tags, anchors and merges are refused before they mean anything.
"""

import re
from collections.abc import Sequence as Row
from dataclasses import dataclass, field

import yaml

from hjemsite.content.frontmatter.nodes import Mapping, Node, Scalar, Sequence
from hjemsite.content.frontmatter.yaml_errors import yaml_error
from hjemsite.content.markdown.sanitize import INVISIBLE
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic, Related, Span

MAX_DEPTH = 20
"""Lists and fields inside each other."""

MAX_EVENTS = 3_000
"""Keys, values and brackets; a release with thirty quotes has 250."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HASH = re.compile(r"[ \t]#(?=[^\s#!])")
_FULLY = "Skriv værdien helt ud, eller sæt den i anførselstegn"


def mapping(text: str, path: str, whole: Span) -> Checked[Mapping]:
    """The fields of the YAML text of the file at `path`; `whole` is where they stand."""
    read = _events(text, path, whole)
    if isinstance(read, Diagnostic):
        return Checked(Mapping({}, {}, whole), (read,))
    builder = Builder(path, read, _lines(text))
    root = builder.document()
    if isinstance(root, Mapping):
        return Checked(Mapping(root.entries, root.keys, whole), tuple(builder.faults))
    if root is not None and not (isinstance(root, Scalar) and root.is_empty):
        message = "Her skal stå felter med navn og kolon, for eksempel title: Ny nyhed"
        hint = "Sæt et kolon og et mellemrum efter feltets navn"
        builder.faults.append(Diagnostic("uforstaaelige-felter", root.span, message, hint))
    return Checked(Mapping({}, {}, whole), tuple(builder.faults))


def _events(text: str, path: str, whole: Span) -> list[yaml.Event] | Diagnostic:
    """All YAML events of `text`, or why it has none. It stops where it is too much: depth costs YAML its square."""
    events: list[yaml.Event] = []
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            events.append(event)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                message = f"Felterne er indrykket i mere end {MAX_DEPTH} trin"
                return Diagnostic("for-dybt", _place_of(event, path), message, "Ret indrykningen")
            if len(events) > MAX_EVENTS:
                message = "Felterne øverst rummer for mange værdier"
                return Diagnostic("for-stor-fil", whole, message, "Flyt det meste ned i teksten")
    except yaml.MarkedYAMLError as error:
        return yaml_error(_lines(text), path, error)
    except yaml.YAMLError:
        return Diagnostic("uforstaaelige-felter", whole, "Felterne øverst kan ikke læses")
    return events


def _lines(text: str) -> list[str]:
    """The lines of a text, and an empty one after them: there YAML sees its end."""
    return f"{text}\n".split("\n")


def _place_of(event: yaml.Event, path: str) -> Span:
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
