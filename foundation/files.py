"""Files that people send in: what they are is decided by their content, and one table says which are taken."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.core.exceptions import ValidationError
from django.core.files import File
from django.http import FileResponse

from foundation.pdfs import checked_pdf, is_pdf
from foundation.pictures import redrawn
from foundation.storage import said_if_away

LARGEST_BYTES = 10 * 1024 * 1024
TOO_LARGE = "Ukuran berkas paling besar 10 MB."


@dataclass(frozen=True)
class CleanFile:
    """A file that is safe to keep and to hand out again."""

    content: bytes
    content_type: str
    suffix: str
    sha256: str


@dataclass(frozen=True)
class FileKind:
    """What may be sent in: its name, the endings it comes with, how it is known, and how it is made clean.

    `clean` answers the content and the name of the kind that it is now.
    """

    name: str
    content_type: str
    suffixes: tuple[str, ...]
    is_one: Callable[[bytes], bool]
    clean: Callable[[bytes], tuple[bytes, str]]


KINDS = (
    FileKind(
        "JPEG", "image/jpeg", (".jpg", ".jpeg"), lambda c: c[:3] == b"\xff\xd8\xff", partial(redrawn, kind="JPEG")
    ),
    FileKind("PNG", "image/png", (".png",), lambda c: c[:8] == b"\x89PNG\r\n\x1a\n", partial(redrawn, kind="PNG")),
    FileKind("WebP", "image/webp", (".webp",), lambda c: c[:4] + c[8:12] == b"RIFFWEBP", partial(redrawn, kind="WEBP")),
    FileKind("PDF", "application/pdf", (".pdf",), is_pdf, lambda c: (checked_pdf(c), "PDF")),
)
"""Asked in this order: a picture that carries a PDF behind it is a picture. A WebP is kept as JPEG or PNG."""

_NAMES = [kind.name for kind in (KINDS[-1], *KINDS[:-1])]
NAMED = f"{', '.join(_NAMES[:-1])}, atau {_NAMES[-1]}"
ALLOWED = f"{NAMED}, paling besar 10 MB."
"""What a person reads beside the field."""
ACCEPT = ",".join(suffix for kind in KINDS for suffix in kind.suffixes)
"""The `accept` attribute. An iPhone that does not find HEIC in it sends a JPEG."""

NOT_ACCEPTED = f"Berkas harus berupa {NAMED}."
HEIC = (
    "Foto berformat HEIC belum dapat dibaca. Di iPhone: Pengaturan > Kamera > Format > Paling Kompatibel,"
    " atau kirim tangkapan layar atau JPEG."
)
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}


def cleaned_upload(upload: File) -> CleanFile:
    """The upload, clean. Raises ValidationError, with what to do, for anything that is in no way one of `KINDS`."""
    content = upload.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        raise ValidationError(TOO_LARGE, code="too_large")
    for kind in KINDS:
        if kind.is_one(content):
            clean, name = kind.clean(content)
            kept = next(one for one in KINDS if one.name == name)
            return CleanFile(clean, kept.content_type, kept.suffixes[0], hashlib.sha256(clean).hexdigest())
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        raise ValidationError(HEIC, code="heic")
    raise ValidationError(NOT_ACCEPTED, code="invalid")


def serve(file: File, content_type: str, name: str) -> FileResponse:
    """Hand a kept file out: always as a download, never sniffed, in a sandbox if a browser opens it after all.

    `name` is ours (it must hold no personal data); whoever calls has checked who may have the file. Raises FilesAway
    where the file cannot be read, or is not where its row says, BrokenFile where it is not what was kept.
    """
    with said_if_away("Berkas ini tercatat, tetapi tidak dapat dibaca."):
        opened, size = file.open("rb"), file.size
    response = FileResponse(opened, as_attachment=True, filename=name, content_type=content_type)
    response["Content-Length"] = str(size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
