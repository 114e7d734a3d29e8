"""Fetching a web address: the response, whatever its status, within a time limit and a size limit."""

import socket
import ssl
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from http.client import HTTPException
from typing import IO, Any, NamedTuple
from urllib.error import HTTPError
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    UnknownHandler,
)


class Response(NamedTuple):
    """A response. `headers` has lower-case names. `body` is cut off at the size limit of the request.

    `address` is where it comes from, after all redirects.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    address: str


def fetch(address: str, max_bytes: int, seconds: float) -> Response:
    """Fetch an address, following redirects. Raises `OSError` when no response arrives in time."""
    opener = OpenerDirector()
    # Python's own choice can read files, too, and a site may send whoever asks on to another address.
    for handler in (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPRedirectHandler, HTTPErrorProcessor,
                    HTTPDefaultErrorHandler, UnknownHandler):  # fmt: skip
        opener.add_handler(handler())
    end = time.monotonic() + seconds
    try:
        with opener.open(address, timeout=seconds) as answer:
            return Response(answer.status, _lower(answer.headers), _read(answer, max_bytes, end), answer.url)
    except HTTPError as error:
        with error:
            return Response(error.code, _lower(error.headers), _read(error, max_bytes, end), error.url)
    except HTTPException as error:
        raise ConnectionError(str(error)) from error


def certificate_end(host: str, port: int, seconds: float) -> datetime:
    """When the certificate of a server ends. Raises `OSError`, where browsers do not accept it one of `ssl`."""
    with (
        socket.create_connection((host, port), seconds) as connection,
        ssl.create_default_context().wrap_socket(connection, server_hostname=host) as secured,
    ):
        certificate = secured.getpeercert()
    assert certificate, "a certificate that was verified"
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(certificate["notAfter"])), UTC)


def _lower(headers: Any) -> Mapping[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _read(answer: IO[bytes], max_bytes: int, end: float) -> bytes:
    data = b""
    while len(data) < max_bytes and (piece := answer.read1(max_bytes)):  # type: ignore[attr-defined]  # both kinds have it
        data += piece
        if time.monotonic() > end:
            raise TimeoutError
    return data[:max_bytes]
