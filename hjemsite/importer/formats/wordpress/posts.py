"""Posts of a WordPress export as manuscripts; what is no post, or was never for the public, is skipped and named.

A published post stays published and a draft a draft. What is not known to be public becomes a draft: a post whose state
cannot be read, half a post, a post with an embargo in it.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote

from hjemsite import danish
from hjemsite.content.embargo.embargo_lines import embargo_lines
from hjemsite.content.frontmatter.pasted_addresses import OLD_ADDRESS
from hjemsite.content.placeholders import NO_ALT, NO_CREDIT
from hjemsite.importer.draft.frontmatter import file_slug
from hjemsite.importer.formats.captions import pictures_without_credit
from hjemsite.importer.formats.manuscript import KnownMetadata, Manuscript, SourceText, UnreadableError
from hjemsite.importer.formats.web import html as hypertext
from hjemsite.importer.formats.web.html_source import html_source
from hjemsite.importer.formats.wordpress.media_files import MediaFiles, path_of
from hjemsite.importer.formats.wordpress.post_content import PostContent, block_texts, is_field_text
from hjemsite.importer.formats.wordpress.post_links import Destination, PostLinks, post_links
from hjemsite.importer.formats.wordpress.wordpress_xml import Export, Item
from hjemsite.limits import BODY_CHARACTERS
from hjemsite.urls import NEWS, slug

_STATES = {"publish": False, "future": False, "draft": True, "pending": True}
"""States that are taken in, and whether the article is a draft."""

_KINDS = {
    "page": "en side", "attachment": "en fil i mediearkivet", "nav_menu_item": "et menupunkt",
    "revision": "en revision",
    "wp_block": "en blok", "wp_navigation": "en menu", "wp_global_styles": "sidens udseende", "custom_css": "CSS",
    "wp_template": "en skabelon", "wp_template_part": "en skabelon",
    "acf-field": "et felt", "acf-field-group": "felter",
}  # fmt: skip
"""Kinds of items that belong to WordPress itself; all others are the site's own."""

_UNSORTED = {"uncategorized", "ikke-kategoriseret", "ukategoriseret"}
_TOPICS = ("category", "post_tag")
_NOT_SORTED_BY = {"author", "nav_menu", "post_format", "language", "wp_theme"}
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BLOCK_END = re.compile(r"</?(?:p|div|h[1-6]|li|blockquote|td|tr)\b[^<>]*>|<br[^<>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A Danish sentence that names the item and says why it was left out; `failed` where it should have come along."""

    sentence: str
    failed: bool = False


def manuscripts(export: Export, media: Path | None, kinds: Collection[str]) -> Iterator[Manuscript | Skipped]:
    """Every item of the export as a manuscript, or why it is none; in the order of the export.

    `kinds` are the types of posts that are press releases.
    """
    reader = _Reader(export, media, kinds)
    for item in export.items:
        named = f"»{_title(item) or 'uden titel'}« (linje {item.line})"
        if reason := _skip_reason(item, kinds):
            yield Skipped(f"{named} {reason}.")
            continue
        try:
            yield reader.manuscript(item)
        except UnreadableError as error:
            yield Skipped(f"{named}: {error}", failed=True)


def own_kinds(export: Export, kinds: Collection[str]) -> Iterator[str]:
    """A remark on types of posts that only this site has, and that nobody has asked for."""
    counts = Counter(item.text("wp:post_type") for item in export.items)
    left = {kind: count for kind, count in counts.items() if kind and kind not in {*kinds, *_KINDS, "post"}}
    if left:
        listed = danish.list_of([f"{danish.number(count)} af typen {kind}" for kind, count in left.items()])
        option = ",".join([*kinds, *left])
        yield f"Eksporten rummer også {listed}. Er det nyheder, så skriv --post-types {option}"


def _skip_reason(item: Item, kinds: Collection[str]) -> str:
    kind, state = item.text("wp:post_type"), item.text("wp:status")
    if state == "trash":
        return "ligger i papirkurven"
    if kind and kind not in kinds:
        return f"er {_KINDS.get(kind, f'af typen {kind}')} og ikke et indlæg"
    if state == "private":
        return "er privat"
    if item.text("wp:post_password"):
        return "er beskyttet med en adgangskode"
    return "" if not state or state in _STATES else f"har tilstanden {state}"


def _title(item: Item) -> str:
    return hypertext.text_of(_BREAK.sub(" ", item.texts.get("title", "")))


def _doubts(item: Item) -> Iterator[str]:
    """Why a post is not known to be public, as tasks for the editor."""
    if item.is_cut:
        yield "eksporten er skåret over midt i indlægget; se, om teksten er hel, og om den var offentlig"
    elif not item.text("wp:status"):
        yield "eksporten siger ikke, om indlægget var offentligt"
    if not item.text("wp:post_type"):
        yield "eksporten siger ikke, om det er et indlæg"
    if not _title(item):
        yield "indlægget har ingen overskrift; skriv en"
    if _has_embargo(item):
        yield "teksten har en embargo; se, om den må komme ud"


def _has_embargo(item: Item) -> bool:
    html = f"{_title(item)}<p>{item.texts.get('content:encoded', '')}"
    text = unescape(re.sub(r"<[^<>]*>", " ", _BLOCK_END.sub("\n", html)))
    return any(not line.is_free for line in embargo_lines(text))


@dataclass(slots=True)
class _Reader:
    """Reads the posts of one export."""

    export: Export
    media: Path | None
    kinds: Collection[str]
    attached: dict[str, Item] = field(init=False)
    reusable: dict[str, Item] = field(init=False)
    names: dict[int, str] = field(init=False)
    links: PostLinks = field(init=False)
    old_addresses: set[str] = field(default_factory=set)
    lacking: dict[int, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        items = self.export.items
        self.attached = {item.text("wp:post_id"): item for item in items if item.text("wp:post_type") == "attachment"}
        self.reusable = {item.text("wp:post_id"): item for item in items if item.text("wp:post_type") == "wp_block"}
        posts = [item for item in items if not _skip_reason(item, self.kinds)]
        self.names = _names(posts)
        addresses = (self.export.address, self.export.site_address)
        self.links = post_links(addresses, (self._destination(item) for item in posts))

    def _destination(self, item: Item) -> tuple[str, str, Destination]:
        is_public = not _STATES.get(item.text("wp:status"), True) and not any(self._doubts(item))
        destination = Destination(f"{NEWS}{self.names[id(item)]}/", _title(item), is_public)
        return item.text("link") if "?" not in item.text("link") else "", item.text("wp:post_id"), destination

    def _doubts(self, item: Item) -> Iterator[str]:
        """Why a post must be a draft, as tasks for the editor."""
        yield from _doubts(item)
        if self._lacks_words(item):
            yield "nyheden er en kladde, til dens billeder er beskrevet og har en fotograf"

    def _lacks_words(self, item: Item) -> bool:
        """Whether a picture of the post has no description or no credit, without which it cannot come out."""
        if self.media is None:
            return False
        if id(item) not in self.lacking:
            media = MediaFiles(self.media, self.attached)
            front = media.featured(item.meta.get("_thumbnail_id", ""))
            html = hypertext.IMAGE.sub(media.image, PostContent(self.reusable).html(item))
            pieces = hypertext.pieces(f"{front}{html[:BODY_CHARACTERS]}")[1] if media.taken else ()
            self.lacking[id(item)] = any(
                placeholder in piece.markdown for piece in pieces for placeholder in (NO_ALT, NO_CREDIT)
            )
        return self.lacking[id(item)]

    def manuscript(self, item: Item) -> Manuscript:
        """A post as a manuscript. Raises `UnreadableError`."""
        content = PostContent(self.reusable)
        media = MediaFiles(self.media, self.attached)
        front = media.featured(item.meta.get("_thumbnail_id", ""))
        written = self.links.rewrite(content.html(item), item.text("link"), media)
        html = hypertext.IMAGE.sub(media.image, written.html)
        doubts = list(self._doubts(item))
        tasks = [*doubts, *content.unfinished, *written.unfinished]
        if len(html) > BODY_CHARACTERS:
            tasks.append("teksten var på mere end 1 million tegn, og kun begyndelsen er taget med")
        # The extractor meets a headline above the text, as in a press release.
        headline = f"<h1>{escape(_title(item))}</h1>" if _title(item) else ""
        words, pieces = hypertext.pieces(f"{headline}{front}{html[:BODY_CHARACTERS]}", set(written.local.values()))
        source = [text for text in _source(item) if text.location != "et link" or text.words not in written.local]
        tasks += [*media.unfinished, *pictures_without_credit(pieces)]
        is_empty = len(pieces) <= bool(headline)
        if is_empty:
            tasks.append("indlægget var tomt")
        metadata, lost = self._metadata(item, is_draft=is_empty or bool(doubts))
        return Manuscript(
            metadata.name,
            words,
            pieces,
            tuple(media.taken.values()),
            tuple(dict.fromkeys([*tasks, *lost])),
            tuple(self._remarks(item)),
            metadata,
            source=tuple(source),
        )

    def _remarks(self, item: Item) -> Iterator[str]:
        if item.comments:
            yield f"{danish.plural(item.comments, 'kommentar', 'kommentarer')} er ikke taget med."
        if self.names[id(item)] != _own_name(item):
            yield f"Et andet indlæg har den samme adresse, så dette hedder {self.names[id(item)]}."

    def _metadata(self, item: Item, *, is_draft: bool) -> tuple[KnownMetadata, list[str]]:
        """What WordPress has stored about a post, and what of it cannot be kept."""
        title, name = _title(item), self.names[id(item)]
        stamps = (item.text("wp:post_date"), item.text("wp:post_modified"))
        date = next((stamp[:16] for stamp in stamps if re.match(r"(?:19|20)\d\d-\d\d-\d\d \d\d:\d\d", stamp)), "")
        date = date.removesuffix(" 00:00")
        path = path_of(item.text("link"))
        is_old = path not in ("", "/", f"{NEWS}{name}/") and "?" not in item.text("link")
        lost = []
        was_public = not _STATES.get(item.text("wp:status"), True)
        if is_old and not OLD_ADDRESS.fullmatch(path):
            lost += [f"den gamle adresse {path[:200]} kan ikke føres videre"] if was_public else []
        elif is_old and path in self.old_addresses:
            lost.append(f"den gamle adresse {path[:200]} har et andet indlæg også, og det beholder den")
        else:
            self.old_addresses.add(path)
        redirects = (path,) if is_old and OLD_ADDRESS.fullmatch(path) and not lost else ()
        is_draft = is_draft or _STATES.get(item.text("wp:status"), True)
        summary = hypertext.text_of(item.texts.get("excerpt:encoded", ""))
        return KnownMetadata(title or name, date, name, is_draft, _topics(item), redirects, summary), lost


def _topics(item: Item) -> tuple[str, ...]:
    """The categories and tags of a post, each once whatever its capitals are."""
    topics: dict[str, str] = {}
    for domain, topic in item.categories:
        name = " ".join(unescape(topic).split())
        if domain in _TOPICS and slug(name) and slug(name) not in _UNSORTED:
            topics.setdefault(slug(name), name)
    return tuple(topics.values())


def _own_name(item: Item) -> str:
    """The last part of the address that a post asks for."""
    stored = slug(unquote(item.text("wp:post_name"), errors="ignore")) or slug(_title(item))
    return file_slug(stored) or f"indlaeg-{item.text('wp:post_id') or item.line}"


def _names(posts: Collection[Item]) -> dict[int, str]:
    """The last part of the new address of each post, by the identity of its item; no two are the same."""
    own_names = {id(item): _own_name(item) for item in posts}
    names: dict[int, str] = {}
    given, first_choices = set[str](), set(own_names.values())
    for key, own in own_names.items():
        name, number = own, 1
        while name in given or (number > 1 and name in first_choices):
            number += 1
            name = f"{own}-{number}"
        given.add(name)
        names[key] = name
    return names


def _source(item: Item) -> Iterator[SourceText]:
    """All text of a post by its location."""
    yield SourceText("overskriften", _title(item))
    html = item.texts.get("content:encoded", "")
    yield from html_source(html)
    yield from (SourceText(f"blokken {name}", text) for name, text in block_texts(html))
    yield from html_source(item.texts.get("excerpt:encoded", ""), "resuméet")
    topics = {(slug(unescape(name)), domain in _TOPICS): (domain, unescape(name)) for domain, name in item.categories}
    for (topic, is_topic), (domain, name) in topics.items():
        if domain not in _NOT_SORTED_BY and topic not in _UNSORTED:
            yield SourceText("et emne" if is_topic else f"emnet {domain}", name)
    yield from _field_texts(item.meta)


def _field_texts(meta: Mapping[str, str]) -> Iterator[SourceText]:
    for name, value in meta.items():
        if is_field_text(name, value):
            yield from html_source(value, f"feltet {name}")
    yield from html_source(
        " ".join(re.findall(r'"content"\s*:\s*"((?:[^"\\]|\\.)*)"', meta.get("footnotes", ""))), "en fodnote"
    )
