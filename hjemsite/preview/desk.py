"""The preview's own first page: all news that are not out, those with faults and the latest that are, with their state.

It is made when it is asked for, from what the preview shows and one look at git, and works without JavaScript.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape, unescape
from itertools import islice

from hjemsite.cache.blob import read
from hjemsite.diagnostics import report
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.model import Listed
from hjemsite.preview.git_state import Commits, commits
from hjemsite.preview.shown_site import Shown

DRAFT = "Kladde"
"""How the state of a draft begins."""
_LATEST = 20
"""Articles that are out, of which there may be thousands."""
_TITLE = re.compile(rb"<title>(.*?)</title>", re.S)


def desk_page(shown: Shown, style: str, script: str) -> bytes:
    """The page, with the style sheet and the script at the addresses `style` and `script`."""
    body = "".join(_sections(shown)) if shown.site else "<p>Siden er ikke bygget endnu.</p>"
    failure = f'<p class="fejl">{_plain(shown.failure)}</p>' if shown.failure else ""
    html = (
        '<!doctype html>\n<html lang="da">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>Skrivebordet</title>\n'
        f'<link rel="stylesheet" href="{style}">\n</head>\n<body class="skrivebord">\n<h1>Skrivebordet</h1>\n'
        f'<p><a href="{escape(shown.prefix)}/">Se siden</a></p>\n{failure}{body}'
        f'<script src="{script}" data-version="{escape(shown.version)}" defer></script>\n</body>\n</html>\n'
    )
    return html.encode()


def _sections(shown: Shown) -> Iterator[str]:
    assert shown.site is not None
    faults: dict[str, list[Diagnostic]] = {}
    for fault in shown.faults:
        faults.setdefault(fault.span.path, []).append(fault)
    known = commits(shown.inputs.root)
    articles = sorted(shown.site.articles, key=lambda one: one.date, reverse=True)
    states = {one.source: shown.unpublished.get(one.url, "") for one in articles}
    others = [path for path in faults if path not in states]
    drafts = [one for one in articles if states[one.source].startswith(DRAFT)]
    waiting = [one for one in articles if states[one.source] and one not in drafts]
    out = [one for one in articles if not states[one.source]]

    def rows(found: Iterable[Listed]) -> Iterator[str]:
        return (_row(one, states[one.source], faults.get(one.source, ()), known, shown) for one in found)

    yield from _section("Fejl og advarsler", [_file(path, faults[path]) for path in others])
    yield from _section("Kladder", [*rows(drafts)])
    yield from _section("Planlagt, og det, der er udløbet", [*rows(waiting)])
    more = len(out) - _LATEST
    yield from _section("Udgivet", [*rows(islice(out, _LATEST))], f"… og {more} ældre." if more > 0 else "")


def _section(title: str, rows: Sequence[str], more: str = "") -> Iterator[str]:
    if rows:
        end = f"<p>{more}</p>\n" if more else ""
        yield f"<h2>{title} ({len(rows)})</h2>\n<ul>\n{''.join(rows)}</ul>\n{end}"


def _row(article: Listed, state: str, faults: Sequence[Diagnostic], known: Commits | None, shown: Shown) -> str:
    name = shown.inputs.names.get(article.source, article.source)
    told = [state or "Udgivet", *([known.state(name)] if known else [])]
    marks = "".join(f' <span class="tilstand">{_plain(one)}</span>' for one in told if one)
    link = f'<a href="{escape(shown.prefix + article.url)}">{_plain(_title(article, shown))}</a>'
    return f"<li>{link}{marks}<br><code>{_plain(article.source)}</code>{_told(faults)}</li>\n"


def _file(path: str, faults: Sequence[Diagnostic]) -> str:
    return f"<li><code>{_plain(path)}</code>{_told(faults)}</li>\n"


def _told(faults: Sequence[Diagnostic]) -> str:
    """What is wrong with a file; its page has the whole account."""
    lines = (
        f'<li class="{"fejl" if one.is_error else "advarsel"}">Linje {one.span.line}: '
        f"{_plain(': '.join(filter(None, (one.message, one.hint))))}</li>"
        for one in faults
    )
    return f"<ul>{''.join(lines)}</ul>" if faults else ""


def _title(article: Listed, shown: Shown) -> str:
    """The headline of an article as its page has it; what its file is called where there is none."""
    page = shown.files.get(f"{article.url.strip('/')}/index.html")
    match = _TITLE.search(read(page)) if page is not None else None
    assert shown.site is not None
    return unescape(match[1].decode()).removesuffix(f" – {shown.site.settings.title}") if match else article.slug


def _plain(text: str) -> str:
    return escape(report.visible(text))
