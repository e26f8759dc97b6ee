"""Referrals to an officer's sudin, as the work list shows them."""

from datetime import timedelta

from foundation.days import long_date, today
from offices.roles import Act
from offices.users import User
from offices.worklist import Waiting, WorkLine, WorkSection, queue
from participants.participants import UNLISTED
from referrals.models import Referral, ReferralQuerySet

SOON = timedelta(days=7)


def referred(user: User) -> ReferralQuerySet:
    """Referrals to the officer's sudin that no record answers yet, within the officer's area, the soonest ending first."""
    ours = user.scope.of_own_sudin(Act.RECORD_STAGE, sudin="to_sudin", region="participant__kelurahan")
    people = (f"participant__{name}" for name in UNLISTED)
    rows = Referral.objects.waiting().filter(ours).select_related("participant", "stage", "from_sudin").defer(*people)
    return rows.order_by("share__ends_on", "id")


def _line(referral: Referral) -> WorkLine:
    sender = f"dari {referral.from_sudin}" if referral.from_sudin else "dari kelurahan"
    soon = referral.ends_on - today() <= SOON
    return WorkLine(
        referral.participant.name,
        f"{referral.stage}, {sender}, batas {long_date(referral.ends_on)}",
        person=referral.participant.public_id,
        badge="segera berakhir" if soon else "",
        tone="warn",
    )


def _waiting(user: User) -> Waiting:
    return queue(referred(user), _line)


REFERRED = WorkSection(
    "referred",
    "Dirujuk kepada kami",
    "yang segera berakhir di atas",
    "signpost-split",
    "referrals:list",
    "Tidak ada rujukan yang menunggu.",
    _waiting,
)
