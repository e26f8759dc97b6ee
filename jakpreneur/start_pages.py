"""Where an officer's work begins: the first page in the roof's order that is for one of the officer's roles."""

from django.urls import reverse

from offices.navigation import start_pages
from offices.roles import Role
from offices.users import User


def start_page(user: User) -> str:
    """The address of the page to begin with; the one without roles is the last and for everybody."""
    held = {Role(duty.role) for duty in user.scope.duties}
    return reverse(next(page for page in start_pages if page.is_for(held)).url_name)
