// The interactive parts of the page: switch language, find a pôle or a word, print one card.

const root = document.documentElement;
const data = JSON.parse(document.getElementById("data").textContent);
const finders = {}; // by language
let index = null;

// The places and entries by name, made when the field gets the focus, so that the page opens sooner.
function known() {
  index ??= { places: new Places(data), entries: new Entries() };
  return index;
}

// A message of the program, with its {placeholders} filled in.
function say(language, name, values = {}) {
  return data.words[language][name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

// An element with attributes and children; text is never parsed as HTML.
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== "" && child !== null));
  return made;
}

// Language and address: #fr/pole/laval and #en/pole/laval are the same place in two languages.

function languageOf(id) {
  const [language] = id.split("/");
  return ["fr", "en"].includes(language) ? language : null;
}

function speak(language) {
  root.lang = language;
  root.dataset.lang = language;
  document.title = data.titles[language];
}

function follow(focus = true) {
  const asked = decodeURIComponent(location.hash.slice(1));
  speak(languageOf(asked) ?? root.lang);
  // A source has one entry for both languages; an address may also come without its language.
  const plain = asked.replace(/^(fr|en)\//, "");
  if (plain.startsWith("find/")) {
    finders[root.lang].ask(plain.slice("find/".length), focus);
    return;
  }
  const ids = [asked, plain, `${root.lang}/${plain}`];
  const target = ids.map((id) => document.getElementById(id)).find(Boolean);
  if (!target || languageOf(target.id) === target.id) return;
  history.replaceState(null, "", `#${root.lang}/${plain}`);
  unfold(target.querySelector(":scope > details") ?? target);
  reach(target);
}

function unfold(part) {
  for (let fold = part.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
}

// Scroll a part to the top and give it the focus, at once, since a phone's keyboard is closing.
function reach(part) {
  part.scrollIntoView({ behavior: "instant" });
  if (!part.hasAttribute("tabindex")) part.tabIndex = -1;
  part.focus({ preventScroll: true });
}

// The part of the page being read: the last one that begins above the middle.
function reading() {
  const parts = document.querySelectorAll(`[id^="${root.lang}/"]:is(section, article)`);
  const open = [...parts].filter((part) => !part.closest("details:not([open])"));
  const above = open.filter((part) => part.getBoundingClientRect().top < innerHeight / 3);
  return above.at(-1) ?? null;
}

function turnTo(language) {
  if (location.hash.includes("/find/")) {
    history.pushState(null, "", location.hash.replace(/^#\w+/, `#${language}`));
    follow(false);
    document.querySelector(`.${language} [data-turn]`).focus({ preventScroll: true });
    return;
  }
  const part = reading();
  const top = part?.getBoundingClientRect().top;
  const [from, to] = [root.lang, language].map((lang) => document.querySelectorAll(`.${lang} details`));
  from.forEach((details, index) => (to[index].open = details.open));
  speak(language);
  const other = part && document.getElementById(part.id.replace(/^\w+/, language));
  history.pushState(null, "", `#${other ? other.id : language}`);
  if (other) scrollBy({ top: other.getBoundingClientRect().top - top, behavior: "instant" });
  document.querySelector(`.${language} [data-turn]`).focus({ preventScroll: true });
}

for (const link of document.querySelectorAll("[data-turn]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    turnTo(link.dataset.turn);
  });
}

document.querySelectorAll("form.finder").forEach((form) => new Finder(form));

// Turn the numbers of sources into links, which would make the file larger.
for (const small of document.querySelectorAll("small")) {
  const text = small.lastChild;
  const found = text.data?.match(/\bsources\s?: (\d+(?:, \d+)*)$/);
  if (!found) continue;
  text.data = text.data.slice(0, -found[1].length);
  found[1].split(", ").forEach((number, index) => small.append(index ? ", " : "", element("a", { href: `#s${number}` }, number)));
}

// The glossary's filter: entries with every typed word.

function filterGlossary(input) {
  const glossary = input.closest("section");
  const language = languageOf(input.id.replace("-", "/"));
  let entries = null; // folded when the user first types
  const status = input.parentElement.querySelector("[role=status]");
  input.addEventListener("input", () => {
    entries ??= [...glossary.querySelectorAll(`article.${language}`)].map((entry) => [entry, fold(entry.textContent)]);
    const words = fold(input.value).split(" ");
    for (const [entry, text] of entries) entry.hidden = !words.every((word) => text.includes(word));
    for (const theme of glossary.querySelectorAll(".theme")) {
      theme.hidden = !theme.querySelector(`article.${language}:not([hidden])`);
      theme.open = Boolean(input.value.trim()) && !theme.hidden;
    }
    const count = entries.filter(([entry]) => !entry.hidden).length;
    const message = say(language, count ? "filter_left" : "filter_none", { count });
    status.textContent = input.value.trim() ? message : "";
  });
}

document.querySelectorAll("input[type=search]").forEach(filterGlossary);

// On paper everything is open; at an address of a card or an answer, only that is printed.

function printedAlone() {
  const asked = decodeURIComponent(location.hash.slice(1));
  if (asked.includes("/find/")) return [finders[root.lang].answer];
  const card = document.getElementById(asked)?.closest("article");
  if (!card) return [];
  const region = card.parentElement.querySelector(`:scope > header.${root.lang}`);
  const cited = [...card.querySelectorAll('a[href^="#s"]')].map((link) => link.getAttribute("href").slice(1));
  return [card, region, ...cited.map((id) => document.getElementById(id))].filter(Boolean);
}

// Sources keep their numbers if only one card is printed.
document.querySelectorAll(".sources li").forEach((source, index) => (source.value = index + 1));

const FOLDED = "details:not([open])";
addEventListener("beforeprint", () => {
  const alone = printedAlone();
  root.classList.toggle("alone", alone.length > 0);
  for (const part of alone) part.classList.add("printed");
  const opened = alone.flatMap((part) => [part.closest(FOLDED), ...part.querySelectorAll(FOLDED)]).filter(Boolean);
  for (const details of alone.length ? opened : document.querySelectorAll(FOLDED)) {
    details.open = true;
    details.dataset.paper = "";
  }
});
function foldAgain() {
  root.classList.remove("alone");
  for (const part of document.querySelectorAll(".printed")) part.classList.remove("printed");
  for (const details of document.querySelectorAll("[data-paper]")) {
    details.open = false;
    delete details.dataset.paper;
  }
}
addEventListener("afterprint", foldAgain);
// Some phone browsers signal the end of printing only this way.
matchMedia("print").addEventListener("change", ({ matches }) => matches || foldAgain());
for (const card of document.querySelectorAll("article.pole")) {
  const button = element("button", { type: "button", class: "print" }, say(languageOf(card.id), "print"));
  button.addEventListener("click", () => {
    history.replaceState(null, "", `#${card.id}`);
    print();
  });
  card.append(button);
}

root.classList.add("scripted");
root.lang = (navigator.languages ?? []).map((tag) => tag.slice(0, 2)).find((tag) => data.words[tag]) ?? "fr";
if (!location.hash) history.replaceState(null, "", `#${root.lang}`);
addEventListener("hashchange", () => follow());
follow();
