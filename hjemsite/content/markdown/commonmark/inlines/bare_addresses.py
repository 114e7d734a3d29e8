"""Web and mail addresses without angles around them (GitHub's extended autolinks).

An address ends before the punctuation of its sentence, and before a Danish quotation mark. One with a letter right
before it is none: `søren@…` is no address for »ren@…«.
"""

import re

from hjemsite.danish.word_patterns import lazy_pattern

_BEFORE_WWW = r"\s*_~(\[:,;\"'»«“”„‘’"
WEB = (
    r"(?:(?<![^\W_][hH])(?<=[hH])[tT][tT][pP][sS]?://"
    rf"|(?<![^{_BEFORE_WWW}][wW])(?<=[wW])[wW][wW]\.)[^\s<]+"
)
"""What comes behind the first letter of a web address."""

MAIL = (
    r"(?<![^\W_])(?<![.+/@-])(?:mailto:)?[A-Za-z0-9][A-Za-z0-9.+_-]*"
    r"@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]*[A-Za-z0-9])+(?![\w@-])"
)

_HOST = lazy_pattern(r"(?:https?://|(?=www\.))(?P<host>(?:[^\W_][\w-]*\.)*[^\W_][\w-]*)", re.IGNORECASE)
_NO_END = frozenset("?!.,:*_~'\"»«“”„’‘")
_ENTITY_AT_END = lazy_pattern(r"&[A-Za-z0-9]{1,31};\Z")


def web_address(text: str) -> str:
    """The address that `text` begins with, which holds no white space; empty where that is none.

    >>> web_address("https://lindeby.example/havn."), web_address("www.lindeby.example).")
    ('https://lindeby.example/havn', 'www.lindeby.example')
    """
    host = _HOST.match(text)
    if host is None or not _is_host(host["host"], text[:4].lower() == "www."):
        return ""
    end, opening, closing = len(text), text.count("("), text.count(")")
    while end > host.end():
        if text[end - 1] == ";":
            entity = _ENTITY_AT_END.search(text, max(end - 33, 0), end)
            end = entity.start() if entity else end - 1
        elif text[end - 1] == ")" and closing > opening:
            end, closing = end - 1, closing - 1
        elif text[end - 1] in _NO_END:
            end -= 1
        else:
            break
    return text[:end]


def _is_host(host: str, needs_dot: bool) -> bool:
    """Whether a host can be in an address: its last two parts have no underscore; after www there are two."""
    parts = host.split(".")
    return not any("_" in part for part in parts[-2:]) and (len(parts) > 1 or not needs_dot)
