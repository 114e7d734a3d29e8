"""What a site may fetch from elsewhere: nothing but what its settings name, and then everybody is told."""

from datetime import datetime
from pathlib import Path

import pytest

from hjemsite.cli.console import summary_line
from hjemsite.danish import COPENHAGEN
from hjemsite.pipeline.build import Build
from hjemsite.pipeline.build_site import build_site
from hjemsite.pipeline.options import BuildOptions
from tests.shared_cache import build

NOON = datetime(2026, 4, 25, 12, tzinfo=COPENHAGEN)
SETTINGS = "title: Nøglen\naddress: https://noeglen.example\ndescription: Nyheder.\n"
ALLOW = (
    "allow:\n  frames: https://film.example\n  scripts: [https://tal.example]\n  pictures: https://kort.example:8443\n"
)
FRAME = '<iframe src="https://film.example/1" title="Film"></iframe>'


def site(folder: Path, allow: str, inside: str, script: str = "") -> BuildOptions:
    files = {
        "content/site.yaml": SETTINGS + allow,
        "content/nyheder/2026-03-02-a.md": "---\ntitle: Åben dør\ndate: 2026-03-02\n---\nDøren står åben.\n",
        "templates/article.html": '{% extends "hjemsite/article.html" %}{% block main %}{{ super() }}'
        + inside
        + '<script src="{{ asset("egen.js") }}" defer></script>{% endblock %}',
        "templates/assets/egen.js": script,
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return BuildOptions(folder, NOON, search=False)


def rules(built: Build) -> list[str]:
    return [fault.rule for fault in built.faults if fault.is_error]


@pytest.mark.parametrize(
    "inside",
    [
        FRAME,
        '<script src="https://tal.example/t.js" defer></script>',
        '<img src="https://kort.example:8443/a.png" alt="" width="1" height="1">',
        '<img src="/gade.svg" srcset="https://kort.example:8443/a.png 1x, https://kort.example:8443/b.png 2x" alt="">',
    ],
)
def test_what_is_named_may_be_fetched(tmp_path: Path, inside: str) -> None:
    """A frame, a script and a picture from a place of their kind; without the setting the build stops."""
    assert rules(build(site(tmp_path, ALLOW, inside))) == []
    assert set(rules(build(site(tmp_path, "", inside)))) == {"defekt-side"}


@pytest.mark.parametrize(
    "inside",
    [
        '<iframe src="https://tal.example/1" title="Film"></iframe>',
        '<iframe src="https://film.example.ond.example/1" title="Film"></iframe>',
        '<iframe src="http://film.example/1" title="Film"></iframe>',
        '<iframe src="https://film.example/1" srcdoc="x" title="Film"></iframe>',
        '<iframe title="Film"></iframe>',
        '<script src="https://film.example/t.js"></script>',
        "<script>alert(1)</script>",
        '<img src="https://tal.example/a.png" alt="">',
        '<img src="/gade.svg" srcset="https://kort.example:8443/a.png 1x, https://ond.example/b.png 2x" alt="">',
        '<object data="https://film.example/1"></object>',
        '<link rel="stylesheet" href="https://tal.example/a.css">',
        '<embed src="https://film.example/1">',
        '<p style="color: red">x</p>',
    ],
)
def test_nothing_else_may(tmp_path: Path, inside: str) -> None:
    """A place of another kind, one that only begins alike, and what no place allows, stop the build as before."""
    assert "defekt-side" in rules(build(site(tmp_path, ALLOW, inside)))


def test_scripts_of_the_site_may_send_to_the_places_of_scripts(tmp_path: Path) -> None:
    """What a script sends to is judged as what it is fetched from."""
    assert rules(build(site(tmp_path, ALLOW, "", 'fetch("https://tal.example/x");'))) == []
    assert rules(build(site(tmp_path, ALLOW, "", 'fetch("https://film.example/x");'))) == ["henter-udefra"]


def test_everybody_is_told(tmp_path: Path) -> None:
    """The policy of pages and of the server has the places, readers read of them, and the build says so each time."""
    options = site(tmp_path, ALLOW, FRAME)
    loaded = build(options).loaded()
    page, headers = loaded["nyheder/a/index.html"].decode(), loaded["_headers"].decode()
    for text in (page.replace("&#39;", "'"), headers):
        assert "script-src 'self' https://tal.example; " in text and "connect-src 'self' https://tal.example; " in text
        assert "img-src 'self' https://kort.example:8443; " in text and "frame-src https://film.example; " in text
    sentence = "indlejrede sider fra film.example, billeder fra kort.example:8443 og programkode fra tal.example"
    assert sentence in page and sentence in loaded["404.html"].decode()
    for _ in range(2):
        line = summary_line(build_site(options, tmp_path / "output"), 1.0)
        assert line.endswith("siden må hente fra film.example, kort.example:8443 og tal.example")


def test_a_site_that_names_none_is_as_strict_as_ever(tmp_path: Path) -> None:
    """Nothing of it is on a page."""
    loaded = build(site(tmp_path, "", "")).loaded()
    assert b"frame-src" not in loaded["_headers"] and "Siden henter" not in loaded["index.html"].decode()


def test_the_page_on_privacy_says_what_is_so(tmp_path: Path) -> None:
    """Nothing from elsewhere, or the places by name; statistics only where a place for scripts is named."""
    strict = build(site(tmp_path / "a", "", "")).loaded()["privatliv/index.html"].decode()
    assert (
        "Siden bruger ingen cookies og fører ingen statistik" in strict and "Din browser spørger ingen andre" in strict
    )
    allowing = build(site(tmp_path / "b", ALLOW, FRAME)).loaded()["privatliv/index.html"].decode()
    assert "Siden bruger ikke selv cookies. Den henter programkode fra tal.example" in allowing
    assert "viser noget fra film.example" in allowing and "billeder kommer fra kort.example:8443" in allowing
    assert "spørger ingen andre" not in allowing


def test_an_editors_own_page_on_privacy_takes_its_place(tmp_path: Path) -> None:
    options = site(tmp_path, "", "")
    (tmp_path / "content/sider").mkdir()
    (tmp_path / "content/sider/privatliv.md").write_text("---\ntitle: Vores politik\n---\nSkrevet selv.\n", "utf-8")
    built = build(options)
    assert rules(built) == []
    page = built.loaded()["privatliv/index.html"].decode()
    assert "Skrevet selv." in page and "Siden bruger ingen cookies" not in page


def test_the_editors_page_is_told_of(tmp_path: Path) -> None:
    """It asks the git host, and the closing line does not pass over that; readers' pages fetch nothing still."""
    built = build(site(tmp_path, "editing: https://github.com/noeglen/side\n", ""))
    assert built.site.settings.foreign_hosts == ("github.com (kun på /redaktion/)",)
    assert "Din browser spørger ingen andre" in built.loaded()["privatliv/index.html"].decode()
    result = build_site(site(tmp_path, "editing: https://github.com/noeglen/side\n", ""), tmp_path / "ude")
    assert summary_line(result, 1.0).endswith("siden må hente fra github.com (kun på /redaktion/)")
