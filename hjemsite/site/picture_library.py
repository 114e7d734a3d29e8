"""The pictures of `content/billeder`: each is described once, in a file beside it, for all texts that show it."""

from collections.abc import Callable, Iterable, Mapping
from posixpath import basename, dirname, splitext
from typing import TypeAlias

from hjemsite import danish
from hjemsite.cache.blob import size_of
from hjemsite.content.document import Document
from hjemsite.content.frontmatter.fields import LibraryPictureFields
from hjemsite.content.sources import Source
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic, Proposal, Related, Span
from hjemsite.model import Consent, Picture
from hjemsite.site.addresses import AddressBook
from hjemsite.urls import LIBRARY, PRESS_LIBRARY, Url, file_address

FindSource: TypeAlias = Callable[[str], Source]
"""The source at a path; there must be one."""

Library: TypeAlias = Mapping[str, Picture | None]
"""Path of each picture → what is said of it; None where that cannot be read, and has a fault."""


def library(documents: Iterable[Document], addresses: AddressBook, find: FindSource) -> Checked[Library]:
    """All pictures of the library, with what `documents`, which may be of any kind, say of them."""
    pictures: dict[str, Picture | None] = dict.fromkeys(addresses.library.values())
    by_stem = {_stem(path): path for path in reversed(pictures)}
    described: dict[str, str] = {}
    faults: list[Diagnostic] = []
    for document in documents:
        if not isinstance(fields := document.fields, LibraryPictureFields):
            continue
        path = f"{dirname(document.path)}/{fields.file}" if fields.file else by_stem.get(_stem(document.path), "")
        if path not in pictures:
            faults.append(_without_picture(document, fields, pictures))
        elif path in described:
            related = (Related(Span(described[path]), "den anden fil"),)
            message = f"{basename(path)} er også beskrevet i {described[path]}"
            faults.append(Diagnostic("samme-adresse", document.span("file"), message, "Slet den ene fil", related))
        else:
            described[path] = document.path
            pictures[path] = None if document.broken else _picture(fields, file_address(PRESS_LIBRARY, path))
    for path in pictures:
        source = find(path)
        if not source.refused and not size_of(source.content):
            pictures[path] = None
            faults.append(Diagnostic("filtype", Span(path), "Filen er tom", "Hent billedet igen, hvor det kom fra"))
    # A file that cannot be read has a fault; its name still says which picture it describes.
    unread = {_stem(path) for path in addresses.others if path.startswith(LIBRARY)}
    faults += [_undescribed(path) for path in pictures if path not in described and _stem(path) not in unread]
    return Checked(pictures, tuple(faults))


def _stem(path: str) -> str:
    return splitext(path)[0]


def _picture(fields: LibraryPictureFields, url: Url) -> Picture:
    consent = Consent(url, fields.consent.until.at) if fields.consent else None
    texts = (fields.alt, fields.credit, fields.caption, fields.licence)
    return Picture(url, *texts, consent, fields.origin, fields.focus, fields.press)


def _without_picture(document: Document, fields: LibraryPictureFields, paths: Iterable[str]) -> Diagnostic:
    """The fault of a description to which there is no picture."""
    if not fields.file:
        stem = basename(_stem(document.path))
        message = f"Der er intet billede, der hedder {stem}, ved siden af beskrivelsen"
        hint = f"Læg billedet her som {stem}.jpg, skriv dets navn i feltet file, eller slet filen"
        return Diagnostic("mangler-fil", Span(document.path), message, hint)
    names = [basename(path) for path in paths if dirname(path) == dirname(document.path)]
    near, span = danish.closest(fields.file, names), document.span("file")
    hint = f"mente du »{near}«?" if near else "Læg billedet i samme mappe, eller ret navnet"
    proposal = Proposal(span, near) if near else None
    return Diagnostic("mangler-fil", span, f"Billedet »{fields.file}« findes ikke", hint, proposal=proposal)


def _undescribed(path: str) -> Diagnostic:
    hint = f"Opret {_stem(path)}.yaml med felterne alt og credit: hvad billedet viser, og hvem der har taget det"
    return Diagnostic("mangler-billedtekst", Span(path), "Billedet mangler en beskrivelse", hint)


def unknown_picture(path: str, span: Span, paths: Iterable[str], *, is_beside: bool) -> Diagnostic:
    """The fault of a text that asks for the picture at `path`, which is not there.

    One that `is_beside` the text, in a folder of its own that is called `billeder` as well, is asked for with `./`.
    """
    shown, names = _shown(path), [_shown(other) for other in paths]
    near = f"./{shown}" if is_beside else danish.closest(shown, names)
    hint = f"mente du »{near}«?" if near else "Læg billedet i content/billeder, eller ret navnet"
    proposal = Proposal(span, near) if near else None
    return Diagnostic("mangler-fil", span, f"Billedet »{shown}« findes ikke", hint, proposal=proposal)


def _shown(path: str) -> str:
    """The picture at `path` as a text names it: `billeder/hus.jpg`."""
    return path.removeprefix("content/")


def over(written: Picture, described: Picture) -> Picture:
    """A picture of the library, with what is `written` where it is shown in place of what is `described` of it."""
    return Picture(
        described.url,
        written.alt or described.alt,
        written.credit or described.credit,
        written.caption or described.caption,
        written.licence or described.licence,
        written.consent or described.consent,
        written.origin or described.origin,
        written.focus or described.focus,
        described.press,
    )
