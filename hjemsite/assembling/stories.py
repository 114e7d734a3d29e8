"""All articles: each depends on its own text, on who is who, and on the files beside it, and is remembered by them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from posixpath import dirname
from typing import TypeAlias

from msgspec import Struct

from hjemsite import parallel
from hjemsite.assembling.addresses import Register
from hjemsite.assembling.articles import article
from hjemsite.assembling.speakers import Company
from hjemsite.assembling.traces import Trace, trace
from hjemsite.contents import digest, digest_of
from hjemsite.diagnostics import Checked
from hjemsite.memo import Key, Memo, packed, unpacked
from hjemsite.model import Article
from hjemsite.reading.document import document, kind_of
from hjemsite.reading.fields import ArticleFields
from hjemsite.reading.library import Read, document_key, from_data
from hjemsite.reading.sources import Source


class Story(Struct, frozen=True):
    """An article, and what its file says that others must agree with."""

    article: Article
    trace: Trace


Told: TypeAlias = Checked[Story | None]
"""None for a file whose fields cannot be told apart."""


def begin(
    sources: Sequence[Source], company: Company, places: Register, memo: Memo, crew: parallel.Crew
) -> Callable[[], list[Told]]:
    """The stories of `sources`, in two steps: others are at work when it returns; what it returns ends the work."""
    news = [source for source in sources if kind_of(source.path) is ArticleFields]
    beside, around = _beside(places), digest(packed(company))
    keys = [memo.key("story", document_key(one, memo), around, beside.get(dirname(one.path), b"")) for one in news]
    known = memo.known(keys)
    unknown = {key: source for key, source in zip(keys, news, strict=True) if key not in known}
    read = memo.known(document_key(source, memo) for source in unknown.values())
    items = [(source, document_key(source, memo), read.get(document_key(source, memo))) for source in unknown.values()]
    finish = parallel.begin(partial(_tell, company=company, places=places), items, crew)

    def told() -> list[Told]:
        results: dict[Key, bytes] = {}
        for key, (_, body, _), (text, story) in zip(unknown, items, finish(), strict=True):
            results[key] = story
            if text:
                results[body] = text
        memo.keep(results)
        return [_read(known.get(key) or results[key], source) for key, source in zip(keys, news, strict=True)]

    def _read(data: bytes, source: Source) -> Told:
        found: Told | None = unpacked(data, Told, None)
        # Whole, but not ours: somebody else has written it.
        return found or tell(document(source), document_key(source, memo), company, places)

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


def _tell(item: tuple[Source, Key, bytes | None], company: Company, places: Register) -> tuple[bytes, bytes]:
    """The document, unless it was given, and the story that it tells, both as data."""
    source, key, known = item
    read = from_data(known, source) if known else document(source)
    return b"" if known else packed(read), packed(tell(read, key, company, places))


def tell(read: Read, key: Key, company: Company, places: Register) -> Told:
    if read.value is None or not isinstance(read.value.fields, ArticleFields):
        return Checked(None, read.faults)
    made = article(read.value, read.value.fields, key, company, places)
    return Checked(Story(made.value, trace(read.value)), (*read.faults, *made.faults))
