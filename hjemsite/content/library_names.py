"""How a text names a picture of the library: in its fields and in its body alike, from any depth of folders."""

from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.urls import LIBRARY

_IN_LIBRARY = lazy_pattern(r"/?(?:\.\./)*(?:content/)?billeder/(?=.)")
"""How a text of any depth, and the editors' program, write the folder of the library."""


def library_name(text: str) -> str:
    """The path of the picture of the library that `text` names; empty where it names none.

    >>> library_name("billeder/hus.jpg"), library_name("../../billeder/hus.jpg"), library_name("./billeder/hus.jpg")
    ('content/billeder/hus.jpg', 'content/billeder/hus.jpg', '')
    """
    folder = _IN_LIBRARY.match(text)
    return f"{LIBRARY}{text[folder.end() :]}" if folder else ""
