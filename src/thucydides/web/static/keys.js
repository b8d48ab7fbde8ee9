// Keys: from a letter to the button or link of the current card or page; nothing happens while somebody types.
const keys = JSON.parse(document.body.dataset.keys || "{}");
const said = document.getElementById("said");
let current = null; // the id of the current card: cards are replaced when they are judged

export const cards = () => [...document.querySelectorAll(".card")];
export const card = () => (current && document.getElementById(current)) || null;

export function say(words) {
  if (said) said.textContent = words;
}

export function choose(one, { focus = true } = {}) {
  if (!one) return;
  for (const other of document.querySelectorAll(".card.current")) other.classList.remove("current");
  current = one.id;
  one.classList.add("current");
  if (focus) one.focus({ preventScroll: true });
  one.scrollIntoView({ block: "nearest" });
  document.dispatchEvent(new CustomEvent("card", { detail: one }));
}

function step(by) {
  const all = cards();
  if (!all.length) return;
  const at = all.findIndex((one) => one.id === current);
  choose(all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + by))]);
}

// A button or link of an act: in the current card where there is one, else on the page outside of cards.
function of(act) {
  const inside = card()?.querySelector(`[data-act="${act}"]`);
  if (inside) return inside;
  return [...document.querySelectorAll(`[data-act="${act}"]`)].find((one) => !one.closest(".card") || cards().length === 1);
}

function press(act) {
  const one = of(act);
  if (!one) return false;
  one.click();
  return true;
}

function judge(act) {
  if (press(act)) {
    say(act);
    if (card()) step(1);
  }
}

function open(act, field) {
  const summary = of(act);
  if (!summary) return;
  summary.parentElement.open = true;
  summary.parentElement.querySelector(field)?.focus();
}

function flag() {
  open("comment", "input[name=why]");
  const why = card()?.querySelector(".comment input[name=why]");
  if (why && !why.value) why.value = "flag: ";
}

function visible() {
  const box = (one) => one.getBoundingClientRect();
  const frame = document.querySelector(".cards")?.getBoundingClientRect() ?? { top: 0, bottom: innerHeight };
  const seen = cards().filter((one) => box(one).top >= frame.top - 1 && box(one).bottom <= Math.min(frame.bottom, innerHeight) + 1);
  for (const one of seen) one.querySelector('[data-act="accept"]')?.click();
  say(`${seen.length} accepted`);
}

function mention(by) {
  const words = [...(card()?.querySelectorAll(".to-words") ?? [])];
  if (!words.length) return;
  const at = words.indexOf(document.activeElement);
  const next = words[(Math.max(at, by < 0 ? 0 : -by) + by + words.length) % words.length];
  next.focus();
  document.dispatchEvent(new CustomEvent("words", { detail: next }));
}

const acts = {
  accept: () => judge("accept"), reject: () => judge("reject"), unsure: () => judge("unsure"), skip: () => step(1),
  edit: () => { open("edit", "input[name=value]"); fill(card()?.querySelector(".edit form")); }, comment: () => open("comment", "input[name=why]"), flag,
  "next-claim": () => step(1), "previous-claim": () => step(-1),
  "next-mention": () => mention(1), "previous-mention": () => mention(-1), evidence: () => mention(0),
  "accept-visible": visible,
  search: () => document.querySelector('input[type="search"], .filters input')?.focus(),
  help: () => { const all = document.querySelector(".keys details"); if (all) all.open = !all.open; },
  undo: () => { if (press("undo")) say("undone"); },
  "take-words": () => document.dispatchEvent(new CustomEvent("take-words")),
};

const typing = (one) => one?.closest?.("input, select, textarea, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target.closest?.("form");
    if (form) { event.preventDefault(); form.requestSubmit(); say("saved"); }
    return;
  }
  if (event.key === "Escape" && typing(event.target)) { event.target.blur(); card()?.focus({ preventScroll: true }); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if ((event.key === " " || event.key === "Enter") && event.target.closest?.("a, button, summary")) return;
  if (/^[1-9]$/.test(event.key)) { if (press(`choose-${event.key}`)) event.preventDefault(); return; }
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  if (acts[act]) acts[act]();
  else press(act);
});

document.addEventListener("click", (event) => {
  const one = event.target.closest(".card");
  if (one && one.id !== current) choose(one, { focus: false });
});

// A new card has come for one that was judged: it is the current one still.
document.addEventListener("htmx:after:swap", () => {
  const one = card();
  if (one && !one.classList.contains("current")) choose(one, { focus: !typing(document.activeElement) });
});

// The value that stands is what a correction begins with.
const fill = (form) => {
  const chosen = form?.querySelector("select[name=slot]")?.selectedOptions[0];
  const value = form?.querySelector("input[name=value]");
  if (chosen?.dataset.typed !== undefined && value) { value.value = chosen.dataset.typed; value.select(); }
};
document.addEventListener("change", (event) => { if (event.target.matches(".edit select[name=slot]")) fill(event.target.form); });
document.addEventListener("toggle", (event) => {
  const one = event.target;
  if (one.matches?.(".edit") && one.open && !one.querySelector("input[name=value]").value) fill(one.querySelector("form"));
}, true);

const named = location.hash.startsWith("#c-") && document.getElementById(location.hash.slice(1));
if (cards().length) choose(named || cards()[0], { focus: false });
