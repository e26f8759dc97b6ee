"""API v1: each room brings its viewsets; here they get their paths."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import SimpleRouter

from desk.api import ParticipantViewSet
from offices.api import RegionViewSet, SudinViewSet
from programs.financing.api import FinancingView
from programs.mentoring.api import VisitView
from programs.permits.api import PermitView
from programs.shops.api import ShopView
from programs.turnover.api import TurnoverView
from records.api import StageRecordViewSet
from records.models import StageCode
from reports.figures.api import ProgressView
from targets.api import TargetDecisionViewSet

router = SimpleRouter(use_regex_path=True)
router.register("regions", RegionViewSet, "api-region")
router.register("sudin", SudinViewSet, "api-sudin")
router.register("participants", ParticipantViewSet, "api-participant")
router.register("records", StageRecordViewSet, "api-record")
router.register("targets", TargetDecisionViewSet, "api-target")

COMPLETIONS = {
    StageCode.MENTORING: VisitView,
    StageCode.PERMIT: PermitView,
    StageCode.MARKETING: ShopView,
    StageCode.REPORTING: TurnoverView,
    StageCode.CAPITAL: FinancingView,
}
"""P1 is the registration itself, P2 the attendance of a class."""

urlpatterns = [
    *(
        path(
            f"participants/<uuid:participant_id>/stages/{stage.value}/",
            view.as_view(),
            name=f"api-complete-{stage.value}",
        )
        for stage, view in COMPLETIONS.items()
    ),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("progress/", ProgressView.as_view(), name="api-progress"),
    path("", include(router.urls)),
]
