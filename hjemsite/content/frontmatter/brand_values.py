"""The values of `brand` and `allow`: a colour, a mark, a file beside the settings, a place on the web."""

import re
from typing import Annotated, TypeAlias

from hjemsite import danish
from hjemsite.content.frontmatter.values import InvalidValueError, ScalarReader

MARKS = ("house", "none")


def _colour(text: str) -> str:
    """`#rrggbb` in small letters. An editor need not write the #, which begins a comment where nothing is quoted."""
    digits = text.removeprefix("#").lower()
    if re.fullmatch("[0-9a-f]{3}", digits):
        digits = "".join(2 * digit for digit in digits)
    if not re.fullmatch("[0-9a-f]{6}", digits):
        hint = "Skriv farven med seks cifre fra 0 til f, for eksempel 0b5c45"
        raise InvalidValueError("ugyldig-vaerdi", f"»{text}« er ikke en farve", hint)
    return f"#{digits}"


def _mark(text: str) -> str:
    if text not in MARKS:
        near = danish.closest(text, MARKS)
        hint = f"mente du »{near}«?" if near else "Skriv none, hvis der ikke skal være et hus, eller slet linjen"
        raise InvalidValueError("ugyldig-vaerdi", f"»{text}« er ikke et mærke", hint, near or "")
    return text


def brand_file(text: str) -> str:
    """The name of a file beside the settings. Raises `InvalidValueError`."""
    name = text.removeprefix("./").removeprefix("content/")
    if re.search(r"[/\\:]", name):
        hint = "Læg filen i mappen content, ved siden af site.yaml, og skriv kun dens navn"
        raise InvalidValueError("ugyldig-vaerdi", f"»{text}« ligger ikke ved siden af site.yaml", hint)
    return name


BrandFile: TypeAlias = Annotated[str, ScalarReader(brand_file)]


def _origin(text: str) -> str:
    """`https://film.example.dk`: a host by its name, with nothing behind it."""
    host = text.lower().removeprefix("https://").partition("/")[0]
    labels = host.partition(":")[0].split(".")
    is_host = len(labels) > 1 and all(
        re.fullmatch("[a-z0-9-]+", label) and label.strip("-") == label for label in labels
    )
    better = f"https://{host}" if is_host and re.fullmatch("[^:]+(?::[0-9]{1,5})?", host) else ""
    if not better or text.lower().removesuffix("/") != better:
        hint = f"Skriv {better or 'stedet alene, for eksempel https://film.example.dk, og hvert for sig'}"
        message = f"»{text}« er ikke et sted på nettet, som kan få lov"
        raise InvalidValueError("ugyldig-adresse", message, hint, better)
    return better


Origin: TypeAlias = Annotated[str, ScalarReader(_origin)]
Colour: TypeAlias = Annotated[str, ScalarReader(_colour)]
Mark: TypeAlias = Annotated[str, ScalarReader(_mark)]
