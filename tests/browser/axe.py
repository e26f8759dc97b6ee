"""What every page must pass in a real browser: axe, nothing sideways, nothing from elsewhere, no broken policy.

watched = watch(page)          # before the first page is opened
page.goto(address)
assert_sound(page)             # as it stands now
assert_sound_everywhere(page, address)   # both themes, desktop and phone
assert watched.complaints == []
"""

from itertools import product
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

THEMES = ("light", "dark")
SIZES = ((1280, 800), (360, 740))
LOOKS = tuple(product(SIZES, THEMES))
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
HEAR_VIOLATIONS = """addEventListener("securitypolicyviolation", (e) =>
    console.error(`CSP ${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile || ""}:${e.lineNumber} ${e.sample}`));"""
SIDEWAYS = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
    [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
        .slice(0, 5).map((e) => `wider than the screen: <${e.tagName.toLowerCase()} class="${e.className}">`)"""

CUT = """() => {
    const folded = [...document.querySelectorAll("details:not([open])")];
    folded.forEach((fold) => { fold.open = true; });
    const cut = [...document.querySelectorAll(".table-wrap")].filter((wrap) => wrap.scrollWidth > wrap.clientWidth + 1)
        .map((wrap) => `a table is wider than its card: ${wrap.innerText.trim().slice(0, 60)}`);
    folded.forEach((fold) => { fold.open = false; });
    return cut;
}"""


class Watch:
    """Listens to one page: `complaints` holds content policy violations, script errors and requests to elsewhere."""

    def __init__(self, page):
        self.complaints = []
        self.page = page
        page.add_init_script(HEAR_VIOLATIONS)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("request", self._request)

    def _console(self, message):
        # A refused form answers 4xx on purpose; the browser logs it as a failed load.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def _request(self, request):
        asked, own = urlsplit(request.url), urlsplit(request.frame.url if request.frame else self.page.url)
        here = asked if request.is_navigation_request() else own
        if asked.scheme not in ("data", "blob", "about") and asked.netloc != here.netloc:
            self.complaints.append(f"leaves the origin: {asked.scheme}://{asked.netloc}")


def watch(page):
    """Start listening; call before the first goto."""
    return Watch(page)


def faults(page):
    """What axe finds on the page as it stands, and what is wider than the screen or its card; one line each."""
    found = Axe().run(page, options=RULES).response["violations"]
    lines = [
        f"{rule['id']}: {node['html'][:160]} · {node['failureSummary'].splitlines()[-1].strip()}"
        for rule in found
        for node in rule["nodes"][:5]
    ]
    return lines + page.evaluate(SIDEWAYS) + page.evaluate(CUT)


def assert_sound(page):
    """The page as it stands has no fault."""
    assert not (found := faults(page)), "\n".join([page.url, *found])


def assert_sound_everywhere(page, address, looks=LOOKS):
    """The page at `address` has no fault in either theme, on desktop and phone."""
    assert not (found := faults_everywhere(page, address, looks)), "\n".join([address, *found])


def faults_everywhere(page, address, looks=LOOKS):
    """The faults of the page at `address` in each look, one line each."""
    found, size = [], None
    for (width, height), theme in looks:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        if size != width:
            page.goto(address)
        size = width
        found += [f"{theme} {width}: {line}" for line in faults(page)]
    return found
