"""Values, speakers, quotes and contacts as they are written in front matter, with a mark at what is not certain.

They are written so that our own reader finds the very text again, with as few signs as that takes.
"""

import re
import textwrap
from collections.abc import Iterator

from hjemsite import danish
from hjemsite.content.frontmatter.review_marks import MARK_PREFIX, UNCERTAIN
from hjemsite.content.frontmatter.syntax.field_lines import ends_with_lone_mark
from hjemsite.content.markdown.invisible_characters import INVISIBLE
from hjemsite.importer.draft import body_selection
from hjemsite.importer.extract.result import (
    Confidence,
    Extracted,
    ExtractedContact,
    ExtractedQuote,
    ExtractedSpeaker,
    KnownMembers,
)
from hjemsite.limits import SLUG_CHARACTERS
from hjemsite.urls import NEWS, Slug, is_reserved, slug

MAX_LINE = 100
"""How many characters a value may have to stand on the line of its field."""

_PLAIN = re.compile(r"[^\W_](?:[^\s#:]|:(?=[0-9/])|[ ](?=[^\s#]))*+")
"""What YAML reads as text without quotation marks."""
_EMPTY = ("null", "Null", "NULL")

_CONFIDENCE_WORDS = {Confidence.CERTAIN: "", Confidence.LIKELY: "sandsynlig", Confidence.DOUBTFUL: UNCERTAIN}
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")


def file_slug(headline: str) -> Slug:
    """The last part of an article's address and of its file's name: `headline` as a slug, cut at a word if it is long.

    Empty where the headline has no letter or digit. Never the address of a list of the site.

    >>> file_slug("Åben dør på Ærø"), file_slug("2024")
    ('aaben-doer-paa-aeroe', '2024-nyhed')
    """
    whole = slug(headline, longest=10_000)
    name = whole if len(whole) <= SLUG_CHARACTERS else slug(headline)
    return Slug(f"{name}-nyhed") if is_reserved(f"{NEWS}{name}/") else name


def review_mark(confidence: Confidence, more: str = "") -> str:
    """The comment behind a value that an editor must look at, with two blanks before it; empty for a certain value.

    `more` is a further reason to look, in Danish.

    >>> review_mark(Confidence.DOUBTFUL, "teksten nævner flere")
    '  # tjek: usikker; teksten nævner flere'
    """
    reasons = "; ".join(filter(None, (_CONFIDENCE_WORDS[confidence], more)))
    return f"  {MARK_PREFIX} {one_line(reasons)}" if reasons else ""


def one_line(text: str) -> str:
    """`text` with single blanks for all white space, and without invisible characters.

    >>> one_line("Aarhus\\n  Kom\u00admune")
    'Aarhus Kommune'
    """
    return " ".join(INVISIBLE.sub("", text).replace("\u00ad", "").split())


def scalar(text: str) -> str:
    """A text of one line as a YAML value: bare where that is safe, else in quotation marks.

    >>> print(scalar("Aalborg Kommune"), scalar("Tekst: Nøglen"), scalar('"Hjem" til alle'))
    Aalborg Kommune "Tekst: Nøglen" '"Hjem" til alle'
    """
    text = one_line(text)
    if _PLAIN.fullmatch(text) and text not in _EMPTY and not ends_with_lone_mark(text):
        return text
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def field_lines(key: str, text: str, indent: str = "", mark: str = "") -> str:
    """A field of front matter as whole lines, without the last break.

    A long text, or one with paragraphs (a blank line between them), becomes a YAML block. `mark` is a `review_mark`.

    >>> print(field_lines("text", "Vi er klar.\\n\\nNu.", "    "))
        text: |-
          Vi er klar.
    <BLANKLINE>
          Nu.
    """
    paragraphs = [one_line(part) for part in text.split("\n\n")]
    if len(paragraphs) == 1 and len(paragraphs[0]) <= MAX_LINE:
        return f"{indent}{key}: {scalar(paragraphs[0])}{mark}"
    sign = "|-" if len(paragraphs) > 1 else ">-"
    return f"{indent}{key}: {sign}{mark}\n" + textwrap.indent("\n\n".join(paragraphs), f"{indent}  ")


def contact_lines(contact: ExtractedContact, is_listed: bool) -> Iterator[str]:
    """The lines of a contact below `contact`, as an item of a list where there are several.

    An address or number that the site would refuse is left out. What to ask about is said where there are several.
    """
    indent = "    " if is_listed else "  "
    yield f"{'  - ' if is_listed else indent}name: {scalar(contact.name)}{review_mark(contact.confidence)}"
    if contact.title:
        yield f"{indent}title: {scalar(contact.title)}"
    if _EMAIL.fullmatch(contact.email):
        yield f"{indent}email: {contact.email}"
    if danish.phone(contact.phone):
        yield f"{indent}phone: {contact.phone}"
    if is_listed and contact.about:
        yield f"{indent}about: {scalar(contact.about)}"


def speaker_lines(speaker: ExtractedSpeaker, members: KnownMembers) -> Iterator[str]:
    """A speaker as an item of the list `speakers`. An organisation that is a member is given as such."""
    yield f"  - name: {scalar(speaker.name.text)}{review_mark(speaker.name.confidence)}"
    if speaker.title:
        yield _part("title", speaker.title)
    if speaker.organisation:
        name = body_selection.folded_words(speaker.organisation.text)
        called_so = (member for member, names in members.items() if name in map(body_selection.folded_words, names))
        member = next(called_so, None)
        if member:
            yield f"    member: {member}{review_mark(speaker.organisation.confidence)}"
        else:
            yield _part("organisation", speaker.organisation)


def _part(key: str, extracted: Extracted) -> str:
    return f"    {key}: {scalar(extracted.text)}{review_mark(extracted.confidence)}"


def quote_lines(quote: ExtractedQuote, speaker: str) -> Iterator[str]:
    """A quote as an item of the list `quotes`, said by `speaker`. Further speakers are named in the mark."""
    together = f"sagt sammen med {danish.list_of(quote.speakers[1:])}" if quote.speakers[1:] else ""
    yield f"  - speaker: {scalar(speaker)}{review_mark(quote.confidence, together)}"
    yield field_lines("text", quote.words.text, "    ", review_mark(quote.words.confidence))
