"""The models of `participants`; each lives in the file named after its noun."""

from participants.access_log import AccessEntry
from participants.businesses import Business
from participants.participants import Participant
from participants.placements import Placement
from participants.shares import Share
from participants.vocabulary import NameWord

__all__ = ["AccessEntry", "Business", "NameWord", "Participant", "Placement", "Share"]
