"""What a site's own templates name that is not there, found in their text, in branches that no page takes too.

A block that the extended template lacks is never shown, and Jinja reports nothing. A name that a view lacks fails only
when a page first uses it, which may be at night. Only what is certainly wrong is reported.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from hjemsite import danish
from hjemsite.cache.cache import Cache
from hjemsite.cache.encoding import decode, encode
from hjemsite.cache.template_folders import PROGRAM
from hjemsite.diagnostics.deprecated_names import DEPRECATED, warning
from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.render.names.parsed_templates import ParsedTemplates
from hjemsite.render.names.template_names import TemplateNames, names_of, versions
from hjemsite.render.names.template_reader import TemplateReader, Use
from hjemsite.render.names.value_types import ValueType, value_type
from hjemsite.render.template_parts import OF_PROGRAM, template_parts
from hjemsite.render.templates import TemplateSource

_PLAIN = "plain.html"
"""The template of plain pages; a template that a page chooses instead sees the same view."""


def name_faults(
    sources: Mapping[str, TemplateSource], assets: Collection[str], chosen: Collection[str], cache: Cache
) -> tuple[Diagnostic, ...]:
    """What is wrong with names in the site's own templates among `sources`, name → template.

    `assets` are the names of all files of the site's look; `chosen` the names of the templates that pages choose.
    Reading the templates takes as long as a small edit takes in all, so the answer is kept.
    """
    key = cache.key("names in templates", encode((*sources.items(), sorted(assets), sorted(chosen))))
    [data] = cache.get_or_compute(lambda _: encode(_faults(sources, assets, chosen)), [None], [key])
    faults: tuple[Diagnostic, ...] | None = decode(data, tuple[Diagnostic, ...], None)
    # Whole, but not ours: somebody else has written it.
    return _faults(sources, assets, chosen) if faults is None else faults


def _faults(
    sources: Mapping[str, TemplateSource], assets: Collection[str], chosen: Collection[str]
) -> tuple[Diagnostic, ...]:
    names = names_of()
    texts = {name: source.text for name, source in sources.items()}
    of_program = frozenset(name for name, source in sources.items() if source.is_from_program)
    templates = ParsedTemplates(texts, of_program, frozenset(assets))
    views = {**names.views, **dict.fromkeys(chosen, names.views[_PLAIN])}
    parts = template_parts(texts)
    faults: list[Diagnostic] = []
    for name, source in sources.items():
        if not source.is_from_program and (tree := templates.tree(name)) is not None:
            seen = {view for page, view in views.items() if name in parts.get(page, ())}
            reader = TemplateReader(names, templates, _one_of(seen))
            reader.read(tree)
            faults += (_fault(use, source) for use in reader.uses)
    return tuple(faults)


def _one_of(structs: Iterable[str]) -> ValueType:
    names = sorted(structs)
    return value_type(" | ".join(names)) if names else None


def _fault(use: Use, source: TemplateSource) -> Diagnostic:
    span = _span(use, source)
    if use.is_deprecated:
        owners = [owner.removeprefix(OF_PROGRAM) for owner in use.owners]
        rows = (row for row in DEPRECATED if row.kind == use.kind and row.owner in owners and row.old == use.name)
        return warning(next(rows), span)
    hint = _meant(use) + _history(use)
    names = ", ".join(use.choices)
    owner = use.owners[0] if use.owners else ""
    match use.kind:
        case "block":
            message = f"Skabelonen {owner} har ingen blok med navnet »{use.name}«, så den bliver aldrig vist"
            return Diagnostic("ukendt-blok", span, message, f"{hint}Blokkene er: {names}")
        case "macro":
            message = f"Skabelonen {owner} har ingen makro med navnet »{use.name}«"
            return Diagnostic("skabelonfejl", span, message, f"{hint}Makroerne er: {names}")
        case "argument":
            message = f"Makroen »{owner}« kender ikke »{use.name}«" if use.name else f"Makroen »{owner}« får for meget"
            return Diagnostic("skabelonfejl", span, message, f"{hint}Den tager: {names or 'intet'}")
        case "template":
            shown = ", ".join(choice for choice in use.choices if not choice.startswith(("word/", "mail/", OF_PROGRAM)))
            message = f"Skabelonen {use.name} findes ikke"
            return Diagnostic("mangler-skabelon", span, message, f"{hint}Skabelonerne er: {shown}")
        case "asset":
            hint += "Læg filen i mappen templates/assets"
            return Diagnostic("mangler-fil", span, f"Filen {use.name} mangler", hint)
    message = f"Her findes intet med navnet »{use.name}«"
    return Diagnostic("skabelonfejl", span, message, f"{hint}Navnene er: {names}")


def _span(use: Use, source: TemplateSource) -> Span:
    """Where the name stands: the first on its line."""
    line = source.text.split("\n")[use.line - 1]
    match = re.search(rf"(?<!\w){re.escape(use.name)}(?!\w)", line) if use.name else None
    if match is None:
        return Span(source.path, use.line)
    return Span(source.path, use.line, match.start() + 1, use.line, match.end() + 1)


def _meant(use: Use) -> str:
    rows = (row for row in DEPRECATED if row.old == use.name and row.owner in use.owners)
    if (row := next(rows, None)) is not None:
        return f"Skriv {row.new}. "
    short = use.name.removeprefix(OF_PROGRAM)
    near = short if short in use.choices else danish.closest(use.name, use.choices)
    return f"mente du »{near}«? " if near else ""


def _history(use: Use) -> str:
    """A note that an older version had the name, and what it became."""
    for version in reversed(versions()[:-1]):
        if use.name in _named(names_of(version), use):
            return f"Navnet fandtes til og med hjemsite {version}. "
    return ""


def _named(names: TemplateNames, use: Use) -> Iterator[str]:
    """All that a version gives of the kind that `use` is of."""
    owners = [owner.removeprefix(OF_PROGRAM) for owner in use.owners]
    match use.kind:
        case "view":
            yield from (name for owner in owners for name in names.structs.get(owner, ()))
        case "block":
            yield from (name for owner in owners for name in names.blocks.get(owner, ()))
        case "macro":
            yield from (name for owner in owners for name in names.macros.get(owner, ()))
        case "template":
            yield from (
                name for template in (*names.views, *names.macros) for name in (template, f"{OF_PROGRAM}{template}")
            )
        case "asset":
            yield from names.assets


def each_cause_once(faults: Iterable[Diagnostic], rendered: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The faults `faults` in the texts of templates, and those of pages that were not `rendered`, each cause once.

    A page knows which pages are missing, and the text of a template where a name stands that was handed on to a macro.
    """
    faults, rendered = tuple(faults), tuple(rendered)
    lines = {(fault.span.path, fault.span.line) for fault in rendered}
    handed_on = {fault.message for fault in faults if (fault.span.path, fault.span.line) not in lines}
    for fault in rendered:
        message = fault.message.partition(" (")[0]
        if not (fault.span.path.startswith(PROGRAM) and message in handed_on):
            yield fault
    yield from (fault for fault in faults if (fault.span.path, fault.span.line) not in lines)
