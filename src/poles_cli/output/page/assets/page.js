// What the page does beyond being read: speak either language, find a pôle, filter the glossary.

const root = document.documentElement;
const data = JSON.parse(document.getElementById("data").textContent);
const places = new Places(data);

// A message of the program, its {placeholders} filled in.
function say(language, name, values = {}) {
  return data.words[language][name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

// An element with attributes and children; text is only ever text.
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

function follow() {
  const asked = location.hash.slice(1);
  speak(languageOf(asked) ?? root.lang);
  // A source has one entry for both languages; an address may also come without its language.
  const plain = asked.replace(/^(fr|en)\//, "");
  const ids = [asked, plain, `${root.lang}/${plain}`];
  const target = ids.map((id) => document.getElementById(id)).find(Boolean);
  if (!target || languageOf(target.id) === target.id) return;
  history.replaceState(null, "", `#${root.lang}/${plain}`);
  const details = target.querySelector(":scope > details");
  if (details) details.open = true;
  target.scrollIntoView();
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

// The part of the page that is being read: the last one that begins above the middle.
function reading() {
  const parts = document.querySelectorAll(`[id^="${root.lang}/"]:is(section, article)`);
  const above = [...parts].filter((part) => part.getBoundingClientRect().top < innerHeight / 3);
  return above.at(-1) ?? null;
}

function turnTo(language) {
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

// Which pôle is mine: a combobox over the names of places, then the answer.

class Finder {
  constructor(form) {
    this.form = form;
    this.language = form.dataset.language;
    this.input = form.querySelector("input");
    this.list = form.querySelector("[role=listbox]");
    this.answer = form.querySelector(".answer");
    this.count = form.querySelector(".count");
    this.choices = [];
    this.active = -1;
    this.input.addEventListener("input", () => this.offer());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose([...this.list.children].indexOf(option));
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
  }

  say(name, values) {
    return say(this.language, name, values);
  }

  offer() {
    this.choices = places.suggest(this.input.value, 8);
    this.list.replaceChildren(...this.choices.map((choice, index) => this.option(choice, index)));
    this.list.hidden = !this.choices.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.activate(-1);
    const count = this.choices.length;
    this.count.textContent = count ? this.say(count === 1 ? "choices_one" : "choices_many", { count }) : "";
  }

  option(choice, index) {
    const [match] = choice.matches();
    return element(
      "li",
      { role: "option", id: `${this.list.id}-${index}`, "aria-selected": "false" },
      element("b", {}, choice.name),
      " ",
      element("small", {}, this.about(match)),
    );
  }

  // What a place is and where: its kind, the municipality it is now in, its MRC, its region.
  about(match) {
    const parts = [this.say(match.kind)];
    if (match.alias) parts.push(match.place);
    if (match.mrc && match.kind !== "mrc") parts.push(this.say("mrc_of", { name: match.mrc.name }));
    if (match.kind === "region") parts.push(match.code);
    else parts.push(`${match.region.name} (${match.region.code})`);
    return parts.join(" · ");
  }

  key(event) {
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.offer();
      const count = this.choices.length;
      if (!count) return;
      const step = key === "ArrowDown" ? 1 : -1;
      // One place before the first stands for the text as typed.
      this.activate(((this.active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (key === "Escape") {
      if (this.list.hidden) this.input.value = "";
      this.close();
    } else if (key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.choose(this.active);
    }
  }

  activate(index) {
    this.active = index;
    [...this.list.children].forEach((option, at) => {
      option.setAttribute("aria-selected", String(at === index));
      if (at === index) option.scrollIntoView({ block: "nearest" });
    });
    if (index < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", this.list.children[index].id);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.activate(-1);
    this.count.textContent = "";
  }

  choose(index) {
    const choice = this.choices[index];
    this.input.value = choice.name;
    this.show({ query: choice.name, status: "found", matches: choice.matches() });
  }

  submit() {
    if (this.input.value.trim()) this.show(places.locate(this.input.value));
    else this.answer.replaceChildren();
  }

  show({ query, status, matches }) {
    this.close();
    this.answer.dataset.status = status;
    this.answer.replaceChildren(
      element("p", { class: "verdict" }, this.verdict(query, status, matches)),
      ...(status === "none" ? this.closest(query) : matches.map((match) => this.match(match))),
    );
  }

  verdict(query, status, matches) {
    const values = { word: query.trim(), count: new Set(matches.map((match) => match.code + match.mrc?.code)).size };
    if (status === "found" && values.count > 1) return this.say("several", values);
    return this.say(status, values);
  }

  closest(query) {
    const names = places.closest(query, 3);
    if (!names.length) return [];
    const buttons = names.map((name) => {
      const button = element("button", { type: "button" }, name);
      button.addEventListener("click", () => {
        this.input.value = name;
        this.input.focus();
        this.submit();
      });
      return button;
    });
    return [element("p", { class: "closest" }, this.say("closest"), " ", ...buttons)];
  }

  match(match) {
    const { place, kind, alias, code, mrc, region, poles } = match;
    const served = poles.map((pole) => this.pole(pole));
    return element(
      "div",
      { class: "match", "data-place": place, "data-kind": kind, "data-code": code,
        "data-alias": alias ?? "", "data-mrc": mrc?.code ?? "", "data-region": region.code },
      element("p", { class: "where" }, element("b", {}, alias ?? place), " ", element("small", {}, this.about(match))),
      poles.length ? element("ul", {}, ...served) : element("p", {}, this.say("nobody")),
    );
  }

  pole({ slug, basis, confidence, share }) {
    const card = document.getElementById(`${this.language}/pole/${slug}`);
    const reach = card?.querySelector(".reach").cloneNode(true) ?? "";
    const why = [
      share === null ? "" : this.say("share", { share }),
      basis && this.say("basis", { basis: basis[this.language] }),
    ].filter(Boolean).join(" · ");
    return element(
      "li",
      { "data-slug": slug, "data-share": share ?? "", "data-confidence": confidence ?? "" },
      element("a", { href: `#${this.language}/pole/${slug}` }, data.poles[slug]),
      " ",
      element("small", { class: "aside" }, why,
        why && confidence ? " · " : "",
        confidence ? element("span", { class: `grade ${confidence}` }, this.say(confidence)) : ""),
      reach,
    );
  }
}

document.querySelectorAll("form.finder").forEach((form) => new Finder(form));

// The glossary's filter: every word typed is in the entry.

function filterGlossary(input) {
  const glossary = input.closest("section");
  const language = languageOf(input.id.replace("-", "/"));
  const found = [...glossary.querySelectorAll(`article.${language}`)];
  const entries = found.map((entry) => [entry, fold(entry.textContent)]);
  const status = input.parentElement.querySelector("[role=status]");
  input.addEventListener("input", () => {
    const words = fold(input.value).split(" ");
    for (const [entry, text] of entries) entry.hidden = !words.every((word) => text.includes(word));
    for (const theme of glossary.querySelectorAll(".theme")) {
      theme.hidden = !theme.querySelector(`article.${language}:not([hidden])`);
    }
    const count = entries.filter(([entry]) => !entry.hidden).length;
    const said = say(language, count ? "filter_left" : "filter_none", { count });
    status.textContent = input.value.trim() ? said : "";
  });
}

document.querySelectorAll("input[type=search]").forEach(filterGlossary);

// On paper everything is open.

addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details:not([open])")) {
    details.open = true;
    details.dataset.paper = "";
  }
});
addEventListener("afterprint", () => {
  for (const details of document.querySelectorAll("[data-paper]")) {
    details.open = false;
    delete details.dataset.paper;
  }
});

root.classList.add("scripted");
root.lang = (navigator.languages ?? []).map((tag) => tag.slice(0, 2)).find((tag) => data.words[tag]) ?? "fr";
if (!location.hash) history.replaceState(null, "", `#${root.lang}`);
addEventListener("hashchange", follow);
follow();
