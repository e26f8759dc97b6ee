"""Loading the demonstration city, as one transaction, into an empty database of one's own."""

from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from random import Random
from time import monotonic

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connections
from django.db.backends.utils import CursorWrapper

from demonstration import calendar, decisions, inhabitants, paper
from demonstration.bare import bare
from demonstration.calendar import Registration
from demonstration.personas import people
from demonstration.staging import copy_people
from foundation.days import today
from foundation.errors import Refused
from foundation.history import recorded_as
from offices.models import Duty, User
from offices.roles import Role
from participants.models import Participant
from participants.registration import PRIVACY_NOTICE
from reports.figures import rollup

SQL = Path(__file__).parent / "sql"
EVIDENCE = "evidence/contoh/bukti-contoh.pdf"
LABEL = "data contoh"
LOADER = "pemuat.contoh"
SEED = 31_73


def load(participants: int, say: Callable[[str], None]) -> None:
    """Fill the city with that many invented people and all that happened to them.

    As the owner (make manage) the tables are bare meanwhile, which takes a third less time. Figures are counted at the
    end, as of the days on which things became known. Raises Refused outside a
    demonstration, or where there is anybody already: it never touches what exists.
    """
    if not settings.DEMO:
        raise Refused("Data contoh hanya dimuat dalam mode contoh (DEMO=1).")
    if Participant.objects.exists():
        raise Refused("Basis data sudah berisi peserta; data contoh tidak dimuat.")
    with recorded_as(label=LABEL):
        loader, chance = _loader(), Random(SEED)  # noqa: S311 -- nothing secret: the same city every time
        coming = calendar.registrations(participants, today(), chance)
        this_year = Counter(one.line for one in coming if one.on.year == today().year)
        inhabitants.settle(today(), Random(SEED))  # noqa: S311
        decisions.decide(loader, today(), this_year)
    using = "owner" if "owner" in connections.databases else "default"
    with recorded_as(label=LABEL, using=using), connections[using].cursor() as cursor:
        _prepare(cursor, loader)
        with bare(cursor) if using == "owner" else nullcontext():
            _fill(cursor, coming, chance, say)
    say(f"{rollup.rebuild()} sel angka dihitung")


def _fill(cursor: CursorWrapper, coming: list[Registration], chance: Random, say: Callable[[str], None]) -> None:
    """The people, and then what happened to them, script by script."""
    started = monotonic()
    copy_people(cursor, coming, people(len(coming), chance, today()), chance)
    say(f"peserta rekaan disiapkan ({monotonic() - started:.1f} detik)")
    for script in sorted(SQL.glob("*.sql")):
        started = monotonic()
        cursor.execute(script.read_text())
        say(f"{script.stem} ({monotonic() - started:.1f} detik)")


def _loader() -> User:
    """In whose name things happened where no demo account has the duty; nobody can sign in with it."""
    try:
        return User.objects.get_by_natural_key(LOADER)
    except User.DoesNotExist:
        return User.objects.create_user(LOADER, "Petugas Contoh", is_active=False, is_demo=True)


def _prepare(cursor: CursorWrapper, loader: User) -> None:
    """Room to work, and what the scripts ask for by name."""
    evidence = paper.sheet("Bukti contoh", "Berkas rekaan untuk mencoba portal.")
    if not default_storage.exists(EVIDENCE):
        default_storage.save(EVIDENCE, ContentFile(evidence))
    for name, value in {
        "statement_timeout": "0",
        "idle_in_transaction_session_timeout": "0",
        "work_mem": "128MB",
        "maintenance_work_mem": "256MB",
        "demo.today": today().isoformat(),
        "demo.loader": loader.pk,
        "demo.privacy": PRIVACY_NOTICE,
        "demo.evidence": EVIDENCE,
        "demo.evidence_size": len(evidence),
        "demo.evidence_hash": paper.fingerprint(evidence),
    }.items():
        cursor.execute("SELECT set_config(%s, %s, true)", [name, str(value)])
    cursor.execute("CREATE TEMP TABLE demo_officer (user_id bigint, kelurahan_id text, sudin_id text) ON COMMIT DROP")
    duties = Duty.objects.holding_on(today()).filter(user__is_demo=True, role__in=[Role.KELURAHAN, Role.SUDIN])
    for duty in duties:
        sudin = duty.sudin_id if duty.role == Role.SUDIN else None
        cursor.execute("INSERT INTO demo_officer VALUES (%s, %s, %s)", [duty.user_id, duty.region_id, sudin])
