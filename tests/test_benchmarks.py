"""The benchmarks measure what they say: builders that make the same articles, and nothing less."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks import measure, tables
from benchmarks.builders import NEW_PHRASE, PHRASE, ROOT, Builder, MissingError, hjemsite
from benchmarks.corpus import MEMBERS, Article, Corpus
from benchmarks.dialects import Files, eleventy, hugo, pelican
from benchmarks.dialects import hjemsite as hjemsite_files
from benchmarks.measure import ProgramError
from benchmarks.race import EVENTS, Results, State, Track, UnequalError
from benchmarks.sameness import differences, kinds

SIZE = 5


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a site of five articles, built by hjemsite."""
    folder = tmp_path_factory.mktemp("benchmark") / "site"
    builder = hjemsite(jobs=1)
    builder.lay_out(folder)
    builder.write(Corpus(SIZE), folder, PHRASE)
    measure.timed(builder.command, folder, builder.environment)
    return folder / builder.output


def page_of(number: int, site: Path) -> Path:
    return site / "nyheder" / Corpus(SIZE).article(number).slug / "index.html"


def replaced(old: str, new: str) -> Callable[[Path], None]:
    def tamper(page: Path) -> None:
        text = page.read_text(encoding="utf-8")
        assert old in text
        page.write_text(text.replace(old, new), encoding="utf-8")

    return tamper


FIRST = Corpus(SIZE).article(0)
FAULTS: tuple[tuple[Callable[[Path], None], str], ...] = (
    (Path.unlink, "mangler"),
    (replaced(FIRST.title, "Noget andet"), "overskriften er en anden"),
    (replaced("fremlagt en plan", "fremlagt plan"), "brødteksten har andre ord"),
    (replaced(f'/">{FIRST.members[0].name}</a>', '/">En anden</a>'), "et medlem mangler"),
    (replaced(PHRASE, NEW_PHRASE), "skabelonen er en anden"),
)


def test_hjemsites_site_holds_its_corpus(site: Path) -> None:
    """What was written for hjemsite comes out: every article, and nothing is said to be missing."""
    assert list(differences(Corpus(SIZE), site, PHRASE)) == []
    counts = kinds(site)
    assert counts["artikler"] == SIZE
    assert counts["medlemmer"] == len(MEMBERS) + 1


@pytest.mark.parametrize(("tamper", "fault"), FAULTS, ids=[fault for _, fault in FAULTS])
def test_a_site_that_lacks_something_is_found_out(tamper: Callable[[Path], None], fault: str, site: Path) -> None:
    """A missing article, headline, word or member, and an old template, are named with their article."""
    page = page_of(0, site)
    whole = page.read_bytes()
    try:
        tamper(page)
        assert list(differences(Corpus(SIZE), site, PHRASE)) in (
            [f"{FIRST.slug} {fault}"],
            [f"{FIRST.slug}: {fault}"],
        )
    finally:
        page.write_bytes(whole)


def test_an_article_too_many_is_found_out(site: Path) -> None:
    """A site with more than the corpus is not the same site."""
    assert list(differences(Corpus(SIZE - 1), site, PHRASE)) == [f"{Corpus(SIZE).article(4).slug} er ikke i korpus"]


def test_a_race_measures_every_event_and_looks_at_every_site(tmp_path: Path) -> None:
    """Each event is measured in each round, and each edit is in the output when its build is done."""
    track = Track(tmp_path, [hjemsite(jobs=1)], tuple(EVENTS), rounds=1, deadline=float("inf"))
    results = Results(SIZE)
    steps = list(track.race(results))
    assert set(results.runs) == {(name, "hjemsite") for name in EVENTS}
    assert results.rounds == 1
    assert results.kinds["hjemsite"]["artikler"] == SIZE
    assert results.disk["hjemsite"] > SIZE * 10_000
    assert [step.run is None for step in steps] == [True, *len(EVENTS) * (True, False)]
    text = tables.tables([results], track.builders, "i hukommelsen")
    assert all(event.title in text for event in EVENTS.values())


def test_a_builder_that_forgets_an_edit_loses(tmp_path: Path, site: Path) -> None:
    """A build that is fast because it left the old page there is no result."""
    idle = Builder("ligeglad", "1", ("true",), lambda _: iter(()), "base.html", str(site))
    (tmp_path / str(SIZE) / idle.name).mkdir(parents=True)
    track = Track(tmp_path, [idle], ("brødtekst",), rounds=1, deadline=float("inf"))
    edited = EVENTS["brødtekst"].edit(State(Corpus(SIZE)), 1)
    track.inspect(idle, State(Corpus(SIZE)))
    with pytest.raises(UnequalError, match="brødteksten har andre ord"):
        track.inspect(idle, edited)


def test_a_race_ends_when_its_time_has_gone(tmp_path: Path) -> None:
    """After the deadline nothing more is started, and what was measured stands."""
    results = Results(SIZE)
    track = Track(tmp_path, [hjemsite(jobs=1)], tuple(EVENTS), rounds=1, deadline=0)
    assert list(track.race(results)) == []
    assert not results.runs


def test_a_program_that_fails_says_what_it_said(tmp_path: Path) -> None:
    """A builder that fails ends the race with its own words."""
    with pytest.raises(ProgramError, match="korpus er væk"):
        measure.timed(("sh", "-c", "echo korpus er væk; exit 3"), tmp_path, {})


def test_an_interrupted_program_is_ended(tmp_path: Path) -> None:
    """Whoever stops the race stops the builder too."""
    # A second for the race to get from starting the program to waiting for it.
    slow = ("sh", "-c", "echo $$ > number; sleep 1; kill -INT $PPID; sleep 600")
    runner = f"from benchmarks.measure import timed; timed({slow!r}, {str(tmp_path)!r}, {{}})"
    subprocess.run((sys.executable, "-c", runner), cwd=ROOT, stderr=subprocess.DEVNULL, check=False)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "number").read_text()), 0)


def test_an_article_is_the_same_in_every_corpus() -> None:
    """Article i says the same whatever the size of the corpus."""
    assert list(Corpus(3).articles()) == list(Corpus(9).articles())[:3]


@pytest.mark.parametrize("files", [hjemsite_files, hugo, pelican, eleventy])
def test_every_builder_gets_the_same_words(files: Callable[[Corpus], Files]) -> None:
    """The body of each article stands in each builder's files as it is."""
    texts = [text for _, text in files(Corpus(3))]
    assert [sum(article.body in text for text in texts) for article in Corpus(3).articles()] == [1, 1, 1]


EDITS: tuple[tuple[str, Callable[[Article], object]], ...] = (
    ("brødtekst", lambda article: article.body),
    ("overskrift", lambda article: article.title),
    ("medlem", lambda article: (article.members, article.speakers, article.quotes)),
    ("emne", lambda article: article.topics),
)


@pytest.mark.parametrize(("event", "part"), EDITS, ids=[event for event, _ in EDITS])
def test_an_edit_changes_what_it_says(event: str, part: Callable[[Article], object]) -> None:
    """An edit changes its part of some articles, and no other part of any."""
    before, after = Corpus(60), EVENTS[event].edit(State(Corpus(60)), 1).corpus
    others = [other for name, other in EDITS if name != event]
    pairs = list(zip(before.articles(), after.articles(), strict=True))
    changed = [old.slug for old, new in pairs if part(old) != part(new)]
    assert 1 <= len(changed) < 60
    assert [old.slug for old, new in pairs if any(other(old) != other(new) for other in others)] == []


def test_news_come_and_go_one_at_a_time() -> None:
    """A new article is newer than all others, another is deleted, and nothing else changes."""
    before = {article.slug: article for article in Corpus(60).articles()}
    for number in (1, 2, 3):
        newer, fewer = (
            {article.slug: article for article in EVENTS[name].edit(State(Corpus(60)), number).corpus.articles()}
            for name in ("ny", "slettet")
        )
        assert {slug: newer[slug] for slug in before} == before
        dates = [newer[slug].date for slug in newer.keys() - before.keys()]
        assert len(dates) == number and min(dates) > max(article.date for article in before.values())
        assert fewer == {slug: article for slug, article in before.items() if slug in fewer}
        assert len(fewer) == 60 - number


def test_what_is_gone_is_gone_from_the_sources(tmp_path: Path) -> None:
    """A builder cannot make a page of an article that was deleted, and its own files stay."""
    builder = hjemsite(jobs=1)
    builder.lay_out(tmp_path / "site")
    (tmp_path / "site/content/nyheder").mkdir(parents=True)
    (tmp_path / "site/content/nyheder/_index.md").write_text("")
    builder.write(Corpus(8), tmp_path / "site", PHRASE)
    builder.write(Corpus(8, deleted=1), tmp_path / "site", PHRASE)
    assert len([*(tmp_path / "site/content/nyheder").rglob("*.md")]) == 1 + 7


def test_tables_go_between_their_marks(tmp_path: Path) -> None:
    """A new table takes the place of the old one, and the rest of the page stays."""
    page = tmp_path / "fart.md"
    marks = "<!-- {0}: begynder -->\n<!-- {0}: slutter -->\n"
    page.write_text("Før.\n" + marks.format("målt") + "Mellem.\n" + marks.format("vækst"), encoding="utf-8")
    for text, name in (("gammel", "målt"), ("vokser", "vækst"), ("ny", "målt")):
        tables.write(text, page, name)
    lines = [line for line in page.read_text(encoding="utf-8").splitlines() if line and not line.startswith("<!--")]
    assert lines == ["Før.", "ny", "Mellem.", "vokser"]


@pytest.mark.parametrize("name", ["målt", "målt uden", "vækst"])
def test_the_page_has_room_for_every_table(name: str) -> None:
    """The marks that the command writes between are in docs/fart.md."""
    text = command.PAGE.read_text(encoding="utf-8")
    assert [text.count(f"<!-- {name}: {end} -->\n") for end in ("begynder", "slutter")] == [1, 1]


def test_an_unknown_rival_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt name is not silently left out."""
    with pytest.raises(SystemExit):
        command.main(["--only", "hugoo"])
    assert "vælg blandt Hugo,Hugo+,Pelican,Eleventy" in capsys.readouterr().err


def test_a_rival_that_cannot_be_had_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What is left out of a race is said."""

    def nowhere(_: Path) -> Builder:
        raise MissingError("Node.js er ikke installeret")

    assert list(command.rivals({"Eleventy": nowhere}, tmp_path)) == []
    assert "Eleventy er ikke med: Node.js er ikke installeret." in capsys.readouterr().err
