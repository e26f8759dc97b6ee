"""What the desk registers with the roof."""

from desk.registering.views import kept
from desk.worklist import own
from foundation.jobs import Job, jobs
from foundation.kept_posts import Keeper, keepers
from offices.navigation import NavigationEntry, StartPage, navigation, start_pages
from offices.roles import Act, Role
from offices.worklist import area_start, work_list
from records import returning

ENTRIES = (
    NavigationEntry("Daftar kerja", "worklist:start", "check2-square", frozenset({Act.RECORD_STAGE, Act.VERIFY})),
    NavigationEntry("Daftarkan peserta", "registering:begin", "person-plus", frozenset({Act.REGISTER})),
    NavigationEntry(
        "Verifikasi",
        "verifying:list",
        "patch-check",
        frozenset({Act.VERIFY}),
        holds=frozenset({"verifying:verify", "verifying:send_back"}),
    ),
    NavigationEntry("Dikembalikan", "verifying:returned", "arrow-return-left", frozenset({Act.CORRECT})),
    NavigationEntry("Peserta", "people:list", "people", frozenset({Act.SEE_PEOPLE})),
)
KEEPERS = (Keeper("registering:form", kept.form), Keeper("registering:autosave", kept.autosave))
PAGES = (
    returning.Page(returning.PERSON, "person:detail"),
    returning.Page(returning.PEOPLE, "people:list"),
    returning.Page(returning.UNSEEN, "referrals:list"),
    returning.Page(returning.COUNTER, "registering:begin"),
)


def register() -> None:
    """The pages of its rooms; the work list is where sudin officers and their people in the kecamatan begin."""
    navigation.register(*ENTRIES)
    start_pages.register(StartPage("worklist:start", frozenset({Role.SUDIN, Role.KASATLAK, Role.PENDAMPING})))
    work_list.register(own.VERIFY, own.ACTIVITIES, own.WITHOUT_EVIDENCE, own.IDLE)
    area_start.register(own.RETURNED)
    jobs.register(Job("desk.tasks.forget_drafts", every=3600))
    keepers.register(*KEEPERS)
    returning.pages.register(*PAGES)
