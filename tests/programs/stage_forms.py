"""What each stage's form asks, filled in rightly; and an evidence file."""

import io
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

VISIT = {"visited_on": "02/11/2026", "mentor": "Ibu Pendamping", "place": "Rumah usaha", "note": "Membahas kemasan."}
PERMIT = {"kind": "nib", "number": "9120001234567", "issuer": "OSS", "issued_on": "02/11/2026"}
SHOP = {"channel": "Tokopedia", "url": "https://www.tokopedia.com/contoh", "opened_on": "02/11/2026"}
TURNOVER = {"month": "10/2026", "amount": "2.500.000"}
FINANCING = {"lender": "Bank Jakarta", "kind": "kur", "amount": "10.000.000", "applied_on": "02/11/2026"}

FORMS = {
    "mentoring:record": ("P3", VISIT),
    "permits:record": ("P4", PERMIT),
    "shops:record": ("P5", SHOP),
    "turnover:record": ("P6", TURNOVER),
    "financing:apply": ("P7", FINANCING | {"disbursed_on": "03/11/2026", "reason": "Usaha sudah kuat."}),
}
"""By URL name: the stage it completes, and what is typed."""

EARLIER = date(2026, 1, 5)
"""A day of registration before all of these."""


def address(name, participant):
    return reverse(name, args=[participant.public_id])


def png(name="bukti.png"):
    """A small real picture."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "navy").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")
