"""From documents to the site: references resolved or reported, and nobody blamed for another's fault."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from hjemsite.content.document import SITE, kind_of
from hjemsite.content.reader import document
from hjemsite.content.sources import Source
from hjemsite.danish import COPENHAGEN
from hjemsite.diagnostics.diagnostic import Checked
from hjemsite.model import Site, Speaker
from hjemsite.pipeline.options import BuildOptions
from tests.shared_cache import build

NOON = datetime(2026, 11, 22, 12, tzinfo=COPENHAGEN)
SETTINGS = "title: Nøglen\naddress: https://noeglen.example\ndescription: Nyt\n"
AAGAARD = "---\nname: Aagaard Kommune\nkind: kommune\njoined: 2020\n---\n"
A = "content/nyheder/a.md"


def _article(fields: str = "", body: str = "Søren Nørgaard siger: »Vi er klar.«") -> str:
    return f"---\ntitle: Åben dør\ndate: 2022-09-28\n{fields}---\n\n{body}\n"


BASE = {SITE: SETTINGS, "content/medlemmer/aagaard.md": AAGAARD}


def _site(files: Mapping[str, str]) -> Checked[Site]:
    """The site of these files, and the faults that only show when they are seen together."""
    sources = [Source(path, text.encode()) for path, text in (BASE | dict(files)).items()]
    own = {fault for source in sources if kind_of(source.path) for fault in document(source).faults}
    built = _built(sources)
    return Checked(built.value, tuple(fault for fault in built.faults if fault not in own))


def _built(sources: Iterable[Source]) -> Checked[Site]:
    """A build of these sources, and what is wrong with them. It has no templates, so it makes no pages."""
    with TemporaryDirectory() as root:
        (Path(root) / "content").mkdir()
        for source in sources:
            (Path(root) / source.path).parent.mkdir(parents=True, exist_ok=True)
            (Path(root) / source.path).write_bytes(source.data)
        built = build(BuildOptions(Path(root), NOON))
    return Checked(built.site, tuple(fault for fault in built.faults if not fault.span.path.startswith("templates/")))


def _rules(files: Mapping[str, str]) -> list[str]:
    return [fault.rule for fault in _site(files).faults]


def test_articles_come_newest_first_and_members_as_danes_sort() -> None:
    """Æ, ø and å last, aa as å."""
    names = ("Ærø", "Zebra", "Ørsted", "Aalborg", "Ålsgårde", "Borup")
    files = {
        f"content/medlemmer/m{number}.md": f"---\nname: {name}\nkind: andet\n---\n" for number, name in enumerate(names)
    }
    files |= {
        f"content/nyheder/n{year}.md": f"---\ntitle: N{year}\ndate: {year}-01-01\n---\n" for year in (2020, 2022, 2021)
    }
    site = _site(files).value
    assert [article.date.year for article in site.articles] == [2022, 2021, 2020]
    listing = ", ".join(member.name for member in site.members.values())
    assert listing == "Borup, Zebra, Ærø, Ørsted, Aagaard Kommune, Aalborg, Ålsgårde"


PERSON = """\
---
name: Søren Nørgaard
roles:
  - {title: lærling, member: aagaard, to: 2019}
  - {title: mester, organisation: Tidselfonden, from: 2020}
---
"""


@pytest.mark.parametrize(
    ("fields", "title", "organisation", "member"),
    [
        ("{name: Søren Nørgaard}", "mester", "Tidselfonden", None),
        ("{person: soeren-noergaard}", "mester", "Tidselfonden", None),
        ("{person: soeren-noergaard, title: formand}", "formand", "", None),
        ("{name: Søren Nørgaard, member: aagaard}", "", "Aagaard Kommune", "aagaard"),
        ("{name: Søren Nørgaard, member: aagaard, organisation: Havnen}", "", "Havnen", "aagaard"),
    ],
)
def test_a_speaker_is_shown_as_on_that_day(fields: str, title: str, organisation: str, member: str | None) -> None:
    """What the article says comes first, and the person's file says the rest."""
    files = {"content/personer/soeren-noergaard.md": PERSON, A: _article(f"speakers:\n  - {fields}\n")}
    checked = _site(files)
    assert checked.faults == ()
    assert checked.value.articles[0].speakers == (
        Speaker("soeren-noergaard", "Søren Nørgaard", title, organisation, member),  # type: ignore[arg-type]
    )


QUOTE = "speakers:\n  - {name: Søren Nørgaard}\nquotes:\n  - {speaker: %s, text: Vi er klar}\n"


@pytest.mark.parametrize(("name", "rules"), [
    ("Søren Nørgaard", []),
    ("søren  nørgaard", []),
    ("soeren-noergaard", []),
    ("Søren", ["ukendt-taler"]),
    ("Ida", ["ukendt-taler"]),
])  # fmt: skip
def test_a_quote_has_a_speaker(name: str, rules: list[str]) -> None:
    """By name, whatever the blanks and capitals, or by slug."""
    checked = _site({A: _article(QUOTE % name)})
    assert [fault.rule for fault in checked.faults] == rules
    assert len(checked.value.articles[0].quoted) == 1 - len(rules)


@pytest.mark.parametrize(
    ("files", "rules"),
    [
        ({A: _article("member: ukendt\n")}, ["ukendt-medlem"]),
        ({A: _article("member: tidsel\n"), "content/medlemmer/tidsel.md": "i stykker"}, []),
        ({A: _article("member: tidsel\n"), "content/medlemmer/tidsel.md": "---\nkind: x\n---\n"}, []),
        ({A: _article("member: tidsel\n"), "content/medlemmer/tidsel.md": "---\njoined: 2099\nname: [x]\n---\n"}, []),
        ({A: _article("speakers:\n  - person: ida\n")}, ["ukendt-person"]),
        ({A: _article("speakers:\n  - person: ida\n"), "content/personer/ida.md": "i stykker"}, []),
        ({A: _article("speakers:\n  - {name: Søren Nørgaard, member: ukendt}\n")}, ["ukendt-medlem"]),
        ({A: _article("speakers:\n  - title: formand\n")}, ["mangler-felt"]),
        ({A: _article("speakers:\n  - name: Ida\n")}, ["taler-uden-navn-i-teksten"]),
        ({A: _article("speakers: Ida\n" + QUOTE.partition("\n")[2].partition("\n")[2] % "Ida")}, []),
        ({A: _article().replace("2022-09-28", "2019-01-01") + "", "content/nyheder/b.md": _article()}, []),
        ({A: _article("member: aagaard\n").replace("2022-09-28", "2019-01-01")}, ["ikke-medlem-paa-datoen"]),
        ({A: _article("expires: 2022-09-28\n")}, ["datoer-i-uorden"]),
        ({A: _article("expires: 2000-01-01\n").replace("2022-09-28", "x")}, []),
        ({A: _article("topics: [Bolig, bolig]\n")}, ["emne-stavet-forskelligt"]),
        ({A: _article("topics: ['!']\n")}, ["ugyldig-vaerdi"]),
        ({SITE: "i stykker", A: _article("member: ukendt\n")}, ["ukendt-medlem"]),
        ({"content/personer/ida.md": "---\nname: Ida\nroles: [{title: x, member: y}]\n---\n"}, ["ukendt-medlem"]),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_told(files: Mapping[str, str], rules: list[str]) -> None:
    """And what only seems so, because a file is broken, is not."""
    assert _rules(files) == rules


REGISTER = (
    SETTINGS
    + "alliance:\n  name: Nøglen\n  register_complete: %s\n  sizes:\n    - {date: 2021-01-01, count: 9, source: 'https://x.example/'}\n"
)


@pytest.mark.parametrize(
    ("complete", "date", "size", "rules"),
    [
        ("ja", "2022-09-28", 1, []),
        ("ja", "2022-09-28", 2, ["medlemstal-stemmer-ikke"]),
        ("nej", "2022-09-28", 2, []),
        ("nej", "2021-01-01", 9, []),
        ("nej", "2021-01-01", 2, ["forskellige-tal"]),
    ],
)
def test_the_size_of_the_alliance_is_one(complete: str, date: str, size: int, rules: list[str]) -> None:
    """Held against other sources of the same day, and against the register where it is said to be complete."""
    text = _article(f"alliance_size: {size}\n", f"Vi er {size} medlemmer.").replace("2022-09-28", date)
    assert _rules({SITE: REGISTER % complete, A: text}) == rules


def test_a_register_with_a_broken_file_cannot_be_counted() -> None:
    """Nobody knows whether it would have been right."""
    text = _article("alliance_size: 2\n", "Vi er to medlemmer.")
    for broken in ("i stykker", "---\nname: Tidselfonden\nkind: fond\nleft: 20x\n---\n"):
        assert _rules({SITE: REGISTER % "ja", A: text, "content/medlemmer/tidsel.md": broken}) == []


def test_without_settings_the_rest_is_still_a_site() -> None:
    """So that everything wrong with it is told in the same run."""
    checked = _built([])
    assert [fault.rule for fault in checked.faults] == ["mangler-fil"]
    assert checked.value.articles == ()


BUNDLE = "content/nyheder/hus"


@pytest.mark.parametrize(
    ("text", "unused"),
    [
        (_article(), ["b.gif", "c.pdf"]),
        (_article(body="![B](b.gif)"), ["c.pdf"]),
        (_article(body="![B](b.gif) og c.pdf"), []),
        (_article("farve: x\n"), []),
        ("i stykker", []),
    ],
)
def test_a_file_that_no_text_uses_is_told(text: str, unused: list[str]) -> None:
    """Unless the text is broken or names it: then nobody knows, or it has been told why it cannot be used."""
    files = {f"{BUNDLE}/index.md": text, f"{BUNDLE}/b.gif": "GIF89a", f"{BUNDLE}/c.pdf": "%PDF-"}
    names = [fault.span.path.rpartition("/")[2] for fault in _site(files).faults if fault.rule == "ubrugt-fil"]
    assert names == unused


def test_only_the_first_faults_of_a_list_are_told() -> None:
    """More would only hide the rest."""
    names = ", ".join(f"ukendt-{number}" for number in range(500))
    assert _rules({A: _article(f"member: [{names}]\n")}) == ["ukendt-medlem"] * 20
