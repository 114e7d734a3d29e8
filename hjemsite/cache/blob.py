"""The content of a file: bytes in memory, or bytes on disk that are read when they are needed.

A site of ten thousand articles is far larger than what one build of it changes, so the rest stays on disk.
"""

import hashlib
from collections.abc import Callable
from typing import TypeAlias

from msgspec import Struct


class LazyBytes(Struct, frozen=True, eq=False):
    """Bytes that are known by their digest and can be fetched.

    `fetch` raises `ContentChanged` when the bytes are others now. `link` gives the file that holds them a second name,
    a path, and tells whether it could; None where there is no such file.
    """

    digest: bytes
    size: int
    fetch: Callable[[], bytes]
    link: "Callable[[LazyBytes, str], bool] | None" = None

    def __eq__(self, other: object) -> bool:
        """Whether the bytes are the same."""
        return isinstance(other, LazyBytes) and (self.digest, self.size) == (other.digest, other.size)

    def __hash__(self) -> int:
        return hash(self.digest)


Blob: TypeAlias = bytes | LazyBytes


class ContentChanged(Exception):  # noqa: N818 - no mistake in the program: somebody saved a file while a build read it
    """A file was changed after a build had looked at it; `args[0]` is its path."""


DIGEST_BYTES = 16


def digest(*parts: bytes | str) -> bytes:
    """16 bytes that stand for `parts` and their order.

    >>> digest("ab", "c") == digest("a", "bc")
    False
    """
    pieces: list[bytes] = []
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        # The length tells where a part ends.
        pieces += (b"%d:" % len(data), data)
    return hashlib.blake2b(b"".join(pieces), digest_size=DIGEST_BYTES).digest()


def digest_of(content: Blob) -> bytes:
    return content.digest if isinstance(content, LazyBytes) else digest(content)


def read(content: Blob) -> bytes:
    return content.fetch() if isinstance(content, LazyBytes) else content


def size_of(content: Blob) -> int:
    return content.size if isinstance(content, LazyBytes) else len(content)


def link(content: Blob, path: str) -> bool:
    """Make `path` a second name of the file that holds `content`; False where that cannot be done."""
    return isinstance(content, LazyBytes) and content.link is not None and content.link(content, path)
