"""What an import leaves out: the words of the imported file, counted against the words of the draft.

The source is read apart from the conversion (`Manuscript.source`), so a converter that drops something cannot hide it.
The law: every word of the source is in the draft or in a `Loss`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from unicodedata import normalize
from urllib.parse import unquote

from hjemsite.importer.draft import body_selection
from hjemsite.importer.draft.article_draft import Draft
from hjemsite.importer.extract.result import Extraction
from hjemsite.importer.formats.manuscript import Manuscript, SourceText
from hjemsite.limits import EXCERPT_SHOWN

_WORD = re.compile(r"[^\W_]+")
_CLASS = re.compile(r"\{\.\w+\}")
_NO_SPACE = re.compile("[*_`~\\\\\u00ad\u200b-\u200d\u2060\ufeff]")
"""Markdown's signs inside a word, and characters that nobody sees."""

_TODO = re.compile(r"# tjek:.*|^# Læst ind af hjemsite.*", re.MULTILINE)
_COPIED = re.compile(r"^(?:speakers|quotes):\n(?:[ #].*\n|\n(?= ))*", re.MULTILINE)
"""Fields that repeat words of the body, and so prove nothing."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Words of the source that the body of the draft does not have, and their location in the source.

    `field` is the field that says the same in another way, "" where there is none.
    """

    location: str
    words: str
    field: str = ""

    def __str__(self) -> str:
        words = " ".join(self.words.split())
        excerpt = words if len(words) <= EXCERPT_SHOWN else f"{words[:EXCERPT_SHOWN].rsplit(' ', 1)[0]} …"
        what = f"Læst ind i feltet {self.field}" if self.field else "Ikke taget med"
        return f"{what}: »{excerpt}« ({self.location})."


def words_of(text: str) -> list[str]:
    """The words of a text or of Markdown, with nothing but letters and digits, folded.

    >>> words_of("**Ny**bygget på Ær\\u00adø: [se](https://noeglen.example/a%20b)")
    ['nybygget', 'på', 'ærø', 'se', 'https', 'noeglen', 'example', 'a', 'b']
    """
    return _WORD.findall(_NO_SPACE.sub("", _CLASS.sub("", normalize("NFC", unquote(unescape(text))))).casefold())


def losses(source: Iterable[SourceText], kept: Iterable[str]) -> tuple[Loss, ...]:
    """What `source` has beyond the words `kept`, in the order of the source.

    >>> losses([SourceText("teksten", "Åben dør"), SourceText("sidefoden", "Side 1")], ["åben", "dør"])
    (Loss(location='sidefoden', words='Side 1', field=''),)
    """
    kept = list(kept)
    left = Counter(kept)
    whole = f" {' '.join(kept)} "
    texts = [(text, words_of(text.words)) for text in source]
    open_texts = []
    for text, words in texts:
        # A paragraph that stands in the draft as it is takes its words before others take some of them.
        needed = Counter(words)
        if f" {' '.join(words)} " in whole and needed <= left:
            left -= needed
        else:
            open_texts.append((text, words))
    return tuple(loss for text, words in open_texts for loss in _missing(text, words, left))


def _missing(text: SourceText, words: list[str], left: Counter[str]) -> Iterator[Loss]:
    """The loss of one text, which takes its words from `left`: a few words, or all of it."""
    missing = []
    taken: Counter[str] = Counter()
    for word in words:
        parts = [word] if left[word] > taken[word] else _two_words(word, left - taken)
        taken.update(parts)
        if not parts:
            missing.append(word)
    if not missing:
        left -= taken
    elif 2 * len(missing) >= len(words):
        yield Loss(text.location, text.words)
    else:
        left -= taken
        yield Loss(text.location, " ".join(missing))


def _two_words(word: str, left: Counter[str]) -> list[str]:
    """Two of the words in `left` that `word` is put together of, as where a note stands behind a word."""
    for cut in range(1, len(word)):
        first, second = word[:cut], word[cut:]
        if left[first] and left[second] > (first == second):
            return [first, second]
    return []


def losses_of(
    manuscript: Manuscript, draft: Draft, extraction: Extraction, taken_out: Sequence[Loss] = ()
) -> tuple[Loss, ...]:
    """What the draft of a manuscript does not have: what was `taken_out` before it was written, and all else."""
    removed = [word for loss in taken_out for word in words_of(loss.words)]
    return (*taken_out, *losses(manuscript.source, _kept_words(manuscript, draft, extraction, removed)))


def _kept_words(manuscript: Manuscript, draft: Draft, extraction: Extraction, removed: Sequence[str]) -> list[str]:
    """The words of a draft. A paragraph that has become fields counts as a whole, and once: as it was, or as fields."""
    front, _, body = _TODO.sub("", draft.files[draft.path].decode()).removeprefix("---\n").partition("\n---\n")
    fields = words_of(_COPIED.sub("", f"{front}\n"))
    paragraphs: list[str] = [*removed]
    for start, end in body_selection.paragraphs_in_fields(manuscript, extraction):
        paragraphs += words_of(manuscript.text[start:end])
    beyond = Counter(fields) - Counter(paragraphs)
    return words_of(body) + paragraphs + list(beyond.elements())
