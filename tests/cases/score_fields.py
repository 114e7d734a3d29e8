"""How right the importer is about the fields around a text: `python tests/cases/score_fields.py FOLDER`.

For title, date, credit, photo credit, summary and contacts it prints precision, recall, and the reliability of each
confidence. Every text has its fields beside it as JSON. Texts are compared without punctuation, white space and case;
a credit is right where it names whom the JSON names. `--misses` lists every miss.
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from hjemsite.importer.draft.body_selection import summary
from hjemsite.importer.extract.result import Confidence, Extracted, Extraction
from hjemsite.importer.file_format import imported_file
from tests.cases.score_extract import reading

FIELDS = ("title", "date", "credit", "photo_credit", "contact", "summary")


@dataclass
class Count:
    """How many values are right, how many were found, how many there are."""

    right: int = 0
    extracted: int = 0
    gold: int = 0

    def __str__(self) -> str:
        precision = self.right / self.extracted if self.extracted else 1.0
        recall = self.right / self.gold if self.gold else 1.0
        return f"P {precision:.3f} ({self.right}/{self.extracted})  R {recall:.3f} ({self.right}/{self.gold})"


@dataclass
class Score:
    fields: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    sure: dict[tuple[str, Confidence], Count] = field(default_factory=lambda: defaultdict(Count))
    misses: list[str] = field(default_factory=list)

    def note(self, text: str, name: str, extracted: Sequence[tuple[str, Confidence]], gold: Sequence[str]) -> None:
        """Count the values `found` of a field of a text, each with its confidence, against the right ones."""
        count = self.fields[name]
        count.extracted += len(extracted)
        count.gold += len(gold)
        rest = list(gold)
        for value, confidence in extracted:
            sure = self.sure[name, confidence]
            right = next((gold_value for gold_value in rest if matches(name, value, gold_value)), None)
            count.right += right is not None
            sure.extracted += 1
            sure.right += right is not None
            if right is None:
                self.misses.append(f"{text} {name:12} + {value} ({confidence})")
            else:
                rest.remove(right)
        self.misses += [f"{text} {name:12} - {gold_value}" for gold_value in rest]


def key(text: str) -> str:
    return "".join(re.findall(r"[^\W_]+", text.replace("\u00ad", "").casefold()))


def matches(name: str, value: str, gold: str) -> bool:
    """Whether a value is the right one; a credit has its label and may have a job before the name."""
    return key(gold) in key(value) if "credit" in name else key(value) == key(gold)


def reached(name: str, phone: str | None, email: str | None) -> str:
    return f"{name} | {re.sub(r'[^0-9]', '', phone or '')[-8:]} | {email or ''}"


def values(release: Extraction) -> Iterator[tuple[str, list[tuple[str, Confidence]]]]:
    """Each field with the values that were found for it."""

    def pairs(value: Extracted | None) -> list[tuple[str, Confidence]]:
        return [(value.text, value.confidence)] if value else []

    yield "title", pairs(release.title)
    yield "date", [(release.date.day.isoformat(), release.date.confidence)] if release.date else []
    yield "credit", pairs(release.credit)
    yield "photo_credit", pairs(release.photo_credit)
    yield "contact", [(reached(who.name, who.phone, who.email), who.confidence) for who in release.contacts]
    text = summary(release)
    yield "summary", [(text, release.deck.confidence)] if release.deck and text else []


def is_annotated(gold: dict[str, Any], name: str) -> bool:
    """Whether the JSON says all of a field; the texts for quotations name contacts only where it matters there."""
    return name in gold or (name == "contact" and ("photo_credit" in gold or bool(gold["contacts"])))


def right_values(gold: dict[str, Any], name: str) -> list[str]:
    if name == "contact":
        return [reached(who["name"], who["phone"], who["email"]) for who in gold["contacts"]]
    return [gold[name]] if gold[name] else []


def score(*folders: Path) -> Score:
    total = Score()
    for path in sorted(path for folder in folders for path in folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt")
        (manuscript,) = imported_file(text.name, text.read_bytes()).manuscripts
        for name, extracted in values(reading(manuscript.text)):
            if is_annotated(gold, name):
                total.note(path.stem, name, extracted, right_values(gold, name))
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    total = score(*options.folders)
    for name in FIELDS:
        print(f"{name:14} {total.fields[name]}")
    print("\nof those with a confidence, so many are right:")
    for name in FIELDS:
        by_confidence = ((confidence, total.sure[name, confidence]) for confidence in Confidence)
        print(
            f"  {name:14}"
            + "".join(f"{confidence} {count.right}/{count.extracted}".ljust(22) for confidence, count in by_confidence)
        )
    if options.misses:
        print("\n" + "\n".join(total.misses))


if __name__ == "__main__":
    main()
