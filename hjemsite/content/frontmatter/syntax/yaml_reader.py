"""YAML by its library: its events made into a tree, with a fault for each field that cannot be read.

Events are read, not values: aliases, tags, anchors and merges are refused before they mean anything.
After a syntax error the text is read again as if its proposal had been followed, or without the field that holds it,
so that one run shows all errors.
"""

import re
from collections.abc import Callable

import yaml
from msgspec import Struct

from hjemsite.content.frontmatter.syntax.field_lines import ends_with_lone_mark, field_line
from hjemsite.content.frontmatter.syntax.followed_text import FollowedText
from hjemsite.content.frontmatter.syntax.nodes import Mapping, Node, Scalar, Sequence, Unreadable
from hjemsite.content.frontmatter.syntax.yaml_errors import (
    lone_quotation_mark,
    lost_comment,
    no_blank,
    unclosed_quotation,
    yaml_error,
)
from hjemsite.content.markdown.invisible_characters import INVISIBLE
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic, Proposal, Related, Span
from hjemsite.limits import SYNTAX_ERRORS, YAML_DEPTH, YAML_EVENTS

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HASH = lazy_pattern(r"[ \t]#(?=[^\s#!])")
_KEY = lazy_pattern(r"([\w-]+):(?:\s|\Z)")
_FULLY = "Skriv værdien helt ud, eller sæt den i anførselstegn"


class _Refused(Exception):  # noqa: N818
    """The text is sound YAML, but no front matter: it is too large or too deep, or it is two documents."""

    def __init__(self, fault: Diagnostic) -> None:
        super().__init__(fault.message)
        self.fault = fault


def mapping(text: str, path: str, whole: Span) -> Checked[Mapping]:
    """The fields of the YAML text of the file at `path`; `whole` is the span of the mapping and of faults about it all.

    A field with a syntax error that nothing is proposed for is `Unreadable`. Where such an error belongs to no field,
    there are no entries.
    """
    followed = FollowedText(_lines(text))
    unreadable: dict[str, Unreadable] = {}
    errors: list[Diagnostic] = []
    tried: set[tuple[int, str]] = set()
    is_attributed = True
    while len(errors) < SYNTAX_ERRORS:
        reader = _TreeReader(path, whole, followed.lines, "#" in text, _LOADER("\n".join(followed.lines)).get_event)
        read = reader.read()
        if isinstance(read, Mapping) and not errors:
            return Checked(Mapping(read.entries, read.keys, whole), tuple(reader.faults))
        if isinstance(read, Mapping):
            tree = _with_unreadable(followed.original_mapping(read), unreadable, whole)
            faults = (*errors, *map(followed.original_fault, reader.faults))
            return Checked(tree if is_attributed else Mapping({}, {}, whole), faults)
        error = followed.original_fault(read)
        if read.proposal is not None and (read.span.line, read.message) not in tried:
            tried.add((read.span.line, read.message))
            followed.follow(read.proposal)
        elif read.rule != "uforstaaelige-felter" or read.span == whole:
            return Checked(Mapping({}, {}, whole), (*errors, error))
        else:
            is_attributed &= _blank_field(followed, read.span, unreadable)
        errors += [error] if error not in errors else []
    return Checked(Mapping({}, {}, whole), tuple(errors))


def _blank_field(text: FollowedText, span: Span, unreadable: dict[str, Unreadable]) -> bool:
    """Empty the lines of the outermost field that holds `span`. Whether it has a name; then it is `unreadable`."""
    first, last = _field_around(text.lines, span.line - 1)
    key = _KEY.match(text.lines[first])
    if key is not None:
        names = frozenset(field_line(line).key for line in text.lines[first:last])
        unreadable[key[1]] = Unreadable(Span(span.path, first + 1, 1, first + 1, len(key[1]) + 1), names)
    text.blank(first, last)
    return key is not None


def _with_unreadable(tree: Mapping, unreadable: dict[str, Unreadable], whole: Span) -> Mapping:
    keys = {name: node.span for name, node in unreadable.items()}
    return Mapping({**unreadable, **tree.entries}, {**keys, **tree.keys}, whole)


def _lines(text: str) -> list[str]:
    """The lines of a text, and an empty one after them: there YAML sees its end."""
    return f"{text}\n".split("\n")


def _field_around(lines: list[str], number: int) -> tuple[int, int]:
    """The first line of the outermost field that line `number` belongs to, and the line after its last."""
    first, last = number, number + 1
    while first > 0 and _continues(lines[first]):
        first -= 1
    while last < len(lines) and _continues(lines[last]):
        last += 1
    return first, last


def _continues(line: str) -> bool:
    """Whether a line begins no field of its own: it is blank or indented, or an item or a comment."""
    return not line or line[0] in " \t#" or re.match(r"-(?:\s|\Z)", line) is not None


class _TreeReader(Struct):
    """Makes the tree of one YAML text from its events, and a fault of everything that front matter may not hold."""

    path: str
    whole: Span
    lines: list[str]
    has_hash: bool
    """Whether the text holds a `#`; most texts do not."""
    next_event: Callable[[], yaml.Event | None]
    faults: list[Diagnostic] = []
    depth: int = 0
    count: int = 0
    has_long_quotation: bool = False
    """Whether a value in quotation marks goes on over several lines."""

    def read(self) -> Mapping | Diagnostic:
        """The fields of the text, or the first syntax error in it."""
        try:
            root = self.document()
        except _Refused as refused:
            return refused.fault
        except yaml.MarkedYAMLError as error:
            return yaml_error(self.lines, self.path, error)
        except yaml.YAMLError:
            return Diagnostic("uforstaaelige-felter", self.whole, "Felterne øverst kan ikke læses")
        if self.has_long_quotation and (unclosed := unclosed_quotation(self.lines, self.path)) is not None:
            return unclosed
        if isinstance(root, Mapping):
            return root
        if root is not None and not (isinstance(root, Scalar) and root.is_empty):
            message = "Her skal stå felter med navn og kolon, for eksempel title: Ny nyhed"
            hint = "Sæt et kolon og et mellemrum efter feltets navn"
            self.faults.append(Diagnostic("uforstaaelige-felter", root.span, message, hint))
            return no_blank(self.lines, root.span.line - 1, self.path) or Mapping({}, {}, self.whole)
        return Mapping({}, {}, self.whole)

    def event(self) -> yaml.Event:
        """The next event; never one more than front matter may have, since depth costs the library its square."""
        self.count += 1
        if self.count > YAML_EVENTS:
            message = "Felterne øverst rummer for mange værdier"
            raise _Refused(Diagnostic("for-stor-fil", self.whole, message, "Flyt det meste ned i teksten"))
        event = self.next_event()
        assert event is not None
        return event

    def document(self) -> Node | None:
        self.event()  # the stream has begun
        if isinstance(self.event(), yaml.StreamEndEvent):
            return None
        root = self.node(self.event())
        self.event()  # the document has ended
        rest = self.event()
        if not isinstance(rest, yaml.StreamEndEvent):
            message, hint = "Felterne slutter ved denne linje, og resten bliver ikke læst", "Slet linjen med ---"
            span = self.span(rest, rest)
            fault = Diagnostic("uforstaaelige-felter", span, message, hint, proposal=Proposal(span, ""))
            raise _Refused(fault)
        return root

    def node(self, event: yaml.Event) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.AliasEvent):
            span = self.span(event, event)
            self.refuse(span, "Henvisninger med * kan ikke bruges")
            return Scalar("", False, span)
        assert isinstance(event, yaml.CollectionStartEvent)
        self.refuse_properties(event)
        self.depth += 1
        if self.depth > YAML_DEPTH:
            message = f"Felterne er indrykket i mere end {YAML_DEPTH} trin"
            raise _Refused(Diagnostic("for-dybt", self.span(event, event), message, "Ret indrykningen"))
        node = self.sequence(event) if isinstance(event, yaml.SequenceStartEvent) else self.mapping(event)
        self.depth -= 1
        return node

    def refuse_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self.refuse(self.span(event, event), "Mærker med & kan ikke bruges")
        if event.tag is not None:
            written = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.refuse(self.span(event, event), f"Mærkatet {written} kan ikke bruges")

    def scalar(self, event: yaml.ScalarEvent) -> Scalar:
        if event.anchor is not None or event.tag is not None:
            self.refuse_properties(event)
        span = self.span(event, event)
        style, text = event.style, event.value
        if not style:
            if self.has_hash:
                self.look_for_hash(span)
            if ends_with_lone_mark(text) and self.begins_value(span):
                self.faults.append(lone_quotation_mark(self.lines, span.line - 1, self.path))
            return Scalar(text, True, span)
        if style in "|>":
            return Scalar(text.strip(), False, span)
        self.has_long_quotation |= span.line < span.end_line
        if style == '"' and (hidden := INVISIBLE.search(text)) is not None:
            # Only in these marks can a code such as \u202e stand for a character that the file does not hold.
            message = f"Værdien indeholder koden for et usynligt tegn (U+{ord(hidden[0]):04X})"
            self.faults.append(Diagnostic("usynligt-tegn", span, message, "Slet koden"))
        return Scalar(text, False, span)

    def sequence(self, start: yaml.Event) -> Node:
        items: list[Node] = []
        while not isinstance(event := self.event(), yaml.SequenceEndEvent):
            items.append(self.node(event))
        return Sequence(tuple(items), self.span(start, event))

    def mapping(self, start: yaml.Event) -> Node:
        entries: dict[str, Node] = {}
        keys: dict[str, Span] = {}
        while not isinstance(event := self.event(), yaml.MappingEndEvent):
            key, value = self.node(event), self.node(self.event())
            if not isinstance(key, Scalar):
                self.refuse(key.span, "Et feltnavn skal være et enkelt ord", "Skriv feltets navn, kolon og værdien")
            elif key.plain and key.text == "<<":
                self.refuse(key.span, "Sammenfletning med << kan ikke bruges", "Skriv felterne helt ud")
            elif key.text in keys:
                first = Related(keys[key.text], "første gang her")
                message = f"Feltet »{key.text}« står der to gange (linje {keys[key.text].line} og {key.span.line})"
                self.faults.append(Diagnostic("gentaget-felt", key.span, message, "Slet den ene linje", (first,)))
            else:
                entries[key.text], keys[key.text] = value, key.span
        return Mapping(entries, keys, self.span(start, event))

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

    def begins_value(self, span: Span) -> bool:
        """Whether what stands at `span` is all that its line has after the name of its field."""
        return span.line == span.end_line and field_line(self.lines[span.line - 1]).start == span.column - 1

    def look_for_hash(self, span: Span) -> None:
        """`title: Vi er #1` would lose its end in silence; a comment has a blank after its `#`."""
        line = self.lines[span.end_line - 1]
        match = _HASH.match(line, span.end_column - 1)
        if match is not None:
            lost = Span(self.path, span.end_line, match.end(), span.end_line, len(line) + 1)
            is_whole = self.begins_value(span) or self.begins_value(lost)
            self.faults.append(lost_comment(self.lines, lost, is_whole))
