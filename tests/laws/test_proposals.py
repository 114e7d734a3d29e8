"""The law of proposals: what a fault proposes can be done by a program, mends that fault, and makes no new error."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import TypeAlias

import pytest
from msgspec.structs import replace

from hjemsite import danish
from hjemsite.content.frontmatter.pasted_addresses import old_path
from hjemsite.content.reader import document
from hjemsite.content.sources import Source
from hjemsite.diagnostics.diagnostic import Diagnostic, Proposal
from hjemsite.diagnostics.rules import FRONT_MATTER
from hjemsite.pipeline.build import EMPTY, State
from hjemsite.pipeline.options import BuildOptions
from tests.cases.test_cases import AS_OF, CASES, faults_of
from tests.proposals import applied
from tests.shared_cache import build

SEED = 2026
PATH = "content/nyheder/2026-03-02-aaben-doer.md"

Faults: TypeAlias = Callable[[str], Sequence[Diagnostic]]
"""From the text of a file to all faults there are with it."""

NAMES_A_VALUE = re.compile(
    r"mente du »[^«]+«\?$|^Skriv (?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]+$|/|https?:|[a-z_]+: )|anførselstegn: [a-z_]+: "
)
READING = {name for name, _ in FRONT_MATTER}
"""Rules that say whether a value can be read. What a value says is checked by others once it can."""

ELSEWHERE = {"doedt-link", "usikkert-link", "ukendt-felt", "ugyldig-dato"}
"""Rules with hints that name a value and give no proposal: about links, whose span is more than their address; of a
field whose value does not fit the field that was meant; and of an hour that the clock shows twice."""


def broken_promises(text: str, faults_of: Faults) -> Iterator[str]:
    """Each proposal of a fault in `text` that does not mend it, or after which something else cannot be read."""
    before = faults_of(text)
    keys = Counter(map(_key, before))
    for fault in before:
        if fault.proposal is None:
            continue
        after = Counter(map(_key, faults_of(applied(fault.proposal, text))))
        if after[_key(fault)] >= keys[_key(fault)]:
            yield f"{_key(fault)} is still there after {fault.proposal}"
        yield from (f"{_key(fault)} became {new} by {fault.proposal}" for new in after - keys if new[0] in READING)


def only_words(faults: Sequence[Diagnostic]) -> Iterator[str]:
    """Each hint that names a value and comes without a proposal."""
    for fault in faults:
        if fault.proposal is None and NAMES_A_VALUE.search(fault.hint) and fault.rule not in ELSEWHERE:
            yield f"{_key(fault)} says »{fault.hint}« and proposes nothing"


def _key(fault: Diagnostic) -> tuple[str, str, str]:
    """A fault wherever it stands: a proposal can move what is below it."""
    return fault.rule, fault.span.path, fault.message


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_proposals_of_the_cases_keep_the_law(case: Path, tmp_path: Path) -> None:
    """In the little site of each fault; after each proposal the site is built again."""
    faults = faults_of(case, tmp_path)
    assert list(only_words(faults)) == []
    for path in {fault.proposal.span.path for fault in faults if fault.proposal is not None}:
        file = tmp_path / path
        whole = file.read_bytes()
        text = whole.decode("utf-8-sig").replace("\r\n", "\n")
        assert list(broken_promises(text, _of_file(file, tmp_path))) == []
        file.write_bytes(whole)


def _of_file(file: Path, root: Path) -> Faults:
    """From the text of one file of a site to the faults of the site, without the proposals for other files."""
    path = file.relative_to(root).as_posix()
    state: State = EMPTY

    def faults_of(text: str) -> Sequence[Diagnostic]:
        nonlocal state
        file.write_text(text, encoding="utf-8", newline="")
        # Each build goes on from the last one, as in a preview.
        built = build(BuildOptions(root, AS_OF), state)
        state = built.state
        return [fault if fault.span.path == path else replace(fault, proposal=None) for fault in built.faults]

    return faults_of


SLIPS = (
    *("title: Hjem: nu", 'title: "Hjem nu', "title: 'Hjem nu", 'title: Hjem nu"', "title: ”Hjem: nu”", "title:Hjem nu"),
    *("titel: Hjem", "title: @hjem", "title: Vi er #1", 'title: "Hjem" nu', "title: [Hjem] nu", "title: »Hjem: nu«"),
    *("date: 1. december 2026 kl. 9", "date: ”2026-12-01”", "dato: 2026-12-01", "date: 2026-03-29 02:30"),
    *(
        "date: 2026-12-01T06:00:00.000Z",
        "date:2026-12-01",
        "\tdate: 22-11-2026",
        "date:22-11-2026",
        "date: 22-11-2026, 9.00",
    ),
    *("topics: boliger, kommuner", "topics: boliger, Hjem: nu", "emner: [boliger]", "redirects: /a, /b", "tag: x"),
    *("redirects: https://gammel.example/nyheder/havn", "redirects: havn", "redirects:\n  - gammel.example/a%20b?x"),
    *("redirects: [havn, gammel.example/x?y#z]", "alliance_size: tyve", "alliance_size: 20.", "draft: ”ja”"),
    *("original: www.gammel.example/x", "original: //gammel.example", "original: htps:gammel.example/a#b"),
    *("contact:\n\tname: Ida\n\temail: ida@x.example", "contact:\n  navn: Ida\n  email: mailto:ida@x.example"),
    *("speakers:\n  - name: 'Ida\n    title: 'leder'", "corrections:\n\t- date: 1/5 2026\n\t  text: x"),
    *("corrections:\n  - date: 2026-12-01 09:00\n    text: x", "corrections:\n  - {date: 1/12 2026, tekst: x}"),
    *("summary: Hjem: nu\n  og altid", "summary: »Hjem«: nu # note", "credit: Foto: ”Ida”", 'credit: "Foto: Ida”'),
)
FINE = ("title: Hjem", "date: 2026-03-02", "member: aagaard-kommune", "summary: >-\n  Hjem\n  nu", 'credit: "Ida: x"')


def front_matters(count: int) -> Iterator[str]:
    """Files with a few fields of different names, some with a slip."""
    chance = Random(SEED)
    for _ in range(count):
        lines = [*chance.sample(SLIPS, chance.randrange(1, 5)), *chance.sample(FINE, 3)]
        fields = {re.match(r"\s*(\w+)", line)[1]: line for line in reversed(lines)}  # type: ignore[index]
        order = chance.sample(sorted(fields), len(fields))
        yield "---\n" + "\n".join(fields[name] for name in order) + "\n---\n\nHjem.\n"


@cache
def _faults_of_text(text: str) -> Sequence[Diagnostic]:
    return document(Source(PATH, text.encode())).faults


def test_proposals_of_random_front_matter_keep_the_law() -> None:
    """Where slips stand beside each other, too."""
    texts = list(front_matters(600))
    proposals = sum(fault.proposal is not None for text in texts for fault in _faults_of_text(text))
    assert [broken for text in texts for broken in broken_promises(text, _faults_of_text)] == []
    assert [broken for text in texts for broken in only_words(_faults_of_text(text))] == []
    assert proposals > 500


@pytest.mark.parametrize("slip", SLIPS)
def test_most_slips_have_a_proposal(slip: str) -> None:
    """All in the list above but those that say too little."""
    faults = _faults_of_text(f"---\n{slip}\n---\n")
    says_too_little = slip in ("alliance_size: 20.", "redirects:\n  - gammel.example/a%20b?x")
    assert any(fault.proposal for fault in faults) != says_too_little


@pytest.mark.parametrize("proposal", ["22/11 2026", "nej: nu", '"2026-11-22'])
def test_a_proposal_that_helps_nobody_is_caught(proposal: str) -> None:
    """The law bites: the first is refused as before, the others bring another error."""

    def planted(text: str) -> Sequence[Diagnostic]:
        faults = _faults_of_text(text)
        return [
            replace(fault, proposal=Proposal(fault.span, proposal)) if fault.proposal else fault for fault in faults
        ]

    assert list(broken_promises("---\ntitle: Hjem\ndate: 22-11-2026\n---\n", planted))


def test_a_hint_that_is_only_words_is_caught() -> None:
    """It names a date, and a program can do nothing with it."""
    faults = _faults_of_text("---\ntitle: Hjem\ndate: 22-11-2026\n---\n")
    assert list(only_words(faults)) == []
    assert list(only_words([replace(fault, rule="tomt-felt", proposal=None) for fault in faults]))


def test_no_hour_and_no_zone_is_lost() -> None:
    """An instant that is written in any common way is proposed as that instant."""
    chance = Random(SEED)
    for _ in range(500):
        at = datetime(2020, 1, 1, tzinfo=danish.COPENHAGEN) + timedelta(hours=chance.randrange(80_000))
        local, day = at.astimezone(danish.COPENHAGEN), danish.long_date(at.date())
        zone = f"{local:%z}"
        forms = (
            f"{day} kl. {local.hour} CE{'S' * bool(local.dst())}T",
            f"{local:%d/%m %Y} klokken {local:%H.%M} {zone}",
            f"{local:%Y-%m-%dT%H:%M:%S.000}{zone}",
            f"{local:%d-%m-%Y %H:%M}{zone[:3]}:{zone[3:]}",
            f"den {day}, {local:%H:%M:%S} {zone}",
        )
        for form in forms:
            with pytest.raises(danish.NotADate) as caught:
                danish.instant(form)
            assert danish.instant(caught.value.proposal).at == at, form


def test_no_part_of_an_old_path_is_lost() -> None:
    """However it is copied from a browser."""
    chance = Random(SEED)
    pieces = ("nyheder", "2019", "ældre-hus", "Om_os", "a.b")
    for _ in range(200):
        path = "/" + "/".join(chance.choices(pieces, k=chance.randrange(1, 4))) + chance.choice(("/", ".html"))
        coded = path.replace("æ", "%C3%A6")
        for form in (path, coded, path[1:], f"https://x.example{coded}", f"www.x.example{path}?a=b#c", f"//x.dk{path}"):
            assert old_path(form) == path, form
