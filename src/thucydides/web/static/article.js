// The article: from a card to its words and from words to their card; selected words fill the field that is edited.
import { card, cards, choose, say } from "./keys.js";

const article = document.getElementById("article");
const canPaint = "highlights" in CSS;

// A position of the canonical text (code points) as a place in the page: signs that are shown count as one character.
function spot(at, end) {
  for (const paragraph of article.querySelectorAll("p[data-start]")) {
    const first = Number(paragraph.dataset.start), last = Number(paragraph.dataset.end);
    if (at < first || at > last || (at === last && !end)) continue;
    let passed = first;
    const walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (node.nodeType === Node.ELEMENT_NODE) {
        if (node.classList.contains("sign")) passed += 1;
        continue;
      }
      const points = [...node.data];
      if (at <= passed + points.length) return [node, points.slice(0, Math.max(0, at - passed)).join("").length];
      passed += points.length;
    }
  }
  return null;
}

function range(start, end) {
  const from = spot(start, false), to = spot(end, true);
  if (!from || !to) return null;
  const made = new Range();
  made.setStart(...from);
  made.setEnd(...to);
  return made;
}

function paint(name, ranges) {
  if (canPaint) CSS.highlights.set(name, new Highlight(...ranges.filter(Boolean)));
}

// Where the browser cannot paint without touching the page, the marks that are there take the colour.
function light(start, end) {
  for (const mark of article.querySelectorAll("mark")) {
    const inside = Number(mark.dataset.start) >= start && Number(mark.dataset.end) <= end;
    mark.classList.toggle("lit", !canPaint && inside);
  }
}

function show(start, end) {
  const words = range(start, end);
  if (!words) return;
  paint("words", [words]);
  light(start, end);
  words.startContainer.parentElement.scrollIntoView({ block: "nearest" });
}

document.addEventListener("card", (event) => {
  const one = event.detail;
  paint("claim", [range(Number(one.dataset.start), Number(one.dataset.end))]);
  paint("words", []);
  const first = range(Number(one.dataset.start), Number(one.dataset.end));
  const box = first?.getBoundingClientRect();
  if (box && (box.bottom < 60 || box.top > innerHeight - 60)) first.startContainer.parentElement.scrollIntoView({ block: "center" });
});

document.addEventListener("words", (event) => show(Number(event.detail.dataset.start), Number(event.detail.dataset.end)));

document.addEventListener("click", (event) => {
  const link = event.target.closest(".to-words");
  if (link) {
    event.preventDefault();
    choose(link.closest(".card"), { focus: false });
    show(Number(link.dataset.start), Number(link.dataset.end));
    return;
  }
  const mark = event.target.closest("mark[data-claims]");
  if (mark && getSelection().isCollapsed) {
    const ids = mark.dataset.claims.split(" ");
    const at = ids.indexOf(card()?.dataset.claim);
    choose(document.getElementById(`c-${ids[(at + 1) % ids.length]}`));
  }
});

// A key takes the selected words into the form that is open: as its evidence, and as its value where that is a number.
document.addEventListener("take-words", () => {
  const words = getSelection().toString().trim();
  const form = card()?.querySelector(".edit");
  if (!words || !form) return say("select words of the article first");
  form.open = true;
  const exact = form.querySelector("input[name=exact]"), value = form.querySelector("input[name=value]");
  exact.value = words;
  const digits = words.match(/\d+/);
  if (digits && form.querySelector("select").value.startsWith("casualties")) value.value = digits[0];
  value.focus();
  say("words taken");
});

if (cards().length && card()) document.dispatchEvent(new CustomEvent("card", { detail: card() }));
if (location.hash.startsWith("#w")) {
  const mark = document.getElementById(location.hash.slice(1));
  if (mark) show(Number(mark.dataset.start), Number(mark.dataset.end));
}
