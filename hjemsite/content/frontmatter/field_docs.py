"""What each kind of front matter and each field is for: Danish sentences for an editor, shown by the JSON Schema."""

from collections.abc import Mapping

from hjemsite.content.frontmatter import fields
from hjemsite.content.frontmatter.fields import Fields

_NAME = "Personens fulde navn, som det står i teksten."
_MEMBER = "Medlemmets filnavn i content/medlemmer uden .md, for eksempel aalborg-kommune."
_REDIRECTS = "Gamle adresser, der skal føre hertil, den ældste først: /nyheder/den-gamle-adresse/."
_SORT_AS = "Navnet, som det skal stå i alfabetet, hvis det er et andet sted end navnet selv."
_FILE = "Filens navn i samme mappe som teksten."
_ALT = "Hvad billedet viser, for dem, der ikke kan se det."

KINDS: Mapping[type[Fields], str] = {
    fields.ArticleFields: "Felterne over en nyhed i content/nyheder.",
    fields.MemberFields: "Felterne over et medlem i content/medlemmer.",
    fields.PersonFields: "Felterne over en person i content/personer.",
    fields.PageFields: "Felterne over en side i content/sider.",
    fields.SiteFields: "Hele sidens indstillinger i content/site.yaml.",
    fields.SpeakerFields: "En, der taler i nyheden, med den titel vedkommende havde den dag.",
    fields.QuoteFields: "Noget, en af talerne siger i teksten.",
    fields.PictureFields: "Et billede i tekstens egen mappe.",
    fields.LogoFields: "Medlemmets logo.",
    fields.AttachmentFields: "En fil, som læserne kan hente.",
    fields.ContactFields: "En, som pressen kan kontakte.",
    fields.UpdateFields: "Noget nyt i nyheden, og hvad det er.",
    fields.CorrectionFields: "En rettelse, som læserne skal kende.",
    fields.WithdrawalFields: "At nyheden er trukket tilbage; alt andet i filen bliver holdt væk fra siden.",
    fields.FrontFields: "En plads på forsiden, valgt af redaktøren.",
    fields.RoleFields: "En post, som personen har eller har haft.",
    fields.AllianceFields: "Alliancen selv.",
    fields.SizeFields: "Hvor mange medlemmer alliancen havde en bestemt dag, og hvem der siger det.",
    fields.MemberWordsFields: "Hvad medlemmerne bliver kaldt, i alle former.",
    fields.MenuFields: "Et punkt i menuen.",
    fields.AccessibilityFields: "Hvor tilgængelig siden er for alle; bliver til en tilgængelighedserklæring.",
    fields.FeedFields: "Nyhedsstrømmene.",
    fields.SecurityFields: "Hvem der skal have besked om sikkerhedshuller; bliver til security.txt.",
    fields.BrandFields: "Alliancens egen farve og egne mærker.",
    fields.BrandLogoFields: "Alliancens logo.",
}

EXPLANATIONS: Mapping[type[Fields], Mapping[str, str]] = {
    fields.ArticleFields: {
        "title": "Overskriften.",
        "date": "Nyhedens dato, år-måned-dag, og om nødvendigt et klokkeslæt: 2022-09-28 14:30.",
        "member": f"Det eller de medlemmer, nyheden handler om. {_MEMBER}",
        "speakers": "De personer, der er citeret i teksten.",
        "quotes": "Citaterne i teksten, hvert med sin taler.",
        "credit": "Hvem der har skrevet teksten: »Tekst: Aalborg Kommune«.",
        "summary": "En eller to sætninger, der står under overskriften og i oversigter.",
        "topics": "Et eller flere emner; nyheder om samme emne står på én side.",
        "image": "Billedet øverst i nyheden.",
        "attachments": "Filer, som læserne kan hente.",
        "contact": "Den eller dem, som pressen kan kontakte om nyheden.",
        "alliance_size": "Hvor mange medlemmer teksten siger, at alliancen har.",
        "draft": "Skriv ja, så længe nyheden er en kladde, der ikke må komme ud.",
        "embargo": "Tidspunktet, før hvilket nyheden ikke må komme ud.",
        "expires": "Tidspunktet, da nyheden skal væk igen.",
        "updated": "Hvornår nyheden sidst er ændret, så læserne skal vide det, og gerne hvad der er nyt.",
        "front": "Nyhedens plads på forsiden, når den skal stå der, selv om den ikke er den nyeste.",
        "corrections": "Rettelser, som læserne skal kende.",
        "withdrawn": "Trækker nyheden tilbage: siden siger kun, at den er trukket tilbage, og hvorfor.",
        "redirects": _REDIRECTS,
        "original": "Adressen på den oprindelige udgave, når den er bragt på en anden hjemmeside først.",
    },
    fields.SpeakerFields: {
        "name": _NAME,
        "person": "Personens filnavn i content/personer uden .md; det kan stå i stedet for navnet.",
        "title": "Titlen den dag, med lille begyndelsesbogstav: direktør.",
        "organisation": "Arbejdspladsen, når den ikke er medlem af alliancen.",
        "member": f"Arbejdspladsen, når den er medlem. {_MEMBER}",
    },
    fields.QuoteFields: {
        "speaker": "Talerens navn, som det står under speakers, eller personens filnavn.",
        "text": "Ordene, som de står i teksten, uden anførselstegn.",
    },
    fields.PictureFields: {
        "file": _FILE,
        "alt": _ALT,
        "credit": "Hvem der har taget billedet.",
        "caption": "Teksten under billedet.",
        "licence": "På hvilke vilkår billedet må bruges.",
    },
    fields.LogoFields: {"file": _FILE, "alt": _ALT},
    fields.AttachmentFields: {"file": _FILE, "title": "Hvad filen skal hedde for læserne."},
    fields.ContactFields: {
        "name": _NAME,
        "title": "Personens titel.",
        "email": "Mailadressen.",
        "phone": "Telefonnummeret, otte cifre.",
        "about": "Hvad man kan spørge om: »Spørgsmål om økonomi«.",
    },
    fields.UpdateFields: {"date": "Hvornår det kom til.", "text": "Hvad der er nyt, i hele sætninger."},
    fields.FrontFields: {
        "place": "lead for den øverste nyhed, quote for et af nyhedens citater.",
        "until": "Hvornår nyheden forlader pladsen igen.",
    },
    fields.CorrectionFields: {"date": "Hvornår der blev rettet.", "text": "Hvad der er rettet, i hele sætninger."},
    fields.WithdrawalFields: {
        "date": "Hvornår nyheden blev trukket tilbage.",
        "text": "Hvorfor, i hele sætninger; det er alt, hvad læserne får at vide.",
    },
    fields.MemberFields: {
        "name": "Medlemmets navn, som det selv skriver det.",
        "kind": "Hvilken slags medlem det er.",
        "joined": "Hvornår medlemmet kom med: år, år-måned eller år-måned-dag.",
        "left": "Hvornår medlemmet gik ud: år, år-måned eller år-måned-dag.",
        "website": "Medlemmets hjemmeside.",
        "logo": "Medlemmets logo.",
        "former_names": "Navne, som medlemmet har haft før.",
        "sort_as": _SORT_AS,
        "redirects": _REDIRECTS,
    },
    fields.PersonFields: {
        "name": _NAME,
        "roles": "Personens poster, den nyeste først.",
        "photo": "Et billede af personen.",
        "former_names": "Navne, som personen har haft før; nyheder med dem fører til personens side.",
        "sort_as": "Navnet, som det skal stå i alfabetet, hvis det er et andet sted end under efternavnet.",
    },
    fields.RoleFields: {
        "title": "Titlen, med lille begyndelsesbogstav.",
        "organisation": "Arbejdspladsen, når den ikke er medlem af alliancen.",
        "member": f"Arbejdspladsen, når den er medlem. {_MEMBER}",
        "from": "Hvornår personen fik posten: år, år-måned eller år-måned-dag.",
        "to": "Hvornår personen forlod posten: år, år-måned eller år-måned-dag.",
    },
    fields.PageFields: {
        "title": "Sidens overskrift.",
        "menu": "Sidens plads i menuen, talt fra venstre; uden et tal er den der ikke.",
    },
    fields.SiteFields: {
        "title": "Hvad hele siden hedder.",
        "address": "Sidens adresse, for eksempel https://www.example.dk.",
        "description": "En sætning om siden til søgemaskiner og nyhedsstrømme.",
        "alliance": "Alliancen selv.",
        "press": "Hvem pressen kan kontakte.",
        "about": "Teksten om alliancen nederst på siden.",
        "menu": "Hele menuen, hvis den skal være anderledes end den, siden selv laver.",
        "members_called": "Hvad medlemmerne bliver kaldt: flertallet alene, for eksempel partnere, eller alle former.",
        "news_per_page": "Hvor mange nyheder en side i oversigten har; den nyeste kan have næsten det dobbelte.",
        "feeds": "Nyhedsstrømmene.",
        "social_cards": "Om der skal tegnes et kort til sociale medier for hver nyhed: ja eller nej.",
        "downloads": "De slags filer, som en nyhed kan hentes som; en tom liste er ingen.",
        "ai_crawlers": "Om robotter, der samler tekst til kunstig intelligens, må læse siden.",
        "security": "Hvem der skal have besked om sikkerhedshuller.",
        "publish_to": "Hvor kommandoen publish lægger den færdige side: s3://bucket/mappe, sftp://bruger@host/mappe.",
        "next_change": "Om siden må fortælle alle, hvornår den næste gang ændrer sig: ja eller nej.",
        "accessibility": "Sidens tilgængelighed; bliver til en tilgængelighedserklæring.",
        "brand": "Alliancens egen farve og egne mærker.",
    },
    fields.BrandFields: {
        "colour": "Alliancens farve med seks cifre fra 0 til f, uden #: 0b5c45. De andre farver følger af den.",
        "logo": "Logoets fil ved siden af site.yaml, en SVG eller PNG, eller et til lys og et til mørk skærm.",
        "icon": "Det lille billede på browserens fane, en kvadratisk SVG eller PNG ved siden af site.yaml.",
        "mark": "Skriv none, hvis husene ikke passer til jer: mærket foran navnet og gaden nederst på siden.",
    },
    fields.BrandLogoFields: {
        "light": "Logoets fil ved siden af site.yaml, som det står på lys bund.",
        "dark": "Logoets fil, som det står på mørk bund; uden den får logoet en hvid plade.",
        "with_name": "Skriv ja, når navnet er en del af logoet og ikke skal stå ved siden af.",
    },
    fields.AllianceFields: {
        "name": "Alliancens navn.",
        "register_complete": "Skriv ja, når alle medlemmer står i content/medlemmer; så bliver tal efterregnet.",
        "sizes": "Kendte medlemstal, hvert med dato og kilde.",
    },
    fields.SizeFields: {
        "date": "Hvornår tallet gjaldt: år, år-måned eller år-måned-dag.",
        "count": "Hvor mange medlemmer der var.",
        "source": "Adressen, hvor tallet står.",
        "note": "En bemærkning til tallet.",
    },
    fields.MemberWordsFields: {
        "one": "Ental: partner.",
        "many": "Flertal: partnere.",
        "the_one": "Ental i bestemt form: partneren.",
        "the_many": "Flertal i bestemt form: partnerne.",
    },
    fields.MenuFields: {"title": "Hvad punktet hedder.", "address": "Hvor det fører hen: /om/ eller en hel adresse."},
    fields.SecurityFields: {
        "contact": "Mailadressen eller den hjemmeside, hvor sikkerhedshuller kan meldes.",
        "expires": "Hvornår oplysningen skal være set efter igen, højst et år ude i fremtiden.",
        "policy": "Adressen på en side om, hvordan meldinger bliver behandlet.",
    },
    fields.AccessibilityFields: {
        "assessed": "Hvornår tilgængeligheden sidst er efterset.",
        "contact": "Hvem læserne kan skrive til, hvis noget ikke er tilgængeligt.",
        "shortcomings": "Det, der endnu ikke er tilgængeligt.",
        "statement": "Adressen på en erklæring, der ligger et andet sted.",
    },
    fields.FeedFields: {"entries": "Hvor mange nyheder der er i hver strøm."},
}
