"""What the reports register with the roof."""

from celery.schedules import crontab

from foundation.health import HealthCheck, health_checks
from foundation.jobs import Job, jobs
from offices.navigation import NavigationEntry, StartPage, navigation, start_pages
from offices.roles import Act, Role
from offices.worklist import work_list
from records import completion
from reports.board import lagging
from reports.board.addresses import board_of
from reports.figures import answering, freshness
from targets import deciding
from targets.links import DecisionLink, decision_links

JOBS = (
    Job("reports.tasks.fold_progress", every=10, after=completion.CHANGED),
    Job("reports.tasks.roll_up_targets", every=300, after=deciding.CHANGED),
    Job("reports.tasks.check_figures", every=crontab(hour=1, minute=30)),
    Job("reports.tasks.write_exports", every=30),
    Job("reports.tasks.drop_exports", every=3600),
)

AREA_OFFICES = frozenset({Role.KELURAHAN, Role.KECAMATAN, Role.LURAH, Role.STAFF_LURAH, Role.CAMAT, Role.STAFF_CAMAT})
CITY_OFFICES = frozenset(
    {Role.KASUDIN, Role.PEREKONOMIAN, Role.WALIKOTA, Role.STAFF_WALIKOTA, Role.SEKRETARIS, Role.ASEKBANG}
)


def register() -> None:
    """The dashboards: an area's own, where its people begin, and the one of all questions. The jobs of the figures."""
    navigation.register(
        NavigationEntry("Beranda", "board:own", "house", frozenset({Act.SEE_FIGURES}), only_start=True),
        NavigationEntry("Dasbor", "board:start", "speedometer2", frozenset({Act.SEE_FIGURES})),
    )
    start_pages.register(
        StartPage("board:own", AREA_OFFICES),
        StartPage("board:start", CITY_OFFICES),
    )
    answering.answering_pages.register(
        answering.AnsweringPage(answering.BOARD, "board:start"), answering.AnsweringPage(answering.LIST, "lists:people")
    )
    work_list.register(lagging.LAGGING)
    decision_links.register(DecisionLink("Lihat capaian", "bar-chart-line", board_of))
    health_checks.register(
        HealthCheck("figures", freshness.check, advice="Perubahan angka menunggu pekerja; angka tetap tepat.")
    )
    jobs.register(*JOBS)
