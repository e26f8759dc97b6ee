"""In which order stands what the apps register. Something new gets its place here; `manage.py check` misses it else.

Each app's `roof.py` says what it registers; the names here are the keys of those things.
"""

from foundation import rekeying
from foundation.health import health_checks
from foundation.jobs import jobs
from foundation.kept_posts import keepers
from foundation.reasons import reason_kinds
from foundation.registry import Registry
from offices.navigation import navigation, start_pages
from offices.worklist import area_start, work_list
from participants.errands import errands
from participants.listing import people_columns, people_filters
from programs.activities.agenda import agendas
from records import returning
from records.facts import facts
from records.marks import marks
from records.subjects import subjects
from reports.figures import answering
from targets.links import decision_links

ORDER: dict[Registry, tuple[str, ...]] = {
    navigation: (
        "board:own",
        "worklist:start",
        "board:start",
        "registering:begin",
        "verifying:list",
        "verifying:returned",
        "people:list",
        "referrals:list",
        "training:list",
        "bazaars:list",
        "targets:list",
        "users:list",
        "expectations:list",
        "access:list",
        "account:profile",
    ),
    # Whoever has several duties begins on the page that comes first here.
    start_pages: ("worklist:start", "board:own", "board:start", "users:list", "access:list", "account:profile"),
    work_list: ("verify", "referred", "lagging", "activities", "without_evidence", "idle"),
    area_start: ("returned",),
    people_filters: ("wilayah", "lini", "tahap", "jenis", "keadaan", "verifikasi", "masa"),
    people_columns: ("Usaha", "Kelurahan, sudin", "Tahap", "Status", "Kegiatan terakhir"),
    returning.pages: (returning.PERSON, returning.PEOPLE, returning.UNSEEN, returning.COUNTER),
    keepers: ("registering:form", "registering:autosave"),
    answering.answering_pages: (answering.BOARD, answering.LIST),
    marks: ("dicatat setelah tenggat",),
    decision_links: ("Lihat capaian",),
    agendas: ("classes", "bazaars"),
    errands: ("kelas", "bazar"),
    reason_kinds: (
        "identity",
        "has_permit",
        "months_reported",
        "attended",
        "never_granted",
        "early",
        "correction",
        "elsewhere",
        "permit_taken",
        "permit_expired",
        "running_month",
        "before_business",
        "target_value",
        "target_difference",
    ),
    rekeying.places: ("mfa_authenticator",),
    facts: ("has_permit", "months_reported", "attended", "never_granted"),
    # The stages have their own order; this one is that of the subjects which fill the same.
    subjects: ("invitation", "visit", "permit", "shoplink", "bazaarday", "turnoverreport", "financing"),
    health_checks: (
        "database",
        "migrations",
        "columns",
        "keys",
        "writing",
        "disk",
        "proxy",
        "worker",
        "clock",
        "figures",
    ),
    jobs: (
        "foundation.tasks.pulse",
        "reports.tasks.fold_progress",
        "reports.tasks.roll_up_targets",
        "reports.tasks.check_figures",
        "reports.tasks.write_exports",
        "reports.tasks.drop_exports",
        "records.tasks.weigh_expectations",
        "foundation.tasks.tidy",
        "desk.tasks.forget_drafts",
        "foundation.tasks.settle_files",
        "foundation.tasks.sweep_files",
    ),
}


def put_in_order() -> None:
    """Tell each registry the places of its things."""
    for registry, places in ORDER.items():
        registry.order = places
