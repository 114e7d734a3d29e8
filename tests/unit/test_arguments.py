"""What may be asked for on the command line, and what is said when it cannot be understood."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hjemsite.cli.arguments import Command, UsageError, parse

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


@pytest.mark.parametrize(
    ("line", "order"),
    [
        ("", Command("build")),
        ("build", Command("build")),
        ("check", Command("check")),
        ("--drafts", Command("build", drafts=True)),
        ("--format json --output ude", Command("build", format="json", output=Path("ude"))),
        ("--root check build", Command("build", root=Path("check"))),
        ("--root her check", Command("check", root=Path("her"))),
        ("check --root=her --debug", Command("check", root=Path("her"), debug=True)),
        ("--debug --allow-shrink", Command("build", debug=True, allow_shrink=True)),
        (
            "check --base-url https://prøve.example/alliance/",
            Command("check", base_url="https://prøve.example/alliance"),
        ),
        ("byg --drafts", Command("build", drafts=True)),
        ("--root her Bygge", Command("build", root=Path("her"))),
        ("tjek", Command("check")),
        ("vis --port 0", Command("serve", port=0)),
        ("ny nyhed", Command("new", kind="article")),
        ("importer a.docx", Command("import", files=["a.docx"])),
        ("check --base-url http://localhost:8000", Command("check", base_url="http://localhost:8000")),
        ("serve --port 0 --poll", Command("serve", port=0, poll=True)),
        ("serve --host 0.0.0.0 --port=65535", Command("serve", host="0.0.0.0", port=65_535)),
        ("next --format json", Command("next", format="json")),
        ("next --live https://noeglen.example/nyt/", Command("next", live="https://noeglen.example/nyt")),
        ("check --as-of 2026-11-22", Command("check", as_of=datetime(2026, 11, 22, tzinfo=COPENHAGEN))),
        ("check --as-of 2026-11-22T14:30", Command("check", as_of=datetime(2026, 11, 22, 14, 30, tzinfo=COPENHAGEN))),
    ],
)
def test_what_is_asked_for(line: str, order: Command) -> None:
    """`build` is what is meant without a command; global options stand before or after it; a date is its midnight."""
    assert parse(line.split()) == order


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["biuld"], "»biuld« er ikke en kommando; mente du »build«? Se »hjemsite --help«."),
        (["bygg"], "»bygg« er ikke en kommando; mente du »build«? Se »hjemsite --help«."),
        (["imprter"], "»imprter« er ikke en kommando; mente du »import«? Se »hjemsite --help«."),
        (["hjælp", "vask"], "»vask« er ikke en kommando. Se »hjemsite --help«."),
        (["æøå"], "»æøå« er ikke en kommando. Se »hjemsite --help«."),
        ([""], "»« er ikke en kommando. Se »hjemsite --help«."),
        (
            ["--fromat", "json"],
            "Kommandoen »build« kender ikke »--fromat«; mente du »--format«? Se »hjemsite build --help«.",
        ),
        (["serve", "--port", "65536"], "--port: »65536« er ikke en port fra 1 til 65535."),
        (["serve", "--port", "http"], "--port: »http« er ikke en port fra 1 til 65535."),
        (["next", "--format", "github"], "--format: »github« er ikke en af mulighederne text og json."),
        (["next", "--live", "ftp://x.dk"], "--live: »ftp://x.dk« er ikke en adresse som https://www.example.dk."),
        (
            ["publish", "--public", "https://x.dk/?a"],
            "--public: »https://x.dk/?a« er ikke en adresse som https://www.example.dk.",
        ),
        (
            ["publish", "--public", "https://a@x.dk"],
            "--public: »https://a@x.dk« er ikke en adresse som https://www.example.dk.",
        ),
        (
            ["publish", "--endpoint", "https://"],
            "--endpoint: »https://« er ikke en adresse som https://www.example.dk.",
        ),
        (
            ["check", "--base-url", "http://x:99999"],
            "--base-url: »http://x:99999« er ikke en adresse som https://www.example.dk.",
        ),
        (["check", "--output=ude"], "Kommandoen »check« kender ikke »--output«. Se »hjemsite check --help«."),
        (["check", "fil.md"], "Kommandoen »check« kender ikke »fil.md«. Se »hjemsite check --help«."),
        (
            ["--draft"],
            "Kommandoen »build« kender ikke »--draft«; mente du »--drafts«? Se »hjemsite build --help«.",
        ),
        (["--root"], "Der mangler en værdi efter »--root«."),
        (["check", "--as-of"], "Der mangler en værdi efter »--as-of«."),
        (["--drafts=ja"], "Der skal ikke stå en værdi efter »--drafts«."),
        (["--format", "xml"], "--format: »xml« er ikke en af mulighederne text, json, github og gitlab."),
        (["--base-url", "x.example"], "--base-url: »x.example« er ikke en adresse som https://www.example.dk."),
        (
            ["--base-url", "javascript://x"],
            "--base-url: »javascript://x« er ikke en adresse som https://www.example.dk.",
        ),
        (
            ["--base-url", "https://x.example/?a"],
            "--base-url: »https://x.example/?a« er ikke en adresse som https://www.example.dk.",
        ),
    ],
)
def test_what_cannot_be_understood_is_said_in_danish(words: list[str], message: str) -> None:
    """Each with the nearest thing that would do, where there is one."""
    with pytest.raises(UsageError) as raised:
        parse(words)
    assert str(raised.value) == message


@pytest.mark.parametrize("text", ["i går", "2026-02-30", "2026-11-22T25:00", "22/11", ""])
def test_an_instant_that_is_none_is_refused(text: str) -> None:
    """The option is named, and the sentence ends."""
    with pytest.raises(UsageError, match=r"(?s)^--as-of: .*\.$"):
        parse(["--as-of", text])


@pytest.mark.parametrize("line", ["--help", "-h", "build --help", "check -h", "--drafts --help", "--help check"])
def test_help_is_in_danish(line: str) -> None:
    """Not one of argparse's own words is left."""
    text = parse(line.split())
    assert isinstance(text, str)
    assert text.startswith("Brug: hjemsite ")
    for english in ("usage", "options", "optional", "positional", "show this", "exit", "default", "command"):
        assert english not in text.lower()


def test_help_tells_of_the_command_it_is_asked_about() -> None:
    """`--help` alone lists the commands; with a command, its options."""
    top, build, check = (parse(words) for words in (["--help"], ["build", "--help"], ["check", "--help"]))
    assert "check" in top and "--as-of" not in top
    assert "--output" in build and "--as-of" in build
    assert "--output" not in check and "--as-of" in check


def test_the_version_is_the_packages_own() -> None:
    """The name and the number, as other programs print them."""
    import hjemsite

    assert parse(["--version"]) == f"hjemsite {hjemsite.__version__}"
