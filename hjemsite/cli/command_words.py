"""What a Danish editor may call the commands. Such a word runs the command."""

from collections.abc import Collection
from unicodedata import normalize

from hjemsite import danish

HELP = frozenset({"help", "hjælp", "hjaelp"})

_IN_DANISH = {
    "build": ("byg", "bygge"),
    "check": ("tjek", "tjekke", "kontroller", "efterse"),
    "serve": ("vis", "se", "forhåndsvis", "forhåndsvisning", "preview"),
    "next": ("næste",),
    "newsletter": ("nyhedsbrev",),
    "status": ("overblik", "oversigt"),
    "publish": ("udgiv", "publicer", "publicér"),
    "init": ("begynd",),
    "new": ("ny", "nyt", "opret"),
    "import": ("importer", "importér", "indlæs"),
    "move": ("flyt", "omdøb", "rename"),
    "format": ("formater", "formatér"),
    "upgrade": ("opgrader", "opgradér", "opdater", "opdatér"),
    "quotes": ("citat", "citater", "quote"),
}
_COMMAND_FOR = {word: command for command, words in _IN_DANISH.items() for word in words}


def command_for(word: str) -> str:
    """The command that `word` means; the word itself where it is none.

    >>> command_for("Byg"), command_for("check"), command_for("vask")
    ('build', 'check', 'vask')
    """
    plain = normalize("NFC", word).lower()
    return _COMMAND_FOR.get(plain, plain)


def nearest_command(word: str, commands: Collection[str]) -> str | None:
    """Which of `commands` a misspelt word is probably meant to be.

    >>> nearest_command("bygg", ["build", "check"]), nearest_command("vask", ["build", "check"])
    ('build', None)
    """
    near = danish.closest(word, (*commands, *_COMMAND_FOR))
    return command_for(near) if near else None
