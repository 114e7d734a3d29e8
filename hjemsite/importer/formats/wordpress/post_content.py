"""The text of a WordPress post as HTML: blocks, shortcodes and fields that only WordPress can show are written out.

What cannot be written out is taken out and named, so that the editor can decide.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from hjemsite.importer.formats.wordpress.wordpress_xml import Item
from hjemsite.limits import BLOCK_TEXTS, JSON_DEPTH, WORDPRESS_REUSES

_SHORTCODE = re.compile(r"\[(/?)([a-z][a-z0-9_-]*)((?:\s[^\[\]]*)?)/?\]")
_KNOWN_CODES = frozenset("audio caption contact-form-7 embed gallery playlist video wp_caption".split())
_CODE_STARTS = ("vc_", "et_pb_", "fusion_", "av_")
_FRAMES = re.compile(r"<(iframe|video|audio|object|embed|form|script)\b([^<>]*)>(?:.*?</\1\s*>)?", re.S | re.I)
_SOURCE = re.compile(r"""(?:src|data|action)\s*=\s*["']([^"']*)""", re.I)
_EMBED = re.compile(r"^[ \t]*(https?://[^\s<>\"]+)[ \t]*$", re.M)
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.S)
_BLOCK_COMMENT = re.compile(r"<!--\s*wp:([a-z][a-z0-9/_-]*)\s*(\{(?:(?!-->|<!--).)*?\})?\s*/-->", re.S)
"""A block without content of its own: WordPress makes it when it shows the post."""
_GALLERY = re.compile(r"<!-- wp:gallery\b")
_FILE_BUTTON = re.compile(r"<a\b[^<>]*\bwp-block-file__button\b[^<>]*>(?:(?!<a\b).)*?</a>", re.S)
_NOTE_MARK = re.compile(r"<sup\b[^<>]*\bdata-fn=[\"']([^\"'<>]+)[\"'][^<>]*>(?:(?!<sup\b).)*?</sup>", re.S)
_VERSE = re.compile(r"<pre\b[^<>]*>((?:(?!<pre\b).)*?)</pre>", re.S | re.I)
_PARAGRAPH_START = re.compile(r"\s*</?(?:p|h[1-6]|ul|ol|li|blockquote|table|div|figure|pre|hr|section|article)\b", re.I)
_SILENT = frozenset(
    "more nextpage spacer separator footnotes post-title post-date post-author post-featured-image".split()
)
"""Blocks without words, or whose words stand elsewhere."""
_BUILDER_TEXTS = frozenset("title editor text description content caption html heading subtitle quote name".split())


@dataclass(slots=True)
class PostContent:
    """Reads the content of the posts of one export. `reusable` are blocks by their number."""

    reusable: Mapping[str, Item]
    unfinished: list[str] = field(default_factory=list)

    def html(self, item: Item) -> str:
        """The content of a post as HTML, paragraph by paragraph, with its notes below."""
        html = item.texts.get("content:encoded", "")
        if not _has_words(html):
            html = self._from_builder(item)
        html = self._blocks(html, ())
        html = self._plain(_FILE_BUTTON.sub("", html))
        return self._notes(html, item.meta.get("footnotes", ""))

    def _blocks(self, html: str, outer: tuple[str, ...]) -> str:
        """Blocks without content of their own, each with what it shows. `outer` are the reused blocks it stands in."""

        def block(match: re.Match[str]) -> str:
            name, settings = match[1], _object(match[2] or "")
            if name == "block":
                return self._reused(str(settings.get("ref", "")), outer)
            words = list(_words_in(settings.get("data")))[:BLOCK_TEXTS] if name.count("/") else []
            if words:
                self.unfinished.append(f"blokken {name[:60]} er skrevet som afsnit; se, hvor den hører til")
                return "".join(f"\n\n<p>{escape(text)}</p>\n\n" for text in words)
            if name.removeprefix("core/") not in _SILENT:
                self.unfinished.append(f"blokken {name[:60]} fra WordPress er taget ud")
            return ""

        return _BLOCK_COMMENT.sub(block, html)

    def _reused(self, number: str, outer: tuple[str, ...]) -> str:
        item = self.reusable.get(number)
        if number in outer:
            return ""
        if item is None or len(outer) >= WORDPRESS_REUSES:
            self.unfinished.append(f"den genbrugte blok nr. {number[:20]} er ikke med i eksporten; find dens tekst")
            return ""
        return f"\n\n{self._blocks(item.texts.get('content:encoded', ''), (*outer, number))}\n\n"

    def _plain(self, html: str) -> str:
        """HTML without comments, shortcodes and frames, and a task for each that was taken out."""
        if _GALLERY.search(html):
            self.unfinished.append("teksten havde et galleri; billederne står nu under hinanden")
        html = _COMMENT.sub("", html)

        def code(match: re.Match[str]) -> str:
            name, settings = match[2], match[3].strip()
            closed = f"[/{name}]" in html
            if not (name in _KNOWN_CODES or name.startswith(_CODE_STARTS) or closed or "=" in settings):
                return match[0]
            if not match[1] and "caption" not in name:
                self.unfinished.append(f"koden {match[0][:120]} fra WordPress er taget ud")
            return ""

        def frame(match: re.Match[str]) -> str:
            source = _SOURCE.search(match[0])
            what = f"<{match[1].lower()}>" + (f" med {source[1][:200]}" if source else "")
            self.unfinished.append(f"indlejret indhold er taget ud: {what}")
            return ""

        def embed(match: re.Match[str]) -> str:
            self.unfinished.append(f"indlejret indhold er nu et link: {match[1][:200]}")
            return f'<p><a href="{match[1]}">{match[1]}</a></p>'

        return paragraphs(_EMBED.sub(embed, _SHORTCODE.sub(code, _FRAMES.sub(frame, html))))

    def _notes(self, html: str, stored: str) -> str:
        """HTML whose references to notes lead to the notes, which stand below."""
        notes = {str(note.get("id")): str(note.get("content")) for note in _list(stored) if isinstance(note, dict)}
        numbers: dict[str, int] = {}

        def reference(match: re.Match[str]) -> str:
            if match[1] not in notes:
                self.unfinished.append("en note i teksten er ikke med i eksporten")
                return ""
            number = numbers.setdefault(match[1], len(numbers) + 1)
            return f'<sup><a href="#footnote-{number}">{number}</a></sup>'

        html = _NOTE_MARK.sub(reference, html)
        below = (f'<li id="footnote-{number}">{notes[name]}</li>' for name, number in numbers.items())
        return f"{html}\n\n<ol>{''.join(below)}</ol>" if numbers else html

    def _from_builder(self, item: Item) -> str:
        """The text of a post that a page builder or fields hold, as paragraphs; empty where there is none."""
        elements = _list(item.meta.get("_elementor_data", ""))
        texts = [text for element in elements for text in _builder_texts(element)][:BLOCK_TEXTS]
        if not texts:
            texts = [value for name, value in item.meta.items() if is_field_text(name, value)][:BLOCK_TEXTS]
        if texts:
            self.unfinished.append("teksten lå i felter og ikke i selve indlægget; se, om rækkefølgen er rigtig")
        return "\n\n".join(text if text.lstrip().startswith("<") else f"<p>{text}</p>" for text in texts)


def paragraphs(html: str) -> str:
    """HTML with the paragraphs that WordPress makes of blank lines when it shows a post."""
    html = _VERSE.sub(lambda match: "<p>" + match[1].strip("\n").replace("\n", "<br>") + "</p>", html)
    blocks = []
    for block in re.split(r"\n[ \t]*\n", html):
        if block.strip() and not _PARAGRAPH_START.match(block):
            block = "<p>" + block.strip().replace("\n", "<br>") + "</p>"
        blocks.append(block)
    return "\n\n".join(blocks)


def is_field_text(name: str, value: str) -> bool:
    """Whether a custom field holds words for readers, and not a setting, a number or an address."""
    if (
        name.startswith("_")
        or name == "footnotes"
        or re.match(r"\s*(?:[abdisO]:\d+[:;]|[\[{]|https?://\S+\s*$)", value)
    ):
        return False
    return len(re.findall(r"[^\W\d_]{2,}", re.sub(r"<[^<>]*>", " ", value))) >= 2


def block_texts(html: str) -> Iterator[tuple[str, str]]:
    """The words in the data of blocks: the name of each block and a text."""
    for match in _BLOCK_COMMENT.finditer(html):
        for text in _words_in(_object(match[2] or "").get("data")):
            yield match[1], text


def _has_words(html: str) -> bool:
    return (
        bool(re.search(r"\w", re.sub(r"<[^<>]*>", "", _COMMENT.sub("", html)))) or "<!-- wp:" in html or "<img" in html
    )


def _object(text: str) -> dict[str, Any]:
    read = _json(text)
    return read if isinstance(read, dict) else {}


def _list(text: str) -> list[Any]:
    read = _json(text)
    return read if isinstance(read, list) else []


def _json(text: str) -> Any:
    """What JSON says; None for what is no JSON, or is nested so deep that reading it would fail."""
    depth = deepest = 0
    for sign in re.findall(r"[\[\]{}]", text):
        depth += 1 if sign in "[{" else -1
        deepest = max(deepest, depth)
    try:
        return json.loads(text) if text and deepest <= JSON_DEPTH else None
    except ValueError:
        return None


def _words_in(data: Any) -> Iterator[str]:
    """The texts with words in the data of a block, in order; keys with `_` in front are references."""
    if isinstance(data, str):
        if re.search(r"[^\W\d_]{2,}", data) and not data.startswith("field_") and not re.match(r"https?://\S+$", data):
            yield data
    elif isinstance(data, dict):
        for name, value in data.items():
            if not str(name).startswith("_"):
                yield from _words_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from _words_in(value)


def _builder_texts(element: Any) -> Iterator[str]:
    """The texts in an element of a page builder and those inside it."""
    if not isinstance(element, dict):
        return
    settings = element.get("settings")
    for name, value in settings.items() if isinstance(settings, dict) else ():
        if any(part in _BUILDER_TEXTS for part in str(name).split("_")) and isinstance(value, str) and " " in value:
            yield value
    children = element.get("elements")
    for child in children if isinstance(children, list) else ():
        yield from _builder_texts(child)
