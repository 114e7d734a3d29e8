"""The law of consent: from the instant at which it ends, no byte tells the name or shows the picture.

The instant before shows that the search finds what it looks for, and nobody touches a file between the two.
"""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from hjemsite.danish import COPENHAGEN
from hjemsite.diagnostics.diagnostic import Diagnostic, has_errors
from hjemsite.pipeline.build import EMPTY, Build, build
from hjemsite.pipeline.options import BuildOptions
from hjemsite.site.schedule import plans
from tests.previewing import SITE, make_site, write
from tests.unpacked import telling

END = datetime(2026, 12, 1, tzinfo=COPENHAGEN)
BEFORE = END - timedelta(seconds=1)
PERSON = """---
name: Søren Kvarkgård
roles: [{title: Frivillig i Kælderværket}]
photo: {file: portraet.png, alt: Søren i haven, credit: Ib Foto}
consent: {kind: "Skriftligt, i mappen Samtykker", until: 2026-12-01, as: en ung mand}
---

Søren har boet i Kælderværket.
"""
ARTICLE = """---
title: Natten på banegården
date: 2026-10-05
image: {file: nat.png, alt: Vinduet mod gården, credit: Vibe Foto, consent: {kind: mail, until: 2026-12-01}}
speakers: [{person: soeren}, {name: Hanne Bæk, title: leder}]
quotes: [{speaker: Søren Kvarkgård, text: Jeg sov dér i to år}]
---

»Jeg sov dér i to år«, siger Søren Kvarkgård. [Søren](/personer/soeren/) er glad, siger Hanne Bæk.

![Vinduet igen](nat.png "Foto: Vibe Foto")

Se [billedet](nat.png).
"""
OTHER = """---
title: Åbent hus
date: 2026-10-06
---

Også [Søren Kvarkgård](/personer/soeren/) kom. {more}
"""
SIGNS = ("kvarkg", "soeren", "søren", "kælderværket", "portraet", "nat.png", "nat-", "vinduet", "vibe foto")


def site(root: Path, person: str = PERSON, article: str = ARTICLE, more: str = "") -> Path:
    make_site(root)
    write(root, "content/site.yaml", SITE + "quote_pages: ja\n")
    for old in (root / "content/nyheder").glob("*.md"):
        old.unlink()
    write(root, "content/personer/soeren/index.md", person)
    write(root, "content/nyheder/natten/index.md", article)
    write(root, "content/nyheder/hus.md", OTHER.format(more=more))
    for path, colour in (("personer/soeren/portraet.png", "navy"), ("nyheder/natten/nat.png", "teal")):
        Image.new("RGB", (1300, 700), colour).save(root / "content" / path)
    return root


def error_free_build(root: Path, as_of: datetime, before: Build | None = None) -> Build:
    built = build(BuildOptions(root, as_of, search=True), before.state if before else EMPTY)
    assert not has_errors(built.faults), built.faults
    return built


def consent_faults(built: Build) -> list[Diagnostic]:
    return [fault for fault in built.faults if fault.rule.startswith("samtykke")]


def test_at_its_end_a_consent_takes_name_and_picture_with_it(tmp_path: Path) -> None:
    """Pages, data, search, feeds, Word files, cards and addresses; the quote keeps its place and says who is meant."""
    root = site(tmp_path)
    before = error_free_build(root, BEFORE)
    heard = telling(before.loaded(), SIGNS)
    assert {sign for signs in heard.values() for sign in signs} == set(SIGNS), "the law can fail"
    assert any(path.endswith("-deling.jpg") for path in heard)
    assert before.until == END
    after = error_free_build(root, END, before)
    assert telling(after.loaded(), SIGNS) == {}
    page = after.loaded()["nyheder/natten/index.html"].decode()
    assert 'id="citat-jeg-sov-der-i-to-aar"' in page and "En ung mand" in page
    assert "Også en ung mand kom." not in page and "personer/en-ung-mand/index.html" in after.loaded()
    assert after.loaded() == error_free_build(root, END).loaded(), "a build that remembers equals a clean one"
    assert error_free_build(root, BEFORE, after).loaded() == before.loaded(), "also back in time"


def test_a_person_whom_nothing_quotes_has_no_page_and_no_link(tmp_path: Path) -> None:
    """Links to where the page was are text."""
    root = site(
        tmp_path,
        article=ARTICLE.replace("speakers: [{person: soeren}, {", "speakers: [{")
        .replace("quotes: [{speaker: Søren Kvarkgård, text: Jeg sov dér i to år}]\n", "")
        .replace("»Jeg sov dér i to år«", "Ja"),
    )
    files = error_free_build(root, END).loaded()
    assert telling(files, SIGNS) == {}
    assert not any(path.startswith("personer/en-ung-mand") for path in files)
    assert "Også en ung mand kom." in files["nyheder/hus/index.html"].decode()


def test_editors_are_told_a_month_before_and_after(tmp_path: Path) -> None:
    """By the day, at the date that must be changed; and `next` and `status` know the end."""
    root = site(tmp_path)
    assert consent_faults(error_free_build(root, END - timedelta(days=31))) == []
    early = error_free_build(root, END - timedelta(days=31))
    assert early.until == END - timedelta(days=30)
    soon = error_free_build(root, END - timedelta(days=30), early)
    assert [(fault.rule, fault.span.path, fault.span.line) for fault in consent_faults(soon)] == [
        ("samtykke-udloeber", "content/nyheder/natten/index.md", 4),
        ("samtykke-udloeber", "content/personer/soeren/index.md", 5),
    ]
    assert [(fault.rule, fault.span.line) for fault in consent_faults(error_free_build(root, END, soon))] == [
        ("samtykke-udloebet", 4),
        ("samtykke-udloebet", 5),
    ]
    assert [(plan.at, plan.reason) for plan in plans(soon.site, BEFORE, lambda article: article.slug)] == [
        (END, "Billedet »nat.png« tages af, for så udløber samtykket"),
        (END, "Søren Kvarkgård bliver kaldt »en ung mand«, for så udløber samtykket"),
    ]


def test_the_remedies_hold(tmp_path: Path) -> None:
    """A new date, or no file and no picture and the person among those who are anonymised: then nothing is told."""
    root = site(tmp_path, PERSON.replace("2026-12-01", "2028-12-01"), ARTICLE.replace("2026-12-01", "2028-12-01"))
    assert consent_faults(error_free_build(root, END)) == []
    (root / "content/personer/soeren/index.md").unlink()
    write(root, "content/site.yaml", SITE + "anonymised: {name: Søren Kvarkgård, as: en ung mand, date: 2026-12-01}\n")
    text = "".join(line for line in ARTICLE.splitlines(True) if not line.startswith(("image", "!", "Se")))
    write(root, "content/nyheder/natten/index.md", text.replace("{person: soeren}", "{name: Søren Kvarkgård}"))
    write(root, "content/nyheder/hus.md", OTHER.format(more="").replace("/personer/soeren/", "/nyheder/natten/"))
    write(
        root,
        "content/nyheder/natten/index.md",
        text.replace("{person: soeren}", "{name: Søren Kvarkgård}").replace(
            "/personer/soeren/", "/personer/soeren-kvarkgaard/"
        ),
    )
    assert consent_faults(error_free_build(root, END)) == []


TWO = "---\nname: Ea Lund\nconsent: {kind: mail, until: 2028-01-01, as: en ung mand}\n---\n"


@pytest.mark.parametrize(
    ("person", "other", "message"),
    [
        (PERSON, TWO, "To personer ville blive kaldt »en ung mand«"),
        (PERSON, "---\nname: En ung mand\n---\n", "To personer ville blive kaldt »en ung mand«"),
        (PERSON, "---\nname: Søren Kvarkgård\n---\n", "En anden person har samme navn"),
        (PERSON.replace("en ung mand", "Søren Kvarkgård jr."), TWO, "Det nye navn rummer det gamle"),
    ],
)
def test_what_would_stop_a_build_at_the_end_is_told_at_once(
    person: str, other: str, message: str, tmp_path: Path
) -> None:
    """While the editor who writes it is there to mend it."""
    root = site(tmp_path, person)
    write(root, "content/personer/ea.md", other)
    assert message in {fault.message for fault in build(BuildOptions(root, BEFORE)).faults if fault.is_error}


def test_a_namesake_keeps_the_name(tmp_path: Path) -> None:
    """The file of another with the same name, once it is under `not_in`."""
    root = site(tmp_path, PERSON.replace("as: en ung mand", "as: en ung mand, not_in: kvarkgaard-2"))
    write(root, "content/personer/kvarkgaard-2.md", "---\nname: Søren Kvarkgård\nroles: [{title: Smed}]\n---\n")
    write(
        root,
        "content/nyheder/smed.md",
        "---\ntitle: Smed\ndate: 2026-10-07\nspeakers: [{person: kvarkgaard-2}]\n---\n\nSmed.\n",
    )
    assert [fault.rule for fault in build(BuildOptions(root, END)).faults if fault.is_error] == []
