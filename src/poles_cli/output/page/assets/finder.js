// « Which pôle is mine? »: a combobox of the names of places, pôles and words, then the answer.

// The pôles and words, found by any name in either language.
class Entries {
  constructor() {
    this.titles = new Map(); // by address and language
    const found = new Map();
    for (const card of document.querySelectorAll("article:is(.pole, .concept)")) {
      const address = card.id.replace(/^\w+\//, "");
      this.titles.set(card.id, card.querySelector("h4").firstChild.textContent.trim());
      const also = [...card.querySelectorAll("dt")].find((dt) => dt.textContent === say(languageOf(card.id), "also"));
      const names = [address.replace(/^\w+\//, ""), this.titles.get(card.id), ...(card.dataset.names ?? "").split("|")];
      if (also) names.push(...also.nextSibling.textContent.split("; "));
      found.set(address, [...(found.get(address) ?? []), ...names.map(fold).filter(Boolean)]);
    }
    this.all = [...found].map(([address, keys]) => ({ address, keys }));
  }

  // Entries with a name, or a word of a name, that begins with the typed text.
  near(typed, count) {
    const key = fold(typed);
    if (key.length < 2) return [];
    const rank = (name) => (name === key ? 0 : name.startsWith(key) ? 1 : name.includes(` ${key}`) ? 2 : 3);
    const ranked = this.all.map(({ address, keys }) => [Math.min(...keys.map(rank)), address]);
    const close = ranked.filter(([points]) => points < 3).sort((a, b) => a[0] - b[0]);
    return close.slice(0, count).map(([, address]) => address);
  }

  named(typed) {
    const key = fold(typed);
    return this.all.filter(({ keys }) => keys.includes(key)).map(({ address }) => address);
  }
}

const COUNTS = [, , "two", "three", "four"];

class Finder {
  constructor(form) {
    this.form = form;
    this.language = form.dataset.language;
    finders[this.language] = this;
    this.input = form.querySelector("input");
    this.list = form.querySelector("[role=listbox]");
    this.answer = form.querySelector(".answer");
    this.count = form.querySelector(".count");
    this.choices = [];
    this.active = -1;
    this.input.addEventListener("focus", known);
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
    const words = known().entries.near(this.input.value, 3).map((address) => ({ name: this.title(address), address }));
    this.choices = [...known().places.suggest(this.input.value, words.length ? 5 : 8), ...words];
    this.list.replaceChildren(...this.choices.map((choice, index) => this.option(choice, index)));
    this.list.hidden = !this.choices.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.activate(-1);
    const count = this.choices.length;
    this.count.textContent = count ? this.say(count === 1 ? "choices_one" : "choices_many", { count }) : "";
  }

  option(choice, index) {
    return element(
      "li",
      { role: "option", id: `${this.list.id}-${index}`, "aria-selected": "false" },
      element("b", {}, choice.name),
      " ",
      element("small", {}, choice.address ? this.genre(choice.address) : this.about(choice.matches()[0])),
    );
  }

  title(address) {
    return known().entries.titles.get(`${this.language}/${address}`);
  }

  genre(address) {
    return this.say(address.startsWith("pole/") ? "pole" : "word");
  }

  // The description of a place: its kind, present municipality, MRC and region.
  about(match) {
    const parts = [this.say(match.kind, { place: match.place })];
    if (match.alias && !parts[0].includes(match.place)) parts.push(match.place);
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
      // The position before the first option means the typed text.
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
    if (choice.address) {
      location.hash = `${this.language}/${choice.address}`;
      this.close();
      return;
    }
    const matches = choice.matches();
    const alone = known().places.locate(choice.name).matches.length === matches.length;
    this.show({ query: choice.name, status: "found", matches }, alone ? choice.name : matches[0].code);
  }

  submit() {
    if (this.input.value.trim()) this.show(known().places.locate(this.input.value));
    else this.answer.replaceChildren();
  }

  // Answer the query in an address: « granby », or a name as typed.
  ask(query, focus) {
    const result = known().places.locate(query);
    const [match] = result.matches;
    this.input.value = match ? match.alias ?? match.place : query;
    this.show(result, query, focus);
  }

  show({ query, status, matches }, asked = query, focus = true) {
    this.close();
    const words = known().entries.named(query).filter((address) => !matches.length || address.startsWith("concept/"));
    const verdict = element("p", { class: "verdict", tabindex: "-1" }, this.verdict(query, matches, words));
    this.answer.dataset.status = status;
    this.answer.replaceChildren(
      verdict,
      ...matches.map((match) => this.match(match)),
      ...words.map((address) => this.word(address)),
      ...(matches.length || words.length ? [] : this.closest(query)),
    );
    const plain = /^[\p{L}\d\s'’.-]+$/u.test(asked) ? fold(asked).replaceAll(" ", "-") : encodeURIComponent(asked);
    const address = `#${this.language}/find/${plain}`;
    if (location.hash !== address) history.pushState(null, "", address);
    if (focus) this.reveal(verdict);
  }

  // Do not scroll if the verdict is already in the upper part of the visible screen.
  reveal(verdict) {
    const { top } = verdict.getBoundingClientRect();
    if (top < 60 || top > 0.4 * (visualViewport?.height ?? innerHeight)) reach(verdict);
    else verdict.focus({ preventScroll: true });
  }

  // The answer in one sentence: one pôle, several and why, or none.
  verdict(query, matches, words) {
    const word = query.trim();
    if (!matches.length) return words.length ? this.say("found", { word }) : this.say("none", { word });
    const slugs = [...new Set(matches.flatMap((match) => match.poles.map((pole) => pole.slug)))];
    const [first] = matches;
    const place = first.kind === "postal" ? first.place : first.alias ?? first.place;
    if (!slugs.length) return this.say("nobody", { place });
    const towns = new Set(matches.map((match) => match.code));
    if (slugs.length === 1) return this.say(towns.size > 1 ? "several" : "one", { place, count: towns.size });
    const count = slugs.length in COUNTS ? this.say(COUNTS[slugs.length]) : slugs.length;
    return this.say(this.why(matches, slugs), { count });
  }

  // The reason for several pôles, in the same words as on a terminal.
  why([first, ...others], slugs) {
    if (first.kind === "postal") return "prefix";
    if (others.some((match) => match.code !== first.code)) return "homonyms";
    if (first.kind === "region") return "shared";
    return new Set(slugs.map((slug) => data.genres[slug])).size > 1 ? "nations" : "unsure";
  }

  // A word of the glossary with its meaning, or a pôle found by its name.
  word(address) {
    const card = document.getElementById(`${this.language}/${address}`);
    const meaning = card.querySelector(address.startsWith("pole/") ? ".reach" : "p").cloneNode(true);
    if (address.startsWith("concept/")) meaning.querySelector("small")?.remove();
    const link = element("a", { href: `#${this.language}/${address}` }, this.title(address));
    return element("div", { class: "word" }, link, " ", element("small", {}, this.genre(address)), meaning);
  }

  closest(query) {
    const words = known().entries.near(query, 2).map((address) => this.title(address));
    const names = [...new Set([...words, ...known().places.closest(query, 3)])].slice(0, 3);
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
      element("ul", {}, ...served),
    );
  }

  pole({ slug, basis, confidence, share }) {
    const card = document.getElementById(`${this.language}/pole/${slug}`);
    const reach = card?.querySelector(".reach").cloneNode(true) ?? "";
    const why = [
      share === null ? "" : this.say("share", { share }),
      basis && this.say("basis", { basis: basis[this.language] }),
    ].filter(Boolean).join(" · ");
    const backing = element("small", {}, why,
      why && confidence ? " · " : "",
      confidence ? element("span", { class: `grade ${confidence}` }, this.say(confidence)) : "");
    return element(
      "li",
      { "data-slug": slug, "data-share": share ?? "", "data-confidence": confidence ?? "" },
      element("a", { href: `#${this.language}/pole/${slug}` }, data.poles[slug]),
      reach,
      element("details", {}, element("summary", {}, this.say("basis_title")), backing),
    );
  }
}
