"""The catalogue of rules: every kind of fault that hjemsite can report, described to an editor in Danish.

A rule's name is permanent: editors search for it, and old reports must keep their meaning.
`docs/regler.md` is made from this table.
"""

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    ERROR = "fejl"
    """Stops the build."""
    WARNING = "advarsel"


class Rule(Struct, frozen=True):
    """`title` names the fault, `why` says what would go wrong, `remedy` what the editor does. All Danish."""

    name: str
    severity: Severity
    title: str
    why: str
    remedy: str


def _errors(*rows: tuple[str, str, str, str]) -> Iterator[tuple[str, Rule]]:
    for name, title, why, remedy in rows:
        yield name, Rule(name, Severity.ERROR, title, why, remedy)


def _warnings(*rows: tuple[str, str, str, str]) -> Iterator[tuple[str, Rule]]:
    for name, title, why, remedy in rows:
        yield name, Rule(name, Severity.WARNING, title, why, remedy)


FILES = (
    *_errors(
        (
            "tegnkodning",
            "Filen er ikke gemt som UTF-8",
            "Æ, ø og å bliver til volapyk for læserne.",
            "Åbn filen i dit skriveprogram, og gem den igen med tegnkodningen UTF-8.",
        ),
        (
            "for-stor-fil",
            "Filen er for stor",
            "Der er sat en grænse, så én fil ikke kan standse hele byggeriet.",
            "Del teksten op, eller læg det lange materiale som en vedhæftet fil.",
        ),
        (
            "filnavn",
            "Filnavnet kan ikke bruges",
            "Navnet virker ikke på alle computere, eller det kan ikke blive til en adresse.",
            "Giv filen et navn af bogstaver, tal og bindestreger.",
        ),
        (
            "kopi-af-index",
            "Filen er en kopi af index.md",
            "En kopi fra en synkronisering kunne komme ud som en nyhed for sig.",
            "Slet kopien.",
        ),
        (
            "kopi-af-tilbageholdt",
            "Nyheden er ude, men ligner en, der er holdt tilbage",
            "En kopi af en kladde eller en nyhed med embargo ville komme ud under et andet navn.",
            "Slet den ene, hvis den er en kopi. Er det to nyheder, så giv dem hver sin overskrift, og lad den "
            "tilbageholdte linke til den anden, eller giv dem hvert sit medlem i feltet member.",
        ),
        (
            "genvej",
            "Filen er en genvej til et sted uden for indholdet",
            "En genvej kan komme til at offentliggøre noget, der ligger uden for mappen content.",
            "Læg en kopi af selve filen i mappen i stedet for genvejen.",
        ),
        (
            "samme-adresse",
            "To filer vil ligge på samme adresse",
            "Kun den ene af dem kunne ses på siden.",
            "Giv den ene fil et andet navn.",
        ),
        (
            "reserveret-adresse",
            "Adressen er optaget af siden selv",
            "Adressen bruges allerede til en af sidens faste oversigter.",
            "Giv filen et andet navn.",
        ),
        (
            "ulaeselig-fil",
            "Filen kan ikke læses",
            "Indholdet mangler, hvis filen bliver sprunget over.",
            "Se efter, om filen findes, og om du har lov til at åbne den.",
        ),
        (
            "flettekonflikt",
            "To udgaver af teksten står oven i hinanden",
            "To har rettet det samme sted, og mærkerne <<<<<<< og >>>>>>> viser, at ingen har valgt endnu.",
            "Behold den rigtige udgave, og slet den anden sammen med mærkerne.",
        ),
        (
            "mangler-fil",
            "En fil, der skal være der, mangler",
            "Siden kan ikke bygges uden.",
            "Opret filen, eller ret henvisningen til den.",
        ),
        (
            "filtype",
            "Filtypen kan ikke bruges",
            "Kun kendte og sikre filtyper bliver lagt ud til læserne.",
            "Gem filen i et format fra listen i meddelelsen.",
        ),
        (
            "defekt-billede",
            "Billedet kan ikke vises",
            "Filen er i stykker, eller den rummer andet end et billede, og læserne ville ikke se noget.",
            "Hent billedet igen, eller åbn det i et billedprogram, og gem det som en ny fil.",
        ),
        (
            "for-stort-billede",
            "Billedet har for mange pixel",
            "Der er sat en grænse, så ét billede ikke kan standse hele byggeriet.",
            "Gør billedet mindre i et billedprogram. 3000 pixel på den lange led er nok til både skærm og avis.",
        ),
        (
            "levende-billede",
            "Billedet bevæger sig",
            "Det forstyrrer læsningen, og læseren kan ikke standse det.",
            "Gem et enkelt billede fra det som jpg eller png.",
        ),
        (
            "fremmed-fil-i-vejen",
            "Noget i output, som hjemsite ikke har lavet, ligger i vejen",
            "En fil, som hjemsite ikke selv har lavet, bliver aldrig overskrevet.",
            "Flyt filen et andet sted hen, eller slet den, og byg igen.",
        ),
        (
            "hemmeligheder-i-output",
            "Noget i output kan rumme adgangskoder",
            "Alt i mappen kan blive lagt ud, og filer som .env og mapper som .git er det første, fremmede leder efter.",
            "Flyt det ud af mappen, og byg igen. Er det lagt ud før, så skift de koder, det rummer.",
        ),
    ),
    *_warnings(
        (
            "afkortet-billede",
            "Slutningen af billedets fil mangler",
            "Filen er blevet afbrudt på vejen. Billedet vises, men den nederste kant kan være grå.",
            "Hent billedet igen, hvor det kom fra.",
        ),
        (
            "skjulte-oplysninger",
            "Et vedhæftet dokument eller en film rummer mere, end læserne ser",
            "Enhver, der henter filen, kan finde navne, steder, kommentarer, slettet tekst og tidligere udgaver i den.",
            "Fjern oplysningerne i det program, som filen er lavet i, og læg den nye fil i mappen.",
        ),
        (
            "ukendt-placering",
            "Filen ligger et sted, hvor hjemsite ikke leder",
            "Filen bliver ikke til en side og bliver ikke lagt ud.",
            "Flyt filen til nyheder, medlemmer, personer eller sider, eller slet den.",
        ),
        (
            "ubrugt-fil",
            "Filen bliver ikke brugt",
            "En fil, som ingen tekst henviser til, bliver ikke lagt ud.",
            "Henvis til filen, eller slet den.",
        ),
        (
            "mulig-dublet",
            "To nyheder ligner hinanden",
            "Samme overskrift og dato tyder på, at den ene er en kopi fra en synkronisering.",
            "Slet den ene, eller ret overskriften.",
        ),
        (
            "fremmed-fil",
            "Der ligger en fil i output, som hjemsite ikke har lavet",
            "Filen bliver liggende og kan blive lagt ud sammen med siden.",
            "Flyt filen et andet sted hen, hvis den ikke skal ud til læserne.",
        ),
    ),
)

FRONT_MATTER = (
    *_errors(
        (
            "mangler-felter",
            "Filen mangler felterne øverst",
            "Uden felterne ved siden hverken, hvad teksten hedder, eller hvornår den er fra.",
            "Begynd filen med en linje med ---, derefter felterne og så en linje med --- igen.",
        ),
        (
            "uafsluttede-felter",
            "Felterne øverst bliver aldrig afsluttet",
            "Hele teksten ville blive læst som felter.",
            "Sæt en linje med --- efter det sidste felt.",
        ),
        (
            "uforstaaelige-felter",
            "Felterne øverst kan ikke læses",
            "Et tegn står forkert, så felterne ikke kan skilles ad.",
            "Ret linjen som foreslået. Sæt værdien i anførselstegn, hvis den indeholder kolon eller andre specialtegn.",
        ),
        (
            "gentaget-felt",
            "Feltet står der to gange",
            "Kun den ene værdi kunne gælde, og det er ikke til at se hvilken.",
            "Slet den ene linje.",
        ),
        (
            "ukendt-felt",
            "Feltet findes ikke",
            "En slåfejl i et feltnavn ville ellers gøre, at værdien stille forsvandt.",
            "Ret feltets navn, eller slet linjen.",
        ),
        (
            "mangler-felt",
            "Et felt, der skal udfyldes, mangler",
            "Siden kan ikke laves uden.",
            "Tilføj feltet.",
        ),
        (
            "tomt-felt",
            "Feltet er tomt",
            "Et tomt felt kan ikke vises.",
            "Udfyld feltet, eller slet linjen.",
        ),
        (
            "forkert-slags",
            "Værdien er af en forkert slags",
            "Feltet skal have en anden form, for eksempel en liste eller en enkelt tekst.",
            "Skriv værdien som vist i meddelelsen.",
        ),
        (
            "ugyldig-dato",
            "Datoen kan ikke bruges",
            "Datoen findes ikke, eller den kan læses på flere måder.",
            "Skriv datoen som år-måned-dag, for eksempel 2022-09-28.",
        ),
        (
            "ugyldigt-tal",
            "Tallet kan ikke bruges",
            "Feltet skal være et helt tal.",
            "Skriv tallet med cifre og uden andre tegn.",
        ),
        (
            "ugyldig-adresse",
            "Adressen kan ikke bruges",
            "Adressen er ikke en webadresse, eller den er ikke sikker at sende læserne til.",
            "Skriv hele adressen, for eksempel https://www.example.dk/.",
        ),
        (
            "for-langt-felt",
            "Teksten i et felt er for lang",
            "Felter bliver vist i lister, på kort og i faner, hvor der er lidt plads; grænserne står i graenser.md.",
            "Skriv det kortere, og flyt resten ned i teksten.",
        ),
        (
            "ugyldig-vaerdi",
            "Værdien er ikke en af de mulige",
            "Feltet kan kun have bestemte værdier.",
            "Vælg en af de værdier, der står i meddelelsen.",
        ),
        (
            "usynligt-tegn",
            "Teksten indeholder et usynligt tegn",
            "Usynlige tegn kan vende om på teksten, ødelægge et felt eller skjule noget for læseren.",
            "Slet tegnet, og skriv stedet igen.",
        ),
        (
            "yaml-kunst",
            "Felterne bruger en avanceret skrivemåde, der ikke er tilladt",
            "Den slags kan få felterne til at betyde noget andet, end man tror.",
            "Skriv værdien helt ud.",
        ),
        (
            "for-dybt",
            "Felterne er indrykket i for mange trin",
            "Der er sat en grænse, så én fil ikke kan standse hele byggeriet.",
            "Ret indrykningen.",
        ),
        (
            "pladsholder",
            "En pladsholder er ikke skrevet om",
            "Læserne ville se en sætning, som hjemsite har sat ind til redaktøren.",
            "Skriv det rigtige i stedet, eller slet det. I en kladde må pladsholderen blive stående.",
        ),
        (
            "arbejdsnote",
            "Der står en arbejdsnote i teksten",
            "Læserne ville se det, en kollega har skrevet til en anden, for eksempel »[XX – TJEK ANTAL]«.",
            "Skriv, hvad der skal stå, eller slet noten. I en kladde må den blive stående.",
        ),
        (
            "usikker-vaerdi",
            "Et gæt er ved at blive udgivet",
            "Værdien er mærket »# tjek: usikker«, fordi indlæsningen gættede, og nyheden er ikke længere en kladde.",
            "Hold værdien op mod teksten, ret den om nødvendigt, og slet mærket.",
        ),
        (
            "embargo-brydes",
            "Nyheden kommer ud, før dens embargo slutter",
            "Teksten siger, hvornår den tidligst må komme ud, men felterne holder den ikke tilbage så længe.",
            "Skriv tidspunktet i feltet embargo, eller slet linjen i teksten, hvis den ikke gælder.",
        ),
    ),
    *_warnings(
        (
            "embargo-i-teksten",
            "Teksten har en embargo, som felterne ikke siger",
            "Kun feltet embargo holder en nyhed tilbage; en linje i teksten gør det ikke, og læserne kan se den.",
            "Skriv tidspunktet i feltet embargo, eller slet linjen i teksten.",
        ),
        (
            "tom-nyhed",
            "Nyheden har ingen tekst",
            "Læserne ville se en overskrift og ikke et ord under den.",
            "Skriv nyheden under felterne, eller gør den til en kladde.",
        ),
        (
            "utjekket",
            "En værdi er læst ind og endnu ikke efterset",
            "Hvor indlæsningen af en pressemeddelelse ikke var sikker, står der »# tjek:« ved værdien.",
            "Hold værdien op mod teksten, ret den om nødvendigt, og slet mærket.",
        ),
        (
            "mulig-arbejdsnote",
            "Noget i teksten ligner en arbejdsnote",
            "Det kan være skrevet til en kollega, for eksempel »NB til Bodil: …« eller »den xx. maj«.",
            "Skriv, hvad der skal stå, eller slet noten. Er det til læserne, så skriv det med andre ord.",
        ),
        (
            "formatering-i-felt",
            "Et felt med ren tekst indeholder Markdown eller HTML",
            "Feltet bliver vist, som det er skrevet, så læserne ser stjerner, klammer og koder.",
            "Skriv feltet uden formatering. Fed skrift og links kan stå i selve teksten.",
        ),
    ),
)

TEXT = (
    *_errors(
        (
            "for-indviklet",
            "Teksten er for indviklet at læse",
            "Teksten har så mange eller så dybt indlejrede tegn, at den ikke kan behandles inden for rimelig tid.",
            "Se efter, om der er indsat noget ved en fejl, og slet det.",
        ),
        (
            "usikkert-link",
            "Linket er ikke sikkert",
            "Kun links til websider, mailadresser, telefonnumre og sidens egne sider kan bruges.",
            "Ret linkets adresse, eller fjern linket.",
        ),
        (
            "doedt-link",
            "Linket fører ingen steder hen",
            "Læseren ville få besked om, at siden ikke findes.",
            "Ret linket, så det peger på en side, der findes.",
        ),
        (
            "fremmed-billede",
            "Billedet ligger på en anden hjemmeside",
            "Den anden hjemmeside ville kunne følge med i, hvem der læser, og billedet kan forsvinde.",
            "Læg billedet i mappen ved siden af teksten, og henvis til det der.",
        ),
        (
            "optagelse-uden-tekst",
            "En optagelse kan ikke læses",
            "Den, der ikke kan høre, ville ikke få at vide, hvad der bliver sagt i lyden eller filmen.",
            "Læg det, der bliver sagt, i mappen: en films undertekster som vtt (captions), lyd som txt (transcript).",
        ),
        (
            "mangler-billedtekst",
            "Billedet mangler en beskrivelse",
            "Læsere, der ikke kan se billedet, får ikke at vide, hvad det viser.",
            "Skriv kort, hvad billedet viser: ![Beskrivelse](billede.jpg).",
        ),
        (
            "mangler-fotograf",
            "Billedet siger ikke, hvem der har taget det",
            "Den, der har taget eller lavet et billede, skal nævnes; det står i ophavsretsloven.",
            'Skriv det efter filens navn: ![Beskrivelse](billede.jpg "Foto: Maria Møller"). '
            "Er det ikke et foto, så skriv Illustration:, Grafik:, Tegning: eller Kilde: foran navnet.",
        ),
    ),
    *_warnings(
        (
            "fjernet-html",
            "HTML i teksten er fjernet",
            "Teksten skrives uden HTML, så siden altid er sikker og ens.",
            "Slet HTML-koden, og brug de almindelige tegn for overskrifter, lister og links.",
        ),
        (
            "fjernet-egenskab",
            "Noget i krøllede parenteser er fjernet",
            "I krøllede parenteser kan der kun stå det, som sidens udseende kender.",
            "Slet de krøllede parenteser og det, der står i dem.",
        ),
        (
            "overskrift-niveau",
            "Overskriften står på et forkert niveau",
            "Skærmlæsere bruger niveauerne til at finde rundt; sidens egen overskrift er niveau 1.",
            "Brug ## til afsnitsoverskrifter og ### til dem derunder.",
        ),
        (
            "indrykket-tekst",
            "Teksten står så langt inde, at den bliver til programkode",
            "Fire mellemrum eller en tabulator foran en linje betyder skrivemaskineskrift, også på GitHub.",
            "Slet mellemrummene foran teksten. I en liste rykkes et underpunkt ind under ordene i punktet over.",
        ),
        (
            "link-til-upubliceret",
            "Linket peger på noget, som læserne ikke kan se nu",
            "Nyheden er ikke ude, eller siden er der kun sammen med den. Indtil da vises teksten uden linket.",
            "Lad linket stå, hvis nyheden kommer ud. Ellers fjern det.",
        ),
    ),
)

PRESS = (
    *_errors(
        (
            "ukendt-medlem",
            "Medlemmet findes ikke",
            "Nyheden ville mangle på medlemmets side.",
            "Ret navnet, eller opret medlemmet i mappen content/medlemmer.",
        ),
        (
            "ukendt-person",
            "Personen findes ikke",
            "Citatet ville ikke komme med på personens side.",
            "Ret navnet, eller opret personen i mappen content/personer.",
        ),
        (
            "ukendt-taler",
            "Citatets taler er ikke blandt talerne",
            "Et citat skal kunne føres tilbage til en person med titel og organisation.",
            "Tilføj personen i feltet speakers, eller ret navnet i feltet quotes.",
        ),
        (
            "mistet-adresse",
            "En adresse, der har været offentlig, fører ingen steder hen",
            "Links til den fra andre sider, mails, artikler og søgemaskiner ville dø uden forklaring.",
            "Skriv den i feltet redirects i den fil, der har afløst den, eller træk nyheden tilbage med withdrawn.",
        ),
        (
            "anonymiseret-navn",
            "Et navn, der er anonymiseret, ville komme ud",
            "Den, det handler om, har fået lovning på ikke at blive fundet.",
            "Gør, som der står: giv filen et andet navn, slet den, eller skriv teksten om.",
        ),
        (
            "gentaget-taler",
            "Taleren står der to gange",
            "Det er ikke til at se, hvilken titel der gælder.",
            "Slet den ene taler. Er det to med samme navn, så opret hver af dem i content/personer, og skriv person:.",
        ),
        (
            "tvetydigt-navn",
            "Navnet passer på flere personer",
            "Et citat kunne blive tilskrevet den forkerte.",
            "Skriv personens filnavn: i feltet person hos taleren, i feltet speaker hos citatet.",
        ),
        (
            "citat-ikke-i-teksten",
            "Citatet står ikke i teksten",
            "Et citat skal være ord for ord, som personen har sagt det i pressemeddelelsen.",
            "Ret citatet eller teksten, så ordene er de samme.",
        ),
        (
            "tal-ikke-i-teksten",
            "Alliancens størrelse står ikke i teksten",
            "Tallet i feltet skal være det, som teksten påstår.",
            "Ret feltet alliance_size, eller slet det.",
        ),
        (
            "medlemstal-stemmer-ikke",
            "Teksten og medlemslisten er uenige om alliancens størrelse",
            "Medlemslisten er erklæret fuldstændig og skal passe med det, alliancen siger.",
            "Ret tallet, eller ret felterne joined og left hos medlemmerne.",
        ),
        (
            "datoer-i-uorden",
            "Datoerne passer ikke sammen",
            "Noget slutter, før det begynder, eller ligger længere ude i fremtiden, end der er mening i.",
            "Ret datoerne.",
        ),
        (
            "gentaget-citat",
            "Citatet står der to gange",
            "Det samme citat ville blive vist to gange i oversigten.",
            "Slet det ene citat.",
        ),
    ),
    *_warnings(
        (
            "muligt-anonymiseret-navn",
            "En del af et navn, der er anonymiseret, står i en anden tekst",
            "Hele navnet bliver skiftet ud alle steder. Et fornavn eller efternavn alene kan være en andens.",
            "Skriv det om, hvis det er personen; ellers nævn filen under not_in eller navnet under namesakes.",
        ),
        (
            "viderestilling-kraever-server",
            "Kun en server kan føre den gamle adresse videre",
            "En adresse med et spørgsmål (?id=12) er for en vært, der kun har filer, den samme som uden.",
            "Udgiv til en server, der er sat op med kommandoen headers, eller slet den gamle adresse.",
        ),
        (
            "samtykke-udloeber",
            "Et samtykke udløber om under en måned",
            "Når det er udløbet, bliver personen kaldt noget andet, eller billedet bliver taget af.",
            "Spørg, om det må stå længere, og skriv den nye dato i feltet until.",
        ),
        (
            "samtykke-udloebet",
            "Et samtykke er udløbet",
            "Personen eller billedet er ikke på siden mere, men står stadig i jeres filer.",
            "Skriv den nye dato i until, hvis der er et nyt samtykke; ellers slet det, der er udløbet.",
        ),
        (
            "stille-aendring",
            "Nyheden er ændret, uden at læserne får det at vide",
            "Den, der har henvist til nyheden, ville stå tilbage med noget andet, end den siger nu.",
            "Fortæl om en fejl i feltet corrections og om noget nyt i feltet updated. En slåfejl retter du bare.",
        ),
        (
            "manglende-historik",
            "Git-historikken er skåret over",
            "Uden den kan det ikke ses, om nyheder er ændret, siden de kom ud.",
            "Hent hele historikken: »git fetch --unshallow«, eller fetch-depth: 0 i den workflow, der tjekker.",
        ),
        (
            "citat-uden-post",
            "Et citat i teksten står ikke i feltet quotes",
            "Citatet får ikke en taler og kommer ikke med i oversigten over citater.",
            "Tilføj citatet i feltet quotes. Kommandoen quotes kan gøre det for dig.",
        ),
        (
            "taler-uden-navn-i-teksten",
            "Taleren er ikke nævnt i teksten",
            "Læseren kan ikke se, hvem der taler.",
            "Ret navnet, så det staves som i teksten. Har personen skiftet navn, så skriv det gamle i former_names.",
        ),
        (
            "mulige-navnefaeller",
            "Samme navn, men stillinger, som næppe er én persons",
            "To personer med samme navn ville få én side og hinandens citater.",
            "Opret hver af dem i content/personer, og skriv filens navn i feltet person hos talerne.",
        ),
        (
            "ikke-medlem-paa-datoen",
            "Organisationen var ikke medlem på nyhedens dato",
            "Nyheden siger noget andet end medlemslisten.",
            "Ret felterne joined og left hos medlemmet, eller fjern medlemmet fra nyheden.",
        ),
        (
            "forskellige-tal",
            "To kilder er uenige om alliancens størrelse",
            "Det samme tidspunkt kan kun have ét medlemstal.",
            "Ret det ene tal.",
        ),
        (
            "medlemstal-uden-felt",
            "Teksten siger, hvor mange medlemmer alliancen har, men feltet mangler",
            "Medlemslisten er fuldstændig, men uden feltet bliver tallet ikke efterregnet og ikke tegnet ind i kurven.",
            "Tilføj feltet alliance_size med tallet fra teksten.",
        ),
        (
            "emne-stavet-forskelligt",
            "Emnet er stavet på flere måder",
            "Emnerne er lagt sammen til ét.",
            "Skriv emnet ens alle steder.",
        ),
    ),
)

SITE = (
    *_errors(
        (
            "skabelonfejl",
            "Der er en fejl i en skabelon",
            "Siden kan ikke sættes op.",
            "Bed en udvikler om at rette skabelonen.",
        ),
        (
            "mangler-skabelon",
            "En skabelon mangler",
            "Siden kan ikke sættes op.",
            "Ret navnet dér, hvor skabelonen nævnes, eller læg den i mappen templates.",
        ),
        (
            "ukendt-blok",
            "En skabelon ændrer en blok, der ikke findes",
            "Det, der står i blokken, bliver aldrig vist, og ingen ser, at det mangler.",
            "Giv blokken navnet på en af dem, beskeden nævner, eller slet den.",
        ),
        (
            "sikkerhedskontakt-dato",
            "Datoen, som kontakten i security.txt gælder til, kan ikke bruges",
            "Den, der finder et sikkerhedshul, skal kunne stole på kontakten; derfor må den højst gælde et år.",
            "Se efter, at kontakten stadig er den rigtige, og skriv en ny dato i feltet expires under security.",
        ),
        (
            "bygget-i-git",
            "En mappe, som hjemsite selv laver, er lagt i git",
            "Andre kunne lægge deres egne filer i den, og gamle sider kommer igen, når nogen henter projektet.",
            "Tag mappen ud af git med kommandoen i beskeden, og skriv den i filen .gitignore.",
        ),
        (
            "faerre-sider",
            "Siden er blevet meget mindre",
            "Mere end en femtedel af siderne er væk siden sidst; det er ofte en fejl.",
            "Se efter, om noget er slettet ved et uheld. Er det meningen, så byg med --allow-shrink.",
        ),
        (
            "defekt-side",
            "En færdig side er ikke i orden",
            "Siden ville ikke virke for alle læsere.",
            "Ret det, meddelelsen peger på; er det ikke i teksten, så bed en udvikler om hjælp.",
        ),
        (
            "henter-udefra",
            "Et stilark, et script eller en tegning henter noget fra et andet sted",
            "Læsernes browsere måtte fortælle en fremmed, hvem der læser siden; sidens sikkerhedspolitik forbyder det.",
            "Læg det, der hentes, i mappen templates/assets, og henvis til det dér.",
        ),
        (
            "bruger-cookies",
            "Et script bruger cookies",
            "Nederst på alle sider står der, at siden ingen cookies har, og det skal passe.",
            "Gem det, der skal huskes, i browseren med localStorage, eller lad være.",
        ),
    ),
    *_warnings(
        (
            "foraeldet-navn",
            "Et navn er forældet",
            "Det virker endnu, men ikke i en senere udgave af hjemsite.",
            "Skriv det navn, beskeden foreslår.",
        ),
        (
            "ubrugt-skabelonfil",
            "En fil i mappen templates bruges ikke",
            "Den har ingen virkning; ofte er navnet stavet forkert.",
            "Giv filen det navn, der var ment, henvis til den fra en skabelon, eller slet den.",
        ),
        (
            "ingen-nyheder",
            "Der er ingen nyheder at udgive",
            "Siden kan bygges, men læserne finder ingen nyheder på den.",
            "Skriv den første nyhed, eller se efter i nyhedernes felter date, embargo, expires og draft.",
        ),
        (
            "adresse-ikke-noteret",
            "En offentlig adresse står ikke i content/adresser.txt",
            "Kun det, der står i listen, bliver der passet på.",
            "Byg siden hos dig selv, og send content/adresser.txt ind sammen med det andet.",
        ),
        (
            "forsvundet-adresse",
            "En adresse, som læserne har kunnet bruge, er væk",
            "Links til den fra andre sider, mails og søgemaskiner fører ingen steder hen.",
            "Er siden flyttet, så skriv den gamle adresse i feltet redirects i den fil, der har afløst den.",
        ),
        (
            "mangler-delekort",
            "Der kan ikke tegnes et kort til sociale medier",
            "Skriften mangler et bogstav, og kortet ville vise en tom kasse. Derfor deles nyheden uden billede.",
            "Giv nyheden et billede, der er mindst 600 pixel bredt, eller skriv overskriften med latinske bogstaver.",
        ),
        (
            "sikkerhedskontakt-udloeber",
            "Kontakten i security.txt udløber snart eller er udløbet",
            "Den, der finder et sikkerhedshul, kan ikke stole på en kontakt, der er udløbet.",
            "Se efter, at kontakten stadig er den rigtige, og skriv en ny dato i feltet expires under security.",
        ),
    ),
)

RULES: dict[str, Rule] = dict((*FILES, *FRONT_MATTER, *TEXT, *PRESS, *SITE))
