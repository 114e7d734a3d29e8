"""What is wrong with many finished pages in the same way: that is a slip in a template, and told once.

It is told at the line of the template that holds the words, where there is one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from hjemsite.diagnostics.diagnostic import Diagnostic, Span

_FLAW = re.compile(r"Siden (?P<url>[^\s:]+)(?P<reason>.*)", re.S)
_QUOTED = (
    (re.compile(r"(?:henviser til|andet sted:) ([^\s,]+)"), "{}"),
    (re.compile(r"([\w-]+=)… må ikke"), "{}"),
    (re.compile(r"(<[\w-]+)>"), "{}"),
    (re.compile(r"kendemærket (\S+)"), 'id="{}"'),
)
"""What of a reason stands in the template that caused it, and how it is written there."""


def once_each(flaws: Iterable[Diagnostic], templates: Mapping[str, str]) -> Iterator[Diagnostic]:
    """The flaws of pages, where several pages have one in common as one. `templates`: name → text."""
    by_reason: dict[str, list[tuple[str, Diagnostic]]] = defaultdict(list)
    for flaw in flaws:
        match = _FLAW.fullmatch(flaw.message)
        by_reason[match["reason"] if match else flaw.message].append((match["url"] if match else "", flaw))
    for reason, found in by_reason.items():
        url, first = found[0]
        if len(found) == 1:
            yield first
            continue
        spans = [flaw.span for _, flaw in found]
        of_template = next((span for span in spans if span.path.startswith("templates/")), spans[0])
        hint = f"Ret skabelonen, eller det, siderne har til fælles. En af siderne er {url}"
        span = _place(reason, templates) or of_template
        yield Diagnostic(first.rule, span, f"{len(found)} sider{reason}", hint)


def _place(reason: str, templates: Mapping[str, str]) -> Span | None:
    """The first place in a template where what the `reason` speaks of is written."""
    for pattern, form in _QUOTED:
        if match := pattern.search(reason):
            words = form.format(match[1])
            # What all pages share is in the template that the others extend.
            for name in sorted(templates, key=lambda name: (name != "base.html", name)):
                start = templates[name].find(words)
                if start >= 0:
                    line = templates[name].count("\n", 0, start) + 1
                    column = start - templates[name].rfind("\n", 0, start)
                    return Span(f"templates/{name}", line, column, line, column + len(words))
    return None
