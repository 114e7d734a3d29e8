"""What a body's tree may keep: links that lead somewhere, pictures of our own, headings below the page's, our classes.

Every element is put in order where it stands, and faults, links and files are yielded on the way.
"""

from collections import Counter
from collections.abc import Iterator
from html import unescape
from itertools import islice
from xml.etree.ElementTree import Element

from hjemsite import urls
from hjemsite.content.markdown import targets
from hjemsite.content.markdown.attribute_lists import assign_classes
from hjemsite.content.markdown.commonmark.footnotes import BACK, NOTE
from hjemsite.content.markdown.commonmark.inlines.angle_brackets import REMOVED
from hjemsite.content.markdown.commonmark.inlines.inline_parser import PICTURE
from hjemsite.content.markdown.commonmark.inlines.inline_tokens import taken_range
from hjemsite.content.markdown.picture_credits import split_caption
from hjemsite.content.markdown.positions import BodyText, without_fillers
from hjemsite.content.markdown.targets import FileUse, Link
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.limits import FAULTS_PER_KIND

ALIGNMENTS = {"left": "venstre", "center": "midt", "right": "hoejre"}
"""The classes of table cells."""

RESERVED_IDS = frozenset({"indhold", "menu", "top", "soeg", "bund", "hoved", "fod", "citater", "faktaboks", "noter"})
"""Ids that the page around a body uses, or may come to use."""

_RESERVED_STARTS = ("citat-", "note-", "henvisning-", "hjemsite")

Finding = Link | FileUse | Diagnostic

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_WORD = lazy_pattern(r"[^\W\d_]{2,}")
_CODE = lazy_pattern(r"[{}<>=;|\\$`]|\(\)")
_SENTENCE = lazy_pattern(r"[^\W\d_]{2,}[,;:]?[ ][^\W\d_]+[,;:]?[ ][^\W\d_]+")


def findings(root: Element, body: BodyText) -> Iterator[Finding]:
    """Put the tree of `body` in order; yield its links, the files it uses and its faults."""
    if "{" in body.text:
        yield from _first(assign_classes(root, body))
    if "<" in body.text:
        yield from _first(_removals(root, body))
    if "    " in body.text or "\t" in body.text:
        yield from _first(_indented_prose(root, body))
    yield from _targets(root, body)
    yield from _first(_headings(root, body))


def _first(faults: Iterator[Diagnostic]) -> Iterator[Diagnostic]:
    """The first of `faults`, `FAULTS_PER_KIND` at most; all are taken, for each puts an element in order."""
    return islice([*faults], FAULTS_PER_KIND)


def _targets(root: Element, body: BodyText) -> Iterator[Finding]:
    for link in root.iter("a"):
        if link.get("class") not in (NOTE, BACK):
            yield from _link(link, body)
    for picture in root.iter("img"):
        yield from _picture(picture, body)
    if "|" in body.text:
        for cell in (*root.iter("td"), *root.iter("th")):
            if align := cell.attrib.pop("align", ""):
                cell.set("class", " ".join([cell.get("class", ""), ALIGNMENTS[align]]).strip())


def _link(element: Element, body: BodyText) -> Iterator[Finding]:
    target = targets.link(_written(element.get("href", "")), body.path, body.site_address)
    span = body.span(*(taken_range(element) or (0, 1)))
    if target.fault:
        rule, message, hint = target.fault
        yield Diagnostic(rule, span, message, hint)
        element.tag = "span"
    if target.page:
        yield Link(target.page, span)
    if target.file:
        yield FileUse(target.file, urls.Url(target.href.partition("#")[0]), span)
    element.set("href", target.href.replace("&", "&amp;"))


def _picture(element: Element, body: BodyText) -> Iterator[Finding]:
    raw = _written(element.get("src", ""))
    alt = _written(element.get("alt", "")).strip()
    target = targets.picture(raw, body.path)
    offsets = taken_range(element) or (0, 1)
    span, whole = body.span(*offsets), body.span(*(taken_range(element, PICTURE) or offsets))
    # Of a picture of the library all is said beside its file.
    is_own = target.file is None or not target.file.startswith(urls.LIBRARY)
    if not alt and is_own:
        yield Diagnostic(
            "mangler-billedtekst",
            whole,
            "Billedet mangler en beskrivelse",
            "Skriv, hvad billedet viser, mellem de kantede parenteser: ![Beskrivelse](billede.jpg)",
        )
    caption, credit = split_caption(_written(element.get("title", "")))
    if not credit and is_own:
        yield _anonymous(raw, caption, whole)
    if target.fault:
        rule, message, hint = target.fault
        yield Diagnostic(rule, span, message, hint)
        element.tag, element.text = "span", alt.replace("&", "&amp;")
    if target.file:
        yield FileUse(target.file, urls.Url(target.href), span)
    element.set("src", target.href.replace("&", "&amp;"))
    element.set("loading", "lazy")


def _anonymous(raw: str, caption: str, span: Span) -> Diagnostic:
    """The fault of a picture that names nobody, with what to write instead of it."""
    file = raw if 0 < len(raw) <= 60 and " " not in raw else "billede.jpg"
    before = f"{caption.rstrip('.')}. " if 0 < len(caption) <= 60 and not {*caption} & {*':"'} else ""
    return Diagnostic(
        "mangler-fotograf",
        span,
        "Billedet siger ikke, hvem der har taget eller lavet det",
        f'Skriv det i anførselstegn efter filens navn: ({file} "{before}Foto: Navn")',
    )


def _written(attribute: str) -> str:
    """A target or a title as its author wrote it; in the tree an `&` is written `&amp;`."""
    return without_fillers(attribute.replace("&amp;", "&"))


def _removals(root: Element, body: BodyText) -> Iterator[Diagnostic]:
    """A fault for each tag that was removed; not for the closing half of a pair."""
    closing: Counter[str] = Counter()
    for element in root.iter():
        offsets = taken_range(element, REMOVED)
        if offsets is None:
            continue
        name = element.attrib.pop("name")
        if element.tag == REMOVED:
            element.tag = "span"
        if closing[name]:
            closing[name] -= 1
            continue
        closing[f"/{name}"] += 1
        start, end = offsets
        shown = " ".join(body.text[start:end].split())
        shown = shown if len(shown) <= 40 else f"{shown[:39]}…"
        yield Diagnostic("fjernet-html", body.span(start, end), f"HTML-koden »{shown}« er fjernet", "Slet HTML-koden")


def _headings(root: Element, body: BodyText) -> Iterator[Diagnostic]:
    above = 1
    ids: Counter[str] = Counter()
    for element in root.iter():
        level = _HEADINGS.get(element.tag)
        if level is None:
            continue
        span = body.span(*(taken_range(element) or (0, 1)))
        title = unescape(without_fillers("".join(element.itertext()))).strip()
        if not title and not len(element):
            element.tag = "span"
            continue
        if level == 1:
            yield _level_fault(span, f"Overskriften »{title[:60]}« er på niveau 1, som er sidens egen overskrift", 2)
            level, element.tag = 2, "h2"
        elif level > above + 1:
            message = f"Overskriften »{title[:60]}« springer fra niveau {above} til niveau {level}"
            yield _level_fault(span, message, above + 1)
        above = level
        element.set("id", _unused_id(title, ids))


def _unused_id(title: str, ids: Counter[str]) -> str:
    name = urls.slug(title[:200]) or "afsnit"
    if name in RESERVED_IDS or name.startswith(_RESERVED_STARTS):
        name = urls.Slug(f"afsnit-{name}")
    ids[name] += 1
    unused = f"{name}-{ids[name]}" if ids[name] > 1 else name
    # »Tal«, »Tal« and »Tal 2« would meet.
    while unused != name and unused in ids:
        ids[name] += 1
        unused = f"{name}-{ids[name]}"
    ids[unused] += unused != name
    return unused


def _level_fault(span: Span, message: str, level: int) -> Diagnostic:
    return Diagnostic("overskrift-niveau", span, message, f"Begynd linjen med {'#' * level}")


def _indented_prose(root: Element, body: BodyText) -> Iterator[Diagnostic]:
    """A warning for ordinary words that stand so far in that they become code."""
    for element in root.iter("pre"):
        offsets = taken_range(element)
        if offsets and _is_prose("".join(element.itertext())):
            yield Diagnostic(
                "indrykket-tekst",
                body.span(*offsets),
                "De fire mellemrum foran teksten gør den til programkode i skrivemaskineskrift",
                "Slet mellemrummene foran teksten",
            )


def _is_prose(text: str) -> bool:
    """Whether indented text is no code: it has three words in a row, or words and no sign of a program."""
    return bool(_SENTENCE.search(text) or (_WORD.search(text) and not _CODE.search(text)))
