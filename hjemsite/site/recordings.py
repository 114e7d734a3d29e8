"""Sound and films of an article: each has what is said in it as text, for those who cannot hear it.

A film has captions (WebVTT), as WCAG 2.2 asks for (1.2.2); sound has captions or a transcript (1.2.1). What readers can
read is the transcript, or else the words of the captions.
"""

from collections.abc import Iterable, Iterator
from html import unescape
from posixpath import splitext

from hjemsite.cache.blob import size_of
from hjemsite.content.frontmatter.fields import ArticleFields, RecordingFields
from hjemsite.content.sources import Source, text_of
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.filetypes import CAPTIONS, PICTURES, RECORDINGS, SOUND, TRANSCRIPTS, Formats
from hjemsite.limits import TRANSCRIPT_BYTES
from hjemsite.model import Attachment, Picture, Recording
from hjemsite.site.attachments import BundleFiles
from hjemsite.urls import Url

RULE = "optagelse-uden-tekst"

_TIMES = lazy_pattern(
    r"(?:[0-9]{2,}:)?[0-9]{2}:[0-9]{2}\.[0-9]{3}[ \t]+-->[ \t]+(?:[0-9]{2,}:)?[0-9]{2}:[0-9]{2}\.[0-9]{3}.*"
)
_VOICE = lazy_pattern(r"<v(?:\.[^ \t>]*)?[ \t]+([^>]+)>")
_TAG = lazy_pattern(r"<[^>]*>")
_BLANK_LINES = lazy_pattern(r"\n\s*\n")
_LONG_PARAGRAPH = 400
"""Characters after which a sentence's end ends a paragraph of captions, too."""


class CaptionsError(Exception):
    """Captions that a browser would not show: what is wrong and what to do, in Danish."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def article_files(
    fields: ArticleFields, shelf: BundleFiles
) -> tuple[Picture | None, tuple[Attachment, ...], tuple[Url, ...], tuple[Recording, ...]]:
    """The picture, the attachments, the files in use that are for the press, and the recordings.

    What belongs to a recording, such as its captions, goes where that goes.
    """
    image, attachments = shelf.picture(fields.image, "image"), tuple(shelf.attachments(fields.attachments))
    attached = {attachment.url for attachment in attachments}
    shown = tuple(url for url in shelf.used if url not in attached)
    recorded = tuple(recordings(shelf, fields.recordings))
    press_files = tuple(dict.fromkeys((*shown, *(recording.file.url for recording in recorded))))
    return image, attachments, press_files, recorded


def recordings(shelf: BundleFiles, written: Iterable[RecordingFields]) -> Iterator[Recording]:
    """The recordings that can be used, with all that is said in them; the files are taken from `shelf`."""
    for number, fields in enumerate(written):
        files = _Files(shelf, number, fields)
        file = files.take("file", RECORDINGS)
        captions, transcript = files.take("captions", CAPTIONS), files.take("transcript", TRANSCRIPTS)
        poster = files.poster()
        paragraphs = tuple(files.paragraphs(captions, transcript))
        if file is not None and files.has_text():
            about = Attachment(shelf.address_of(fields.file), fields.title, size_of(file.content))
            spoken = shelf.address_of(fields.captions) if captions is not None else None
            yield Recording(about, spoken, poster, fields.credit, paragraphs)


class _Files:
    """The files of the recording that stands as `number` in the field."""

    def __init__(self, shelf: BundleFiles, number: int, fields: RecordingFields) -> None:
        self._shelf, self._number, self._fields = shelf, number, fields
        self._is_sound = splitext(fields.file)[1].lower() in SOUND

    def take(self, key: str, formats: Formats) -> Source | None:
        name = getattr(self._fields, key)
        return self._shelf.take(name, self._span(key), formats) if name else None

    def poster(self) -> Picture | None:
        name = self._fields.poster
        if name and self._is_sound:
            hint = "Slet feltet poster, eller brug billedet i feltet image"
            self._say("ugyldig-vaerdi", "poster", "Lyd har ikke noget stillbillede", hint)
            return None
        if self.take("poster", PICTURES) is None:
            return None
        return Picture(self._shelf.address_of(name), self._fields.title)

    def has_text(self) -> bool:
        """Whether what must be there as text is; else a fault says what to do."""
        if self._fields.captions or (self._is_sound and self._fields.transcript):
            return True
        stem = splitext(self._fields.file)[0]
        if self._is_sound:
            file = f"{stem}-udskrift.txt"
            hint = f"Skriv det, der bliver sagt, i {file} i samme mappe, og skriv transcript: {file}"
            self._say(RULE, "file", f"Det, der bliver sagt i »{self._fields.file}«, kan ikke læses", hint)
        else:
            hint = f"Læg underteksterne i mappen som {stem}.vtt, og skriv captions: {stem}.vtt"
            self._say(RULE, "file", f"Filmen »{self._fields.file}« har ingen undertekster", hint)
        return False

    def paragraphs(self, captions: Source | None, transcript: Source | None) -> Iterator[str]:
        """What is said: the transcript, or else the words of the captions."""
        spoken = self._text("captions", captions)
        if spoken:
            try:
                caption_texts = caption_paragraphs(spoken)
            except CaptionsError as error:
                self._say(RULE, "captions", f"Filen »{self._fields.captions}« {error.message}", error.hint)
                caption_texts = ()
        else:
            caption_texts = ()
        words = self._text("transcript", transcript)
        if transcript is not None and not transcript.refused and not words.strip():
            hint = "Skriv det, der bliver sagt, i filen"
            self._say(RULE, "transcript", f"Filen »{self._fields.transcript}« er tom", hint)
        own = (" ".join(paragraph.split()) for paragraph in _BLANK_LINES.split(words))
        yield from tuple(filter(None, own)) or caption_texts

    def _text(self, key: str, source: Source | None) -> str:
        if source is None or source.refused:
            return ""
        if size_of(source.content) > TRANSCRIPT_BYTES:
            message = f"Filen »{getattr(self._fields, key)}« er for stor til at stå på siden"
            self._say(
                "for-stor-fil", key, message, f"Del optagelsen, så hver tekst fylder højst {TRANSCRIPT_BYTES} byte"
            )
            return ""
        read = text_of(source)
        self._shelf.faults.extend(read.faults)
        return read.value

    def _say(self, rule: str, key: str, message: str, hint: str) -> None:
        self._shelf.faults.append(Diagnostic(rule, self._span(key), message, hint))

    def _span(self, key: str) -> Span:
        return self._shelf.document.span("recordings", self._number, key)


def caption_paragraphs(text: str) -> tuple[str, ...]:
    """The words of captions (WebVTT, W3C) as paragraphs: a new one where another speaks. Raises `CaptionsError`.

    >>> caption_paragraphs("WEBVTT\\n\\n00:01.000 --> 00:02.000\\n<v Ida>En\\n\\n00:02.000 --> 00:03.000\\n<v Ida>dør")
    ('Ida: En dør',)
    """
    paragraphs: list[str] = []
    before = None
    for cue in _cues(text):
        voice = _VOICE.match(cue)
        name = " ".join(unescape(voice[1]).split()) if voice else ""
        words = " ".join(unescape(_TAG.sub("", cue)).split())
        is_over = not paragraphs or (len(paragraphs[-1]) > _LONG_PARAGRAPH and paragraphs[-1].endswith((".", "!", "?")))
        if name != before or is_over:
            paragraphs.append(f"{name}: {words}" if name and name != before else words)
        else:
            paragraphs[-1] += f" {words}"
        before = name
    return tuple(filter(None, paragraphs))


def _cues(text: str) -> Iterator[str]:
    """The words of each caption, with their tags."""
    lines = text.split("\n")
    if lines[0][:7].rstrip() != "WEBVTT":
        raise CaptionsError("begynder ikke med WEBVTT", "Gem underteksterne som WebVTT")
    is_empty = True
    for block in _BLANK_LINES.split(text):
        before, arrow, _ = block.partition("-->")
        if not arrow or before.startswith("NOTE"):
            continue
        head = before.count("\n")
        times, *words = block.split("\n")[head:]
        if not _TIMES.fullmatch(times.strip()):
            hint = "Skriv tiderne som 00:01.000 --> 00:04.000, med punktum og ikke komma"
            raise CaptionsError(f"har en tid, der ikke kan læses: »{times.strip()[:60]}«", hint)
        if any(word.strip() for word in words):
            is_empty = False
            yield "\n".join(words)
    if is_empty:
        hint = "Skriv en linje med tiden, for eksempel 00:01.000 --> 00:04.000, og under den det, der bliver sagt"
        raise CaptionsError("har ingen undertekster", hint)
