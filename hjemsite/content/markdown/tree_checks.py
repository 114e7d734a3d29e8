"""What a body's tree may keep: links that lead somewhere, pictures of our own, headings below the page's, our classes.

Every element is put in order where it stands, and what an editor must know, or a later stage, is told on the way.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from itertools import islice
from xml.etree.ElementTree import Element

from hjemsite import urls
from hjemsite.content.markdown import targets
from hjemsite.content.markdown.parser import BACK, NOTE, REMOVED
from hjemsite.content.markdown.picture_credits import split_caption
from hjemsite.content.markdown.positions import BodyText, offset_in, unmarked
from hjemsite.content.markdown.targets import FileUse, Link
from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.limits import FAULTS_PER_KIND

CLASSES = frozenset({"faktaboks", "lille"})
"""What an editor may write in curly braces: `{.faktaboks}`."""

ALIGNMENTS = {"left": "venstre", "center": "midt", "right": "hoejre"}
"""The classes of table cells."""

RESERVED_IDS = frozenset({"indhold", "menu", "top", "soeg", "bund", "hoved", "fod", "citater", "faktaboks", "noter"})
"""Ids that the page around a body uses, or may come to use."""

_RESERVED_STARTS = ("citat-", "note-", "henvisning-", "hjemsite")

Finding = Link | FileUse | Diagnostic

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ENTITY = r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[0-9a-zA-Z]+);"
_WRITTEN_TARGET = r"[^\s<>()\[\]]*"
_TITLE_AND_END = r"""[^\s<>()]*>?[ ]*(?:"[^"\n]*"|'[^'\n]*')?[ ]*\)"""
_WRITTEN_TAG = r"""<(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>?"""

_ITEM = r"""(?:[.#][^\s={}"'#.]+|[^\s={}"'#.][^\s={}"']*=(?:"[^"\n]*+"|'[^'\n]*+'|[^\s{}"']*))"""
_LIST = rf"\{{\x04([0-9]+)\x05:?[ ]*({_ITEM}(?:[ ]+{_ITEM})*)[ ]*\}}"
_AT_LINE_END = rf"[ ]+{_LIST}[ ]*\Z"
_ON_LAST_LINE = rf"\n[ ]*{_LIST}[ ]*\Z"
_INLINE = frozenset({"a", "img", "em", "strong", "code"})
_ONE_LINE = frozenset({*_HEADINGS, "td", "th"})


def findings(root: Element, body: BodyText) -> Iterator[Finding]:
    """Put the tree of `body` in order; yield its links, the files it uses and its faults."""
    if "{" in body.text:
        yield from _first(_attribute_lists(root, body))
    if "<" in body.text:
        yield from _first(_removals(root, body))
    yield from _targets(root, body)
    yield from _first(_headings(root, body))


def _first(faults: Iterator[Diagnostic]) -> Iterator[Diagnostic]:
    """The first faults of a kind; all elements are put in order."""
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
    raw = element.get("href", "")
    target = targets.link(_read(raw), body.path)
    span = _target_span(raw, body)
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
    raw = element.get("src", "")
    alt = unmarked(element.get("alt", "")).strip()
    target = targets.picture(_read(raw), body.path)
    span = _target_span(raw, body)
    if not alt:
        yield Diagnostic(
            "mangler-billedtekst",
            _picture_span(raw, body),
            "Billedet mangler en beskrivelse",
            "Skriv, hvad billedet viser, mellem de kantede parenteser: ![Beskrivelse](billede.jpg)",
        )
    caption, credit = split_caption(unmarked(element.get("title", "")))
    if not credit:
        yield _anonymous(raw, caption, body)
    if target.fault:
        rule, message, hint = target.fault
        yield Diagnostic(rule, span, message, hint)
        element.tag, element.text = "span", alt
    if target.file:
        yield FileUse(target.file, urls.Url(target.href), span)
    element.set("src", target.href.replace("&", "&amp;"))
    element.set("loading", "lazy")


def _anonymous(raw: str, caption: str, body: BodyText) -> Diagnostic:
    """The fault of a picture that names nobody, with what to write instead of it."""
    file = unmarked(raw) if 0 < len(raw) <= 60 and " " not in raw else "billede.jpg"
    before = f"{caption.rstrip('.')}. " if 0 < len(caption) <= 60 and not {*caption} & {*':"'} else ""
    return Diagnostic(
        "mangler-fotograf",
        _picture_span(raw, body),
        "Billedet siger ikke, hvem der har taget eller lavet det",
        f'Skriv det i anførselstegn efter filens navn: ({file} "{before}Foto: Navn")',
    )


def _read(raw: str) -> str:
    """A target as a browser reads it."""
    return re.sub(_ENTITY, lambda entity: unescape(entity[0]), unmarked(raw))


def _target_span(raw: str, body: BodyText) -> Span:
    start = offset_in(raw)
    written = unmarked(raw)
    if start is None:
        start = max(body.text.find(written), 0)
    # The < of `[tekst](<en fil.pdf>)` has a mark too, as if it began a tag.
    start += body.text.startswith("<", start)
    if written and body.text.startswith(written, start):
        return body.span(start, start + len(written))
    target = re.compile(_WRITTEN_TARGET).match(body.text, start)
    if target and target[0]:
        return body.span(*target.span())
    return body.span(max(start - 1, 0), start + 1)


def _picture_span(raw: str, body: BodyText) -> Span:
    """The whole picture, `![](fil.jpg)`: what is missing has no place of its own."""
    target = offset_in(raw)
    start = body.text.rfind("![", 0, target) if target else -1
    if start < 0 or target is None or not re.fullmatch(r"!\[[^\]]*\]\(\s*<?", body.text[start:target]):
        return _target_span(raw, body)
    rest = re.compile(_TITLE_AND_END).match(body.text, target)
    return body.span(start, rest.end() if rest else body.text.find(")", target) + 1 or target)


def _removals(root: Element, body: BodyText) -> Iterator[Diagnostic]:
    """A fault for each tag that was removed; not for the closing half of a pair."""
    closing: Counter[str] = Counter()
    for element in root.iter():
        place = element.attrib.pop(REMOVED, None)
        if place is None:
            continue
        name = element.attrib.pop("name")
        if element.tag == REMOVED:
            element.tag = "span"
        if closing[name]:
            closing[name] -= 1
            continue
        closing[f"/{name}"] += 1
        start = int(place)
        tag = re.compile(_WRITTEN_TAG).match(body.text, start)
        end = tag.end() if tag else start + 1
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
        raw = "".join(element.itertext())
        title = unmarked(raw).strip()
        if not title and not len(element):
            element.tag = "span"
            continue
        if level == 1:
            yield _level_fault(
                raw, body, f"Overskriften »{title[:60]}« er på niveau 1, som er sidens egen overskrift", 2
            )
            level, element.tag = 2, "h2"
        elif level > above + 1:
            message = f"Overskriften »{title[:60]}« springer fra niveau {above} til niveau {level}"
            yield _level_fault(raw, body, message, above + 1)
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


def _level_fault(raw: str, body: BodyText, message: str, wanted: int) -> Diagnostic:
    start = offset_in(raw)
    if start is None:
        start = max(body.text.find(unmarked(raw).strip()), 0)
    end = body.text.find("\n", start)
    span = body.span(start, end if end > start else len(body.text))
    return Diagnostic("overskrift-niveau", span, message, f"Begynd linjen med {'#' * wanted}")


def _attribute_lists(root: Element, body: BodyText) -> Iterator[Diagnostic]:
    """Classes in curly braces: behind an inline element, at the end of a heading or cell, on a last line of its own."""
    for element in root.iter():
        if element.tag in _INLINE:
            found = re.match(_LIST, element.tail) if element.tail and element.tail[0] == "{" else None
            if found and element.tail:
                element.tail = element.tail[found.end() :]
                yield from _assign(element, found, body)
            continue
        holder = element[-1] if len(element) else None
        text = (element.text if holder is None else holder.tail) or ""
        if not text.rstrip().endswith("}"):
            continue
        found = re.search(_AT_LINE_END if element.tag in _ONE_LINE else _ON_LAST_LINE, text)
        if not found:
            continue
        if holder is None:
            element.text = text[: found.start()]
        else:
            holder.tail = text[: found.start()]
        yield from _assign(element, found, body)


def _assign(element: Element, found: re.Match[str], body: BodyText) -> Iterator[Diagnostic]:
    items = re.findall(_ITEM, unmarked(found[2]))
    ours = [item[1:] for item in items if item[0] == "." and item[1:] in CLASSES]
    if ours:
        element.set("class", " ".join(dict.fromkeys(ours)))
    others = [item for item in items if item[0] != "." or item[1:] not in CLASSES]
    if others:
        start = int(found[1])
        end = body.text.find("}", start) + 1 or start + 1
        yield Diagnostic(
            "fjernet-egenskab",
            body.span(start, end),
            f"»{' '.join(' '.join(others).split())[:60]}« i krøllede parenteser er fjernet",
            f"Slet det; kun {' og '.join(f'{{.{name}}}' for name in sorted(CLASSES))} kan bruges",
        )
