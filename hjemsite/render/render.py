"""Finishing: the file of every page, made once and looked over once, and remembered by what decides it."""

import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from msgspec import Struct

from hjemsite.cache.blob import ContentChanged, LazyBytes, digest
from hjemsite.cache.cache import Cache, Key, decode, encode
from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.pages.page import Later, Page
from hjemsite.render import reasons as grounds
from hjemsite.render.formats import FORMATS, uses_templates
from hjemsite.render.templates import Templates, compile_all, guarded, render
from hjemsite.system.workers import MIN_COST_PER_PROCESS, Workers, map_in_batches
from hjemsite.urls import Url


class Look(Struct, frozen=True):
    """What is to be said of a page by itself, and the `marks` of all addresses that it refers to."""

    flaws: tuple[Diagnostic, ...] = ()
    marks: bytes = b""


class Finished(Struct, frozen=True):
    """The file of a page: its bytes, which lie in the memory under `digest`, and what a look at it told."""

    digest: bytes
    size: int
    look: Look


class Rendered(Struct, frozen=True):
    """The finished files; a template that fails is told once, among `faults`, and its pages are missing."""

    files: Mapping[Url, LazyBytes]
    looks: Mapping[Url, Look]
    faults: tuple[Diagnostic, ...]
    reasons: Mapping[Url, tuple[str, ...]]
    """Why each page was made that was not remembered, where that was asked for."""


Inspector: TypeAlias = Callable[[Page, str], Look]

_AT_ONCE = 2_000
"""Pages that are rendered before their bytes go into the memory, so that a large site need not fit beside itself."""


def render_all(
    pages: Sequence[Page],
    templates: Templates,
    inspect: Inspector,
    cache: Cache,
    workers: Workers,
    *,
    explain: bool = False,
) -> Rendered:
    """Every page's file, looked over by `inspect`; what is not remembered is made by `workers`."""
    # A file that no template makes is the same whatever they say.
    keys = [
        cache.key("page", templates.digest if uses_templates(page.template) else b"", page.digest) for page in pages
    ]
    found = _remembered(keys, cache)
    missing = {key: page for key, page in zip(keys, pages, strict=True) if key not in found}
    past = grounds.Past(missing.values(), templates, cache) if explain else None
    reasons = {page.url: past.reasons(page, templates) for page in missing.values()} if past else {}
    if len(missing) > MIN_COST_PER_PROCESS:
        compile_all(templates.environment)
    faults: dict[Span, Diagnostic] = {}
    turns = map_in_batches(
        lambda key: _finish(missing[key], templates, inspect),
        [*missing],
        workers,
        _AT_ONCE,
        cost=lambda key: _weight(missing[key]),
    )
    for some, finished in turns:
        results: dict[Key, bytes] = {}
        for key, made in zip(some, finished, strict=True):
            if isinstance(made, Diagnostic):
                faults.setdefault(made.span, made)
            else:
                found[key], results[cache.key("bytes", made[0].digest)], beside = made
                results |= {key: encode(made[0])} | beside
        cache.put_many(results)
    if missing:
        cache.put_many(grounds.template_entries(templates))
    files = {page.url: found[key] for key, page in zip(keys, pages, strict=True) if key in found}
    kept = {url: LazyBytes(file.digest, file.size, partial(_bytes, file.digest, cache)) for url, file in files.items()}
    return Rendered(kept, {url: file.look for url, file in files.items()}, tuple(faults.values()), reasons)


def _weight(page: Page) -> int:
    """How much a page looks at, against one that shows an article and its neighbours."""
    if not isinstance(page.view, Later):
        return 1
    wanted = page.view.scope.wanted
    return 1 + (len(wanted.named) + len(wanted.said)) // 8


def _remembered(keys: Sequence[Key], cache: Cache) -> dict[Key, Finished]:
    known: dict[Key, Finished | None] = {
        key: decode(data, Finished, None) for key, data in cache.get_many(keys).items()
    }
    return {key: file for key, file in known.items() if file is not None}


def _finish(
    page: Page, templates: Templates, inspect: Inspector
) -> tuple[Finished, bytes, dict[Key, bytes]] | Diagnostic:
    """The file of a page, its bytes as they are kept, and what is to be remembered beside."""
    view = page.view() if isinstance(page.view, Later) else page.view
    if page.template in FORMATS:
        write = partial(FORMATS[page.template], view, templates.environment)
        made: str | bytes | Diagnostic = guarded(page, templates.environment, write)
    else:
        made = render(page, view, templates.environment)
    if isinstance(made, Diagnostic):
        return made
    data, look = (made, Look()) if isinstance(made, bytes) else (made.encode(), inspect(page, made))
    return Finished(digest(data), len(data), look), zlib.compress(data, 1), grounds.entries(page, templates)


def _bytes(known: bytes, cache: Cache) -> bytes:
    key = cache.key("bytes", known)
    kept = cache.get_many([key]).get(key)
    data = zlib.decompress(kept) if kept is not None else b""
    if digest(data) != known:
        # The memory has lost it since, and whoever wants it must begin again.
        raise ContentChanged(known.hex())
    return data
