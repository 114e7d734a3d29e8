"""Every way in which a page could break the policy is found, each alone, and what is allowed is left in peace."""

import pytest

from hjemsite.checks.csp_violations import policy_faults
from hjemsite.pages.content_security_policy import EVERY_FILE, PAGE, PLAYING, SEARCH
from hjemsite.pages.http_headers import headers

META = '<meta http-equiv="Content-Security-Policy" content="{}">'.format(PAGE.replace("'", "&#39;"))


@pytest.mark.parametrize(
    "planted",
    [
        "<p style=color:red>x</p>",
        '<p class="a" style="color:red">x</p>',
        '<p\nSTYLE = "color:red">x</p>',
        '<button onclick="x()">x</button>',
        "<button OnClick=x()>x</button>",
        "<style>p { color: red }</style>",
        "<script>x()</script>",
        '<script type="module">x()</script>',
        '<script src="//tael.example/x.js"></script>',
        '<script defer src="https://tael.example/x.js"></script>',
        "<SCRIPT>x()</SCRIPT>",
        '<img src="https://tael.example/x.gif">',
        '<img srcset="/a.png 1x, https://tael.example/x.gif 2x">',
        '<source srcset="//tael.example/x.webp">',
        '<video poster="https://tael.example/x.jpg"></video>',
        '<link rel="stylesheet" href="https://tael.example/x.css">',
        '<link rel="preload" href="//tael.example/x.woff2" as="font">',
        '<link href="https://tael.example/x.ico" rel="icon">',
        '<svg><use href="https://tael.example/x.svg#a"/></svg>',
        '<form action="https://tael.example/"></form>',
        '<svg><rect fill="URL(https://tael.example/x.svg#a)"/></svg>',
        '<a href="/" PING="https://tael.example/">x</a>',
        '<base href="/andet/">',
        '<a href="/" ping="https://tael.example/">x</a>',
        '<meta http-equiv="REFRESH" content="1;URL=https://tael.example/">',
        '<meta content="0; url=//tael.example/" http-equiv="refresh">',
        '<link rel="preconnect" href="https://tael.example">',
        '<svg><rect fill="url(https://tael.example/x.svg#a)"/></svg>',
        '<svg><feImage href="https://tael.example/x.png"/></svg>',
        '<svg><animate attributeName="href" values="/a;https://tael.example/"/></svg>',
        '<td background="https://tael.example/x.png">x</td>',
        '<iframe src="/nyheder/"></iframe>',
        '<object data="/x.pdf"></object>',
        '<embed src="/x.pdf">',
    ],
)
def test_a_planted_fault_is_found(planted: str) -> None:
    """One thing against the policy gives one fault."""
    assert len(list(policy_faults(f"{META}<p>Æ</p>{planted}"))) == 1


@pytest.mark.parametrize(
    "allowed",
    [
        '<a href="https://www.example.dk/">ud</a>',
        '<link rel="canonical" href="https://noegler.example/">',
        '<link rel="alternate" href="https://noegler.example/feed.xml">',
        '<link rel="me" href="https://noegler.example/">',
        '<script src="/assets/site.js" defer></script>',
        '<meta http-equiv="refresh" content="0; url=/nyheder/">',
        '<svg><rect fill="url(#a)"/></svg>',
        '<script type="application/ld+json">{"@context": "https://schema.org"}</script>',
        '<img src="/a.png" srcset="/a.png 1x, /b.png 2x" alt="Lys på //">',
        "<p>Skriv &lt;p style=color:red onclick=x()&gt; med &lt;script&gt;.</p>",
        '<p title="a style=b onclick=c">Det er on=1 style=2.</p>',
    ],
)
def test_what_is_allowed_is_no_fault(allowed: str) -> None:
    """Links, data, our own script and text about code pass."""
    assert list(policy_faults(META + allowed)) == []


@pytest.mark.parametrize("page", ["<p>x</p>", META.replace("script-src", "x-src"), META.replace(PAGE[:20], "")])
def test_a_page_without_its_policy_is_a_fault(page: str) -> None:
    """The policy must stand on the page, word for word."""
    assert len(list(policy_faults(page))) == bool(META not in page)


def test_the_search_page_may_use_its_own() -> None:
    """What search needs is a policy too."""
    assert list(policy_faults(META.replace(PAGE.replace("'", "&#39;"), SEARCH.replace("'", "&#39;")))) == []


def test_the_policies_are_strict() -> None:
    """Nothing within a page is run, nothing is evaluated, and there is one origin."""
    for policy in (PAGE, SEARCH, PLAYING):
        directives = dict(directive.split(" ", 1) for directive in policy.split("; "))
        assert directives["default-src"] == "'none'"
        assert set(" ".join(directives.values()).split()) <= {"'none'", "'self'"}


def test_the_headers_hold_for_every_page() -> None:
    """One rule has a policy, which allows what any page needs; what has a digest is kept, pages are not framed."""
    text = headers("/nyt")
    assert text.splitlines()[0] == "/nyt/*" and text.count("Content-Security-Policy") == 1
    assert f"{EVERY_FILE}; frame-ancestors 'none'" in text
    for folder in ("assets", "billeder"):
        assert f"\n/nyt/{folder}/*\n  Cache-Control: public, max-age=31536000, immutable\n" in text
