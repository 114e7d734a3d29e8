"""The words of which the corpus is made. None of these organisations exists."""

ORGANISATIONS = (
    *("Boligringen Nordlys", "Fonden Klitvejen", "Foreningen Grøn Nabo", "Hedeby Højskolelaug", "Fjordens Fællesråd"),
    *("Kanalbyens Kollegier", "Ødegårdens Venner", "Samvirket Åbne Døre", "Tagrenden", "Nøglefonden Vesterlund"),
    *("Kystbyernes Boliglaug", "Mosekonens Værested", "Engbækkens Skolehjem", "Stormly Kommunelaug", "Havrebo"),
    *("Lyngens Almene Boliger", "Bakkegårdens Frivillige", "Rådet for Små Hjem", "Birkeløkkens Fond", "Ålykke Ungebo"),
    *("Vindelhavens Hus", "Sivsø Herberg", "Tingstedets Retshjælp", "Gadelygten", "Møllestrømmens Boligselskab"),
    *("Skovkantens Kooperativ", "Nyborggades Naboer", "Rævebakkens Fond", "Øresti Kommunelaug", "Pilehegnets Højskole"),
    *("Kløverstiens Værksted", "Brostensfonden", "Hjørnestuen", "Sneglehusets Byggelaug", "Askehøj Boligforening"),
    *("Tværgadens Omsorg", "Egnsrådet for Tryghed", "Solsiden Sydfyr", "Fællesskabet Ærtebjerg", "Langebæks Hus"),
)
FIRST_NAMES = (
    "Aksel Åse Birgit Bjarne Cecilie Dorthe Ejner Esther Frode Grethe Hjalmar Inger Jørn Kåre Lærke Mogens Nanna Øjvind"
    " Poul Runa Søs Torben"
).split()
LAST_NAMES = (
    "Abildgård Bækgaard Dahlerup Engsø Fløjstrup Gyldenløv Hvidkær Idestrup Juelsgård Klitmøller Lærkeholm Møgeltoft"
    " Nørreris Overgård Pilegaard Rønnebæk Særkær Tårnholt"
).split()
TITLES = (
    *("direktør", "formand", "boligchef", "socialchef", "projektleder", "forstander", "sekretariatschef"),
    *("udviklingsleder", "næstformand", "presseansvarlig"),
)
TOPICS = (
    *("boliger", "unge", "økonomi", "sundhed", "forskning", "frivillige", "kommuner", "uddannelse", "beskæftigelse"),
    *("lovgivning", "støtte", "naboskab"),
)
TOWNS = "Vestby Ølund Nørrevig Åstrup Mellemkøbing Søndersund Kærby Højmark Fladstrand Ebeltorp Lysum Rørhavn".split()

HEADLINE = (
    ("Ny plan", "Bred aftale", "Åbent værksted", "Rekordmange frivillige", "Fælles hus", "Stor gave", "Første hjem"),
    ("åbner døre for", "skaber ro om", "giver plads til", "samler byen om", "sætter fart på", "støtter"),
    (
        "unge uden hjem",
        "de små boliger",
        "nye naboer",
        "den sociale indsats",
        "håndværkets lærlinge",
        "lokale ildsjæle",
    ),
)
HEADINGS = (
    "Det sker nu",
    "Sådan kan du hjælpe",
    "Derfor haster det",
    "Et hus med plads",
    "Større tryghed",
    "Økonomien",
)
LONG = (
    (
        *("Bestyrelsen", "Den lokale gruppe", "Boligselskabet", "Kommunens forvaltning", "Et flertal af beboerne"),
        *("Projektgruppen", "Fonden", "De frivillige", "Det nye sekretariat", "Netværket", "Naboerne", "Partnerne"),
    ),
    (
        *("har aftalt at", "begynder til foråret at", "opfordrer Folketinget til at", "har fået lov til at"),
        *("venter inden sommer at", "vil gerne", "skal i de næste måneder", "har forpligtet sig til at"),
    ),
    (
        *("indrette små lejligheder i den tidligere skole", "følge hver enkelt beboer det første år"),
        *("samle hjælpen ét sted, hvor alle kan komme ind", "oprette flere pladser med bostøtte"),
        *("måle, hvor mange der bliver boende", "dele erfaringerne med andre byer", "søge midler til et værksted"),
        *("forkorte ventetiden med mindst en tredjedel", "uddanne mentorer blandt tidligere beboere"),
        *("invitere kvarteret til åbent hus hver måned", "bygge 120 boliger, som folk på kontanthjælp kan betale"),
    ),
    (
        *("i tæt samarbejde med dem, det handler om", "uden at huslejen stiger", "med støtte fra private bidrag"),
        *("efter en prøvetid på to år", "sådan som eksperterne har anbefalet", "fordi behovet er vokset hvert år"),
        *(
            "så ingen skal vente vinteren over på gaden",
            "med en ramme på 36 millioner kroner",
            "på tværs af kommunegrænserne",
        ),
        *("selv om priserne på grunde er steget", "og fremlægger tallene hvert halve år"),
    ),
)
SHORT = (
    *("Resultaterne bliver offentliggjort løbende.", "Arbejdet har været i gang siden efteråret."),
    *("Mere end 1.400 mennesker har svaret.", "Ordningen bliver vurderet efter det første år."),
    *("Indsatsen bygger på erfaringer fra tre byer.", "Ansøgninger skal være fremme i begyndelsen af maj."),
    *("Der er plads til både små og store bidrag.", "Alle møder er åbne for offentligheden."),
)
QUOTATIONS = (
    "Et hjem er det sted, hvor alt det andet kan begynde, og derfor haster det",
    "Vi har lyttet til beboerne først, og det kan man se på tegningerne",
    "Ingen kan løse det alene, men sammen er vi kommet længere, end jeg turde håbe",
    "Det er en stor dag for byen, og kaffen er på kanden",
    "Når man får en nøgle i hånden, retter man ryggen, det har jeg set igen og igen",
    "Vi skal holde op med at tale om de svage og begynde at tale om dårlige vilkår",
    "Tallene er gode, men bag hvert tal er der et menneske, som skal hilses ved navn",
    "De frivillige har båret det her i ti år, og nu får de endelig følgeskab",
)
ITEMS = (
    *("flere boliger til en **lav** husleje", "en fast kontaktperson til hver beboer", "kurser for nye naboer"),
    *("åbne tal for ventetiden", "hjælp til møbler og det første indkøb", "et værksted med plads til lærlinge"),
    *("støtte til studerende uden bopæl", "en årlig samling for alle medlemmer", "rådgivning om gæld og husleje"),
)
