"""What means an organisation of a text without its full name: »kommunen«, and »Nøglens« for »Nøglen«."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from hjemsite.importer.extract.lexicon import VAGUE
from hjemsite.importer.extract.name_kinds import is_common_noun
from hjemsite.importer.extract.noun_stems import stem_of
from hjemsite.importer.extract.organisation_mentions import Organisation, OrganisationMention, is_within
from hjemsite.importer.extract.person_names import without_genitive
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.short_names import without_company
from hjemsite.importer.extract.speech_spans import SpeechSpan
from hjemsite.importer.extract.tokens import Kind, Token

_ENDS = frozenset(".!?")
_DEFINITE = ("en", "et", "ens", "ets")
_MIN_SCENE = 7
"""How many letters more than a noun that is no organisation's has the one of a scene: »På hotellet er Ib Bo glad«."""


def with_common_nouns(
    organisations: Sequence[Organisation], paragraphs: Sequence[Sequence[Token]], speech: Sequence[SpeechSpan]
) -> list[Organisation]:
    """The organisations, with the positions at which »kommunen«, »fondens« and the like mean the one last named.

    Where the text names several municipalities, »I Nordby« means that of Nordby.
    """
    added: dict[str, list[int]] = {}
    subjects: dict[str, list[int]] = {}
    for meant, position, is_subject in _references(organisations, paragraphs, speech):
        added.setdefault(meant.name, []).append(position)
        subjects.setdefault(meant.name, []).extend([position] * is_subject)
    return [
        replace(
            organisation,
            positions=sorted({*organisation.positions, *added[organisation.name]}),
            subjects=sorted({*organisation.subjects, *subjects[organisation.name]}),
        )
        if organisation.name in added
        else organisation
        for organisation in organisations
    ]


def _references(
    organisations: Sequence[Organisation], paragraphs: Sequence[Sequence[Token]], speech: Sequence[SpeechSpan]
) -> Iterator[tuple[Organisation, int, bool]]:
    """Each organisation that a word means without naming it, where the word stands, and whether it opens a clause."""
    towns = {
        organisation.name.removesuffix(" kommune"): organisation
        for organisation in organisations
        if organisation.name.endswith(" kommune")
    }
    for words in paragraphs:
        for at, word in enumerate(words):
            if is_within(word.start, speech):
                continue
            if len(towns) > 1 and (town := towns.get(without_genitive(word.folded))) and _is_town_alone(words, at):
                yield town, word.start, False
            if word.folded.endswith(_DEFINITE) and _may_mean(words, at):
                meant = _meant(organisations, stem_of(word.folded), word.start)
                if meant:
                    yield meant, word.start, _opens(words, at)


def _is_town_alone(words: Sequence[Token], at: int) -> bool:
    """Whether word `at` is a town, and not the first word of »Nordby Kommune«."""
    is_whole = at + 1 < len(words) and words[at + 1].folded.startswith("kommune")
    return words[at].kind is Kind.CAPITAL and not is_whole


def _opens(words: Sequence[Token], at: int) -> bool:
    """Whether word `at` opens its sentence, or as a scene its paragraph: »I foreningen er man glad«."""
    is_scene = at == 1 and words[0].folded in ("i", "hos", "på", "ved")
    return at == 0 or words[at - 1].text in _ENDS or is_scene


def _last_before(organisations: Sequence[Organisation], position: int) -> Organisation | None:
    """The organisation named last before a position; None where none is."""
    before = [organisation for organisation in organisations if organisation.positions[0] < position]
    return max(
        before,
        key=lambda organisation: organisation.positions[bisect_left(organisation.positions, position) - 1],
        default=None,
    )


def _may_mean(words: Sequence[Token], at: int) -> bool:
    """Whether word `at` can mean an organisation: »fonden«, and »hotellet« in »På hotellet er Ib Bo glad«."""
    if at + 1 < len(words) and words[at + 1].kind is Kind.CAPITAL:
        return False
    if at and words[at].kind is words[at - 1].kind is Kind.CAPITAL:
        # »Ældre Samvirket«
        return False
    is_scene = at == 1 and words[at - 1].folded in ("på", "hos", "ved") and len(words[at].text) > _MIN_SCENE
    return is_common_noun(words[at].folded) or is_scene


def _meant(organisations: Sequence[Organisation], stem: str, position: int) -> Organisation | None:
    """The organisation last named before a position, else the first one, that has a word ending with the stem."""
    fits = [organisation for organisation in organisations if any(word.endswith(stem) for word in organisation.stems)]
    last = _last_before(fits, position) or next(iter(fits), None)
    return _last_before(organisations, position) if last is None and stem in VAGUE else last


def without_genitives(plain: str, mentions: Sequence[OrganisationMention]) -> list[OrganisationMention]:
    """The mentions, each without what may be a genitive where the rest is mentioned, too: »Nøglens Venners hus«."""
    names = {plain[slice(*mention.segment)] for mention in mentions}
    everything = names | {without_company(name) for name in names}
    return [mention._replace(segment=_stem(plain, mention.segment, everything)) for mention in mentions]


def _stem(plain: str, segment: Segment, names: Collection[str]) -> Segment:
    name = plain[slice(*segment)]
    stem = without_genitive(name)
    return Segment(segment.start, segment.start + len(stem)) if stem in names else segment
