"""A press release from manuscript to draft: its embargo lines taken out, its values extracted, its losses counted."""

from dataclasses import dataclass, replace
from datetime import date

from hjemsite.importer.draft import article_draft
from hjemsite.importer.draft.article_draft import Draft
from hjemsite.importer.embargo_value import Embargo, embargo_of
from hjemsite.importer.embargoes import text_to_read, without_embargo
from hjemsite.importer.extract.extractor import extract
from hjemsite.importer.extract.result import Extraction
from hjemsite.importer.formats.manuscript import Manuscript
from hjemsite.importer.known_site import KnownSite
from hjemsite.importer.library_pictures import shown_from_library
from hjemsite.importer.losses import Loss, losses_of


@dataclass(frozen=True, slots=True)
class ReleaseDraft:
    """A draft and what was made on the way to it. Positions in `extraction` count in the text of `manuscript`."""

    manuscript: Manuscript
    extraction: Extraction
    embargo: Embargo | None
    draft: Draft
    losses: tuple[Loss, ...]


def release_draft(manuscript: Manuscript, site: KnownSite, today: date, embargo: str = "") -> ReleaseDraft:
    """The draft of a press release. `embargo` is a time that the editor has given. Raises `UnreadableError`."""
    manuscript = shown_from_library(manuscript, site)
    cleared = without_embargo(manuscript, today)
    extraction = extract(text_to_read(cleared), site.members, site.people)
    held = embargo_of(cleared.mentions, extraction.date, today, embargo)
    draft = article_draft.draft(cleared.manuscript, extraction, site.members, today, held)
    taken_out = [
        Loss(mention.location, mention.removed, mention.field) for mention in cleared.mentions if mention.removed
    ]
    losses = losses_of(cleared.manuscript, draft, extraction, taken_out)
    return ReleaseDraft(replace(cleared.manuscript, text=manuscript.text), extraction, held, draft, losses)
