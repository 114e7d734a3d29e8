"""What each field of a picture, a recording or another file is for, as `field_docs` has it for the others."""

from collections.abc import Mapping

from hjemsite.content.frontmatter import fields
from hjemsite.content.frontmatter.field_types import Fields

_PICTURE = "Filens navn i samme mappe som teksten, eller billeder/navn.jpg for et billede i content/billeder."
_FILE = "Filens navn i samme mappe som teksten."
_LICENCE = "På hvilke vilkår billedet må bruges."
_ORIGIN = "Hvordan billedet er blevet til, for eksempel fotografi, redigeret eller ai-genereret."
_FOCUS = "Det punkt, der altid skal ses, i procent fra venstre og fra øverste kant: 30% 20%."
_CONSENT = "Samtykket fra dem, der er på billedet, hvis det udløber."
_ALT = "Hvad billedet viser, for dem, der ikke kan se det."

FILE_KINDS: Mapping[type[Fields], str] = {
    fields.PictureFields: "Et billede i tekstens egen mappe eller i content/billeder.",
    fields.LibraryPictureFields: "Beskrivelsen af et billede i content/billeder, ved siden af billedet.",
    fields.LogoFields: "Medlemmets logo.",
    fields.AttachmentFields: "En fil, som læserne kan hente.",
    fields.RecordingFields: "En lydoptagelse eller en film, med det, der bliver sagt i den, som tekst.",
}

FILES: Mapping[type[Fields], Mapping[str, str]] = {
    fields.PictureFields: {
        "file": _PICTURE,
        "alt": _ALT,
        "credit": "Hvem der har taget billedet.",
        "caption": "Teksten under billedet.",
        "licence": _LICENCE,
        "origin": _ORIGIN,
        "focus": _FOCUS,
        "consent": _CONSENT,
    },
    fields.LibraryPictureFields: {
        "alt": _ALT,
        "credit": "Hvem der har taget billedet.",
        "caption": "Teksten under billedet, hvor en nyhed ikke har sin egen.",
        "licence": _LICENCE,
        "origin": _ORIGIN,
        "focus": _FOCUS,
        "consent": _CONSENT,
        "press": "Om billedet er til pressen og skal stå på /presse/billeder/.",
        "file": "Billedets filnavn, når det hedder noget andet end beskrivelsen.",
    },
    fields.LogoFields: {"file": _PICTURE, "alt": _ALT},
    fields.AttachmentFields: {"file": _FILE, "title": "Hvad filen skal hedde for læserne."},
    fields.RecordingFields: {
        "file": "Lydens eller filmens filnavn i samme mappe: mp3, mp4 eller webm.",
        "title": "Hvad læserne kan høre eller se.",
        "captions": "Undertekster på dansk, som en vtt-fil i samme mappe. En film skal have dem.",
        "transcript": "Det, der bliver sagt, som en txt-fil i samme mappe. Lyd skal have det eller undertekster.",
        "poster": "Billedet, der står, til filmen begynder, i samme mappe.",
        "credit": "Hvem der har optaget det.",
    },
}
