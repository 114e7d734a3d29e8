"""The plan of a publication: what is sent and deleted, in which order, and what is left alone."""

import random

import pytest

from hjemsite.limits import DELETED_FILES
from hjemsite.publishing.deployment.target_record import TargetRecord
from hjemsite.publishing.deployment.upload_plan import UploadPlan, shrinks, unclear, upload_plan
from hjemsite.publishing.order import Turn, turn

PATHS = (
    "assets/site.aaaaaaaa.css",
    "assets/site.bbbbbbbb.css",
    "billeder/kort-0123456789abcdef.png",
    "soeg/indeks/start.json",
    "soeg/indeks/fund-97139-0.json",
    "index.html",
    "om",
    "om/index.html",
    "nyheder/index.html",
    "nyheder/feed.xml",
    "feed.xml",
    "sitemap.xml",
    "data/v1/status.json",
    "bilag.pdf",
)
SEED = 20261129


def files(chance: random.Random, share: float) -> dict[str, str]:
    """Some of the paths, each with one of two contents; never both a file and a folder of one name."""
    chosen = {path: chance.choice("xy") for path in PATHS if chance.random() < share}
    if "om/index.html" in chosen:
        chosen.pop("om", None)
    return chosen


def carry_out(plan: UploadPlan, site: dict[str, str], target: dict[str, str]) -> list[str]:
    """Do what the plan says to `place`, as a folder would; the paths in the order in which they were touched."""
    for path in plan.clear:
        target.pop(path, None)
    for path in plan.put:
        assert not any(other.startswith(f"{path}/") or path.startswith(f"{other}/") for other in target), path
        target[path] = site[path]
    for path in plan.delete:
        target.pop(path, None)
    return [*plan.clear, *plan.put, *plan.delete]


@pytest.mark.parametrize("number", range(400))
def test_after_the_plan_the_target_is_the_site_and_what_strangers_put_there(number: int) -> None:
    """From any old site, any break of the run before and any strangers' files; nothing right is sent again."""
    chance = random.Random(SEED + number)
    old, site = files(chance, 0.6), files(chance, 0.6)
    # A run before was broken off: at some paths of ours stands either content, or nothing.
    unsure = {path for path in PATHS if chance.random() < 0.3 and path not in ("om", "om/index.html")}
    ours = {path: content for path, content in old.items() if path not in unsure}
    target = {**ours, **{path: chance.choice("xyz") for path in unsure if chance.random() < 0.7}}
    strangers = dict.fromkeys(("rod.php", "gamle/side.html", "nyheder/.htaccess"), "fremmed")
    target |= strangers
    record = TargetRecord(1, ours, frozenset(unsure))
    present = {path: target[path] == site[path] for path in unclear(site, record) if path in target}
    right = {path for path in site if target.get(path) == site[path]}

    plan = upload_plan(site, record, present)
    assert plan.strangers == ()
    touched = carry_out(plan, site, target)
    assert target == {**site, **strangers}
    assert not right.intersection(touched)
    assert len(touched) == len(set(touched))
    turns = [turn(path) for path in plan.put]
    assert turns == sorted(turns)


def test_strangers_in_the_way_are_named_and_the_same_bytes_are_taken_over() -> None:
    """A file that nobody recorded is replaced by nobody, unless it holds what we would put there."""
    plan = upload_plan({"index.html": "x", "om.html": "x"}, TargetRecord(), {"index.html": False, "om.html": True})
    assert (plan.strangers, set(plan.kept)) == (("index.html",), {"om.html"})


@pytest.mark.parametrize(
    ("before", "gone", "asset", "too_many"),
    [(100, 10, False, None), (100, 11, False, (11, 100)), (1000, 50, False, None), (1000, 51, False, (51, 1000)),
     (1000, 900, True, None)],
)  # fmt: skip
def test_many_deletions_must_be_meant(before: int, gone: int, asset: bool, too_many: tuple[int, int] | None) -> None:
    """More than a tenth or more than fifty; what has a fingerprint in its name goes at every change."""
    assert DELETED_FILES == 50
    name = "assets/skrift.{:08x}.woff2" if asset else "side-{}/index.html"
    record = TargetRecord(1, {name.format(number): "x" for number in range(before)})
    kept = {name.format(number): "x" for number in range(gone, before)}
    assert shrinks(upload_plan(kept, record, {}), record) == too_many


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("assets/site.fadc4c8d.css", Turn.ASSET),
        ("billeder/kort-85b3e8ec5f47571b.png", Turn.ASSET),
        ("nyheder/aaben/bilag.pdf", Turn.ASSET),
        ("404.html", Turn.PAGE),
        ("medlemmer/feed.json", Turn.LIST),
        ("feeds.opml", Turn.LIST),
        ("sitemap-news.xml", Turn.LIST),
        ("soeg/indeks/start.json", Turn.LIST),
        ("data/v1/artikler.json", Turn.LIST),
        ("robots.txt", Turn.LIST),
    ],
)
def test_what_points_at_pages_comes_after_them(path: str, expected: Turn) -> None:
    """First what pages use, then pages, then feeds, site maps, open data and the index of the search."""
    assert turn(path) is expected
