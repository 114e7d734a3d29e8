"""Pictures of the library in a body: one without a description gets that of its own file.

Whatever shows the body afterwards, a page, a feed or a document, finds there all that it would find of its own picture.
"""

from collections.abc import Iterable, Mapping
from html import escape, unescape

from hjemsite.content.markdown.picture_credits import split_caption, with_label
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.model import Html, Picture
from hjemsite.site.picture_library import over
from hjemsite.urls import Url

_ELEMENT = lazy_pattern(r"<img [^<>]*>")
_ATTRIBUTE = lazy_pattern(r'([a-z]+)="([^"]*)"')


def with_descriptions(html: Html, pictures: Iterable[Picture]) -> Html:
    """A body in which each of `pictures`, known by its address, has its description, unless the body gives another.

    >>> with_descriptions(Html('<img src="/a.jpg" alt="">'), [Picture(Url("/a.jpg"), "En dør", "Bo Dam")])
    '<img src="/a.jpg" alt="En dør" title="Foto: Bo Dam">'
    """
    by_url = {picture.url: picture for picture in pictures}
    return Html(_ELEMENT.sub(lambda match: _described(match[0], by_url), html)) if by_url else html


def _described(element: str, descriptions: Mapping[Url, Picture]) -> str:
    attributes = dict(_ATTRIBUTE.findall(element))
    url = Url(unescape(attributes["src"]))
    if url not in descriptions:
        return element
    caption, credit = split_caption(unescape(attributes.get("title", "")))
    shown = over(Picture(url, unescape(attributes["alt"]), credit, caption), descriptions[url])
    attributes |= {
        "alt": escape(shown.alt),
        "title": escape(" ".join(filter(None, (shown.caption, with_label(shown.credit))))),
    }
    # No attributes of HTML: what shows the picture takes them out.
    attributes |= {"licence": escape(shown.licence)} if shown.licence else {}
    attributes |= {"origin": shown.origin} if shown.origin else {}
    written = (f'{name}="{value}"' for name, value in attributes.items())
    return f"<img {' '.join(written)}>"
