"""The handlers of the desk's pages and forms, by the last part of their addresses; imported at the first request."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from hjemsite.preview.answer import Answer
from hjemsite.preview.desk.form_data import FormData
from hjemsite.preview.desk.pages import edit_page, import_page, new_page, publish_page, share_page, undo_page
from hjemsite.preview.desk.pages.overview import overview
from hjemsite.preview.desk.pages.picture_page import put_picture
from hjemsite.preview.desk.room import Outcome, Room

Query: TypeAlias = Mapping[str, str]

_NOTICES = {
    "gemt": "Gemt.",
    "uaendret": "Der var intet at gemme; filen er, som den var.",
    "indlaest": "Gemt som kladde. Se efter dér, hvor der står »Se efter«.",
    "billede": "Billedet er lagt ved.",
    "gendannet": "Den tidligere udgave er hentet tilbage. Det kan fortrydes.",
    "fortrudt": "Fortrudt. Filerne er, som de var før.",
}
"""The word in a page's address → the message about what was just done, in Danish."""

_WAITING = import_page.Waiting()


def _notice(query: Query) -> str:
    return _NOTICES.get(query.get("sket", ""), "")


VIEWS: Mapping[str, Callable[[Room, Query], Answer]] = {
    "": lambda room, _: overview(room),
    new_page.PAGE: lambda room, query: new_page.new_page(room, query.get("slags", "")),
    import_page.PAGE: lambda room, _: import_page.import_page(room),
    edit_page.PAGE: lambda room, query: edit_page.edit_page(room, query.get("fil", ""), _notice(query)),
    "hele": lambda room, query: edit_page.whole_page(room, query.get("fil", "")),
    undo_page.PAGE: lambda room, query: undo_page.undo_page(room, _notice(query)),
    publish_page.PAGE: lambda room, query: publish_page.publish_page(room, query.get("fil", "")),
    share_page.PAGE: lambda room, query: share_page.share_page(room, query.get("fil", "")),
    "delt.zip": lambda room, _: share_page.shared_zip(room),
}

ACTS: Mapping[str, Callable[[Room, FormData], Outcome]] = {
    new_page.PAGE: new_page.begin,
    import_page.PAGE: lambda room, form: import_page.read_in(room, form, _WAITING),
    f"{import_page.PAGE}/gem": lambda room, form: import_page.save_drafts(room, form, _WAITING),
    edit_page.PAGE: edit_page.save,
    "hele": edit_page.save_whole,
    "billede": put_picture,
    undo_page.PAGE: undo_page.undo,
    "gendan": undo_page.restore,
    "faerdig": publish_page.finish,
    publish_page.PAGE: publish_page.publish,
    "hent": publish_page.take_in_and_send,
    share_page.PAGE: share_page.share_draft,
}
