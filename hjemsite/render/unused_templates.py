"""A site's own files in `templates` that nothing uses, so that a misspelt name does not pass in silence."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from hjemsite import danish
from hjemsite.cache.template_folders import OWN, PROGRAM, name_in_folder
from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.pages.assets import FOLDER
from hjemsite.render.template_parts import named_templates

_RULE = "ubrugt-skabelonfil"


def unused(
    paths: Collection[str], texts: Mapping[str, str], assets: Iterable[bytes], chosen: Collection[str]
) -> Iterator[Diagnostic]:
    """The site's own files among `paths` that neither stand in place of one of the program's nor are named anywhere.

    `texts`: path → text of the site's templates; `assets`: the bytes of every asset; `chosen` are the names of the
    templates that pages choose.
    """
    programs = {name_in_folder(path) for path in paths if path.startswith(PROGRAM)}
    new = [path for path in paths if path.startswith(OWN) and name_in_folder(path) not in programs]
    if not programs or not new:
        return
    named = _all_named(texts.values())
    for path in new:
        name = name_in_folder(path)
        if path in texts and named is not None and name not in named and name not in chosen:
            yield _template(path, name, programs)
        elif name.startswith(FOLDER):
            mentions = (*(text.encode() for text in texts.values()), *assets)
            yield from _asset(path, name.removeprefix(FOLDER), programs, mentions)


def _all_named(texts: Iterable[str]) -> set[str] | None:
    """The names of all templates that the `texts` name; None where some are only known when a page is rendered."""
    named: set[str] = set()
    for text in texts:
        names = named_templates(text)
        if names is None:
            return None
        named |= names
    return named


def _template(path: str, name: str, programs: Iterable[str]) -> Diagnostic:
    near = danish.closest(name, (program for program in programs if not program.startswith(FOLDER)))
    hint = f"mente du »{near}«? " if near else ""
    hint += "En skabelon bruges, når den hedder som en af hjemsites egne, eller når en anden skabelon nævner den"
    hint += " eller en side gør det i feltet template"
    return Diagnostic(_RULE, Span(path), f"Ingen side bruger skabelonen {name}", hint)


def _asset(path: str, name: str, programs: Iterable[str], mentions: Iterable[bytes]) -> Iterator[Diagnostic]:
    if "/" in name:
        hint = "Læg den lige i mappen templates/assets"
        yield Diagnostic(_RULE, Span(path), "Filen ligger i en mappe i assets og bruges derfor ikke", hint)
        return
    near = danish.closest(name, (program.removeprefix(FOLDER) for program in programs if program.startswith(FOLDER)))
    # A template may put a file's name together from parts, so only a name that looks misspelt is reported.
    if near and not any(name.encode() in text for text in mentions):
        yield Diagnostic(_RULE, Span(path), f"Ingen side bruger filen {name}", f"Omdøb den, hvis du mente »{near}«")
