"""API v1: each room brings its viewsets; here they get their paths."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import SimpleRouter

from offices.api import RegionViewSet, SudinViewSet
from programs.enrolment.api import ParticipantViewSet
from programs.targets.api import TargetDecisionViewSet
from reports.api import ProgressView

router = SimpleRouter(use_regex_path=True)
router.register("regions", RegionViewSet, "api-region")
router.register("sudin", SudinViewSet, "api-sudin")
router.register("participants", ParticipantViewSet, "api-participant")
router.register("targets", TargetDecisionViewSet, "api-target")

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="api-schema"), name="api-docs"),
    path("progress/", ProgressView.as_view(), name="api-progress"),
    path("", include(router.urls)),
]
