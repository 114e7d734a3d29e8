"""The files of an article to take away: they say the page's words, and readers that are not ours can open them.

The page is read by html5lib, the Word document by python-docx, ninjs by jsonschema.
"""

import json
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import docx
import html5lib
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.hyperlink import Hyperlink
from docx.text.paragraph import Paragraph
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from PIL import Image

from hjemsite.cache.blob import read
from hjemsite.cache.cache import Cache
from hjemsite.danish import COPENHAGEN, instant
from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions

ROOT = Path(__file__).resolve().parents[2]
NINJS = json.loads((Path(__file__).parent / "schemas/ninjs-3.1.json").read_text(encoding="utf-8"))
AS_OF = instant("2026-11-20").at.astimezone(COPENHAGEN)

SITE = "title: Nøglen\naddress: https://noeglen.example/nyt\ndescription: Nyt.\n"
BODIES = {
    "afsnit": "Et afsnit\nover to linjer.\n\nEt til, med  to blanke og A&B < C.",
    "linjeskift": "En linje  \nog en til.",
    "udseende": "Noget er **fedt**, *skråt*, ***begge dele*** og `kode`.",
    "links": 'Se [fonden](https://www.example.dk/?a=1&b=2 "Fonden"), <https://www.example.dk/> og [mere](afsnit.md).',
    "overskrifter": "## Først\n\nTekst.\n\n### Dernæst\n\nMere.",
    "punkter": "- et\n- to\n    - to-et\n    - to-to\n- tre\n\nSlut.",
    "tal": "1. et\n2. to\n    1. ind\n    2. ad\n3. tre\n\nMellemspil.\n\n4. fire\n5. fem",
    "afsnit-i-punkter": "1. Første afsnit.\n\n    Andet afsnit.\n\n2. Næste punkt.",
    "citat": "> En tanke.\n>\n> – Nogen\n\nEfter.",
    "tabel": "| År | Huse |\n|---|---:|\n| 2024 | *12* |\n| 2025 | |\n\nEfter.",
    "noter": "En påstand[^1]. Og en til.[^to]\n\n[^1]: Første note.\n[^to]: Anden note.",
    "kode": "    linje et\n      linje to\n\nEfter.",
    "streg": "Før.\n\n---\n\nEfter.",
    "tegn": "»Guillemeter«, “krøllede”, 3 mio. kr., CO₂ – og 😀.",
}
SPEECH = """speakers: [{name: Søren Nørgaard, title: direktør, organisation: Center for Døre}]
quotes: [{speaker: Søren Nørgaard, text: Vi åbner døren i morgen}]
"""


def words(text: str) -> list[str]:
    """Letters and digits, for each format has its own way with everything else, such as where a word may be divided."""
    return re.findall(r"\w+", text.replace("\u00ad", ""))


def said_on_page(html: str) -> str:
    """The body of an article's page, with the numbers of its lists and the descriptions of its pictures."""
    page = html5lib.parse(html, namespaceHTMLElements=False)
    body = next(div for div in page.iter("div") if "prose" in (div.get("class") or "").split())
    return " ".join(_words(body))


def _words(element: Element, number: str = "") -> Iterator[str]:
    if _is_for_the_page(element):
        yield element.tail or ""
        return
    if element.tag == "img":
        yield f"Billede: {element.get('alt')}"
    yield number
    # Within a word there may be tags; between blocks there is always a blank. A note's number is not a part of a word.
    inline = element.tag in ("a", "em", "strong", "code", "q", "span", "sub")
    start = int(element.get("start") or 1)
    inner = element.text or ""
    for count, child in enumerate(element):
        inner += " ".join(_words(child, f"{start + count}." if element.tag == "ol" else ""))
    yield inner if inline else f" {inner} "
    yield element.tail or ""


def _is_for_the_page(element: Element) -> bool:
    """What a page has around the words: ways to places on it, and a signature that repeats what its sentence says."""
    classes = set((element.get("class") or "").split())
    signature = element.tag == "p" and "said" in classes
    return element.tag == "button" or signature or bool(classes & {"tilbage", "acts", "unseen"})


def said_in_word(data: bytes) -> str:
    """All that a Word document says, with the numbers that Word puts before the items of a list.

    But for what is said of its picture, which no other file shows.
    """
    document = docx.Document(BytesIO(data))
    counts: Counter[str] = Counter()
    lines = []
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph) and block.style is not None and block.style.name == "Caption":
            continue
        if isinstance(block, Paragraph):
            lines.append(_numbered(document, block, counts))
        else:
            lines += [cell.text for row in block.rows for cell in row.cells]
    return "\n".join(lines)


def _numbered(document: Document, paragraph: Paragraph, counts: Counter[str]) -> str:
    element = paragraph._p.find(f".//{qn('w:numId')}")
    if element is None or paragraph.style is None or paragraph.style.name != "List Number":
        return _text(paragraph)
    key = element.get(qn("w:val")) or ""
    numbering = document.part.numbering_part.element
    starts = numbering.xpath(f'w:num[@w:numId="{key}"]//w:startOverride/@w:val')
    counts[key] += 1
    return f"{int(starts[0]) + counts[key] - 1}. {_text(paragraph)}"


def _text(paragraph: Paragraph) -> str:
    pieces = (
        run for part in paragraph.iter_inner_content() for run in (part.runs if isinstance(part, Hyperlink) else [part])
    )
    return "".join(f" {run.text} " if run.font.superscript else run.text for run in pieces)


def said_in_markdown(text: str) -> str:
    """All that a Markdown file says, as another reader of CommonMark has it, with the numbers of its lists."""
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    return " ".join(_words(html5lib.parseFragment(html, namespaceHTMLElements=False)))


def articles(folder: Path) -> Iterator[tuple[str, str, bytes, str]]:
    """The page, the plain text, the Word document and the Markdown of every article."""
    for page in sorted(folder.glob("nyheder/*/index.html")):
        if (page.parent / "ninjs.json").is_file():
            stem = page.parent / page.parent.name
            yield (
                page.read_text(encoding="utf-8"),
                stem.with_suffix(".txt").read_text(encoding="utf-8"),
                stem.with_suffix(".docx").read_bytes(),
                stem.with_suffix(".md").read_text(encoding="utf-8"),
            )


def holds(whole: list[str], part: list[str]) -> bool:
    return f" {' '.join(part)} " in f" {' '.join(whole)} "


def differences(html: str, text: str, word: bytes, twin: str) -> Iterator[str]:
    """Where the files of an article do not say what its page says."""
    if words(text) != words(said_in_word(word)):
        yield f"text and Word differ: {words(text)} {words(said_in_word(word))}"
    if words(text) != words(said_in_markdown(twin)):
        yield f"text and Markdown differ: {words(text)} {words(said_in_markdown(twin))}"
    if not holds(words(text), words(said_on_page(html))):
        yield f"the page differs: {words(said_on_page(html))} {words(text)}"
    headline = html5lib.parse(html, namespaceHTMLElements=False).find(".//h1")
    if headline is None or "".join(headline.itertext()).strip().replace("\u00ad", "") != text.partition("\n")[0]:
        yield "the headline differs"


def test_files_say_what_the_page_says(sites: Mapping[str, Path]) -> None:
    """Headline and body are the page's in both files, and both files have the same words."""
    for folder in sites.values():
        rows = list(articles(folder))
        assert rows
        for row in rows:
            assert list(differences(*row)) == []


def _built(root: Path, bodies: Mapping[str, str], more: str = "", site: str = SITE) -> dict[str, bytes]:
    for name, body in bodies.items():
        file = root / f"content/nyheder/{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\ntitle: Om {name}\ndate: 2024-05-01\n{more}---\n\n{body}\n", encoding="utf-8")
    (root / "content/site.yaml").write_text(site, encoding="utf-8")
    (root / "templates").symlink_to(ROOT / "templates")
    result = build(BuildOptions(root, AS_OF))
    assert [fault for fault in result.faults if fault.is_error] == []
    return {path: read(content) for path, content in result.files.items()}


def _of(files: Mapping[str, bytes], name: str) -> tuple[str, str, bytes, str]:
    stem = f"nyheder/{name}/{name}"
    page, text, twin = (files[path].decode() for path in (f"nyheder/{name}/index.html", f"{stem}.txt", f"{stem}.md"))
    return page, text, files[f"{stem}.docx"], twin


def test_a_word_file_shows_the_picture_and_whose_it_is(tmp_path: Path) -> None:
    """The article's own picture, in at most 200 kB, no larger than the paper, with what stands below it on the page."""
    (tmp_path / "content/nyheder/hus").mkdir(parents=True)
    more = 'image: {file: hus.jpg, alt: Et <hus> & en "dør", credit: Bo Dam, caption: Huset., origin: ai-genereret}\n'
    files = _built(tmp_path, {"hus/index": "Et hus.", "uden": "Intet."}, "")
    assert not docx.Document(BytesIO(files["nyheder/uden/uden.docx"])).inline_shapes
    text = tmp_path / "content/nyheder/hus/index.md"
    text.write_text(text.read_text("utf-8").replace("---\n\n", f"{more}---\n\n"), "utf-8")
    Image.effect_noise((1000, 1600), 60).convert("RGB").save(text.with_name("hus.jpg"))
    built = build(BuildOptions(tmp_path, AS_OF))
    data = read(built.files["nyheder/hus/hus.docx"])
    document = docx.Document(BytesIO(data))
    (shape,) = document.inline_shapes
    assert (shape.width.cm, shape.height.cm) <= (16, 12) and abs(shape.height / shape.width - 1.6) < 0.01
    assert shape._inline.docPr.get("descr") == 'Et <hus> & en "dør"'
    (caption,) = [
        paragraph.text for paragraph in document.paragraphs if paragraph.style and paragraph.style.name == "Caption"
    ]
    assert caption == "Huset.\nFoto: Bo Dam\nBilledet er lavet med AI"
    with zipfile.ZipFile(BytesIO(data)) as archive:
        picture = archive.read("word/media/billede.jpg")
    assert len(picture) <= 200_000
    with Image.open(BytesIO(picture)) as shown:
        assert max(shown.size) <= 960
    assert read(build(BuildOptions(tmp_path, AS_OF)).files["nyheder/hus/hus.docx"]) == data


def test_every_shape_of_markdown_is_said(tmp_path: Path) -> None:
    """Lists, tables, notes, quotations, code and what else Markdown has: no word is lost and none is added."""
    files = _built(tmp_path, BODIES)
    for name in BODIES:
        assert list(differences(*_of(files, name))) == [], name


def test_real_releases_are_said(tmp_path: Path) -> None:
    """The releases that the intake is tried on, as bodies."""
    folder = ROOT / "tests/cases/releases"
    bodies = {f"n{file.stem}": file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.txt"))}
    assert len(bodies) > 10
    files = _built(tmp_path, bodies)
    for name in bodies:
        assert list(differences(*_of(files, name))) == [], name


def test_a_quotation_keeps_its_speaker(tmp_path: Path) -> None:
    """Who said it stands below a quotation that is a paragraph of its own, as on the page."""
    files = _built(tmp_path, {"tale": "Det er godt.\n\n- Vi åbner døren i morgen.\n\nSøren Nørgaard er glad."}, SPEECH)
    html, text, word, twin = _of(files, "tale")
    assert "– Vi åbner døren i morgen.\n\nSøren Nørgaard, direktør, Center for Døre\n" in text
    assert list(differences(html, text, word, twin)) == []
    styles = [
        paragraph.style.name
        for paragraph in docx.Document(BytesIO(word)).paragraphs
        if paragraph.style and "døren" in paragraph.text
    ]
    assert styles == ["Quote"]


@pytest.mark.parametrize(
    ("setting", "endings"),
    [
        ("", ["docx", "json", "md", "txt"]),
        ("downloads: word\n", ["docx"]),
        ("downloads: [ninjs, Tekst]\n", ["json", "txt"]),
        ("downloads: markdown\n", ["md"]),
        ("downloads: []\n", []),
    ],
)
def test_the_settings_say_which_files_there_are(setting: str, endings: list[str], tmp_path: Path) -> None:
    """The others are not made, and neither the page nor the data tell of them."""
    files = _built(tmp_path, {"dør": "Døren er åben."}, site=SITE + setting)
    downloads = [path for path in files if path.startswith("nyheder/doer/") and not path.endswith(".html")]
    assert sorted(path.rpartition(".")[2] for path in downloads) == endings
    page = files["nyheder/doer/index.html"].decode()
    assert sorted(re.findall(r'href="/nyt/nyheder/doer/[\w-]+\.(\w+)"', page)) == endings
    (row,) = json.loads(files["data/v1/artikler.json"])["articles"]
    url_endings = [row[name].rpartition(".")[2] for name in ("text_url", "word_url", "ninjs_url", "markdown_url")]
    assert sorted(filter(None, url_endings)) == endings


def test_differences_are_found(tmp_path: Path) -> None:
    """The tests above can fail: a word more, a word less, another order, another headline."""
    html, text, word, twin = _of(_built(tmp_path, {"dør": "Døren er åben. Kom ind."}), "doer")
    assert list(differences(html, text, word, twin)) == []
    assert list(differences(html, text.replace("Kom ind", "Kom"), word, twin))
    assert list(differences(html, text.replace("Kom ind", "Kom ikke ind"), word, twin))
    assert list(differences(html.replace("Kom ind", "ind Kom"), text, word, twin))
    assert list(differences(html, text.replace("Om dør", "Om Dør"), word, twin))


MARKDOWN = {
    "afsnit": "Et afsnit over to linjer.\n\nEt til, med to blanke og A&B \\< C.\n",
    "linjeskift": "En linje\\\nog en til.\n",
    "udseende": "Noget er **fedt**, *skråt*, ***begge dele*** og kode.\n",
    "links": "Se [fonden](https://www.example.dk/?a=1&b=2), <https://www.example.dk/> og [mere](https://noeglen.example/nyt/nyheder/afsnit/).\n",
    "overskrifter": "## Først\n\nTekst.\n\n### Dernæst\n\nMere.\n",
    "punkter": "-   et\n-   to\n    -   to-et\n    -   to-to\n-   tre\n\nSlut.\n",
    "afsnit-i-punkter": "1.  Første afsnit.\n\n    Andet afsnit.\n2.  Næste punkt.\n",
    "citat": "> En tanke.\n>\n> – Nogen\n\nEfter.\n",
    "tabel": "| År | Huse |\n| --- | --- |\n| 2024 | *12* |\n| 2025 |  |\n\nEfter.\n",
    "noter": "En påstand\\[1\\]. Og en til.\\[2\\]\n",
    "kode": "```\nlinje et\n  linje to\n```\n\nEfter.\n",
    "streg": "Før.\n\n---\n\nEfter.\n",
}


def test_the_markdown_has_the_structure_of_the_page(tmp_path: Path) -> None:
    """Lists, tables, quotations and code are such again, and the page says where the file is."""
    files = _built(tmp_path, BODIES)
    for name, part in MARKDOWN.items():
        page, _, _, twin = _of(files, name)
        assert twin.startswith(f"# Om {name}\n\n1. maj 2024\n\n{part}".replace("1. maj", "1\\. maj")), name
        assert f'<link rel="alternate" type="text/markdown" href="/nyt/nyheder/{name}/{name}.md">' in page
    assert f"https://noeglen.example/nyt/nyheder/{name}/{name}.md" in files["llms.txt"].decode()


@pytest.mark.parametrize(
    "text",
    [
        "\\# nej",
        "\\- nej",
        "2024\\. nej",
        "\\> nej",
        "en \\* to \\* tre",
        "\\_nej\\_",
        "\\[nej\\](nej)",
        "&amp;lt; nej",
        "a\\|b",
    ],
)
def test_signs_stay_signs_in_markdown(text: str, tmp_path: Path) -> None:
    """What an editor wrote as a sign means nothing in the file either."""
    page, _, _, twin = _of(_built(tmp_path, {"tegn": text}), "tegn")
    body = MarkdownIt("commonmark").render(twin).split("</p>")[1]
    assert body.strip().removeprefix("<p>") in page


def test_a_release_has_all_that_a_journalist_needs(sites: Mapping[str, Path]) -> None:
    """Date, change, summary, credit, corrections, »Om …«, contact and address stand in it, each once."""
    text = (sites["something of everything"] / "nyheder/aerlig-snak/aerlig-snak.txt").read_text(encoding="utf-8")
    for part in (
        "Ærlig snak om <nøgler> & døre\n\n1. marts 2025\n\nOpdateret 3. marts 2025\n\nNøgler og døre hører sammen",
        "\n\n- en nøgle\n- en dør med navn ]]>\n\n",
        "\n\nÅr\tDøre\n2024\t1.200\n2025\t3\u00a0mio.\n\n",
        "\n\nTekst: Aagaard Kommune\n\nOpdateringer\n\n2. marts 2025: Bilaget er kommet med.\n\n",
        "\n\n3. marts 2025: Billedet er skiftet.\n\nRettelser\n\n3. marts 2025: Tallet var forkert.\n\n",
        "\n\nOm Nøglen-alliancen\n\nNøglen-alliancen findes kun i prøverne.\n\n",
        "\n\nKontakt for pressen\n\nÅse Ågård\n\n35 29 96 99\n\npresse@noegler.example.dk\n\n",
        "\n\nhttps://noegler.example.dk/nyt/nyheder/aerlig-snak/\n",
    ):
        assert text.count(part) == 1, part


def test_links_in_word_lead_where_the_pages_do(tmp_path: Path) -> None:
    """Links off the site keep their address, links on it get a complete one."""
    _, _, word, _ = _of(_built(tmp_path, {name: BODIES[name] for name in ("links", "afsnit")}), "links")
    links = {link.address for part in docx.Document(BytesIO(word)).paragraphs for link in part.hyperlinks}
    assert links == {
        "https://www.example.dk/?a=1&b=2",
        "https://www.example.dk/",
        "https://noeglen.example/nyt/nyheder/afsnit/",
        "https://noeglen.example/nyt/nyheder/links/",
    }


def test_a_word_document_tells_nothing_of_the_machine(tmp_path: Path) -> None:
    """Its parts have no clock and no owner, and its own dates are the article's."""
    _, _, word, _ = _of(_built(tmp_path, {"dør": "Døren er åben."}), "doer")
    with zipfile.ZipFile(BytesIO(word)) as package:
        assert package.testzip() is None
        for part in package.infolist():
            assert part.date_time == (1980, 1, 1, 0, 0, 0)
            assert (part.create_system, part.external_attr, part.compress_type) == (0, 0, zipfile.ZIP_DEFLATED)
        assert len(word) * 2 < sum(part.file_size for part in package.infolist())
    about = docx.Document(BytesIO(word)).core_properties
    assert (about.title, about.author, about.language) == ("Om dør", "Nøglen", "da-DK")
    assert about.created is not None
    assert about.created.isoformat() == "2024-04-30T22:00:00+00:00"


def test_a_site_has_word_files_in_its_own_style(tmp_path: Path) -> None:
    """The parts of a Word file are templates: another text is another file at the next build, and a fault is named."""
    _built(tmp_path, {"dør": "Døren er åben."})
    (tmp_path / "templates").unlink()
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    cache, options = Cache(tmp_path / "memory"), BuildOptions(tmp_path, AS_OF)
    first = build(options, cache=cache)
    styles = tmp_path / "templates/word/styles.xml"
    text = styles.read_text(encoding="utf-8")
    styles.write_text(text.replace("Calibri", "Georgia"), encoding="utf-8")
    second = build(options, first.state, cache=cache)
    before, after = (
        zipfile.ZipFile(BytesIO(read(built.files["nyheder/doer/doer.docx"]))).read("word/styles.xml")
        for built in (first, second)
    )
    assert (b"Georgia" in before, b"Georgia" in after) == (False, True)
    styles.write_text(f"{text}\n{{{{ view.findes_ikke }}}}", encoding="utf-8")
    fault = next(fault for fault in build(options, second.state, cache=cache).faults if fault.is_error)
    assert (fault.rule, fault.span.path) == ("skabelonfejl", "templates/word/styles.xml")
    assert fault.span.line == text.count("\n") + 2
    cache.close()


def ninjs_faults(item: object) -> list[str]:
    return [error.message for error in Draft202012Validator(NINJS, format_checker=None).iter_errors(item)]


def test_every_article_is_a_news_object(sites: Mapping[str, Path]) -> None:
    """ninjs 3.1 has nothing against any of them, and its identifier does not depend on where the site is tried out."""
    for folder in sites.values():
        files = sorted(folder.glob("nyheder/*/ninjs.json"))
        assert files
        for file in files:
            item = json.loads(file.read_text(encoding="utf-8"))
            assert ninjs_faults(item) == [], file
            assert item["uri"].endswith(f"/nyheder/{file.parent.name}/")
    whole = json.loads((sites["something of everything"] / "nyheder/aerlig-snak/ninjs.json").read_text("utf-8"))
    assert [organisation["name"] for organisation in whole["organisations"]] == [
        "Aagaard Kommune",
        "Tidselfonden »T« & Venner",
    ]
    assert next((person["name"], person["rel"]) for person in whole["people"]) == ("Søren Nørgaard", "speaker")
    assert whole["associations"][0]["by"] == "Åse Ågård"


@pytest.mark.parametrize(
    "change",
    [
        {"uri": "aerlig-snak"},
        {"type": "nyhed"},
        {"headlines": [{"role": "main"}]},
        {"bodies": ["Tekst"]},
        {"people": [{"name": "Åse", "title": "chef"}]},
        {"overskrift": "Døren"},
        {"standard": {"name": "ninjs", "version": "2.0", "schema": ""}},
        {"associations": [{"uri": "https://noegler.example.dk/x.png"}]},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_rules_for_news_objects_catch_faults(change: dict[str, Any], sites: Mapping[str, Path]) -> None:
    """Each rule finds the fault that it is there for."""
    good = json.loads((sites["something of everything"] / "nyheder/aerlig-snak/ninjs.json").read_text("utf-8"))
    assert ninjs_faults(good) == []
    assert ninjs_faults({**good, **change})


@pytest.mark.parametrize(("setting", "kinds"), [("", ["html"]), ("downloads: [ninjs]\n", ["plain", "html"])])
def test_a_news_object_has_the_text_once(setting: str, kinds: list[str], tmp_path: Path) -> None:
    """As a body where there is no text file, and else as a rendition that leads to it."""
    files = _built(tmp_path, {"tale": "Døren er åben."}, site=SITE + setting)
    item = json.loads(files["nyheder/tale/ninjs.json"])
    assert ninjs_faults(item) == []
    assert [body["contentType"].removeprefix("text/") for body in item["bodies"]] == kinds
    leads_to = [rendition["href"] for rendition in item["renditions"] if rendition["contentType"] == "text/plain"]
    assert leads_to == ([] if setting else ["https://noeglen.example/nyt/nyheder/tale/tale.txt"])
    assert all("Døren er åben." in body["value"] for body in item["bodies"])
    assert setting or "Døren er åben." in files["nyheder/tale/tale.txt"].decode()


def test_several_contacts_stand_everywhere(tmp_path: Path) -> None:
    """Page, text and Word name each contact with what to ask about, in the editor's order."""
    first = "contact:\n- {name: Frida Sjø, phone: 12345678}\n"
    second = "- {name: Ib Bo, title: rådmand, about: Spørgsmål om økonomi}\n"
    html, text, word, _ = _of(_built(tmp_path, {"dør": "Døren er åben."}, first + second), "doer")
    assert "Kontakt for pressen\n\nFrida Sjø\n\n12 34 56 78\n\nSpørgsmål om økonomi: Ib Bo, rådmand\n\n" in text
    assert re.search(r"Frida Sjø.*Spørgsmål om økonomi.*Ib Bo.*rådmand", html, re.DOTALL)
    assert words(text) == words(said_in_word(word))
