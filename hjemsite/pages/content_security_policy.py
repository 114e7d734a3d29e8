"""The Content Security Policy (level 3, W3C): what a page may do in a reader's browser.

Each page has the policy that it needs in a `meta` element, and the headers (`http_headers`) have the one that suits all
pages; a browser obeys both. Nothing comes from other hosts, and no script within a page is run.
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
# The form of the search leads to its own page.
_SEARCHING = _CLOSED | {"form-action": "'self'"}


def policy(*, search: bool = False) -> str:
    """The policy of one page, for its `meta` element. Only a page with `search` may send a form."""
    return "; ".join(f"{name} {value}" for name, value in (_SEARCHING if search else _CLOSED).items())


PAGE, SEARCH = policy(), policy(search=True)
