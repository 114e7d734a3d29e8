"""A page for each quotation: the words, who said them and as what, what stands around them, and how to cite them.

There is one for every quote where the settings ask for them (docs/decisions/0042). Its address is known only when all
quotes are, for two may begin alike; so pages that lead there are told it where they are laid out.
"""

from collections.abc import Iterator
from html import escape

from hjemsite.danish import typography
from hjemsite.model import Article, Person, Quote
from hjemsite.pages import json_ld
from hjemsite.pages.article import correction_views, share_card
from hjemsite.pages.components import CitationForm, Link, QuoteView
from hjemsite.pages.context import PageContext
from hjemsite.pages.layout import Layout
from hjemsite.pages.page import Page, Shows, page
from hjemsite.pages.quote_views import QuotePageView
from hjemsite.site.taxonomies import QuoteUrl, article_of
from hjemsite.urls import QUOTES, Url

_TITLE_LENGTH = 70
"""Characters of the words that the page is called by."""


def single_quote_pages(layout: Layout) -> Iterator[Page]:
    """The page of each quote; none where the settings ask for none."""
    people = layout.edition.people
    for quote, url in layout.quote_pages.items():
        article = layout.listed[article_of(quote)]
        number = next(at for at, one in enumerate(article.quoted) if quote.endswith(f"#{one.anchor}"))
        file = people.get(article.speakers[article.quoted[number].speaker].person)
        shows = Shows(
            articles=(article.url,),
            images=(file.photo.url,) if file and file.photo else (),
            document=file.source if file else "",
        )
        yield page(url, "quote.html", quote_page_view, url, number, shows=shows, source=article.source)


def quote_page_view(context: PageContext, url: Url, number: int) -> QuotePageView:
    """The page at `url` of the quote `number` in the article that it shows."""
    article = context.articles[context.shows.articles[0]]
    quote = article.quotes[number]
    shown = context.quotes[QuoteUrl(f"{article.url}#{quote.anchor}")]
    photo = context.document.photo if isinstance(context.document, Person) else None
    title = f"“{_beginning(quote.text)}”"
    frame = context.page_frame(
        f"{title} – {quote.speaker.name}",
        url,
        f"{shown.speaker.name} i “{shown.article}”, {shown.date.text}.",
        path=(("Citater", QUOTES),),
        things=(json_ld.quotation(context.edition, context.addresses, article, quote),),
        article=True,
        card=share_card(context, article),
    )
    return QuotePageView(
        frame=frame,
        quote=shown,
        photo=context.picture(photo),
        around=tuple(_around(typography.text(context.bodies(article.body).text), quote.text)),
        draft=context.edition.unpublished.get(article.url, ""),
        corrections=correction_views(article.corrections),
        article=Link(shown.article, shown.url),
        forms=tuple(_forms(context, article, quote, shown, url)),
    )


def _beginning(text: str) -> str:
    """The first words of a text.

    >>> _beginning("Vi er klar")
    'Vi er klar'
    """
    if len(text) <= _TITLE_LENGTH:
        return text
    return f"{text[:_TITLE_LENGTH].rsplit(' ', 1)[0]} …"


def _around(text: str, quote: str) -> Iterator[str]:
    """The paragraph that a quote begins in, and the one before it where that holds nothing else.

    >>> [*_around("Huset åbner.\\n\\n“Vi er klar,” siger Bo Lund.\\n\\nKom selv.", "Vi er klar")]
    ['“Vi er klar,” siger Bo Lund.']
    >>> [*_around("Bo Lund er glad:\\n\\n“Vi er klar.”", "Vi er klar.")]
    ['Bo Lund er glad:', '“Vi er klar.”']
    """
    paragraphs = [" ".join(one.split()) for one in text.split("\n\n")]
    sought = _bare(quote)[:_TITLE_LENGTH]
    at = next((number for number, one in enumerate(paragraphs) if sought in _bare(one)), None)
    if at is None:
        return
    if at and len(_bare(paragraphs[at])) <= len(_bare(quote)):
        yield paragraphs[at - 1]
    yield paragraphs[at]


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _forms(context: PageContext, article: Article, quote: Quote, shown: QuoteView, url: Url) -> Iterator[CitationForm]:
    """The quote with its source as text, the source alone, and the quote as HTML."""
    by = ", ".join(filter(None, (quote.speaker.name, quote.speaker.title, quote.speaker.organisation)))
    day, place = shown.date.text, context.addresses.full(url)
    source = f"{by}. I: “{article.title}”. {context.edition.settings.alliance}, {day}. {place}"
    yield CitationForm("Citat med kilde", f"“{quote.text}” – {by}, {day}. {place}")
    yield CitationForm("Kilde", source)
    yield CitationForm(
        "HTML",
        f'<blockquote cite="{escape(place)}"><p>{escape(quote.text)}</p></blockquote>'
        f'<p>– {escape(by)}, <a href="{escape(place)}">{escape(day)}</a></p>',
    )
