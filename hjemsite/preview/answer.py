"""A response of the preview, before it is sent."""

from dataclasses import dataclass
from http import HTTPStatus

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """A response. `kind` is the media type of `body`. `location` is the target of a redirect; otherwise empty."""

    status: HTTPStatus
    kind: str
    body: bytes
    location: str = ""
    has_own_policy: bool = False
    """Whether the body is the editors' page, which says itself what it may do."""
    cookie: str = ""
    """The field `Set-Cookie`; otherwise empty."""
    etag: str = ""
    """What stands for the bytes of a file of which parts can be had; otherwise empty."""
    content_range: str = ""
    """The field `Content-Range` of a part of a file; otherwise empty."""
