"""What the embargo lines of a press release mean for the field `embargo`: one time, and why it may be wrong."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from hjemsite.content.embargo.embargo_lines import Sureness
from hjemsite.content.embargo.embargo_times import EmbargoTime, embargo_time
from hjemsite.importer.embargoes import EmbargoMention
from hjemsite.importer.extract.result import Confidence, ExtractedDate


@dataclass(frozen=True, slots=True)
class Embargo:
    """`value` is what the field `embargo` says, "" where no time can be told.

    `doubts` are Danish reasons why it is not certain; `words` is the embargo line, "" where there is none.
    """

    value: str
    doubts: tuple[str, ...] = ()
    words: str = ""


def embargo_of(
    mentions: Iterable[EmbargoMention], released: ExtractedDate | None, today: date, given: str = ""
) -> Embargo | None:
    """The embargo that the lines mean in a release of the day `released`; `given` is the editor's own word."""
    mentions = [mention for mention in mentions if given or not _is_passing(mention)]
    held = [mention for mention in mentions if not mention.line.is_free]
    if not held:
        return Embargo(given) if given else None
    base = released.day if released else None
    with_time = [mention for mention in held if not mention.line.times.is_empty]
    timed = [mention for mention in with_time if mention.line.sureness is not Sureness.MENTION] or with_time or held
    pairs = ((embargo_time(mention.line.times, base, today), mention) for mention in timed)
    times = sorted(pairs, key=lambda pair: pair[0].value)
    time, mention = times[-1]
    if given:
        doubts = [f"teksten siger {time.value}"] if time.value not in (given, "") else []
        return Embargo(given, tuple(doubts), mention.line.words)
    doubts = [*time.doubts, *_doubts(mention, released), *_disagreement([time for time, _ in times])]
    if any(mention.line.is_free for mention in mentions):
        doubts.append("teksten siger også, at den må komme ud straks")
    return Embargo(time.value, tuple(dict.fromkeys(doubts)), mention.line.words)


def _is_passing(mention: EmbargoMention) -> bool:
    """Whether a mention only says that the text may come out, in words that every second release has."""
    return mention.line.is_free and not re.search("embargo|klausul", mention.line.words, re.IGNORECASE)


def _doubts(mention: EmbargoMention, released: ExtractedDate | None) -> Iterator[str]:
    times = mention.line.times
    if mention.line.sureness is Sureness.MENTION:
        yield "måske er det ikke en embargo"
    elif mention.line.is_open:
        yield "linjen siger mere end et tidspunkt"
    if released and released.confidence is Confidence.DOUBTFUL and not times.days:
        yield "nyhedens dato er usikker"


def _disagreement(times: Sequence[EmbargoTime]) -> Iterator[str]:
    """A doubt where lines say different times. A line with a day alone agrees with one that knows the hour, too."""
    values = {time.value for time in times if time.value}
    whole = {value for value in values if len(value) > 10 or not any(other.startswith(value + " ") for other in values)}
    if len(whole) > 1:
        yield "teksten siger flere tidspunkter"
