"""A page for each quotation: the words, who said them and as what, what stands around them, and how to cite them.

There is one for every quote where the settings ask for them (docs/decisions/0042). Its address depends on all quotes,
for two may begin alike; so pages that link there get it as an argument when they are laid out.
"""

from collections.abc import Iterator
from html import escape

from hjemsite.danish import typography
from hjemsite.model import Article, Person, Quote
from hjemsite.pages import json_ld
from hjemsite.pages.article import correction_views, share_card
from hjemsite.pages.card_text import quote_card
from hjemsite.pages.components import CitationForm, Link, QuoteView
from hjemsite.pages.context import PageContext
from hjemsite.pages.houses import house
from hjemsite.pages.layout import Layout
from hjemsite.pages.page import Page, Shows, page
from hjemsite.pages.quote_views import QuotePageView
from hjemsite.site.taxonomies import QuoteUrl, article_of
from hjemsite.urls import QUOTES, Slug, Url

_TITLE_LENGTH = 70
"""Characters of the words that the page is called by."""

_SHORT_QUOTE = 160
"""Letters and digits of a quote that is said again where the page shows what stands around it."""


def single_quote_pages(layout: Layout) -> Iterator[Page]:
    """The page of each quote; none where the settings ask for none."""
    people, members = layout.edition.people, layout.edition.members
    for quote, url in layout.quote_pages.items():
        article = layout.listed[article_of(quote)]
        number = next(at for at, passage in enumerate(article.quoted) if quote.endswith(f"#{passage.anchor}"))
        speaker = article.speakers[article.quoted[number].speaker]
        file, member = people.get(speaker.person), members.get(speaker.member or Slug(""))
        pictures = (file.photo if file else None, member.logo if member else None)
        shows = Shows(
            articles=(article.url,),
            images=tuple(picture.url for picture in pictures if picture),
            document=file.source if file else "",
        )
        yield page(url, "quote.html", quote_page_view, url, number, shows=shows, source=article.source)


def quote_page_view(context: PageContext, url: Url, number: int) -> QuotePageView:
    """The page at `url` of the quote `number` in the article that it shows."""
    article = context.articles[context.shows.articles[0]]
    quote = article.quotes[number]
    shown = context.quotes[QuoteUrl(f"{article.url}#{quote.anchor}")]
    photo = context.document.photo if isinstance(context.document, Person) else None
    member = context.edition.members.get(quote.speaker.member) if quote.speaker.member and not photo else None
    title = f"“{_beginning(quote.text)}”"
    frame = context.page_frame(
        f"{title} – {quote.speaker.name}",
        url,
        f"{shown.speaker.name} i “{shown.article}”, {shown.date.text}.",
        path=(("Citater", QUOTES),),
        things=(json_ld.quotation(context.edition, context.addresses, article, quote),),
        article=True,
        card=context.card_view(quote_card(quote, article, context.edition)) or share_card(context, article),
    )
    return QuotePageView(
        frame=frame,
        quote=shown,
        photo=context.picture(photo),
        logo=context.logo(member.logo) if member else None,
        # Somebody of the house is speaking, so there is light in it.
        house=house(member.kind, member.slug, lit=True) if member and not member.logo else None,
        around=tuple(_paragraphs_around(typography.text(context.bodies(article.body).text), quote.text)),
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


def _paragraphs_around(text: str, quote: str) -> Iterator[str]:
    """The paragraph before the one that a quote stands in, that one, and the next, where these are sentences and no
    headings or rows of a table. A long quote is not said again.

    >>> [*_paragraphs_around("Huset åbner.\\n\\n“Vi er klar,” siger Bo Lund.\\n\\nKom selv.", "Vi er klar")]
    ['Huset åbner.', '“Vi er klar,” siger Bo Lund.', 'Kom selv.']
    >>> [*_paragraphs_around("Baggrund\\n\\n“Vi er klar,” siger Bo Lund.\\n\\nMåned Antal", "Vi er klar")]
    ['“Vi er klar,” siger Bo Lund.']
    >>> long = "Vi er klar til det, " + 20 * "og vi har øvet os, " + "så kom bare an nu"
    >>> [*_paragraphs_around(f"“{long}”, siger Bo Lund.", long)]
    ['“Vi er klar til det, og vi har øvet […] vi har øvet os, så kom bare an nu”, siger Bo Lund.']
    """
    paragraphs = [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]
    letters, bare = [*map(_bare, paragraphs)], _bare(quote)
    first = next((at for at, paragraph in enumerate(letters) if bare[:_TITLE_LENGTH] in paragraph), None)
    if first is None:
        return
    ends = (at for at, paragraph in enumerate(letters[first:], first) if bare[-_TITLE_LENGTH:] in paragraph)
    last = next(ends, first)
    yield from filter(_is_sentence, paragraphs[max(first - 1, 0) : first])
    yield _without_middle(" ".join(paragraphs[first : last + 1]), bare)
    yield from filter(_is_sentence, paragraphs[last + 1 : last + 2])


def _is_sentence(paragraph: str) -> bool:
    """Whether a paragraph ends as a sentence does; a mark that closes a quote or a bracket may stand behind that.

    >>> _is_sentence("Så siger hun: “Kom.”"), _is_sentence("Tal for hele landet")
    (True, False)
    """
    return paragraph.rstrip("”»\"’') ").endswith((".", "!", "?", "…", ":"))


def _without_middle(text: str, bare: str) -> str:
    """`text` with the beginning and the end alone of the long quote in it whose letters and digits are `bare`."""
    places = [index for index, letter in enumerate(text) if letter.isalnum()]
    at = _bare(text).find(bare)
    if at < 0 or len(bare) <= _SHORT_QUOTE:
        return text
    begin, end = places[at], places[at + len(bare) - 1] + 1
    first, last = text[begin : begin + _TITLE_LENGTH // 2].rpartition(" ")[0], text[end - _TITLE_LENGTH // 2 : end]
    return f"{text[:begin]}{first} […] {last.partition(' ')[2]}{text[end:]}"


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _forms(context: PageContext, article: Article, quote: Quote, shown: QuoteView, url: Url) -> Iterator[CitationForm]:
    """The quote with its source as text, the source alone, and the quote as HTML."""
    by = ", ".join(filter(None, (quote.speaker.name, quote.speaker.title, quote.speaker.organisation)))
    day, address = shown.date.text, context.addresses.full(url)
    source = f"{by}. I: “{article.title}”. {context.edition.settings.alliance}, {day}. {address}"
    yield CitationForm("Citat med kilde", f"“{quote.text}” – {by}, {day}. {address}")
    yield CitationForm("Kilde", source)
    yield CitationForm(
        "HTML",
        f'<blockquote cite="{escape(address)}"><p>{escape(quote.text)}</p></blockquote>'
        f'<p>– {escape(by)}, <a href="{escape(address)}">{escape(day)}</a></p>',
    )
