"""Makes what the editor's guide shows: a release to practise on, and pictures of the preview and the finished site.

    .venv/bin/python docs/redaktoer/make.py

Needs Chromium. Look at the pictures before you commit them.
"""

import io
import os
import sys
import zipfile
from email.header import Header
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from xml.sax.saxutils import escape

from PIL import Image
from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from tests import guide  # noqa: E402 - the project is found only now
from tests.doors.conftest import chromium  # noqa: E402
from tests.previewing import previewing  # noqa: E402

RELEASE = """\
Tidselfonden giver nøglen til hundrede hjem

Pressemeddelelse den 2. november 2026

Tidselfonden lover i dag Nøglen-alliancen penge til hundrede boliger. De første skal ligge i Aagaard Kommune, hvor
mange unge i dag sover på en sofa hos venner.

“Et hjem begynder med en dør, man kan låse. Nu har vi råd til hundrede”, siger Kirstine Vestergård, direktør i
Nøglen-alliancen.

Kommunen har allerede fundet de første grunde, og til foråret kan håndværkerne begynde.

“Vi har ventet på det her i årevis,” fortæller borgmester Jørn Aabenholt fra Aagaard Kommune. “Nu går vi i gang.”

Tekst: Tidselfonden

Kontakt: Frida Sjølund, pressekonsulent, tlf. 12 34 56 78, presse@noeglen.example
"""

HELD_BACK = """\
Aagaard Kommune åbner et hus for unge

EMBARGO til fredag den 4. december kl. 06.00

Aagaard, 24. november 2026

Aagaard Kommune åbner et hus med tolv små boliger til unge, der ellers sover på en sofa hos venner.

“Det her hus har vi lovet hinanden længe”, siger borgmester Jørn Aabenholt fra Aagaard Kommune.
"""

MAIL = """\
From: Frida Sjølund <presse@noeglen.example>
To: redaktion@oest-bolig.example
Date: Tue, 24 Nov 2026 10:00:00 +0100
Subject: {subject}
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Kære alle

Tidselfonden har fundet sin nye formand. Det bliver en, som medlemmerne kender i forvejen, og hun begynder til nytår.

Vi beder om, at nyheden ikke bringes, før bestyrelsen har holdt sit møde mandag den 30. november kl. 9.

Mange hilsner
Frida Sjølund
"""

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def word(text: str) -> bytes:
    """A Word document whose first paragraph is its title; the same bytes every time."""
    title, *rest = (" ".join(lines.split()) for lines in text.split("\n\n"))
    first = f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>{escape(title)}</w:t></w:r></w:p>'
    others = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in rest)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_MAIN}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="a" '
        f'Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="a" '
        f'Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        "word/styles.xml": f'<w:styles xmlns:w="{_WORD}"><w:style w:type="paragraph" w:styleId="Title">'
        '<w:name w:val="Title"/><w:rPr><w:b/><w:sz w:val="40"/></w:rPr></w:style></w:styles>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{first}{others}</w:body></w:document>',
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            archive.writestr(zipfile.ZipInfo(name), head + xml, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def pictures(folder: Path) -> None:
    """Three pictures on the way through the guide: the draft in the preview, the finished page, and a fault."""
    os.environ["SOURCE_DATE_EPOCH"] = str(int(guide.AS_OF.timestamp()))
    guide.begin(folder)
    for block, _ in guide.steps(folder):
        if block.words == ("made",):
            with previewing(folder) as shown:
                take("kladde.webp", f"{shown.url}/nyheder/tidselfonden-giver-noeglen-til-hundrede-hjem/")
    guide.type_in("python3 build.py build", folder)
    handler = partial(Quiet, directory=str(folder / "output"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        take("nyhed.webp", f"{address}/nyheder/tidselfonden-giver-noeglen-til-hundrede-hjem/")
        server.shutdown()
    guide.slip_in(guide.slips()[0], folder)
    with previewing(folder) as shown:
        take("fejl.webp", f"{shown.url}/nyheder/tolv-nye-hjem/")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


def take(name: str, url: str) -> None:
    """A picture of what a browser shows at `url`, small enough for a page of text."""
    with sync_playwright() as playwright, chromium(playwright.chromium) as browser:
        page = browser.new_page(viewport={"width": 1100, "height": 820}, locale="da-DK")
        page.goto(url)
        page.wait_for_timeout(1_000)
        picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.save(HERE / name, quality=80, method=6)


if __name__ == "__main__":
    (HERE / "tidselfonden.docx").write_bytes(word(RELEASE))
    (HERE / "ungehus.docx").write_bytes(word(HELD_BACK))
    subject = Header("Tidselfonden har valgt ny formand", "utf-8").encode()
    (HERE / "formand.eml").write_text(MAIL.format(subject=subject), encoding="utf-8")
    with TemporaryDirectory() as temporary:
        pictures(Path(temporary) / "project")
