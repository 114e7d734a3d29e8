"""Faults of finished pages. What is wrong on several of them comes from a template, and is reported once.

It is reported at the line of the template that holds the words, where there is one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from hjemsite.cache.template_folders import PROGRAM, is_template_path
from hjemsite.diagnostics.diagnostic import Diagnostic, Span, place_in
from hjemsite.pages.page import Page
from hjemsite.render.render import Flaw
from hjemsite.render.templates import TemplateSource


def flaw_faults(flaws: Iterable[tuple[Page, Flaw]], templates: Mapping[str, TemplateSource]) -> Iterator[Diagnostic]:
    """A fault for each flaw, however many pages have it. `templates`: name → template."""
    pages_by_flaw: dict[Flaw, list[Page]] = defaultdict(list)
    for page, flaw in flaws:
        pages_by_flaw[flaw].append(page)
    for flaw, pages in pages_by_flaw.items():
        spans = [Span(page.source or _path(page.template, templates)) for page in pages]
        if len(pages) == 1:
            is_of_template = flaw.is_of_template or not pages[0].source
            span = _template_span(flaw, templates, pages[0].template) if is_of_template else None
            yield Diagnostic("defekt-side", span or spans[0], f"Siden {pages[0].url}{flaw.says}")
            continue
        # What all pages share is in the template that the others extend.
        of_template = next((span for span in spans if is_template_path(span.path)), spans[0])
        hint = f"Ret skabelonen, eller det, siderne har til fælles. En af siderne er {pages[0].url}"
        span = _template_span(flaw, templates, "base.html") or of_template
        yield Diagnostic("defekt-side", span, f"{len(pages)} sider{flaw.says}", hint)


def _path(name: str, templates: Mapping[str, TemplateSource]) -> str:
    """The path of the template or the format `name`."""
    return templates[name].path if name in templates else f"{PROGRAM}{name}"


def _template_span(flaw: Flaw, templates: Mapping[str, TemplateSource], likeliest: str) -> Span | None:
    """The first place in a template that holds words of the flaw, beginning with the template `likeliest`."""
    names = sorted(templates, key=lambda name: (name != likeliest, name))
    for words in flaw.words:
        for name in names:
            path, text = templates[name].path, templates[name].text
            start = text.find(words)
            if start >= 0:
                line, column = place_in(text, start)
                return Span(path, line, column, line, column + len(words))
    return None
