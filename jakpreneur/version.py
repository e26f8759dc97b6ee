"""The release that this code is, or is on the way to: in the foot of pages, in /readyz, and the newest of CHANGELOG.md."""

VERSION = "0.2.0"
