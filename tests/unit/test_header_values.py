"""What stands around the text of a release: its title, day, credits and contacts, in all the ways they are written.

Each table has what is written, and what must come of it; nothing that is certain may be wrong.
"""

import re

import pytest

from hjemsite.importer.extract.extractor import extract
from hjemsite.importer.extract.result import Confidence, Extraction
from hjemsite.importer.file_format import imported_file

TITLE = "Nordbys gamle biograf får nyt liv"
TEXT = (
    "Nordby Kommune har købt den gamle biografsal for 3 mio. kr., og nu skal byens foreninger flytte ind. "
    "Den gamle ejer lukkede salen den 3. februar 2019 efter 70 år.\n\n"
    "»Vi har manglet et sted at samles i ti år,« siger borgmester Asta Holmskov."
)


def read(text: str) -> Extraction:
    """What the importer makes of a text file."""
    (manuscript,) = imported_file("nyt.txt", text.encode()).manuscripts
    return extract(manuscript.text)


def letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


HEADS = (
    "PRESSEMEDDELELSE\n\n12. marts 2026\n\n¤\n\nForeningerne flytter ind i salen til maj.",
    "Pressemeddelelse fra Nordby Kommune den 12. marts 2026\n\n¤",
    "Nordby Kommune\nKultur og Fritid\nRådhuspladsen 1\n9999 Nordby\n\nPressemeddelelse\n\n¤",
    "Pressemeddelelse | ¤",
    "PRESSEMEDDELELSE – ¤",
    "PRESSEMEDDELELSE. ¤",
    "PRESSEMEDDELELSE: ¤\n\n12. marts 2026",
    "¤\nForeningerne flytter ind i salen til maj, og så bliver der popcorn igen.",
    "KULTUR\n¤",
    "Kultur\n\n¤\n\n12. marts 2026",
    "Kultur & Fritid / 12. marts 2026\n\n¤",
    "Forside > Nyheder > 2026\n\n¤\n12. marts 2026 | Nyhed",
    "Du er her: Forside / Presse / Pressemeddelelser\n\n¤",
    "Gå til hovedindhold\nMenu\nSøg\n\n¤",
    "Spring til indhold\n\nNordby Kommune\n\nBorger  Erhverv  Presse\n\n¤",
    "Til pressen\n\n¤",
    "Med venlig opfordring til at bringe:\n\n¤",
    "Hej redaktion\n\nHer kommer en pressemeddelelse om vores nye kulturhus. Skriv endelig, hvis I vil vide mere.\n\n¤",
    "Nordby Kommune – sammen om fremtiden\n\n¤",
    "Side 1 af 2\n\n¤",
    "Journalnr.: 26-1234\n\n¤",
    "Kontakt: Ib Bo, tlf. 12 34 56 78\n\n¤",
    "Pressemeddelelse\nNordby Teater præsenterer:\n\n¤",
    "Invitation\n\n¤",
    "INVITATION TIL PRESSEN\n\n¤",
    "NYHED // 12. marts 2026\n\n¤",
    "FOR IMMEDIATE RELEASE\n\n¤",
    "Pressemeddelelse til fri offentliggørelse\n\n¤",
    "[Logo: Nordby Kommune]\n\n¤",
    "¤\n—————",
    "**¤**",
    "# ¤",
    "OVERSKRIFT (maks. 60 tegn): ¤\nMANCHET: Foreningerne flytter ind.",
    "Overskrift – ¤\nUnderoverskrift – Foreningerne flytter ind",
    "Rubrik: ¤\nUnderrubrik: Foreningerne flytter ind.",
    "Titel på pressemeddelelse: ¤",
    "1. Overskrift\n¤\n\n2. Manchet\nForeningerne flytter ind til maj.\n\n3. Brødtekst",
    "Emne: ¤",
    "Vedr.: ¤",
    "Nordby, den 12. marts 2026\n\n¤",
    "12. marts 2026\nPressemeddelelse\n\n¤",
    "Nordby Kulturhus' Venner\n\n¤",
    "Foreningen til Bevarelse af Nordbys Biograf\n\n¤",
    "Center for Kunst og Kultur\n\n¤",
    "Kulturministeriets Biografpulje 2026\n\n¤",
    "Nyt fra borgmesteren\n\n¤",
    "Ugens nyhed\n\n¤",
    "Pressemeddelelse - Kultur - Nordby Kommune\n\n¤",
    "Nordby Kommune · Pressemeddelelse · 12. marts 2026\n¤\nForeningerne flytter ind til maj.",
    "Mediekontakt: Ib Bo, 12 34 56 78, ib@nordby.example\nDato: 12-03-2026\n\n¤",
    "UDKAST\n\n¤",
    "KLADDE – må ikke deles\n\n¤",
    "Hermed fremsendes pressemeddelelse til jeres orientering.\n\n¤",
    "Pressemeddelelse nr. 12/2026\n¤",
    "Kulturnyt 3 | marts 2026\n\n¤",
    "Læsetid: 2 min.\n\n¤\n\nUdgivet 12. marts 2026",
    "¤\nLæsetid: 2 minutter\nUdgivet 12. marts 2026",
    "¤\n12-03-2026, kl. 08:00\nKultur",
    "Nyhed\nKultur og fritid\n¤\n12. mar 2026",
    "¤\n\nForeningerne glæder sig til maj",
)
"""What stands above a text, with `¤` for the headline."""


@pytest.mark.parametrize("head", HEADS)
def test_the_headline_is_found_below_what_stands_above_it(head: str) -> None:
    """Letterheads, greetings, labels, stamps and the furniture of pages are no headline."""
    title = read(f"{head.replace('¤', TITLE)}\n\n{TEXT}").title
    assert title and letters(title.text) == letters(TITLE)


@pytest.mark.parametrize(
    "head",
    ["Nordby Kommunes nye kulturhus\n\n12. marts 2026\n\n¤", "Velfærd, kultur og byliv\n¤", "Nordby Kommune", "¤\n\nBiografen igen",  # noqa: E501
     "Jeg vedlægger billeder. God weekend!\n\n¤", "Emne: ¤", "x" * 160],
)  # fmt: skip
def test_a_headline_with_a_rival_is_not_certain(head: str) -> None:
    """Two lines that may both be the headline, a subject, a sender alone and a very long line are marked."""
    title = read(f"{head.replace('¤', TITLE)}\n\n{TEXT}").title
    assert not title or title.confidence is not Confidence.CERTAIN


def test_running_text_is_no_headline() -> None:
    """A text that begins with its first paragraph has no headline."""
    assert read(TEXT).title is None


DAYS = (
    "12. marts 2026",
    "Torsdag den 12. marts 2026",
    "12.03.2026",
    "12/3-26",
    "12-03-2026",
    "2026-03-12",
    "Nordby, den 12. marts 2026",
    "Nordby d. 12/3 2026",
    "Dato: 12.3.2026",
    "Pressemeddelelse den 12. marts 2026",
    "PRESSEMEDDELELSE 12.03.26",
    "Udsendt: 12. marts 2026 kl. 09.15",
    "Udgivet d. 12. marts 2026 af Nordby Kommune",
    "Offentliggjort 12. marts 2026",
    "12. marts 2026 | Kultur",
    "Kultur | 12. marts 2026 | Læsetid 2 min",
    "Nordby Kommune, 12. marts 2026",
    "Pressemeddelelse fra Nordby Kommune, torsdag den 12. marts 2026",
    "12. marts 2026 kl. 08.00",
    "12. mar. 2026",
)
"""Lines that date a release to 12 March 2026."""

OTHER_DAYS = (
    "Tid: 12. marts 2026 kl. 10",
    "Hvornår: Torsdag den 12. marts 2026 kl. 10",
    "Torsdag den 12. marts 2026 kl. 10-12",
    "Torsdag den 12. marts 2026 kl. 10.00-12.00 på Nordby Rådhus",
    "Frist: 12. marts 2026",
    "Ansøgningsfrist 12. marts 2026",
    "Tilmelding senest 12. marts 2026",
    "Svar udbedes senest den 12. marts 2026",
    "S.U. 12. marts 2026",
    "Født 12. marts 1976",
    "Født den 12. marts 1976 i Nordby",
    "f. 12. marts 1976",
    "Premiere 12. marts 2026",
    "Premiere: 12. marts 2026",
    "Indvielse den 12. marts 2026",
    "Åbningsreception fredag den 12. marts 2026 kl. 14",
    "Ferniseringen er 12. marts 2026",
    "Udstillingen vises 12. marts – 4. maj 2026",
    "Periode: 12. marts til 4. maj 2026",
    "Høringsfrist 12. marts 2026",
    "Gælder fra 12. marts 2026",
    "Embargo: 12. marts 2026 kl. 6",
    "Deadline for tilmelding: 12. marts 2026",
    "Generalforsamling 12. marts 2026",
    "Borgermøde: Torsdag den 12. marts 2026",
    "Pressemøde 12. marts 2026 kl. 13",
    "Sæt kryds i kalenderen 12. marts 2026",
    "Næste møde: 12. marts 2026",
    "Senest den 12. marts 2026",
    "Gyldig til 12. marts 2026",
    "Byggestart: 12. marts 2026",
    "Indflytning 12. marts 2026",
    "Møde i byrådet 12. marts 2026",
    "Dødsdag: 12. marts 2026",
    "Arrangementet finder sted den 12. marts 2026",
    "Kampagnen slutter 12. marts 2026",
    "Jubilæum 12. marts 2026",
    "Besøgsdag: lørdag den 12. marts 2026, Havnegade 4",
    "Ordinær generalforsamling, den 12. marts 2026",
)
"""Lines with a date of something else."""


@pytest.mark.parametrize("line", DAYS)
def test_a_release_is_dated_by_its_line(line: str) -> None:
    """The line may stand above the headline, or below it."""
    for text in (f"{line}\n\n{TITLE}\n\n{TEXT}", f"{TITLE}\n\n{line}\n\n{TEXT}"):
        day = read(text).date
        assert day and day.day.isoformat() == "2026-03-12"


@pytest.mark.parametrize("line", OTHER_DAYS)
def test_another_day_is_not_the_day_of_the_release(line: str) -> None:
    """Events, deadlines, births and embargoes give no date of the release, wherever their line stands."""
    for text in (f"{TITLE}\n\n{line}\n\n{TEXT}", f"{TITLE}\n\n{TEXT}\n\n{line}"):
        assert read(text).date is None


@pytest.mark.parametrize(
    "line", ["12. marts – 4. maj 2026", "Nordby Festuge 12. marts 2026", "Klitmøller, 12. marts 2026"]
)
def test_a_day_beside_unknown_words_is_not_certain(line: str) -> None:
    """A span of days, and a word that may be a place or an event, are marked."""
    day = read(f"{TITLE}\n\n{line}\n\n{TEXT}").date
    assert day and day.confidence is not Confidence.CERTAIN


@pytest.mark.parametrize("line", ["Mandag den 3. marts kl. 14", "Den 3. marts", "3.3."])
def test_a_date_without_a_year_is_told(line: str) -> None:
    """It is neither the day of the release nor a summary."""
    release = read(f"{TITLE}\n\n{line}\n\n{TEXT}")
    assert release.date is None and release.deck is None
    assert release.date_without_year and release.date_without_year.text in line


CREDITS = (
    ("Tekst: Ib Bo", "Ib Bo", ""),
    ("Tekst Ib Bo", "Ib Bo", ""),
    ("TEKST: IB BO", "Ib Bo", ""),
    ("Tekst/foto: Ib Bo", "Ib Bo", "Ib Bo"),
    ("Tekst & foto: Ib Bo", "Ib Bo", "Ib Bo"),
    ("Tekst og billeder: Ib Bo", "Ib Bo", "Ib Bo"),
    ("Foto og tekst: Ib Bo", "Ib Bo", "Ib Bo"),
    ("Tekst: Ib Bo, foto: Eva Lind", "Ib Bo", "Eva Lind"),
    ("Tekst: Ib Bo / Foto: Eva Lind", "Ib Bo", "Eva Lind"),
    ("Tekst: Ib Bo. Fotos: Eva Lind.", "Ib Bo", "Eva Lind"),
    ("Af: Ib Bo", "Ib Bo", ""),
    ("Af Ib Bo, Nordby Kommune", "Ib Bo, Nordby Kommune", ""),
    ("Af journalist Ib Bo", "Ib Bo", ""),
    ("AF IB BO", "Ib Bo", ""),
    ("af Ib Bo", "Ib Bo", ""),
    ("Skrevet af: Ib Bo", "Ib Bo", ""),
    ("Skrevet af Ib Bo, praktikant", "Ib Bo, praktikant", ""),
    ("Forfatter: Ib Bo", "Ib Bo", ""),
    ("Journalist: Ib Bo", "Ib Bo", ""),
    ("Redaktion: Ib Bo", "Ib Bo", ""),
    ("Ansvarlig for teksten: Ib Bo", "Ib Bo", ""),
    ("Artiklen er skrevet af Ib Bo", "Ib Bo", ""),
    ("Teksten er skrevet af Ib Bo fra Nordby Kommune.", "Ib Bo", ""),
    ("Pressemeddelelsen er skrevet af Ib Bo.", "Ib Bo", ""),
    ("Tekst af Ib Bo", "Ib Bo", ""),
    ("Tekst: Kommunikation, Nordby Kommune", "Kommunikation, Nordby Kommune", ""),
    ("Foto: Eva Lind", "", "Eva Lind"),
    ("Foto Eva Lind", "", "Eva Lind"),
    ("FOTO: EVA LIND", "", "Eva Lind"),
    ("Fotograf: Eva Lind", "", "Eva Lind"),
    ("Fotograf Eva Lind", "", "Eva Lind"),
    ("Foto af Eva Lind", "", "Eva Lind"),
    ("Foto: © Eva Lind", "", "Eva Lind"),
    ("© Eva Lind", "", "Eva Lind"),
    ("Foto: Eva Lind/Nordby Kommune", "", "Eva Lind/Nordby Kommune"),
    ("(Foto: Eva Lind)", "", "Eva Lind"),
    ("[Foto: Eva Lind]", "", "Eva Lind"),
    ("Foto – Eva Lind", "", "Eva Lind"),
    ("Pressefoto: Eva Lind", "", "Eva Lind"),
    ("Arkivfoto: Eva Lind", "", "Eva Lind"),
    ("Fotokredit: Eva Lind", "", "Eva Lind"),
    ("Fotos: Eva Lind", "", "Eva Lind"),
    ("Foto (fri afbenyttelse): Eva Lind", "", "Eva Lind"),
    ("Billeder: Eva Lind", "", "Eva Lind"),
    ("Billedet er taget af Eva Lind", "", "Eva Lind"),
    ("Billedet må bruges frit. Foto: Eva Lind", "", "Eva Lind"),
    ("Billedtekst: Asta Holmskov i salen. Foto: Eva Lind", "", "Eva Lind"),
    ("Billedtekst: Asta Holmskov i salen (foto: Eva Lind)", "", "Eva Lind"),
    ("Asta Holmskov i den gamle sal. Fotograf: Eva Lind.", "", "Eva Lind"),
    ("Asta Holmskov i den gamle sal. (Foto: Eva Lind)", "", "Eva Lind"),
    ("Asta Holmskov i den gamle sal. Foto Eva Lind", "", "Eva Lind"),
    ("Asta Holmskov i den gamle sal | Foto: Eva Lind", "", "Eva Lind"),
    ("Illustration: Eva Lind", "", "Eva Lind"),
    ("Grafik: Eva Lind", "", "Eva Lind"),
    ("Visualisering: Tegnestuen Lind", "", "Tegnestuen Lind"),
    ("Foto: Eva Lind. Må bruges frit ved omtale.", "", "Eva Lind"),
    ("Foto: Eva Lind, Nordby Avis", "", "Eva Lind, Nordby Avis"),
    ("Foto kan bruges frit (fotograf: Eva Lind)", "", "Eva Lind"),
    ("Pressefotos kan hentes her. Fotograf: Eva Lind", "", "Eva Lind"),
    ("Billede 1: Salen. Foto: Eva Lind\nBillede 2: Døren. Foto: Eva Lind", "", "Eva Lind"),
    ("Foto: PR", "", "PR"),
    ("Foto: Privat", "", "Privat"),
    ("Foto\nEva Lind", "", "Eva Lind"),
    ("Foto:\nEva Lind", "", "Eva Lind"),
    ("Tekst:\nIb Bo", "Ib Bo", ""),
    ("Credit: Eva Lind", "", "Eva Lind"),
    ("Billedkredit: Eva Lind", "", "Eva Lind"),
    ("Af hensyn til naboerne lukker salen kl. 22.", "", ""),
    ("Af de 220 pladser er 20 til kørestole", "", ""),
    ("Tekst og billeder kan frit bruges", "", ""),
    ("Foto: se vedhæftede", "", ""),
    ("Billeder: kan hentes på nordby.example/presse", "", ""),
    ("Foto: Vedhæftet", "", ""),
    ("Af kommunens 12 biografer er én tilbage", "", ""),
)
"""A line with who wrote the text and who took the picture by it."""


@pytest.mark.parametrize(("line", "writer", "photographer"), CREDITS)
def test_a_credit_names_the_writer_or_the_photographer(line: str, writer: str, photographer: str) -> None:
    """Who took the picture did not write the text, above it and below it."""
    for text in (f"{TITLE}\n\n{line}\n\n{TEXT}", f"{TITLE}\n\n{TEXT}\n\n{line}"):
        release = read(text)
        for extracted, name in ((release.credit, writer), (release.photo_credit, photographer)):
            assert bool(extracted) == bool(name)
            assert not extracted or letters(name) in letters(extracted.text)


CONTACTS = (
    ("Kontakt: Ib Bo, tlf. 12 34 56 78", [("Ib Bo", "12345678", "")]),
    (
        "Kontakt:\nIb Bo\nKulturchef\nNordby Kommune\nTlf. 12 34 56 78\nib@nordby.example",
        [("Ib Bo", "12345678", "ib@nordby.example")],
    ),
    (
        "KONTAKT\n\nIb Bo, kulturchef\n12 34 56 78\n\nEva Lind, pressechef\n87 65 43 21\neva@nordby.example",
        [("Ib Bo", "12345678", ""), ("Eva Lind", "87654321", "eva@nordby.example")],
    ),
    (
        "Yderligere oplysninger: Kulturchef Ib Bo, tlf. 12 34 56 78, eller borgmester Asta Holmskov, tlf. 87 65 43 21.",
        [("Ib Bo", "12345678", ""), ("Asta Holmskov", "87654321", "")],
    ),
    (
        "For mere information kontakt:\nIb Bo, Kulturchef, Nordby Kommune, M: 12345678, E: ib@nordby.example",
        [("Ib Bo", "12345678", "ib@nordby.example")],
    ),
    ("Vil du vide mere? Så ring til Ib Bo på 12 34 56 78.", [("Ib Bo", "12345678", "")]),
    (
        "Hvis du vil vide mere, kan du kontakte kulturchef Ib Bo på telefon 12 34 56 78 eller ib@nordby.example",
        [("Ib Bo", "12345678", "ib@nordby.example")],
    ),
    (
        "Pressekontakt\nEva Lind | Pressechef | 87 65 43 21 | eva@nordby.example",
        [("Eva Lind", "87654321", "eva@nordby.example")],
    ),
    ("Kontakt for pressen: Eva Lind, 87 65 43 21", [("Eva Lind", "87654321", "")]),
    (
        "Kontaktinformation\nNavn: Eva Lind\nTitel: Pressechef\nTelefon: 87 65 43 21\nE-mail: eva@nordby.example",
        [("Eva Lind", "87654321", "eva@nordby.example")],
    ),
    (
        "Spørgsmål om økonomi: Ib Bo, 12 34 56 78\nSpørgsmål om byggeriet: Eva Lind, 87 65 43 21",
        [("Ib Bo", "12345678", ""), ("Eva Lind", "87654321", "")],
    ),
    (
        "Kontakt vedr. udstillingen: Ib Bo, ib@nordby.example\nKontakt vedr. billetter: Eva Lind, eva@nordby.example",
        [("Ib Bo", "", "ib@nordby.example"), ("Eva Lind", "", "eva@nordby.example")],
    ),
    (
        "Med venlig hilsen\n\nIb Bo\nKulturchef\n\nTlf. 12 34 56 78\nMail: ib@nordby.example",
        [("Ib Bo", "12345678", "ib@nordby.example")],
    ),
    ("Med venlig hilsen\nIb Bo, kulturchef\n12 34 56 78", [("Ib Bo", "12345678", "")]),
    ("Kontakt\nPressevagten i Nordby Kommune, tlf. 12 34 56 78", [("Pressevagten i Nordby Kommune", "12345678", "")]),
    ("Kontakt: presse@nordby.example", [("Nordby Kommune", "", "presse@nordby.example")]),
    (
        "Kontakt:\nEva Lind (presse)\n87 65 43 21\nIb Bo (kultur)\n12 34 56 78",
        [("Eva Lind", "87654321", ""), ("Ib Bo", "12345678", "")],
    ),
    (
        "Kontakt:\n- Eva Lind, pressechef, 87 65 43 21\n- Ib Bo, kulturchef, 12 34 56 78",
        [("Eva Lind", "87654321", ""), ("Ib Bo", "12345678", "")],
    ),
    ("Kontakt:\nEva Lind, pressechef, tlf. 87 65 43 21/12 34 56 78", [("Eva Lind", "87654321", "")]),
    (
        "Kontakt: Eva Lind, pressechef\nT: 87 65 43 21\nM: 12 34 56 78\nE: eva@nordby.example",
        [("Eva Lind", "87654321", "eva@nordby.example")],
    ),
    ("Kontakt: Eva Lind, pressechef, T +45 87 65 43 21, M +45 12 34 56 78", [("Eva Lind", "87654321", "")]),
    (
        "Pressehenvendelser: Eva Lind, tlf.: 8765 4321, mail: eva@nordby.example\n\nNordby Kommune, Rådhuspladsen 1, 9999 Nordby, CVR: 12 34 56 78, EAN: 5798000123456",  # noqa: E501
        [("Eva Lind", "87654321", "eva@nordby.example")],
    ),
    (
        "Kontakt:\nEva Lind\nMobil 87 65 43 21\n\nStøt os på MobilePay 12 34 56 78 eller konto 1234 12345678.",
        [("Eva Lind", "87654321", "")],
    ),
    (
        "Projektet løber 2024-2027 og har nr. 12345678.\n\nKontakt: Eva Lind, 87 65 43 21",
        [("Eva Lind", "87654321", "")],
    ),
    ("Borgmester Asta Holmskov kan træffes på 12 34 56 78.", [("Asta Holmskov", "12345678", "")]),
    ("For interview: kontakt Eva Lind på 87 65 43 21", [("Eva Lind", "87654321", "")]),
    ("Yderligere information fås hos kulturchef Ib Bo på 12 34 56 78.", [("Ib Bo", "12345678", "")]),
    ("Du kan læse mere på www.nordby.example eller kontakte Ib Bo, 12 34 56 78.", [("Ib Bo", "12345678", "")]),
    (
        "Kontaktpersoner:\n\nIb Bo\nKulturchef\nTelefon 12 34 56 78\n\nEva Lind\nPressechef\nTelefon 87 65 43 21",
        [("Ib Bo", "12345678", ""), ("Eva Lind", "87654321", "")],
    ),
    (
        "Kontakt: Ib Bo (kulturchef), 12 34 56 78, ib@nordby.example, og Eva Lind (presse), 87 65 43 21, eva@nordby.example.",  # noqa: E501
        [("Ib Bo", "12345678", "ib@nordby.example"), ("Eva Lind", "87654321", "eva@nordby.example")],
    ),
    ("Kontakt:\tIb Bo\nTlf.:\t12 34 56 78\nMail:\tib@nordby.example", [("Ib Bo", "12345678", "ib@nordby.example")]),
    (
        "Ib Bo\nKulturchef\nNordby Kommune\nDirekte: +45 1234 5678\nMobil: +45 8765 4321\nib@nordby.example\nwww.nordby.example",  # noqa: E501
        [("Ib Bo", "12345678", "ib@nordby.example")],
    ),
    (
        "Kontakt: Ib Bo, tlf. 12345678 (kl. 9-15), og Krisetelefonen, tlf. 87654321",
        [("Ib Bo", "12345678", ""), ("Krisetelefonen", "87654321", "")],
    ),
    (
        "Ring til Børnetelefonen på 12 34 56 78, hvis du har brug for hjælp.\n\nKontakt: Eva Lind, 87 65 43 21",
        [("Eva Lind", "87654321", "")],
    ),
    ("Kontakt\nMaja Skovgaard-Thule\nkommunikationsansvarlig\n87 65 43 21", [("Maja Skovgaard-Thule", "87654321", "")]),
    ("Kontakt\nXóchitl Brøndbjerg\n87 65 43 21", [("Xóchitl Brøndbjerg", "87654321", "")]),
    ("Kontakt: Dr. phil. Ib Bo, 12 34 56 78", [("Ib Bo", "12345678", "")]),
    ("Billetter: 12 34 56 78\n\nKontakt: Eva Lind 87 65 43 21", [("Eva Lind", "87654321", "")]),
    ("Fax: 11 22 33 44\nKontakt: Eva Lind 87 65 43 21", [("Eva Lind", "87654321", "")]),
    (
        "Kontakt:\nNordby Kommune\nKulturafdelingen\nTlf. 12 34 56 78\nkultur@nordby.example",
        [("Kulturafdelingen", "12345678", "kultur@nordby.example")],
    ),
    ("Redaktionel kontakt\nEva Lind\nTlf. 87 65 43 21", [("Eva Lind", "87654321", "")]),
    ("Kontakt til pressen\nEva Lind, tlf. 87 65 43 21", [("Eva Lind", "87654321", "")]),
    ("Journalister kan kontakte pressechef Eva Lind på 87 65 43 21", [("Eva Lind", "87654321", "")]),
    (
        "For yderligere information, kontakt venligst\nEva Lind, pressechef\neva@nordby.example\n+45 87 65 43 21",
        [("Eva Lind", "87654321", "eva@nordby.example")],
    ),
)
"""What stands at the end of a text, and the contacts in it: name, number and address."""


@pytest.mark.parametrize(("tail", "people"), CONTACTS)
def test_contacts_have_their_own_numbers(tail: str, people: list[tuple[str, str, str]]) -> None:
    """Each has a name, a number and an address of their own; no year, account or registration number is one."""
    contacts = read(f"{TITLE}\n\n{TEXT}\n\n{tail}").contacts
    rows = [(contact.name, re.sub(r"\D", "", contact.phone), contact.email) for contact in contacts]
    assert rows == people


def test_contacts_say_what_they_can_be_asked_about() -> None:
    """The heading of a contact is kept, and the job on the line below a name."""
    tail = "Spørgsmål om økonomi: Ib Bo, 12 34 56 78\nSpørgsmål fra pressen:\nEva Lind\nPressechef\n87 65 43 21"
    economy, press = read(f"{TITLE}\n\n{TEXT}\n\n{tail}").contacts
    assert (economy.about, press.about, press.title) == ("Spørgsmål om økonomi", "Spørgsmål fra pressen", "Pressechef")
