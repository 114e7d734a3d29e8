"""Whether a built site holds the articles of its corpus: every headline, every word of the bodies, every member.

A builder that leaves something out is fast for nothing, so each first run is looked through.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import Article, Corpus

_HEADLINE = re.compile(r'<h1(?: class="dense")?>(.*?)</h1>', re.DOTALL)
_BODY = re.compile(r'<div class="prose">(.*?)</div>', re.DOTALL)
_SIGNATURE = re.compile(r'<(p|figcaption) class="said".*?</\1>', re.DOTALL)
"""Who said it, which hjemsite's template puts below a quotation; no word of the article's own."""
_MEMBERS = re.compile(r'<a href="/medlemmer/[^"]+">(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_ADDRESS = re.compile(r"<(http[^>]*)>")
_WORD = re.compile(r"\w+")

KINDS = (
    ("artikler", re.compile(r"nyheder/(?!side/|\d{4}/)[^/]+/index\.html")),
    ("lister over nyheder", re.compile(r"(index|nyheder/(side/\d+/|\d{4}/)?index)\.html")),
    ("medlemmer", re.compile(r"medlemmer/.*\.html")),
    ("personer", re.compile(r"personer/.*\.html")),
    ("citater", re.compile(r"citater/.*\.html")),
    ("emner", re.compile(r"emner/.*\.html")),
    ("feeds", re.compile(r"(.*/)?(feed\.(xml|json)|rss\.xml)")),
    ("andre filer", re.compile(r".*")),
)
"""The kinds of files that a site consists of, each with the paths it is found at; the first that fits counts."""


def kinds(output: Path) -> Counter[str]:
    """How many files of each kind a site holds."""
    paths = (path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file())
    return Counter(next(name for name, pattern in KINDS if pattern.fullmatch(path)) for path in paths)


def size(output: Path) -> int:
    """The bytes of all files of a site that readers can get: none begins with a full stop."""
    return sum(path.stat().st_size for path in output.rglob("[!.]*") if path.is_file())


def differences(corpus: Corpus, output: Path, phrase: str) -> Iterator[str]:
    """What differs between the corpus and the articles in the folder of a built site, a sentence for each.

    `phrase` is what the template has every page say.
    """
    expected = {article.slug: article for article in corpus.articles()}
    folders = {path.parent.name: path for path in output.glob("nyheder/*/index.html")}
    pages = {name: path for name, path in folders.items() if not re.fullmatch(r"\d{4}", name)}
    yield from (f"{name} mangler" for name in expected.keys() - pages.keys())
    yield from (f"{name} er ikke i korpus" for name in pages.keys() - expected.keys())
    for name in expected.keys() & pages.keys():
        page = pages[name].read_text(encoding="utf-8")
        if phrase not in page:
            yield f"{name}: skabelonen er en anden"
        yield from (f"{name}: {fault}" for fault in _faults(expected[name], page))


def _faults(article: Article, page: str) -> Iterator[str]:
    if [article.title] != [_text(title) for title in _HEADLINE.findall(page)]:
        yield "overskriften er en anden"
    if _words(_plain(article.body)) != [
        word for body in _BODY.findall(page) for word in _words(_text(_SIGNATURE.sub("", body)))
    ]:
        yield "brødteksten har andre ord"
    if not {member.name for member in article.members} <= {_text(name) for name in _MEMBERS.findall(page)}:
        yield "et medlem mangler"


def _text(markup: str) -> str:
    """What a reader sees; where words may be divided is no part of it."""
    return html.unescape(_TAG.sub("", markup)).replace("\u00ad", "")


def _plain(markdown: str) -> str:
    """Markdown without the addresses of links, which are no words.

    >>> _plain('Se [rapporten](https://example.dk "Titel") på <https://example.dk>.')
    'Se rapporten på https://example.dk.'
    """
    return _ADDRESS.sub(r"\1", _LINK.sub(r"\1", markdown))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)
