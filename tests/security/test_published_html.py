"""Whatever a text says, in every place where it lands, no page does anything: a second parser looks at all of them."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import docx
import html5lib
import pytest

from hjemsite.danish import COPENHAGEN
from hjemsite.pipeline.build import Build, build
from hjemsite.pipeline.options import BuildOptions

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 1, tzinfo=COPENHAGEN)

PAYLOADS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "</title><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=//evil.example/x.swf>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example/'>",
    "<form action=//evil.example/><input name=x></form>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';</style>",
    "<a href=javascript:alert(1)>x</a>",
    "<div style=background:url(//evil.example/x)>x</div>",
    "<!--><script>alert(1)</script-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?><x onclick=alert(1)>",
    "<p id=indhold name=frame>x",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](java\tscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](//evil.example/)",
    '[x](https://www.example.dk/ "x\\" onmouseover=\\"alert(1)")',
    '[x](https://www.example.dk/"onmouseover="alert(1))',
    "[x]\n\n[x]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "![x](https://evil.example/p.gif)",
    "![x](//evil.example/p.gif)",
    '![x"onerror="alert(1)](p.gif)',
    "x{: onclick=alert(1) style=color:red id=menu }",
    "# x {#indhold onclick=alert(1)}",
    '```js" onclick="alert(1)\nx\n```',
    "`<script>alert(1)</script>`",
    "| <script>alert(1)</script> | b |\n|---|---|\n| <img src=x onerror=alert(1)> | [x](javascript:alert(1)) |",
    "x[^1]\n\n[^1]: <script>alert(1)</script>",
    "{{ view.frame }}{% for x in view %}{{ x }}{% endfor %}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\x02wzxhzdk:0\x03<b>x</b>",
    "]]></content><script>alert(1)</script>",
]
FRAMES = ["{}", "- {}", "> {}", "## {}", "a *{}* b", "1. x\n\n    {}"]

TAGS = frozenset(
    "html head body meta title link script header footer main nav section article aside div span p h1 h2 h3 h4 h5 h6"
    " ul ol li a img q blockquote figure figcaption time em strong code pre br hr sup sub table thead tbody tr th td"
    " address svg path defs pattern rect circle text polygon polyline desc".split()
)

SEARCHING = frozenset("form fieldset legend label input select option button noscript".split())
"""What only the search page holds beside: its own form, which leads to itself."""


def _site(root: Path, bodies: list[str], fields: dict[str, str]) -> Build:
    quoted = {name: json.dumps(value) for name, value in fields.items()}
    front = "".join(f"{name}: {value}\n" for name, value in quoted.items() if name in ("title", "summary", "credit"))
    members = f"---\nname: {quoted['name']}\nkind: ngo\nformer_names: [{quoted['name']}]\n---\n\n{fields['name']}\n"
    files = {
        "site.yaml": f"title: {quoted['title']}\naddress: https://x.example\ndescription: {quoted['summary']}\n",
        "medlemmer/m.md": members,
    }
    speakers = (
        f"speakers:\n  - name: {quoted['name']}\n    title: {quoted['title']}\n    organisation: {quoted['name']}\n"
    )
    for number, body in enumerate(bodies):
        rest = f"date: 2026-03-02\nmember: m\ntopics: [{quoted['topic']}]\n{speakers}"
        files[f"nyheder/n{number}.md"] = f"---\n{front}{rest}---\n\n{body}\n"
    for path, text in files.items():
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / path).write_text(text, encoding="utf-8", newline="\n")
    (root / "templates").symlink_to(ROOT / "templates")
    return build(BuildOptions(root, NOW))


def _trouble(page: str) -> Iterator[str]:
    """What a browser would find in a page that ours never has."""
    for element in html5lib.parse(page, namespaceHTMLElements=False).iter():
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.rpartition("}")[2]
        # A block of data is no script. That nothing in it can end it is for the parser to find.
        is_data = tag == "script" and dict(element.attrib) == {"type": "application/ld+json"}
        if is_data:
            json.loads(element.text or "")
        if tag not in TAGS and not is_data:
            yield tag
        rule, content = element.get("http-equiv", "Content-Security-Policy"), str(element.get("content", ""))
        leads_on = rule == "refresh" and re.fullmatch(r"0; url=/(?!/)[\w/-]*", content)
        if tag == "meta" and rule != "Content-Security-Policy" and not leads_on:
            yield "meta http-equiv"
        if tag == "script" and not is_data and not str(element.get("src", "")).startswith("/assets/"):
            yield "script"
        for name, value in element.attrib.items():
            plain = "".join(str(value).split()).lower()
            own = tag == "form" and name == "action" and value == "/soeg/"
            if str(name).lower().startswith("on") or (name in ("style", "srcset", "action", "formaction") and not own):
                yield f"{tag} {name}"
            if name in ("href", "src", "cite") and not plain.startswith(
                ("/", "#", "https://", "http://", "mailto:", "tel:")
            ):
                yield f"{tag} {name}={value}"
            if name in ("src", "href") and (
                plain.startswith("//") or (tag in ("img", "link") and "evil.example" in plain)
            ):
                yield f"{tag} {name}={value}"


def _checked(result: Build) -> None:
    assert len(result.files) > 10
    for path, data in result.loaded().items():
        if path.endswith(".html"):
            troubles = set(_trouble(data.decode()))
            assert troubles - (SEARCHING if path == "soeg/index.html" else set()) == set(), path
        elif path.endswith(".xml"):
            ElementTree.fromstring(data)
        elif path.endswith(".json"):
            json.loads(data)
        elif path.endswith(".docx"):
            document = docx.Document(BytesIO(data))
            for link in (link for paragraph in document.paragraphs for link in paragraph.hyperlinks):
                assert re.match("https?://|mailto:", link.address), (path, link.address)


@pytest.mark.parametrize("frame", FRAMES)
def test_no_body_makes_a_page_do_anything(frame: str, tmp_path: Path) -> None:
    """Every payload in every kind of block: the pages hold our own tags and attributes, the feeds are well formed."""
    harmless = {"title": "Nyhed", "summary": "Kort", "credit": "Tekst", "name": "Søren Nørgaard", "topic": "emne"}
    _checked(_site(tmp_path, [frame.format(payload) for payload in PAYLOADS], harmless))


@pytest.mark.parametrize(
    ("number", "payload"), [(n, payload) for n, payload in enumerate(PAYLOADS) if payload.isprintable()]
)
def test_no_field_makes_a_page_do_anything(number: int, payload: str, tmp_path: Path) -> None:
    """Every payload as headline, summary, credit, name, title, organisation and topic at once."""
    fields = dict.fromkeys(("title", "summary", "credit", "name", "topic"), f"{payload} {number}")
    _checked(_site(tmp_path, ["Tekst."], fields))


def test_the_second_parser_sees_what_it_should() -> None:
    """The test can fail: it finds each thing that it looks for."""
    bad = [
        "<script>x</script>",
        "<script type=application/ld+json src=x>{}</script>",
        '<script type="application/ld+json">{}</script><script>x</script>',
        "<p onclick=x>",
        "<a href='java\tscript:x'>",
        "<img src=//evil.example/x>",
        "<p style=x>",
        "<meta http-equiv=refresh>",
        "<iframe>",
    ]
    assert all(list(_trouble(f"<title>x</title>{markup}")) for markup in bad)
