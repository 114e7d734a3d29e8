"""Posts of a WordPress export as manuscripts; what is no post, or was never for the public, is skipped and named.

A published post stays published and a draft a draft. Pictures are taken from a folder of media on this machine and
never fetched; what only WordPress could show is listed for the editor.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from itertools import count
from pathlib import Path
from urllib.parse import unquote, urlsplit

from hjemsite import danish
from hjemsite.content.frontmatter.pasted_addresses import OLD_ADDRESS
from hjemsite.importer.formats import embedded_pictures
from hjemsite.importer.formats.captions import pictures_without_credit
from hjemsite.importer.formats.manuscript import EmbeddedFile, KnownMetadata, Manuscript, UnreadableError
from hjemsite.importer.formats.web import html as hypertext
from hjemsite.importer.formats.wordpress.wordpress_xml import Export, Item
from hjemsite.limits import BODY_CHARACTERS, BUNDLE_FILE_BYTES
from hjemsite.urls import slug

_STATES = {"publish": False, "future": False, "draft": True, "pending": True}
"""States that are taken in, and whether the article is a draft."""

_KINDS = {
    "page": "en side", "attachment": "en fil i mediearkivet", "nav_menu_item": "et menupunkt",
    "revision": "en revision",
    "wp_block": "en blok", "wp_navigation": "en menu", "wp_global_styles": "sidens udseende", "custom_css": "CSS",
}  # fmt: skip
_UNSORTED = {"uncategorized", "ikke-kategoriseret", "ukategoriseret"}

_SHORTCODE = re.compile(r"\[(/?)([a-z][a-z0-9_-]*)((?:\s[^\[\]]*)?)/?\]")
_KNOWN_CODES = frozenset("audio caption contact-form-7 embed gallery playlist video wp_caption".split())
_CODE_STARTS = ("vc_", "et_pb_", "fusion_", "av_")
_FRAMES = re.compile(r"<(iframe|video|audio|object|embed|form|script)\b([^>]*)>(?:.*?</\1\s*>)?", re.S | re.I)
_SOURCE = re.compile(r"""(?:src|data|action)\s*=\s*["']([^"']*)""", re.I)
_EMBED = re.compile(r"^[ \t]*(https?://[^\s<>\"]+)[ \t]*$", re.M)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_GALLERY = re.compile(r"<!-- wp:gallery\b")
_IMAGE = re.compile(r"<img\b[^>]*>", re.I)
_ATTRIBUTE = re.compile(r"""\b(src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.I)
_BLOCK = re.compile(r"\s*</?(?:p|h[1-6]|ul|ol|li|blockquote|table|div|figure|pre|hr|section|article)\b", re.I)
_SIZE = re.compile(r"-\d+x\d+(?=\.\w+$)")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A Danish sentence that names the item and says why it was left out; `failed` where it should have come along."""

    sentence: str
    failed: bool = False


def manuscripts(export: Export, media: Path | None) -> Iterator[Manuscript | Skipped]:
    """Every item of the export as a manuscript, or why it is none; in the order of the export."""
    attached = {item.text("wp:post_id"): item for item in export.items if item.text("wp:post_type") == "attachment"}
    for item in export.items:
        named = f"»{_title(item) or 'uden titel'}« (linje {item.line})"
        if why := _why_not(item):
            yield Skipped(f"{named} {why}.")
            continue
        try:
            yield _manuscript(item, attached, media)
        except UnreadableError as error:
            yield Skipped(f"{named}: {error}", failed=True)


def _why_not(item: Item) -> str:
    kind, state = item.text("wp:post_type") or "post", item.text("wp:status") or "publish"
    if state == "trash":
        return "ligger i papirkurven"
    if kind != "post":
        return f"er {_KINDS.get(kind, f'af typen {kind}')} og ikke et indlæg"
    if state == "private":
        return "er privat"
    if item.text("wp:post_password"):
        return "er beskyttet med en adgangskode"
    return "" if state in _STATES else f"har tilstanden {state}"


def _title(item: Item) -> str:
    return hypertext.text_of(item.texts.get("title", ""))


def _manuscript(item: Item, attached: Mapping[str, Item], media: Path | None) -> Manuscript:
    found = _Media(media, attached)
    front = found.featured(item.meta.get("_thumbnail_id", ""))
    written, unfinished = _content(item.texts.get("content:encoded", ""), found)
    # The extractor meets a headline above the text, as in a press release.
    words, pieces = hypertext.pieces(f"<h1>{escape(_title(item))}</h1>{front}{written[:BODY_CHARACTERS]}")
    if len(written) > BODY_CHARACTERS:
        unfinished.append(
            f"teksten var på mere end {BODY_CHARACTERS.millions} million tegn, og kun begyndelsen er taget med"
        )
    unfinished += [*found.unfinished, *pictures_without_credit(pieces)]
    is_empty = len(pieces) <= bool(_title(item))
    if is_empty:
        unfinished.append("indlægget var tomt")
    known = _known(item, draft=is_empty or _STATES[item.text("wp:status") or "publish"])
    remarks = (
        (f"{danish.plural(item.comments, 'kommentar', 'kommentarer')} er ikke taget med.",) if item.comments else ()
    )
    return Manuscript(known.name, words, pieces, tuple(found.taken.values()), tuple(unfinished), remarks, known)


def _known(item: Item, draft: bool) -> KnownMetadata:
    title = _title(item)
    name = slug(unquote(item.text("wp:post_name"))) or slug(title) or f"indlaeg-{item.text('wp:post_id') or item.line}"
    stamps = (item.text("wp:post_date"), item.text("wp:post_modified"))
    date = next((stamp[:16] for stamp in stamps if re.match(r"(?:19|20)\d\d-\d\d-\d\d \d\d:\d\d", stamp)), "")
    if date.endswith(" 00:00"):
        date = date[:10]
    kinds = ("category", "post_tag")
    topics = (" ".join(topic.split()) for domain, topic in item.categories if domain in kinds)
    named = tuple(dict.fromkeys(topic for topic in topics if slug(topic) and slug(topic) not in _UNSORTED))
    path = _path(item.text("link"))
    old = (path,) if OLD_ADDRESS.fullmatch(path) and path not in ("/", f"/nyheder/{name}/") else ()
    summary = hypertext.text_of(item.texts.get("excerpt:encoded", ""))
    return KnownMetadata(title or name, date, name, draft, named, old, summary)


def _content(html: str, media: "_Media") -> tuple[str, list[str]]:
    """The HTML of a post without what only WordPress can show, and a sentence for each thing that was taken out."""
    unfinished: list[str] = []
    if _GALLERY.search(html):
        unfinished.append("teksten havde et galleri; billederne står nu under hinanden")
    html = _COMMENT.sub("", html)

    def code(found: re.Match[str]) -> str:
        name, settings = found[2], found[3].strip()
        closed = f"[/{name}]" in html
        if not (name in _KNOWN_CODES or name.startswith(_CODE_STARTS) or closed or "=" in settings):
            return found[0]
        if not found[1] and "caption" not in name:
            unfinished.append(f"koden {found[0][:120]} fra WordPress er taget ud")
        return ""

    def frame(found: re.Match[str]) -> str:
        source = _SOURCE.search(found[0])
        what = f"<{found[1].lower()}>" + (f" med {source[1][:200]}" if source else "")
        unfinished.append(f"indlejret indhold er taget ud: {what}")
        return ""

    def embed(found: re.Match[str]) -> str:
        unfinished.append(f"indlejret indhold er nu et link: {found[1][:200]}")
        return f'<p><a href="{found[1]}">{found[1]}</a></p>'

    html = _EMBED.sub(embed, _SHORTCODE.sub(code, _FRAMES.sub(frame, html)))
    return _IMAGE.sub(media.take, _paragraphs(html)), unfinished


def _paragraphs(html: str) -> str:
    """HTML with the paragraphs that WordPress makes of blank lines when it shows a post."""
    made = []
    for block in re.split(r"\n[ \t]*\n", html):
        if block.strip() and not _BLOCK.match(block):
            block = "<p>" + block.strip().replace("\n", "<br>") + "</p>"
        made.append(block)
    return "\n\n".join(made)


def _path(address: str) -> str:
    """The path of a web address, as it is spelt on a disk; empty where it is no address."""
    try:
        return unquote(urlsplit(address).path)
    except ValueError:
        return ""


@dataclass(slots=True)
class _Media:
    """The pictures of one post, taken from the folder of media by their path below `uploads`, or by their name."""

    folder: Path | None
    attached: Mapping[str, Item]
    taken: dict[Path, EmbeddedFile] = field(default_factory=dict)
    unfinished: list[str] = field(default_factory=list)

    def featured(self, number: str) -> str:
        """HTML for the picture that stands above the post."""
        item = self.attached.get(number.strip())
        if item is None:
            return ""
        address = item.text("wp:attachment_url") or item.text("guid")
        shown = self._shown(address, item.meta.get("_wp_attachment_image_alt", ""))
        return f"<p>{shown}</p>" if shown else ""

    def take(self, image: re.Match[str]) -> str:
        told = {name.lower(): double or single for name, double, single in _ATTRIBUTE.findall(image[0])}
        return self._shown(told.get("src", ""), told.get("alt", ""))

    def _shown(self, address: str, alt: str) -> str:
        file = self._file(address)
        if file is None:
            where = address[:200] or "uden adresse"
            self.unfinished.append(f"billedet {where} er ikke taget med; det ligger ikke i mediemappen")
            return ""
        if file not in self.taken and (why := self._take(file)):
            self.unfinished.append(f"billedet {file.name} er ikke taget med; det {why}")
            return ""
        name = self.taken[file].name
        if not alt.strip():
            self.unfinished.append(f"beskriv billedet {name} for dem, der ikke kan se det")
        return f'<img src="{name}" alt="{embedded_pictures.alt_text(alt)}">'.replace("&", "&amp;")

    def _take(self, file: Path) -> str:
        """Take the picture along, or say why it cannot be."""
        if file.stat().st_size > BUNDLE_FILE_BYTES:
            return f"fylder mere end {BUNDLE_FILE_BYTES.millions} MB"
        data = file.read_bytes()
        if why := embedded_pictures.rejection_reason(data):
            return why
        names = {one.name for one in self.taken.values()}
        stem, ending = slug(file.stem) or "billede", embedded_pictures.suffix_for(data)
        numbered = (f"{stem}{(number and f'-{number}') or ''}{ending}" for number in count())
        self.taken[file] = EmbeddedFile(next(name for name in numbered if name not in names), data)
        return ""

    def _file(self, address: str) -> Path | None:
        """The file in the folder of media that `address` names; never one outside it, and never through a link."""
        if self.folder is None:
            return None
        path = _path(address)
        below = path.partition("/uploads/")[2] or path.rpartition("/")[2]
        ways = dict.fromkeys((_SIZE.sub("", below), below, _SIZE.sub("", below).rpartition("/")[2]))
        root = self.folder.resolve()
        for way in ways:
            parts = way.split("/")
            if not way or "\\" in way or "\0" in way or any(part in ("", ".", "..") for part in parts):
                continue
            file = root.joinpath(*parts)
            if file.resolve() == file and file.is_file():
                return file
        return None
