"""The bar that the preview puts on each page: its source file, the article's state, and the faults.

The bar is in a shadow tree, so its style and the site's do not affect each other. It is added when a page is served and
is never part of a built file.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from http import HTTPStatus
from itertools import islice

from hjemsite.diagnostics import report
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.limits import FAULTS_IN_PREVIEW
from hjemsite.model import Dated
from hjemsite.preview.git_state import git_state
from hjemsite.preview.request import OWN as OWN
from hjemsite.preview.shown_site import Shown

_POLICY = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)')

_REFUSALS = {
    HTTPStatus.BAD_REQUEST: "Forespørgslen kan ikke forstås.",
    HTTPStatus.FORBIDDEN: "Forhåndsvisningen svarer ikke andre sider.",
    HTTPStatus.NOT_FOUND: "Siden findes ikke.",
    HTTPStatus.METHOD_NOT_ALLOWED: "Forhåndsvisningen kan kun læses.",
    HTTPStatus.LENGTH_REQUIRED: "Forespørgslen kan ikke forstås.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Det, du sender, er for stort.",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "Forespørgslen er for lang.",
    HTTPStatus.SERVICE_UNAVAILABLE: "Siden bliver bygget netop nu. Prøv igen om lidt.",
    HTTPStatus.MISDIRECTED_REQUEST: "Forhåndsvisningen svarer kun på denne computers eget navn.",
}


def error_page(status: HTTPStatus | None) -> bytes:
    """An error page of the preview itself; without a status, the page shown while no build has given a site yet."""
    heading = _REFUSALS[status] if status else "Siden kan ikke vises endnu."
    html = (
        '<!doctype html>\n<html lang="da">\n<head>\n<meta charset="utf-8">\n<title>Forhåndsvisning</title>\n'
        f'<link rel="stylesheet" href="{OWN}forhaandsvisning.css">\n</head>\n'
        f'<body class="besked">\n<h1>{escape(heading)}</h1>\n</body>\n</html>\n'
    )
    return html.encode()


def with_overlay(page: bytes, url: str, shown: Shown) -> bytes:
    """The page at `url` with the bar and the script that reloads it."""
    body, end, rest = page.rpartition(b"</body>")
    if not end:
        body, rest = page, b""
    return _listening(body) + _overlay(url, shown).encode() + end + rest


def _listening(page: bytes) -> bytes:
    """The page with its content security policy extended to allow the preview's event stream."""

    def allow(match: re.Match[bytes]) -> bytes:
        return match[0] if b"connect-src" in match[2] else match[0] + b"; connect-src 'self'"

    return _POLICY.sub(allow, page)


def _overlay(url: str, shown: Shown) -> str:
    source, state = _origin(url, shown)
    bar = "".join(
        (
            '<p class="linje"><strong>Forhåndsvisning</strong> ',
            f'<a href="{OWN}">Skrivebordet</a>',
            f" <code>{_plain(source)}</code>" if source else "",
            f' <span class="tilstand">{_plain(state)}</span>' if state else "",
            "</p>",
            *_fault_texts(source, shown),
        )
    )
    return (
        '<hjemsite-forhaandsvisning><template shadowrootmode="open">'
        f'<link rel="stylesheet" href="{OWN}forhaandsvisning.css">'
        f'<aside aria-label="Forhåndsvisning">{bar}</aside></template></hjemsite-forhaandsvisning>\n'
        f'<script src="{OWN}forhaandsvisning.js" data-version="{escape(shown.version)}" defer></script>\n'
    )


def _origin(url: str, shown: Shown) -> tuple[str, str]:
    """The source file of the page at `url`, and whether its article or event is public; empty for a list page."""
    site = shown.site
    if site is None:
        return "", ""
    owner = next((candidate for candidate in site.owners() if candidate.url == url), None)
    if owner is None:
        return "", ""
    is_dated = isinstance(owner, Dated)
    return owner.source, (shown.unpublished.get(url) or _committed(owner.source, shown)) if is_dated else ""


def _committed(source: str, shown: Shown) -> str:
    """The state of a public article in the bar. Only a committed article can be published."""
    return git_state(shown.inputs.root, shown.inputs.names.get(source, source)) or "Udgivet"


def _fault_texts(source: str, shown: Shown) -> Iterator[str]:
    if shown.failure:
        yield f'<p class="fejl">{_plain(shown.failure)}</p>'
    if not shown.faults:
        return
    here = [fault for fault in shown.faults if source and fault.span.path == source]
    others = [fault for fault in shown.faults if fault not in here]
    opened = "" if shown.is_sound else " open"
    yield f"<details{opened}><summary>{report.summary(shown.faults)}"
    yield f" ({len(here)} i denne fil)" if here else ""
    yield "</summary>"
    if not shown.is_sound:
        what = "Siden er den sidste, der var uden fejl." if shown.complete else "Noget kan mangle på siden."
        yield f'<p class="detalje">{what} Den bliver vist igen af sig selv, når fejlene er rettet.</p>'
    yield from _faults((*here, *others), shown)
    yield "</details>"


def _faults(faults: Sequence[Diagnostic], shown: Shown) -> Iterable[str]:
    for fault in islice(faults, FAULTS_IN_PREVIEW):
        first, _, excerpt = report.as_text([fault], shown.lines).partition("\n")
        name, _, message = first.partition(": ")
        kind = "fejl" if fault.is_error else "advarsel"
        yield f'<section class="{kind}"><h2>{escape(message)} <code>{escape(name)}</code></h2>'
        yield f"<pre>{escape(excerpt)}</pre></section>"
    if len(faults) > FAULTS_IN_PREVIEW:
        yield f"<p>… og {len(faults) - FAULTS_IN_PREVIEW} mere. Resten kommer frem, når de første er rettet.</p>"


def _plain(text: str) -> str:
    return escape(report.visible(text))
