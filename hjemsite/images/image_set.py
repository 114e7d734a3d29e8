"""All pictures of a site, developed: each once, for what became of it is remembered by its bytes.

Where there is a memory, the files stay in it until they are written, for together they are larger than a machine
can hold.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from posixpath import splitext

from msgspec import Struct

from hjemsite.cache.blob import Content, Kept, bytes_of, digest_of, size_of
from hjemsite.cache.cache import Key, Memo, packed, unpacked
from hjemsite.filetypes import PICTURES
from hjemsite.images.renditions import Developed, Refusal, Rendition, rendition_url
from hjemsite.system.workers import Crew, in_turns
from hjemsite.urls import Url

_AT_ONCE = 32
"""After so many, what is done is kept, in case the build is stopped."""


class _Job(Struct, frozen=True):
    """A picture and the ending of its file."""

    content: Content
    ending: str


class _Outcome(Struct, frozen=True):
    """What became of a picture: one of the two."""

    developed: Developed | None = None
    refusal: Refusal | None = None

    @property
    def files(self) -> tuple[Rendition, ...]:
        return (self.developed.original, *self.developed.renditions) if self.developed else ()


class Album(Struct, frozen=True):
    """`pictures`: address of the original → what became of it. `refused` are those that cannot be used."""

    pictures: Mapping[Url, Developed]
    refused: Mapping[Url, Refusal]
    contents: Mapping[bytes, Content]
    """By digest."""

    def files(self, used: Mapping[Url, Content]) -> dict[Url, Content]:
        """What is published of the files that are `used`: of a picture what was developed, of others all."""
        files: dict[Url, Content] = {}
        for url, content in used.items():
            if (picture := self.pictures.get(url)) is not None:
                files[url] = self.contents[picture.original.digest]
                for one in picture.renditions:
                    files[rendition_url(url, picture.name, one)] = self.contents[one.digest]
            elif not _is_picture(url):
                files[url] = content
        return files


def album(files: Mapping[Url, Content], memo: Memo, crew: Crew) -> Album:
    """The pictures among `files`, developed by `crew`. A file without content is none."""
    work = {url: _Job(content, _ending(url)) for url, content in files.items() if _is_picture(url) and size_of(content)}
    by_key = {memo.key("picture", job.ending, digest_of(job.content)): job for job in work.values()}
    outcomes = {key: unpacked(data, _Outcome, _Outcome()) for key, data in memo.known(by_key).items()}
    contents: dict[bytes, Content] = {}
    unknown = [key for key in by_key if outcomes.get(key, _Outcome()) == _Outcome()]
    for some, made in in_turns(lambda key: _make(by_key[key]), unknown, crew, _AT_ONCE, worthwhile=1):
        for key, (outcome, data) in zip(some, made, strict=True):
            outcomes[key] = outcome
            memo.keep({key: packed(outcome)} | _entries(outcome, data, memo))
            if not memo.remembers:
                contents |= dict(zip((one.digest for one in outcome.files), data, strict=True))
    pictures: dict[Url, Developed] = {}
    refused: dict[Url, Refusal] = {}
    for url, job in work.items():
        outcome = outcomes[memo.key("picture", job.ending, digest_of(job.content))]
        if outcome.refusal is not None:
            refused[url] = outcome.refusal
        elif outcome.developed is not None:
            pictures[url] = outcome.developed
        for one in outcome.files:
            contents.setdefault(one.digest, Kept(one.digest, one.length, partial(_fetch, one, job, memo)))
    return Album(pictures, refused, contents)


def _ending(url: Url) -> str:
    return splitext(url)[1]


def _is_picture(url: Url) -> bool:
    return _ending(url) in PICTURES


def _make(job: _Job) -> tuple[_Outcome, tuple[bytes, ...]]:
    # Pillow is loaded only when there is a picture that nobody has seen before.
    from hjemsite.images.process import develop

    found, data = develop(bytes_of(job.content), job.ending)
    return (_Outcome(developed=found) if isinstance(found, Developed) else _Outcome(refusal=found)), data


def _entries(outcome: _Outcome, data: Iterable[bytes], memo: Memo) -> dict[Key, bytes]:
    return {memo.key("rendition", one.digest): found for one, found in zip(outcome.files, data, strict=True)}


def _fetch(wanted: Rendition, job: _Job, memo: Memo) -> bytes:
    """The bytes of a rendition: from the memory, or where it has forgotten them, developed once more."""
    key = memo.key("rendition", wanted.digest)
    found = memo.known([key]).get(key)
    if found is None:
        entries = _entries(*_make(job), memo)
        memo.keep(entries)
        found = entries[key]
    return found
