"""The Content Security Policy (level 3, W3C): what a page may do in a reader's browser.

Each page has the policy that it needs in a `meta` element, and the headers (`http_headers`) have the one that suits all
pages; a browser obeys both. Nothing comes from other hosts but those that the settings name, and no script within a
page is run.
"""

from hjemsite import danish
from hjemsite.model import Allow

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


def policy(*, search: bool = False, recordings: bool = False) -> str:
    """The policy of one page, for its `meta` element.

    Only a page with `search` may send a form, to its own page, and only one with `recordings` may play sound and films.
    """
    more = {"media-src": "'self'"} if recordings else {}
    form = {"form-action": "'self'"} if search else {}
    return "; ".join(f"{name} {value}" for name, value in (_CLOSED | form | more).items())


def allowing(text: str, allow: Allow) -> str:
    """`text`, in which policies stand, where pages may also fetch what the settings `allow`.

    >>> allowing("img-src 'self'; font-src 'self'", Allow(pictures=("https://a.example",)))
    "img-src 'self' https://a.example; font-src 'self'"
    """
    # A script for statistics is worth nothing where it may not send what it counts.
    more = {"script-src": allow.scripts, "connect-src": allow.scripts, "img-src": allow.pictures}
    for name, origins in more.items():
        if origins:
            text = text.replace(f"{name} 'self'", " ".join((f"{name} 'self'", *origins)))
    if allow.frames:
        text = text.replace("base-uri 'none'", f"frame-src {' '.join(allow.frames)}; base-uri 'none'")
    return text


def privacy_words(allow: Allow) -> str:
    """The privacy notice at the foot of every page.

    >>> privacy_words(Allow())
    'Ingen cookies, og intet bliver hentet fra andre steder.'
    >>> privacy_words(Allow(frames=("https://film.example",)))
    'Siden henter indlejrede sider fra film.example, hvor det kan ses, at du har været her.'
    """
    kinds = (("indlejrede sider", allow.frames), ("billeder", allow.pictures), ("programkode", allow.scripts))
    named = (
        (name, danish.list_of([origin.removeprefix("https://") for origin in places]))
        for name, places in kinds
        if places
    )
    parts = [f"{name} fra {places}" for name, places in named]
    return f"Siden henter {danish.list_of(parts)}, hvor det kan ses, at du har været her." if parts else _NOTHING


_NOTHING = "Ingen cookies, og intet bliver hentet fra andre steder."

PAGE, SEARCH, PLAYING = policy(), policy(search=True), policy(recordings=True)
EVERY_FILE = policy(search=True, recordings=True)
"""What suits all pages, for the headers."""
