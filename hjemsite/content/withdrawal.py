"""A withdrawn article: its notice takes the place of everything else that its file says.

That is done as soon as the fields are typed, so nothing after it has seen the withdrawn words and none can come out.
"""

from collections.abc import Mapping
from html import escape

from hjemsite.content.document import BROKEN_BODY, Document, MarkedBody
from hjemsite.content.frontmatter.decode import ValuePath
from hjemsite.content.frontmatter.fields import ArticleFields, WithdrawalFields
from hjemsite.danish import typography
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.diagnostics.diagnostic import Span
from hjemsite.model import Html, Passage
from hjemsite.urls import HOME, address

HEADLINE = "Nyheden er trukket tilbage"

_BLANK_LINES = lazy_pattern(r"\n\s*\n")


def withdrawn_document(
    path: str,
    fields: ArticleFields,
    withdrawal: WithdrawalFields,
    spans: Mapping[ValuePath, Span],
    broken: frozenset[str],
) -> Document:
    """The document at `path` as its notice: when it may be seen and where it has lived, and nothing else it said."""
    notice = ArticleFields(
        title=HEADLINE,
        date=fields.date,
        draft=fields.draft,
        embargo=fields.embargo,
        expires=fields.expires,
        redirects=fields.redirects,
        withdrawn=withdrawal,
    )
    paragraphs = [" ".join(text.split()) for text in _BLANK_LINES.split(typography.text(withdrawal.text).strip())]
    html = "".join(f"<p>{escape(paragraph, quote=False)}</p>\n" for paragraph in paragraphs)
    return Document(
        path,
        address(path) or HOME,
        notice,
        spans,
        MarkedBody((Passage(Html(html)),)),
        "\n\n".join(paragraphs),
        links=(),
        files=(),
        broken=broken - {BROKEN_BODY},
    )
