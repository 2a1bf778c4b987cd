"""Office documents, built as the programs build them, with as little as each kind needs."""

import io
import zipfile
from collections.abc import Mapping

_OFFICE = "http://schemas.openxmlformats.org/"
W = f'xmlns:w="{_OFFICE}wordprocessingml/2006/main"'
MC = f'xmlns:mc="{_OFFICE}markup-compatibility/2006"'
X = f'xmlns="{_OFFICE}spreadsheetml/2006/main"'
R = f'xmlns:r="{_OFFICE}officeDocument/2006/relationships"'
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
_HIDDEN = " state='hidden'"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
OPEN = " ".join(
    f'xmlns:{name}="{_OPEN}{uri}:1.0"'
    for name, uri in (
        *((name, name) for name in ("office", "style", "text", "table")),
        *(("fo", "xsl-fo-compatible"), ("draw", "drawing")),
    )
)


def zipped(parts: Mapping[str, str | bytes], *, stored: bool = False) -> bytes:
    """A zip of these parts, in this order."""
    packed = io.BytesIO()
    way = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(packed, "w", way) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def relations(targets: Mapping[str, str]) -> str:
    """A part with relations: targets by kinds; what follows a # in a kind makes it another one."""
    told = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}officeDocument/2006/relationships/'
        f'{kind.partition("#")[0]}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'<Relationships xmlns="{_OFFICE}package/2006/relationships">{told}</Relationships>'


def titled(title: str) -> str:
    """A part with a title, of either family."""
    return f"<p {DC}><dc:title>{title}</dc:title></p>"


def word(body: str, **parts: str) -> bytes:
    """A document of Word. `parts`: the content of further ones by their kind ("footnotes")."""
    return zipped(word_parts(body, **parts))


def word_parts(body: str, **parts: str) -> dict[str, str | bytes]:
    """The parts of a document of Word, not packed yet."""
    root = {"header": "hdr", "footer": "ftr"}
    core = parts.pop("core", "")
    made: dict[str, str | bytes] = {
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations({kind: f"{kind}.xml" for kind in parts}),
    }
    for kind, content in parts.items():
        name = root.get(kind, kind)
        made[f"word/{kind}.xml"] = f"<w:{name} {W}>{content}</w:{name}>"
    if core:
        made["docProps/core.xml"] = titled(core)
    return made


def paragraph(words: str, properties: str = "") -> str:
    """A paragraph of Word with one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def open_text(body: str, **more: str) -> bytes:
    """An OpenDocument text. `more`: `automatic` styles, `styles` (the part), `title`."""
    content = (
        f"<office:document-content {OPEN} {DC}><office:automatic-styles>"
        f"{more.get('automatic', '')}</office:automatic-styles><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )
    parts: dict[str, str | bytes] = {"content.xml": content}
    if "styles" in more:
        styles = more["styles"]
        parts["styles.xml"] = f"<office:document-styles {OPEN}>{styles}</office:document-styles>"
    if "title" in more:
        parts["meta.xml"] = titled(more["title"])
    return open_zip("text", parts)


def open_sheets(tables: str, automatic: str = "") -> bytes:
    """An OpenDocument workbook."""
    content = (
        f"<office:document-content {OPEN} {DC}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return open_zip("spreadsheet", {"content.xml": content})


def open_zip(kind: str, parts: Mapping[str, str | bytes]) -> bytes:
    """An OpenDocument file of any parts: its kind stands first and is not packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        mime = f"application/vnd.oasis.opendocument.{kind}"
        archive.writestr(zipfile.ZipInfo("mimetype"), mime)
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def workbook(
    sheets: Mapping[str, str],
    *,
    shared: tuple[str, ...] = (),
    formats: Mapping[int, str] | None = None,
    looks: tuple[int, ...] = (),
    properties: str = "",
    hidden: tuple[str, ...] = (),
) -> bytes:
    """A workbook of Excel: what stands in each sheet by its name, shared words, looks of cells."""
    names = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"{_HIDDEN * (name in hidden)}/>'
        for at, name in enumerate(sheets, start=1)
    )
    codes = "".join(
        f'<numFmt numFmtId="{at}" formatCode="{code}"/>' for at, code in (formats or {}).items()
    )
    styles = "".join(f'<xf numFmtId="{look}"/>' for look in looks)
    words = "".join(f"<si>{words}</si>" for words in shared)
    targets = {f"worksheet#{at}": f"worksheets/sheet{at}.xml" for at in range(1, len(sheets) + 1)}
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relations({"officeDocument": "/xl/workbook.xml"}),
        "xl/workbook.xml": f"<workbook {X} {R}>{properties}<sheets>{names}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            {**targets, "sharedStrings": "sharedStrings.xml", "styles": "styles.xml"}
        ),
        "xl/sharedStrings.xml": f"<sst {X}>{words}</sst>",
        "xl/styles.xml": f"<styleSheet {X}><numFmts>{codes}</numFmts><cellXfs>{styles}</cellXfs>"
        "</styleSheet>",
    }
    for at, sheet in enumerate(sheets.values(), start=1):
        parts[f"xl/worksheets/sheet{at}.xml"] = f"<worksheet {X}>{sheet}</worksheet>"
    return zipped(parts)


def rows(*told: str) -> str:
    """Rows of a sheet of Excel, each by its cells."""
    return f"<sheetData>{''.join(f'<row>{row}</row>' for row in told)}</sheetData>"
