"""Sentences that hjemsite itself writes where an editor must write something; none of them may come out.

Whoever writes one into a file takes it from here, so what is written and what is looked for cannot differ.
"""

import re
from collections.abc import Iterator
from itertools import islice

from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.limits import FAULTS_PER_KIND

NO_ALT, NO_CREDIT = "Billedet er ikke beskrevet endnu", "Foto: ikke oplyst endnu"
ARTICLE_BODY, MEMBER_BODY, PAGE_BODY = (
    "Skriv pressemeddelelsen her.",
    "Skriv kort, hvem medlemmet er.",
    "Skriv sidens tekst her.",
)
NAME_EXAMPLE, QUOTE_EXAMPLE, SUMMARY_EXAMPLE = (
    "Fornavn Efternavn",
    "Ordene, som de står i teksten, uden anførselstegn",
    "En eller to sætninger, der står over teksten og i oversigter.",
)
"""Values of fields that a new file has as comments, which an editor may take into use as they are."""


def _any_of(*sentences: str) -> re.Pattern[str]:
    """A pattern for any of `sentences`, without its full stop."""
    return re.compile("|".join(re.escape(one.rstrip(".")) for one in sentences), re.IGNORECASE)


_ANYWHERE = _any_of(NO_ALT, NO_CREDIT, ARTICLE_BODY, MEMBER_BODY, PAGE_BODY)
_IN_FIELDS = _any_of(NO_ALT, NO_CREDIT, NAME_EXAMPLE, QUOTE_EXAMPLE, SUMMARY_EXAMPLE)


def placeholder_faults(yaml: str, body: str, path: str, yaml_line: int, body_line: int) -> Iterator[Diagnostic]:
    """A fault for each placeholder in the fields and the body of a file, which begin on the given lines of it."""
    yield from islice(_found(_IN_FIELDS, yaml, path, yaml_line, comment="#"), FAULTS_PER_KIND)
    yield from islice(_found(_ANYWHERE, body, path, body_line), FAULTS_PER_KIND)


def _found(pattern: re.Pattern[str], text: str, path: str, first: int, comment: str = "") -> Iterator[Diagnostic]:
    if pattern.search(text) is None:
        return
    for number, line in enumerate(text.split("\n"), first):
        for match in () if comment and line.lstrip().startswith(comment) else pattern.finditer(line):
            span = Span(path, number, match.start() + 1, number, match.end() + 1)
            message = f"»{match[0]}« er en pladsholder og kan ikke udgives"
            yield Diagnostic("pladsholder", span, message, "Skriv det rigtige i stedet, eller slet det")
