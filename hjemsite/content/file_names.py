"""Whether the name of a file or folder can stand on every system where the project is cloned."""

import re

from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.limits import FILE_NAME_BYTES

# Names that Windows reserves or cannot write; the repository must be cloned there too.
_RESERVED = lazy_pattern(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.I | re.S)
_UNPORTABLE = r'[<>:"|?*\\]'
# Joiners too, though fields may have them in emojis: two names would look the same, and no address has them.
_INVISIBLE = "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
UNDECODED = "[\ud800-\udfff]"
"""What stands in a name for bytes that are not UTF-8."""

_ORDINARY = lazy_pattern(r"[\w-]+(\.[\w-]+)*")


def name_fault(path: str, name: str) -> Diagnostic | None:
    """What is wrong with `name`, that of the file or folder at `path`."""
    # Nearly all names; the others are looked at more closely.
    if _ORDINARY.fullmatch(name) and not _RESERVED.fullmatch(name) and len(name.encode()) <= FILE_NAME_BYTES:
        return None
    hint = "Brug bogstaver, tal og bindestreger"
    if re.search(UNDECODED, name):
        message = "Filnavnet er ikke gemt som UTF-8"
    elif strange := re.search(_INVISIBLE, name):
        message = f"Filnavnet indeholder et usynligt tegn (U+{ord(strange[0]):04X})"
    elif strange := re.search(_UNPORTABLE, name):
        message = f"Tegnet »{strange[0]}« kan ikke stå i filnavne på Windows"
    elif _RESERVED.fullmatch(name):
        message, hint = "Filnavnet er optaget på Windows", "Giv filen et andet navn"
    elif name.endswith((".", " ")):
        message = "Navnet ender på et punktum eller et mellemrum, og det kan Windows ikke gemme"
        hint = "Slet det sidste tegn i navnet"
    elif len(name.encode()) > FILE_NAME_BYTES:
        message = "Filnavnet er for langt; grænsen er 200 tegn, og æ, ø og å tæller for to"
        hint = "Giv filen et kortere navn"
    else:
        return None
    shown = path.encode("utf-8", "backslashreplace").decode()
    return Diagnostic("filnavn", Span(shown), message, hint)
