"""Media: what comes with a message is looked at for what it really is, and kept.

A photo is drawn anew, so that neither its place nor anything else hidden goes on; everything else is kept as it came
and is only ever offered as a download. What cannot be had is said so in the transcript, in plain words.
"""

from __future__ import annotations

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from bot.reception import Attachment

LARGEST = 10 * 1024 * 1024
LONGEST_SIDE = 2000


class MediaError(Exception):
    """The file cannot be kept. The message is a plain sentence for people."""


class TooLarge(MediaError):
    def __init__(self) -> None:
        super().__init__("The file is too large. Files up to 10 MB can be sent.")


class NotReadable(MediaError):
    def __init__(self, what: str = "photo") -> None:
        super().__init__(f"What was sent is not a {what} that can be read. Please send it again.")


class NotAllowed(MediaError):
    def __init__(self) -> None:
        super().__init__("The file was not where it should be, so it was not fetched.")


class TryLater(MediaError):
    """It may come on another try."""


def re_encoded(content: bytes) -> Attachment:
    """The photo drawn anew: without location or any other hidden data, upright, at most 2,000 pixels a side."""
    if len(content) > LARGEST:
        raise TooLarge
    try:
        with Image.open(io.BytesIO(content)) as image:
            upright = ImageOps.exif_transpose(image).convert("RGB")
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            drawn = io.BytesIO()
            upright.save(drawn, "JPEG", quality=85)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError, ValueError, SyntaxError):
        raise NotReadable from None
    return Attachment("photo", "image/jpeg", content=drawn.getvalue())


def kind_of(content_type: str) -> str:
    """What a provider's content type makes it: photo, voice, video or document."""
    family = content_type.partition("/")[0].strip().lower()
    return {"image": "photo", "audio": "voice", "video": "video"}.get(family, "document")


def checked(kind: str, content: bytes, name: str = "") -> Attachment:
    """What it is by its first bytes, whatever was said. NotReadable: it is not of its kind, or of none that we keep."""
    if kind == "photo":
        return re_encoded(content)
    content_type = _sniffed(content)
    if content_type is None or (kind in ("voice", "video") and kind_of(content_type) not in ("voice", "video")):
        raise NotReadable({"voice": "voice message", "video": "video"}.get(kind, "document"))
    return Attachment(kind, content_type, name=name, content=content)


_BEGINNINGS = (
    (b"OggS", "audio/ogg"),
    (b"#!AMR", "audio/amr"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"),
    (b"\xff\xf1", "audio/aac"),
    (b"\xff\xf9", "audio/aac"),
    (b"fLaC", "audio/flac"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"BEGIN:VCARD", "text/vcard"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)


def _sniffed(content: bytes) -> str | None:
    for beginning, content_type in _BEGINNINGS:
        if content.startswith(beginning):
            return content_type
    if content[4:8] == b"ftyp":
        return "audio/mp4" if content[8:11] == b"M4A" else "video/mp4"
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return "audio/wav"
    return "text/plain" if _is_plain(content) else None


def _is_plain(content: bytes) -> bool:
    """Words and no markup: a page or a script in a document's clothes is not kept."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return bool(text) and "\x00" not in text and not text.lstrip().startswith(("<", "#!"))
