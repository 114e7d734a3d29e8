"""Precision and recall of the extractor on annotated releases: `python tests/cases/score_extract.py FOLDER`.

Exact match after dropping punctuation, white space and case. Options: `--misses` lists every miss, `--only 001,003`.
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from hjemsite.importer.extract.extractor import extract
from hjemsite.importer.extract.result import Confidence, Extraction

FIELDS = ("quote", "quote+speaker", "speaker", "title", "organisation")


@dataclass
class Count:
    """How many were right, how many were found, how many there are."""

    right: int = 0
    extracted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.extracted if self.extracted else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 1.0

    def __str__(self) -> str:
        return f"P {self.precision:.3f} ({self.right}/{self.extracted})  R {self.recall:.3f} ({self.right}/{self.gold})"


@dataclass
class Score:
    fields: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    kinds: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    sure: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    misses: list[str] = field(default_factory=list)


def key(text: str | None) -> str:
    return "".join(re.findall(r"[^\W_]+", (text or "").replace("\u00ad", "").casefold()))


def names(speaker: Any) -> frozenset[str]:
    return frozenset(key(name) for name in ([speaker] if isinstance(speaker, str) else speaker or []))


def cases(folder: Path, only: Sequence[str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path in sorted(folder.glob("*.json")):
        if not only or path.stem in only:
            text = path.with_suffix(".txt").read_text(encoding="utf-8")
            yield path.stem, text, json.loads(path.read_text(encoding="utf-8"))


def count(score: Score, name: str, field_name: str, extracted: set[Any], gold: set[Any]) -> None:
    tally = score.fields[field_name]
    tally.right += len(extracted & gold)
    tally.extracted += len(extracted)
    tally.gold += len(gold)
    for sign, items in (("+", extracted - gold), ("-", gold - extracted)):
        score.misses += [f"{name} {field_name:14} {sign} {item}" for item in sorted(items, key=str)]


@cache
def reading(text: str) -> Extraction:
    """What the extractor says of `text`, which two scores look at."""
    return extract(text)


def judge(score: Score, name: str, text: str, gold: dict[str, Any]) -> None:
    release = reading(text)
    quotes = {key(quote.words.text): names(quote.speakers) for quote in release.quotes}
    expected = {key(quote["text"]): names(quote["speaker"]) for quote in gold["quotes"]}
    count(score, name, "quote", set(quotes), set(expected))
    count(score, name, "quote+speaker", set(quotes.items()), set(expected.items()))
    speakers = {key(speaker.name.text): speaker for speaker in release.speakers}
    people = {key(person["name"]): person for person in gold["speakers"]}
    count(score, name, "speaker", set(speakers), set(people))
    for what in ("title", "organisation"):
        ours = {(who, key(getattr(speaker, what).text)) for who, speaker in speakers.items() if getattr(speaker, what)}
        theirs = {(who, key(person[what])) for who, person in people.items() if person[what]}
        count(score, name, what, ours, theirs)
    for quote in gold["quotes"]:
        kind = score.kinds[f"{quote['attribution']} · {quote['reference']} · {quote['style']}"]
        kind.gold += 1
        kind.right += quotes.get(key(quote["text"])) == names(quote["speaker"])
    sureness(score, name, release, expected, people)


def sureness(
    score: Score, name: str, release: Extraction, expected: dict[str, frozenset[str]], people: dict[str, Any]
) -> None:
    def note(what: str, confidence: Confidence, right: bool) -> None:
        tally = score.sure[f"{what} {confidence}"]
        tally.extracted += 1
        tally.right += right
        if confidence is Confidence.CERTAIN and not right:
            score.misses.append(f"{name} {what:14} ! certain, but wrong")

    for quote in release.quotes:
        text = key(quote.words.text)
        note("quote", quote.words.confidence, text in expected)
        note("quote+speaker", quote.confidence, expected.get(text) == names(quote.speakers))
    for speaker in release.speakers:
        gold = people.get(key(speaker.name.text))
        note("speaker", speaker.name.confidence, gold is not None)
        for what in ("title", "organisation"):
            part = getattr(speaker, what)
            if part:
                note(what, part.confidence, gold is not None and key(gold[what]) == key(part.text))


def score(folder: Path, only: Sequence[str] = ()) -> Score:
    total = Score()
    for name, text, gold in cases(folder, only):
        judge(total, name, text, gold)
    return total


def reliability(total: Score) -> str:
    """How many of the values of each field and each confidence are right, as a table."""
    lines = [f"  {'':14}" + "".join(f"{confidence:>18}" for confidence in Confidence)]
    for name in FIELDS:
        ones = [total.sure[f"{name} {confidence}"] for confidence in Confidence]
        cells = (
            f"{tally.right}/{tally.extracted} = {tally.precision:.3f}" if tally.extracted else "–" for tally in ones
        )
        lines.append(f"  {name:14}" + "".join(f"{cell:>18}" for cell in cells))
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    total = score(options.folder, [name for name in options.only.split(",") if name])
    for name in FIELDS:
        print(f"{name:14} {total.fields[name]}")
    print("\nkinds")
    for name, tally in sorted(total.kinds.items()):
        print(f"  {name:44} {tally.right}/{tally.gold}")
    print("\nreliability\n" + reliability(total))
    if options.misses:
        print("\n" + "\n".join(total.misses))


if __name__ == "__main__":
    main()
