"""The straight way through Python-Markdown for what most texts consist of: plain paragraphs, emphasis and links.

Each shortcut takes only what it can tell to mean one thing, and leaves everything else to the library.
So the tree is the library's own to the letter, at a third of the cost.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import ParagraphProcessor, UListProcessor
from markdown.util import AtomicString

_START = "[^\\W\\d_»«“”„\"'’(]"
_PLAIN = re.compile(rf"(?:{_START}[^\n|]*+(?:\n|\Z))++")
_FLAT = re.compile(rf"(?:-[ ]+{_START}[^\n|]*+(?:\n(?!\Z)|\Z))++")

# What stands around the words may not be a further sign, and what stands inside may not be any. Each piece begins
# with its sign and looks back only then: so the machine can skip from sign to sign.
_WORDS = r"[^\s*_`\\<\[](?:[^\n*_`\\<\[]*[^\s*_`\\<\[])?"
_STRONG = rf"\*(?<!\*\*)\*(?P<strong>{_WORDS})\*\*(?!\*)"
_EMPHASIS = rf"\*(?<!\*\*)(?P<em>{_WORDS})\*(?!\*)"
_LINK = (
    r"\[(?<!!\[)(?P<words>[^\n*_`\\<\[\]!]+)\]"
    r"\((?P<target>\x04[0-9]+\x05[^\s()<>\"'`\\\[\]]++)(?:[ ]\"(?P<title>[^\n\"'()`\\<\[\]]*)\")?\)"
)
_ADDRESS = r"<\x04(?P<place>[0-9]+)\x05(?P<address>https?://[^\s<>&`\\\[\]]++)>"
_PIECE = re.compile(f"{_STRONG}|{_EMPHASIS}|{_LINK}|{_ADDRESS}")
_SIGN = re.compile(r"[\\`*_\[<]|  \n")


class PlainParagraph(ParagraphProcessor):
    """A block in which each line begins with a letter and has no pipe can be nothing but a paragraph."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002  # the library's signature
        return bool(_PLAIN.fullmatch(block))


class FlatList(UListProcessor):
    """A block of lines that each begin with the same bullet and a letter, after no other list, is a list of texts."""

    def test(self, parent: Element, block: str) -> bool:
        return bool(_FLAT.fullmatch(block)) and not (len(parent) and parent[-1].tag in self.SIBLING_TAGS)

    def run(self, parent: Element, blocks: list[str]) -> None:
        made = SubElement(parent, "ul")
        for line in blocks.pop(0).split("\n"):
            SubElement(made, "li").text = line[1:].lstrip(" ")


def inline(root: Element) -> bool:
    """Give the elements of `root` the emphasis and links of their texts; whether that was all there was to do."""
    done = True
    for element in list(root.iter()):
        text = element.text
        if text and _SIGN.search(text) and not isinstance(text, AtomicString):
            done = _inline(element, text) and done
        done = done and not (element.tail and _SIGN.search(element.tail))
    return done


def _inline(element: Element, text: str) -> bool:
    pieces = list(_PIECE.finditer(text))
    edges = [0, *(edge for piece in pieces for edge in piece.span()), len(text)]
    between = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    if _SIGN.search("\0".join(between)):
        return False
    element.text = between[0]
    made = list(map(_made, pieces))
    for child, tail in zip(made, between[1:], strict=True):
        child.tail = tail
    element[:0] = made
    return True


def _made(piece: re.Match[str]) -> Element:
    if piece["address"]:
        return link_to(piece["address"], piece["address"], int(piece["place"]) + 1)
    if piece["target"] is None:
        made = Element("em" if piece["strong"] is None else "strong")
        made.text = piece["em"] or piece["strong"]
        return made
    made = Element("a", {"href": piece["target"]})
    made.text = piece["words"]
    if piece["title"] is not None:
        made.set("title", piece["title"].strip())
    return made


def link_to(address: str, shown: str, place: int | None) -> Element:
    """A link whose words are its address, `shown`; a mark tells the place of the address in the body."""
    link = Element("a", {"href": f"\x04{place}\x05{address}" if place else address})
    link.text = AtomicString(shown.replace("&", "&amp;"))
    return link
