"""Marks that an importer leaves above a text for its editor: `# tjek: usikker`.

They are comments, so a text can be built and read while some are left; this is where they are counted.
"""

import re
from collections.abc import Iterator
from itertools import islice

from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.limits import FAULTS_PER_KIND

MARK_PREFIX = "# tjek:"

_MARK = re.compile(rf"(?:(?<=\s)|^){MARK_PREFIX}[ \t]*([^\n]*)", re.MULTILINE)


def review_marks(yaml: str, path: str, first_line: int) -> Iterator[Diagnostic]:
    """A warning for every mark that is left in the front matter `yaml`, which begins on `first_line` of its file."""
    # Most fields have no comment at all, and one sign is found ten times as fast as seven.
    if "#" not in yaml or MARK_PREFIX not in yaml:
        return
    for found in islice(_MARK.finditer(yaml), FAULTS_PER_KIND):
        line = first_line + yaml.count("\n", 0, found.start())
        column = found.start() - yaml.rfind("\n", 0, found.start())
        span = Span(path, line, column, line, column + len(found[0].rstrip()))
        said = found[1].strip()
        message = f"Stedet er læst ind og ikke efterset ({said})" if said else "Stedet er læst ind og ikke efterset"
        yield Diagnostic("utjekket", span, message, "Ret det, hvis det er forkert, og slet så mærket")
