"""The first administrator's first visit, through the front door: link, password, second factor, start page, health."""

import base64
import hashlib
import hmac
import http.cookiejar
import json
import re
import ssl
import struct
import sys
import time
import urllib.parse
import urllib.request

PASSWORD = "empat kata mudah diingat"
CERTIFICATE = "/etc/ssl/jakpreneur/portal.pem"


def found(pattern, page):
    """The one group of the first match; the visit ends where there is none."""
    return (re.search(pattern, page) or sys.exit(f"{pattern} stands nowhere in:\n{page}"))[1]


class Browser:
    """Follows redirects, keeps cookies, sends forms with their token; trusts this one certificate."""

    def __init__(self, portal):
        secure = urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=CERTIFICATE))
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.portal, self.open = portal, urllib.request.build_opener(secure, cookies).open

    def get(self, path):
        with self.open(self.portal + path, timeout=60) as answer:
            return answer.geturl().removeprefix(self.portal), answer.read().decode()

    def send(self, path, answer=lambda page: {}, **fields):
        """Fill in the form of this page, also with what the page itself tells, and send it; gives where it led."""
        path, page = self.get(path)
        fields |= answer(page)
        fields["csrfmiddlewaretoken"] = found(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        body = urllib.parse.urlencode(fields).encode()
        request = urllib.request.Request(self.portal + path, body, {"Referer": self.portal + path})  # noqa: S310 -- our own https address
        with self.open(request, timeout=60) as reply:
            return reply.geturl().removeprefix(self.portal), reply.read().decode()


def app(page):
    """What an authenticator app shows now that has been told this page's secret."""
    secret = found(r"<code[^>]*>([A-Z2-7]+)</code>", page)
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return {"code": f"{(struct.unpack('>I', digest[offset : offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"}


def sign_in(browser, link):
    browser.send(link, password1=PASSWORD, password2=PASSWORD)
    where, _ = browser.send("/masuk/", login="admin", password=PASSWORD)
    assert where.startswith("/akun/kode/pasang/"), where
    browser.send(where, app)
    where, page = browser.get("/sistem/pengguna/")
    assert where == "/sistem/pengguna/", where
    style = found(r'href="(/static/[^"]+\.css)"', page)
    assert browser.get(style)[1], "a style sheet"


def everything_is_well(browser):
    """Wait until worker and clock have shown themselves."""
    for _ in range(40):
        found = json.loads(browser.get("/readyz")[1])
        if found["status"] == "ok":
            return
        time.sleep(5)
    sys.exit(f"/readyz: {found}")


browser = Browser(sys.argv[1])
sign_in(browser, sys.argv[2])
print("Administrator pertama masuk lewat HTTPS dengan kode verifikasi.")
everything_is_well(browser)
print("/readyz: ok")
