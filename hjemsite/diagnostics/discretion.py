"""Faults for a log that anybody may read, such as that of CI: nothing in it tells of articles that are not public.

Of a fault in such an article only the rule is shown. A path, a line and most messages hold the headline, which is what
an embargo is about; the month that a file's name begins with does not.
"""

import re
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.diagnostics.quoted_lines import QuotedLines
from hjemsite.diagnostics.rules import RULES

_HINT = "Kør check på din egen computer for at se, hvor det er; i denne log står intet om nyheder, der ikke er ude"
_DATED = re.compile(r"content/nyheder/(?:\d{4}/)?(\d{4}-\d{2})?")


def discreet(faults: Iterable[Diagnostic], hidden: Mapping[str, str], lines: QuotedLines) -> tuple[Diagnostic, ...]:
    """`faults`; of those that concern `hidden` articles (source → address) only the rule and the month remain.

    `lines` are shown with them.
    """
    folders = tuple(source.removesuffix("index.md") for source in hidden if source.endswith("/index.md"))
    words = (*hidden, *hidden.values())

    def is_hidden(path: str) -> bool:
        return path in hidden or path.startswith(folders)

    def tells(fault: Diagnostic) -> bool:
        if any(is_hidden(span.path) for span in fault.spans):
            return True
        excerpts = (lines.get(span.path, {}).get(span.line, "") for span in fault.spans)
        shown = (fault.message, fault.hint, *(related.label for related in fault.related), *excerpts)
        return any(word in text for text in shown for word in words)

    return tuple(_masked(fault, is_hidden(fault.span.path)) if tells(fault) else fault for fault in faults)


def _masked(fault: Diagnostic, is_hidden: bool) -> Diagnostic:
    path = fault.span.path
    if is_hidden:
        match = _DATED.match(path)
        path = f"content/nyheder/{(match and match[1]) or ''}…"
    return replace(
        fault,
        span=Span(path),
        message=RULES[fault.rule].title,
        hint=_HINT,
        related=(),
        proposal=None,
        held_back="den er ikke ude" if fault.held_back else "",
    )
