"""The models of `participants`; each lives in the file named after its noun."""

from participants.access import AccessEntry
from participants.businesses import Business
from participants.people import Participant
from participants.placements import Placement
from participants.shares import Share
from participants.words import NameWord

__all__ = ["AccessEntry", "Business", "NameWord", "Participant", "Placement", "Share"]
