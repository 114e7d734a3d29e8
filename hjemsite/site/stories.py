"""All articles: each depends on its own text, on who is who, and on the files beside it, and is remembered by them."""

from collections.abc import Iterable, Mapping, Sequence
from posixpath import dirname
from typing import TypeAlias

from msgspec import Struct

from hjemsite.cache.blob import Altered, digest, digest_of
from hjemsite.cache.cache import Key, Memo, packed, unpacked
from hjemsite.content.document import kind_of
from hjemsite.content.document_cache import Read, document_key, from_data
from hjemsite.content.frontmatter.fields import ArticleFields
from hjemsite.content.sources import Source
from hjemsite.diagnostics.diagnostic import Checked
from hjemsite.model import Article
from hjemsite.site.addresses import Register
from hjemsite.site.articles import article
from hjemsite.site.speakers import Company
from hjemsite.site.xrefs import Trace, trace
from hjemsite.system.workers import Crew, in_turns


class Story(Struct, frozen=True):
    """An article, and what its file says that others must agree with."""

    article: Article
    trace: Trace


Told: TypeAlias = Checked[Story | None]
"""None for a file whose fields cannot be told apart."""

_AT_ONCE = 2_000
"""Texts on their way into the memory or out of it, so that those of a large site need not fit beside each other."""


def stories(
    sources: Sequence[Source], company: Company, places: Register, memo: Memo, crew: Crew
) -> Mapping[Key, Told]:
    """The stories of `sources`, by what they are remembered by; what is not is read and told by `crew`."""
    news = [source for source in sources if kind_of(source.path) is ArticleFields]
    beside, around = _beside(places), digest(packed(company))
    keys = [memo.key("story", document_key(one, memo), around, beside.get(dirname(one.path), b"")) for one in news]
    known: dict[Key, Told | None] = {}
    for start in range(0, len(keys), _AT_ONCE):
        remembered = memo.known(keys[start : start + _AT_ONCE])
        known |= {key: unpacked(data, Told, None) for key, data in remembered.items()}
    unknown = {key: source for key, source in zip(keys, news, strict=True) if known.get(key) is None}
    if unknown:
        # Before the crew parts, or each of it would import what reads texts.
        from hjemsite.content import reader  # noqa: F401
    for some, made in in_turns(lambda key: _tell(unknown[key], company, places, memo), [*unknown], crew, _AT_ONCE):
        results = {key: story for key, (story, _) in zip(some, made, strict=True)}
        memo.keep(results | {key: text for _, documents in made for key, text in documents.items()})
        known |= {key: unpacked(story, Told, None) for key, story in results.items()}
    return {key: told for key in keys if (told := known[key]) is not None}


def recalled(keys: Iterable[Key], memo: Memo) -> list[Told]:
    """The stories that are remembered by `keys`. Raises `Altered` when one is not."""
    wanted = list(keys)
    known = memo.known(wanted)
    return [_recalled(key, known) for key in wanted]


def _recalled(key: Key, known: Mapping[Key, bytes]) -> Told:
    told: Told | None = unpacked(known.get(key), Told, None)
    if told is None:
        raise Altered(key.hex())
    return told


def _beside(places: Register) -> Mapping[str, bytes]:
    """Folder of a bundle → what stands for the files that its text may use."""
    files: dict[str, list[bytes | str]] = {folder: [] for folder in places.bundles}
    for url, source in places.files.items():
        state = b"refused" if source.refused else digest_of(source.content)
        files[places.bundle_of(source.path)] += [url, source.path, state]
    for path in sorted(places.homeless):
        if folder := places.bundle_of(path):
            files[folder].append(path)
    return {folder: digest(*parts) for folder, parts in files.items()}


def _tell(source: Source, company: Company, places: Register, memo: Memo) -> tuple[bytes, dict[Key, bytes]]:
    """The story of a source as data, and its document, where that is not remembered either."""
    from hjemsite.content.reader import document

    key = document_key(source, memo)
    known = memo.known([key]).get(key)
    read = from_data(known, source) if known else document(source)
    return packed(tell(read, key, company, places)), {} if known else {key: packed(read)}


def tell(read: Read, key: Key, company: Company, places: Register) -> Told:
    if read.value is None or not isinstance(read.value.fields, ArticleFields):
        return Checked(None, read.faults)
    made = article(read.value, read.value.fields, key, company, places)
    return Checked(Story(made.value, trace(read.value)), (*read.faults, *made.faults))
