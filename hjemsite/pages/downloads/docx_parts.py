"""The parts of a Word document that are the same in every one: types, relations, styles, lists (ECMA-376, part 1)."""

from hjemsite.limits import DOCX_LIST_LEVELS

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPEN = "http://schemas.openxmlformats.org"
_MAIN = f'xmlns:w="{_OPEN}/wordprocessingml/2006/main"'
_TYPE = "application/vnd.openxmlformats"
_WORD = f"{_TYPE}-officedocument.wordprocessingml"

CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="{_OPEN}/package/2006/content-types">'
    f'<Default Extension="rels" ContentType="{_TYPE}-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/docProps/core.xml" ContentType="{_TYPE}-package.core-properties+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_WORD}.numbering+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
    "</Types>"
)

_RELATIONS = f'{_HEAD}<Relationships xmlns="{_OPEN}/package/2006/relationships">'
_RELATION = '<Relationship Id="{}" Type="{}" Target="{}"/>'

RELATIONS = (
    _RELATIONS
    + _RELATION.format("document", f"{_OPEN}/officeDocument/2006/relationships/officeDocument", "word/document.xml")
    + _RELATION.format("core", f"{_OPEN}/package/2006/relationships/metadata/core-properties", "docProps/core.xml")
    + "</Relationships>"
)

LINKS = (
    _RELATIONS
    + _RELATION.format("styles", f"{_OPEN}/officeDocument/2006/relationships/styles", "styles.xml")
    + _RELATION.format("numbering", f"{_OPEN}/officeDocument/2006/relationships/numbering", "numbering.xml")
    + "{}</Relationships>"
)
"""Of the document; takes the relations of its links."""

CORE = (
    f'{_HEAD}<cp:coreProperties xmlns:cp="{_OPEN}/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{}</dc:title><dc:creator>{}</dc:creator><dc:language>da-DK</dc:language>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{}</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{}</dcterms:modified>'
    "</cp:coreProperties>"
)
"""Takes title, creator, and when it was made and changed."""

DOCUMENT = (
    f'{_HEAD}<w:document {_MAIN} xmlns:r="{_OPEN}/officeDocument/2006/relationships"><w:body>'
    "{}"
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/>'
    "</w:sectPr></w:body></w:document>"
)
"""On A4; takes the paragraphs."""


def _levels(form: str, text: str) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text.replace("LEVEL", str(level + 1))}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{360 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        for level in range(DOCX_LIST_LEVELS)
    )


NUMBERING = (
    f"{_HEAD}<w:numbering {_MAIN}>"
    f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{_levels("bullet", "•")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>'
    f"{_levels('decimal', '%LEVEL.')}</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    "{}</w:numbering>"
)
"""Takes the lists that count."""


def _style(name: str, called: str, looks: str = "", *, based_on: str = "Normal") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{called}"/>'
        f'<w:basedOn w:val="{based_on}"/><w:qFormat/>{looks}</w:style>'
    )


def _heading(level: int, size: int) -> str:
    looks = (
        f'<w:pPr><w:keepNext/><w:spacing w:before="280" w:after="80"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr>'
    )
    return _style(f"Heading{level}", f"heading {level}", looks)


# The headline is the document's first heading, so that Word's navigation and screen readers find it.
_TITLE = (
    '<w:pPr><w:keepNext/><w:spacing w:after="120"/><w:outlineLvl w:val="0"/></w:pPr>'
    '<w:rPr><w:b/><w:sz w:val="40"/></w:rPr>'
)
_INDENTED = '<w:pPr><w:spacing w:after="{}"/><w:ind w:left="567" w:right="567"/></w:pPr><w:rPr>{}</w:rPr>'
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)

STYLES = (
    f"{_HEAD}<w:styles {_MAIN}><w:docDefaults>"
    '<w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/>'
    '<w:lang w:val="da-DK"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    + _style("Title", "Title", _TITLE)
    + "".join(_heading(level, size) for level, size in ((2, 28), (3, 24), (4, 22), (5, 22), (6, 22)))
    + _style("Lead", "Manchet", '<w:rPr><w:b/><w:sz w:val="24"/></w:rPr>')
    + _style("Detail", "Oplysning", '<w:rPr><w:color w:val="595959"/></w:rPr>')
    + _style("Quote", "Quote", _INDENTED.format(80, "<w:i/>"))
    + _style("QuoteSource", "Citeret person", _INDENTED.format(160, ""))
    + _style("Code", "Kode", '<w:rPr><w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/></w:rPr>')
    + _style("Rule", "Streg", '<w:pPr><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1"/></w:pBdr></w:pPr>')
    + _style("ListBullet", "List Bullet", '<w:pPr><w:spacing w:after="60"/></w:pPr>')
    + _style("ListNumber", "List Number", '<w:pPr><w:spacing w:after="60"/></w:pPr>')
    + _style("ListContinue", "List Continue", '<w:pPr><w:spacing w:after="60"/></w:pPr>')
    + '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    '<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
    f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders>"
    '<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    "</w:styles>"
)
