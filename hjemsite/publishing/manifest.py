"""Which files in the output folder are ours: a list in the folder itself.

What the list does not name is never replaced or deleted. A list that cannot be trusted is worse than none: then
nothing may be touched, and a human must decide. It holds no times, so the same site has the same list.
"""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from hjemsite.cache.blob import DIGEST_BYTES, digest
from hjemsite.cache.filestat import PLAINLY
from hjemsite.system.errors import Refused

MANIFEST = ".hjemsite-manifest.json"
STAGING = ".hjemsite-staging"
"""The folder in which files wait for their turn; what a crash left in it is cleared by the next run."""

GUESTS = frozenset({".git"})
"""What may lie at the root of the output folder beside the site: the folder can be a git worktree that is pushed."""


class Manifest(Struct, frozen=True):
    """Our files (path below the folder → digest) and how many pages the last complete site had.

    Its paths are no orders: they only say which of the files that stand in the folder are ours.
    While the folder is being changed, it is not `finished` and names the files of the old and the new site.
    """

    files: Mapping[str, str]
    pages: int
    finished: bool = True


def staging_name() -> str:
    """The path of a new file in `STAGING`, which no other machine that publishes to the same place chooses.

    It is of chance: the processes of two containers often have the same number.
    """
    return f"{STAGING}/{os.urandom(8).hex()}"


def refusal(folder: Path, reason: str, remedy: str = "Vælg en mappe kun til siden, for eksempel output") -> Refused:
    return Refused(f"Siden kan ikke bygges i »{folder}«, fordi {reason}. {remedy}.")


def manifest_of(digests: Mapping[str, bytes]) -> Manifest:
    """The manifest of a finished site: path of each file → digest of its bytes."""
    size = DIGEST_BYTES
    written = b"".join(digests.values()).hex("\n", size).split("\n") if digests else ()
    return Manifest(dict(zip(digests, written, strict=True)), page_count(digests))


def page_count(places: Iterable[str]) -> int:
    """The number of pages in HTML among `places`, which are paths or addresses."""
    # Joined, as to look at each of a hundred thousand takes long; none holds the end of a line.
    lines = "\n".join((*places, ""))
    return lines.count(".html\n") + lines.count("/\n")


def encoded(manifest: Manifest, files: bytes | None = None) -> bytes:
    """The bytes of a manifest; `files` are its `encoded_files`, where they are at hand."""
    rest = msgspec.json.encode({"finished": manifest.finished, "pages": manifest.pages, "version": 1})
    start = b'{"files": ' + (encoded_files(manifest.files) if files is None else files)
    return start + b", " + msgspec.json.format(rest, indent=0).removeprefix(b"{") + b"\n"


def encoded_files(files: Mapping[str, str]) -> bytes:
    """The files of a manifest as it has them, which takes most of the time to encode it."""
    # Python sorts them: that of msgspec takes seconds for long lists that are sorted but for their end.
    return msgspec.json.format(msgspec.json.encode(dict(sorted(files.items()))), indent=0)


def manifest_digest(folder: Path) -> bytes:
    """The digest of the manifest's bytes in `folder`; empty where it cannot be read. To decode it takes longer."""
    try:
        number = os.open(folder / MANIFEST, os.O_RDONLY | PLAINLY)
        with os.fdopen(number, "rb") as file:
            return digest(file.read())
    except OSError:
        return b""


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest in `folder`, None where there is none. Raises `Refused` when it is not as we write it."""
    path = folder / MANIFEST
    if not os.path.lexists(path):
        return None
    try:
        if path.is_symlink() or not path.is_file():
            raise ValueError(path)
        return _decoded(path.read_bytes())
    except (ValueError, RecursionError) as error:
        reason = f"filen {MANIFEST} i mappen er ødelagt, så det ikke er til at se, hvad hjemsite selv har lavet"
        raise refusal(folder, reason, "Flyt det, du selv har lagt i mappen, slet mappen, og byg igen") from error


def build_number(folder: Path) -> int:
    """When the site in `folder` was last built, in milliseconds since 1970: a later build has a higher number.

    It is the time of the manifest, so that the same site has the same bytes.
    """
    return (folder / MANIFEST).stat().st_mtime_ns // 1_000_000


def touch_manifest(folder: Path) -> None:
    """Note that the site in `folder` was built now, and is the same as before."""
    with suppress(OSError):
        os.utime(folder / MANIFEST)


class _Written(Struct):
    """The manifest as it is written."""

    files: dict[str, str]
    finished: bool
    pages: int
    version: Literal[1]


def _decoded(data: bytes) -> Manifest:
    """The manifest that `encoded` made `data` from. Raises `ValueError` where it was none of this version."""
    written = msgspec.json.decode(data, type=_Written)
    return Manifest(written.files, written.pages, written.finished)
