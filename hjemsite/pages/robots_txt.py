"""What the site says to programs that read it, and to whoever finds a hole in it: robots.txt and security.txt."""

from collections.abc import Iterable, Iterator, Sequence

from hjemsite.model import AiCrawlers, Security
from hjemsite.pages.context import PageContext
from hjemsite.pages.layout import Layout
from hjemsite.pages.page import Page, page
from hjemsite.urls import NEWS_SITEMAP, ROBOTS, SECURITY, SITEMAP, Url, ascii_address

# Names that the operators give in their own documentation of robots.txt, as of November 2026.
TRAINING = (
    "AI2Bot", "Amazonbot", "Applebot-Extended", "Bytespider", "CCBot", "ClaudeBot", "cohere-training-data-crawler",
    "Google-Extended", "GPTBot", "meta-externalagent", "PanguBot",
)  # fmt: skip
"""Programs, and names that programs heed, that collect texts in order to train language models."""

ANSWERING = (
    "Amzn-SearchBot", "Amzn-User", "ChatGPT-User", "Claude-SearchBot", "Claude-User", "DuckAssistBot",
    "Google-CloudVertexBot", "meta-externalfetcher", "MistralAI-User", "OAI-SearchBot", "Perplexity-User",
    "PerplexityBot",
)  # fmt: skip
"""Programs that fetch texts in order to answer somebody's question with them."""


_YES_OR_NO = ("no", "yes")


def robots_pages(layout: Layout) -> Iterator[Page]:
    """robots.txt, and security.txt when somebody is named in the settings."""
    yield page(ROBOTS, "text", robots_view, (SITEMAP, NEWS_SITEMAP) if layout.taxonomies.recent else (SITEMAP,))
    if layout.edition.settings.security:
        yield page(SECURITY, "text", security_view)


def robots_view(context: PageContext, sitemaps: Iterable[Url]) -> str:
    addresses = context.addresses
    maps = tuple(map(addresses.full, sitemaps))
    return robots(context.edition.settings.ai_crawlers, addresses.href("/"), maps)


def security_view(context: PageContext) -> str:
    security = context.edition.settings.security
    assert security is not None, "the page is there only where the settings name somebody"
    return _security(security, context.addresses.full(SECURITY))


def robots(ai_crawlers: AiCrawlers, root: str, sitemaps: Sequence[str]) -> str:
    """robots.txt (RFC 9309): everybody may read the site below `root`, but for the programs that `ai_crawlers` bans.

    For programs that are not listed, a content signal (contentsignals.org) says what its texts may be used for.
    """
    banned = {"ja": (), "ikke-træning": TRAINING, "nej": sorted((*TRAINING, *ANSWERING), key=str.casefold)}[ai_crawlers]
    answering, training = (_YES_OR_NO[ai_crawlers != "nej"], _YES_OR_NO[ai_crawlers == "ja"])
    signal = f"Content-Signal: search=yes, ai-input={answering}, ai-train={training}\n"
    groups = [f"User-agent: *\n{signal}Disallow:\n"]
    if banned:
        groups.append("".join(f"User-agent: {name}\n" for name in banned) + f"Disallow: {root}\n")
    return "\n".join((*groups, "".join(f"Sitemap: {url}\n" for url in sitemaps)))


def _security(security: Security, canonical: str) -> str:
    """security.txt (RFC 9116)."""
    contact = security.contact if ":" in security.contact else f"mailto:{security.contact}"
    lines = [
        f"Contact: {ascii_address(contact)}",
        f"Expires: {security.expires.isoformat()}",
        "Preferred-Languages: da, en",
        f"Canonical: {canonical}",
    ]
    if security.policy:
        lines.append(f"Policy: {ascii_address(security.policy)}")
    return "\n".join(lines) + "\n"
