"""The members, people and addresses of the site that press releases are imported into.

A file that cannot be read is passed over: `check` reports its faults, and an import must not depend on them.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hjemsite.content.frontmatter.fields import MemberFields, PersonFields
from hjemsite.content.reader import document
from hjemsite.content.scan import scan
from hjemsite.content.sources import Source
from hjemsite.importer.extract.result import KnownMembers
from hjemsite.urls import LIBRARY, Slug, Url, address, slug_of


@dataclass(frozen=True, slots=True)
class KnownSite:
    """`people` are full names. `pages` has the path of every text by its address.

    `pictures` are those of `content/billeder`, by how many bytes they have.
    """

    members: KnownMembers
    people: Sequence[str]
    pages: Mapping[Url, str]
    pictures: Mapping[int, Sequence[Source]]

    def taken_by(self, path: str) -> str:
        """The path of the text that has the address of one at `path`; empty where none has it."""
        url = address(path)
        return self.pages.get(url, "") if url else ""


def known_site(root: Path) -> KnownSite:
    """The members, people and addresses in `content/` below `root`. Raises nothing for content with faults."""
    members: dict[Slug, list[str]] = {}
    people: list[str] = []
    pages: dict[Url, str] = {}
    pictures: dict[int, list[Source]] = {}
    inputs = scan(root, folders=("content",))
    for source in inputs.sources():
        if source.path.startswith(LIBRARY) and not source.refused:
            with suppress(OSError):
                pictures.setdefault(Path(inputs.file(source.path)).stat().st_size, []).append(source)
        url = address(source.path)
        if url is None:
            continue
        pages.setdefault(url, source.path)
        if not source.path.startswith(("content/medlemmer/", "content/personer/")):
            continue
        read = document(source).value
        fields = read.fields if read and "name" not in read.broken else None
        if isinstance(fields, MemberFields):
            members[slug_of(source.path)] = [fields.name, *fields.former_names]
        elif isinstance(fields, PersonFields):
            people.extend((fields.name, *fields.former_names))
    return KnownSite(members, people, pages, pictures)
