"""The desk's first page: all unpublished articles, those with faults, and the latest public ones, with their state.

It is made when it is asked for, from what the preview shows and one look at git, and works without JavaScript.
A browser that may not write gets the same list, to read.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import islice

from msgspec import Struct

from hjemsite.cache.blob import ContentChanged, read
from hjemsite.content.document import kind_of
from hjemsite.content.reader import document
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.model import Listed, Member, Person
from hjemsite.preview.answer import Answer
from hjemsite.preview.desk.page_templates import rendered
from hjemsite.preview.desk.room import Room
from hjemsite.preview.git_state import Commits, commits
from hjemsite.preview.request import OWN
from hjemsite.preview.shown_site import Shown

DRAFT = "Kladde"
"""How the state of a draft begins."""
_LATEST = 20
"""Articles that are out, of which there may be thousands."""
_TITLE = re.compile(rb"<title>(.*?)</title>", re.S)


class Row(Struct, frozen=True):
    """A text in a list: its headline, its address in the preview (none for a file without a page), and its states."""

    title: str
    path: str
    address: str
    states: tuple[str, ...]
    faults: tuple[Diagnostic, ...]
    is_text: bool


class Section(Struct, frozen=True):
    title: str
    rows: tuple[Row, ...]
    older: int = 0


class NamedText(Struct, frozen=True):
    """A text in a list: the name that its fields give it, and its path."""

    name: str
    path: str


class TextList(Struct, frozen=True):
    """All texts of one kind that are no articles; `kind` and `begin` lead to where one is begun."""

    title: str
    texts: tuple[NamedText, ...]
    kind: str = ""
    begin: str = ""


_TEXT_LISTS = {
    "arrangementer": ("Arrangementer", "event", "Nyt arrangement"),
    "medlemmer": ("Medlemmer", "member", "Nyt medlem"),
    "personer": ("Personer", "person", "Ny person"),
    "sider": ("Sider", "page", "Ny side"),
    "billeder": ("Billeder til flere tekster", "", ""),
}
"""Folder in `content/` → the title of its list, the kind of its texts, and the words that begin one."""


def overview(room: Room) -> Answer:
    """The page for a browser that may write."""
    return room.page("skrivebord.html", {**_values(room.shown), "may_write": True})


def desk_page(shown: Shown) -> bytes:
    """The page for a browser that may only read."""
    common = {"own": OWN, "site": f"{shown.prefix}/", "token": ""}
    return rendered("skrivebord.html", {**common, **_values(shown), "may_write": False})


def _values(shown: Shown) -> dict[str, object]:
    return {
        "sections": [*_sections(shown)] if shown.site else [],
        "text_lists": [*_text_lists(shown)] if shown.site else [],
        "is_built": shown.site is not None,
        "failure": shown.failure,
        "version": shown.version,
    }


def _text_lists(shown: Shown) -> Iterator[TextList]:
    site = shown.site
    assert site is not None
    owners = (owner for owner in site.owners() if not isinstance(owner, Listed))
    named = {owner.source: owner.name if isinstance(owner, Member | Person) else owner.title for owner in owners}
    for folder, (title, kind, begin) in _TEXT_LISTS.items():
        paths = {path for path in shown.inputs.paths if path.startswith(f"content/{folder}/") and kind_of(path)}
        texts = [NamedText(_called(path, shown), path) for path in sorted(paths - named.keys())]
        texts += [NamedText(name, path) for path, name in named.items() if path in paths]
        if texts or kind:
            yield TextList(title, tuple(texts), kind, begin)


def _called(path: str, shown: Shown) -> str:
    """The name in the fields of a text that is not in the site as shown, for another has an error; else its path."""
    try:
        read = document(shown.inputs.source(path)).value
    except ContentChanged:
        return path
    return str(getattr(read.fields, "title", "") or getattr(read.fields, "name", "") or path) if read else path


def _sections(shown: Shown) -> Iterator[Section]:
    assert shown.site is not None
    faults: dict[str, list[Diagnostic]] = {}
    for fault in shown.faults:
        faults.setdefault(fault.span.path, []).append(fault)
    git_state = commits(shown.inputs.root)
    articles = sorted(shown.site.articles, key=lambda article: article.date, reverse=True)
    states = {article.source: shown.unpublished.get(article.url, "") for article in articles}
    drafts = [article for article in articles if states[article.source].startswith(DRAFT)]
    waiting = [article for article in articles if states[article.source] and article not in drafts]
    out = [article for article in articles if not states[article.source]]

    def rows(articles: Sequence[Listed]) -> tuple[Row, ...]:
        return tuple(
            _row(article, states[article.source], faults.get(article.source, ()), git_state, shown)
            for article in articles
        )

    new = (path for path in shown.inputs.paths if path.startswith("content/nyheder/") and kind_of(path))
    unseen = {path: () for path in new if path not in states}
    others = tuple(
        _file(path, file_faults, shown) for path, file_faults in {**unseen, **faults}.items() if path not in states
    )
    older = max(len(out) - _LATEST, 0)
    sections = (
        Section("Skal ses efter", others),
        Section("Kladder", rows(drafts)),
        Section("Planlagt, og det, der er udløbet", rows(waiting)),
        Section("Udgivet", rows([*islice(out, _LATEST)]), older),
    )
    yield from (section for section in sections if section.rows)


def _row(article: Listed, state: str, faults: Sequence[Diagnostic], history: Commits | None, shown: Shown) -> Row:
    name = shown.inputs.names.get(article.source, article.source)
    states = (state or "Udgivet", *([history.state(name)] if history else []))
    title, address = _title(article, shown), shown.prefix + article.url
    return Row(title, article.source, address, tuple(filter(None, states)), tuple(faults), is_text=True)


def _file(path: str, faults: Sequence[Diagnostic], shown: Shown) -> Row:
    is_text = path in shown.inputs.files and kind_of(path) is not None
    return Row(_called(path, shown) if is_text else path, path, "", (), tuple(faults), is_text=is_text)


def _title(article: Listed, shown: Shown) -> str:
    """The headline of an article as its page has it; what its file is called where there is none."""
    page = shown.files.get(f"{article.url.strip('/')}/index.html")
    match = _TITLE.search(read(page)) if page is not None else None
    assert shown.site is not None
    return unescape(match[1].decode()).removesuffix(f" – {shown.site.settings.title}") if match else article.slug
