"""Finds names of anonymised people where texts are not rewritten: in file names, attached files and settings.

A name in a file's name is one in an address. An attached file is published as it is, so its text is searched.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from posixpath import basename, splitext
from typing import Any

import msgspec

from hjemsite.cache.blob import Blob, digest_of, read
from hjemsite.cache.cache import Cache
from hjemsite.cache.encoding import decode, encode
from hjemsite.content.anonymous_names import AnonymousName, found_names
from hjemsite.content.anonymous_text import RULE, is_anothers, texts_in
from hjemsite.content.document import Document
from hjemsite.content.frontmatter.fields import PersonFields, SiteFields
from hjemsite.content.sources import Source
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.filetypes import PICTURES
from hjemsite.images.renditions import NAME, Refusal
from hjemsite.limits import ATTACHED_PAGES, BUNDLE_FILE_BYTES
from hjemsite.urls import Url

_TAG = lazy_pattern(r"<[^<>]*>")


def anonymity_faults(
    paths: Iterable[str],
    documents: Iterable[Document],
    root_files: Iterable[Source],
    names: tuple[AnonymousName, ...],
) -> Iterator[Diagnostic]:
    """An error for each file whose name holds one of `names`, for settings that do, and for a person's own file.

    And for each file that comes out as it is, at the root of the site, and holds one.
    """
    if not names:
        return
    for file in root_files:
        if not file.path.endswith(tuple(PICTURES)) and _is_in(file.data, splitext(file.path)[1], names):
            message = "Filen rummer et navn, der er anonymiseret"
            yield Diagnostic(RULE, Span(file.path), message, "Tag navnet ud af filen, eller slet den")
    for path in paths:
        yield from _path_faults(path, names)
    for document in documents:
        match document.fields:
            case SiteFields() as fields:
                yield from _settings_faults(document, fields, names)
            case PersonFields(name=called) if called.casefold() in {name.pseudonym.casefold() for name in names}:
                hint = "Slet filen, og skriv name i stedet for person hos taleren i nyhederne"
                message = "Filen handler om en person, der er anonymiseret"
                yield Diagnostic(RULE, document.span("name"), message, hint)


def _path_faults(path: str, names: tuple[AnonymousName, ...]) -> Iterator[Diagnostic]:
    for name in names:
        steps = path.split("/")
        renamed = [_renamed(step, name) for step in steps]
        if renamed != steps and not is_anothers(path, name):
            number = next(number for number, step in enumerate(steps) if step != renamed[number])
            kind = "Filens" if number == len(steps) - 1 else "Mappens"
            hint = f"Kald den {renamed[number]}, og skriv ikke den gamle adresse i redirects"
            if path.startswith("content/personer/"):
                hint = "Slet det, der handler om personen; nyhederne kalder personen noget andet"
            yield Diagnostic(RULE, Span(path), f"{kind} navn rummer et navn, der er anonymiseret", hint)
            return


def _renamed(step: str, name: AnonymousName) -> str:
    stem, ending = splitext(step)
    for found_name in reversed(found_names(stem, name)):
        stem = stem[: found_name.start] + name.slug + stem[found_name.end :]
    return stem + ending


def _settings_faults(document: Document, fields: SiteFields, names: tuple[AnonymousName, ...]) -> Iterator[Diagnostic]:
    plain: dict[str, Any] = {**msgspec.to_builtins(fields), "anonymised": None}
    seen: set[str] = set()
    for number, name in enumerate(names):
        span = document.span("anonymised", number, "as")
        if number < len(fields.anonymised) and name.pseudonym.casefold() in seen:
            hint = "Kald dem hver sit, så det ene menneskes ord ikke bliver det andets"
            yield Diagnostic(RULE, span, "To personer bliver kaldt det samme", hint)
        seen.add(name.pseudonym.casefold())
        if found_names(name.pseudonym, name):
            yield Diagnostic(RULE, span, "Det nye navn rummer det gamle", "Skriv noget andet")
        for key, value in plain.items():
            if any(found_names(text, name) for text in texts_in(value)):
                message = f"Feltet {key} rummer et navn, der er anonymiseret"
                yield Diagnostic(RULE, document.span(key), message, "Skriv noget andet")


def names_in_files(files: Mapping[Url, Blob], names: tuple[AnonymousName, ...], cache: Cache) -> dict[Url, Refusal]:
    """A finding for each attached file that holds one of `names`. Pictures are encoded anew, without their texts."""
    sought = {url: content for url, content in files.items() if names and not url.endswith(tuple(PICTURES))}
    keys = {
        url: cache.key("names in file", splitext(url)[1], digest_of(content), encode(names))
        for url, content in sought.items()
    }

    def look(url: Url) -> bytes:
        return encode(_is_in(read(sought[url]), splitext(url)[1], names))

    results = cache.get_or_compute(look, list(keys), list(keys.values()))
    message = f"Filen »{NAME}« rummer et navn, der er anonymiseret"
    hint = "Tag navnet ud af dokumentet, og læg det i mappen igen, eller fjern filen her"
    return {
        url: Refusal(RULE, message, hint) for url, data in zip(keys, results, strict=True) if decode(data, bool, True)
    }


def _is_in(data: bytes, ending: str, names: tuple[AnonymousName, ...]) -> bool:
    texts = list(_texts_in(data, ending))
    return any(found_names(text, name) for text in texts for name in names)


def _texts_in(data: bytes, ending: str) -> Iterator[str]:
    """The texts of an attached file; of one that nobody can read there are its bytes."""
    if ending == ".pdf":
        yield from _pdf_texts(data)
    if data[:4] == b"PK\3\4":
        yield from _zip_texts(data)
    yield data.decode("utf-8", "replace")
    yield data.decode("latin-1")
    yield data.decode("utf-16-be", "replace")


def _pdf_texts(data: bytes) -> Iterator[str]:
    # Few sites have an attached document and somebody who is anonymised, and this takes long to load.
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        yield " ".join(str(value) for value in (reader.metadata or {}).values())
        for page in reader.pages[:ATTACHED_PAGES]:
            yield page.extract_text()
    except Exception:  # noqa: S110 - whatever a broken file raises; its bytes are looked through all the same
        pass


def _zip_texts(data: bytes) -> Iterator[str]:
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.infolist():
                if part.file_size <= BUNDLE_FILE_BYTES:
                    text = archive.read(part).decode("utf-8", "replace")
                    # Word parts a name by tags wherever somebody has touched it.
                    yield from (text, _TAG.sub("", text), _TAG.sub(" ", text))
            yield "\n".join(map(basename, archive.namelist()))
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return
