"""What the desk registers with the roof."""

from desk.worklist import own
from foundation.jobs import Job, jobs
from offices.navigation import NavigationEntry, StartPage, navigation, start_pages
from offices.roles import Act, Role
from offices.worklist import area_start, work_list

ENTRIES = (
    NavigationEntry("Daftar Kerja", "worklist:start", "check2-square", frozenset({Act.RECORD_STAGE, Act.VERIFY})),
    NavigationEntry("Daftarkan Peserta", "registering:begin", "person-plus", frozenset({Act.REGISTER})),
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


def register() -> None:
    """The pages of its rooms; the work list is where sudin officers and their people in the kecamatan begin."""
    navigation.register(*ENTRIES)
    start_pages.register(StartPage("worklist:start", frozenset({Role.SUDIN, Role.KASATLAK, Role.PENDAMPING})))
    work_list.register(own.VERIFY, own.ACTIVITIES, own.WITHOUT_EVIDENCE, own.IDLE)
    area_start.register(own.RETURNED)
    jobs.register(Job("desk.tasks.forget_drafts", every=3600))
