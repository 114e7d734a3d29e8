"""Parts of a file, as browsers ask for them when somebody winds a film forwards (RFC 9110, section 14).

One range is answered; whoever asks for several at once gets the whole file, as the standard allows.
"""

import re
from dataclasses import replace
from http import HTTPStatus

from hjemsite.preview.answer import Answer
from hjemsite.preview.request import Request

_RANGE = re.compile(r"bytes=[ \t]*([0-9]{0,15})-([0-9]{0,15})[ \t]*", re.I)


def ranged(whole: Answer, asked: Request) -> Answer:
    """The part of the file `whole` that `asked` wants, or the whole file where it wants no part of these very bytes.

    >>> film = Answer(HTTPStatus.OK, "video/mp4", b"0123456789", etag='"a"')
    >>> part = ranged(film, Request("GET", "/film.mp4", "", range="bytes=2-4"))
    >>> part.status.value, part.content_range, part.body
    (206, 'bytes 2-4/10', b'234')
    """
    match = _RANGE.fullmatch(asked.range)
    if match is None or not whole.etag or asked.method != "GET" or asked.if_range not in ("", whole.etag):
        return whole
    size, (first, last) = len(whole.body), match.groups()
    if not first and not last:
        return whole
    if first and last and int(last) < int(first):
        return whole
    start = int(first) if first else max(size - int(last), 0)
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end:
        status = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        return replace(whole, status=status, body=b"", content_range=f"bytes */{size}")
    body, content_range = whole.body[start : end + 1], f"bytes {start}-{end}/{size}"
    return replace(whole, status=HTTPStatus.PARTIAL_CONTENT, body=body, content_range=content_range)
