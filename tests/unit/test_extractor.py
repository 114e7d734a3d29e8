"""What is extracted from a press release."""

import json
from datetime import date
from pathlib import Path

import pytest

from hjemsite.importer.extract.extractor import extract
from hjemsite.importer.extract.result import Confidence, Part
from hjemsite.urls import Slug

NEWS = Path(__file__).parents[2] / "content" / "nyheder"


def release(body: str, title: str = "Nøglen åbner dør") -> str:
    return f"{title}\n\n{body}"


SPOKEN = (
    ("»Vi er klar nu,« siger Kirsten Vad.", "Vi er klar nu", "Kirsten Vad"),
    ("“Vi er klar nu”, siger direktør i Nøglen, Kirsten Vad.", "Vi er klar nu", "Kirsten Vad"),
    ("- Vi er klar nu, siger Kirsten Vad.", "Vi er klar nu", "Kirsten Vad"),
    ("Vi er klar nu”, siger Kirsten Vad.", "Vi er klar nu", "Kirsten Vad"),
    ("”Vi er klar nu, ”siger Kirsten Vad.", "Vi er klar nu", "Kirsten Vad"),
    ("- Vi er klar nu,” siger Kirsten Vad.", "Vi er klar nu", "Kirsten Vad"),
    ("“Vi er klar nu,’’ siger Kirsten Vad.", "Vi er klar nu", "Kirsten Vad"),
    ("Direktør Kirsten Vad siger:\n\n»Vi er klar nu.«", "Vi er klar nu.", "Kirsten Vad"),
    ("»Vi er helt klar nu.«\n\nDet siger Kirsten Vad, formand for Nøglen.", "Vi er helt klar nu.", "Kirsten Vad"),
    ("»Vi er helt klar til det nu.«\n\n– Kirsten Vad, formand", "Vi er helt klar til det nu.", "Kirsten Vad"),
    ("Kirsten Vad er ny formand.\n\n»Vi er klar nu,« siger formanden.", "Vi er klar nu", "Kirsten Vad"),
    ("Kirsten Vad kom. Ib Bo kom også.\n\n»Vi er klar nu,« siger hun.", "Vi er klar nu", "Kirsten Vad"),
    ("Kirsten Vad kom. Ib Bo kom også.\n\n»Vi er klar nu,« siger Kirsten.", "Vi er klar nu", "Kirsten Vad"),
    ("»Vi er klar nu,« nynner Zumrad Hedinssøn.", "Vi er klar nu", "Zumrad Hedinssøn"),
    ("»Vi er klar nu,« siger Oluf van der Vad.", "Vi er klar nu", "Oluf van der Vad"),
    ("»Vi er nu,« siger Kirsten Vad, »helt klar.«", "Vi er nu, helt klar.", "Kirsten Vad"),
    ("Vi er klar nu, siger Kirsten Vad.", "Vi er klar nu", "Kirsten Vad"),
    ("– Nu, siger Kirsten Vad, skal vi have ro.", "Nu skal vi have ro.", "Kirsten Vad"),
    ("Her er larm. – Det er vi vant til, siger Kirsten Vad.", "Det er vi vant til", "Kirsten Vad"),
    ("KLITBY:- Vi er klar nu, siger Kirsten Vad.", "Vi er klar nu", "Kirsten Vad"),
    ("»Hvem er klar?« spørger Kirsten Vad. »Det er vi!«", "Hvem er klar? Det er vi!", "Kirsten Vad"),
    ("»Vi er klar nu,« siger hun.\n\nKirsten Vad har ventet længe.", "Vi er klar nu", "Kirsten Vad"),
    ("»Vi er klar nu,« lyder hendes råd. Kirsten Vad er formand.", "Vi er klar nu", "Kirsten Vad"),
    ("»Vi er klar nu.«\n\nOrdene er Kirsten Vads.", "Vi er klar nu.", "Kirsten Vad"),
    ("Det bliver leder Kirsten Vads opgave.\n\n»Vi er klar nu,« siger hun.", "Vi er klar nu", "Kirsten Vad"),
    ("»Vi er klar nu,« siger en tydeligt rørt Kirsten Vad.", "Vi er klar nu", "Kirsten Vad"),
)


@pytest.mark.parametrize(("body", "words", "speaker"), SPOKEN)
def test_speech_is_found_with_its_speaker(body: str, words: str, speaker: str) -> None:
    """Each way to mark speech and to name a speaker is understood."""
    quotes = extract(release(body)).quotes
    assert [(quote.words.text, quote.speakers) for quote in quotes] == [(words, (speaker,))]


def test_words_that_a_sentence_may_go_on_with_are_not_certain() -> None:
    """Where more words in marks follow in the sentence of the attribution, the quotation may not end before them."""
    body = 'Her.\n\n"Vi er helt klar nu," siger lektor, ph.d. Kirsten Q. Vad, der har talt, "og vi er her endnu."'
    assert Confidence.CERTAIN not in [quote.words.confidence for quote in extract(release(body)).quotes]


SILENT = (
    "I dag udkommer rapporten »Fra gade til gang«, som Kirsten Vad har skrevet.",
    "Kirsten Vad kalder det »noget vrøvl« og går.",
    "Læs også: »Vi gav ikke op« – Kirsten Vad ser tilbage",
    "Bestyrelsen er nu:\n\n- Kirsten Vad, formand\n- Ib Bo, kasserer",
    "Kontakt\nFormand Kirsten Vad, tlf. 20 30 40 50",
    "Om Nøglen\n\nNøglen arbejder under mottoet »et hjem er en ret«.",
    "»Der bliver tale om en mur af mennesker,« skriver foreningen i sin klage.",
    "»Kære mor. Her er gulvene lange.« Sådan begynder et brev fra 1889.",
)


@pytest.mark.parametrize("body", SILENT)
def test_what_is_no_speech_is_left_alone(body: str) -> None:
    """Titles, scare words, links, lists, contacts and slogans give no quote."""
    assert extract(release(body)).quotes == ()


POSTS = (
    ("Kirsten Vad, direktør i Fonden Nøglen", "direktør", "Fonden Nøglen"),
    ("administrerende direktør i Fonden Nøglen, Kirsten Vad", "administrerende direktør", "Fonden Nøglen"),
    ("formand for Nøglens Venner Kirsten Vad", "formand", "Nøglens Venner"),
    ("Nøglens landsformand Kirsten Vad", "landsformand", "Nøglen"),
    ("rådmand Kirsten Vad, Job og Velfærd", "rådmand, Job og Velfærd", None),
    (
        "Kirsten Vad, lektor ved Juridisk Institut på Havn Universitet",
        "lektor ved Juridisk Institut",
        "Havn Universitet",
    ),
    ("formanden for Nøglens Venner, Kirsten Vad", "formand", "Nøglens Venner"),
    ("Kirsten Vad, der er chef for boliger i Aagaard Kommune", "chef for boliger", "Aagaard Kommune"),
    ("souschef og faglig leder i Fonden Nøglen, K. P. Vad", "souschef og faglig leder", "Fonden Nøglen"),
    ("Den Blå Nøgles formand Kirsten Vad", "formand", "Den Blå Nøgle"),
    ("Nøglernes Kreds’ formand, Kirsten Vad", "formand", "Nøglernes Kreds"),
    ("Fri af Nøds sekretariatsleder Kirsten Vad", "sekretariatsleder", "Fri af Nød"),
    ("formanden for Nøglens Venner, overlæge Kirsten Vad", "formand", "Nøglens Venner"),
    ("Nøglernes Kreds’ formand, borgmester i Havnby Kirsten Vad", "formand", "Nøglernes Kreds"),
    ("Kirsten Vejen Poulsen, leder af Retshjælpen i Centrum", "leder", "Retshjælpen i Centrum"),
    ("Kirsten Vad, formand for Socialudvalget i Ny Havn Kommune", "formand for Socialudvalget", "Ny Havn Kommune"),
    ("landsleder i Nøglehjælpen i Danmark Kirsten Vad", "landsleder", "Nøglehjælpen i Danmark"),
    ("formanden for Nøglens Venner, fhv. rektor Kirsten Vad", "formand", "Nøglens Venner"),
    ("A.P. Holms Mindefonds formand, Kirsten Vad", "formand", "A.P. Holms Mindefond"),
    ("forfatteren til bogen, journalist Kirsten Vad", "journalist", None),
    ("boligsocial koordinator hos Fonden Nøglen Kirsten Vad", "boligsocial koordinator", "Fonden Nøglen"),
    ("leder af Varmestuen på Torvet Kirsten Vad", "leder", "Varmestuen på Torvet"),
    ("formand for Nøglens Venner, Kirsten Vad, der også er leder af Låsens Hus", "formand", "Nøglens Venner"),
    ("Kirsten Vad, som er daglig leder af Fonden Nøglen", "daglig leder", "Fonden Nøglen"),
    ("Kirsten Vad, som til daglig er leder af Fonden Nøglen", "leder", "Fonden Nøglen"),
    ("rådmand for Social, Job og Sundhed Kirsten Vad", "rådmand for Social, Job og Sundhed", None),
    ("leder af forsorgshjemmet Broen, Kirsten Vad", "leder", "Broen"),
    ("sanger og trommist Kirsten Vad", "sanger og trommist", None),
    ("Kirsten Vad. Hun er tillidsmand på Havnby Sygehus", "tillidsmand", "Havnby Sygehus"),
    (
        "direktør i Forvaltning for Kultur, Fritid og Unge, Kirsten Vad",
        "direktør",
        "Forvaltning for Kultur, Fritid og Unge",
    ),
    ("leder af Center for Udsatte i Havnby Kommune Kirsten Vad", "leder af Center for Udsatte", "Havnby Kommune"),
    (
        "overlæge ved Medicinsk Afsnit på Havnby Hospital Kirsten Vad",
        "overlæge ved Medicinsk Afsnit",
        "Havnby Hospital",
    ),
    ("direktør i Fonden Nøglen, cand.mag. Kirsten Vad", "direktør, cand.mag.", "Fonden Nøglen"),
    ("Fonden Nøglens formand, advokat Kirsten Vad", "formand", "Fonden Nøglen"),
    ("Kirsten Vad, lektor, Skovskolen i Havnby", "lektor", "Skovskolen i Havnby"),
    ("jurist i Klagerådet, Kirsten Vad", "jurist", "Klagerådet"),
    ("formand for Udsatterådet i Havnby Kommune Kirsten Vad", "formand for Udsatterådet", "Havnby Kommune"),
    ("Kirsten Vad, direktør på Fasanskolen i Havnby", "direktør", "Fasanskolen"),
    ("Kirsten Vad, der er ansat som rådgiver hos Fonden Nøglen", "rådgiver", "Fonden Nøglen"),
    ("K.B. Vad, formand for Borgerlisten", "formand", "Borgerlisten"),
    ("Kirsten Vad, formand for Nøglens Fonds bestyrelse", "formand", "Nøglens Fond"),
    (
        "Kirsten Vad, formand for Havnby Kommunes Socialudvalg",
        "formand for Havnby Kommunes Socialudvalg",
        "Havnby Kommune",
    ),
    ("direktør i Fonden Låse og Nøgler, Kirsten Vad", "direktør", "Fonden Låse og Nøgler"),
    ("formand for Boligforeningen Havnen af 1921, Kirsten Vad", "formand", "Boligforeningen Havnen af 1921"),
    ("rådmand for Senior og Bolig Kirsten Vad", "rådmand for Senior og Bolig", None),
    ("leder af Familiehuset, Havnby Kommune, Kirsten Vad", "leder af Familiehuset", "Havnby Kommune"),
    ("formand for Byggegruppen i 3F Havnby, Kirsten Vad", "formand for Byggegruppen", "3F Havnby"),
    ("projektleder i Dansk Uglevagt, biolog Kirsten Vad", "projektleder", "Dansk Uglevagt"),
    ("Kirsten Vad, der er mor til Ida på ni", "mor", None),
    ("Kirsten Vad. Tidligere formand i ni år er Kirsten Vad", "formand", None),
)


@pytest.mark.parametrize(("who", "title", "organisation"), POSTS)
def test_titles_and_organisations_are_told_apart(who: str, title: str, organisation: str | None) -> None:
    """A title before or after a name is cut off where its organisation begins."""
    [speaker] = extract(release(f"»Vi er klar nu,« siger {who}.")).speakers
    assert speaker.title and speaker.title.text == title
    assert (speaker.organisation and speaker.organisation.text) == organisation


BESIDE = (
    "Fonden Nøglen har bygget huset. Her er Kirsten Vad direktør.\n\n»Vi er klar nu,« siger hun.",
    "I Fonden Nøglen er Kirsten Vad direktør.\n\n»Vi er klar nu,« siger Kirsten Vad.",
    "Huset tilhører Fonden Nøglen, hvor Kirsten Vad er direktør.\n\n»Vi er klar nu,« siger hun.",
    "For Fonden Nøglen er det en god dag. »Vi er klar nu,« siger direktør Kirsten Vad.",
    "Fonden Nøglen ved direktør Kirsten Vad skriver:\n\n»Vi er klar nu.«",
    "Fonden Nøglen har valgt Kirsten Vad til direktør.\n\n»Vi er klar nu,« siger Kirsten Vad.",
    "Fonden Nøglen og Foreningen Låsen bygger.\n\nFondens direktør Kirsten Vad er glad.\n\n»Vi er klar nu,« siger hun.",
    "Fonden Nøglen bygger. »Vi er klar nu,« siger fondens direktør Kirsten Vad, leder af Låsens Hus.",
    "Kirsten Vad er glad. Hun er direktør i Fonden Nøglen.\n\n»Vi er klar nu,« siger hun.",
    "Kirsten Vad har været direktør i Fonden Nøglen siden 2019.\n\n»Vi er klar nu,« siger hun.",
    "Siden 2019 har Kirsten Vad været direktør i Fonden Nøglen.\n\n»Vi er klar nu,« siger hun.",
    "Kirsten Vad arbejder som direktør i Fonden Nøglen.\n\n»Vi er klar nu,« siger hun.",
    "Kirsten Vad, 43, er direktør i Fonden Nøglen.\n\n»Vi er klar nu,« siger hun.",
    "Kirsten Vad er 43 år og direktør i Fonden Nøglen.\n\n»Vi er klar nu,« siger hun.",
    "Direktøren for Fonden Nøglen hedder Kirsten Vad.\n\n»Vi er klar nu,« siger hun.",
    "Her er direktør Kirsten Vad. Hun arbejder for Fonden Nøglen.\n\n»Vi er klar nu,« siger hun.",
)


@pytest.mark.parametrize("body", BESIDE)
def test_a_post_may_stand_in_another_sentence(body: str) -> None:
    """What somebody is, and where, is put together from the sentences around the quote."""
    [speaker] = extract(release(body, "Huset er færdigt")).speakers
    assert speaker.title and speaker.title.text.casefold() == "direktør"
    assert speaker.organisation and speaker.organisation.text == "Fonden Nøglen"


@pytest.mark.parametrize("body", ["»Vi er klar,« siger Kirsten Vad. Hun er mor til tre.", "Her er Kirsten Vad glad."])
def test_what_is_no_post_gives_none(body: str) -> None:
    """Somebody's children and moods are no title."""
    speakers = extract(release(body + "\n\n»Vi er her endnu,« siger Kirsten Vad.")).speakers
    assert [speaker.title for speaker in speakers] == [None]


EMPLOYERS = (
    (
        "Instituttet for Boliger har talt. »Vi er klar nu,« siger Kirsten Vad, forsker ved instituttet.",
        "Instituttet for Boliger",
    ),
    ("Idéen kom fra Havnby Museum.\n\n»Vi er klar nu,« siger museumsinspektør Kirsten Vad.", "Havnby Museum"),
    ("Havnby Havn er glad.\n\n»Vi er klar nu,« siger havnekaptajn Kirsten Vad.", "Havnby Havn"),
    (
        "Havnby Dyrepark åbner.\n\nParkens direktør, Kirsten Vad, er glad.\n\n»Vi er klar nu,« siger hun.",
        "Havnby Dyrepark",
    ),
    ("Det sker i Havnby Kommune.\n\n»Vi er klar nu,« siger borgmester Kirsten Vad.", "Havnby Kommune"),
    ("Hos Lejernes Union er man glad.\n\n»Vi er klar nu,« siger formand Kirsten Vad.", "Lejernes Union"),
    ("Lejernes Parti i Havnby er glad.\n\n»Vi er klar nu,« siger formand Kirsten Vad.", "Lejernes Parti i Havnby"),
    (
        "Lærernes Forbund – Havnby vil mere.\n\n»Vi er klar nu,« siger formand Kirsten Vad.",
        "Lærernes Forbund – Havnby",
    ),
    (
        "Bagernes Klub, Havnby og Omegn, er med.\n\n»Vi er klar nu,« siger klubbens formand Kirsten Vad.",
        "Bagernes Klub, Havnby og Omegn",
    ),
    (
        "Havnby Kommunes Jobcenter har spurgt. Nu har afdelingsleder Kirsten Vad svaret.\n\n»Vi er klar,« siger hun.",
        "Havnby Kommunes Jobcenter",
    ),
    (
        "Det er godt for Hotel Havblik.\n\nPå hotellet er vært Kirsten Vad glad.\n\n»Vi er klar,« siger hun.",
        "Hotel Havblik",
    ),
    ("Det er Ølisten Havnby.\n\n»Vi er klar,« siger listens kandidat Kirsten Vad.", "Ølisten Havnby"),
    ("Her spiller IF Fremad Havnby.\n\n»Vi er klar nu,« siger klubbens kasserer Kirsten Vad.", "IF Fremad Havnby"),
    ("Dørene i Havnby Svømmehal er åbne.\n\n»Vi er klar nu,« siger halleder Kirsten Vad.", "Havnby Svømmehal"),
    ("Ovnen er tændt på Havnby Glasværk.\n\n»Vi er klar nu,« siger glaspuster Kirsten Vad.", "Havnby Glasværk"),
    (
        "Postvæsenet Havnby deler ud. »Vi er klar,« siger formand Kirsten Vad.\n\nKontakt: ib@posthavn.example",
        "Postvæsenet Havnby",
    ),
    (
        "Her er Jobcenter Havnby.\n\nKonsulent Kirsten Vad fra jobcentret smiler. »Vi er klar,« siger hun.",
        "Jobcenter Havnby",
    ),
    (
        "Fonden Havnen og Havnby Kommune er med.\n\n»Vi er klar,« siger kommunens ungekoordinator Kirsten Vad.",
        "Havnby Kommune",
    ),
    ("Idéen kom fra Bro & Vad A/S. Bro & Vad er glad. »Vi er klar,« siger direktør Kirsten Vad.", "Bro & Vad A/S"),
    ("Lokallisten Grøn Bro vil mere.\n\n»Vi er klar nu,« siger spidskandidat Kirsten Vad.", "Lokallisten Grøn Bro"),
    ("Her er DanTog.\n\nSelskabet vil vente. »Vi er klar nu,« skriver driftsdirektør Kirsten Vad.", "DanTog"),
    (
        "Ib Bo er ny. Han kommer fra en stilling i Havnby Kommune.\n\nVadum Kommune er glad.\n\n"
        "»Vi er klar nu,« siger kommunens fællestillidsmand Kirsten Vad.",
        "Vadum Kommune",
    ),
    ("Bestyrelsen for Gadens Lys har valgt.\n\n»Vi er klar,« siger formand Kirsten Vad.", "Gadens Lys"),
    ("Huset er Røde Dørs. Bag det står Røde Dør.\n\n»Vi er klar,« siger formand Kirsten Vad.", "Røde Dør"),
    (
        "Havnby Museum åbner med støtte.\n\nNy Fond giver.\n\n»Vi er klar,« siger museumsinspektør Kirsten Vad.",
        "Havnby Museum",
    ),
)


@pytest.mark.parametrize(("body", "organisation"), EMPLOYERS)
def test_where_somebody_works_may_stand_further_up(body: str, organisation: str) -> None:
    """An employer that is not named beside the title is weighed from clues, and marked doubtful."""
    [speaker] = extract(release(body, "Huset er færdigt")).speakers
    assert speaker.organisation and speaker.organisation.text == organisation
    assert speaker.organisation.confidence is Confidence.DOUBTFUL


def test_a_headline_is_no_letterhead() -> None:
    """The organisation in a headline begins behind the small word."""
    body = "Havnby Museum fylder ti år.\n\n»Vi er klar nu,« siger museumsleder Kirsten Vad."
    [speaker] = extract(release(body, "Fest på Havnby Museum")).speakers
    assert speaker.organisation and speaker.organisation.text == "Havnby Museum"


UNEMPLOYED = (
    "Havnby Sygehus er stort.\n\n»Vi er klar nu,« siger praktiserende læge Kirsten Vad.",
    "Huset er tegnet af Lejernes Union.\n\nMange kom forbi.\n\n»Vi er klar nu,« siger driftsleder Kirsten Vad.",
    "Havnby Kommune er med.\n\n»Vi er klar nu,« siger Nørbys borgmester, Kirsten Vad.",
    "Sangforeningen Lærken synger.\n\n»Vi er klar nu,« siger domorganist Kirsten Vad.",
    "Skovejerne i Store Mose er med.\n\n»Vi er klar nu,« siger driftsleder Kirsten Vad.",
)


@pytest.mark.parametrize("body", UNEMPLOYED)
def test_an_organisation_that_is_only_near_employs_nobody(body: str) -> None:
    """Somebody with a title that people have anywhere gets no organisation because one is named further up."""
    [speaker] = extract(release(body, "Huset er færdigt")).speakers
    assert speaker.organisation is None


def test_a_contact_without_a_sentence_is_read() -> None:
    """A paragraph that ends with a title and a name ends the search for an organisation, too."""
    contact = (
        "For yderligere information:\nKommunikationsansvarlig Sif Bo\nTelefon: 12 34 81 05\nMail: sif@fond.example"
    )
    assert extract(contact).speakers == ()
    assert extract(release(contact)).speakers == ()


def test_the_mail_address_points_to_the_sender() -> None:
    """Of two organisations that are named alike, the one whose domain the addresses have sends the release."""
    body = (
        "Her mødes Lejernes Union og Husejernes Union.\n\n»Vi er klar,« siger pressechef Kirsten Vad.\n\nib@{}.example"
    )
    texts = [release(body.format(domain), "Huset er færdigt") for domain in ("lejerunion", "husejernes-union")]
    organisations = [
        speaker.organisation and speaker.organisation.text for text in texts for speaker in extract(text).speakers
    ]
    assert organisations == ["Lejernes Union", "Husejernes Union"]


SPOKEN_BY_NOBODY = (
    "»Der er brug for en samlet indsats,« hedder det i rapporten.",
    "Kirsten Vad kom. Siden udsendte bestyrelsen en udtalelse:\n\n»Vi kan ikke bakke op om forslaget.«",
)


@pytest.mark.parametrize("body", SPOKEN_BY_NOBODY)
def test_no_speaker_is_invented(body: str) -> None:
    """What a report or a board says is quoted, and nobody is named for it."""
    [quote] = extract(release(body)).quotes
    assert quote.speakers == ()


def test_a_title_may_be_shared() -> None:
    """»direktørerne« are a director each."""
    text = release("»Vi er klar nu,« siger direktørerne Kirsten Vad fra Nøglen og Ib Bo fra Låsen.")
    speakers = [(speaker.name.text, speaker.title, speaker.organisation) for speaker in extract(text).speakers]
    parts = [(name, title and title.text, organisation and organisation.text) for name, title, organisation in speakers]
    assert parts == [("Kirsten Vad", "direktør", "Nøglen"), ("Ib Bo", "direktør", "Låsen")]


@pytest.mark.parametrize("who", ["Amina, der er mor til tre, kom.", "En af dem er 19-årige Amina."])
def test_somebody_may_have_a_given_name_only(who: str) -> None:
    """Whoever is presented by it is the one whom »hun« means."""
    quotes = extract(release(f"Kirsten Vad så på.\n\n{who}\n\n»Vi er klar nu,« siger hun.")).quotes
    assert [quote.speakers for quote in quotes] == [("Amina",)]


def test_what_is_said_goes_on_with_whoever_spoke_last() -> None:
    """»lyder det« names nobody; where it names the paper that says it, nobody has said it."""
    first = "»Vi er klar nu,« siger Kirsten Vad.\n\n"
    for words, speakers in (("lyder det.", ("Kirsten Vad",)), ("lyder det i en pressemeddelelse.", ())):
        assert extract(release(f"{first}»Vi er her endnu,« {words}")).quotes[1].speakers == speakers


@pytest.mark.parametrize("sign", ["• ", "– ", "- "])
def test_a_headline_is_free_of_its_bullet(sign: str) -> None:
    """A sign that a page put before its headline is no part of it."""
    title = extract(release("Vi er glade.", f"{sign}Nøglen åbner dør")).title
    assert title and title.text == "Nøglen åbner dør" and title.start == len(sign)


@pytest.mark.parametrize("who", ["ADO’s formand", "ADO-formand", "formand i ADO,"])
def test_the_short_name_of_an_organisation_is_written_out(who: str) -> None:
    """An employer called by initials gets the long name that the text gives them."""
    text = release(f"Andelshavernes Organisation (ADO) er glad.\n\n- Vi er klar nu, siger {who} Kirsten Vad.")
    [speaker] = extract(text).speakers
    assert speaker.title and speaker.title.text == "formand"
    assert speaker.organisation and speaker.organisation.text == "Andelshavernes Organisation (ADO)"


DATES = json.loads((Path(__file__).parent / "dates_in_releases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("line", "iso"), DATES)
def test_every_form_of_date_is_read(line: str, iso: str | None) -> None:
    """A line of its own with a date, in any form in use, dates the release; one without a year does not."""
    release_date = extract(
        release(f"{line}\n\nI dag åbner Nøglen sin dør for alle, og der er kaffe på kanden hele dagen.")
    ).date
    assert (release_date and release_date.day) == (iso and date.fromisoformat(iso))


def test_the_seed() -> None:
    """The first press release of the alliance: everything an editor wrote above it is found again."""
    [seed] = NEWS.glob("2022-09-28-*aalborg-kommune*.md")
    body = seed.read_text(encoding="utf-8").split("---\n", 2)[2]
    text = f"Hjerteligt velkommen til Aalborg Kommune\n\n28. september 2022\n{body}\n\nTekst: Aalborg Kommune\n"
    extraction = extract(text, {Slug("aalborg-kommune"): ("Aalborg Kommune",)})
    assert extraction.date and extraction.date.day == date(2022, 9, 28)
    assert extraction.credit and extraction.credit.text == "Tekst: Aalborg Kommune"
    assert [member.slug for member in extraction.members] == ["aalborg-kommune"]
    assert extraction.size and extraction.size.count == 20
    assert [quote.speakers for quote in extraction.quotes] == [
        ("Kira West",),
        ("Nuuradiin S. Hussein",),
        ("Tina Maria Larsen",),
    ]
    assert [
        (speaker.title and speaker.title.text, speaker.organisation and speaker.organisation.text)
        for speaker in extraction.speakers
    ] == [
        ("direktør", "Hjem til Alle alliancen"),
        ("rådmand, Job og Velfærd", "Aalborg Kommune"),
        ("centerchef", "Aalborg Kommunes Center for Sociale Indsatser"),
    ]


MEMBERS = {
    Slug("aagaard-kommune"): ("Aagaard Kommune", "Ågård Kommune"),
    Slug("noeglen"): ("Fonden Nøglen",),
    Slug("ado"): ("Andelshavernes Organisation (ADO)",),
}


@pytest.mark.parametrize(
    ("body", "slugs"),
    [
        ("Det er Aagaard Kommunes egen skyld.", ["aagaard-kommune"]),
        ("Det hed dengang ÅGÅRD KOMMUNE.", ["aagaard-kommune"]),
        ("Det er Nøglens skyld.", ["noeglen"]),
        ("Det er ADO’s skyld, siger Fonden Nøglen.", ["ado", "noeglen"]),
        ("Der blev lagt en nøgle, men ingen ado.", []),
    ],
)
def test_members_are_found_by_all_their_names(body: str, slugs: list[str]) -> None:
    """A member is known by its former name, a short form and in the genitive; not by a word that looks like it."""
    assert [member.slug for member in extract(release(body, "Nyt"), MEMBERS).members] == slugs


def test_contacts_have_name_job_phone_and_address() -> None:
    """Name, job, phone and address are read from lines of contact."""
    [contact] = extract(
        release("Vi er klar.\n\nKontakt\nFormand Kirsten Vad, tlf.: 20 30 40 50, kv@ko.example")
    ).contacts
    assert (contact.name, contact.title, contact.phone, contact.email) == (
        "Kirsten Vad",
        "Formand",
        "20 30 40 50",
        "kv@ko.example",
    )


def test_paragraphs_cover_the_text_in_order() -> None:
    """Every paragraph has a part, and none is lost."""
    text = (
        "Nøglen åbner\n\n3. maj 2021\n\nDer er nyt fra Nøglen i dag.\n\nFoto: Ib Bo\n\nOm Nøglen\nNøglen er en fond.\n"
    )
    parts = [(text[slice(*paragraph.segment)], paragraph.part) for paragraph in extract(text).paragraphs]
    assert parts == [
        ("Nøglen åbner", Part.TITLE),
        ("3. maj 2021", Part.DATE),
        ("Der er nyt fra Nøglen i dag.", Part.BODY),
        ("Foto: Ib Bo", Part.CREDIT),
        ("Om Nøglen", Part.ABOUT),
        ("Nøglen er en fond.", Part.ABOUT),
    ]


def test_words_of_nobody_in_particular_are_never_certain() -> None:
    """Quotation marks alone are one sign; that a person says the words is the second."""
    body = "»Vi har ventet længe,« siger ejerne.\n\n»Nu er vi klar,« siger formand Kirsten Vad."
    owners, chair = extract(release(body, "Huset er færdigt")).quotes
    assert (owners.speakers, owners.words.confidence) == ((), Confidence.LIKELY)
    assert (chair.speakers, chair.words.confidence) == (("Kirsten Vad",), Confidence.CERTAIN)


@pytest.mark.parametrize("sign", [".", ":", " –"])
def test_a_dateline_ends_with_a_dash_a_full_stop_or_a_colon(sign: str) -> None:
    """Behind a place and a day with its year."""
    read = extract(f"Nyt bad åbner\n\nKlitby, 3. maj 2026{sign} Badet er stort, og alle kan komme.")
    assert read.date and read.date.day.isoformat() == "2026-05-03"
    assert read.dateline and read.dateline.text == "Klitby"


@pytest.mark.parametrize("day", ["fredag den 3. maj 2026", "d. 3. maj 2026", "3.5.2026", "2026-05-03", "3. MAJ 2026"])
@pytest.mark.parametrize("sign", [".", ":", " –"])
def test_a_dateline_has_its_day_in_every_form(day: str, sign: str) -> None:
    """With a weekday, in figures, in capitals: the forms that `without_dateline` knows."""
    read = extract(f"Nyt bad åbner\n\nKlitby, {day}{sign} Badet er stort, og alle kan komme.")
    assert read.date and read.date.day.isoformat() == "2026-05-03"
    assert read.dateline and read.dateline.text == "Klitby"


@pytest.mark.parametrize("opening", ["Klitby, 3. maj. Badet er stort", "Fristen er 3. maj 2026. Badet er stort"])
def test_a_sentence_with_a_day_is_no_dateline(opening: str) -> None:
    """Where the year is missing, or other words stand before the day, no full stop makes it one."""
    read = extract(f"Nyt bad åbner\n\n{opening}, og alle kan komme.")
    assert read.dateline is None and (read.date is None or read.date.confidence is Confidence.DOUBTFUL)


def test_a_contact_has_its_job_without_the_name_and_what_the_brackets_say() -> None:
    """The job may stand on both sides of the name."""
    body = (
        "Vi bygger.\n\nKontakt:\nOm byggeriet: Projektleder Jonas Lyng, Lindeby Kommune, mob.: 20 30 40 50\n"
        "Kirsten Vad, direktør (spørgsmål om huslejen), tlf. 12 34 56 78"
    )
    first, second = extract(release(body)).contacts
    assert (first.title, first.about) == ("Projektleder, Lindeby Kommune", "Om byggeriet")
    assert (second.title, second.about) == ("direktør", "spørgsmål om huslejen")


def test_the_only_paragraph_is_no_summary() -> None:
    """A date behind it does not set it apart from a body."""
    read = extract("Nyt bad åbner\n\nKlitby Kommune åbner et bad, som alle kan bruge hele året.\n\n3. maj 2026")
    assert read.deck is None


def test_a_part_of_a_list_begins_no_section_about_the_sender() -> None:
    """»om vinteren« has no capital; what stands below it is body."""
    read = extract(release("Vi åbner:\n\nom vinteren\n\n»Vi er klar nu,« siger Kirsten Vad."))
    assert [quote.words.text for quote in read.quotes] == ["Vi er klar nu"]


def test_two_numbers_in_a_table_are_no_date() -> None:
    """Only a full stop makes a number a day of a month that has a number, too."""
    assert extract(release("Vi åbner.\n\nNavn Etage Kr.\nA 2 4.000")).date_without_year is None


def test_a_label_says_what_a_contact_is_for() -> None:
    """»Kontakt presse«, and brackets behind the number."""
    body = "Vi bygger.\n\nKontakt presse: Kirsten Vad, 12 34 56 78\nKontakt borgere: Ib Bo, 20 30 40 50 (om leje)"
    first, second = extract(release(body)).contacts
    assert (first.name, first.about) == ("Kirsten Vad", "presse")
    assert (second.name, second.about) == ("Ib Bo", "om leje")


def test_a_day_in_figures_may_lack_its_year() -> None:
    """It is pointed out as that."""
    extracted = extract(release("Tirsdag d. 8/12\n\nVi åbner en dør, som alle kan bruge.")).date_without_year
    assert extracted and extracted.text == "Tirsdag d. 8/12"
