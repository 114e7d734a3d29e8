"""What the words of a leaf consist of, and how its tokens become the children of an element."""

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement

from hjemsite.content.markdown.commonmark.blocks.blocks_model import Range
from hjemsite.content.markdown.commonmark.inlines.delimiter_runs import DelimiterRun
from hjemsite.limits import EMPHASIS_DEPTH

OFFSETS = "hjemsite-offsets"
"""The attribute that tells where in the body an element is written, as `start-end`."""


class LinkStart:
    """From here on the tokens are the words of the link `element`."""

    __slots__ = ("element",)

    def __init__(self, element: Element) -> None:
        self.element = element


class LinkEnd:
    """Here the words of a link end."""

    __slots__ = ()


Token = str | Element | DelimiterRun | LinkStart | LinkEnd


def taken_range(element: Element, attribute: str = OFFSETS) -> Range | None:
    """Where in the body an element is written; from now on the element does not tell it any more."""
    offsets = element.attrib.pop(attribute, None)
    if offsets is None:
        return None
    start, _, end = offsets.partition("-")
    return int(start), int(end)


def escaped(text: str) -> str:
    """`text` as a tree holds it."""
    return text.replace("&", "&amp;") if "&" in text else text


def link_to(address: str, shown: str, offsets: str) -> Element:
    """A link whose words are its address, `shown`, written at `offsets`."""
    link = Element("a", {"href": escaped(address), OFFSETS: offsets})
    link.text = escaped(shown)
    return link


def fill(root: Element, tokens: Iterable[Token]) -> None:
    """Put what `tokens` say behind what `root` already holds."""
    path = [root]
    words: list[str] = []
    for token in tokens:
        if isinstance(token, str):
            words.append(token)
            continue
        if isinstance(token, DelimiterRun):
            _fill_run(path, words, token)
            continue
        _add_text(path[-1], words)
        if isinstance(token, Element):
            path[-1].append(token)
        elif isinstance(token, LinkStart):
            path[-1].append(token.element)
            path.append(token.element)
        else:
            path.pop()
    _add_text(root, words)


def _fill_run(path: list[Element], words: list[str], run: DelimiterRun) -> None:
    for _ in run.closes:
        _add_text(path[-1], words)
        path.pop()
    if run.count:
        words.append(run.sign * run.count)
    for tag in reversed(run.opens):
        _add_text(path[-1], words)
        path.append(SubElement(path[-1], tag) if len(path) <= EMPHASIS_DEPTH else path[-1])


def _add_text(parent: Element, words: list[str]) -> None:
    """Put `words` behind what `parent` holds, and forget them."""
    if not words:
        return
    text = "".join(words)
    words.clear()
    if len(parent):
        parent[-1].tail = f"{parent[-1].tail or ''}{text}"
    else:
        parent.text = f"{parent.text or ''}{text}"


def alt_text(tokens: Sequence[Token]) -> str:
    """The words of `tokens` alone, for those who do not see the picture."""
    words = []
    for token in tokens:
        if isinstance(token, str):
            words.append(token)
        elif isinstance(token, DelimiterRun):
            words.append(token.sign * token.count)
        elif isinstance(token, Element):
            shown = "\n" if token.tag == "br" else "".join(token.itertext())
            words.append(token.get("alt", "") if token.tag == "img" else shown)
    return "".join(words)
