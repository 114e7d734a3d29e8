"""What leads up to a quotation: the last sentence before it, and whom that is about."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from hjemsite.danish.speech_verbs import SPEECH_VERBS
from hjemsite.importer.extract.attribution import MAX_SENTENCE, sentences, source_start, speakers_at
from hjemsite.importer.extract.given_names import is_given
from hjemsite.importer.extract.job_owners import genitive_owner
from hjemsite.importer.extract.jobs import NO_JOB
from hjemsite.importer.extract.lexicon import DOCUMENTS, PRONOUNS
from hjemsite.importer.extract.mentions import Form, Mention, mention_after_verb
from hjemsite.importer.extract.named_people import named_people
from hjemsite.importer.extract.person_names import NAME_KINDS, NameIndex, is_organisation_word
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.titles import is_definite_title, title_end
from hjemsite.importer.extract.tokens import Kind, Token

_ADDS = frozenset({"lægger", "lagde", "føjer", "føjede"})
"""Verbs that with »til« behind them say that somebody goes on."""


class LeadingAttribution(NamedTuple):
    """Whom the words before a quotation are about."""

    speakers: tuple[Mention, ...]
    has_speech_verb: bool
    """Whether they are the source of a verb of saying."""
    is_of_document: bool = False
    """Whether nobody is named, and the words are those of a statement or a report."""


def leading_attribution(tokens: Sequence[Token], names: NameIndex) -> LeadingAttribution:
    """Whom the last sentence before a quotation is about: the source of its verb of saying, else somebody it mentions.

    >>> from hjemsite.importer.extract.tokens import tokens
    >>> text = "Det regner. Direktør Ib Bo siger:"
    >>> lead = leading_attribution(tokens(text), NameIndex())
    >>> [text[slice(*mention.name)] for mention in lead.speakers], lead.has_speech_verb
    (['Ib Bo'], True)
    """
    parts = sentences(tokens)
    return _sentence_source(tokens[slice(*parts[-1])], names) if parts else LeadingAttribution((), False)


def _sentence_source(sentence: Sequence[Token], names: NameIndex) -> LeadingAttribution:
    sentence = sentence[-MAX_SENTENCE:]
    people = list(people_mentioned(sentence, named_people(sentence, names), names))
    for i in range(len(sentence) - 1, -1, -1):
        if sentence[i].folded not in SPEECH_VERBS and not _adds(sentence, i):
            continue
        source = source_start(sentence, i)
        speakers = speakers_at(sentence, source, names)[0] if source < len(sentence) else ()
        if speakers and speakers[0].form in (Form.NAME, Form.PRONOUN, Form.TITLE, Form.PAIR):
            return LeadingAttribution(speakers, True)
        before = [mention for mention in people if mention.end <= i]
        if before:
            return LeadingAttribution((before[-1],), True)
    ends_in_colon = bool(sentence) and sentence[-1].text == ":"
    is_of_document = not people and any(token.folded in DOCUMENTS for token in sentence)
    return LeadingAttribution(tuple(people[-1:] if ends_in_colon else people[:1]), False, is_of_document)


def _adds(sentence: Sequence[Token], i: int) -> bool:
    """Whether the verb of »Ib Bo lægger til:« stands at token `i`, which alone is no verb of saying."""
    return sentence[i].folded in _ADDS and [token.text for token in sentence[i + 1 : i + 3]] == ["til", ":"]


def people_mentioned(tokens: Sequence[Token], named: Iterable[Mention], names: NameIndex) -> Iterator[Mention]:
    """Everybody whom a sentence mentions by name, »han« and »hun«, or title, in order.

    `named` are those whom `named_people` finds in it.
    """
    by_start = {mention.name.start: mention for mention in named}
    ends = {mention.end for mention in by_start.values()}
    i = 0
    while i < len(tokens):
        mention = by_start.get(tokens[i].start)
        end = mention.end if mention else i + 1
        if mention is None and tokens[i].folded in PRONOUNS:
            mention = Mention(Form.PRONOUN, Segment(tokens[i].start, tokens[i].end), NO_JOB, end)
        elif mention is None and (title := _title_alone(tokens, i, names)) and title.end not in ends:
            mention, end = title, max(end, title.end)
        elif mention is None and (_is_surname_alone(tokens, i, names) or _is_given_name_alone(tokens, i, names)):
            mention = Mention(Form.FIRST, Segment(tokens[i].start, tokens[i].end), NO_JOB, end)
        if mention:
            yield mention
        i = end


def _is_surname_alone(tokens: Sequence[Token], i: int, names: NameIndex) -> bool:
    """Whether token `i` is the last name alone of somebody whom the text names: »Overlæge Bo siger:«."""
    if tokens[i].kind is not Kind.CAPITAL or tokens[i].folded not in names.last_names:
        return False
    is_part = any(token.kind in NAME_KINDS for token in (*tokens[max(i - 1, 1) : i], *tokens[i + 1 : i + 2]))
    return not (is_part or is_organisation_word(tokens[i].text))


def _is_given_name_alone(tokens: Sequence[Token], i: int, names: NameIndex) -> bool:
    """Whether token `i` is the given name alone of somebody whom the text names in full: »For Ib venter nu …«."""
    if tokens[i].kind is not Kind.CAPITAL or tokens[i].folded not in names.first_names or not is_given(tokens[i].text):
        return False
    return not any(token.kind in NAME_KINDS for token in (*tokens[max(i - 1, 1) : i], *tokens[i + 1 : i + 2]))


def _title_alone(tokens: Sequence[Token], i: int, names: NameIndex) -> Mention | None:
    """Somebody called by a title at token `i`: »formanden«, »gruppens formand«."""
    if not is_definite_title(tokens[i]) and not (genitive_owner(tokens, i) and title_end(tokens, i + 1) > i + 1):
        return None
    mention = mention_after_verb(tokens, i, names)
    return mention if mention and mention.form is Form.TITLE else None
