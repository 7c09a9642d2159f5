"""Drives the viewer of a report in Chromium, as a person would, and says as JSON what was seen.

    python3 viewer.py axe|hostile|review|search CHROMIUM FOLDER

Written for the tests beside it; needs playwright and axe-playwright-python.
"""

import json
import pathlib
import sys

from playwright.sync_api import sync_playwright


class Visit:
    """One browser window on one report; keeps what pages ask for and what they complain about."""

    def __init__(self, playwright, chromium, folder, **options):
        self.folder = pathlib.Path(folder).resolve()
        self.browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        self.context = self.browser.new_context(accept_downloads=True, **options)
        self.page = self.context.new_page()
        self.problems = []
        self.page.on("console", lambda message: self.problems.append(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        self.page.on("request", self.check)

    def check(self, request):
        inside = self.folder.as_uri() + "/"
        if not request.url.startswith((inside, "data:,", "blob:null/")):
            self.problems.append(f"request: {request.url}")

    def open(self, route):
        """Opens a page of the viewer by its hash, or a file of the report."""
        name = route if route.endswith(".html") else "index.html" + route
        self.page.goto("about:blank")
        self.page.goto(f"{self.folder.as_uri()}/{name}")
        if not route.endswith(".html"):
            self.page.wait_for_selector("html.ready:not(.loading)")

    def close(self):
        self.browser.close()
        return self.problems


def routes(folder):
    """A page of each kind: of the viewer, then of those that read without script."""
    folder = pathlib.Path(folder)
    viewer = ["", "#/clusters", "#/clusters?q=-zzz&sort=-title", "#/cluster/1", "#/cluster/4", "#/pair/1?a=0&b=1", "#/claims",
              "#/outlets", "#/rejects", "#/run", "#/review", "#/nowhere/x", "#/cluster/99999"]
    static = ["clusters.html", "claims.html", "outlets.html", "rejects.html", "run.html", "cluster/1.html"]
    pairs = sorted(path.name for path in (folder / "pair").glob("*.html"))
    verdicts = sorted(path.name for path in folder.glob("claims-*.html"))
    return viewer + [name for name in static if (folder / name).exists()] + ["pair/" + name for name in pairs[:1]] + verdicts[:1]


def first_outlet(visit):
    return visit.page.evaluate("() => menbe.address('outlet', [menbe.report.outlets[1]])")


def axe(playwright, chromium, folder):
    from axe_playwright_python.sync_playwright import Axe

    found, count = [], 0
    views = [("light", 1280, 900), ("dark", 1280, 900), ("light", 320, 700)]
    for scheme, width, height in views:
        visit = Visit(playwright, chromium, folder, color_scheme=scheme, viewport={"width": width, "height": height})
        visit.open("")
        for route in routes(folder) + [first_outlet(visit), "keys", "az"]:
            if route == "keys":
                visit.open("")
                visit.page.keyboard.press("?")
                visit.page.wait_for_selector("dialog[open]")
            elif route == "az":
                visit.open("#/cluster/1")
                visit.page.click("button[lang=az]")
                visit.page.wait_for_selector("html[lang=az]:not(.loading)")
            else:
                visit.open(route)
            count += 1
            for violation in Axe().run(visit.page, options={"preload": False}).response["violations"]:
                nodes = [node["html"][:160] for node in violation["nodes"][:3]]
                found.append(f"{scheme} {width} {route}: {violation['id']}: {nodes}")
            wide = visit.page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if wide > 0:
                found.append(f"{scheme} {width} {route}: {wide} pixels too wide")
        visit.open("")
        visit.page.evaluate("() => document.body.append(document.createElement('img'))")
        sees = any(violation["id"] == "image-alt" for violation in Axe().run(visit.page, options={"preload": False}).response["violations"])
        found += visit.close()
    return {"pages": count, "seesFaults": sees, "problems": found}


def hostile(playwright, chromium, folder):
    """What scraped text could do if the security policy were not there: nothing."""
    visit = Visit(playwright, chromium, folder, bypass_csp=True)
    visit.page.add_init_script("window.ran = []; for (const name of ['PWNED', 'alert', 'prompt', 'confirm']) "
                               "window[name] = n => { window.ran.push(String(n)); };")
    visit.open("")
    clusters = visit.page.evaluate("() => menbe.report.clusterCount")
    outlets = visit.page.evaluate("() => menbe.report.outlets.slice(1).map(name => menbe.address('outlet', [name]))")
    seen, text = 0, ""
    pages = [f"#/cluster/{n + 1}" for n in range(clusters)] + [f"#/pair/{n + 1}?a=0&b=1" for n in range(clusters)]
    for route in ["", "#/clusters", "#/claims", "#/outlets", "#/rejects", "#/run", "#/review"] + pages + outlets:
        visit.open(route)
        for element in visit.page.query_selector_all("details:not([open]) > summary"):
            element.click()
        visit.page.wait_for_timeout(30)
        ran = visit.page.evaluate("() => window.ran")
        if ran:
            visit.problems.append(f"ran on {route}: {ran}")
        strange = visit.page.evaluate("""() => [...document.querySelectorAll("*")].filter(element =>
          ["IFRAME", "OBJECT", "EMBED", "BASE", "FORM", "IMG", "STYLE"].includes(element.tagName) ||
          [...element.attributes].some(attribute => attribute.name.startsWith("on")) ||
          (element.getAttribute("href") ?? "").trim().toLowerCase().startsWith("javascript:")).map(e => e.outerHTML.slice(0, 120))""")
        visit.problems += [f"{route}: {markup}" for markup in strange]
        text += visit.page.inner_text("main")
        seen += 1
    return {"pages": seen, "showsMarkup": "<img src=" in text or "<script" in text, "problems": visit.close()}


def review(playwright, chromium, folder):
    visit = Visit(playwright, chromium, folder)
    page = visit.page
    visit.open("#/review")
    page.fill("input[autocomplete=name]", "Aynur")
    page.press("input[autocomplete=name]", "Tab")
    visit.open("#/clusters")
    page.keyboard.press("j")
    page.keyboard.press("s")
    visit.open("#/cluster/1")
    title = page.inner_text("h1")
    page.click("button:has-text('Not the same story')")
    page.select_option(".claim .review select >> nth=0", "unverifiable")
    page.fill(".claim .review input >> nth=0", '=1+1, "söz"')
    page.press(".claim .review input >> nth=0", "Tab")
    visit.open("#/pair/4?a=0&b=2")
    page.keyboard.press("d")
    visit.open("#/review")
    lead = page.inner_text(".lead")
    with page.expect_download() as download:
        page.click("button:has-text('Export')")
    exported = pathlib.Path(download.value.path()).read_bytes().decode()
    name = download.value.suggested_filename
    while page.query_selector("button:has-text('Withdraw')"):
        page.click("button:has-text('Withdraw') >> nth=0")
    emptied = page.inner_text(".lead")
    page.set_input_files("input[type=file]", {"name": "x.csv", "mimeType": "text/csv", "buffer": exported.encode()})
    page.wait_for_selector("output:has-text('4')")
    again = page.inner_text(".lead")
    with page.expect_download() as download:
        page.click("button:has-text('Export')")
    second = pathlib.Path(download.value.path()).read_bytes().decode()
    return {"title": title, "lead": lead, "name": name, "csv": exported, "emptied": emptied, "again": again,
            "isSame": sorted(second.splitlines()) == sorted(exported.splitlines()), "problems": visit.close()}


def search(playwright, chromium, folder):
    """How many clusters each search finds, and what keys do."""
    visit = Visit(playwright, chromium, folder)
    page = visit.page
    visit.open("#/clusters")
    count = lambda: page.inner_text("output.found")
    found = {}
    for query in ["", "kitabxana", "KİTABXANA", "sekinin", "-kitabxana", "outlet:icma", "verdict:confirmed", "verdict:circular",
                  "size:>4", "size:2", "size:3..4", "date:2026-03-14", "date:>2026-03-14", "standing:disputed-copy",
                  '"quş qülləsi"', "size:x"]:
        page.fill("#q", query)
        page.wait_for_function("q => menbe.route().state.q === q || (q === '' && !menbe.route().state.q)", arg=query)
        found[query] = count()
    page.fill("#q", "size:>4")
    page.wait_for_function("() => menbe.route().state.q === 'size:>4'")
    page.click("thead button:has-text('Story')")
    address = page.evaluate("() => location.hash")
    titles = page.eval_on_selector_all("tbody th a", "links => links.map(link => link.textContent)")
    visit.open(address)
    again = page.eval_on_selector_all("tbody th a", "links => links.map(link => link.textContent)")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash.startsWith('#/cluster/')")
    page.wait_for_selector("html.ready:not(.loading) .timeline")
    opened = page.inner_text("h1")
    page.keyboard.press("n")
    page.wait_for_function("t => document.querySelector('h1').textContent !== t", arg=opened)
    following = page.inner_text("h1")
    page.click("button[lang=az]")
    page.wait_for_selector("html[lang=az]:not(.loading)")
    azerbaijani = page.inner_text("nav")
    return {"found": found, "address": address, "titles": titles, "isKept": titles == again, "opened": opened,
            "following": following, "azerbaijani": azerbaijani, "problems": visit.close()}


if __name__ == "__main__":
    command, chromium, folder = sys.argv[1:]
    with sync_playwright() as playwright:
        result = {"axe": axe, "hostile": hostile, "review": review, "search": search}[command](playwright, chromium, folder)
    print(json.dumps(result, ensure_ascii=False))
