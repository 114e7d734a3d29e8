"""Captions of imported pictures: the text behind or below a picture becomes its Markdown title.

Only a text with a credit (»Foto: …«) is a caption; other words beside a picture stay text. A picture without a credit
gets `NO_CREDIT` as its title, and the editor is asked for the name.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from hjemsite.content.markdown.picture_credits import split_caption
from hjemsite.content.placeholders import NO_CREDIT
from hjemsite.importer.extract.labels import Role, label_of
from hjemsite.importer.formats.manuscript import Piece
from hjemsite.importer.formats.plain_text import words_of

LONGEST_CAPTION, LONGEST_CREDIT = 400, 100
"""In characters. A longer text is a paragraph that happens to name a photographer."""

_PICTURE = re.compile(r"!\[[^\[\]]*\]\(([^\s()]+)\)")
_UNNAMED = re.compile(rf'!\[[^\[\]]*\]\(([^\s()]+) "{NO_CREDIT}"\)')
_NOT_IN_TITLES = re.compile(r"[\[\]\\*_`<>{}]")
_QUOTED = re.compile(r'"([^"]*)"')


class Block(NamedTuple):
    """A block of Markdown, and its words without markup; the words include those of the caption."""

    words: str
    markdown: str


def with_captions(blocks: Iterable[str]) -> Iterator[Block]:
    """The blocks, each picture with a title: its caption, taken from behind or below it, or `NO_CREDIT`."""
    waiting = list(reversed(list(blocks)))
    while waiting:
        block = waiting.pop()
        picture = _PICTURE.match(block)
        behind = block[picture.end() :] if picture else ""
        if picture and (caption := _caption(behind)):
            yield Block(caption, _titled(picture, caption))
        elif picture and not behind.strip() and (below := _captions_below(waiting)):
            del waiting[-len(below) :]
            words = "\n".join(map(words_of, below))
            yield Block(words, _titled(picture, " ".join(map(_unlabelled, map(words_of, below)))))
        else:
            yield Block(words_of(block), _PICTURE.sub(lambda match: _titled(match, NO_CREDIT), block))


def _captions_below(waiting: Sequence[str]) -> tuple[str, ...]:
    """The blocks that are the caption of the picture above them: one with its credit, or »Billedtekst: …« and one.

    `waiting` has the next block last.
    """
    if waiting and _caption(waiting[-1]):
        return (waiting[-1],)
    if len(waiting) < 2 or not _caption(waiting[-2]) or len(waiting[-1]) > LONGEST_CAPTION:
        return ()
    label = label_of(words_of(waiting[-1]))
    return (waiting[-1], waiting[-2]) if label and label.role is Role.CAPTION else ()


def _unlabelled(words: str) -> str:
    """A caption without »Billedtekst:«."""
    words = " ".join(words.split())
    label = label_of(words)
    return words[label.value :] if label and label.role is Role.CAPTION else words


def _caption(block: str) -> str:
    """The words of `block` in one line if it is a caption with a credit; else empty."""
    if "![" in block or len(block) > 2 * LONGEST_CAPTION:
        return ""
    words = " ".join(words_of(block).split())
    caption, credit = split_caption(words)
    is_short = len(words) <= LONGEST_CAPTION and 0 < len(credit) <= LONGEST_CREDIT
    # »Tekst og foto: …« is the credit of the text too.
    return words if is_short and not caption.casefold().endswith((" og", "/", "&", "tekst")) else ""


def _titled(picture: re.Match[str], title: str) -> str:
    title = " ".join(_NOT_IN_TITLES.sub("", title).split())
    title = _QUOTED.sub(r"“\1”", title).replace('"', "”")
    return f'{picture[0][:-1]} "{title}")'


def pictures_without_credit(pieces: Iterable[Piece]) -> Iterator[str]:
    """For each picture with the title `NO_CREDIT`, a Danish sentence that asks for the name."""
    for piece in pieces:
        for name in _UNNAMED.findall(piece.markdown):
            yield f"skriv, hvem der har taget billedet {name}"
