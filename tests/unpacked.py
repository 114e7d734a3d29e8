"""What finished files hold, for tests that search every byte of a site: archives and compressed parts are opened."""

import gzip
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from html import unescape
from urllib.parse import unquote

import brotli

_JSON_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")

_DEPTH = 4
"""Wrappings within each other that are opened."""


def unpacked(data: bytes, name: str = "", depth: int = 0) -> Iterator[bytes]:
    """What the file `name` holds, and what is in it: archives, compressed streams, parts of pictures, JSON as text."""
    yield data
    if depth < _DEPTH:
        for inner, part in _parts(data, name):
            yield inner.encode()
            yield from unpacked(part, inner, depth + 1)


def _parts(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """Name, where it has one, and bytes of each part of a file that is no part as it lies there."""
    if data[:4] == b"PK\3\4":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from ((name, archive.read(name)) for name in archive.namelist())
    elif data[:2] == b"\x1f\x8b":
        yield "", gzip.decompress(data)
    elif name.endswith(".br"):
        yield name.removesuffix(".br"), brotli.decompress(data)
    elif data[:4] == b"wOF2":
        return
    elif data[:1] in (b"{", b"["):
        with suppress(ValueError):
            yield "", json.dumps(json.loads(data), ensure_ascii=False).encode()
    else:
        # Streams of a PDF, and compressed texts of a picture.
        for start in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data):
            with suppress(zlib.error):
                yield "", zlib.decompressobj().decompress(data[start.start() :])


def telling(files: Mapping[str, bytes], signs: Iterable[str]) -> dict[str, list[str]]:
    """Path of each of `files` that holds one of `signs`, in its name or its bytes → those it holds."""
    looked_for = {sign: sign.lower() for sign in signs}
    hits = {}
    for path, data in files.items():
        # The program's own style sheets, scripts and fonts know no article.
        parts = [path.encode(), *(() if path.startswith("assets/") else unpacked(data, path))]
        readings = [text for part in parts for text in _readings(part)]
        if heard := [sign for sign, lower in looked_for.items() if any(lower in text for text in readings)]:
            hits[path] = heard
    return hits


def _readings(data: bytes) -> Iterator[str]:
    """The texts that bytes may be, in small letters, also with the escapes of HTML, of addresses and of JSON undone."""
    try:
        text = data.decode().lower()
    except UnicodeDecodeError:
        yield data.decode("latin-1").lower()
        # Texts in pictures and in PDF begin anywhere.
        yield from (data[start:].decode("utf-16-be", "replace").lower() for start in (0, 1))
        return
    yield text
    yield unescape(unquote(text))
    yield _JSON_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
