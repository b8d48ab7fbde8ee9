"""A day in real Chromium: read, correct, merge, undo, filter the map, export; keyboard only, right to left, nothing leaves."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-dev-shm-usage",
]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None and "CI" not in os.environ, reason="no Chromium; in CI that fails"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


class Browser:
    """A page, and what it did that it should not: errors, requests to other hosts."""

    def __init__(self, context, base):
        self.base = base
        self.faults = []
        self.page = context.new_page()
        self.page.on("console", lambda m: self.faults.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda e: self.faults.append(str(e)))
        self.page.on("request", self._asked)
        self.page.on("dialog", lambda d: (self.faults.append("dialog"), d.dismiss()))

    def _asked(self, request):
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.faults.append(f"asked {request.url}")

    def open(self, path):
        """Opens a page of the server."""
        self.page.goto(self.base + path)

    def told(self, path):
        """A JSON twin."""
        return self.page.request.get(self.base + path).json()

    def card(self):
        """The current card."""
        return self.page.locator(".card.current")

    def settled(self, selector):
        """Waits for an element."""
        self.page.wait_for_selector(selector, timeout=20_000)


@pytest.fixture(scope="module")
def server(made, tmp_path_factory):
    """The program itself over a copy of the demo project; the link that it printed."""
    root = shutil.copytree(made, tmp_path_factory.mktemp("browser") / "p")
    command = [sys.executable, "-m", "thucydides", "serve", "--project", str(root), "--by", "rana"]
    log = (root / "log").open("w")
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
    yield running.stdout.readline().strip()
    running.terminate()
    running.wait(20)
    running.stdout.close()
    log.close()


@pytest.fixture(scope="module")
def context(server):
    """Chromium, logged in by the one-time link, with every other host blocked."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = chromium.new_context(viewport={"width": 1360, "height": 900})
        base = server.split("/login")[0]
        context.route(
            "**/*",
            lambda route: (
                route.continue_() if route.request.url.startswith((base, "data:", "blob:")) else route.abort()
            ),
        )
        page = context.new_page()
        page.goto(server)
        page.wait_for_url("**/queue")
        page.close()
        yield context
        chromium.close()


@pytest.fixture
def browser(context, server):
    """A page; at the end nothing may have gone wrong in it."""
    made = Browser(context, server.split("/login")[0])
    yield made
    made.page.close()
    assert not made.faults


def test_reads_corrects_and_undoes_by_keyboard(browser):
    """One key accepts; a correction is typed and saved; an undo takes it back; focus goes both ways."""
    rows = browser.told("/claims.json?language=en&polarity=asserted")["rows"]
    browser.open(f"/documents/{rows[0]['doc_id']}")
    page = browser.page
    browser.settled(".card.current")
    page.keyboard.press("a")
    browser.settled(".card.s-accepted")
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "value"
    assert page.evaluate("document.activeElement.value") == str(rows[0]["killed_low"])
    page.keyboard.type("axu41")  # keys of acts are letters while somebody types
    page.keyboard.press("Control+A")
    page.keyboard.type("41")
    page.keyboard.press("Control+Enter")
    browser.settled(".card.s-corrected")
    assert "41 civilians" in browser.card().inner_text()
    assert f"read as {rows[0]['killed_low']} civilians" in browser.card().inner_text()
    page.keyboard.press("z")
    browser.settled(".card.s-accepted")
    assert "41 civilians" not in browser.card().inner_text()
    page.keyboard.press("v")
    assert page.evaluate("CSS.highlights.get('words').size") == 1
    page.keyboard.press("n")
    page.wait_for_url(lambda url: rows[0]["doc_id"] not in url)


def test_second_window_sees_the_first(browser, context):
    """A card that another window judged meanwhile comes back with what was said."""
    claim = browser.told("/claims.json?language=es&polarity=asserted")["rows"][1]
    browser.open(f"/documents/{claim['doc_id']}")
    other = context.new_page()
    other.goto(f"{browser.base}/documents/{claim['doc_id']}")
    other.wait_for_selector(".card.current")
    other.keyboard.press("x")
    other.wait_for_selector(".card.s-rejected")
    other.close()
    browser.page.keyboard.press("a")
    browser.settled(".card [role=alert]")
    assert "rana said reject meanwhile" in browser.card().inner_text()
    browser.page.keyboard.press("a")
    browser.settled(".card.s-accepted")
    browser.faults[:] = [fault for fault in browser.faults if "409" not in fault]  # the browser notes the status


def test_right_to_left_words_keep_their_order(browser):
    """Marks change neither the place nor the size of any letter of an Arabic sentence: the page with and without them."""
    claim = browser.told("/claims.json?language=ar")["rows"][0]
    browser.open(f"/documents/{claim['doc_id']}")
    boxes = """() => {
      const one = document.querySelector('#article .role-body'), found = [];
      const walk = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
      for (let n = walk.nextNode(); n; n = walk.nextNode())
        for (const word of n.data.matchAll(/\\S+/g)) {
          const range = new Range(); range.setStart(n, word.index); range.setEnd(n, word.index + word[0].length);
          const b = range.getBoundingClientRect(); found.push([word[0], Math.round(b.left), Math.round(b.right)]);
        }
      return [getComputedStyle(one).direction, one.querySelectorAll('mark').length, found];
    }"""
    direction, marks, with_marks = browser.page.evaluate(boxes)
    browser.page.evaluate(
        "() => { for (const m of document.querySelectorAll('#article mark')) m.replaceWith(...m.childNodes); document.querySelector('#article').normalize(); }"
    )
    _, none, bare = browser.page.evaluate(boxes)
    assert (direction, marks > 4, none) == ("rtl", True, 0)
    lefts = {word: left for word, left, _ in bare}
    assert [w for w, _, _ in with_marks] == [w for w, _, _ in bare]
    assert all(abs(left - lefts[word]) <= 1 for word, left, _ in with_marks)
    assert with_marks[0][1] > with_marks[-1][1]


def test_hostile_article_stays_text(browser):
    """Nothing of it runs or loads; the words that a card leans on are found behind the signs that are shown."""
    browser.open("/documents/hostile0")
    browser.settled(".card.current")
    browser.page.locator(".to-words").first.click()
    assert browser.page.evaluate("[...CSS.highlights.get('words')].map(String)") == ["Shelling"]
    assert browser.page.evaluate("document.querySelectorAll('#article script, #article img, iframe').length") == 0


def test_selected_words_fill_the_field(browser):
    """Words that are selected in the text become the evidence and, where they hold a number, the value."""
    claim = browser.told("/claims.json?language=fr&polarity=asserted")["rows"][2]
    browser.open(f"/documents/{claim['doc_id']}")
    browser.settled(".card.current")
    browser.page.evaluate("getSelection().selectAllChildren(document.querySelector('#article mark.k-casualties'))")
    browser.page.keyboard.press("w")
    form = browser.card().locator(".edit")
    assert (
        form.locator("[name=exact]").input_value()
        == form.locator("[name=value]").input_value()
        == str(claim["killed_low"])
    )


def test_merges_two_events_and_undoes(browser):
    """m says that two are one; the queue's side bar undoes it."""
    before = browser.told("/events.json")
    a, b = (row["event_id"] for row in before["rows"][:2])
    browser.open(f"/match?a={a}&b={b}")
    browser.page.keyboard.press("m")
    browser.page.wait_for_url("**/match")
    assert browser.told("/events.json")["total"] == before["total"] - 1
    browser.open("/queue")
    browser.page.keyboard.press("z")
    browser.settled(".recent .undone")
    assert browser.told("/events.json")["total"] == before["total"]


def test_filters_the_map(browser):
    """The map draws without another host; a filter narrows map and list; the timeline narrows both."""
    browser.open("/map")
    browser.settled("#map[data-ready=yes]")
    everything = int(browser.page.get_attribute("#map", "data-shown"))
    plot = browser.page.locator("#timeline .u-over").bounding_box()
    browser.page.mouse.move(plot["x"] + 5, plot["y"] + 30)
    browser.page.mouse.down()
    browser.page.mouse.move(plot["x"] + plot["width"] / 3, plot["y"] + 30, steps=4)
    browser.page.mouse.up()
    assert 0 < int(browser.page.get_attribute("#map", "data-shown")) < everything
    assert "since=2021-03" in browser.page.url
    browser.open("/map?place=Wadi")
    browser.settled("#map[data-ready=yes]")
    assert int(browser.page.get_attribute("#map", "data-shown")) == 40
    assert "admin1, within 80 km" in browser.page.inner_text("#list")


def test_exports(browser):
    """A release is previewed, written and can be downloaded; what could harm is counted before and after."""
    browser.open("/export")
    browser.page.select_option("[name=profile]", "public")
    browser.page.select_option("[name=snap]", "admin1")
    browser.page.fill("[name=embargo]", "30")
    browser.page.click("text=Preview")
    browser.settled("table.preview")
    assert "with coordinates finer than a settlement" in browser.page.inner_text("table.preview")
    browser.page.select_option("[name=format]", "acled")
    browser.page.click("text=Write to exports/")
    with browser.page.expect_download() as download:
        browser.page.click("text=public-acled.csv >> nth=0")
    assert download.value.suggested_filename == "public-acled.csv"


def test_a_toll_is_corrected_by_keyboard_alone(browser):
    """From the queue to the article, through the toll, back, without a mouse; what has the focus can be seen."""
    page = browser.page
    browser.open("/queue")
    outlined = """() => { const s = getComputedStyle(document.activeElement);
      return s.outlineStyle !== 'none' || s.boxShadow !== 'none' || s.borderStyle !== 'none'; }"""
    for _ in range(80):
        page.keyboard.press("Tab")
        here = page.evaluate("document.activeElement.getAttribute('href') || ''")
        if here.startswith("/documents/") and "#c-" in here:
            break
    assert page.evaluate(outlined)
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/**")
    browser.settled(".card.current")
    page.keyboard.press("e")
    page.keyboard.press("Control+A")
    page.keyboard.type("17")
    page.keyboard.press("Control+Enter")
    browser.settled(".card.s-corrected")
    assert "17 civilians" in browser.card().inner_text()
    page.keyboard.press("z")
    browser.settled(".card.current:not(.s-corrected)")


# Rules of WCAG 2.1 A and AA, by axe-core.
AXE = """async () => {
  const told = await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']});
  const words = (v) => v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 120)).join(' | ');
  return [told.violations.map(words), told.passes.length];
}"""


def test_axe_finds_nothing(browser):
    """axe-core's rules of WCAG 2.1 A and AA hold on every page, the right-to-left article among them."""
    source = Path(str(resources.files("axe_playwright_python"))) / "axe.min.js"
    arabic = browser.told("/claims.json?language=ar")["rows"][0]
    event = browser.told("/events.json")["rows"][0]["event_id"]
    paths = ["/queue?rows=6", "/documents?rows=6", f"/documents/{arabic['doc_id']}", "/claims?rows=6", "/events?rows=6",
             f"/events/{event}", "/match", "/registries?rows=6", "/export?profile=public", "/audit?rows=6", "/map?place=Wadi"]  # fmt: skip
    wrong = []
    for path in paths:
        browser.open(path)
        browser.page.evaluate(source.read_text(encoding="utf-8"))
        faults, passed = browser.page.evaluate(AXE)
        assert passed > 10, path
        wrong += [f"{path} {fault}" for fault in faults]
    assert not wrong, "\n".join(wrong)


def test_every_control_has_a_name(browser):
    """On every page: one h1, labels for fields, words in buttons and links, captions of tables, no id twice."""
    claim = browser.told("/claims.json")["rows"][0]
    event = browser.told("/events.json")["rows"][0]["event_id"]
    paths = ["/queue", "/documents", f"/documents/{claim['doc_id']}", "/claims", "/events", f"/events/{event}", "/match",
             "/map", "/registries", "/export", "/audit", "/methodology"]  # fmt: skip
    check = """() => {
      const bad = [], named = (e) => (e.getAttribute('aria-label') || e.textContent || e.title).trim();
      if (document.querySelectorAll('h1').length !== 1) bad.push('h1');
      if (!document.documentElement.lang) bad.push('lang');
      for (const e of document.querySelectorAll('input:not([type=hidden]), select')) if (!e.labels.length) bad.push('no label: ' + e.name);
      for (const e of document.querySelectorAll('button, a, summary')) if (!named(e)) bad.push('no name: ' + e.outerHTML.slice(0, 80));
      for (const e of document.querySelectorAll('main table')) if (!e.caption && !e.classList.contains('preview')) bad.push('no caption');
      const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
      for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) bad.push('id twice: ' + id);
      return bad;
    }"""
    for path in paths:
        browser.open(path)
        assert browser.page.evaluate(check) == [], path
