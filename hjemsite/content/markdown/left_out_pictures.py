"""Bodies without some of their pictures, for those whom a picture shows may take back their consent."""

from collections.abc import Collection

from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.model import Html, Passage
from hjemsite.urls import Url

_PICTURE = lazy_pattern(r'<img [^<>]*?src="([^"]*)"[^<>]*>')
_EMPTY = lazy_pattern(r"<p>(?:\s|<br>)*</p>\n?")


def without_pictures(html: Html, left_out: Collection[Url]) -> Html:
    """A body without the pictures at the addresses `left_out`, and without paragraphs that held nothing else.

    >>> without_pictures(Html('<p>En <img src="/a.png" alt="dør">.</p><p><img src="/a.png"></p>'), {Url("/a.png")})
    '<p>En .</p>'
    """
    shorter = _PICTURE.sub(lambda match: "" if match[1] in left_out else match[0], html) if left_out else html
    return html if shorter == html else Html(_EMPTY.sub("", shorter))


def passages_without(passages: tuple[Passage, ...], left_out: Collection[Url]) -> tuple[Passage, ...]:
    """The passages of a body without the pictures at the addresses `left_out`."""
    return tuple(
        Passage(without_pictures(passage.html, left_out), passage.quote, passage.form, passage.first)
        for passage in passages
    )
