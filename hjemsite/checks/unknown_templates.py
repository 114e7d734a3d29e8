"""Faults of plain pages that choose a template which the site does not have."""

from collections.abc import Iterable, Iterator

from hjemsite import danish
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.render.template_parts import OF_PROGRAM
from hjemsite.render.templates import Templates
from hjemsite.site.xrefs import CrossRefs


def unknown_templates(traces: Iterable[CrossRefs], templates: Templates) -> Iterator[Diagnostic]:
    """Faults of pages that choose a template which is not one of the site's own."""
    chosen = [trace.template for trace in traces if trace.template]
    if not chosen:
        return
    # In a checkout the site's templates are the program's.
    alone = all(source.is_from_program for source in templates.sources.values())
    own = [
        name.removesuffix(".html")
        for name, source in templates.sources.items()
        if name.endswith(".html") and "/" not in name and (alone or not source.is_from_program)
        # What stands in place of the program's is for another kind of page.
        if f"{OF_PROGRAM}{name}" not in templates.sources
    ]
    for name, span in chosen:
        if name not in own:
            near = danish.closest(name, own)
            hint = f"Læg den i mappen templates som {name}.html, eller slet linjen"
            if f"{OF_PROGRAM}{name}.html" in templates.sources:
                hint = "Nævn en skabelon, der ikke står i stedet for en af hjemsites egne"
            hint = f"mente du »{near}«?" if near else hint
            yield Diagnostic("mangler-skabelon", span, f"Siden har ingen egen skabelon, der hedder {name}", hint)
