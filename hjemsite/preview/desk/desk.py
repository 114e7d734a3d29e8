"""The desk's entry point: finds the handler of a request, and lets only the editor's own browser through.

Acts are done one at a time, in a thread beside the server's, and each is answered by a page or by the way to one.
"""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs

from hjemsite.importer.draft.write_files import SymbolicLinkError
from hjemsite.preview.answer import Answer
from hjemsite.preview.desk.form_data import NotAFormError, form_data
from hjemsite.preview.desk.keys import Keys
from hjemsite.preview.desk.room import DeskError, Outcome, Room, see
from hjemsite.preview.request import OWN, Request
from hjemsite.preview.shown_site import Shown
from hjemsite.system.errors import MachineError

PAGES = frozenset(("", "ny", "importer", "ret", "hele", "fortryd", "udgiv", "del", "delt.zip"))
FORMS = frozenset("ny importer importer/gem ret hele billede fortryd gendan faerdig udgiv hent del".split())
"""The last parts of the addresses of pages, and of those that take forms."""


class Desk:
    """The desk of the site at `root`."""

    def __init__(self, root: Path, clock: Callable[[], datetime], keys: Keys) -> None:
        self.keys = keys
        self._root, self._clock = root, clock

    def has(self, request: Request) -> bool:
        """Whether the desk has a page at the address of a request, or takes the form that is sent there."""
        name = request.path.removeprefix(OWN)
        return request.path.startswith(OWN) and name in (FORMS if request.method == "POST" else PAGES)

    def answer(self, request: Request, shown: Shown) -> Outcome:
        """The answer to a request that the desk `has`, from a browser that its keys know."""
        room = Room(self._root, self._clock, self.keys, shown)
        try:
            return self._answer(request, room)
        except NotAFormError:
            return _refusal(room, HTTPStatus.BAD_REQUEST, "Det, der blev sendt, kom ikke helt frem. Prøv igen.")
        except SymbolicLinkError as error:
            words = f"»{error}« er en genvej til et andet sted, og gennem den bliver der ikke skrevet."
            return _refusal(room, HTTPStatus.CONFLICT, words)
        except (DeskError, MachineError) as error:
            return _refusal(room, HTTPStatus.CONFLICT, str(error), back=request.method == "POST")
        except OSError as error:
            words = f"Filen kunne ikke gemmes: {error.strerror or error}. Intet er ændret."
            return _refusal(room, HTTPStatus.INTERNAL_SERVER_ERROR, words)

    def _answer(self, request: Request, room: Room) -> Outcome:
        # Importing the importer takes a fifth of a second, and most previews never open the desk.
        from hjemsite.preview.desk.acts import ACTS, VIEWS

        name = request.path.removeprefix(OWN)
        if request.method != "POST":
            query = {key: values[-1] for key, values in parse_qs(request.query).items()}
            return Outcome(VIEWS[name](room, query))
        form = form_data(request.kind, request.body)
        if not self.keys.has_token(form.texts.get("token", "")):
            return _refusal(room, HTTPStatus.FORBIDDEN, "Siden er for gammel. Åbn den igen, og prøv igen.")
        return ACTS[name](room, form)

    def enter(self) -> Answer:
        """The response to a request with the key: it sets the cookie and redirects to the desk."""
        answer = see("")
        return Answer(answer.status, answer.kind, answer.body, answer.location, cookie=self.keys.header)


def _refusal(room: Room, status: HTTPStatus, words: str, *, back: bool = True) -> Outcome:
    return Outcome(room.page("besked.html", {"words": words, "back": back}, status))
