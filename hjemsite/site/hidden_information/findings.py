"""Attached documents that hold more than readers see: authors, comments, changes, hidden text, earlier editions.

Each document is examined once, since the findings are cached by its bytes. Nothing is removed from it, since only its
author knows what belongs to the document.
"""

from collections.abc import Callable, Mapping
from posixpath import splitext

from hjemsite import danish
from hjemsite.cache.blob import Blob, digest_of, read
from hjemsite.cache.cache import Cache
from hjemsite.cache.encoding import decode, encode
from hjemsite.images.renditions import NAME, Refusal
from hjemsite.site.hidden_information.film import hidden_in_film
from hjemsite.site.hidden_information.wording import UnreadableError
from hjemsite.urls import Url

RULE = "skjulte-oplysninger"
_OFFICE = (
    "Åbn filen i {}, vælg Filer → Oplysninger, og fjern det, der ikke skal ud, med Undersøg dokument; "
    "gem, og læg filen i mappen igen"
)
_WAYS_OUT: Mapping[str, str] = {
    ".docx": _OFFICE.format("Word"),
    ".xlsx": _OFFICE.format("Excel"),
    ".pptx": _OFFICE.format("PowerPoint"),
    ".odt": "Åbn filen i LibreOffice, vælg Filer → Egenskaber → Nulstil egenskaber, og fjern kommentarer, ændringer og "
    "skjult tekst; gem, og læg filen i mappen igen",
    ".pdf": "Fjern det i det dokument, som filen blev lavet af, gem det som en ny pdf, og læg den i mappen",
    ".mp4": "Slå sted fra, når filmen bliver delt fra telefonen, eller gem den uden sted i et filmprogram, og læg den "
    "i mappen igen",
}
"""Ending → where the information is turned off. Only files with these endings are looked through."""


def hidden_information(files: Mapping[Url, Blob], cache: Cache) -> dict[Url, Refusal]:
    """A finding for each document among `files` that holds more than readers see."""
    documents = {url: content for url, content in files.items() if splitext(url)[1] in _WAYS_OUT}
    keys = {url: cache.key("hidden information", splitext(url)[1], digest_of(documents[url])) for url in documents}
    results = cache.get_or_compute(
        lambda url: encode(_phrases(url, read(documents[url]))), list(keys), list(keys.values())
    )
    return {
        url: Refusal(RULE, _message(phrases), _WAYS_OUT[splitext(url)[1]])
        for url, data in zip(keys, results, strict=True)
        if (phrases := decode(data, tuple[str, ...], ()))
    }


def _message(phrases: tuple[str, ...]) -> str:
    return f"Filen »{NAME}« rummer mere, end læserne ser: {danish.list_of(phrases)}"


def _phrases(url: Url, data: bytes) -> tuple[str, ...]:
    """What is hidden in a document, as Danish nouns."""
    try:
        return tuple(dict.fromkeys(_reader(splitext(url)[1])(data)))
    except UnreadableError:
        return ("noget, der ikke kan undersøges, for filen er låst eller i stykker",)


def _reader(ending: str) -> Callable[[bytes], list[str]]:
    # Imported here, since most builds have no new document and these take long to load.
    if ending == ".mp4":
        return hidden_in_film
    if ending == ".pdf":
        from hjemsite.site.hidden_information.pdf import hidden_in_pdf

        return hidden_in_pdf
    from hjemsite.site.hidden_information.office import hidden_in_package

    return hidden_in_package
