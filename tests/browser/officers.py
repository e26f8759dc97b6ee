"""Signing officers into a real browser, past the second factor where their role asks for one."""

from tests.sessions import client_of


def enter(context, officer, portal):
    """Give the browser context a session of this officer on the portal."""
    session = client_of(officer).cookies.items()
    context.add_cookies([{"name": name, "value": morsel.value, "url": portal} for name, morsel in session])


def leave(context):
    """Forget the session as it ends by itself: the cookie for forms stays."""
    context.clear_cookies(name="sesi")


def give_reason(page, words):
    """Answer the question for a reason in one's own words."""
    page.check("[name=reason][value=lainnya]")
    page.fill("[name=reason_text]", words)
