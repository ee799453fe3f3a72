// Which pôles serve a place: what `poles locate` answers, from the same data, by the same rules.

const PROVINCE = new Set(["qc", "pq", "quebec", "canada"]);
const LINKS = new Set(["de", "du", "des", "d", "l", "la", "le", "les"]);
const ARTICLES = new Set(["l", "la", "le", "les", "the"]);
const ABBREVIATIONS = { st: "saint", ste: "sainte", sts: "saints", stes: "saintes" };
const LIGATURES = { œ: "oe", æ: "ae", ß: "ss" };
const LONGEST_NAME = 200;

// Plain lower-case words: accents, case, dashes and apostrophes go, « St » becomes « saint ».
function fold(text) {
  const plain = text
    .toLowerCase()
    .replace(/[œæß]/g, (letter) => LIGATURES[letter])
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[œæß]/g, (letter) => LIGATURES[letter]);
  const words = plain.split(/[^0-9a-z]+/).filter(Boolean);
  return words.map((word) => (Object.hasOwn(ABBREVIATIONS, word) ? ABBREVIATIONS[word] : word)).join(" ");
}

// A proper name, folded, without its leading article unless nothing else is left.
function nameKey(text) {
  const folded = fold(text);
  const [first, ...rest] = folded.split(" ");
  return rest.length && ARTICLES.has(first) ? rest.join(" ") : folded;
}

class Places {
  constructor(data) {
    this.data = data;
    this.kinds = data.kinds;
    const [towns, former] = [data.kinds.slice(0, 3), data.kinds.slice(3, 8)];
    const places = new Set([...towns, ...former]);
    // A leading common noun says which kind is meant: « MRC de Rouville », « Ville de Montréal ».
    this.nouns = {
      mrc: new Set(["mrc"]),
      agglomeration: new Set(["mrc"]),
      region: new Set(["region"]),
      arrondissement: new Set(["borough"]),
      ville: places,
      municipalite: places,
      paroisse: places,
      canton: places,
      village: places,
    };
    this.regions = new Map();
    this.mrcs = new Map();
    this.towns = new Map();
    this.prefixes = new Map(data.prefixes);
    this.byKey = { town: new Map(), alias: new Map(), inner: new Map(), mrc: new Map(), region: new Map() };
    this.choices = [];
    this.index();
  }

  index() {
    const { data, byKey } = this;
    const add = (map, key, item) => map.set(key, [...(map.get(key) ?? []), item]);
    for (const [code, name, answer, labels] of data.regions) {
      const region = { code, name, answer };
      this.regions.set(code, region);
      for (const key of new Set([code, name, ...labels].map(nameKey))) add(byKey.region, key, region);
    }
    for (const [code, name, region, answer] of data.mrcs) {
      const mrc = { code, name, region, answer };
      this.mrcs.set(code, mrc);
      add(byKey.mrc, nameKey(name), mrc);
    }
    let number = 0;
    for (const [mrc, towns] of data.towns) {
      for (const [step, name, kind = 0, own = -1, twin = 0] of towns) {
        number += step; // a code is told by how far it is from the one before
        const code = String(number).padStart(5, "0");
        const answer = own < 0 ? this.mrcs.get(mrc).answer : own;
        const town = { code, name, kind: this.kinds[kind], mrc, answer };
        this.towns.set(code, town);
        if (!twin) add(byKey.town, nameKey(name), town);
      }
    }
    for (const [alias, kind, code] of data.aliases) {
      const known = { alias, kind: this.kinds[kind], code };
      add(byKey.alias, nameKey(alias), known);
      const inner = alias.match(/\(([^)]*)\)/);
      if (inner) add(byKey.inner, nameKey(inner[1]), known);
    }
    this.listChoices();
  }

  // What may be offered while a person types, the nearest kinds first.
  listChoices() {
    const offer = (key, name, matches) => this.choices.push({ key, name, matches });
    for (const [key, towns] of this.byKey.town) {
      for (const town of towns) offer(key, town.name, () => [this.place(town)]);
    }
    for (const [code, name, , labels] of this.data.regions) {
      const region = this.regions.get(code);
      for (const label of [name, ...labels]) offer(nameKey(label), label, () => this.regionMatches([region]));
    }
    for (const [key, mrcs] of this.byKey.mrc) {
      for (const mrc of mrcs) offer(key, mrc.name, () => this.mrcMatches([mrc]));
    }
    for (const map of [this.byKey.alias, this.byKey.inner]) {
      for (const [key, aliases] of map) {
        for (const alias of aliases) offer(key, alias.alias, () => this.aliasMatches([alias]));
      }
    }
    for (const prefix of this.prefixes.keys()) {
      offer(fold(prefix), prefix, () => this.postalMatches(fold(prefix)));
    }
  }

  locate(query) {
    let matches = this.byCode(geographicCode(query));
    if (!matches.length) matches = this.byName(query);
    const answers = new Set(matches.map(slugs));
    return { query, status: ["none", "found", "ambiguous"][Math.min(answers.size, 2)], matches };
  }

  byCode(code) {
    if (code.length === 5) return this.towns.has(code) ? [this.place(this.towns.get(code))] : [];
    if (code.length === 3) return this.mrcs.has(code) ? this.mrcMatches([this.mrcs.get(code)]) : [];
    return this.regions.has(code) ? this.regionMatches([this.regions.get(code)]) : [];
  }

  byName(query) {
    for (const [key, kinds] of this.readings(query)) {
      const matches = this.atEveryLevel(key, kinds);
      if (matches.length) return matches;
    }
    return [];
  }

  // From the plainest reading of a query to the freest.
  *readings(query) {
    if ([...query].length > LONGEST_NAME) return;
    const key = nameKey(query);
    if (!key) return;
    yield [key, null];
    let words = key.split(" ");
    if ((words[0] === "n" && words[1] === "d") || words[0] === "nd") {
      words.splice(0, words[0] === "nd" ? 1 : 2, "notre", "dame");
      yield [words.join(" "), null];
    }
    yield* this.withoutNoun(words);
    if (words.length > 1 && ARTICLES.has(words.at(-1))) yield [words.slice(0, -1).join(" "), null]; // « Tuque (La) »
    // One word at a time, and never all of them: « Québec (Québec) » is a city in its province.
    while (words.length > 1 && PROVINCE.has(words.at(-1))) {
      words = words.slice(0, -1);
      yield [words.join(" "), null];
      yield* this.withoutNoun(words);
    }
  }

  *withoutNoun(words) {
    if (!Object.hasOwn(this.nouns, words[0])) return;
    for (let start = 1; start < words.length; start += 1) {
      yield [words.slice(start).join(" "), this.nouns[words[0]]];
      if (!LINKS.has(words[start])) return;
    }
  }

  // Matches from the nearest level to the widest; same pôles, same answer.
  atEveryLevel(key, kinds) {
    const { byKey } = this;
    const meant = (items) => (kinds ? items.filter((item) => kinds.has(item.kind)) : items);
    const towns = meant((byKey.town.get(key) ?? []).map((town) => this.place(town)));
    let known = meant(this.aliasMatches(byKey.alias.get(key) ?? [], kinds));
    if (!towns.length && !known.length) known = this.aliasMatches(byKey.inner.get(key) ?? [], kinds);
    const levels = [
      towns,
      known,
      meant(this.mrcMatches(byKey.mrc.get(key) ?? [])),
      meant(this.regionMatches(byKey.region.get(key) ?? byKey.region.get(key.padStart(2, "0")) ?? [])),
      meant(this.postalMatches(postalPrefix(key))),
    ];
    const matches = [];
    for (const level of levels) {
      const answered = new Set(matches.map(slugs));
      matches.push(...level.filter((match) => !answered.has(slugs(match))));
    }
    return matches;
  }

  place(town, kind = town.kind, alias = null) {
    return this.match(town.name, kind, alias, town.code, this.mrcs.get(town.mrc), town.answer);
  }

  aliasMatches(aliases, kinds = null) {
    const seen = new Set();
    const matches = [];
    for (const { alias, kind, code } of aliases) {
      if (seen.has(code) || !this.towns.has(code) || (kinds && !kinds.has(kind))) continue;
      seen.add(code);
      matches.push(this.place(this.towns.get(code), kind, alias));
    }
    return matches;
  }

  mrcMatches(mrcs) {
    return mrcs.map((mrc) => this.match(mrc.name, "mrc", null, mrc.code, mrc, mrc.answer));
  }

  regionMatches(regions) {
    return regions.map((region) => ({
      ...this.match(region.name, "region", null, region.code, null, region.answer),
      region,
    }));
  }

  // One match for each MRC that the prefix touches, the likeliest first.
  postalMatches(key) {
    const prefix = key.toUpperCase();
    if (!this.prefixes.has(prefix)) return [];
    return this.prefixes.get(prefix).split("|").map((part) => {
      const [code, share] = part.split(":");
      const mrc = this.mrcs.get(code);
      return this.match(prefix, "postal", null, prefix, mrc, mrc.answer, Number(share));
    });
  }

  match(place, kind, alias, code, mrc, answer, share = null) {
    const poles = this.data.answers[answer].map(([slug, basis, confidence]) => ({
      slug,
      basis: this.data.bases[basis] ?? null,
      confidence,
      share,
    }));
    return { place, kind, alias, code, mrc, region: mrc && this.regions.get(mrc.region), poles };
  }

  // The places whose names begin with what is typed, or have a word that does.
  suggest(typed, count) {
    const postal = postalPrefix(fold(typed));
    const key = this.prefixes.has(postal.toUpperCase()) ? postal : nameKey(typed);
    if (!key) return [];
    const rank = (name) => (name === key ? 0 : name.startsWith(key) ? 1 : name.includes(` ${key}`) ? 2 : 3);
    const ranked = this.choices.map((choice, order) => [rank(choice.key), choice.key.length, order, choice]);
    const close = ranked.filter(([points]) => points < 3);
    close.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
    return close.slice(0, count).map((found) => found.at(-1));
  }

  // The names that hold what was typed, then those that look most like it, for a person who mistyped.
  closest(typed, count) {
    const key = nameKey(typed).slice(0, 60);
    const limit = Math.max(1, Math.floor(key.length / 4));
    const found = new Map(this.suggest(typed, count).map(({ name }) => [name, 0]));
    for (const choice of this.choices) {
      if (Math.abs(choice.key.length - key.length) > limit) continue;
      const far = distance(key, choice.key);
      if (far <= limit && !found.has(choice.name)) found.set(choice.name, far);
    }
    return [...found].sort((a, b) => a[1] - b[1]).slice(0, count).map(([name]) => name);
  }
}

function slugs(match) {
  return match.poles.map((pole) => pole.slug).sort().join("|");
}

// Five digits of a municipality, three of an MRC, two of a region; empty for no code.
function geographicCode(query) {
  const code = query.trim();
  if (!/^[0-9]+$/.test(code)) return "";
  if (code.length === 7 && code.startsWith("24")) return code.slice(2);
  if (code.length <= 2) return code.padStart(2, "0");
  return code.length === 3 || code.length === 5 ? code : "";
}

// The folded prefix of a folded postal code, whole or prefix; empty for no such code.
function postalPrefix(key) {
  const code = key.replaceAll(" ", "");
  return /^[a-z]\d[a-z](\d[a-z]\d)?$/.test(code) ? code.slice(0, 3) : "";
}

// How many letters to change, add or leave out to go from one word to the other.
function distance(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row.at(-1);
}
