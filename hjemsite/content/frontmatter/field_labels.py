"""What fields are called in forms. What they are for is told by their own explanations."""

from collections.abc import Mapping

from hjemsite.content.frontmatter import fields
from hjemsite.content.frontmatter.fields import Fields

LABELS: Mapping[str, str] = {
    "about": "Kan spørges om",
    "address": "Adresse",
    "alliance_size": "Alliancens størrelse",
    "alt": "Hvad billedet viser",
    "attachments": "Bilag",
    "cancelled": "Aflyst",
    "caption": "Billedtekst",
    "captions": "Undertekster",
    "contact": "Kontakt",
    "corrections": "Rettelser",
    "credit": "Kreditering",
    "date": "Dato",
    "namesakes": "Andre med navnet",
    "not_in": "En andens navn i",
    "hide_history": "Skjul ændringer",
    "history": "Vis ændringer",
    "consent": "Samtykke",
    "deindexed": "Ude af søgemaskiner fra",
    "draft": "Kladde",
    "email": "Mail",
    "embargo": "Embargo",
    "ends": "Slutter",
    "expires": "Udløber",
    "file": "Fil",
    "former_names": "Tidligere navne",
    "from": "Fra",
    "front": "Plads på forsiden",
    "image": "Billede",
    "joined": "Medlem fra",
    "kind": "Slags",
    "left": "Medlem til",
    "licence": "Vilkår",
    "logo": "Logo",
    "member": "Medlem",
    "menu": "Plads i menuen",
    "name": "Navn",
    "online": "Deltag på nettet",
    "organisation": "Organisation",
    "original": "Bragt første gang",
    "person": "Person",
    "phone": "Telefon",
    "photo": "Billede",
    "place": "Plads",
    "poster": "Stillbillede",
    "published": "Offentliggjort",
    "quotes": "Citater",
    "recordings": "Lyd og film",
    "redirects": "Gamle adresser",
    "roles": "Poster",
    "short_name": "Kort navn",
    "signup": "Tilmelding",
    "sort_as": "Sorteres som",
    "speaker": "Taler",
    "speakers": "Talere",
    "speaks_about": "Udtaler sig om",
    "starts": "Begynder",
    "summary": "Resumé",
    "text": "Ordene",
    "title": "Titel",
    "to": "Til",
    "topics": "Emner",
    "transcript": "Det, der bliver sagt",
    "updated": "Opdateret",
    "until": "Indtil",
    "website": "Hjemmeside",
    "withdrawn": "Trukket tilbage",
}
_OF_KIND: Mapping[tuple[type[Fields], str], str] = {
    (fields.ArticleFields, "title"): "Overskrift",
    (fields.PageFields, "title"): "Overskrift",
    (fields.EventFields, "place"): "Sted",
    (fields.EventFields, "title"): "Overskrift",
    (fields.AttachmentFields, "title"): "Hvad filen hedder for læserne",
    (fields.RecordingFields, "title"): "Hvad læserne kan høre eller se",
    (fields.PictureFields, "file"): "Billede",
    (fields.PictureFields, "credit"): "Fotograf",
    (fields.LogoFields, "file"): "Billede",
    (fields.CorrectionFields, "text"): "Hvad der er rettet",
    (fields.WithdrawalFields, "text"): "Hvorfor",
}


def label(kind: type[Fields], key: str) -> str:
    """What the field `key` of `kind` is called in the form, in Danish.

    >>> label(fields.ArticleFields, "title"), label(fields.SpeakerFields, "title")
    ('Overskrift', 'Titel')
    """
    return _OF_KIND.get((kind, key)) or LABELS.get(key) or key.replace("_", " ").capitalize()
