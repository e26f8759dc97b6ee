"""Who may do what with a person. Each question stands beside its demand, which says no in the officer's words."""

from foundation.errors import NotAllowed, Refused
from offices.models import User
from offices.roles import Act
from participants.participants import Participant


def may_correct(person: Participant, by: User) -> bool:
    """Whether one duty lets this officer correct her data."""
    return _may(Act.CORRECT, person, by)


def require_correct(person: Participant, by: User) -> None:
    """Raise NotAllowed out of the officer's duties."""
    if not may_correct(person, by):
        raise NotAllowed("Tugas Anda tidak mencakup perbaikan data peserta ini.")


def may_verify(person: Participant, by: User) -> bool:
    """Whether one duty lets this officer verify her, or return her registration."""
    return _may(Act.VERIFY, person, by)


def require_verify(person: Participant, by: User) -> None:
    """Raise NotAllowed out of the officer's duties."""
    if not may_verify(person, by):
        raise NotAllowed("Tugas Anda tidak mencakup verifikasi peserta ini.")


def may_withdraw(person: Participant, by: User) -> bool:
    """Whether one duty lets this officer withdraw, reactivate or mark her as misregistered."""
    return _may(Act.WITHDRAW, person, by)


def require_withdraw(person: Participant, by: User) -> None:
    """Raise NotAllowed out of the officer's duties."""
    if not may_withdraw(person, by):
        raise NotAllowed("Tugas Anda tidak mencakup perubahan keadaan peserta ini.")


def may_reveal(person: Participant, by: User) -> bool:
    """Whether a duty, or a referral to the sudin of one, lets the officer open her full numbers."""
    return _may(Act.REVEAL, person, by) or person.shares.open().meant_for(by, Act.REVEAL).exists()


def require_reveal(person: Participant, by: User) -> None:
    """Raise NotAllowed out of the officer's duties and referrals."""
    if not may_reveal(person, by):
        raise NotAllowed("Tugas Anda tidak mencakup pembukaan data lengkap peserta ini.")


def _may(act: Act, person: Participant, by: User) -> bool:
    """`person` comes with her line."""
    return by.scope.may(act, region=person.kelurahan_id, sudin=person.line.sudin_id)


def require_active(person: Participant, *, before: str) -> None:
    """Raise Refused for a person who has left, naming what it comes `before` (it follows "sebelum")."""
    if not person.is_active:
        raise Refused(f"Peserta ini tidak aktif. Aktifkan kembali sebelum {before}.")
