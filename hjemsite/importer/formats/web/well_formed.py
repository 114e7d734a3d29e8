"""HTML from anywhere as a browser reads it: every tag closed, no comments, no scripts, and all of its words.

Python's own parser needs quadratic time on HTML that was made to cost time, so it never meets any other HTML than this.
"""

import re

import nh3

from hjemsite.importer.formats.manuscript import UnreadableError
from hjemsite.limits import HTML_TAG_DEPTH

_TAGS = set(
    "a abbr address article aside b blockquote body br button caption center code dd del details div dl dt em"
    " fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img ins li main"
    " mark meta nav ol p pre q s section small span strike strong sub summary sup table tbody td tfoot th thead"
    " time title tr u ul".split()
)
_NESTED = re.compile(r"<(/?)(?:a|b|big|blockquote|code|div|em|font|i|ol|pre|s|small|span|strong|table|u|ul)\b", re.I)
"""Tags whose closing tag nobody may leave out."""

_EVERYWHERE = {"class", "id", "style", "hidden"}
_ATTRIBUTES = {
    "*": _EVERYWHERE, "a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}, "time": {"datetime"},
    "meta": {"property", "name", "itemprop", "content"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"},
}  # fmt: skip
_sanitizer = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    clean_content_tags={"script", "style", "template", "noscript"},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)


def check_depth(html: str) -> None:
    """Raises `UnreadableError` for HTML that is nested deeper than any text: parsers need quadratic time in it."""
    depth = deepest = 0
    for closing in _NESTED.findall(html):
        depth += -1 if closing else 1
        deepest = max(deepest, depth)
    if deepest > HTML_TAG_DEPTH:
        raise UnreadableError("Teksten er indlejret i så mange lag, at den ikke kan læses. Kopiér den til en ny fil.")


def well_formed(html: str) -> str:
    """The HTML with closed tags, and without comments, scripts and styles; their attributes that mean something stay.

    Raises `UnreadableError`.

    >>> well_formed("<p>Åben <b>dør<!-- ikke i dag --><script>x()</script>")
    '<p>Åben <b>dør</b></p>'
    """
    check_depth(html)
    return _sanitizer.clean(html)
