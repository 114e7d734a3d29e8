"""The body of a document as safe HTML, with its words, its links and the files it uses.

Text is data. Python-Markdown makes a tree, we decide about every link, picture and attribute in it, and nh3 with a
narrow list of our own has the last word, whatever went wrong before.
"""

import re
from html import unescape

import nh3
from msgspec import Struct

from hjemsite.content.markdown import attribute_lists, budget, dashes, parser, sanitize, tree_checks
from hjemsite.content.markdown.commonmark import footnotes, tree_builder
from hjemsite.content.markdown.invisible_characters import FORBIDDEN
from hjemsite.content.markdown.positions import FILLER, BodyText, body_of
from hjemsite.content.markdown.targets import FileUse as FileUse
from hjemsite.content.markdown.targets import Link as Link
from hjemsite.danish import typography
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic, in_order
from hjemsite.limits import BODY_CHARACTERS
from hjemsite.model import Html
from hjemsite.system.signals import defer_interrupts


class Prose(Struct, frozen=True):
    """A body read. `text` is its words as the editor typed them: no markup, paragraphs parted by a blank line."""

    html: Html
    text: str
    links: tuple[Link, ...]
    files: tuple[FileUse, ...]


_BLOCKS = ("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "table", "td", "th")
_INLINE = ("a", "img", "em", "strong", "del", "code")
TAGS = frozenset({*_BLOCKS, *_INLINE, "br", "hr", "pre", "sup", "thead", "tbody", "tr", "div"})
"""Every tag that a body's HTML can hold."""

ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "loading"},
    "ol": {"start"},
    "li": {"id"},
    "sup": {"id"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
"""Every attribute that a body's HTML can hold, beside the classes."""

SCHEMES = frozenset({"http", "https", "mailto", "tel"})

_CLASSES: dict[str, set[str]] = {tag: set(attribute_lists.CLASSES) for tag in (*_BLOCKS, *_INLINE)}
_CLASSES["a"] |= {footnotes.NOTE, footnotes.BACK}
_CLASSES["td"] |= set(tree_checks.ALIGNMENTS.values())
_CLASSES["th"] |= set(tree_checks.ALIGNMENTS.values())
_CLASSES["li"] |= {tree_builder.TASK}
_CLASSES["div"] = {footnotes.NOTES, attribute_lists.FACT_BOX}


def _permitted(_tag: str, attribute: str, value: str) -> str | None:
    """No picture from elsewhere, and nothing that only looks like an address of ours."""
    if attribute not in ("src", "href") or (value[:1] == "/" and value[1:2] not in ("/", "\\")):
        return value
    return value if attribute == "href" and (value[:1] == "#" or ":" in value) else None


_sanitizer = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags={"script", "style"},
    attributes=ATTRIBUTES,
    attribute_filter=_permitted,
    allowed_classes=_CLASSES,
    url_schemes=set(SCHEMES),
    link_rel=None,
)

_EMPTY_PARAGRAPH = r"<p>\s*</p>\n?"
_NOT_WORDS = rf'<sup id=[^<>]*>.*?</sup>|<a [^<>]*class="{footnotes.BACK}"[^<>]*>.*?</a>'
_BREAK = lazy_pattern(r"</?(?:p|h[2-6]|[uo]l|li|blockquote|table|tr|hr|pre|div)\b[^<>]*>")
_TAG = lazy_pattern(r"<[^<>]*>")
_BLANKS = "  +"
_NOTHING = Prose(Html(""), "", (), ())


def prose(
    body: str, *, path: str, first_line: int, speech: tuple[str, ...] = (), site_address: str = ""
) -> Checked[Prose]:
    """Read `body`, the Markdown of the source at `path` from line `first_line` on.

    `speech` holds the quotes that the document's fields name; a line with a dash before their words is speech.
    A link that begins with `site_address` leads to a page of the site.
    A body that is too long or too intricate gives nothing but the fault that says so.

    >>> prose("Åbent hus på *Ærø*.", path="content/nyheder/x.md", first_line=5).value.html
    '<p>Åbent hus på <em>Ærø</em>.</p>'
    """
    whole = body_of(body, path, first_line, site_address)
    if len(body) > BODY_CHARACTERS:
        return Checked(_NOTHING, (_too_long(whole),))
    clean = sanitize.clean(whole)
    burden = budget.first_block_over_budget(clean.value)
    if burden is not None:
        return Checked(_NOTHING, in_order((*clean.faults, _too_intricate(whole, burden))))
    root = parser.tree(clean.value, frozenset(dashes.speech_lines(clean.value, speech)))
    findings = tuple(tree_checks.findings(root, whole))
    html = parser.html(root)
    if FILLER in clean.value or "<" in clean.value:
        html = re.sub(_EMPTY_PARAGRAPH, "", html)
    safe, more = _sanitized(html, whole)
    faults = (*clean.faults, *more, *(finding for finding in findings if isinstance(finding, Diagnostic)))
    value = Prose(
        Html(typography.html(safe)),
        _words(safe),
        tuple(finding for finding in findings if isinstance(finding, Link)),
        tuple(finding for finding in findings if isinstance(finding, FileUse)),
    )
    return Checked(value, in_order(faults))


def _sanitized(html: str, body: BodyText) -> tuple[str, tuple[Diagnostic, ...]]:
    # An exception in `_permitted` would be lost, and the build go on.
    safe = defer_interrupts(_sanitizer.clean, html)
    if "&#" in body.text and FORBIDDEN.search(safe):
        # Only now are HTML codes read as the characters they stand for.
        return FORBIDDEN.sub("", safe), sanitize.forbidden_references(body)
    return safe, ()


def _words(html: str) -> str:
    if f'class="{footnotes.NOTES}"' in html:
        html = re.sub(_NOT_WORDS, "", html)
    if "<table" in html:
        html = html.replace("</td>", " ").replace("</th>", " ")
    text = _TAG.sub("", _BREAK.sub("\0", html))
    if "&" in text:
        text = unescape(text)
    text = text.replace("\n", " ")
    if "  " in text:
        text = re.sub(_BLANKS, " ", text)
    return "\n\n".join(words for part in text.split("\0") if (words := part.strip(" \xa0")))


def _too_long(body: BodyText) -> Diagnostic:
    message = f"Teksten fylder mere end {BODY_CHARACTERS.millions} million tegn"
    return Diagnostic("for-stor-fil", body.span(0, 1), message, "Del teksten op, eller vedhæft den som en fil")


def _too_intricate(body: BodyText, offset: int) -> Diagnostic:
    end = body.text.find("\n", offset)
    return Diagnostic(
        "for-indviklet",
        body.span(offset, end if end >= 0 else len(body.text)),
        "Her står så mange eller så dybt indlejrede tegn, at teksten ikke kan behandles",
        "Se efter, om der er indsat noget ved en fejl, eller del afsnittet op",
    )
