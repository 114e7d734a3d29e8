"""What to tell the user when the machine, or hjemsite itself, fails."""

import errno
import re

import hjemsite


class MachineError(Exception):
    """The machine is not as it must be. The text is Danish, in whole sentences."""


class Refused(Exception):  # noqa: N818 - an answer to the user, no accident
    """The command cannot be carried out in this folder. The message is Danish, for the user; the exit code is 2."""


def is_out_of_memory(error: BaseException) -> bool:
    """Whether `error` means that the machine has no memory left.

    A shared library that cannot be loaded for lack of memory raises an `ImportError`.

    >>> is_out_of_memory(ImportError("libvips.so: failed to map segment from shared object"))
    True
    """
    if isinstance(error, OSError) and error.errno == errno.ENOMEM:
        return True
    return isinstance(error, MemoryError) or re.search(_NO_MEMORY, str(error), re.IGNORECASE) is not None


def describe_failure(error: Exception) -> str:
    """The failure described in Danish, in whole sentences, with a way out."""
    if isinstance(error, MachineError):
        return str(error)
    if is_out_of_memory(error):
        return "Computeren har ikke hukommelse nok til at bygge siden. Luk andre programmer, og prøv igen."
    if isinstance(error, ImportError):
        return f"Pakken {error.name or error} mangler eller passer ikke; {_fetching()}."
    if isinstance(error, OSError):
        where = f"»{error.filename}«: " if error.filename else ""
        what = _TROUBLES.get(error.errno or 0, f"Computeren siger fra: {error.strerror or error}")
        if getattr(error, "winerror", None) == _SHARING_VIOLATION:
            what = "Filen er åben i et andet program; luk den der, og prøv igen"
        return f"{where}{what}."
    kind = f"{type(error).__name__}: {error}".removesuffix(": ")
    return (
        f"Der er en fejl i selve hjemsite ({kind}). "
        "Kør igen med --debug, og send det, der bliver vist, til dem, der vedligeholder hjemsite."
    )


def _fetching() -> str:
    """How the packages come that hjemsite uses."""
    if hjemsite.COMMAND == "hjemsite":
        return "installér hjemsite igen"
    return f"»{hjemsite.COMMAND}« henter de pakker, hjemsite bruger"


_NO_MEMORY = (
    "cannot allocate memory|failed to map segment|out of memory|memory allocation of|MemoryError|start new thread"
)
_SHARING_VIOLATION = 32
"""What Windows says of a file that another program has open; its `errno` is that of a file one may not touch."""

_TROUBLES = {
    errno.ENOSPC: "Disken er fuld; gør plads, og prøv igen",
    errno.EDQUOT: "Din plads på disken er brugt op; gør plads, og prøv igen",
    errno.EACCES: "Du har ikke lov til at læse eller skrive her",
    errno.EPERM: "Du har ikke lov til at læse eller skrive her",
    errno.EROFS: "Disken kan kun læses og ikke skrives",
    errno.EFBIG: "Filen er større, end disken eller grænsen for dit login tillader",
    errno.EIO: "Disken svarer ikke, som den skal",
    errno.EMFILE: "Der er for mange åbne filer på computeren",
    errno.ENFILE: "Der er for mange åbne filer på computeren",
    errno.ENOENT: "Filen eller mappen findes ikke længere",
    errno.ENAMETOOLONG: "Navnet på en fil eller mappe er for langt til disken",
    errno.ENOTDIR: "Der står en fil, hvor der skulle være en mappe",
    errno.EISDIR: "Der står en mappe, hvor der skulle være en fil",
}
