"""What the resident takes home."""

from uuid import UUID

import segno
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from foundation.errors import Refused
from offices.guards import needs
from offices.models import Region
from offices.requests import PortalRequest
from offices.roles import Act
from participants.access_log import AccessKind, note
from participants.lookup import office_of
from participants.models import Participant


@require_safe
@needs(Act.SEE_PEOPLE)
def receipt(request: PortalRequest, participant_id: UUID) -> HttpResponse:
    """One page to print: number, QR of the number, who has charge of her, what comes next. Noted as printed."""
    people = Participant.objects.visible_to(request.user).select_related("line__sudin", "kelurahan", "registered_by")
    person = get_object_or_404(people, public_id=participant_id)
    if not person.holds_nik:
        raise Refused(
            f"Pendaftaran ini tidak berlaku lagi ({person.get_state_display()}), begitu pula tanda terimanya."
        )
    note(request.user, AccessKind.PRINTED, person)
    words = {
        "participant": person,
        "office": office_of(person),
        "kecamatan": Region.objects.get(pk=person.kelurahan.kecamatan_code),
        "may_register": request.user.scope.may(Act.REGISTER),
        "qr": code_of(person.registration_number),
    }
    return render(request, "desk/person/receipt.html", words)


def code_of(number: str) -> SafeString:
    """The QR code of a registration number, as SVG without inline style."""
    drawing = segno.make(number, error="m", micro=False).svg_inline(
        scale=4, border=2, omitsize=True, svgclass="qr", title=f"Kode QR nomor pendaftaran {number}"
    )
    return mark_safe(drawing)  # noqa: S308 - drawn here from digits and dashes
