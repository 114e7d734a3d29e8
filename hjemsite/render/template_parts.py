"""Which templates a page depends on: its own, those that it names, and those that these name in turn.

A page is rendered again when one of them has changed. A template with a name that is only known when a page is rendered
depends on all others.
"""

from collections.abc import Mapping

from hjemsite.danish.word_patterns import lazy_pattern

OF_PROGRAM = "hjemsite/"
"""How a template names the program's own: `hjemsite/article.html`, also where the site has an `article.html`."""

_TAG = r"\{%[-+]?\s*(?:extends|include|import|from)\b"
_BEGUN = lazy_pattern(_TAG)
_NAMED = lazy_pattern(_TAG + r"\s*([\"'])([^\"']+)\1\s*(?:(?:import|as|with|without|ignore)\b|[-+]?%\})")


def named_templates(text: str) -> frozenset[str] | None:
    """The names of the templates that `text` extends, includes or imports; None if one is only known at rendering.

    >>> sorted(named_templates('{% extends "base.html" %}{%- from "macros.html" import card %}'))
    ['base.html', 'macros.html']
    >>> named_templates('{% include kind ~ ".html" %}') is None
    True
    """
    names = [match[2] for match in _NAMED.finditer(text)]
    return frozenset(names) if len(names) == len(_BEGUN.findall(text)) else None


def template_parts(texts: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Name of a template → the names of those that it depends on, itself included. `texts`: name → text.

    >>> parts = template_parts({"a": '{% extends "b" %}', "b": '{% include "hjemsite/c" %}', "c": ""})
    >>> sorted(parts["a"]), sorted(parts["b"]), sorted(parts["c"])
    (['a', 'b', 'c'], ['b', 'c'], ['c'])
    """
    named = {name: named_templates(text) for name, text in texts.items()}
    all_parts = {}
    for name in texts:
        parts: set[str] = set()
        waiting = {name}
        while waiting:
            parts |= waiting
            waiting = {other for template in waiting for other in _names(named[template], texts)} - parts
        all_parts[name] = frozenset(parts)
    return all_parts


def _names(named: frozenset[str] | None, texts: Mapping[str, str]) -> set[str]:
    """The templates that are meant by the names in a template. A missing one is a fault when a page needs it."""
    if named is None:
        return {*texts}
    return {*named, *(name.removeprefix(OF_PROGRAM) for name in named - texts.keys())} & texts.keys()
