"""What the portal takes from its environment; `.env.example` explains every name."""

import environ

env = environ.Env()
