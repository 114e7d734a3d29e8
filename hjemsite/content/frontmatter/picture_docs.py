"""What each field of a picture is for, as `field_docs` has it for the others."""

from collections.abc import Mapping

from hjemsite.content.frontmatter import picture_fields as fields
from hjemsite.content.frontmatter.field_types import Fields

_PICTURE = "Filens navn i samme mappe som teksten, eller billeder/navn.jpg for et billede i content/billeder."
_LICENCE = "På hvilke vilkår billedet må bruges."
_ORIGIN = "Hvordan billedet er blevet til, for eksempel fotografi, redigeret eller ai-genereret."
_FOCUS = "Det punkt, der altid skal ses, i procent fra venstre og fra øverste kant: 30% 20%."
_CONSENT = "Samtykket fra dem, der er på billedet, hvis det udløber."
_ALT = "Hvad billedet viser, for dem, der ikke kan se det."

PICTURES: Mapping[type[Fields], Mapping[str, str]] = {
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
}
