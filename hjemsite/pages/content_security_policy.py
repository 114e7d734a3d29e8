"""The Content Security Policy (level 3, W3C): what a page may do in a reader's browser.

Each page has the policy that it needs in a `meta` element, and the server's headers have the one that suits all pages;
a browser obeys both. Nothing comes from other hosts, and no script within a page is run.
"""

_CLOSED = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",  # Lighthouse fetches robots.txt from within the page
    "base-uri": "'none'",
    "form-action": "'none'",
}
# Search is WebAssembly, and fetches its index in pieces; its form leads to its own page.
_SEARCHING = _CLOSED | {
    "script-src": "'self' 'wasm-unsafe-eval'",
    "form-action": "'self'",
}


def policy(*, search: bool = False) -> str:
    """The policy of one page, for its `meta` element. Only a page with `search` may run WebAssembly and send a form."""
    return "; ".join(f"{name} {value}" for name, value in (_SEARCHING if search else _CLOSED).items())


PAGE, SEARCH = policy(), policy(search=True)


def headers(prefix: str) -> str:
    """The headers of every file, in the form that Netlify and Cloudflare Pages read.

    `prefix` is the path at which the site stands. One rule for all pages: where two match, both hold.
    """
    everywhere = {
        "Content-Security-Policy": f"{SEARCH}; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    # The address of an asset, or of a picture on a page, holds a digest of it.
    lasting = {"Cache-Control": "public, max-age=31536000, immutable"}
    return _rule(f"{prefix}/*", everywhere) + "".join(
        _rule(f"{prefix}/{folder}/*", lasting) for folder in ("assets", "billeder")
    )


def _rule(path: str, values: dict[str, str]) -> str:
    return "\n".join((path, *(f"  {name}: {value}" for name, value in values.items()))) + "\n"
