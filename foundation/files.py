"""Files that people send in: what they are is decided by their content, and images are drawn anew.

Only PDF, JPEG and PNG. A re-encoded image carries no EXIF (place, device, hidden thumbnail) and no second format.
"""

import hashlib
import io
import re
import warnings
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files import File
from django.http import FileResponse
from PIL import Image, ImageOps

LARGEST_BYTES = 10 * 1024 * 1024
LARGEST_PIXELS = 25_000_000

_STREAM = re.compile(rb">>\s*stream\r?\n")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_ENDS = rb"(?=[\x00\s()<>\[\]{}/%]|\Z)"
_ACTIVE = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE)" + _ENDS,
)
_OPEN_ACTION = re.compile(rb"/OpenAction" + _ENDS)
_GOES_TO_PAGE = re.compile(rb"\s*(\[|<<[^>]{0,300}/S\s*/(GoTo|Named)" + _ENDS + rb")")
_REFERENCE = re.compile(rb"\s*([0-9]{1,10})\s+([0-9]{1,5})\s+R" + _ENDS)
MOST_OPEN_ACTIONS = 10

NOT_ACCEPTED = "Berkas harus berupa PDF, JPEG, atau PNG yang utuh."
TOO_LARGE = "Ukuran berkas paling besar 10 MB."
TOO_MANY_PIXELS = "Gambar terlalu besar; paling banyak 25 megapiksel."


@dataclass(frozen=True)
class CleanFile:
    """A file that is safe to keep and to hand out again."""

    content: bytes
    content_type: str
    suffix: str
    sha256: str


def cleaned_upload(upload: File) -> CleanFile:
    """The upload as a clean PDF, JPEG or PNG. Raises ValidationError, with what to do, for anything else."""
    content = upload.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        raise ValidationError(TOO_LARGE, code="too_large")
    if content.startswith(b"%PDF-"):
        return _as_clean(_checked_pdf(content), "application/pdf", ".pdf")
    if content.startswith(b"\xff\xd8\xff"):
        return _as_clean(_redrawn(content, "JPEG"), "image/jpeg", ".jpg")
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _as_clean(_redrawn(content, "PNG"), "image/png", ".png")
    raise ValidationError(NOT_ACCEPTED, code="invalid")


def serve(file: File, content_type: str, name: str) -> FileResponse:
    """Hand a kept file out: always as a download, never sniffed, in a sandbox if a browser opens it after all.

    `name` is ours (it must hold no personal data); whoever calls has checked who may have the file.
    """
    response = FileResponse(file.open("rb"), as_attachment=True, filename=name, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _checked_pdf(content: bytes) -> bytes:
    """The PDF as it came, unless its plain objects name a script, a program to start, a form to send or a file inside.

    It keeps careless senders from passing such things on; it is no scanner. Objects in compressed or encrypted
    streams are not seen, and who means to hide something can. What protects whoever opens the file is `serve`.
    """
    if b"%%EOF" not in content[-2048:]:
        raise ValidationError(NOT_ACCEPTED, code="invalid")
    objects = _ESCAPED.sub(lambda code: bytes.fromhex(code[1].decode()), _without_streams(content))
    on_opening = [match.end() for match in _OPEN_ACTION.finditer(objects)]
    harmless = len(on_opening) <= MOST_OPEN_ACTIONS and all(_opens_at_a_page(objects, at) for at in on_opening)
    if _ACTIVE.search(objects) or not harmless:
        raise ValidationError("PDF ini memuat skrip atau lampiran. Cetak ulang sebagai PDF biasa.", code="active")
    return content


def _without_streams(content: bytes) -> bytes:
    """The PDF without the bodies of its streams: compressed bytes spell any short word sooner or later."""
    *closed, rest = content.split(b"endstream")
    return b"endstream".join([*(_STREAM.split(part, maxsplit=1)[0] for part in closed), rest])


def _opens_at_a_page(objects: bytes, start: int) -> bool:
    """Whether the /OpenAction whose value begins at `start` only says which page to show first."""
    if reference := _REFERENCE.match(objects, start):
        target = re.search(rb"(?<![0-9])%b\s+%b\s+obj" % reference.groups(), objects)
        start = target.end() if target else len(objects)
    return bool(_GOES_TO_PAGE.match(objects, start))


def _redrawn(content: bytes, kind: str) -> bytes:
    """The same picture, upright, without anything that came with it."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            with Image.open(io.BytesIO(content), formats=[kind]) as image:
                if image.width * image.height > LARGEST_PIXELS:
                    raise ValidationError(TOO_MANY_PIXELS, code="too_many_pixels")
                return _drawn(image, kind)
        except ValidationError:
            raise
        except Exception:  # fed with hostile bytes a decoder fails in any way; each of them means: no picture
            raise ValidationError(NOT_ACCEPTED, code="invalid") from None


def _drawn(image: Image.Image, kind: str) -> bytes:
    """Works in place where it can: a picture of 25 megapixels takes 75 MB as it is."""
    ImageOps.exif_transpose(image, in_place=True)
    mode = "RGBA" if kind == "PNG" and image.has_transparency_data else "RGB"
    bare = image if image.mode == mode else image.convert(mode)
    bare.info = {}
    out = io.BytesIO()
    bare.save(out, kind, **({"quality": 88} if kind == "JPEG" else {}))
    return out.getvalue()


def _as_clean(content: bytes, content_type: str, suffix: str) -> CleanFile:
    return CleanFile(content, content_type, suffix, hashlib.sha256(content).hexdigest())
