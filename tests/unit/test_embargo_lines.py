"""Embargo lines in Danish press releases: what is one, what is none, and what time each means."""

import time
from datetime import date

import pytest

from hjemsite.content.embargo.embargo_lines import Sureness, embargo_lines
from hjemsite.content.embargo.embargo_times import embargo_time

RELEASED = date(2026, 12, 1)
"""A Tuesday."""

TODAY = date(2026, 11, 28)

CERTAIN = {
    "EMBARGO til den 4. december kl. 06.00": "2026-12-04 06:00",
    "Klausuleret til fredag den 4. december 2026 kl. 06.00": "2026-12-04 06:00",
    "KLAUSULERET INDTIL D. 4. DEC. KL. 6": "2026-12-04 06:00",
    "Må først offentliggøres den 4/12 2026 kl. 6": "2026-12-04 06:00",
    "Pressemeddelelse · Klausuleret: 4. december 2026, kl. 00.01": "2026-12-04 00:01",
    "**EMBARGO: Må ikke offentliggøres før fredag den 4. december 2026 kl. 06.00**": "2026-12-04 06:00",
    "Til frigivelse: 4. december 2026 kl. 06.00": "2026-12-04 06:00",
    "Frigives fredag den 4. december kl. 6": "2026-12-04 06:00",
    "Spærret til 4. december 2026 kl. 6.00": "2026-12-04 06:00",
    "Spærrefrist: fre. 4. dec. kl. 6": "2026-12-04 06:00",
    "Ikke før fredag kl. 6": "2026-12-04 06:00",
    "Hold tilbage til fredag den 4. december kl. 6": "2026-12-04 06:00",
    "UNDER EMBARGO UNTIL Friday 4 December 2026, 06:00 CET": "2026-12-04 06:00",
    "NOT FOR RELEASE BEFORE 4 December 2026 at 6:00 am": "2026-12-04 06:00",
    "EMBARGOED: December 4, 2026, 6 a.m. CET": "2026-12-04 06:00",
    "EMBARGO until 4 December 2026 05:00 GMT": "2026-12-04 06:00",
    "Embargo: 2026-12-04T06:00+01:00": "2026-12-04 06:00",
    "Embargo til i morgen kl. 6": "2026-12-02 06:00",
    "Klausuleret indtil fredag kl. 24.00": "2026-12-05 00:00",
    "Embargo ved midnat natten til fredag": "2026-12-04 00:00",
    "Embargo til midnat mellem den 3. og 4. december": "2026-12-04 00:00",
    "EMBARGO: fredag kl. 6": "2026-12-04 06:00",
    "Må tidligst omtales fredag den 4. december kl. 10.30 dansk tid": "2026-12-04 10:30",
    "Må ikke citeres før den 4. december, kl. 6": "2026-12-04 06:00",
    "Kan bringes fra fredag den 4. december kl. 6": "2026-12-04 06:00",
    "Denne pressemeddelelse er underlagt embargo indtil fredag den 4. december 2026 kl. 06.00.": "2026-12-04 06:00",
    "Vi gør opmærksom på, at materialet er klausuleret til fredag den 4. december klokken seks.": "2026-12-04 06:00",
    "Strengt fortroligt indtil fredag den 4. december kl. 06.00": "2026-12-04 06:00",
    "Embargo til den fjerde december klokken seks om aftenen": "2026-12-04 18:00",
    "Embargo: 4.12.2026 kl. 0600": "2026-12-04 06:00",
    "Embargo 4.12. kl. 6": "2026-12-04 06:00",
    "Embargo til og med torsdag den 3. december": "2026-12-04",
    "Embargo til 2. januar kl. 6": "2027-01-02 06:00",
    "4. december 2026 kl. 6: Embargo": "2026-12-04 06:00",
    "EMBARGO\n\nFredag den 4. december 2026 kl. 06.00": "2026-12-04 06:00",
    "Embargo:\n4. december 2026": "2026-12-04",
    "EMBARGO til den 4. december kl. 06.00: Lindeby åbner tolv hjem ved havnen": "2026-12-04 06:00",
    "Lindeby åbner tolv hjem (embargo til 4. december kl. 6)": "2026-12-04 06:00",
    "Udsendt 1. december 2026, embargo til 4. december kl. 6": "2026-12-04 06:00",
    "Lindeby, 1. december 2026. EMBARGO til 4. december kl. 6. Lindeby åbner tolv hjem.": "2026-12-04 06:00",
    "PM | TIL FRIGIVELSE FREDAG KL. 6 MORGEN | 1. december 2026": "2026-12-04 06:00",
    "Presseembargo indtil den 4. december kl. 06.00": "2026-12-04 06:00",
    "Nyhedsembargo til 4. december kl. 6": "2026-12-04 06:00",
    "Medieklausul: 4. december 2026 kl. 06.00": "2026-12-04 06:00",
    "Pressespærring til den 4. december kl. 6": "2026-12-04 06:00",
    "Pressefrigivelse: 4. december 2026 kl. 6": "2026-12-04 06:00",
    "Mediespærret til 4. december kl. 6": "2026-12-04 06:00",
    "Der er embargo på denne nyhed til fredag den 4. december kl. 06": "2026-12-04 06:00",
    "Historien må først bringes, når klokken er 6 fredag den 4. december": "2026-12-04 06:00",
    "Pressemeddelelsen er til fri afbenyttelse fra den 4. december kl. 6": "2026-12-04 06:00",
    "Omtale tidligst 4. december kl. 6": "2026-12-04 06:00",
    "HOLD FOR RELEASE: Friday, December 4, 2026 at 6 AM CET": "2026-12-04 06:00",
    "Embargo lifts 4 December 2026 06:00 CET": "2026-12-04 06:00",
    "Nyheden er klausuleret og må tidligst bringes fredag d. 4. december, kl. 6.00": "2026-12-04 06:00",
    "OBS! Webmedier kan bruge teksten fra fredag den 4. december kl. 8": "2026-12-04 08:00",
    "Til redaktionerne: Må deles fra den 4. december kl. 12": "2026-12-04 12:00",
    "NB: Kan lægges ud på nettet efter fredag kl. 6": "2026-12-04 06:00",
    "Note: Må først sendes i radio og tv fredag kl. 6": "2026-12-04 06:00",
    "NOTE TIL MEDIERNE: Historien må ud torsdag kl. 8": "2026-12-03 08:00",
    "MÅ VISES EFTER KLOKKEN OTTE I AFTEN": "2026-12-01 20:00",
    "Pressen må referere historien fra torsdag kl. 9.30": "2026-12-03 09:30",
    "Medierne kan trykke nyheden, når klokken er 6 fredag": "2026-12-04 06:00",
    "I må gerne skrive om nyheden fra torsdag klokken ti": "2026-12-03 10:00",
    "Journalister kan citere materialet fra fredag kl. 14": "2026-12-04 14:00",
    "Kan udsendes fra fredag kl. 6": "2026-12-04 06:00",
    "Må fortælles videre efter torsdag kl. 12": "2026-12-03 12:00",
    "VENT MED AT BRINGE TIL FREDAG KL. 6": "2026-12-04 06:00",
    "Må ikke ud før fredag kl. 6": "2026-12-04 06:00",
    "Vi beder jer vente med at bringe historien til fredag kl. 6": "2026-12-04 06:00",
    "NB: Vi beder jer om ikke at bringe historien før fredag kl. 6": "2026-12-04 06:00",
    "Kære redaktion: Hold venligst historien for jer selv til fredag kl. 6": "2026-12-04 06:00",
    "Bemærk! Teksten må lægges på hjemmesider fra i morgen tidlig klokken syv": "2026-12-02 07:00",
    "DET HER ER HEMMELIGT INDTIL FREDAG KL. 6": "2026-12-04 06:00",
    "Kan refereres efter klokken ni i formiddag": "2026-12-01 09:00",
    "Historien er hemmelig indtil fredag kl. 6": "2026-12-04 06:00",
    "Materialet holdes fortroligt frem til fredag kl. 6": "2026-12-04 06:00",
    "HEMMELIGT TIL FREDAG KL. 6": "2026-12-04 06:00",
    "Off the record indtil fredag den 4. december kl. 6": "2026-12-04 06:00",
    "Ikke videre før fredag kl. 6": "2026-12-04 06:00",
    "Presselås til den 4. december kl. 6": "2026-12-04 06:00",
    "Sperrfrist: 4. december 2026, 06.00": "2026-12-04 06:00",
    "Embargo til i aften kl. 8": "2026-12-01 20:00",
    "Embargo til i eftermiddag kl. halv fire": "2026-12-01 15:30",
    "Klausuleret til torsdag kvart i ti": "2026-12-03 09:45",
    "Klausuleret til klokken kvart over ti torsdag": "2026-12-03 10:15",
    "Embargo til i morgen tidlig kl. 6": "2026-12-02 06:00",
    "Embargo til i morgen aften klokken syv": "2026-12-02 19:00",
    "Embargo til i morgen klokken nitten": "2026-12-02 19:00",
    "Embargo til torsdag i næste uge kl. 10": "2026-12-10 10:00",
    "Embargo til mandag i næste uge klokken halv ni om morgenen": "2026-12-07 08:30",
    "Embargo til førstkommende fredag kl. 6": "2026-12-04 06:00",
    "Embargo til fredag klokken halv et": "2026-12-04 12:30",
    "Til frigivelse mandag i uge 50, kl. 9": "2026-12-07 09:00",
    "Embargo til tirsdag i uge 2 kl. 6": "2027-01-12 06:00",
    "Klausuleret til om en uge kl. 6": "2026-12-08 06:00",
    "NOT FOR PUBLICATION OR BROADCAST BEFORE 3.30 PM CET, FRIDAY 4 DECEMBER 2026": "2026-12-04 15:30",
}
"""Embargo lines of a release of 1 December 2026, with their one time."""

UNCERTAIN = {
    "Embargo til torsdag den 4. december 2026 kl. 6": ("2026-12-04 06:00", "den 4. er en fredag"),
    "Embargo: ved midnat den 4. december": ("2026-12-05 00:00", "midnat kan være både før og efter dagen"),
    "Embargo til kl. 6": ("", "linjen siger ikke, hvilken dag det er"),
    "EMBARGO": ("", "linjen siger ikke, hvilken dag det er"),
    "EMBARGO\n1. december 2026\nLindeby åbner": ("", "linjen siger ikke, hvilken dag det er"),
    "Embargo til 4.12": ("2026-12-04", "4.12 kan være både en dag og et klokkeslæt"),
    "Embargo til tirsdag kl. 10": ("2026-12-01 10:00", "nyheden er selv fra en tirsdag"),
    "Embargo til fredag morgen": ("2026-12-04", "linjen siger ikke, hvad klokken er"),
    "Embargo til 4. december kl. 6 EST": ("2026-12-04 06:00", "tidszonen EST er ikke kendt"),
    "Embargo til 4. december kl. 6 CEST": ("2026-12-04 06:00", "tidszonen passer ikke til årstiden"),
    "Embargo til 1. juli 2027 kl. 6 CET": ("2027-07-01 07:00", "tidszonen passer ikke til årstiden"),
    "Embargo til 4. december 2025 kl. 6": ("2025-12-04 06:00", "tidspunktet er gået"),
    "Embargo til 4. december 2028 kl. 6": ("2028-12-04 06:00", "tidspunktet ligger mere end et år fremme"),
    "Embargo til 28. marts 2027 kl. 2.30": (
        "2027-03-28 03:30",
        "Klokken 02:30 findes ikke den 28. marts 2027, for uret stilles frem til sommertid",
    ),
    "Embargo til 31. oktober 2027 kl. 2.30": (
        "2027-10-31 02:30+01:00",
        "Klokken er 02:30 to gange den 31. oktober 2027, for uret stilles tilbage til vintertid",
    ),
    "Embargo til 4. eller 5. december kl. 6": ("2026-12-05 06:00", "linjen har et tal, som ikke kan læses"),
    "Embargo til 4. december eller 5. december kl. 6": ("2026-12-05 06:00", "linjen nævner flere dage"),
    "Embargo til 4. december kl. 6 eller 8.00": ("2026-12-04 08:00", "linjen nævner flere klokkeslæt"),
    "Embargo til uge 50": ("2026-12-07", "linjen siger ikke, hvilken dag i ugen det er"),
    "Spærrefrist: aviserne fra 4. december kl. 10, net og radio fra kl. 12 samme dag": (
        "2026-12-04 12:00",
        "trykte medier har et andet tidspunkt",
    ),
    "Embargo til i nat kl. 23": ("2026-12-01 23:00", "»i nat« kan være to nætter"),
    "Embargo til i nat kl. 3": ("2026-12-02 03:00", "»i nat« kan være to nætter"),
    "Embargo til i aften": ("2026-12-02", "linjen siger ikke, hvad klokken er"),
    "Embargo til i dag": ("2026-12-01", "nyheden er selv fra den dag"),
    "Embargo til i dag klokken fire": ("2026-12-01 16:00", "klokken fire kan være både nat og dag"),
    "Embargo til fredag ved middagstid": ("2026-12-05", "linjen siger ikke, hvad klokken er"),
    "Embargo til næste torsdag kl. 6": ("2026-12-10 06:00", "»næste« kan være denne uge eller den næste"),
    "Embargo til fredag kl. 12 midnat": ("2026-12-05 00:00", "klokken 12 kan være både nat og dag"),
    "Embargo natten til fredag kl. 23": ("2026-12-04 23:00", "klokkeslættet kan være både før og efter midnat"),
    "Netaviser må bringe historien fra fredag kl. 6. Trykte aviser må bringe den lørdag.": (
        "2026-12-04 06:00",
        "trykte medier har et andet tidspunkt",
    ),
}
"""Embargo lines of which the time must be looked at, with the best guess and the reason."""

MENTIONED = {
    "Må bruges fra den 4. december": "2026-12-04",
    "Vises fra fredag kl. 10": "2026-12-04 10:00",
    "Vigtigt: Kan bruges fra fredag kl. 10": "2026-12-04 10:00",
    "Dagbladene kan bringe artiklen fra på torsdag klokken seks morgen": "2026-12-03 06:00",
    "- Kan bruges fra fredag kl. 6": "2026-12-04 06:00",
    "Kan bruges fra fredag kl. 10. Nøgler fås på skolen.": "2026-12-04 10:00",
    "Undersøgelsen er hemmelig indtil fredag kl. 6": "2026-12-04 06:00",
    "Tallene må bruges fra fredag kl. 6": "2026-12-04 06:00",
    "Medierne kan omtale rapporten fra fredag kl. 6": "2026-12-04 06:00",
    "Fortroligt, indtil ministeren har talt fredag kl. 13": "2026-12-04 13:00",
    "Må omtales, når bestyrelsen har sagt ja fredag kl. 13": "2026-12-04 13:00",
    "Statistikken er hemmelig indtil mødet den 4. december kl. 13": "2026-12-04 13:00",
    "Materialet må ikke deles med nogen, før fredag kl. 6 er gået": "2026-12-04 06:00",
    "»Embargo til fredag kl. 6«": "2026-12-04 06:00",
    '"Lindeby åbner tolv hjem (embargo til fredag kl. 6)"': "2026-12-04 06:00",
    "Våbenembargo giver havnen nyt arbejde\n\nEmbargo til fredag kl. 6": "2026-12-04 06:00",
    "EU hæver embargoen\n\nDen embargo mod øen kostede.\n\nEmbargo: fredag kl. 6": "2026-12-04 06:00",
}
"""Lines that may speak of something else, and the time they would mean."""

FREE = (
    "FOR IMMEDIATE RELEASE",
    "Til fri offentliggørelse",
    "Må offentliggøres straks",
    "Frigives straks",
    "Embargo: ingen",
    "Ingen embargo",
    "Klausulen på nedenstående er ophævet.",
)
"""Lines that say the opposite."""

NONE = (
    "Embargoen mod Rusland blev indført i 2022.",
    "Embargoen mod Rusland er forlænget til den 31. januar 2027.",
    "Embargo mod Rusland rammer danske havne",
    "EU's embargo gælder til den 31. januar 2027 kl. 12, og den bliver forlænget.",
    "Loven må først træde i kraft den 1. juli 2027.",
    "Boligerne frigives den 1. marts.",
    "Lørdag den 15. maj 2027 kl. 10.00 frigives fire oddere ved broen.",
    "De tolv boliger må først bruges fra den 1. marts 2027 kl. 12.",
    "Den må først bruges den 1. marts.",
    "Rapporten offentliggøres den 4. december.",
    "Tallene må først offentliggøres den 1. marts, siger hun.",
    "Vejen er spærret til fredag den 4. december kl. 6.",
    "»Vi har embargo til fredag kl. 6«, siger redaktøren.",
    "Navne på ansøgere må ikke offentliggøres, og listen er hemmelig.",
    "Pressemeddelelse 1. december 2026",
    "Tilmelding senest den 4. december kl. 12",
    "Vi holder døren åben til kl. 16 fredag.",
    "EU's embargo mod laks består.\n\nEmbargoen gælder til den 30. september kl. 24, men direktøren håber.",
    "Fonden frigiver 1,2 mio. kroner den 4. december kl. 10.",
    "Vagterne var klausuleret til at blive, hvor de var.",
    "Udstillingen »Embargo!« åbner torsdag den 4. februar 2027 kl. 16.",
    "Hallen må bruges fra den 4. december kl. 8.",
    "Broen kan bruges fra fredag den 4. december kl. 6.",
    "Foreninger må bruge hallen fra den 1. maj kl. 8.",
    "Alle kan bruge den nye sti fra lørdag kl. 10.",
    "Alle kan bruge den fra lørdag kl. 10.",
    "Alle må bringe maden med hjem fra kl. 10 fredag.",
    "Medierne kan bruge parkeringspladsen fra fredag kl. 8.",
    "Du kan bruge den fra lørdag kl. 10.",
    "Vi kan bruge teksten fra fredag kl. 10.",
    "Navnene på vinderne er hemmelige indtil fredag kl. 20.",
    "Menuen er hemmelig indtil fredag kl. 18.",
    "Det er hemmeligt indtil fredag kl. 18.",
    "Referatet er fortroligt frem til mødet fredag kl. 13.",
    "Sagen er hemmelig til den 1. maj.",
    "Billetterne lægges ud fredag den 4. december kl. 10.",
    "I aften klokken syv vises filmen i Kulturhuset.",
    "Stien kan tidligst bruges fredag kl. 10.",
    "Journalister kan møde borgmesteren fra kl. 13 fredag.",
    "Planen deles ud fra fredag kl. 10",
    "Vi venter med at offentliggøre tallene til fredag kl. 6",
)
"""Sentences of press releases that have the words of embargo lines and are none."""


SPOKEN = (
    "– Embargo til fredag kl. 6, lød beskeden, fortæller hun.",
    "- Må ikke bringes før fredag kl. 6, skrev de i brevet, siger hun.",
    "»Embargo til fredag kl. 6«, skrev redaktøren.",
    "»Vi fik besked. Embargo til fredag kl. 6. Så ventede vi,« fortæller hun.",
    "Hun siger: »Vi fik besked. Embargo til fredag kl. 6. Så ventede vi.«",
    "”Fortroligt indtil fredag kl. 6,” sagde han.",
)
"""What somebody says of an embargo, with dashes and with each kind of quotation marks."""


def held(text: str) -> tuple[str, tuple[str, ...]]:
    """The time that the one embargo line in `text` means, and why it is not certain."""
    (line,) = embargo_lines(text)
    assert line.sureness is not Sureness.MENTION
    assert not line.is_free
    time = embargo_time(line.times, RELEASED, TODAY)
    return time.value, time.doubts


@pytest.mark.parametrize("text", CERTAIN)
def test_an_embargo_line_says_when(text: str) -> None:
    """Danish and English wordings, in every form that a day and an hour have, also beside other words."""
    assert held(text) == (CERTAIN[text], ())


@pytest.mark.parametrize("text", UNCERTAIN)
def test_what_cannot_be_told_for_certain_has_a_reason(text: str) -> None:
    """The guess is the later of two, and the reason is Danish."""
    value, reason = UNCERTAIN[text]
    assert held(text) == (value, (reason,))


@pytest.mark.parametrize("text", MENTIONED)
def test_what_may_be_an_embargo_is_doubtful(text: str) -> None:
    """It is never certain and never overlooked."""
    (line,) = embargo_lines(text)
    assert line.sureness is Sureness.MENTION
    assert embargo_time(line.times, RELEASED, TODAY).value == MENTIONED[text]


@pytest.mark.parametrize("text", FREE)
def test_what_may_come_out_at_once_is_no_embargo(text: str) -> None:
    """The line is recognised, and says the opposite."""
    assert [line.is_free for line in embargo_lines(text)] == [True]


@pytest.mark.parametrize("text", NONE)
def test_a_sentence_about_an_embargo_is_none(text: str) -> None:
    """What is held back, blocked or released in the news itself holds back no news."""
    assert [line for line in embargo_lines(text) if line.sureness is not Sureness.MENTION] == []


@pytest.mark.parametrize("text", SPOKEN)
def test_speech_is_no_embargo_line(text: str) -> None:
    """Nothing that somebody says is even doubtful."""
    assert embargo_lines(text) == ()


@pytest.mark.parametrize("text", ["Embargo til nytår", "Klausuleret indtil pressemødet er slut"])
def test_a_time_that_is_no_time_is_at_least_seen(text: str) -> None:
    """The importer asks the editor."""
    assert [(line.sureness, line.times.is_empty) for line in embargo_lines(text)] == [(Sureness.MENTION, True)]


def test_without_a_day_of_the_release_year_and_weekday_are_guesses() -> None:
    """»Fredag« and »4. december« are counted from today, and marked."""
    for text, reason in (("Embargo til fredag kl. 6", "ingen dato"), ("Embargo til 4. december kl. 6", "intet årstal")):
        (line,) = embargo_lines(text)
        assert embargo_time(line.times, None, TODAY) == ("2026-12-04 06:00", (f"linjen siger {reason}",))


@pytest.mark.parametrize("piece", [".", "!?", " -", "/", "\n", " ", "\xa0", ": ", "(", " kl.", " den\n"])
def test_a_quarter_of_a_megabyte_of_anything_is_read_in_linear_time(piece: str) -> None:
    """A text of nothing but full stops once took minutes."""
    started = time.process_time()
    embargo_lines(f"Embargo{piece * (250_000 // len(piece))}")
    # A few seconds at most; what grows with the square is as far beyond this as it would be beyond a minute for twice.
    assert time.process_time() - started < 15
