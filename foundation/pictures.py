"""Pictures that people send in are drawn anew: upright, without place, device, thumbnail, or a second file behind."""

import hashlib
import io
import warnings

from django.core.exceptions import ValidationError
from PIL import Image, ImageOps

LARGEST_PIXELS = 25_000_000
LARGEST_WEBP = 10_000_000
"""A WebP is unpacked three times over: as many bytes as one of 25 megapixels of the other kinds."""
STRIP = 64

TOO_MANY_PIXELS = "Gambar terlalu besar; paling banyak 25 megapiksel."
WEBP_TOO_LARGE = "Gambar WebP terlalu besar; paling banyak 10 megapiksel. Kirim sebagai JPEG."
BROKEN = "Gambar ini rusak atau tidak lengkap. Kirim ulang fotonya, atau kirim tangkapan layarnya."

END = b"\xff\xd9"
"""The last marker of a JPEG."""
MORE = b"\x5a\xa5\x33\xcc" * 256
"""Bytes of no meaning, which a decoder that still misses something draws."""


def redrawn(content: bytes, kind: str) -> tuple[bytes, str]:
    """The same picture without anything that came with it, and what it is now: PNG where it was or is see-through.

    `kind` is Pillow's name of what it claims to be. Raises ValidationError for more than 25 megapixels and for what
    cannot be drawn to its last row.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            return _drawn(_whole(content) if kind == "JPEG" else content, kind)
        except ValidationError:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise ValidationError(TOO_MANY_PIXELS, code="too_many_pixels") from None
        except Exception:  # fed with hostile bytes a decoder fails in any way; each of them means: no picture
            raise ValidationError(BROKEN, code="invalid") from None


def _drawn(content: bytes, kind: str) -> tuple[bytes, str]:
    """Works in place where it can: a picture of 25 megapixels takes 75 MB as it is."""
    with _opened(content, kind) as image:
        ImageOps.exif_transpose(image, in_place=True)
        shines_through = kind != "JPEG" and image.has_transparency_data
        into = "PNG" if kind == "PNG" or shines_through else "JPEG"
        mode = "RGBA" if shines_through else "RGB"
        bare = image if image.mode == mode else image.convert(mode)
        bare.info = {}
        out = io.BytesIO()
        bare.save(out, into, **({"quality": 88} if into == "JPEG" else {}))
        return out.getvalue(), into


def _opened(content: bytes, kind: str) -> Image.Image:
    image = Image.open(io.BytesIO(content), formats=[kind])
    if image.width * image.height > LARGEST_PIXELS:
        raise ValidationError(TOO_MANY_PIXELS, code="too_many_pixels")
    if kind == "WEBP" and image.width * image.height > LARGEST_WEBP:
        raise ValidationError(WEBP_TOO_LARGE, code="too_many_pixels")
    return image


def _whole(content: bytes) -> bytes:
    """A JPEG with its last marker, which some cameras and messengers cut off; raises where more is missing.

    A decoder draws something for what is missing, and does not tell. So it is asked twice, with other bytes in its
    place: only where nothing is missing does it draw the same.
    """
    if END in content[-2048:]:
        return content
    body = content.removesuffix(END[:1])
    if _looks(body + END) != _looks(body + MORE + END):
        raise ValidationError(BROKEN, code="invalid")
    return body + END


def _looks(content: bytes) -> bytes:
    """A fingerprint of the pixels, taken in strips to hold the picture in memory once."""
    digest = hashlib.sha256()
    with _opened(content, "JPEG") as image:
        image.load()
        for top in range(0, image.height, STRIP):
            digest.update(image.crop((0, top, image.width, min(top + STRIP, image.height))).tobytes())
    return digest.digest()
