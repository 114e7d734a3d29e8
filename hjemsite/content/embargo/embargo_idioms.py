"""What hardly anybody writes but to ask newspapers for silence, and the words for what is held back.

Each idiom is enough by itself. A new one must be none that ordinary news has.
"""

from hjemsite.content.embargo.embargo_appeals import words_pattern

TEXT = (
    r"(?:(?:presse)?meddelelsen|(?:presse|forhånds)?materialet|nyheden|historien|teksten|artiklen|resum[eé]et|dokumentet|"
    r"manuskriptet|indholdet|omtalen)"
)
CONTENT = (
    r"(?:rapporten|undersøgelsen|analysen|målingen|opgørelsen|resultate(?:t|rne)|konklusione(?:n|rne)|studiet|tallene|"
    r"oplysningerne|navne(?:t|ne)|aftalen|sagen|dommen|talen|budgettet|regnskabet|planen|udnævnelsen|vinder(?:en|ne)|"
    r"prismodtager(?:en|ne)|citater|anmeldelser)"
)
THIS = (
    r"(?:denne (?:mail|tekst|nyhed|meddelelse)|dette|ovenstående|nedenstående|foranstående|vedlagte|vedhæftede|heraf)"
)
SUBJECT = rf"(?:{TEXT}|{CONTENT}|den|det)"

PUBLISH = (
    r"(?:skriv(?:es?)?(?! (?:til|en|et|på|sig)\b)|bring(?:es?)?(?! med\b)|bragt|omtal(?:es?|t)?|gengive[st]?|"
    r"referere[st]?|citere[st]?|videregive[st]?|viderebringe[st]?|viderebragt|videreformidle[st]?|offentliggør(?:es?)|"
    r"trykkes?|trykt|publicere[st]?|udgives?|i luften|i avisen|på (?:nettet|gaden|forsiden)|afsløres?|røbes?|"
    r"postes?|deles?(?! ud\b)|fortælles?|bruges(?! til\b)|benyttes(?! til\b)|anvendes(?! til\b)|drøftes?|"
    r"nævnes?|frigives?)"
)
_OUT = r"(?:ud af huset|på gaden|i trykken|i avisen|i luften|live|på nettet)"
"""Where a text is once it is made known."""
IDIOM = words_pattern(
    r"lukket land (?:til|indtil|frem)",
    r"hold(?:e|er|es)? (?:\w+ ){0,3}?tæt(?! til kroppen)(?: (?:med|til|indtil|om)|, (?:til|indtil)|!)?"
    r"(?! på\b| ved\b| kontakt\b| øje\b)",
    r"hold(?:e|er|es|t)? (?:\w+ ){0,3}?(?:for (?:jer|dig) selv|inden for redaktionen|under låg|på redaktionen)",
    rf"(?:gem|gemme) (?:venligst )?(?:{SUBJECT}|lidt) (?:\w+ ){{0,4}}?(?:til|indtil)",
    rf"(?:lad|lade|lader) (?:venligst )?{SUBJECT} (?:\w+ ){{0,2}}?(?:ligge|blive)(?:,? (?:til|indtil|på redaktionen))",
    rf"{SUBJECT} skal (?:ligge|blive|vente)(?: \w+){{0,3}}? (?:til|indtil)",
    rf"(?:må|skal|bør) {SUBJECT} (?:endelig )?(?:ikke|først|tidligst) (?:\w+ )?(?:ud|frem|i luften|på nettet|bringes)",
    rf"(?:{SUBJECT}|intet|ingenting) (?:må|skal|bør) (?:endelig )?(?:ikke |først |tidligst |intet )?(?:\w+ )?"
    r"(?:ud|frem|i luften|på nettet|sive|lækkes)(?: \w+){0,2}? (?:før|inden)",
    r"må (?:endelig )?(?:ikke|intet|ingenting) (?:slippe|sive|komme) ud",
    rf"(?:lad|brug|skriv|bring|tryk|del|læg|post|omtal|citer|nævn|send) (?:{SUBJECT}|noget|om \w+) "
    r"(?:endelig |venligst )?(?:ikke|først)",
    r"(?:skriv|bring|tryk|del|læg|post|omtal|citer|nævn) (?:endelig |venligst )?(?:intet|ingenting|ikke noget)",
    r"(?:(?:venlig|venligst) (?:\w+ )?|beder (?:jer|dig|pressen|medierne|redaktion\w+) )(?:om )?ikke at "
    r"(?:lægge|dele|skrive|bringe|omtale|bruge|sende|trykke|poste|citere|referere|nævne|gengive|offentliggøre)",
    r"(?:ingen|intet|ikke noget) (?:\w+ ){0,2}?(?:omtaler|skriver|bringer|omtales|bringes|offentliggøres|deles)"
    r"(?: \w+){0,3},? (?:før|inden)",
    r"tryk(?:ke|ker)? (?:først )?på (?:knappen|send|udgiv)",
    r"(?:historien|nyheden|den|det) (?:for sig selv|alene|eksklusivt) (?:indtil|til|frem til)",
    rf"{TEXT} er (?:solgt|eksklusiv\w*|forbeholdt|låst|forseglet)",
    rf"(?:{TEXT}|{CONTENT}) (?:låses op|bliver på redaktionen|går i luften|åbnes)",
    rf"(?:{TEXT}|den|det) er (?:\w+ )?(?:ikke|først) (?:\w+ ){{0,2}}?(?:officiel|offentlig|til (?:fri )?(?:brug|"
    r"offentliggørelse|afbenyttelse|omtale))",
    r"(?:spærre[rt]|låst|lukket|åbne[rs]?) for omtale|(?:hører?|høre|vide|få) det først",
    r"kursfølsom\w*|intern viden|døgnregel\w*|forhåndskopi\w*|omtaleforbud|afvente[rs]? (?:\w+ )?offentliggørelsen",
    r"(?:første|næste) (?:[0-9]+|fireogtyve|to|tolv) (?:timer|døgn|dage) efter (?:udsend|modtag)\w*",
    r"(?<!vi )vente? (?:venligst )?(?:\w+ )?med (?:\w+ ){0,2}?(?:historien|nyheden|artiklen|omtale|omtalen|teksten|"
    r"(?:bringe|skrive|omtale|offentliggøre|trykke|dele|poste|publicere|fortælle))",
    r"(?:only )?for use (?:only )?(?:after|from)|do not (?:use|run|publish)|hold (?:until|for release)",
    r"(?:respekter|respektér|overhold) (?:venligst )?(?:fristen|tidspunktet|aftalen|spærringen|sendetidspunktet)",
    rf"bedes (?:venligst )?(?:ikke|først|tidligst) {PUBLISH}",
    r"(?:navn|navne|identitet) må ikke (?:nævnes|offentliggøres|omtales|røbes)(?: \w+)?,? (?:før|inden)",
    r"(?:er|bliver) (?:\w+ )?(?:ikke|først) til fri (?:brug|omtale|afbenyttelse|offentliggørelse)",
    r"public[eé]r (?:endelig |venligst )?(?:først|ikke)|(?:så|og|bare|venligst) vent,? (?:til|indtil)",
    r"intet (?:af|om|fra) (?:dette|det|teksten|materialet) må (?:komme|slippe|sive)",
    r"(?:ingen|intet) må (?:vide|høre|få) (?:noget|det)? ?(?:at vide )?,? ?(?:før|inden)",
    r"mellem os (?:til|indtil)|lukker op for (?:citater|omtale)|under forsegling|spærretid\w*|hemmeligstemplet",
    r"(?:bemærk|respekter|se|overhold) (?:venligst )?(?:frigivelses|offentliggørelses|sende|udgivelses)"
    r"(?:tiden|tidspunktet|dagen|datoen)",
    r"(?:tilbageholdes|holdes tilbage|lukket for omtale),? (?:til|indtil|frem til)",
    r"denne (?:tekst|nyhed|historie|mail|(?:presse)?meddelelse) er (?:\w+ ){0,4}?"
    r"(?:indtil|frem til|til (?:den|kl|\w+dag))",
    r"tidslås\w*|ikke (?:på (?:web|nettet|hjemmesiden|sociale medier)|online|digitalt) før",
    r"(?:er|bliver) det (?:en nyhed|nyt)|kun til (?:gennem)?læsning",
    r"(?:læg|lægge|lægger) låg på (?:til|indtil)|klap i|under lås og slå|off the record|til (?:din|jeres) kalender|"
    r"anmelderfrist\w*|anmelder(?:ne|e) (?:\w+ ){0,3}?udgivelsesdagen|"
    r"not (?:to be )?(?:used|quoted|published|shared)\b.* (?:before|until)|(?:private|confidential) until|"
    r"lukke[rt]? mund|slipper ud (?:\w+ )?(?:før|inden)|"
    r"vi (?:offentliggør|frigiver) selv (?:nyheden|historien|meddelelsen)",
    r"stadig (?:internt|fortroligt|hemmeligt)|til pressen.*må bringes|vi melder (?:\w+ )?ud samtidig",
    r"not before the|hold (?:this|the) (?:story|release|news)|for publication (?:on |from )?(?:\w+day|[0-9])",
    rf"(?:{TEXT}|{CONTENT}) er (?:fri fra|til baggrund)|vi beder om (?:ro|arbejdsro|diskretion|tavshed)",
    rf"(?:først|tidligst|indtil) (?:\w+ ){{0,6}}?{TEXT} (?:til at bruge|til brug|fri)",
    r"bringes ikke uden|ikke uden vores (?:ok|accept|tilladelse)",
    rf"låg på {SUBJECT} (?:til|indtil)|{TEXT} er under lås",
    rf"(?:bringe|omtale|bruge|offentliggøre|trykke|dele) {TEXT},? (?:så snart|når|fra|efter|tidligst|først)",
    r"må intet (?:\w+ )?(?:komme|slippe|sive) ud",
    r"kun til (?:orientering|information) (?:indtil|frem til|til (?:den|kl|på|\w+dag))",
    r"(?:du|I) (?:\w+ )?venter med (?:\w+ )?(?:omtale|omtalen|at)\b",
    r"afvente[rs]? med (?:at|historien|omtale\w*|nyheden)",
    r"mellem os, ?(?:til|indtil|frem)|på hemmeligheden (?:til|indtil|frem)|er (?:\w+ )?(?:din|jeres) alene",
    r"være? (?:venligst )?diskret\w*|eksklusivt? (?:til|for) (?:dig|jer)",
    r"kun kendt af (?:\w+ ){1,6}?(?:til|indtil)",
    r"(?:du|I) (?:er (?:den|de) første,? der (?:får|hører|ved|læser)|får (?:den|det|\w+en) før (?:alle )?andre)",
    r"(?:vinder|modtager|prismodtager|pristager)(?:en|ne) (?:selv )?ved (?:det |ingenting |intet )?(?:endnu |selv )?"
    r"(?:ikke|intet|ingenting)",
    rf"(?:ringer|skriver|mailer|giver (?:jer |dig )?besked|siger til),? (?:når|så snart) {SUBJECT} (?:må|kan) "
    rf"{PUBLISH}",
    r"gør det (?:først|ikke|tidligst)(?: \w+)?,? (?:\w+dag|før|den|på|efter|når)",
    r"må ordet være frit|ordet (?:er|bliver) frit|træder i kraft ved offentlig\w*",
    r"(?:omtale|offentliggørelse|publicering|citat) er (?:ikke|først|tidligst) tilladt",
    rf"(?:{TEXT}|tallene|resultate(?:t|rne)) (?:må|bør) (?:gerne )?vente,? (?:til|indtil)",
    rf"{_OUT}(?:,? \w+){{0,3}}?,? (?:tidligst|ikke (?:et minut )?før)",
    rf"(?:tidligst|ikke|først) (?:\w+ )?{_OUT} (?:før|den|på|kl|\w+dag)",
    r"går live (?=.*[0-9]).*, (?:og )?ikke før|rammer gaden .*ikke",
    r"ikke (?:et minut|en time|et sekund) før|(?<!er )først offentligt? (?:kendt )?(?:den|på|fra|kl|\w+dag)",
    rf"først (?:\w+[., ]+){{1,5}}(?:må|kan) (?:{SUBJECT} )?(?:\w+ ){{0,3}}?"
    r"(?:nævnes|omtales|bringes|offentliggøres|citeres)",
)
"""What hardly anybody writes but to ask for silence."""
