"""A copy of a held-back article does not come out, however it has been touched; a related one may."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hjemsite.pipeline.options import BuildOptions
from tests.shared_cache import build

ROOT = Path(__file__).resolve().parents[2]
AS_OF = datetime(2026, 11, 1, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))
SITE = "title: Nøglen-alliancen\naddress: https://noeglen.example\ndescription: Nyheder.\n"
EMBARGO, DRAFT, EXPIRED = "embargo: 2026-12-01 06:00", "draft: ja", "expires: 2026-10-30"

LONG = """
Vejlby Kommune åbner til foråret tolv små huse ved Havnevej. De er til borgere, der i dag sover på et herberg eller hos
en bekendt, og de første flytter ind den 1. marts. Kommunen har arbejdet på sagen i to år.

”Det afgørende er, at borgeren først får et sted at bo, og at vi så bliver hængende bagefter. Vi slipper ikke, fordi der
er sat flueben i et skema”, siger centerleder Marie Louise Toft.

Husene bliver bygget af træ og kan flyttes. Hvert hus har et værelse, et lille køkken og et bad, og huslejen er på 2.900
kroner om måneden. Byrådet har sat otte millioner kroner af til byggeriet.

Erfaringen fra andre kommuner er god: Fire ud af fem bor stadig i deres hus efter et år. Derfor skal støttepersonen
følge med, også når det går godt, og aftalen med beboeren bliver set efter hvert halve år.

Teknisk Udvalg skal nu finde grunde til endnu en række. Formanden regner med at have et forslag klar inden sommerferien.
""".strip()

SHORT = """
Bestyrelsen har ansat en ny direktør, som begynder den første i næste måned. Hun kommer fra en stilling i en anden
kommune, hvor hun har arbejdet med boliger til unge i ti år.
""".strip()

OTHER = """
Alliancens medlemmer mødes i næste uge til årets træf i Aagaard. På dagsordenen står en ny måde at tælle på, og der er
lagt op til debat om, hvem der skal betale for den. Tilmeldingen lukker på fredag.

Træffet slutter med en tur gennem havnekvarteret, hvor den lokale boligforening viser, hvordan gamle kontorer er blevet
til ungdomsboliger. Turen varer halvanden time, og der er kaffe undervejs.
""".strip()

ABOUT = """
Nøglen-alliancen er et samarbejde mellem kommuner, fonde, boligforeninger og organisationer, som vil gøre en ende på
hjemløshed i Danmark. Alliancen blev stiftet i 2019, har kontor i Vejlby og holder sine medlemmer underrettet om, hvad
der virker. Den modtager støtte fra tre fonde og fra medlemmerne selv.
""".strip()

BOX = """
> **Fakta om husene**
>
> Der er tolv huse på hver 28 kvadratmeter. De bliver bygget af en lokal tømrer, de kan flyttes, og de har solceller på
> taget. Huslejen er på 2.900 kroner om måneden med varme, og der er to års ventetid på dem.
{.faktaboks}
""".strip()

SPEECH = (
    "”Det afgørende er, at borgeren først får et sted at bo, og at vi så bliver hængende bagefter. Vi slipper ikke, "
    "fordi der er sat flueben i et skema. Det har vi lært i de to år, vi har prøvet det, og det gælder alle huse”, "
    "siger centerleder Marie Louise Toft."
)


def _paragraphs(text: str) -> list[str]:
    return text.split("\n\n")


def _each_paragraph(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: "\n\n".join(map(change, _paragraphs(text)))


def _third_word(words: list[str]) -> str:
    return " ".join([*words[:7], "naturligvis", *words[8:]])


TOUCHED: dict[str, Callable[[str], str]] = {
    "nothing": str,
    "a sentence at the end": lambda text: f"{text}\n\nPressen er velkommen på dagen, og der er parkering ved hallen.",
    "a sentence within": lambda text: text.replace(". ", ". Det kom frem på et møde i aftes. ", 1),
    "a new lead": lambda text: f"Nu er det snart så vidt, og det er der mange, der glæder sig over.\n\n{text}",
    "a word in each paragraph": _each_paragraph(lambda text: _third_word(text.split())),
    "a word in each sentence": lambda text: re.sub(r"\. (\w+) \w+", r". \1 nemlig", text),
    "another order": lambda text: "\n\n".join(reversed(_paragraphs(text))),
    "one paragraph": lambda text: " ".join(text.split()),
    "a paragraph for each sentence": lambda text: text.replace(". ", ".\n\n"),
    "other quotation marks": lambda text: text.replace("”", '"').replace("“", '"'),
    "quotation marks as in print": lambda text: re.sub("”([^”]+)”", r"»\1«", text),
    "headings": lambda text: text.replace("\n\n", "\n\n## Mellemrubrik\n\n"),
    "bold": lambda text: re.sub(r"\b(\w{7,})\b", r"**\1**", text),
    "capitals": str.upper,
}


def _first_half(text: str) -> str:
    paragraphs = _paragraphs(text)
    return "\n\n".join(paragraphs[: (len(paragraphs) + 1) // 2])


def _faults(root: Path, held: str, public: str, gate: str = EMBARGO, more: str = "") -> list[str]:
    """The rules of the faults when `public` is out and `held` is not; `more` are fields of the one that is out."""
    files = {
        "content/site.yaml": SITE,
        "content/medlemmer/vejlby.md": "---\nname: Vejlby\nkind: kommune\n---\n",
        "content/medlemmer/aagaard.md": "---\nname: Aagaard\nkind: kommune\n---\n",
        "content/nyheder/2026-10-20-holdt.md": f"---\ntitle: Tilbage\ndate: 2026-10-20\n{gate}\n---\n\n{held}\n",
        "content/nyheder/2026-10-25-ude.md": f"---\ntitle: Noget andet\ndate: 2026-10-25\n{more}---\n\n{public}\n",
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    (root / "templates").symlink_to(ROOT / "templates")
    rules = [fault.rule for fault in build(BuildOptions(root, AS_OF)).faults]
    return [rule for rule in rules if rule != "citat-uden-post"]


@pytest.mark.parametrize("gate", [EMBARGO, DRAFT, EXPIRED])
@pytest.mark.parametrize("touched", TOUCHED)
@pytest.mark.parametrize("text", [LONG, SHORT], ids=["long", "short"])
def test_a_touched_copy_is_stopped(text: str, touched: str, gate: str, tmp_path: Path) -> None:
    """Under another headline, and whatever kind of touch it has had."""
    assert _faults(tmp_path, text, TOUCHED[touched](text), gate) == ["kopi-af-tilbageholdt"]


@pytest.mark.parametrize("touched", ["nothing", "a word in each paragraph", "a sentence at the end", "another order"])
def test_half_of_it_is_a_copy(touched: str, tmp_path: Path) -> None:
    """The first half of an embargoed article says what it is about."""
    assert _faults(tmp_path, LONG, TOUCHED[touched](_first_half(LONG))) == ["kopi-af-tilbageholdt"]


@pytest.mark.parametrize("text", [LONG, SHORT], ids=["long", "short"])
def test_a_copy_within_another_article_is_stopped(text: str, tmp_path: Path) -> None:
    """An embargoed article that is a part of a longer one is out, too."""
    assert _faults(tmp_path, text, f"{OTHER}\n\n{text}") == ["kopi-af-tilbageholdt"]


def test_quotes_in_the_fields_of_one_are_no_difference(tmp_path: Path) -> None:
    """A copy from which the fields are lost is a copy."""
    words = "Det afgørende er, at borgeren først får et sted at bo, og at vi så bliver hængende bagefter"
    fields = f"speakers:\n  - name: Marie Louise Toft\nquotes:\n  - speaker: Marie Louise Toft\n    text: {words}\n"
    assert _faults(tmp_path, LONG, LONG, f"{EMBARGO}\n{fields.rstrip()}") == ["kopi-af-tilbageholdt"]


SHARED = {
    "the alliance": ABOUT,
    "the alliance, with a heading": f"## Om Nøglen-alliancen\n\n{ABOUT}",
    "the alliance, in bold": f"**Om Nøglen-alliancen:** {ABOUT}",
    "a fact box": BOX,
    "facts": f"## Fakta\n\n- Der er tolv huse på hver 28 kvadratmeter\n- De kan flyttes\n\n{ABOUT}",
    "a quotation": SPEECH,
    "a credit": "Tekst: Nøglen-alliancen og Vejlby Kommune. Foto: Ida Østergaard.",
    "the alliance and a quotation": f"{SPEECH}\n\n## Om os\n\n{ABOUT}",
    "contacts": f"**Kontakt**\n\nMarie Louise Toft, mobil 20 00 11 22\n\n{ABOUT}",
}


@pytest.mark.parametrize("shared", SHARED)
@pytest.mark.parametrize("gate", [EMBARGO, DRAFT, EXPIRED])
@pytest.mark.parametrize("texts", [(LONG, OTHER), (SHORT, OTHER), (OTHER, SHORT)], ids=["long", "short", "brief"])
def test_what_articles_share_is_no_copy(texts: tuple[str, str], gate: str, shared: str, tmp_path: Path) -> None:
    """The paragraph about the sender, a fact box, a quotation or a credit stand in many articles."""
    held, public = (f"{text}\n\n{SHARED[shared]}" for text in texts)
    assert _faults(tmp_path, held, public, gate) == []


def test_a_follow_up_may_quote(tmp_path: Path) -> None:
    """A draft that takes up two paragraphs of a published article, and a news item that takes up an expired one."""
    quoted = "\n>\n".join(f"> {' '.join(paragraph.split())}" for paragraph in _paragraphs(LONG)[:2])
    assert _faults(tmp_path, f"{OTHER}\n\nI oktober skrev vi:\n\n{quoted}", LONG, DRAFT) == []


def test_a_follow_up_may_quote_all_that_has_expired(tmp_path: Path) -> None:
    """Readers have seen it; what is new is at least as long."""
    assert _faults(tmp_path, SHORT, f"{OTHER}\n\nI oktober skrev vi:\n\n> {SHORT}", EXPIRED) == []


def test_the_way_out_works(tmp_path: Path) -> None:
    """A follow-up that quotes all of an article and links to it is not its copy."""
    link = "Se [nyheden fra i går](2026-10-25-ude.md)."
    assert _faults(tmp_path, f"{LONG}\n\n{link}", LONG, DRAFT) == []


def test_articles_of_two_members_may_share_a_form(tmp_path: Path) -> None:
    """A welcome is mostly the same words for every new member; the field tells them apart."""
    gate, more = f"{EMBARGO}\nmember: vejlby", "member: aagaard\n"
    assert _faults(tmp_path / "two", LONG, LONG.replace("Vejlby", "Aagaard"), gate, more) == []
    same = _faults(tmp_path / "one", LONG, LONG.replace("Vejlby", "Aagaard"), gate, "member: vejlby\n")
    assert same == ["kopi-af-tilbageholdt"]


def test_a_form_that_returns_is_no_copy(tmp_path: Path) -> None:
    """A notice that came out in three other months may be prepared for the next."""
    for month in ("07", "08", "09"):
        file = tmp_path / f"content/nyheder/2026-{month}-20-tal-{month}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            f"---\ntitle: Tal {month}\ndate: 2026-{month}-20\n---\n\n{SHORT}\n\nTallet er {month}.\n", "utf-8"
        )
    assert _faults(tmp_path, f"{SHORT}\n\nTallet er 11.", OTHER) == []
