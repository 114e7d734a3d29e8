"""The policies word for word: nobody loosens one without changing this file."""

import pytest

from hjemsite.pages.content_security_policy import EVERY_FILE, PAGE, PLAYING, SEARCH, policy
from hjemsite.pages.http_headers import headers, redirects

CLOSED = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
SEARCHING = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)
EVERYTHING = f"{SEARCHING}; media-src 'self'"
HEADERS = """{prefix}/*
  Content-Security-Policy: {policy}; frame-ancestors 'none'
  Strict-Transport-Security: max-age=31536000
  X-Content-Type-Options: nosniff
  X-Frame-Options: DENY
  Referrer-Policy: strict-origin-when-cross-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Embedder-Policy: require-corp
{prefix}/assets/*
  Cache-Control: public, max-age=31536000, immutable
{prefix}/billeder/*
  Cache-Control: public, max-age=31536000, immutable
{prefix}/data/*
  Access-Control-Allow-Origin: *
{prefix}/feed.xml
  Access-Control-Allow-Origin: *
{prefix}/rss.xml
  Access-Control-Allow-Origin: *
{prefix}/feed.json
  Access-Control-Allow-Origin: *
{prefix}/feeds.opml
  Access-Control-Allow-Origin: *
"""


def test_a_page_may_fetch_from_its_own_site_and_do_nothing_else() -> None:
    """Only the page of the search may send a form, to itself, and only one with recordings may play them."""
    assert policy() == PAGE == CLOSED
    assert policy(search=True) == SEARCH == SEARCHING
    assert policy(recordings=True) == PLAYING == f"{CLOSED}; media-src 'self'"
    assert policy(search=True, recordings=True) == EVERY_FILE == EVERYTHING


@pytest.mark.parametrize("prefix", ["", "/presse"])
def test_the_headers_hold_for_every_file(prefix: str) -> None:
    """No page can be framed, no type is guessed, and only what has a digest in its address is kept for long."""
    assert headers(prefix) == HEADERS.format(prefix=prefix, policy=EVERYTHING)


def test_an_old_address_leads_on_for_good() -> None:
    """One line for each, with the status that search engines follow for ever."""
    assert redirects([("/a/", "/b/"), ("/c/", "/d/")]) == "/a/ /b/ 301\n/c/ /d/ 301\n"
