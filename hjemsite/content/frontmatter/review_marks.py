"""Marks that the importer leaves in front matter for an editor: `# tjek: usikker`.

They are comments in YAML, so a file with marks can be built; each one is a warning until it is deleted. A guess, which
has the word `UNCERTAIN`, cannot come out: outside a draft it is an error.
"""

import re
from collections.abc import Iterator
from itertools import islice

from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.diagnostics.diagnostic import Diagnostic, span_in
from hjemsite.limits import FAULTS_PER_KIND

MARK_PREFIX = "# tjek:"
UNCERTAIN = "usikker"

_MARK = lazy_pattern(rf"(?:(?<=\s)|^){MARK_PREFIX}[ \t]*([^\n]*)", re.MULTILINE)


def review_marks(yaml: str, path: str, first_line: int, *, is_draft: bool) -> Iterator[Diagnostic]:
    """A fault for every mark that is left in the front matter `yaml`, which begins on `first_line` of its file."""
    # Most front matter has no comment, and one sign is found ten times as fast as seven.
    if "#" not in yaml or MARK_PREFIX not in yaml:
        return
    for match in islice(_MARK.finditer(yaml), FAULTS_PER_KIND):
        end = match.start() + len(match[0].rstrip())
        span = span_in(yaml, match.start(), end, path, first_line)
        doubt = match[1].strip()
        message = f"Stedet er læst ind og ikke efterset ({doubt})" if doubt else "Stedet er læst ind og ikke efterset"
        rule = "usikker-vaerdi" if doubt.startswith(UNCERTAIN) and not is_draft else "utjekket"
        yield Diagnostic(rule, span, message, "Ret det, hvis det er forkert, og slet så mærket")
