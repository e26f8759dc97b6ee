"""The page on which one person's stage is recorded: the same for every subject, which brings its form and its verb."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView

from foundation.errors import Refused
from foundation.leading import lead_on
from offices.requests import PortalRequest
from participants.models import Participant
from records import returning
from records.expectations import lacking_for
from records.mending import MENDED, mend, why_not_anew, write_anew
from records.models import StageCode, StageDetail, StageRecord
from records.rights import (
    Reaching,
    act_of,
    acting_choices,
    lately_referred,
    recordable_people,
    require_reached,
    require_void,
    sudin_reaching,
)
from records.subjects import Subject, filling

ENDED = "Rujukan peserta ini sudah berakhir, jadi ini belum tercatat. Minta rujukan baru; isian Anda masih ada di sini."
MENDS = "perbaiki"
"""In the address: the record that is mended, instead of one being added."""
ANEW = "ulang"
"""In the address: the record that the officer has taken back, instead of MENDS."""


def mending_page(record: StageRecord) -> str:
    """Where the record can be mended; empty where the subject that fills it has no such page."""
    subject = filled_by(record)
    if subject is None:
        return ""
    how = ANEW if record.voided_at else MENDS
    return f"{reverse(subject.form, args=[record.participant.public_id])}?{how}={record.public_id}"


def filled_by(record: StageRecord) -> Subject | None:
    """The subject whose row stands for the record, where its form mends such rows."""
    mending = (subject for subject in filling(record.stage_id) if subject.mends)
    return next((subject for subject in mending if hasattr(record, subject.name)), None)


class RecordStage(FormView):
    """Shows the form of one participant, or records what was sent and goes back to her; refused, it shows it again.

    With a record in the address it is mended: the form begins with what was typed, and asks why, unless that was said
    when it was taken back. It is open to whoever may take the record back, also where she is out of sight since her
    referral ended.

    404 unless the officer may see her, 403 unless they may record this stage for her. What they may is asked once for
    the page; the verb asks again under its lock.
    """

    stage: ClassVar[StageCode]
    verb: ClassVar[Callable[..., StageDetail]]
    title: ClassVar[str] = ""
    done: ClassVar[str]
    template_name = "records/record.html"
    http_method_names = ["get", "post"]

    request: PortalRequest
    person: Participant
    reaching: Reaching
    ended: bool = False
    mended: StageRecord | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = self.request.user
        user.scope.require(act_of(self.stage))
        self.mended = self.find_mended()
        self.person = self.mended.participant if self.mended else self.find_person()
        self.reaching = sudin_reaching([self.person], self.stage, user)
        if not self.mended and not self.ended:
            require_reached([self.person], self.reaching, self.stage)
        if not self.ended:
            lead_on(request, self.gone(), self.back(self.mended))
        return super().dispatch(request, *args, **kwargs)

    def find_mended(self) -> StageRecord | None:
        """Her record in the address, which the officer may take back; 404 for one out of sight or of another person.

        One that is voided meanwhile: see `mend`.
        """
        asked = self.request.GET.get(MENDS) or self.request.GET.get(ANEW)
        if asked is None:
            return None
        hers = {"participant__public_id": self.participant_id(), "stage": self.stage}
        seen = StageRecord.objects.visible_to(self.request.user).select_related("participant__line__sudin")
        try:
            found = get_object_or_404(seen, public_id=UUID(asked), **hers)
        except ValueError:
            raise Http404 from None
        require_void(found, found.participant, self.request.user)
        if filled_by(found) is None:
            raise Http404
        return found

    def find_person(self) -> Participant:
        """Her, within reach; for what is sent also where her referral ended meanwhile: what was typed is kept."""
        wanted = {"public_id": self.participant_id()}
        words = ("line__sudin", "kelurahan")
        found = recordable_people(self.request.user).select_related(*words).filter(**wanted).first()
        self.ended = found is None
        if found is None and self.request.method == "POST":
            found = lately_referred(self.stage, self.request.user).select_related(*words).filter(**wanted).first()
        if found is None:
            raise Http404
        return found

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        if self.ended and form.is_valid():
            form.add_refusal(Refused(ENDED))
        elif form.create(self.request.user, self.person.public_id, lambda values: self.record(**values)):
            done = "Perbaikan tersimpan" if self.mended else self.done
            messages.success(request, f"{done} untuk {self.person.name}.")
            anew = StageRecord.objects.filter(replaces=self.mended).first() if self.mended else None
            return redirect(self.back(anew))
        return self.render_to_response(self.get_context_data(form=form), status=form.status)

    def participant_id(self) -> UUID:
        """Whose page it is."""
        return self.kwargs["participant_id"]

    def gone(self) -> str:
        """Why nothing can be recorded here any more; empty while it can."""
        return self.person.why_left or self.why_not_mended()

    def why_not_mended(self) -> str:
        """Why the record in the address can be mended no more; empty while it can, and where there is none."""
        if not self.mended:
            return ""
        if self.is_anew:
            return why_not_anew(self.mended, self.request.user)
        return MENDED if self.mended.voided_at else ""

    @property
    def is_anew(self) -> bool:
        """Whether the record in the address was taken back before it is mended."""
        return MENDS not in self.request.GET

    def back(self, record: StageRecord | None = None) -> str:
        """Where the officer goes on from here, see `returning.after`."""
        return returning.after(self.request.user, self.person, record)

    def get_title(self) -> str:
        return self.title

    def record(self, **details: Any) -> StageDetail:
        """Call the subject's verb with what was typed."""
        if self.mended and self.is_anew:
            return write_anew(self.mended, type(self).verb, by=self.request.user, **details)
        if self.mended:
            return mend(self.mended, type(self).verb, by=self.request.user, **details)
        return type(self).verb(self.person, by=self.request.user, **details)

    def get_form_kwargs(self) -> dict[str, Any]:
        told = super().get_form_kwargs()
        if self.mended:
            typed = told["initial"] | self._typed_before(self.mended)
            return told | {"acting": (), "mends": not self.is_anew, "initial": typed}
        return told | {"acting": acting_choices(self.reaching)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            person=self.person,
            title=f"Perbaiki catatan {self.stage}" if self.mended else self.get_title(),
            stage=self.stage,
            mended=self.mended,
            lacks=[] if self.mended else lacking_for(self.stage, [self.person]).get(self.person.pk, []),
            back=self.back(self.mended),
            **kwargs,
        )

    def _typed_before(self, record: StageRecord) -> dict[str, Any]:
        """What the form of the record held, as far as the row that fills it tells."""
        subject = filled_by(record)
        row = getattr(record, subject.name) if subject else None
        asked = self.get_form_class().base_fields
        return {name: getattr(row, name) for name in asked if hasattr(row, name)}
