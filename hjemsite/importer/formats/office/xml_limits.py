"""Limits on XML from outside: how deep it may be and how many elements it may have, and that it has no DOCTYPE.

XML is read once with expat, event by event, before a library builds a tree of it.
"""

from xml.parsers import expat

from hjemsite.importer.formats.manuscript import UnreadableError
from hjemsite.limits import XML_DEPTH, XML_ELEMENTS


def count_elements(text: bytes, subject: str, again: str) -> int:
    """The number of elements in an XML text. Raises `UnreadableError` beyond the limits.

    Counting stops at the limit, so the number is at most one more. `subject` (»Word-dokumentet«) begins the messages,
    and `again` tells what to do about broken XML.
    """
    depth = count = 0

    def begin(_name: str, _attributes: object) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > XML_DEPTH:
            raise UnreadableError(
                f"{subject} er indlejret i så mange lag, at det ikke kan læses. "
                "Kopiér teksten til et nyt dokument, og prøv igen."
            )
        if count > XML_ELEMENTS:
            raise _EnoughError

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.StartDoctypeDeclHandler = refuse_doctype
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise UnreadableError(f"{subject} er gået i stykker (linje {error.lineno}). {again}") from None
    except UnreadableError:
        raise
    except (ValueError, LookupError):
        # Python asks its codecs about an encoding that expat does not know, and they fail in their own ways.
        raise UnreadableError(f"{subject} siger, at det er gemt med en tegnkode, der ikke kan læses. {again}") from None
    except _EnoughError:
        pass
    return count


class _EnoughError(Exception):
    """The limit is passed; the caller reports it."""


def refuse_doctype(*_: object) -> None:
    """Handler for expat. A document type can define entities that expand without end or that read other files."""
    raise UnreadableError(
        "Filen begynder med en DOCTYPE, og det gør hverken Word-dokumenter eller eksporter fra WordPress. "
        "Gem eller eksportér den igen."
    )
