"""All pictures of a site, processed. Each is processed once, for the cache keeps the outcome under the picture's bytes.

The process that makes a finished file writes it, for together they may be larger than a machine's memory.
"""

from collections.abc import Mapping
from functools import partial
from posixpath import splitext
from types import MappingProxyType

from msgspec import Struct

from hjemsite.cache.blob import Blob, digest_of, read, size_of
from hjemsite.cache.cache import Cache, Key
from hjemsite.cache.encoding import decode, encode
from hjemsite.cache.finished_files import FinishedFiles, MadeFile
from hjemsite.filetypes import CAPTIONS, PICTURES, RECORDINGS
from hjemsite.images.renditions import ProcessedImage, Refusal, Rendition, rendition_url, share_url
from hjemsite.system.workers import Workers, map_in_batches
from hjemsite.urls import Url

_NONE: Mapping[Url, tuple[int, int]] = MappingProxyType({})

_RECORDINGS = frozenset((*RECORDINGS, *CAPTIONS))

_BATCH = 32
"""Pictures that are processed before their files go into the cache, so that a build that is stopped loses few."""


class _Job(Struct, frozen=True):
    """A picture, the ending of its file, and the point that must be seen of it."""

    content: Blob
    ending: str
    focus: tuple[int, int] | None = None

    def key(self, cache: Cache) -> Key:
        """The key of its outcome."""
        return cache.key("picture", self.ending, digest_of(self.content), *map(str, self.focus or ()))


class _Outcome(Struct, frozen=True):
    """The result of a picture: one of the two. Neither stands for an entry that cannot be read."""

    processed: ProcessedImage | None = None
    refusal: Refusal | None = None

    @property
    def files(self) -> tuple[Rendition, ...]:
        return self.processed.files if self.processed else ()


class ImageSet(Struct, frozen=True):
    """The pictures of a site by the address of the original: those that are shown, and those that cannot be used.

    `contents`: digest → the bytes of each finished file.
    """

    processed: Mapping[Url, ProcessedImage]
    refused: Mapping[Url, Refusal]
    contents: Mapping[bytes, Blob]
    recordings: Mapping[Url, Blob] = {}
    """Sound, films and captions, which press kits hold beside the pictures, as they are."""

    @property
    def findings(self) -> dict[Url, Refusal]:
        """Everything that is wrong with pictures: why some were refused, and flaws of those that are shown."""
        flaws = {url: picture.flaw for url, picture in self.processed.items() if picture.flaw is not None}
        return {**self.refused, **flaws}

    def files(self, used: Mapping[Url, Blob]) -> dict[Url, Blob]:
        """The files that are published for those that are `used`: of a picture its finished files, else the file."""
        files: dict[Url, Blob] = {}
        for url, content in used.items():
            if (picture := self.processed.get(url)) is not None:
                files[url] = self.contents[picture.original.digest]
                for rendition in picture.renditions:
                    files[rendition_url(url, picture.name, rendition)] = self.contents[rendition.digest]
                if picture.share is not None:
                    files[share_url(url, picture.name)] = self.contents[picture.share.digest]
            elif not _is_picture(url):
                files[url] = content
        return files


def image_set(
    files: Mapping[Url, Blob],
    cache: Cache,
    workers: Workers,
    focal_points: Mapping[Url, tuple[int, int]] = _NONE,
) -> ImageSet:
    """The pictures among `files`, processed by `workers`. An empty file is no picture.

    `focal_points` are in percent from the left and from above.
    """
    work = {
        url: _Job(content, _ending(url), focal_points.get(url))
        for url, content in files.items()
        if _is_picture(url) and size_of(content)
    }
    by_key = {job.key(cache): job for job in work.values()}
    outcomes = {key: decode(data, _Outcome, _Outcome()) for key, data in cache.get_many(by_key).items()}
    unknown = [key for key in by_key if outcomes.get(key, _Outcome()) == _Outcome()]
    for keys, results in map_in_batches(
        lambda key: _make(by_key[key], cache.files), unknown, workers, _BATCH, min_cost_per_process=1
    ):
        for key, (outcome, files_of_picture) in zip(keys, results, strict=True):
            outcomes[key] = outcome
            for file in files_of_picture:
                cache.files.take(file)
            cache.put_many({key: encode(outcome)})
    contents: dict[bytes, Blob] = {}
    pictures: dict[Url, ProcessedImage] = {}
    refused: dict[Url, Refusal] = {}
    for url, job in work.items():
        outcome = outcomes[job.key(cache)]
        if outcome.refusal is not None:
            refused[url] = outcome.refusal
        elif outcome.processed is not None:
            pictures[url] = outcome.processed
        for rendition in outcome.files:
            contents[rendition.digest] = cache.files.blob(
                rendition.digest, rendition.length, partial(_made_again, job, cache.files)
            )
    recordings = {url: content for url, content in files.items() if _ending(url) in _RECORDINGS}
    return ImageSet(pictures, refused, contents, recordings)


def _ending(url: Url) -> str:
    return splitext(url)[1]


def _is_picture(url: Url) -> bool:
    return _ending(url) in PICTURES


def _make(job: _Job, files: FinishedFiles) -> tuple[_Outcome, tuple[MadeFile, ...]]:
    # Pillow is loaded only when there is a picture that nobody has seen before.
    from hjemsite.images.process import process_image

    result, data = process_image(read(job.content), job.ending, job.focus)
    outcome = _Outcome(processed=result) if isinstance(result, ProcessedImage) else _Outcome(refusal=result)
    return outcome, tuple(map(files.put, data))


def _made_again(job: _Job, files: FinishedFiles) -> tuple[MadeFile, ...]:
    return _make(job, files)[1]
