"""The models of `desk`; each lives in its room."""

from desk.registering.models import Draft

__all__ = ["Draft"]
