"""Placeholder sentences that hjemsite writes where an editor must write something; none may be published.

Whoever writes one into a file takes it from here, so what is written and what is looked for cannot differ.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.limits import FAULTS_PER_KIND

NO_ALT, NO_CREDIT = "Billedet er ikke beskrevet endnu", "Foto: ikke oplyst endnu"
ARTICLE_BODY, MEMBER_BODY, EVENT_BODY, PAGE_BODY = (
    "Skriv pressemeddelelsen her.",
    "Skriv kort, hvem medlemmet er.",
    "Skriv, hvad der sker på arrangementet.",
    "Skriv sidens tekst her.",
)
NAME_EXAMPLE, QUOTE_EXAMPLE, SUMMARY_EXAMPLE = (
    "Fornavn Efternavn",
    "Ordene, som de står i teksten, uden anførselstegn",
    "En eller to sætninger, der står over teksten og i oversigter.",
)
"""Values of fields that a new file has as comments, which an editor may take into use as they are."""


_ANYWHERE = (NO_ALT, NO_CREDIT, ARTICLE_BODY, MEMBER_BODY, EVENT_BODY, PAGE_BODY)
_IN_FIELDS = (NO_ALT, NO_CREDIT, NAME_EXAMPLE, QUOTE_EXAMPLE, SUMMARY_EXAMPLE)


def placeholder_faults(yaml: str, body: str, path: str, yaml_line: int, body_line: int) -> Iterator[Diagnostic]:
    """A fault for each placeholder in the fields and the body of a file, which begin on the given lines of it."""
    yield from islice(_placeholders(_IN_FIELDS, yaml, path, yaml_line, comment="#"), FAULTS_PER_KIND)
    yield from islice(_placeholders(_ANYWHERE, body, path, body_line), FAULTS_PER_KIND)


def _placeholders(
    sentences: Sequence[str], text: str, path: str, first: int, comment: str = ""
) -> Iterator[Diagnostic]:
    """A fault for each of `sentences` in `text`, with a full stop or without, in capitals or small letters."""
    looked_for, folded = [sentence.rstrip(".") for sentence in sentences], text.casefold()
    if not any(sentence.casefold() in folded for sentence in looked_for):
        return
    pattern = re.compile("|".join(map(re.escape, looked_for)), re.IGNORECASE)
    for number, line in enumerate(text.split("\n"), first):
        for match in () if comment and line.lstrip().startswith(comment) else pattern.finditer(line):
            span = Span(path, number, match.start() + 1, number, match.end() + 1)
            message = f"»{match[0]}« er en pladsholder og kan ikke udgives"
            yield Diagnostic("pladsholder", span, message, "Skriv det rigtige i stedet, eller slet det")
