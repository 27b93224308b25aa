"""What kind of document some bytes are: by their content first, by a declared media type second, by a file's name never."""
from __future__ import annotations

import io
import json
import re
import zipfile

from dragoman.errors import UnreadableError
from dragoman.readers.draft import Source
from dragoman.readers.encoding import marked_encoding, unmarked_wide_encoding

TEXT, MARKDOWN, HTML, PDF, JSONL = "text/plain", "text/markdown", "text/html", "application/pdf", "application/jsonl"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DECLARED = {  # media types that say how a text is to be read
    "text/html": HTML, "application/xhtml+xml": HTML, "text/markdown": MARKDOWN, "text/x-markdown": MARKDOWN, "text/plain": TEXT,
    "application/jsonl": JSONL, "application/x-jsonlines": JSONL, "application/x-ndjson": JSONL, "application/json-lines": JSONL,
}
_HEAD = 65_536  # bytes that are looked at
_MEND = "give it a text, a web page, a PDF, a .docx or JSON Lines"

# The first bytes of what is often met, from the formats' own specifications.
_SIGNATURES = {
    b"\x89PNG": "a PNG image", b"\xff\xd8\xff": "a JPEG image", b"II*\0": "a TIFF image", b"MM\0*": "a TIFF image",
    b"\x7fELF": "a program (ELF)", b"\xca\xfe\xba\xbe": "a Java class or a macOS program", b"\xcf\xfa\xed\xfe": "a macOS program",
    b"\x1f\x8b": "a gzip archive", b"\xfd7zXZ\0": "an xz archive", b"\x28\xb5\x2f\xfd": "a Zstandard archive",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive", b"Rar!\x1a\x07": "a RAR archive", b"SQLite format 3\0": "an SQLite database",
    b"\0asm": "a WebAssembly program", b"WARC/": "a WARC archive", b"%!PS": "a PostScript file",
}
_WORDY_SIGNATURES = {  # a text can begin with these too, so they count only before bytes that no text has
    b"GIF8": "a GIF image", b"BM": "a BMP image", b"RIFF": "a WebP image, a sound or a film", b"MZ": "a Windows program",
    b"BZh": "a bzip2 archive", b"OggS": "a sound or a film", b"ID3": "an MP3 sound", b"fLaC": "a FLAC sound", b"PAR1": "a Parquet file",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIPPED = {"word/": DOCX, "xl/": "a spreadsheet (XLSX)", "ppt/": "a presentation (PPTX)", "META-INF/container.xml": "an e-book (EPUB)",
           "content.xml": "an OpenDocument file"}  # how the names of their parts begin
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b")) + b"\x7f"
_MOST_CONTROL = 0.02  # share of control bytes in a text

_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|article|main|section|div|p|h[1-6]|table)[\s>/]",
    re.I | re.DOTALL)
_TAG = re.compile(rb"</?[a-z][a-z0-9]*(?:\s[^<>]{0,500})?/?>", re.I)
_XML_START = re.compile(rb"\s*(?:<\?xml\s|<(?:rss|feed|rdf:RDF|urlset|sitemapindex)[\s>])")
_JSON_OBJECT = re.compile(rb'\s*\{\s*"\w+"\s*:')
_MARKDOWN_START = re.compile(r"\s*#{1,6}\s+\S|---\n(?:.*\n)*?---\n")
_MARKDOWN = tuple(re.compile(sign, re.M) for sign in (
    r"^#{1,6}\s+\S", r"^[^\n]{3,}\n(?:={3,}|-{3,})[ \t]*$", r"\[[^\[\]\n]+\]\([^()\s]+\)", r"\*\*[^*\n]+\*\*", r"^```", r"^!\[", r"^>\s+\S",
    r"^\|.+\|[ \t]*$"))


def media_type_of(source: Source, declared: str | None = None) -> str:
    """The media type by which `READERS` is keyed; an UnreadableError naming what it looks like where no reader knows it."""
    kind = _binary_kind(source)
    if kind:
        return kind
    head = _plain_head(source.data)
    if _HTML_START.match(head):
        return HTML
    if _XML_START.match(head):
        raise UnreadableError(source.name, "XML, but not a web page", "give it the documents themselves, as HTML, text or JSON Lines")
    wanted = _DECLARED.get(declared or "")
    if wanted == JSONL or _is_jsonl(source, head):
        return JSONL
    if wanted in {MARKDOWN, TEXT} or (wanted == HTML and _TAG.search(head)):
        return wanted
    return MARKDOWN if _is_markdown(head.decode("utf-8", errors="replace")) else TEXT


def _binary_kind(source: Source) -> str | None:
    """PDF or DOCX, None for what may be text, an UnreadableError for anything else that is binary."""
    data, name = source.data, source.name
    start = data[:1024]
    if start.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"%PDF-") or (b"%PDF-" in start and b"startxref" in data[-2048:]):
        return PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(source)
    if data.startswith(_OLE):
        raise UnreadableError(name, "an old Office file, or one with a password", "save it as .docx or PDF, without a password")
    if data.startswith(rb"{\rtf"):
        raise UnreadableError(name, "an RTF file", "save it as .docx or PDF")
    control = _control_share(data)
    signatures = _SIGNATURES | _WORDY_SIGNATURES if control else _SIGNATURES
    for signature, what in signatures.items():
        if data.startswith(signature):
            raise UnreadableError(name, f"looks like {what}", _MEND)
    if control and data[4:8] == b"ftyp":
        raise UnreadableError(name, "looks like a film or an HEIC image", _MEND)
    if control > _MOST_CONTROL and not marked_encoding(data) and not unmarked_wide_encoding(data):
        raise UnreadableError(name, "binary data of no kind that is known here", _MEND)
    return None


def _control_share(data: bytes) -> float:
    """The share of bytes, at the start or at the end of the data, that no text has."""
    return max((len(part) - len(part.translate(None, _CONTROL))) / len(part) for part in (data[:_HEAD], data[-_HEAD:]))


def _zip_kind(source: Source) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        mend = "open it in a word processor and save it again as .docx"
        raise UnreadableError(source.name, "a damaged zip archive or Word document", mend) from None
    office = "[Content_Types].xml" in names or "mimetype" in names  # a zip archive may hold a folder "word" too
    kind = next((kind for part, kind in _ZIPPED.items() if office and any(name.startswith(part) for name in names)), "a zip archive")
    if kind != DOCX:
        raise UnreadableError(source.name, f"looks like {kind}", "give it the documents in it, as .docx, PDF, HTML, text or JSON Lines")
    return kind


def _plain_head(data: bytes) -> bytes:
    """The first bytes as UTF-8, without a byte-order mark."""
    encoding = marked_encoding(data) or unmarked_wide_encoding(data)
    return data[:_HEAD].decode(encoding, errors="ignore").encode("utf-8", errors="ignore") if encoding else data[:_HEAD]


def _is_jsonl(source: Source, head: bytes) -> bool:
    """Whether it is JSON Lines, good or broken; an UnreadableError for other JSON, False for text that begins with a bracket.

    One document among the first lines is enough: a bad line must not turn the others into prose.
    """
    if head.lstrip()[:1] not in {b"{", b"["}:
        return False
    lines = [line for line in head.split(b"\n") if line.strip()]
    if any(map(_is_document, lines[:20])):
        return True
    try:
        json.loads(source.data[:source.limits.document_bytes])
    except (ValueError, RecursionError):
        return bool(_JSON_OBJECT.match(head))  # its reader says where it breaks
    raise UnreadableError(source.name, "JSON, but not one document a line", 'write JSON Lines, one object with "text" a line (jq -c ".[]")')


def _is_document(line: bytes) -> bool:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(fields, dict) and "text" in fields


def _is_markdown(head: str) -> bool:
    """Whether it begins with a heading or a front matter, or shows two different signs of Markdown."""
    return bool(_MARKDOWN_START.match(head)) or sum(bool(sign.search(head)) for sign in _MARKDOWN) >= 2
