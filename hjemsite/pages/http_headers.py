"""The HTTP headers of each file, and redirects from old addresses: `_headers` and `_redirects`.

Netlify and Cloudflare Pages read the two files; for other servers `hjemsite headers` translates them. Where several
rules match an address, all of them hold, so no two may set the same header.
"""

from collections.abc import Iterable, Mapping

from hjemsite.model import Allow
from hjemsite.pages.content_security_policy import EVERY_FILE
from hjemsite.urls import ASSETS, EDITOR, FEED, HOME, JSON_FEED, OPML, PICTURES, RSS

_POLICY = "Content-Security-Policy"
_EMBEDDER = "Cross-Origin-Embedder-Policy"
_UNFRAMED = "frame-ancestors 'none'"
_EVERYWHERE = {
    _POLICY: f"{EVERY_FILE}; {_UNFRAMED}",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    _EMBEDDER: "require-corp",
}
# The address of an asset, or of a picture on a page, holds a digest of it.
_LASTING = {"Cache-Control": "public, max-age=31536000, immutable"}
# Scripts on other sites may read what is made for programs.
_OPEN = {"Access-Control-Allow-Origin": "*"}

GONE = 410
"""The status of a page that will not come back (RFC 9110, section 15.5.11)."""
# A file that is not HTML has no meta element for it.
_UNSHOWN = {"X-Robots-Tag": "noindex"}

RULES: Mapping[str, Mapping[str, str]] = {
    "/*": _EVERYWHERE,
    **{f"{folder}*": _LASTING for folder in (ASSETS, PICTURES)},
    **dict.fromkeys(("/data/*", FEED, RSS, JSON_FEED, OPML), _OPEN),
}
"""Address, or with `*` at its end all that begin so, from the root of the site → the headers of what lies there."""


def everywhere(allow: Allow) -> Mapping[str, str]:
    """The headers of every file. What a site fetches from elsewhere may not agree to be embedded, so nobody asks it."""
    return {name: value for name, value in _EVERYWHERE.items() if name != _EMBEDDER or not allow.hosts}


def rules_beside_editor(parts: Iterable[str], policy: str, allow: Allow) -> Mapping[str, Mapping[str, str]]:
    """The rules of a site with an editors' page, which has a `policy` of its own; `parts` are those of the whole site.

    Since no rule takes back what another says, the site's policies are said of each part and not of all.
    """
    every = everywhere(allow)
    policies = {name: value for name, value in every.items() if name in (_POLICY, _EMBEDDER)}
    own = {part: dict(RULES.get(part, {})) for part in (*RULES, *parts) if part != "/*"}
    for part in parts:
        own[part] |= {_POLICY: f"{policy}; {_UNFRAMED}"} if part == f"{EDITOR}*" else policies
    return {"/*": {name: value for name, value in every.items() if name not in policies}, **own}


def first_part(url: str) -> str:
    """The rule that holds for the first folder of an address, or for a file at the root.

    >>> first_part("/nyheder/2022/"), first_part("/feed.xml"), first_part("/")
    ('/nyheder/*', '/feed.xml', '/')
    """
    folder, slash, _ = url.removeprefix(HOME).partition("/")
    return f"/{folder}/*" if slash else url


def headers(prefix: str, unshown: Iterable[str] = (), rules: Mapping[str, Mapping[str, str]] = RULES) -> str:
    """The file `_headers`. `prefix` is the path at which the site stands: `/nyt`, or empty.

    Search engines shall show nothing at the addresses `unshown`, as `RULES` has them, and then no file of all articles.

    >>> print(headers("/nyt").split("/nyt/assets/*")[1].split("/nyt/billeder/*")[0])
    <BLANKLINE>
      Cache-Control: public, max-age=31536000, immutable
    <BLANKLINE>
    """
    hidden = dict.fromkeys(unshown, _UNSHOWN)
    shared = {
        path: {**values, **(_UNSHOWN if hidden and _OPEN.items() <= values.items() else {})}
        for path, values in rules.items()
    }
    return "".join(_rule(prefix + path, values) for path, values in (shared | hidden).items())


def _rule(path: str, values: Mapping[str, str]) -> str:
    return "\n".join((path, *(f"  {name}: {value}" for name, value in values.items()))) + "\n"


def redirects(moved: Iterable[tuple[str, str]], gone: Iterable[str] = ()) -> str:
    """The file `_redirects`: pairs of an old address and the new one, and pages that are `gone`, as links write them.

    Netlify answers for a page that is gone with what is left of it and the status 410; Cloudflare Pages has no such
    status, passes over the line and answers with the page and 200. It also passes over an old address with a query,
    which Netlify takes as words after the path.

    >>> redirects([("/gammel/", "/ny/")], ["/nyheder/fejl/"])
    '/gammel/ /ny/ 301\\n/nyheder/fejl/ /nyheder/fejl/index.html 410!\\n'
    >>> redirects([("/vis.aspx?id=12&side=2", "/ny/")])
    '/vis.aspx id=12 side=2 /ny/ 301!\\n'
    """
    lines = (*map(_redirect, moved), *(f"{url} {url}index.html {GONE}!\n" for url in gone))
    return "".join(lines)


def _redirect(moved: tuple[str, str]) -> str:
    old, new = moved
    path, _, query = old.partition("?")
    # Of a path that still has a page, only the forced line is looked at.
    return f"{path} {' '.join(query.split('&'))} {new} 301!\n" if query else f"{old} {new} 301\n"
