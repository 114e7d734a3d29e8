"""Writing at the desk: forms as a browser without JavaScript sends them, and what is in the files and in git after."""

import os
import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image

from tests.previewing import PROJECT, Editor, filled_form, previewing, write

SITE = "title: Nøglen\naddress: https://noeglen.example/nyt\ndescription: Nyheder.\n"
NEWS = "content/nyheder/2026-10-01-hus.md"
ARTICLE = """\
---
title: Et hus  # kort
date: 2026-10-01
draft: ja
speakers:
  - name: Ib Bo  # tjek: usikker
quotes:
  - speaker: Ib Bo
    text: Vi er klar
---

»Vi er klar,« siger Ib Bo.
"""


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@noeglen.example", "-c", "init.defaultBranch=main")
    return subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """At the desk of a site in a folder of a repository, which has somewhere to send commits."""
    repository = tmp_path_factory.mktemp("skrivebord") / "arbejde"
    root = repository / "side"
    write(root, "content/site.yaml", SITE)
    write(root, "content/medlemmer/aagaard-kommune.md", "---\nname: Aagaard Kommune\nkind: kommune\n---\n")
    write(root, "content/sider/om.md", "---\ntitle: Om\n---\n\nVi er [her](../nyheder/2026-10-01-hus.md).\n")
    write(root, NEWS, ARTICLE)
    write(root, ".gitignore", ".hjemsite/\noutput/\n")
    git(repository, "init", "--bare", "../fjern.git")
    git(repository, "init")
    git(repository, "remote", "add", "origin", "../fjern.git")
    git(repository, "add", ".")
    git(repository, "commit", "-m", "begyndt")
    git(repository, "push", "--set-upstream", "origin", "main")
    with pytest.MonkeyPatch.context() as patch:
        # Nobody has told git who they are.
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
        with previewing(root) as preview:
            yield Editor(preview)


@pytest.fixture(autouse=True)
def _as_it_was(editor: Editor) -> Iterator[None]:
    """Each test begins with the same files, which the preview has seen."""
    yield
    root = editor.preview.root
    git(root, "checkout", "--quiet", "HEAD", "--", "content")
    git(root, "clean", "--quiet", "-fd", "content")


def text(editor: Editor, path: str = NEWS) -> str:
    return (editor.preview.root / path).read_bytes().decode()


def text_of_page(page: str) -> str:
    """The words of a page, without its elements."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def at(path: str = NEWS) -> str:
    return f"ret?fil={path}"


def test_a_form_that_nobody_touches_changes_no_byte(editor: Editor) -> None:
    """Not even the line end of the body."""
    got = editor.send("ret", editor.filled(at()))
    assert (got.status, text(editor)) == (303, ARTICLE)


def test_only_what_is_changed_is_written(editor: Editor) -> None:
    """With its comments; a mark goes with the value that was put right, and the preview shows what was written."""
    form = editor.filled(at())
    changes = {
        "title": "Et nyt hus",
        "speakers.0.name": "Ib Boe",
        "quotes.0.speaker": "Ib Boe",
        "member.0": "aagaard-kommune",
    }
    got = editor.send("ret", form | changes | {"tekst": "»Vi er klar,« siger Ib Boe."})
    assert got.status == 303 and got.headers["Location"].endswith("sket=gemt")
    expected = (
        ARTICLE.replace("Et hus", "Et nyt hus")
        .replace("Ib Bo  # tjek: usikker", "Ib Boe")
        .replace("Ib Bo\n", "Ib Boe\n")
    )
    expected = expected.replace("date: 2026-10-01\n", "date: 2026-10-01\nmember:\n  - aagaard-kommune\n")
    assert editor.preview.shows("/nyt/nyheder/hus/", "<h1>Et nyt hus</h1>") or "Et nyt hus" in editor.preview.page(
        "/nyt/nyheder/hus/"
    )


def test_a_fault_stands_at_its_field(editor: Editor) -> None:
    """After saving, in the words of the build."""
    form = editor.filled(at())
    editor.send("ret", form | {"date": "i morgen", "quotes.0.text": "Vi er parate"})
    page = editor.see(at())
    date, quote = (
        re.search(rf'id="felt-{name}">(.*?)(?:<input|<textarea)', page, re.S) for name in ("date", r"quotes\.0\.text")
    )
    assert date and "er ikke en dato" in date[1]
    assert quote and "teksten siger »klar«" in quote[1]
    assert 'name="date" value="i morgen"' in page and 'aria-invalid="true"' in page


def test_what_was_seen_to_is_marked_no_more(editor: Editor) -> None:
    """By a tick beside the value."""
    page = editor.see(at())
    assert 'name="efterset.6"' in page
    editor.send("ret", editor.filled(at()) | {"efterset.6": "ja"})
    assert text(editor) == ARTICLE.replace("  # tjek: usikker", "")


def test_nobody_writes_over_anybody(editor: Editor) -> None:
    """Neither over another tab nor over another program: nothing is written, and both are there to see."""
    form = editor.filled(at())
    write(editor.preview.root, NEWS, ARTICLE.replace("Et hus", "Et slot").replace("draft: ja", "draft: ja\ncredit: Ø"))
    before = text(editor)
    got = editor.send("ret", form | {"title": "Et telt", "date": "2026-10-02"})
    page = got.body.decode()
    assert got.status == 409 and text(editor) == before
    assert "Intet er gemt" in page and 'value="Et telt"' in page and "<pre>Et slot</pre>" in page
    # What only one of them has changed is as they have changed it.
    assert 'name="credit" value="Ø"' in page and 'name="date" value="2026-10-02"' in page
    assert editor.send("ret", filled_form(page)).status == 303
    assert text(editor) == before.replace("Et slot", "Et telt").replace("date: 2026-10-01", "date: 2026-10-02")


def test_a_file_that_has_no_readable_fields_is_edited_whole(editor: Editor) -> None:
    """With the same care for what others have written."""
    write(editor.preview.root, NEWS, ARTICLE.replace("quotes:", "quotes: ["))
    form = editor.filled(at())
    assert "hele" in form
    assert editor.send("hele", form | {"hele": ARTICLE.replace("\n", "\r\n")}).status == 303
    assert text(editor) == ARTICLE
    assert editor.send("hele", form).status == 409 and text(editor) == ARTICLE


def test_a_release_is_read_in(editor: Editor) -> None:
    """What was found is shown beside the words, doubts are lit, and nothing is written before it is saved."""
    release = (PROJECT / "docs/redaktoer/tidselfonden.docx").read_bytes()
    page = editor.send("importer", {}, {"fil": ("presse.docx", release)}).body.decode()
    assert '<mark class="usikker" title="Citat: usikker">Nu går vi i gang.</mark>' in page
    assert "<dd>Kirstine Vestergård</dd>" in page
    news = editor.preview.root / "content/nyheder"
    assert len([*news.iterdir()]) == 1
    got = editor.send("importer/gem", filled_form(page))
    (path,) = (file for file in news.iterdir() if "tidselfonden" in file.name)
    assert got.status == 303 and path.name in got.headers["Location"]
    assert "draft: ja" in path.read_text("utf-8")
    # Once is enough.
    assert editor.send("importer/gem", filled_form(page)).status == 409
    again = editor.send("importer", {}, {"fil": ("presse.docx", release)}).body.decode()
    assert "har den samme adresse i forvejen" in text_of_page(again)
    assert editor.send("importer/gem", filled_form(again)).status == 409


def test_what_cannot_be_read_is_said(editor: Editor) -> None:
    """With a way out, and the page to try again."""
    page = editor.send("importer", {}, {"fil": ("a.pdf", b"%PDF-1.7")}).body.decode()
    assert "Filen er en PDF" in page and 'type="file"' in page
    assert "Vælg en fil" in editor.send("importer", {}).body.decode()


def picture() -> bytes:
    data = BytesIO()
    Image.new("RGB", (40, 30), (30, 120, 90)).save(data, "JPEG")
    return data.getvalue()


def test_a_picture_is_put_beside_its_text(editor: Editor) -> None:
    """The file gets a folder, its address and the links to it stay; all of it is undone at once."""
    form = editor.filled(at())
    words = {"alt": "Et hus", "credit": "Ib Sø", "fil": NEWS, "udgave": form["udgave"], "sted": "top"}
    got = editor.send("billede", words, {"billede": ("Åbent Hus.JPG", picture())})
    folder = editor.preview.root / "content/nyheder/2026-10-01-hus"
    assert got.status == 303 and sorted(file.name for file in folder.iterdir()) == ["aabent-hus.jpg", "index.md"]
    image = "image:\n  file: aabent-hus.jpg\n  alt: Et hus\n  credit: Ib Sø\n"
    assert text(editor, f"{NEWS[:-3]}/index.md") == ARTICLE.replace("---\n\n", f"{image}---\n\n")
    assert "(../nyheder/2026-10-01-hus/index.md)" in text(editor, "content/sider/om.md")
    assert editor.preview.ask("/nyt/nyheder/hus/").status == 200
    again = editor.filled(at(f"{NEWS[:-3]}/index.md"))
    below = {**words, "fil": f"{NEWS[:-3]}/index.md", "udgave": again["udgave"], "sted": "tekst", "caption": "Døren. "}
    assert editor.send("billede", below, {"billede": ("hus.jpg", picture())}).status == 303
    assert '![Et hus](hus.jpg "Døren. Foto: Ib Sø")' in text(editor, f"{NEWS[:-3]}/index.md")
    for _ in range(2):
        undo(editor)
    assert text(editor) == ARTICLE and not folder.exists()
    assert "(../nyheder/2026-10-01-hus.md)" in text(editor, "content/sider/om.md")


@pytest.mark.parametrize(
    ("name", "data", "missing", "why"),
    [
        ("a.jpg", b"<html>", {}, "er i virkeligheden"),
        ("a.svg", b"<svg/>", {}, "SVG-tegning"),
        ("a.jpg", b"", {}, "er tom"),
        ("a.jpg", b"\xff\xd8\xff", {"alt": " "}, "hvad billedet viser"),
        ("a.jpg", b"\xff\xd8\xff", {"credit": ""}, "hvem der har taget billedet"),
        ("a.jpg", b"\xff\xd8\xff", {"udgave": "x"}, "ændret, siden"),
        ("a.jpg", b"\xff\xd8\xff", {"fil": "content/../x.md"}, "ikke en af sidens tekster"),
        ("a.jpg", b"\xff\xd8\xff", {"fil": "content/site.yaml"}, "ændret, siden"),
    ],
)
def test_a_picture_that_cannot_be_used_is_refused(
    editor: Editor, name: str, data: bytes, missing: dict[str, str], why: str
) -> None:
    """And nothing is written."""
    words = {"alt": "Et hus", "credit": "Ib Sø", "fil": NEWS, "udgave": editor.filled(at())["udgave"]}
    got = editor.send("billede", words | missing, {"billede": (name, data)})
    assert got.status == 409 and why in text_of_page(got.body.decode())
    assert text(editor) == ARTICLE and not (editor.preview.root / NEWS[:-3]).exists()


def undo(editor: Editor, **more: str) -> str:
    page = editor.see("fortryd")
    (count,) = re.findall(r'name="antal" value="(\d+)"', page)
    got = editor.send("fortryd", {"antal": count, **more})
    return text_of_page(got.body.decode()) if got.status == 200 else ""


def test_one_step_at_a_time_is_undone(editor: Editor) -> None:
    """The last one first; one whose file has changed since is left alone, until the editor passes over it."""
    for title in ("To", "Tre"):
        editor.send("ret", editor.filled(at()) | {"title": title})
    assert undo(editor) == "" and "title: To" in text(editor)
    write(editor.preview.root, NEWS, ARTICLE.replace("Et hus", "Fire"))
    assert "er ændret siden et andet sted" in undo(editor) and "title: Fire" in text(editor)
    assert undo(editor, spring="ja") == "" and "title: Fire" in text(editor)


def test_an_edition_of_git_comes_back(editor: Editor) -> None:
    """As a step that can be undone; a commit that does not have the file brings nothing."""
    editor.send("ret", editor.filled(at()) | {"title": "To"})
    page = editor.see(at())
    (commit,) = re.findall(r'name="commit" value="(\w+)"', page)
    (edition,) = set(re.findall(r'name="udgave" value="(\w+)"', page))
    assert editor.send("gendan", {"fil": NEWS, "udgave": edition, "commit": "HEAD:content"}).status == 409
    assert editor.send("gendan", {"fil": NEWS, "udgave": edition, "commit": commit}).status == 303
    assert text(editor) == ARTICLE
    undo(editor)
    assert "title: To" in text(editor)


def test_a_new_article_begins_as_a_draft(editor: Editor) -> None:
    """Its form opens; a headline that another has is refused."""
    new = {"slags": "article", "title": "Åben dør", "date": "2026-11-02"}
    got = editor.send("ny", new)
    assert got.status == 303 and "draft: ja" in text(editor, "content/nyheder/2026-11-02-aaben-doer.md")
    assert editor.send("ny", new).status == 409
    assert editor.send("ny", {**new, "title": " "}).status == 409
    assert editor.send("ny", {**new, "title": "x", "date": "i morgen"}).status == 409


def test_a_text_of_any_kind_is_begun(editor: Editor) -> None:
    """What `new` writes in a terminal; a member is chosen from the list, and another kind is refused."""
    member = editor.filled("ny?slags=member") | {"name": "Østre Fond", "kind": "fond"}
    got = editor.send("ny", member)
    assert got.status == 303 and "kind: fond\n" in text(editor, "content/medlemmer/oestre-fond.md")
    person = editor.filled("ny?slags=person")
    assert person["slags"] == "person" and person["member"] == ""
    editor.send("ny", person | {"name": "Ib Bo", "title": "chef", "member": "aagaard-kommune"})
    assert "member: aagaard-kommune" in text(editor, "content/personer/ib-bo.md")
    event = editor.filled("ny?slags=event") | {"title": "Fest", "starts": "2026-12-24 18:00", "place": "Havnen"}
    editor.send("ny", event)
    assert "draft: ja" in text(editor, "content/arrangementer/2026-12-24-fest.md")
    editor.send("ny", {"slags": "page", "title": "Om os"})
    assert "title: Om os\n" in text(editor, "content/sider/om-os.md")
    assert editor.send("ny", {"slags": "site", "title": "x"}).status == 409
    overview = text_of_page(editor.see(""))
    assert "Medlemmer (2) Østre Fond Aagaard Kommune" in overview and "Personer (1) Ib Bo" in overview


def test_the_settings_have_a_form(editor: Editor) -> None:
    """Comments stay, and a colour that nobody can see is told of at its field."""
    path = "content/site.yaml"
    (editor.preview.root / path).write_text(f"# Vores\n{SITE}about: |\n  - en\n  - to\nhistory: nej\n", "utf-8")
    form = editor.filled(at(path))
    assert form["history"] == "nej" and "about" not in form and "tekst" not in form
    assert "Om alliancen" in text_of_page(editor.see(at(path)))
    picture = {"fil": path, "udgave": form["udgave"], "alt": "x", "credit": "x"}
    got = editor.send("billede", picture, {"billede": ("a.jpg", b"x")})
    assert got.status == 409 and "kun lægges billeder ved nyheder" in text_of_page(got.body.decode())
    got = editor.send("ret", form | {"description": "Nyt", "brand.colour": "fefefe"})
    assert got.status == 303
    expected = f"# Vores\n{SITE}about: |\n  - en\n  - to\nhistory: nej\nbrand:\n  colour: fefefe\n"
    assert text(editor, path) == expected.replace("Nyheder.", "Nyt")
    assert "Skriv c6c6c6" in text_of_page(editor.see(at(path)))
    write(editor.preview.root, "content/logo.svg", "<svg/>")
    page = text_of_page(editor.see(f"udgiv?fil={path}"))
    assert "content/logo.svg (ny)" in page and "content/site.yaml (ændret)" in page
    assert editor.send("del", {"fil": path}).status == 409


def test_an_article_is_published(editor: Editor) -> None:
    """Neither as a draft nor with errors; only its own files are committed, and they are sent where they belong."""
    root = editor.preview.root
    page = editor.see(f"udgiv?fil={NEWS}")
    assert "Den er en kladde" in page and 'action="/_forhaandsvisning/udgiv"' not in page
    editor.send("faerdig", editor.filled(f"udgiv?fil={NEWS}"))
    page = editor.see(f"udgiv?fil={NEWS}")
    assert "usikker" in page and 'action="/_forhaandsvisning/udgiv"' not in page
    form = {"fil": NEWS, "udgave": editor.filled(at())["udgave"], "besked": "x", "send": "ja"}
    assert "Intet er udgivet" in text_of_page(editor.send("udgiv", form).body.decode())
    write(root, "content/sider/om.md", "---\ntitle: Om os\n---\n\nVi.\n")
    git(root, "add", "content/sider/om.md")
    editor.send("ret", editor.filled(at()) | {"efterset.5": "ja"})
    page = editor.see(f"udgiv?fil={NEWS}")
    form = filled_form(page)
    assert "1 anden fil er også ændret og kommer ikke med" in text_of_page(page) and "navn" in form
    who = {"navn": "Ida Ø", "mail": "ida@noeglen.example"}
    got = editor.send("udgiv", form | who | {"besked": "Et hus", "send": "ja"})
    assert "committet og sendt til origin/main" in text_of_page(got.body.decode())
    fjern = root.parents[1] / "fjern.git"
    newest = git(fjern, "log", "-1", "--format=%an %s", "--name-only", "main")
    assert newest.split("\n") == ["Ida Ø Et hus", "", f"side/{NEWS}", ""]
    assert git(root, "diff", "--cached", "--name-only").split() == ["side/content/sider/om.md"]


def test_others_have_sent_something_meanwhile(editor: Editor) -> None:
    """It is fetched and put together with what is here; where both have changed the same, nothing here changes."""
    root = editor.preview.root
    other = root.parents[1] / "anden"
    git(root.parents[1], "clone", "--quiet", "fjern.git", "anden")
    for path, message, words in (("andet.txt", "andet", "Tag imod"), (f"side/{NEWS}", "det samme", "rettet det samme")):
        git(other, "pull", "--quiet")
        write(other, path, f"---\ntitle: {message}\ndate: 2026-10-01\n---\n\nAndet.\n")
        git(other, "add", ".")
        git(other, "commit", "--quiet", "-m", message)
        git(other, "push", "--quiet")
        form = editor.filled(at()) | {
            "title": f"Nyt, og {message}",
            "draft": "",
            "efterset.5": "ja",
            "efterset.6": "ja",
        }
        editor.send("ret", form)
        who = {"navn": "Ida Ø", "mail": "ida@noeglen.example", "send": "ja"}
        got = editor.send("udgiv", filled_form(editor.see(f"udgiv?fil={NEWS}")) | who)
        assert "Andre har sendt ændringer siden" in text_of_page(got.body.decode())
        ours = text(editor)
        got = editor.send("hent", {"fil": NEWS})
        assert ("hentet, og dine er sendt" in text_of_page(got.body.decode())) == (message == "andet")
        assert text(editor) == ours and git(root, "status", "--porcelain") == ""
        assert (words == "rettet det samme") == ("Andre har rettet det samme" in text_of_page(got.body.decode()))
    git(root, "reset", "--quiet", "--hard", "origin/main")


def test_a_draft_is_shared(editor: Editor) -> None:
    """As one file that holds its page, and nothing of the public site's lists."""
    got = editor.send("del", editor.filled(f"del?fil={NEWS}"))
    assert "Udkastet kan ses til og med" in text_of_page(got.body.decode())
    with ZipFile(BytesIO(editor.preview.ask("/_forhaandsvisning/delt.zip", headers=editor.headers).body)) as archive:
        first, page = (name for name in archive.namelist() if name.endswith(".html"))
        assert f'<a href="{page}">' in archive.read(first).decode()
    assert (first, page.partition("/")[2]) == ("Se udkastet.html", "nyheder/hus/index.html")
