"""The type of a document: one source, read by itself.

It is apart from the reader, so that a document from the cache needs neither Markdown nor YAML to be imported.
"""

from collections.abc import Mapping

from msgspec import Struct

from hjemsite.content.frontmatter.decode import ValuePath
from hjemsite.content.frontmatter.fields import (
    ArticleFields,
    EventFields,
    LibraryPictureFields,
    MemberFields,
    PageFields,
    PersonFields,
    SiteFields,
    SourceFields,
    TextFields,
)
from hjemsite.content.frontmatter.values import Instant
from hjemsite.content.markdown.targets import FileUse, Link
from hjemsite.diagnostics.diagnostic import Checked, Span
from hjemsite.model import Html, Passage
from hjemsite.urls import LIBRARY, Url, address

SITE = "content/site.yaml"

BROKEN_BODY = "---"
"""Stands among the broken fields for a body that could not be read."""

FIELDS_OF_FOLDER: Mapping[str, type[TextFields]] = {
    "nyheder": ArticleFields,
    "medlemmer": MemberFields,
    "personer": PersonFields,
    "arrangementer": EventFields,
    "sider": PageFields,
}
"""Folder of `content/` whose texts have pages → the fields of its texts."""


class Mismatch(Struct, frozen=True):
    """The first place where a text and a quote differ: the text says `in_text`, its characters `start` to `end`."""

    in_text: str
    quoted: str
    start: int
    end: int


class MarkedBody(Struct, frozen=True):
    """A body cut into passages, and what was learned of its quotes; each stands for its number in the field `quotes`.

    `anchors` has one id for each quote, and `texts` its words as the body has them, empty where it has not. `missing`
    are not in the body; `mismatches` has, for each of them, where the body comes nearest. `repeated` are in the body,
    but only where another quote (the second number) has the words already. `unlisted` are quotations in the body that
    no quote holds, in the body's own words.
    """

    passages: tuple[Passage, ...]
    anchors: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    missing: tuple[int, ...] = ()
    mismatches: tuple[Mismatch | None, ...] = ()
    repeated: tuple[tuple[int, int], ...] = ()
    unlisted: tuple[str, ...] = ()


class CountInText(Struct, frozen=True):
    """A number of things that the body says the alliance has: »20 centrale aktører«. `span` is that of the number."""

    count: int
    noun: str
    span: Span


class FrontMatter(Struct, frozen=True):
    """The fields of a source, the span of each value by its path, and the names of fields that could not be read."""

    fields: SourceFields
    spans: Mapping[ValuePath, Span]
    broken: frozenset[str]

    @property
    def is_draft(self) -> bool:
        """Whether an editor is still writing it."""
        return isinstance(self.fields, ArticleFields | EventFields) and self.fields.draft


class Document(Struct, frozen=True):
    """`spans` has where each value of `fields` stands; the path `()` is the front matter itself.

    `marked` is the body, or the site's »Om …« text, with its quotes; `text` is its words, with `links` and `files`.
    `counts` are numbers that may be the size of the alliance, in an article that has no `alliance_size`.

    `front_matter_digest` stands for the front matter as it is written; empty where not all of it counts.

    `broken` names fields that could not be read, and `BROKEN_BODY`. A document with any has faults and is never
    published; it is there so that everything else in it can be checked in the same run.
    """

    path: str
    url: Url
    fields: SourceFields
    spans: Mapping[ValuePath, Span]
    marked: MarkedBody
    text: str
    links: tuple[Link, ...]
    files: tuple[FileUse, ...]
    broken: frozenset[str]
    counts: tuple[CountInText, ...] = ()
    front_matter_digest: bytes = b""
    anonymised: Instant | None = None
    """When somebody who is named in the file was last given another name."""

    @property
    def html(self) -> Html:
        """The body in one piece."""
        return Html("".join(passage.html for passage in self.marked.passages))

    def span(self, *value_path: str | int) -> Span:
        """Where the value at `value_path` stands; where it is left out, the nearest thing around it."""
        while value_path and value_path not in self.spans:
            value_path = value_path[:-1]
        return self.spans[value_path]


UNREAD: Checked[Document | None] = Checked(None)
"""What is known of a source that has not been read, or could not be."""


def kind_of(path: str) -> type[SourceFields] | None:
    """The fields that the source at `path` is read with; None when it is no document."""
    if path == SITE:
        return SiteFields
    if path.startswith(LIBRARY):
        return LibraryPictureFields if path.endswith(".yaml") else None
    return FIELDS_OF_FOLDER[path.split("/")[1]] if path.endswith(".md") and address(path) else None
