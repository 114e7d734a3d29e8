"""What editors have written since a site was finished, where that is nothing but words in a few articles.

Each such article still says the same about everything that other pages and checks stand on; where one doubt is left,
there is nothing to tell.
"""

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from posixpath import dirname

from msgspec import Struct
from msgspec.structs import replace

from hjemsite.cache.blob import digest_of
from hjemsite.cache.cache import Cache, Key
from hjemsite.cache.filestat import FileStat
from hjemsite.content.document import kind_of
from hjemsite.content.document_cache import documents, files_before
from hjemsite.content.frontmatter.fields import ArticleFields
from hjemsite.content.sources import Source, source_at, source_of
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.model import Article
from hjemsite.pages.context import summary
from hjemsite.pipeline.outline import Outline, title_mark
from hjemsite.site import stories
from hjemsite.site.registry import Registry, registry
from hjemsite.site.stories import ResolvedArticle
from hjemsite.system.workers import Workers
from hjemsite.urls import Url

_MOST = 20
"""Files that may have been touched; with more of them, a build is hardly slower."""


class Edit(Struct, frozen=True):
    """An article before and after, and what its story is remembered by now."""

    old: ResolvedArticle
    new: ResolvedArticle
    key: Key

    @property
    def url(self) -> Url:
        return self.new.article.url

    @property
    def source(self) -> str:
        return self.new.article.source

    @property
    def mark(self) -> bytes:
        return title_mark(self.new.article.title, self.new.article.date)

    @property
    def is_renamed(self) -> bool:
        return self.old.article.title != self.new.article.title

    @property
    def is_retold(self) -> bool:
        """Whether pages that mention the article without its text say something else."""
        return self.is_renamed or summary(self.old.article) != summary(self.new.article)


class Edits(Struct, frozen=True):
    """The articles that are others now. `sources` are the files that were touched, and those that are no articles'."""

    articles: Sequence[Edit]
    sources: Mapping[str, Source]
    around: Registry

    @property
    def retold(self) -> set[Url]:
        return {one.url for one in self.articles if one.is_retold}


def edits(
    root: Path, state: Iterable[tuple[str, FileStat]], outline: Outline, cache: Cache, workers: Workers
) -> Edits | None:
    """What has been written below `root/content` since `outline` was the site's.

    `state` are the facts about all files there, which must be as many and have the same names as then.
    """
    near = _near(root, state, outline, cache)
    touched = [one for one in near.values() if digest_of(one.content) != outline.sources[one.path]] if near else []
    if near is None or not all(_is_alone(one.path, outline) for one in touched):
        return None
    around = _around(tuple(near.values()), cache)
    found = [*_told(touched, outline, around, cache, workers)]
    # What two articles with one headline and one day are told is the build's.
    headlines = {one.mark for one in found}
    if len(headlines) < len(touched) or not all(_is_of_words(one, outline) for one in found):
        return None
    return Edits(found, near, around)


def _near(
    root: Path, state: Iterable[tuple[str, FileStat]], outline: Outline, cache: Cache
) -> dict[str, Source] | None:
    """The files that may be others, and those that are no articles'; None where they are too many, or not the same."""
    seen = files_before(root, cache)
    found: dict[str, Source] = {}
    looked_at = others = 0
    for path, file, facts in _below(root / "content", state):
        known = outline.sources.get(path)
        if known is None:
            # A folder, or scrap that no build looks at.
            continue
        looked_at += 1
        before = seen.get(path)
        if before is None or before.stat != facts:
            source = source_at(file, path)
            if isinstance(source, Diagnostic):
                return None
            found[path] = source
            others += 1
        elif before.digest != known:
            found[path] = source_of(file, path, before)
            others += 1
        elif path not in outline.stories:
            found[path] = source_of(file, path, before)
        if others > _MOST:
            return None
    return found if looked_at == len(outline.sources) else None


def _below(folder: Path, state: Iterable[tuple[str, FileStat]]) -> Iterator[tuple[str, str, FileStat]]:
    """What lies below `folder`: its path as that of a source, its file, and the facts about it."""
    above = f"{folder}{os.sep}"
    for file, facts in state:
        if file.startswith(above):
            path = f"{folder.name}/{file.removeprefix(above).replace(os.sep, '/')}"
            yield path if path.isascii() else unicodedata.normalize("NFC", path), file, facts


def _is_alone(path: str, outline: Outline) -> bool:
    """Whether a file is the text of an article, and no file lies idle beside it: of those its text may speak."""
    if not path.endswith("/index.md"):
        return path in outline.stories
    beside = {one for one in outline.sources if one.startswith(f"{dirname(path)}/")}
    return path in outline.stories and beside <= {path, *outline.used.values()}


def _around(sources: Sequence[Source], cache: Cache) -> Registry:
    """What articles refer to, as far as `sources` tell, which need not be all."""
    read = documents((one for one in sources if kind_of(one.path) is not ArticleFields), cache)
    return registry([one.value for one in read if one.value is not None], sources).value


def _told(
    touched: Sequence[Source], outline: Outline, around: Registry, cache: Cache, workers: Workers
) -> Iterator[Edit]:
    """What has become of the articles in the files that were `touched`, but for those with something wrong."""
    now = stories.stories(touched, around.known_names, around.addresses, cache, workers)
    before = stories.cached((outline.stories[one.path] for one in touched), cache)
    for old, (key, new) in zip(before, now.items(), strict=True):
        if old.value is not None and new.value is not None and not old.faults and not new.faults:
            yield Edit(old.value, new.value, key)


def _is_of_words(edit: Edit, outline: Outline) -> bool:
    """Whether an article that readers see differs in nothing but its words, which no other page stands on."""
    old, new = _wordless(edit.old.article), _wordless(edit.new.article)
    links = [[link.url for link in story.trace.links] for story in (edit.old, edit.new)]
    if edit.url not in outline.index.articles or old != new or links[0] != links[1]:
        return False
    return not edit.is_renamed or edit.mark not in outline.titles.values()


def _wordless(article: Article) -> Article:
    return replace(article, title="", summary="", opening="", body=b"")
