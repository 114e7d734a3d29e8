"""Tables of the Danish words that stand around people, jobs and organisations in press releases.

A name in capitals is a set of whole words, folded, or a pattern for how words end.
"""

import re

from hjemsite.danish.word_patterns import any_of


def _table(words: str) -> frozenset[str]:
    return frozenset(words.split())


PRONOUNS = {"han": "m", "hun": "f"}
"""The gender of each."""
OBJECT_PRONOUNS = {"ham": "m", "hende": "f"}
"""The gender of each, in »lød det fra ham«."""
KIN = {
    word: gender
    for gender, words in (("f", "søster mor kone datter veninde hustru"), ("m", "bror far mand søn"))
    for word in words.split()
}
"""The gender of whoever »hans søster« and the like mean."""
POSSESSIVES = {"hans": "m", "hendes": "f"}
"""The gender of each, in »lyder hans råd«."""

ADVERBS = _table("""
også så dog nu desuden endvidere endelig videre derfor dermed altså således samtidig ligeledes imidlertid nemlig
blandt andet bl.a. kort glad glade tørt bestemt stolt grinende smilende begejstret igen selv efterfølgende
indledningsvis afslutningsvis ifølge både bagefter derudover eksempelvis f.eks. fx ligefrem videre her hertil
alvorligt
""")
"""What may stand between a verb of saying and its source."""

PREPOSITIONS = _table("i for hos ved på af fra til under inden med om mod blandt over bag")
"""Prepositions, between a title and an organisation among other things."""
LINKS = _table("for og til af mod med uden & om at over under bag of")
"""Small words that may stand inside the name of an organisation."""

PARTICLES = _table("af von van der den de del da dos el al bin ibn la le di zu ter ten du ben")
"""Small words that may stand inside the name of a person."""

PARTIES = _table("A B C D E F G I K L M N O R S T V Z Æ Ø Å SF EL LA DF NB KF RV Enh Enhedslisten DD LIB S-SF Alt")
"""The letters of Danish parties, as they stand in brackets behind a politician's name."""

UNIT = re.compile(
    r"(?:institut|center|centret|centeret|afdeling|afdelingen|forvaltning|forvaltningen|udvalg|udvalget|sekretariat|"
    r"sekretariatet|enhed|enheden|teamet|fakultet|fakultetet|kontor|modtagelse|modtagelsen|skadestue|skadestuen|afsnit|afsnittet|ambulatorium|ambulatoriet|sektion|byråd|byrådet|hovedbestyrelse|hovedbestyrelsen|"
    r"indsatsen|visitationen|hjemmeplejen|sygeplejen|sundhedsplejen|tandplejen|borgerservice|"
    r"bestyrelse|bestyrelsen|direktion|team|område|området|klinik|gruppen|gruppe|magistraten?)$",
    re.IGNORECASE,
)
"""How the name of a part of an organisation ends. It belongs to the title where the organisation follows."""
COMMITTEE = re.compile(
    r"(?:udvalget|udvalg|bestyrelsen|byrådet|folketinget|direktionen|magistraten|rådet|enheden|teamet|afdelingen|forvaltningen)$",
    re.I,
)
"""How a part without a name of its own ends: »Børne- og Ungeudvalget«."""
PART_WORD = re.compile(r"(?:afdelingen|enheden|teamet|kontoret)\Z", re.IGNORECASE)
"""How a word ends that names a part of an organisation and needs the whole: »Nordby-afdelingen«."""
BOARDS = frozenset({"bestyrelsen", "hovedbestyrelsen", "direktionen", "ledelsen"})
"""Those who lead an organisation, as a text calls them without its name."""
COUNCIL = re.compile(r"(?:udvalg|byråd)(?:et)?s?\Z", re.IGNORECASE)
"""How the name of a part of a municipality ends that has a chair and no staff."""

ORGANISATION_ENDINGS = _table("""
kommunes regionskommune fonden fond fonds forening forbund forbundet universitet universitetet højskole højskolen
skole skolen gymnasium akademi akademiet akademiets ministeriet ministerium styrelsen styrelse nævnet rådet råd
alliancen alliance netværk netværket selskab selskabet boligselskab boligforening partnerskab partnerskabet
sekretariat sekretariatet hjælpen hjælp korshær danmark institut instituttet center centret centeret hospital
hospitalet herberg herberget kirke kirken museum museet bibliotek biblioteket forlaget kollegiet legatet kontoret
tænketanken fællesskab fællesskabet a/s aps i/s p/s s/i amba hus huset gruppen bank banken forsikring park parken
plads vej vejen gade stadion legat stiftelse stiftelsen klub klubben forlag avis tidende tv radio kollegium bolig
boliger boligorganisation diakoni missionen mission koncernen samvirke samvirket kommission kommissionen udvalg
udvalget byråd folketinget regering regeringen værested værestedet stuen caféen bostedet hjem værn venner arkiv
arkivet fængsel fængslet arrest pensionskasse pensionskassen plejehjem plejehjemmet observatorium politi sygehus
sygehuset teater teatret stift sogn forsyning forsyningen dyrepark dyreparken samling samlingen tilsyn tilsynet
direktorat direktoratet beredskab beredskabet rederi rederiet union unionen fællesforbund orkester orkestret koret
korps korpset fjernvarme varmeværk varmeværket havnen lufthavn lufthavnen klinikken klinik laboratorium laboratoriet
galleri galleriet bryggeri bryggeriet slagteri slagteriet mejeri mejeriet bageri bageriet gartneri gartneriet
risteri risteriet fabrik fabrikken hotel hotellet apotek apoteket laug lauget samfund samfundet kreds kredsen pulje
puljen kasse kassen menighedsråd menighedsrådet provsti provstiet kloster klostret bevægelse bevægelsen parti
partiet klinikken akademikerne landsret landsretten byret byretten voldgiftsret voldgiftsretten agentur agenturet
vandværk vandværket elværk elværket polyteknikum
sammenslutning sammenslutningen
kollektiv kollektivet college forsorgen forsorg retshjælp vagten tjenesten værftet værft
borgerliste borgerlisten folkeliste folkelisten lokalliste lokallisten fællesliste fælleslisten svømmehal svømmehallen
kompagni kompagniet frivilligcenter hospice hospicet børnehave børnehaven vuggestue
vuggestuen maskinstation planteskole savværk savværket festival festivalen brigade brigaden gilde gildet forum lab
menighed menigheden kro kroen mølle møllen linjen værksted værkstedet entreprise ejendomme transport turistråd
hjemmet arresten
kunsthal kunsthallen spillested spillestedet
idrætshal idrætshallen kirkegård kirkegården brandvæsen brandvæsenet postvæsen postvæsenet industri erhverv
""")
ORGANISATION = re.compile(
    rf"(?:{any_of(ORGANISATION_ENDINGS)}|(?:dige|båds?e?|by|vand(?:løbs)?|land|vej|kyst|grundejer|havne|vildt|mølle)lag(?:et)?|kommuner?|regions?|foreningen?|organisationen?|\w{{4}}kor|\bhavn|\bretten|\w{{3}}banen|\bfc|\bif|\bbk)$",
    re.IGNORECASE,
)
"""How a word ends that only names of organisations have."""

OF_ITS_KIND = re.compile(
    r"(?:rådet|forvaltning|afdeling|museet|museum|center|centret|centeret|foreningen|institut|instituttet|forvaltningen|afdelingen|selskabet|forbundet|"
    r"styrelsen|ministeriet|nævnet|enheden|sekretariatet|udvalget|netværket|alliancen|fonden|hovedorganisationen|"
    r"forening|partnerskabet|nævn|råd|organisation|organisationen)\Z",
    re.IGNORECASE,
)
"""How a word ends after which a name goes on with its purpose: »Rådet for …«."""
TAIL = re.compile(
    r"(?:alliancen|fonden|foreningen|kommune|kommunen|netværket|partnerskabet|sekretariatet|gruppen|initiativet|kredsen|"
    r"centret|centeret|koncernen|forening|boligforening|boligselskab|afdeling)\Z"
)
"""Small words with which a name may end: »Nøglen-alliancen«, »Nordby kommune«."""
PART = re.compile(r"(?:center|team|afdeling|forvaltning|sekretariat|enhed|kontor|centret|rådgivning)\Z")
"""How small words end that name a part of the organisation before them: »Nordby Kommunes jobcenter«."""

TITLE_HEADS = _table("""
direktør formand forkvinde forperson chef leder minister konsulent forsker rådgiver ordfører mester rådmand
sekretær medarbejder arbejder hjælper lærer pædagog læge overlæge sygeplejerske professor lektor docent adjunkt
præsident koordinator rektor dekan prorektor prodekan inspektør redaktør journalist analytiker økonom jurist advokat
arkitekt ingeniør præst biskop provst frivillig studerende stud beboer lejer stifter grundlægger ejer ambassadør medlem
politiker kandidat psykolog terapeut sociolog antropolog historiker forfatter kunstner skuespiller instruktør
producent kurator bestyrer forstander betjent assistent fuldmægtig specialist ekspert talsmand talskvinde talsperson
repræsentant tillidsmand tillidsvalgt vært vicevært tømrer murer bager landmand gartner borger bruger udvikler
planlægger vejleder ansvarlig kasserer statsminister konge prins dronning prinsesse iværksætter medstifter partner
investor manager officer vicepræsident viceborgmester kok smed kaptajn oberst general politikommissær kommissær
dommer anklager notar revisor bibliotekar museumsinspektør arkæolog biolog kemiker fysiker geolog teolog filosof
lingvist statistiker jordemoder fysioterapeut ergoterapeut socialrådgiver pensionist student elev lærling praktikant
boligrådgiver stifteren initiativtager opfinder designer fotograf musiker sanger komponist dirigent træner spiller
kræmmer uddeler plejerske værge klovn illustrator skytte samaritter missionær skomager urmager ølbrygger vinhandler
fiskehandler cykelhandler grønthandler bilhandler skibshandler balletdanser svømmer rytter vikar misbrugsbehandler
visitator kommentator producer performer rapper sangerinde skuespillerinde barista greve baron lods
løber cyklist elektriker bygger maler snedker frisør chauffør pilot postbud portør pedel gårdmand varmemester ph.d.
post.doc. postdoc tidl. mand kvinde person mor far søn datter næstformand bogholder controller projektmager aktivist
kampagneleder debattør kronikør blogger podcaster vicedirektør afdelingsleder generalsekretær folketingsmedlem
byrådsmedlem regionsrådsmedlem mf mep handicapordfører arkivar hjemmehjælper sosu-assistent krisepsykolog
afdelingslæge tandlæge dyrlæge apoteker farmaceut viceskoleleder bødker fisker skipper smykkekunstner keramiker
billedhugger vagtmester kommandør sagsbehandler kommunikatør webmaster klimaaktivist erhvervsmand erhvervskvinde
friskoleleder lokalformand præsidentkandidat udsending observatør slager mentor mso embedsmand departementschef
stabschef kontaktperson kredsleder spejder kantor organist kirketjener passer
fører træner anfører laborant montør installatør styrmand matros foged kustode konservator
dramaturg koreograf scenograf pianist violinist trommeslager skovrider avler producent slagter mejerist tjener
servitrice konduktør vognmand detektiv radiograf optiker zoolog botaniker ornitolog geograf astronom meteorolog
klimatolog
hydrolog datalog programmør svend skrædder væver antikvar boghandler forlægger digter komiker artist degn
munk nonne dagplejer ombudsmand aktuar coach guide livredder disponent indkøber forvalter graver spillemand
filolog etnolog genetiker epidemiolog virolog kardiolog onkolog geriater psykiater neurolog kirurg kiropraktor
audiolog logopæd restauratør skibsreder grosserer købmand
idrætsmand nabo genbo gæst patient pårørende
iagttager sælger formidler opsøger brobygger instruktør plejer mekaniker tekniker operatør grafiker
oversætter diakon imam rabbiner fundraiser strateg mægler ejendomsmægler forhandler redder brandmand facilitator
supervisor værtinde diætist ernæringsfaglig pædagogmedhjælper kontorist receptionist landinspektør underdirektør
forretningsudvalgsmedlem byplanlægger tovholder indehaver ildsjæl bisidder arrangør tolk
dramatiker politimand
administrator moderator animator kontrollant musikant kommandant fabrikant intendant aspirant skribent referent
forkæmper sergent løjtnant major kadet konsul tilflytter forælder flygtning asylansøger bonde jæger veteran donor
projektmager aktivitetsmager byggemager besøgsven læseven vågeven oplæser
suppleant indsamler
paramediciner mediciner ceo cfo cto coo hr-partner emeritus emerita etiker puster dykker sopran tenor baryton
""")
"""The words that titles end with."""
TITLE = re.compile(
    rf"(?:{any_of(TITLE_HEADS)}|\w{{3}}(?:olog|iker|nom|sof)|\w{{4}}ist|\w{{3}}[tnisl]ør)\Z", re.IGNORECASE
)
"""How a title ends: »centerchef«, »landsformand«, »numismatiker«."""
TITLE_NOUN = re.compile(
    r"(?:frivillige|studerende|ansvarlige|pårørende|tillidsvalgte|ph\.d\.-studerende)\Z",
    re.IGNORECASE,
)
"""Adjectives that are used as nouns: »den frivillige«."""

FIELDS = _table("""
social sociale sundhed omsorg job velfærd børn unge kultur teknik miljø ældre handicap beskæftigelse arbejde trivsel
by bolig land skole familie fritid klima økonomi integration uddannelse erhverv sport vækst plan psykiatri udsatte
voksne borgerservice natur dagtilbud læring arbejdsmarked forebyggelse ejendomme drift udvikling byudvikling
medborgerskab bosætning turisme rehabilitering ligestilling kirke forskning transport landdistrikter digitalisering
indenrigs vand vej veje park trafik byggeri
""")
"""What departments of a municipality or a ministry are for."""

COMPANY = re.compile(r"(?:a/s|aps|i/s|p/s|k/s|amba|a\.?m\.?b\.?a|s\.?m\.?b\.?a|f\.?m\.?b\.?a)\Z")
"""What kind of company one is, in small letters behind its name."""
DESCRIPTIVE = re.compile(
    r"(?:ngo['’]en|patientforeningen|pensionskassen|brancheforeningen|fagforeningen|\w*organisationen|virksomheden|avisen|firmaet|"
    r"tegnestuen|konsulenthuset|(?:borger|beboer|aktions|initiativ)gruppen|\w+kæden)\Z",
    re.IGNORECASE,
)
"""A word before a name that says what it is and is no part of it, even where a sentence begins with it."""
TOWN = re.compile(
    r"\w{2}(?:strup|trup|drup|rup|købing|løse|rød|bæk|lev|borg|by|bjerg|sund|havn|sted|inge|holm|vig|næs|hede|toft|lund|ø)\Z"
)
"""How the names of towns end."""
GENERIC = re.compile(
    r"(?:forening(?:en)?|fond(?:en)?|organisation(?:en)?|alliancen?|kommunen?|region(?:en)?|råd(?:et)?|forbund(?:et)?|"
    r"selskab(?:et)?|styrelsen?|"
    r"netværket?|universitetet?|boligforeningen?|boligselskabet?|boligorganisationen?|virksomheden?|instituttet?|"
    r"ministeriet?|partnerskabet?|sekretariatet?|stiftelsen?|landsforeningen?|partiet?|skolen?|centret|centeret|bostedet|"
    r"tænketanken|hjælpeorganisationen|ngo'en|almenboligorganisationen|interesseorganisationen|brancheforeningen|"
    r"paraplyorganisationen|herberget|museet|biblioteket|hospitalet|sygehuset|krisecentret|krisecenteret|varmestuen|"
    r"værestedet|højskolen|efterskolen|gymnasiet|kirken|klinikken|botilbuddet|plejehjemmet|forsorgshjemmet|politiet|"
    r"banken|sparekassen|fabrikken|butikken|forlaget|teatret|klubben|caféen|natcaféen|bibliotek|museum|menigheden|bevægelsen|koncernen|gruppen|avisen)s?\Z",
    re.IGNORECASE,
)
"""A word for an organisation that may stand without its name."""

VAGUE = _table("""
brancheforening brancheorganisation interesseorganisation selskab organisation virksomhed forening klub lokalafdeling
firma
""")
"""What any organisation may be called, without an article."""

DEGREE = re.compile(
    r"(?:cand|maa|mdl|mpa|mpg|mph|mag|dr|ph|lic|stud|mba|ma|msc|bsc|m\.sc|b\.sc|hd|dipl|exam)\b[\w.]*", re.IGNORECASE
)
"""How an academic degree begins: »cand.scient.soc.«."""
PROJECT = re.compile(
    r"(?:ordningen|projektet|prisen|kampagnen|rapporten|bogen|udstillingen|filmen|appen|programmet|initiativet|bevillingen|"
    r"undersøgelsen|analysen|festivalen|messen|konferencen|aftalen|planen|strategien|forestillingen|romanen|sangen)\Z",
    re.IGNORECASE,
)
"""A word before a name that is no organisation's: »ordningen Levende Hegn«."""
THING = re.compile(
    r"\A(?:skibet|briggen|barken|skonnerten|galeasen|damperen|kutteren|trawleren|færgen|båden|fregatten|orkanen|stormen|"
    r"gaden|vejen|pladsen|prisen|skuden|galeonen|\w*hunden|\w*katten|\w*hesten|ponyen|labradoren|retrieveren|puddelen)\Z"
)
"""A word before a name that no person and no organisation has: »briggen Anna Cathrine«, »læsehunden Bølle«."""
STREET_OR_BUILDING = re.compile(
    r"(?:vænge|vænget|toften|kvarteret|bebyggelsen|vej|vejen|gade|gaden|plads|pladsen|torv|torvet|stadion|rådhus|stræde|allé|boulevard|rådhuset|mose|skov|strand|fjord|bugt|hede|bro|sø|\bå)\Z"
)
"""How the names of streets and buildings end, where people work and that employ nobody."""
BEFORE_TITLE = _table("""
ny nye den det de en et vores deres dens dets sin jeres første nyvalgt nyvalgte nyudnævnt nyudnævnte nyansat
nyansatte nytiltrådt kommende nuværende tidligere afgående daværende forhenværende mangeårig mangeårige
""")
"""Words before a title that are no part of it."""
FORMER = _table("tidligere afgående daværende forhenværende")
"""Words before a title that say that somebody has the job no more."""

NOT_CAPITAL = _table("""
det den de der en et og men så hvis når da som for i på ved hos fra til af med om efter før under over hun han vi
jeg du man dette denne disse her nu også både dermed derfor desuden hvor hvad hvem hvordan hvorfor alle mange flere
nogle noget ingen blandt mens selv siden samtidig ifølge endelig ligesom måske ikke er var har kan skal vil må blev
bliver hos fordi at eller sådan især endnu fredag mandag tirsdag onsdag torsdag lørdag søndag januar februar marts april
maj juni juli august september oktober november december læs se klik kontakt foto tekst om kilde hver ja nej vores
min mit deres hendes dens dets tak hej kære siger udtaler fortæller forklarer kun heller allerede alene netop
omkring cirka første sidste næste forrige ingen hele halvdelen begge samme
""")
"""Words that have a capital only where a sentence begins with them."""

NO_FIRST_NAMES = _table("""
dansk danske danmarks nordisk nordiske jysk jyske fynsk fynske europæisk europæiske røde blå hvide grønne sorte gule
store lille unge frie fri sociale social socialt almene rød grøn hvid gul ung gamle forenede samvirkende nationale
regionale lokale kristelig kristelige kristne folkets byens gadens livets
""")
"""Words that names of organisations begin with, and no name of a person."""

LOWER_ORGANISATIONS = re.compile(r"(?=[a-zæøå]{2,4}\Z)(?=[^aeiouyæå]*[aeiouyæøå]?[^aeiouyæå]*\Z)[a-zæøå]+\Z")
"""Short names without a capital, of four letters and one vowel at most: »fsb«."""
NOT_LOWER_ORGANISATION = _table("""
det den der som og men for fra til med om på af i ved hos en et nu da så ny nye by byen land vi er ud op ned ind hus
dag år ja nej han hun man alt alle få gør går ser bor folk vej tid liv bo børn unge skb kr os jer sig min din sin
at krig job spil sport kunst musik it tre fire fem seks syv otte ni ti to elleve tolv
""")
"""Common words that look like them."""

WRITINGS = frozenset(
    "rapport rapporten brev brevet klage klagen indsigelse indsigelsen anbefaling anbefalingen indstilling "
    "indstillingen begrundelse begrundelsen høringssvar høringssvaret dagbog notat notatet".split()
)
"""What is written and quoted, and is nobody's speech: »…,« skriver foreningen i sin klage."""
DOCUMENTS = WRITINGS | frozenset(
    "udtalelse udtalelsen pressemeddelelse pressemeddelelsen meddelelse meddelelsen resolution resolutionen "
    "erklæring erklæringen motivering motiveringen begrundelse begrundelsen".split()
)
"""What has words of its own, which are nobody's: »Bestyrelsen har udsendt en udtalelse:«."""
