"""The models of `participants`; each lives in the file named after its noun."""

from participants.access import AccessEntry
from participants.businesses import Business
from participants.people import Participant, Placement, Share

__all__ = ["AccessEntry", "Business", "Participant", "Placement", "Share"]
