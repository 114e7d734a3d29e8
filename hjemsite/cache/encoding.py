"""Values as data, in MessagePack: what is kept between builds and handed from one process to another."""

from functools import cache
from typing import Any, TypeVar

import msgspec

A = TypeVar("A")


def encode(value: object) -> bytes:
    """A value as data; the same value gives the same bytes, unless it holds a set."""
    return _ENCODER.encode(value)


def decode(data: bytes | memoryview | None, type_: Any, otherwise: A) -> A:
    """The value of type `type_` that `encode` made `data` from; `otherwise` where there is none."""
    try:
        value: A = otherwise if data is None else _decoder(type_).decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, OverflowError):
        # Whole, but not ours: somebody else has written it. Its names may be no text, its lists too deep, and its times
        # beyond the calendar.
        return otherwise
    return value


def _plain(value: object) -> str:
    """`Html` is encoded as the string that it is."""
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"no data: {type(value)}")


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_plain)


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)
