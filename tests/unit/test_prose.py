"""What Markdown gives: HTML, plain words, links and files with their places, and every fault with its place."""

import pytest

from hjemsite.content.markdown.prose import FileUse, Link, Prose, prose
from hjemsite.diagnostics.diagnostic import Checked, Span
from hjemsite.urls import Url

PATH = "content/nyheder/aeroe/index.md"
LINE = 5
"""The line of the file on which every body here begins."""

TITLED = [
    ("## Åbent hus på Ærø", "aabent-hus-paa-aeroe"),
    ("## Tal\n\n## Tal\n\n## Tal 2", "tal tal-2 tal-2-2"),
    ("## Tal 2\n\n## Tal\n\n## Tal", "tal-2 tal tal-3"),
    ("## Menu\n\n## Indhold", "afsnit-menu afsnit-indhold"),
    ("## Citat 1\n\n## Note 1\n\n## Henvisning 1", "afsnit-citat-1 afsnit-note-1 afsnit-henvisning-1"),
    ("## !!!\n\n## ???", "afsnit afsnit-2"),
    ("## *Støtte* til [os](/om/)", "stoette-til-os"),
    ("Understreget\n------------", "understreget"),
]

SIMPLE = [
    ("", ""),
    (" \n\t\n    ", ""),
    ("Ét afsnit\nover to linjer.", "<p>Ét afsnit\nover to linjer.</p>"),
    ("Ét.\n\n\nTo.", "<p>Ét.</p>\n<p>To.</p>"),
    ("Ét.\r\n\r\nTo.\rTre.", "<p>Ét.</p>\n<p>To.\nTre.</p>"),
    ("en  \nto", "<p>en<br>\nto</p>"),
    ("---", "<hr>"),
    ("*Ærø* **Fur** _Læsø_ `Anholt`", "<p><em>Ærø</em> <strong>Fur</strong> <em>Læsø</em> <code>Anholt</code></p>"),
    ("***begge***", "<p><em><strong>begge</strong></em></p>"),
    ("fil_med_streger", "<p>fil_med_streger</p>"),
    ("> Vi bliver.", "<blockquote>\n<p>Vi bliver.</p>\n</blockquote>"),
    ("    a < b", "<pre><code>a &lt; b\n</code></pre>"),
    ("`<div>` og `<!-- -->`", "<p><code>&lt;div&gt;</code> og <code>&lt;!-- --&gt;</code></p>"),
    ("- æbler\n- pærer", "<ul>\n<li>æbler</li>\n<li>pærer</li>\n</ul>"),
    ("- æbler\n    - røde", "<ul>\n<li>æbler<ul>\n<li>røde</li>\n</ul>\n</li>\n</ul>"),
    ("1. Én\n2. To", "<ol>\n<li>Én</li>\n<li>To</li>\n</ol>"),
    ("3. Tre\n4. Fire", '<ol start="3">\n<li>Tre</li>\n<li>Fire</li>\n</ol>'),
    ("12. maj åbner vi.", "<p>12.\xa0maj åbner vi.</p>"),
    ("1986\\. Et år.", "<p>1986. Et år.</p>"),
    ("#åbenthus i dag", "<p>#åbenthus i dag</p>"),
    ("AT&T &amp; co. &lt;b&gt; &copy;", "<p>AT&amp;T &amp; co. &lt;b&gt; ©</p>"),
    ("{{ x }} og {% y %}", "<p>{{ x }} og {% y %}</p>"),
    ("## {{ x }}", '<h2 id="x">{{ x }}</h2>'),
    ("wzxhzdk:1 klzzwxh:0001", "<p>wzxhzdk:1 klzzwxh:0001</p>"),
    ("Nøglen - 100 kr...", "<p>Nøglen – 100\xa0kr…</p>"),
    ("`Nøglen - 100 kr...`", "<p><code>Nøglen - 100 kr...</code></p>"),
    ("sam\xadmen\u200bsat", "<p>sammensat</p>"),
    ("Tekst\n{.faktaboks}", '<p class="faktaboks">Tekst</p>'),
    ("*a*{.lille .faktaboks}", '<p><em class="lille faktaboks">a</em></p>'),
    ("Kl. ~~9~~ 10\\\nved molen", "<p>Kl.\xa0<del>9</del> 10<br>\nved molen</p>"),
    ("Vi har brug for:\n- penge\n- tid", "<p>Vi har brug for:</p>\n<ul>\n<li>penge</li>\n<li>tid</li>\n</ul>"),
    ("- a\n- b\n{.faktaboks}", '<ul class="faktaboks">\n<li>a</li>\n<li>b</li>\n</ul>'),
    ("- a\n\n{.faktaboks}", '<ul class="faktaboks">\n<li>a</li>\n</ul>'),
    ("> **a**\n>\n> b\n{.faktaboks}", '<div class="faktaboks">\n<p><strong>a</strong></p>\n<p>b</p>\n</div>'),
    ("> a\n>\n> b\n> {.faktaboks}", '<div class="faktaboks">\n<p>a</p>\n<p>b</p>\n</div>'),
    ("1. To\n   {.lille}", '<ol>\n<li class="lille">To</li>\n</ol>'),
    ("Til {navn=x} og {{ y }}", "<p>Til {navn=x} og {{ y }}</p>"),
    ("## Tal {.lille}", '<h2 class="lille" id="tal">Tal</h2>'),
]

TABLE = "| Ø | Antal | Note |\n|:--|--:|:-:|\n| Ærø | 12 {.lille} | a |"
TABLE_HTML = (
    '<table> <thead> <tr> <th class="venstre">Ø</th> <th class="hoejre">Antal</th> <th class="midt">Note</th> </tr>'
    ' </thead> <tbody> <tr> <td class="venstre">Ærø</td> <td class="lille hoejre">12</td> <td class="midt">a</td>'
    " </tr> </tbody> </table>"
)

LINKS = [
    ("[x](../../medlemmer/kab.md#om)", '<a href="/medlemmer/kab/#om">x</a>', "/medlemmer/kab/#om", 5, 30),
    ("[x](../fur.md)", '<a href="/nyheder/fur/">x</a>', "/nyheder/fur/", 5, 14),
    ("Se [x](/om/) nu", 'Se <a href="/om/">x</a> nu', "/om/", 8, 12),
    ("[x](#tal)", '<a href="#tal">x</a>', "/nyheder/aeroe/#tal", 5, 9),
    ('[x](</om/> "Om os")', '<a href="/om/" title="Om os">x</a>', "/om/", 6, 10),
    ("[x][a]\n\n[a]: /om/", '<a href="/om/">x</a>', "/om/", 6, 10),
]

OUTWARD = [
    ('[x](https://x.example/?a=1&b=2 "Å")', '<a href="https://x.example/?a=1&amp;b=2" title="Å">x</a>'),
    ("[x](http://x.example)", '<a href="http://x.example">x</a>'),
    ("[x](HTTPS://x.example)", '<a href="HTTPS://x.example">x</a>'),
    ("[x](mailto:presse@x.example)", '<a href="mailto:presse@x.example">x</a>'),
    ("[x](tel:+4500000000)", '<a href="tel:+4500000000">x</a>'),
    ("<https://x.example/ø>", '<a href="https://x.example/ø">https://x.example/ø</a>'),
    ("<presse@x.example>", '<a href="mailto:presse@x.example">presse@x.example</a>'),
]

FILES = [
    ('![Dør](Åben dør.JPG "Foto: Ib")', "Åben dør.JPG", "/nyheder/aeroe/aaben-doer.jpg", 8, 20),
    ('![Dør](<Åben dør.JPG> "Foto: Ib")', "Åben dør.JPG", "/nyheder/aeroe/aaben-doer.jpg", 9, 21),
    ('![Dør](%C3%85ben%20d%C3%B8r.JPG "Foto: Ib")', "Åben dør.JPG", "/nyheder/aeroe/aaben-doer.jpg", 8, 32),
    ('![Hus](billeder/hus.webp "Foto: Ib")', "content/billeder/hus.webp", "/presse/billeder/hus.webp", 8, 25),
    ('![Hus](./billeder/hus.webp "Foto: Ib")', "billeder/hus.webp", "/nyheder/aeroe/billeder-hus.webp", 8, 27),
    ("[bilag](bilag.pdf)", "bilag.pdf", "/nyheder/aeroe/bilag.pdf", 9, 18),
]

WORDS = [
    ("Åbent *hus* på [Ærø](/om/)`!`", "Åbent hus på Ærø!"),
    ("## Tal\n\nÉn\nto  \ntre", "Tal\n\nÉn to tre"),
    ("- æbler\n- pærer", "æbler\n\npærer"),
    ("3. Tre", "Tre"),
    ("![Dør](hus.jpg) er åben", "er åben"),
    ('Nøglen - "100 kr..."', 'Nøglen - "100 kr..."'),
    ("a &lt;b&gt; &amp; c", "a <b> & c"),
    ("a<br>b <b>c</b>", "a b c"),
    (TABLE, "Ø Antal Note\n\nÆrø 12 a"),
    ("Vi bliver.[^1]\n\n[^1]: Ifølge Tidselfonden.", "Vi bliver.\n\nIfølge Tidselfonden."),
    ("<script>x</script>", ""),
]

FAULTS = [
    ("<div>hej</div>", "fjernet-html", (5, 1, 5, 6)),
    ("Hej <b\nid='x'>du</b>", "fjernet-html", (5, 5, 6, 8)),
    ("en <!-- note\n\nmere --> to", "fjernet-html", (5, 4, 7, 9)),
    ("a\n\nb <script>x\n\ny</script> c", "fjernet-html", (7, 3, 9, 11)),
    ("<style>p{}\nc\n\nd", "fjernet-html", (5, 1, 8, 2)),
    ("a\n\n> <!-- b\n\nc", "fjernet-html", (7, 3, 9, 2)),
    ("a <!-- b\n\nc", "fjernet-html", (5, 3, 5, 9)),
    ("Ja *x*{.ny} nej", "fjernet-egenskab", (5, 7, 5, 12)),
    ("Tekst\n{#a .faktaboks}", "fjernet-egenskab", (6, 1, 6, 16)),
    ("## Tal {onclick=x}", "fjernet-egenskab", (5, 8, 5, 19)),
    ("Tekst {.lille} her", "fjernet-egenskab", (5, 7, 5, 15)),
    ("{.faktaboks}\n\nTekst", "fjernet-egenskab", (5, 1, 5, 13)),
    ("> a\n{.ny}", "fjernet-egenskab", (6, 1, 6, 6)),
    ("a\n\n    Vi åbner i morgen.\n    Kom!\n\nb", "indrykket-tekst", (7, 5, 8, 9)),
    ("- a\n\n      Vi åbner", "indrykket-tekst", (7, 7, 7, 15)),
    ("a\n\n\t- bus", "indrykket-tekst", (7, 2, 7, 7)),
    ("Se https://x@x.example/", "usikkert-link", (5, 4, 5, 24)),
    ("| [x](//a\\|b) |\n|---|", "usikkert-link", (5, 7, 5, 13)),
    ("- a\n\n  > b [x](//c)", "usikkert-link", (7, 11, 7, 14)),
    ("[x](javascript:alert)", "usikkert-link", (5, 5, 5, 21)),
    ("[x](<javascript:alert(1)>)", "usikkert-link", (5, 6, 5, 25)),
    ("[x](java&#115;cript:alert)", "usikkert-link", (5, 5, 5, 26)),
    ("[x](java&NewLine;script:alert)", "usikkert-link", (5, 5, 5, 30)),
    ("[x](data:text/html,x)", "usikkert-link", (5, 5, 5, 21)),
    ("[x](//x.example)", "usikkert-link", (5, 5, 5, 16)),
    ("<ftp://x.example>", "usikkert-link", (5, 2, 5, 17)),
    ("a\n\n[a]: javascript:x\n\n[a]", "usikkert-link", (7, 6, 7, 18)),
    ("[x](../../../../hemmelig.pdf)", "doedt-link", (5, 5, 5, 29)),
    ("[x](/om/../../x)", "doedt-link", (5, 5, 5, 16)),
    ("[x](..\\x.md)", "doedt-link", (5, 5, 5, 12)),
    ("[x](../fur/bilag.pdf)", "doedt-link", (5, 5, 5, 21)),
    ("[x](www.x.example)", "doedt-link", (5, 5, 5, 18)),
    ("[x](presse@x.example)", "doedt-link", (5, 5, 5, 21)),
    ("[x]()", "doedt-link", (5, 4, 5, 6)),
    ('![Hus](/hus.jpg "Foto: Ib")', "doedt-link", (5, 8, 5, 16)),
    ('![Hus](https://x.example/a.jpg "Foto: Ib")', "fremmed-billede", (5, 8, 5, 31)),
    ('![Hus](data:image/png;base64,AA "Foto: Ib")', "fremmed-billede", (5, 8, 5, 32)),
    ('![Hus](hus.tif "Foto: Ib")', "filtype", (5, 8, 5, 15)),
    ('Se ![](hus.jpg "Foto: Ib") nu', "mangler-billedtekst", (5, 4, 5, 27)),
    ("Se ![Hus](hus.jpg) nu", "mangler-fotograf", (5, 4, 5, 19)),
    ("Se ![Hus](hus.jpg 'Hus (2)') nu", "mangler-fotograf", (5, 4, 5, 29)),
    ("Se ![Hus](<åbent hus.jpg>) nu", "mangler-fotograf", (5, 4, 5, 27)),
    ("![Hus][h]\n\n[h]: hus.jpg", "mangler-fotograf", (7, 6, 7, 13)),
    ("a\n\n# Stor\n\nb", "overskrift-niveau", (7, 1, 7, 7)),
    ("## A\n\n#### B", "overskrift-niveau", (7, 1, 7, 7)),
    ("Stor\n====", "overskrift-niveau", (5, 1, 5, 5)),
    ("ét\u202eto", "usynligt-tegn", (5, 3, 5, 4)),
    ("a\n👩b\0c", "usynligt-tegn", (6, 3, 6, 4)),
    ("ét&#8238;to", "usynligt-tegn", (5, 3, 5, 10)),
    ("a\n\n" + "> " * 12 + "b", "for-indviklet", (7, 1, 7, 26)),
    ("a\n\n" + "b|" * 900 + "\n" + "-|" * 900 + "\n" + "c\n" * 300, "for-indviklet", (7, 1, 7, 1801)),
    ("a" * 1_000_001, "for-stor-fil", (5, 1, 5, 2)),
]


def read(body: str, *speech: str) -> Checked[Prose]:
    return prose(body, path=PATH, first_line=LINE, speech=speech)


def clear(body: str, *speech: str) -> Prose:
    """What a body without faults gives."""
    checked = read(body, *speech)
    assert checked.faults == ()
    return checked.value


@pytest.mark.parametrize(("body", "html"), SIMPLE)
def test_markdown_becomes_html(body: str, html: str) -> None:
    """Paragraphs, lists, emphasis, code, quotes and our classes, with the typography of Danish, and nothing run."""
    assert clear(body).html == html


@pytest.mark.parametrize(("body", "ids"), TITLED)
def test_each_heading_has_an_id_of_its_own(body: str, ids: str) -> None:
    """An id says the heading in plain letters; no two are alike, and none is one that the page itself uses."""
    assert [part.split('"')[0] for part in clear(body).html.split(' id="')[1:]] == ids.split()


def test_a_table_keeps_its_alignment_and_its_classes() -> None:
    """Alignment becomes a class beside the editor's own."""
    assert " ".join(clear(TABLE).html.split()) == TABLE_HTML


def test_footnotes_lead_there_and_back() -> None:
    """Each reference has its own way back, and ids count, whatever the label says."""
    html = clear('En[^å"<] og to[^å"<].\n\n[^å"<]: Ifølge Tidselfonden.').html
    for piece in (
        'En<sup id="henvisning-1"><a class="note" href="#note-1">1</a></sup>',
        'to<sup id="henvisning-1-2"><a class="note" href="#note-1">1</a></sup>',
        '<li id="note-1">\n<p>Ifølge Tidselfonden.',
        '<a class="tilbage" href="#henvisning-1" title="Tilbage til teksten fra note 1">↩</a>',
        '<a class="tilbage" href="#henvisning-1-2" title="Tilbage til teksten fra note 1">↩</a>',
    ):
        assert piece in html


@pytest.mark.parametrize(
    ("end", "html"), [("ordet", "ordet"), ("*ordet*", "<em>ordet</em>"), ("`x`", "<code>x</code>")]
)
def test_whatever_a_note_ends_with_the_way_back_follows(end: str, html: str) -> None:
    """A space that does not break stands between, and nothing of what the library writes to itself."""
    value = clear(f"En[^1].\n\n[^1]: Ifølge {end}")
    assert f'<p>Ifølge {html}\xa0<a class="tilbage"' in value.html
    assert value.text == "En.\n\nIfølge " + end.strip("*`")


def test_a_note_that_nothing_refers_to_has_no_way_back() -> None:
    """A link that leads nowhere is left out."""
    assert "<a" not in clear("En.\n\n[^1]: Ifølge Tidselfonden.").html


@pytest.mark.parametrize(("body", "html", "url", "start", "end"), LINKS)
def test_links_within_the_site(body: str, html: str, url: str, start: int, end: int) -> None:
    """A link to a source, a page or a heading is told with the place of its target."""
    value = clear(body)
    line = LINE + body.count("\n")
    assert value.html == f"<p>{html}</p>"
    assert value.links == (Link(Url(url), Span(PATH, line, start, line, end)),)
    assert value.files == ()


@pytest.mark.parametrize(("body", "html"), OUTWARD)
def test_links_to_the_world(body: str, html: str) -> None:
    """The web, mail and telephone pass; they are no concern of a later stage."""
    value = clear(body)
    assert value.html == f"<p>{html}</p>"
    assert (value.links, value.files) == ((), ())


@pytest.mark.parametrize(("body", "name", "url", "start", "end"), FILES)
def test_files_of_the_folder(body: str, name: str, url: str, start: int, end: int) -> None:
    """A picture or attachment is told by its path and its address, with the place of its target."""
    value = clear(body)
    assert value.files == (FileUse(name, Url(url), Span(PATH, LINE, start, LINE, end)),)
    assert f'"{url}"' in value.html
    assert value.links == ()


def test_a_picture_waits_until_it_is_seen() -> None:
    """A picture has its words and is loaded late."""
    html = clear('![Dør på "Ærø"](hus.jpg "Foto: Ib")').html
    image = '<img alt="Dør på &quot;Ærø&quot;" loading="lazy" src="/nyheder/aeroe/hus.jpg" title="Foto: Ib">'
    assert html == f"<p>{image}</p>"


def test_a_file_beside_a_lone_source_lives_at_its_page() -> None:
    """Without a folder of its own a source shares the files of its section; each page gets its copy."""
    value = prose("![Hus](hus.jpg)", path="content/nyheder/fur.md", first_line=1).value
    assert value.files[0].url == "/nyheder/fur/hus.jpg"


@pytest.mark.parametrize(("body", "text"), WORDS)
def test_the_words_are_what_the_editor_typed(body: str, text: str) -> None:
    """No markup, no typography, no signs of footnotes; paragraphs are parted by a blank line."""
    assert read(body).value.text == text


SPOKEN = "- Vi bliver, siger Søren Nørgaard.\n- Det er godt.\n\n- æbler\n- pærer"


def test_a_dash_before_the_words_of_a_quote_is_speech() -> None:
    """Each line of speech is a paragraph; a list stays a list."""
    value = clear(SPOKEN, "Vi bliver")
    assert value.html == (
        "<p>– Vi bliver, siger Søren Nørgaard.</p>\n<p>– Det er godt.</p>\n<ul>\n<li>æbler</li>\n<li>pærer</li>\n</ul>"
    )
    assert value.text.startswith("- Vi bliver, siger Søren Nørgaard.\n\n- Det er godt.")


def test_a_dash_without_a_quote_makes_a_list() -> None:
    """Only the document's own quotes make speech."""
    assert clear(SPOKEN).html.startswith("<ul>")
    assert clear(SPOKEN, "Vi rejser").html.startswith("<ul>")


@pytest.mark.parametrize(("body", "rule", "position"), FAULTS)
def test_a_fault_covers_just_what_is_wrong(body: str, rule: str, position: tuple[int, int, int, int]) -> None:
    """One fault, with its first line and column and its end in the file, and a way out."""
    (fault,) = read(body).faults
    assert (fault.rule, fault.span) == (rule, Span(PATH, *position))
    assert fault.message
    assert fault.message[-1] not in ".!"
    assert fault.hint


def test_a_removed_link_or_picture_leaves_its_words() -> None:
    """What an editor wrote is not lost with the address."""
    assert read("[Læs *mere*](javascript:x)").value.html == "<p>Læs <em>mere</em></p>"
    assert read("![Et hus](https://x.example/a.jpg)").value.html == "<p>Et hus</p>"


def test_levels_are_put_in_order() -> None:
    """A page has one main heading, and it is not the body's."""
    assert read("# Stor").value.html == '<h2 id="stor">Stor</h2>'


def test_a_closing_tag_is_no_fault_of_its_own() -> None:
    """A pair of tags is one mistake, a stray end is one too."""
    assert [fault.span.column for fault in read("<b>a</b> <i>c</i> </u>").faults] == [1, 10, 19]


@pytest.mark.parametrize("piece", ["a\u202e ", "<b>a ", "<!--a--> ", "*a*{.b} ", "# a\n\n", "&#8238;"])
def test_only_the_first_faults_of_a_kind_are_told(piece: str) -> None:
    """More than twenty of a kind would hide the rest."""
    assert len(read(piece * 100).faults) == 20


def test_faults_stand_in_the_order_of_the_file() -> None:
    """An editor reads from the top, whatever found the fault."""
    rules = [fault.rule for fault in read("# A\n\n<b>b\n\n![](c.jpg)\n\n[d](data:e)\n\nf\0").faults]
    names = "overskrift-niveau fjernet-html mangler-billedtekst mangler-fotograf usikkert-link usynligt-tegn"
    assert rules == names.split()


def test_a_reader_remembers_nothing() -> None:
    """What one body defines is unknown to the next."""
    read("[a][b] c[^d]\n\n[b]: /om/\n\n[^d]: Note")
    assert clear("[a][b] c[^d]\n\n[e]: /om/").html == "<p>[a][b] c[^d]</p>"
