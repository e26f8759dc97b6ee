"""Pictures: drawn anew without anything that came with them; broken, hostile and too large ones refused in words."""

import io
import random
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, PngImagePlugin

from foundation.files import cleaned_upload
from foundation.pictures import redrawn


def _image(kind="JPEG", size=(40, 30), **more):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **more)
    return out.getvalue()


def _clean(content):
    return cleaned_upload(io.BytesIO(content))


def _png_of(width, height):
    """A tiny file that says it is a huge picture."""

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_where_and_with_what_a_picture_was_taken_is_removed():
    exif = Image.Exif()
    exif[0x010F] = "KameraRahasia"
    exif.get_ifd(0x8825)[2] = (6.0, 10.0, 3.0)
    photo = _image(exif=exif)
    assert b"KameraRahasia" in photo

    clean = _clean(photo).content
    assert b"KameraRahasia" not in clean
    assert not Image.open(io.BytesIO(clean)).getexif()


def test_comments_and_colour_profiles_are_removed_too():
    clean = _clean(_image(comment=b"Siti di rumah", icc_profile=b"profil-perangkat" * 20)).content
    assert b"Siti" not in clean
    assert b"profil-perangkat" not in clean


def test_a_picture_taken_sideways_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert Image.open(io.BytesIO(_clean(_image(exif=exif)).content)).size == (30, 40)


@pytest.mark.parametrize("kind", [5, 11])
def test_a_picture_whose_notes_are_of_the_wrong_kind_is_refused(kind):
    """Orientation, and a description that is no text: what turns the picture upright writes both anew, and fails."""
    sideways = struct.pack("<HHIHH", 0x0112, 3, 1, 6, 0)
    described = struct.pack("<HHII", 0x010E, kind, 1, 16)
    notes = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 2) + described + sideways + bytes(4)

    with pytest.raises(ValidationError):
        _clean(_image(exif=notes))


def test_text_and_a_second_file_hidden_in_a_picture_are_dropped():
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "<script>rahasia</script>")
    hidden = _image("PNG", pnginfo=info) + b"PK\x03\x04<?php system('x') ?>"

    clean = _clean(hidden).content
    assert b"rahasia" not in clean
    assert b"php" not in clean


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8\xff" + b"\0" * 100,
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n" + b"\xff" * 500,
        _image()[:200],
        _image("PNG")[:60],
        _png_of(60_000, 60_000),
        _png_of(5_001, 5_000),
        _png_of(2**31 - 1, 2**31 - 1),
        _png_of(0, 10),
    ],
)
def test_hostile_and_broken_files_are_refused_in_words(content):
    with pytest.raises(ValidationError) as refusal:
        _clean(content)
    assert refusal.value.messages[0].startswith("Gambar")


def test_a_sound_picture_of_more_than_25_megapixels_is_refused_before_it_is_drawn():
    with pytest.raises(ValidationError, match="25 megapiksel"):
        _clean(_image("PNG", size=(5_001, 5_000)))


def _noise(kind, **more):
    out = io.BytesIO()
    size = (320, 200)
    grain = random.Random(7).randbytes(size[0] * size[1])  # the same each time
    Image.frombytes("L", size, grain).convert("RGB").save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize("more", [{}, {"progressive": True}, {"restart_marker_blocks": 4}])
@pytest.mark.parametrize("missing", [1, 2])
def test_a_jpeg_that_lacks_only_its_last_marker_is_redrawn(more, missing):
    photo = _noise("JPEG", **more)
    assert _clean(photo[:-missing]).content == _clean(photo).content


@pytest.mark.parametrize("more", [{}, {"progressive": True}, {"restart_marker_blocks": 4}])
@pytest.mark.parametrize("missing", [8, 20, 400, 20_000])
def test_a_jpeg_that_lacks_part_of_the_picture_is_refused(more, missing):
    with pytest.raises(ValidationError, match="tidak lengkap"):
        _clean(_noise("JPEG", **more)[:-missing])


def test_what_stands_behind_the_last_marker_is_dropped():
    photo = _noise("JPEG")
    clean = _clean(photo + b"film" * 2_000).content
    assert clean == _clean(photo).content


def test_a_webp_is_kept_as_a_jpeg_without_what_came_with_it():
    exif = Image.Exif()
    exif[0x010F] = "KameraRahasia"
    photo = _noise("WEBP", exif=exif)
    assert b"KameraRahasia" in photo

    clean = _clean(photo)
    assert (clean.content[:3], clean.suffix) == (b"\xff\xd8\xff", ".jpg")
    assert b"KameraRahasia" not in clean.content
    assert not Image.open(io.BytesIO(clean.content)).getexif()


def test_a_webp_that_is_see_through_stays_so_as_a_png():
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 128, 128, 60)).save(out, "WEBP", lossless=True)
    clean = _clean(out.getvalue())

    assert clean.content_type == "image/png"
    assert Image.open(io.BytesIO(clean.content)).getpixel((0, 0)) == (0, 128, 128, 60)


def test_a_webp_of_more_than_ten_megapixels_is_refused_before_it_is_drawn():
    out = io.BytesIO()
    Image.new("RGB", (4_000, 2_501)).save(out, "WEBP")
    with pytest.raises(ValidationError, match="10 megapiksel"):
        _clean(out.getvalue())


@pytest.mark.parametrize("cut", [12, 16, 30, 200, -1_000])
def test_a_broken_webp_is_refused(cut):
    with pytest.raises(ValidationError, match="rusak atau tidak lengkap"):
        redrawn(_noise("WEBP")[:cut], "WEBP")
