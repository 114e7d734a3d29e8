"""What a page would do against the site's policy: run something of its own, or fetch something from elsewhere.

Every page is looked at. A quick look finds the few that might; those are read tag by tag.
"""

import re
from collections.abc import Iterator
from functools import cache

from hjemsite.model import Allow
from hjemsite.pages.content_security_policy import PAGE, PLAYING, SEARCH, allowing
from hjemsite.render.render import Flaw

_NAME = r"(?=[sSoO][tTnN])(?:[sS][tT][yY][lL][eE]|[oO][nN][a-zA-Z]+)\s*="
# Tags that run or fetch, but for our own script and for data; then attributes that run. Each begins with a fixed
# character, which makes the look ten times as quick, and the letters that can follow come before the words.
_DOUBTS = (
    re.compile(
        r"<(?=[A-Zbefilmostuv]|a[nu])"
        r'(?:[A-Z]|style\b|base\b|i?frame\b|object\b|embed\b|script(?! src="/[^/]| type="application/ld\+json">)'
        r'|meta\b(?! (?:charset|name|property|http-equiv="Content-Security-Policy")[ =])'
        r"|(?:body|table|t[dhr])\b[^>]*background"
        r'|(?:link(?! rel="(?:canonical|alternate)")|img|source|video|audio|track|input|form|use|image|fe[iI]mage'
        r"|animate|set)\b[^>]*//)"
    ),
    re.compile(" " + _NAME),
    re.compile("\n" + _NAME),
    # A drawing on every page is filled with a pattern of its own, with url(#gade).
    re.compile(r"url\((?!#)"),
    re.compile(r"URL\((?!#)"),
)


@cache
def _policies(allow: Allow) -> tuple[str, ...]:
    """The policies that a page may have, as a template escapes them; one that leads on is always the strict one."""
    every = (*(allowing(policy, allow) for policy in (PAGE, SEARCH, PLAYING)), PAGE)
    return tuple('content="{}"'.format(policy.replace("'", "&#39;")) for policy in every)


def policy_faults(html: str, allow: Allow = Allow()) -> Iterator[Flaw]:  # noqa: B008 - frozen
    """What in the page `html` would break the policy, or how it lacks one; it may fetch what the settings `allow`."""
    if not any(policy in html for policy in _policies(allow)):
        yield Flaw(": sikkerhedspolitikken (Content-Security-Policy) mangler", is_of_template=True)
    if any(doubt.search(html) for doubt in _DOUBTS) or "ping=" in html or "PING=" in html:
        from hjemsite.checks.csp_tags import tag_faults

        yield from tag_faults(html, allow)
