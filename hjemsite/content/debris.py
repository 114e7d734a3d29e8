"""What editors, operating systems and sync tools leave in `content/`: ignored, unread and without a fault."""

import re

from hjemsite.content.sources import ROOT_FOLDER
from hjemsite.danish.word_patterns import lazy_pattern

_EDITORS = r"\..*|.*~|.*\.(sw[a-z]|tmp|bak|orig|part|crdownload)|#.*#|4913|~\$.*"
# Where a file system has no control characters and no colons, other characters of Unicode stand for them.
_SYSTEMS = (
    r"(eh)?Thumbs\.db(:.*)?|desktop\.ini|__MACOSX|Icon[\r\uf00d]|.*[:\uf03a](Zone\.Identifier|com\.dropbox\..*)(:\$DATA)?"
    r"|\$RECYCLE\.BIN|System Volume Information|lost\+found|Network Trash Folder|Temporary Items"
)
_SYNC_TOOLS = r"@eaDir|@Recycle|@Recently-Snapshot|@tmp|#recycle|#snapshot|.*\.(!sync|gdownload|sb-[0-9a-f]{8}-\w{6})"

_DEBRIS = lazy_pattern(f"{_EDITORS}|{_SYSTEMS}|{_SYNC_TOOLS}", re.I)


def is_debris(folder: str, name: str) -> bool:
    """Whether what is called `name` in the folder at the path `folder` is passed over."""
    if name.removesuffix(".md").replace("-", "").isalnum() and name != "4913":
        # As most texts and folders are called; all other debris has another sign in its name.
        return False
    return bool(_DEBRIS.fullmatch(name)) and not (f"{folder}/" == ROOT_FOLDER and name in (".well-known", ".nojekyll"))
