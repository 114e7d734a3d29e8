"""The words below a picture become its title, where our pages have a place for them and for who made it.

Only what names somebody is taken for a caption: other words beside a picture are text. A picture that nobody is named
for says so, and its editor is told.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hjemsite.content.markdown.picture_credits import split_caption
from hjemsite.importer.formats.manuscript import Piece
from hjemsite.importer.formats.plain_text import words_of

NOBODY = "Foto: ikke oplyst endnu"

LONGEST_CAPTION, LONGEST_CREDIT = 400, 100
"""In characters; whatever is longer is a paragraph in which somebody happens to be named."""

_PICTURE = re.compile(r"!\[[^\[\]]*\]\(([^\s()]+)\)")
_UNNAMED = re.compile(rf'!\[[^\[\]]*\]\(([^\s()]+) "{NOBODY}"\)')
_NOT_IN_TITLES = re.compile(r"[\[\]\\*_`<>{}]")
_QUOTED = re.compile(r'"([^"]*)"')


class Block(NamedTuple):
    """A block of Markdown, and the words that it says; those of a caption too."""

    words: str
    markdown: str


def captioned(blocks: Iterable[str]) -> Iterator[Block]:
    """The blocks, with a title for each picture: the caption behind or below it, or that nobody is named."""
    waiting = list(reversed(list(blocks)))
    while waiting:
        block = waiting.pop()
        picture = _PICTURE.match(block)
        behind = block[picture.end() :] if picture else ""
        if picture and (caption := _caption(behind)):
            yield Block(caption, _titled(picture, caption))
        elif picture and not behind.strip() and waiting and (caption := _caption(waiting[-1])):
            waiting.pop()
            yield Block(caption, _titled(picture, caption))
        else:
            yield Block(words_of(block), _PICTURE.sub(lambda found: _titled(found, NOBODY), block))


def _caption(block: str) -> str:
    """What a block says, if it is a caption with its credit; of one that is none, nothing."""
    if "![" in block or len(block) > 2 * LONGEST_CAPTION:
        return ""
    said = " ".join(words_of(block).split())
    caption, credit = split_caption(said)
    is_short = len(said) <= LONGEST_CAPTION and 0 < len(credit) <= LONGEST_CREDIT
    # »Tekst og foto: …« is the credit of the text too.
    return said if is_short and not caption.casefold().endswith((" og", "/", "&", "tekst")) else ""


def _titled(picture: re.Match[str], title: str) -> str:
    title = " ".join(_NOT_IN_TITLES.sub("", title).split())
    title = _QUOTED.sub(r"“\1”", title).replace('"', "”")
    return f'{picture[0][:-1]} "{title}")'


def unnamed(pieces: Iterable[Piece]) -> Iterator[str]:
    """For each picture that nobody is named for, what the editor must do."""
    for piece in pieces:
        for name in _UNNAMED.findall(piece.markdown):
            yield f"skriv, hvem der har taget billedet {name}"
