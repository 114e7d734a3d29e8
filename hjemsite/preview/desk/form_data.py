"""What a browser sends of a form: texts and files (multipart/form-data, RFC 7578, as the HTML standard writes it)."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from msgspec import Struct

_BOUNDARY = re.compile(r'multipart/form-data;\s*boundary="?([^\s";,]{1,70})"?', re.IGNORECASE)
_NAME = re.compile(rb'content-disposition:\s*form-data;\s*name="([^"\r\n]*)"(?:;\s*filename="([^"\r\n]*)")?', re.I)


class SentFile(Struct, frozen=True):
    """A file that was chosen in a form; `name` is what it is called on the editor's machine, without its folder."""

    name: str
    data: bytes


class FormData(Struct, frozen=True):
    """`texts` has the last text of each name, `files` the files that were chosen."""

    texts: Mapping[str, str]
    files: Mapping[str, SentFile]


class NotAFormError(ValueError):
    """A body that is no form."""


def form_data(kind: str, body: bytes) -> FormData:
    """The form in a `body` of the media type `kind`. Raises `NotAFormError`."""
    match = _BOUNDARY.match(kind)
    if match is None:
        raise NotAFormError(kind)
    texts: dict[str, str] = {}
    files: dict[str, SentFile] = {}
    for name, file_name, data in _parts(body, match[1].encode("latin-1")):
        if file_name is None:
            texts[name] = data.decode("utf-8", "replace")
        elif file_name or data:
            files[name] = SentFile(re.split(r"[/\\]", file_name)[-1], data)
    return FormData(texts, files)


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[str, str | None, bytes]]:
    """Name, file name and bytes of each part. A file name is None for a text."""
    _, *parts = (b"\r\n" + body).split(b"\r\n--" + boundary)
    if not parts or not parts[-1].startswith(b"--"):
        raise NotAFormError(boundary)
    for part in parts[:-1]:
        head, gap, data = part.partition(b"\r\n\r\n")
        match = _NAME.search(head)
        if not gap or match is None:
            raise NotAFormError(boundary)
        yield _read(match[1]), None if match[2] is None else _read(match[2]), data


def _read(name: bytes) -> str:
    # Quotation marks and line ends are sent as %22, %0D and %0A, and a percent sign as itself.
    return re.sub(r"%(22|0D|0A)", lambda match: unquote(match[0]), name.decode("utf-8", "replace"))
