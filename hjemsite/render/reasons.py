"""Why a page is made again: what decides it, part by part, held against what decided it the last time.

No result depends on this: it is what a page's key in the memory is made of, kept so that it can be told.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from hjemsite.cache.blob import digest
from hjemsite.cache.cache import Cache, Key, decode, encode
from hjemsite.cache.fingerprint import fingerprint
from hjemsite.pages.page import Later, Page
from hjemsite.render.formats import uses_templates
from hjemsite.render.templates import Templates

Grounds: TypeAlias = Mapping[str, bytes]
"""What a page depends on, in Danish → what stands for its state."""

UNKNOWN = "kendes ikke fra før"

_OURSELVES, _TEMPLATES = "hjemsite selv", "skabelonerne"


def grounds(page: Page, templates: Templates) -> Grounds:
    """All that decides what the file of `page` holds."""
    found = {_OURSELVES: fingerprint(), "sidens art": digest(page.template, page.source)}
    if uses_templates(page.template):
        found[_TEMPLATES] = templates.digest
    if not isinstance(page.view, Later):
        return found | {name: digest(encode(value)) for name, value in _parts(page.view)}
    make, given = page.view.make, encode(page.view.given)
    return {
        **found,
        **page.view.scope.grounds(),
        "sidens omgivelser": digest(make.__module__, make.__qualname__, given),
    }


def _parts(view: object, above: str = "") -> Iterator[tuple[str, object]]:
    """The parts of a view by their names in a template; of what surrounds the page, each by itself."""
    names = getattr(view, "__struct_fields__", None)
    if names is None:
        yield "sidens indhold", view
        return
    for name in names:
        if name == "frame":
            yield from _parts(getattr(view, name), "frame.")
        else:
            yield f"sidens indhold ({above}{name})", getattr(view, name)


def entries(page: Page, templates: Templates) -> dict[Key, bytes]:
    """What is to be remembered when `page` is made."""
    return {_place("grounds", page.url): encode(grounds(page, templates))}


def template_entries(templates: Templates) -> dict[Key, bytes]:
    """What is to be remembered of the templates, beside each page."""
    return {_place("templates", templates.digest): encode(_texts(templates))}


class Past:
    """On what grounds `pages` were made the last time, as far as `cache` knows."""

    def __init__(self, pages: Iterable[Page], templates: Templates, cache: Cache) -> None:
        places = {_place("grounds", page.url): page.url for page in pages}
        self._grounds = {places[key]: _read(data) for key, data in cache.get_many(places).items()}
        others = {before[_TEMPLATES] for before in self._grounds.values() if _TEMPLATES in before}
        states = {_place("templates", state): state for state in others}
        self._texts = {states[key]: _read(data) for key, data in cache.get_many(states).items()}
        self._texts[templates.digest] = _texts(templates)

    def reasons(self, page: Page, templates: Templates) -> tuple[str, ...]:
        """What has become another since, in Danish."""
        before = self._grounds.get(page.url)
        if not before:
            return (UNKNOWN,)
        now = grounds(page, templates)
        if before.get(_OURSELVES) != now[_OURSELVES]:
            # Whatever else has become another may have done so for that reason.
            return (f"{_OURSELVES} er ændret",)
        return tuple(_differences(self._spelt_out(before), self._spelt_out(now)))

    def _spelt_out(self, found: Grounds) -> Grounds:
        """With each template by itself, where that is known."""
        if (texts := self._texts.get(found.get(_TEMPLATES, b""))) is None:
            return found
        return {**texts, **{name: state for name, state in found.items() if name != _TEMPLATES}}


def _texts(templates: Templates) -> Grounds:
    return {f"skabelonen {name}": digest(text) for name, text in templates.texts.items()}


def _differences(before: Grounds, now: Grounds) -> Iterator[str]:
    for name, state in now.items():
        if name not in before:
            yield f"{name} er kommet til"
        elif before[name] != state:
            yield f"{name} er ændret"
    yield from (f"{name} er faldet bort" for name in before if name not in now)


def _place(kind: str, name: str | bytes) -> Key:
    # No fingerprint: after an upgrade, it is the upgrade that is to be told.
    return Key(digest(kind, name))


def _read(data: bytes) -> Grounds:
    return decode(data, dict[str, bytes], {})
