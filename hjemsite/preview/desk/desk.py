"""The desk itself: which page or act a request asks for, and that nobody but the editor's own browser asks.

Acts are done one at a time, in a thread beside the server's, and each is answered by a page or by the way to one.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import TypeAlias
from urllib.parse import parse_qs

from hjemsite.importer.draft.write_files import SymbolicLinkError
from hjemsite.preview.answer import Answer
from hjemsite.preview.desk import edit_page, import_page, new_page, publish_page, share_page, undo_page
from hjemsite.preview.desk.form_data import FormData, NotAFormError, form_data
from hjemsite.preview.desk.keys import Keys
from hjemsite.preview.desk.overview import overview
from hjemsite.preview.desk.picture_page import put_picture
from hjemsite.preview.desk.room import DeskError, Outcome, Room, see
from hjemsite.preview.request import OWN, Request
from hjemsite.preview.shown_site import Shown
from hjemsite.system.errors import MachineError

Query: TypeAlias = Mapping[str, str]
_View: TypeAlias = Callable[[Room, Query], Answer]
_Act: TypeAlias = Callable[[Room, FormData], Outcome]

_SAID = {
    "gemt": "Gemt.",
    "uaendret": "Der var intet at gemme; filen er, som den var.",
    "indlaest": "Gemt som kladde. Se efter dér, hvor der står »Se efter«.",
    "billede": "Billedet er lagt ved.",
    "gendannet": "Den tidligere udgave er hentet tilbage. Det kan fortrydes.",
    "fortrudt": "Fortrudt. Filerne er, som de var før.",
}
"""What a page says of what was just done, by the word in its address."""

_VIEWS: Mapping[str, _View] = {
    "": lambda room, _: overview(room),
    new_page.PAGE: lambda room, _: new_page.new_page(room),
    import_page.PAGE: lambda room, _: import_page.import_page(room),
    edit_page.PAGE: lambda room, query: edit_page.edit_page(room, query.get("fil", ""), _said(query)),
    "hele": lambda room, query: edit_page.whole_page(room, query.get("fil", "")),
    undo_page.PAGE: lambda room, query: undo_page.undo_page(room, _said(query)),
    publish_page.PAGE: lambda room, query: publish_page.publish_page(room, query.get("fil", "")),
    share_page.PAGE: lambda room, query: share_page.share_page(room, query.get("fil", "")),
    "delt.zip": lambda room, _: share_page.shared_zip(room),
}
"""The end of an address → what shows its page."""


def _said(query: Query) -> str:
    return _SAID.get(query.get("sket", ""), "")


class Desk:
    """The desk of the site at `root`."""

    def __init__(self, root: Path, clock: Callable[[], datetime], keys: Keys) -> None:
        self.keys = keys
        self._root, self._clock = root, clock
        waiting = import_page.Waiting()
        self._acts: Mapping[str, _Act] = {
            new_page.PAGE: new_page.begin,
            import_page.PAGE: lambda room, form: import_page.read_in(room, form, waiting),
            f"{import_page.PAGE}/gem": lambda room, form: import_page.save_drafts(room, form, waiting),
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

    def has(self, request: Request) -> bool:
        """Whether the desk has a page or an act at the address of a request."""
        name = request.path.removeprefix(OWN)
        return request.path.startswith(OWN) and name in (self._acts if request.method == "POST" else _VIEWS)

    def answer(self, request: Request, shown: Shown) -> Outcome:
        """The answer to a request that the desk `has`, from a browser that its keys know."""
        room = Room(self._root, self._clock, self.keys, shown)
        name = request.path.removeprefix(OWN)
        try:
            if request.method != "POST":
                query = {key: values[-1] for key, values in parse_qs(request.query).items()}
                return Outcome(_VIEWS[name](room, query))
            form = form_data(request.kind, request.body)
            if not self.keys.has_token(form.texts.get("token", "")):
                return self._refusal(room, HTTPStatus.FORBIDDEN, "Siden er for gammel. Åbn den igen, og prøv igen.")
            return self._acts[name](room, form)
        except NotAFormError:
            return self._refusal(room, HTTPStatus.BAD_REQUEST, "Det, der blev sendt, kom ikke helt frem. Prøv igen.")
        except SymbolicLinkError as error:
            words = f"»{error}« er en genvej til et andet sted, og gennem den bliver der ikke skrevet."
            return self._refusal(room, HTTPStatus.CONFLICT, words)
        except (DeskError, MachineError) as error:
            return self._refusal(room, HTTPStatus.CONFLICT, str(error), back=request.method == "POST")
        except OSError as error:
            words = f"Filen kunne ikke gemmes: {error.strerror or error}. Intet er ændret."
            return self._refusal(room, HTTPStatus.INTERNAL_SERVER_ERROR, words, back=True)

    def _refusal(self, room: Room, status: HTTPStatus, words: str, *, back: bool = True) -> Outcome:
        return Outcome(room.page("besked.html", {"words": words, "back": back}, status))

    def enter(self) -> Answer:
        """The answer to the key: the cookie, and the way to the desk."""
        found = see("")
        return Answer(found.status, found.kind, found.body, found.location, cookie=self.keys.header)
