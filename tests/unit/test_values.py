"""How a text in a field becomes a value, and what is said when it cannot."""

from datetime import datetime
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest

from hjemsite.content.frontmatter import values
from hjemsite.content.frontmatter.syntax.nodes import Mapping, Scalar, Sequence
from hjemsite.content.frontmatter.values import Instant, InvalidValueError, ScalarReader
from hjemsite.diagnostics.diagnostic import Span
from hjemsite.model import Day

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
SOMEWHERE = Span("content/nyheder/a.md", 2, 8, 2, 9)


def _read(kind: Any, text: str, plain: bool = True) -> object:
    leaf = next(reader for reader in get_args(kind) if isinstance(reader, ScalarReader))
    return leaf(Scalar(text, plain, SOMEWHERE))


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (values.Line, "  Ny\n  børnehave på\tÆrø ", "Ny børnehave på Ærø"),
        (values.Line, "A\u030aben do\u0308r", "Åben dör"),
        (values.Line, "hjem\u00adløs", "hjemløs"),
        (values.Line, "no", "no"),
        (values.Text, "a\n\nb\n", "a\n\nb"),
        (values.When, "2022-09-28", Instant(datetime(2022, 9, 28, tzinfo=COPENHAGEN), False)),
        (values.When, "2022-09-28T14:30:00Z", Instant(datetime(2022, 9, 28, 16, 30, tzinfo=COPENHAGEN), True)),
        (values.FullDay, "2022-09-28", Day(2022, 9, 28)),
        (values.PartialDay, "2022", Day(2022)),
        (values.PartialDay, "2022-09", Day(2022, 9)),
        (values.PartialDay, "2022-09-28", Day(2022, 9, 28)),
        (values.Number, "20", 20),
        (values.Number, "1.000", 1000),
        (values.Number, "12 000", 12000),
        (values.Number, "9999999", 9_999_999),
        (values.Flag, "Ja", True),
        (values.Flag, "true", True),
        (values.Flag, "NEJ", False),
        (values.Flag, "no", False),
        (values.Web, "https://blåbær.example/æ?a=b#c", "https://blåbær.example/æ?a=b#c"),
        (values.Web, "http://x.example:8080", "http://x.example:8080"),
        (values.SiteAddress, "https://x.example/alliance/", "https://x.example/alliance"),
        (values.OldAddress, "/gammel/", "/gammel/"),
        (values.OldAddress, "/nyheder/2019/ældre-hus.html", "/nyheder/2019/ældre-hus.html"),
        (values.OldAddress, "/a.b/c~d_e/", "/a.b/c~d_e/"),
        (values.OldAddress, "/Vis.aspx?id=12&side=2", "/Vis.aspx?id=12&side=2"),
        (values.OldAddress, "/?p=17", "/?p=17"),
        (values.OldAddress, "/filer/rapport.pdf", "/filer/rapport.pdf"),
        (values.MenuAddress, "/nyheder/#top", "/nyheder/#top"),
        (values.MenuAddress, "https://x.example/", "https://x.example/"),
        (values.FileName, "billeder/Åben dør.jpg", "billeder/Åben dør.jpg"),
        (values.FileName, "./foto.jpg", "foto.jpg"),
        (values.Email, "frida.holm+presse@noeglen.example", "frida.holm+presse@noeglen.example"),
        (values.Phone, "+45 12345678", "12 34 56 78"),
        (values.MemberKind, "boligorganisation", "boligorganisation"),
    ],
)
def test_what_fits_is_read(kind: Any, text: str, value: object) -> None:
    """As its field means it, in composed letters and without the blanks around it."""
    assert _read(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "rule", "texts"),
    [
        (values.When, "ugyldig-dato", ["2026-02-30", "22-11-2026", "i går", "2026", "2026-03-02 25:00"]),
        (values.FullDay, "ugyldig-dato", ["2026", "2026-03", "2026-03-02 10:00", "3/5 2026", "２０２２-09-28"]),
        (
            values.PartialDay,
            "ugyldig-dato",
            ["2026-13", "2026-00", "0999", "2101", "20x", "maj 2026", "2026-02-30", "5/0000", "13-2026"],
        ),
        (
            values.Number,
            "ugyldigt-tal",
            ["0", "00", "-1", "1,5", "1.5", "10.00", "1e3", "²", "２０", "tyve", "99999999"],
        ),
        (values.Flag, "ugyldig-vaerdi", ["måske", "1", "on", "x"]),
        (
            values.Web,
            "ugyldig-adresse",
            ["x.example", "//x.example", "ftp://x.example", "javascript:alert(1)", "https://", "https://x"]
            + ["https://a b.example", "https://u@x.example", "https://x.example:99999", "https://[x", "https://..dk"]
            + ['https://x.example/"onclick', "https://x.example/<b>", "https://x.example\\y", "https://.dk"],
        ),
        (values.SiteAddress, "ugyldig-adresse", ["x.example", "https://x.example/?a", "https://x.example/#a"]),
        (
            values.OldAddress,
            "ugyldig-adresse",
            ["/", "x", "/x", "//x/", "/../x/", "/./x/", "/x/../y/", "/.git/", "/x./", "/%2e%2e/", "/x y/"]
            + ["https://x.example/y/", "http://[x", "/x?y z", "/x?y#z", "/x\\y/", "/.html", "/<b>/", "/..html"],
        ),
        (values.MenuAddress, "ugyldig-adresse", ["om", "//x.example", "javascript:x", "/a b", "/a?b", "mailto:a@b.dk"]),
        (values.FileName, "ugyldig-vaerdi", ["../x", "/x", "a/../x", "\\x", "a\\b", "C:x", "a/..", "./../x", ".//x"]),
        (values.Email, "ugyldig-adresse", ["frida", "a@b", "a b@c.dk", "@c.dk", "a@c.dk, d@e.dk", "a@b@c.dk"]),
        (values.Phone, "ugyldigt-tal", ["123", "123456789", "+46 12345678", "tolv"]),
        (values.MemberKind, "ugyldig-vaerdi", ["forening", "Kommune", "kommuner"]),
        (values.Line, "tomt-felt", ["", "~", "null", "  ", "\u00ad"]),
    ],
)
def test_what_does_not_fit_is_refused(kind: Any, rule: str, texts: list[str]) -> None:
    """Each by the rule that an editor can look up."""
    for text in texts:
        with pytest.raises(InvalidValueError) as raised:
            _read(kind, text)
        assert raised.value.rule == rule, text


@pytest.mark.parametrize("text", ["~", "null", "Null"])
def test_nothing_in_quotation_marks_is_text(text: str) -> None:
    """Only a bare word can stand for nothing."""
    assert _read(values.Line, text, plain=False) == text


@pytest.mark.parametrize("node", [Sequence((), SOMEWHERE), Mapping({}, {}, SOMEWHERE)])
def test_a_list_is_no_text(node: object) -> None:
    """Neither are fields."""
    with pytest.raises(InvalidValueError) as raised:
        ScalarReader(str)(node)
    assert raised.value.rule == "forkert-slags"


@pytest.mark.parametrize(
    ("kind", "text", "hint"),
    [
        (values.When, "22-11-2026 kl. 14.30", "Skriv 2026-11-22 14:30"),
        (values.FullDay, "4. marts 2026", "Skriv 2026-03-04"),
        (values.PartialDay, "4/3 2026", "Skriv 2026-03-04"),
        (values.PartialDay, "snart", "Skriv et årstal, år-måned eller år-måned-dag, for eksempel 2022-09"),
        (values.Web, "www.noeglen.example/x", "Skriv https://www.noeglen.example/x"),
        (values.Web, "Nøglen", "Skriv hele adressen, for eksempel https://www.example.dk"),
        (values.OldAddress, "https://noeglen.example/gammel/", "Skriv /gammel/"),
        (values.OldAddress, "HTTPS://Noeglen.Example/Nyheder/Havn?utm_source=x#top", "Skriv /Nyheder/Havn/"),
        (values.OldAddress, "noeglen.example/nyheder/havn", "Skriv /nyheder/havn/"),
        (values.OldAddress, "nyheder/%C3%A6ldre-hus", "Skriv /nyheder/ældre-hus/"),
        (values.OldAddress, "//noeglen.example/havn.html", "Skriv /havn.html"),
        (values.OldAddress, "havn.html", "Skriv /havn.html"),
        (values.OldAddress, "nyheder.aspx", "Skriv /nyheder.aspx"),
        (values.OldAddress, "https://noeglen.example/?p=17", "Skriv /?p=17"),
        (values.OldAddress, "noeglen.example/nyhed.php?id=3#top", "Skriv /nyhed.php?id=3"),
        (values.Web, "https//noeglen.example", "Skriv https://noeglen.example"),
        (values.Web, "http:/noeglen.example", "Skriv http://noeglen.example"),
        (values.SiteAddress, "noeglen.example/?a", "Skriv https://noeglen.example/"),
        (values.MenuAddress, "om-os", "Skriv /om-os/"),
        (values.MenuAddress, "noeglen.example", "Skriv https://noeglen.example"),
        (values.Email, "mailto:ida@noeglen.example", "Skriv ida@noeglen.example"),
        (values.Number, "tyve", "Skriv 20"),
        (values.When, "”2026-12-01 06:00”", "Skriv 2026-12-01 06:00"),
        (values.When, "»1. december 2026 kl. 9«", "Skriv 2026-12-01 09:00"),
        (values.FullDay, "2026-12-01T23:30:00Z", "Skriv 2026-12-02"),
        (values.PartialDay, "maj 2026", "Skriv 2026-05"),
        (values.Flag, "“ja”", "Skriv ja"),
        (values.OldAddress, "http://noeglen.example", "Kun adresser som /nyheder/den-gamle-adresse/ kan føres videre"),
        (values.MemberKind, "Kommunen", "mente du »kommune«?"),
    ],
)
def test_the_way_out_is_what_was_meant(kind: Any, text: str, hint: str) -> None:
    """Where the text says enough to tell; and what is proposed is read the next time."""
    with pytest.raises(InvalidValueError) as raised:
        _read(kind, text)
    assert raised.value.hint == hint
    if raised.value.proposal:
        assert raised.value.proposal in hint
        _read(kind, raised.value.proposal)
