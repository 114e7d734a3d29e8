"""Sentences that ask newspapers to wait, in words of their own, and ordinary ones that have the same words."""

import time

import pytest

from hjemsite.danish.embargo_lines import Sureness
from hjemsite.danish.embargo_requests import embargo_requests

ASKING = (
    "Teksten må først bruges fredag kl. 6, hvor ministeren fremlægger planen.",
    "Vi løfter sløret for alle om en uge, så vent venligst med at omtale den.",
    "Nyheden er jeres, men den skal ligge til i uge 50.",
    "Rapporten kan citeres fra torsdag kl. 10, når udvalget har fået den.",
    "Oplysningerne bedes holdt inden for redaktionen, indtil mødet er slut.",
    "Materialet er strengt fortroligt indtil konferencen begynder.",
    "Historien offentliggøres samtidig med borgmesterens tale på torvet.",
    "Denne mail er kun til jeres orientering og skal ikke i avisen før på mandag.",
    "Pressemeddelelsen sendes ud mandag kl. 8 til alle medier.",
    "Only for use after the press conference on Friday.",
    "Vi beder om diskretion, til familien er underrettet i morgen.",
    "Vær venlig ikke at lægge noget på nettet, før vi har ringet.",
    "I får teksten nu, så I kan nå at skrive, men tryk først på knappen lørdag morgen.",
    "Nyheden går i luften torsdag kl. 12, ikke et minut før.",
    "Sidder I inde med spørgsmål, så ring, men skriv intet før fredag.",
    "Må vi bede om, at I lader den ligge, til aftalen er underskrevet?",
    "Hermed en nyhed på forhånd. Den er ikke officiel før onsdag kl. 9.",
    "Frigives af Nationalbanken den 3. marts.",
    "Tallene er endnu ikke offentlige og må ikke refereres.",
    "Dette er en forhåndsorientering til pressen; offentliggørelse sker den 4. december.",
    "Vi regner med jeres tavshed til klokken syv.",
    "Den nye direktør tiltræder mandag; hendes navn må ikke nævnes inden da.",
    "Til internt brug på redaktionerne indtil torsdag middag.",
    "Vi har aftalt med forlaget, at ingen anmeldelser bringes før udgivelsesdagen den 12. maj.",
    "Anmeldelser tidligst 12. maj.",
    "Kongehuset offentliggør selv besøget fredag, og indtil da er det en hemmelighed mellem os.",
    "Lad den endelig ikke slippe ud før generalforsamlingen.",
    "Historien er solgt til Weekendavisen i første omgang; andre kan følge efter på søndag.",
    "Vi åbner for omtale den 4. december kl. 6.",
    "Sendetid: tidligst 20.15",
    "Spærret for omtale, til dommen er faldet.",
    "Brug den ikke endnu!",
    "Læs, forbered jer, og tryk på knappen på onsdag.",
    "Meddelelsen er ikke til offentliggørelse endnu.",
    "Budskabet er først til fri brug, når kampagnen er skudt i gang den 1. april.",
    "Vi sender den allerede i dag, så I kan planlægge, men nyheden er først officiel på fredag.",
    "Navnet på vinderen er tys-tys indtil festen.",
    "Af hensyn til børsen må intet sive ud før kl. 17.30.",
    "Oplysningerne er insiderviden, til fondsbørsen har fået dem kl. 8.",
    "Det er vigtigt, at ingen omtaler sagen, før de pårørende er orienteret.",
    "Vi henstiller til, at medierne afventer offentliggørelsen den 9. juni.",
    "Vi håber, I vil respektere, at eleverne skal høre det først.",
    "Bedes ikke viderebragt før tirsdag.",
    "Kladde til pressen – bringes ikke uden vores ok.",
    "Der er fortrolighed om tallene frem til torsdag.",
    "Nyheden er endnu ikke offentlig.",
    "Vi beder redaktionerne afvente grønt lys fra os.",
    "Ingen må vide noget før afsløringen lørdag.",
    "Det er stadig internt, til medarbejderne har fået besked torsdag kl. 9.",
    "Medarbejderne orienteres fredag kl. 10, og vi beder om arbejdsro til da.",
    "Denne historie er til søndagsavisen.",
    "Nyheden er tidligst gyldig fra den 1. april.",
    "I må meget gerne have artiklen klar, men publicér først, når vi giver lyd.",
    "Historien er jeres, men først fra lørdag.",
    "Vi appellerer til, at I venter, til familien er underrettet.",
    "Ministeren fortæller selv nyheden på pressemødet kl. 13, så vent til da.",
    "Intet af dette må komme ud, før tæppet går op.",
    "Sagen er under forsegling, til bestyrelsen har talt.",
    "Offentliggøres først efter mødet i økonomiudvalget.",
    "Vi lukker op for citater, når dommen er afsagt mandag.",
    "Lad os holde den mellem os til på torsdag.",
    "Pressen får dette et døgn før alle andre.",
    "Denne information må ikke forlade redaktionen.",
    "Mediernes sendetilladelse begynder kl. 05.00 onsdag.",
    "Tallene er til baggrund indtil offentliggørelsen på Christiansborg.",
    "Rapporten er omfattet af spærretid til den 9. marts.",
    "NB: Nyheden er hemmeligstemplet.",
    "Bemærk venligst frigivelsestiden.",
    "Må IKKE bruges før prisuddelingen.",
    "Udkast til pressen; endelig version følger mandag, hvor den må bringes.",
    "Vi trykker selv på knappen kl. 8.00 og beder jer gøre det samme.",
    "Ring gerne for interviews, men citater kan først anvendes torsdag.",
    "Send den ikke videre.",
    "Nyheden slippes løs den 5. maj.",
    "Vi forventer, at I respekterer, at eleverne hører det af os først.",
    "Teksten er fri fra fredag kl. 6.",
    "Kan offentliggøres, når ballonen letter lørdag kl. 12.",
    "Vi melder ud samtidig med kommunen den 3. maj kl. 10.",
    "For publication Thursday 4 March.",
    "Not before the keynote begins at 10 a.m.",
    "Please hold this story until Friday.",
    "Som aftalt får I den på forhånd. Den er jeres fra klokken 4 natten til lørdag, og ikke før.",
    "Chaufførerne skal høre det af os, så I må gerne sidde på hænderne, til de har holdt møde på onsdag.",
    "Aftalen kan omtales, samtidig med at skødet bliver skrevet under torsdag.",
    "Det ville glæde os, hvis I lod dem opleve det uden at have læst det hos jer i forvejen.",
    "PM_strandvagt_EMBARGO-2027-06-21-kl0600_ENDELIG.docx",
    "Radio og tv: fra torsdag den 23. september kl. 12",
    "PM NY BRO HOLD 27.11.2026 / 06.00",
    "Dommen falder mandag kl. 13. Resuméet gives på den betingelse, at intet heraf refereres inden da.",
    "Analysen må læses, men ikke omtales, i de første 24 timer efter udsendelsen.",
)
"""Sentences of press releases that must not come out yet."""

ORDINARY = (
    "Loven må først bruges fra 1. januar, og kommunerne skal derfor vente.",
    "Boligerne frigives den 1. marts, når bygningen er godkendt.",
    "Rapporten offentliggøres i dag.",
    "Undersøgelsen viser, at mange venter med at gå til læge, til det er for sent.",
    "Journalister er velkomne fra kl. 10 og bedes tilmelde sig senest mandag.",
    "Pressen kan møde borgmesteren kl. 13, når mødet er slut.",
    "Journalister, der ønsker at deltage, bedes skrive til presse@lindeby.example inden torsdag kl. 12.",
    "Samtalerne er fortrolige, og ingen får noget at vide, før den unge selv siger ja.",
    "Rådgivningen er fortrolig for alle til og med 25 år.",
    "Vinderne offentliggøres den 4. december på vores hjemmeside.",
    "Navnene på ansøgerne bliver ikke offentliggjort.",
    "Resultaterne er offentliggjort i tidsskriftet Nordic Letters.",
    "Vi venter med at offentliggøre tallene, til de er kontrolleret.",
    "Kommunen må ikke dele oplysninger om borgerne uden samtykke.",
    "Billederne må frit bruges i forbindelse med omtale af museet.",
    "Pressefoto kan hentes på vores hjemmeside og må bruges ved omtale af sagen.",
    "Man kan først se resultatet om et år.",
    "Mange ved ikke endnu, hvor de skal bo.",
    "Vi holder tæt kontakt med familien til barnet er fyldt 18.",
    "Hold øje med hjemmesiden, hvor planen udsendes til januar.",
    "Analysen udkommer hvert år i november.",
    "Tallene skal ikke bruges til at pege fingre, understreger styrelsen.",
    "Medierne har ofte skrevet om sagen, men kommunen har først svaret i dag.",
    "Medierne skriver for lidt om hjemløshed, mener foreningen, som nu vil vente på ministerens svar.",
    "Udstillingen kan ses fra lørdag den 4. december, og teksterne er skrevet af elever.",
    "Planen skal først vedtages i byrådet og sendes derefter i høring.",
    "Aftalen må ikke forhindre, at kommunen kan bruge pengene før tid.",
    "Dommen kan ankes inden fire uger og er derfor ikke endelig.",
    "Budgettet skal ikke vedtages før den 15. oktober.",
    "Regnskabet bliver først trykt i maj.",
    "Bogen udkommer den 12. maj og kan købes i boghandlen.",
    "Filmen har premiere fredag kl. 19, og vises indtil den 9. maj.",
    "Borgerne kan læse planen på nettet fra mandag.",
    "Vil du vide mere, så skriv til os inden fredag.",
    "Tilmelding: fra mandag den 4. kl. 9",
    "Udkommer: 4 gange om året",
    "Radio Lindeby: hver fredag kl. 18",
    "Lejerne får besked på fredag, når vi har fået tallene.",
    "I juni skal kommunen tage stilling til, om planen kan bruges, før den trykkes.",
    "I dag kan alle læse rapporten, som ikke tidligere har været bragt.",
    "Historien om huset er ikke fortalt før.",
    "Hemmelige haver åbner for alle til sommer.",
    "Foreningen beder politikerne vente med at vedtage planen, indtil borgerne er hørt.",
    "Kritikken er omtalt i medierne, men kommunen vil ikke kommentere, før sagen er afgjort.",
    "Medlemmerne skal stemme om aftalen inden den 1. juni, og først derefter offentliggøres resultatet.",
    "Prismodtageren får beløbet udbetalt, men må ikke bruge det, før projektet er godkendt.",
    "Undersøgelsen er anonym, og svarene kan ikke føres tilbage til den enkelte.",
    "Der er åbent til kl. 22, og man må gerne bringe egen mad.",
    "Bestyrelsen har holdt planerne hemmelige indtil nu.",
    "Husk at sende billetten videre, hvis du ikke kan bruge den.",
    "– Min bøn til lejerne er enkel: Tag fat i jeres udlejer før fredag.",
    "I kan parkere ved skolen fra kl. 10.",
    "Pressen kan gå om bord fra kl. 13.",
    "Billederne må bringes frit, når blot fotografens navn nævnes.",
    "»Vent med at skrive om det til fredag,« sagde hun til redaktionen.",
    "– Vi bad redaktionen vente med at skrive, siger hun.",
)
"""Sentences that ask nobody."""


def release(sentence: str) -> str:
    return f"Lindeby åbner hjem\n\nTolv hjem åbner.\n\n{sentence}\n\nKontakt: Bo Bi"


@pytest.mark.parametrize("sentence", ASKING)
def test_who_asks_to_wait_is_heard(sentence: str) -> None:
    """It is found in the middle of a release, and never certain."""
    found = embargo_requests(release(sentence))
    assert found
    assert {one.sureness for one in found} == {Sureness.MENTION}


@pytest.mark.parametrize("sentence", ORDINARY)
def test_ordinary_sentences_ask_nobody(sentence: str) -> None:
    """News about laws, deadlines, secrets and journalists is free."""
    assert embargo_requests(release(sentence)) == ()


def test_the_time_is_that_of_the_sentence_or_of_those_before_it() -> None:
    """»Inden da« is told by the sentence before, in the same paragraph."""
    one, other = embargo_requests("Talen holdes fredag kl. 13. Gem den til da!\n\nSkriv intet før lørdag.")
    assert [clock.hour for clock in one.times.clocks] == [13]
    assert other.times.weekdays == (5,)


@pytest.mark.parametrize("piece", ["beder jer vente ", "ikke, ", "den må ", "I ", ". A", "kl. ", "betingelse ikke "])
def test_half_a_megabyte_of_anything_is_read_in_linear_time(piece: str) -> None:
    """A long sentence is passed over, and many short ones are read one by one."""
    started = time.process_time()
    embargo_requests(piece * (500_000 // len(piece)))
    assert time.process_time() - started < 60
