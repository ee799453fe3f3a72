// The pôles that serve a place, as in `poles locate`, from the same data, by the same rules.

const ARTICLES = new Set(["l", "la", "le", "les", "the"]);
const ABBREVIATIONS = { st: "saint", ste: "sainte", sts: "saints", stes: "saintes" };
const LONGEST_NAME = 500;
const [MUNICIPALITY, NAME, MRC, REGION, POSTAL] = [0, 1, 2, 3, 4]; // levels, the nearest first

// Lower-case letters without accents or ligatures; punctuation is kept.
function plainLetters(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replaceAll("œ", "oe").replaceAll("æ", "ae").replaceAll("ß", "ss");
}

// The words of plain letters, « st » in full.
function wordsOf(letters) {
  const words = letters.match(/[0-9a-z\u1400-\u167f]+/g) ?? [];
  return words.map((word) => (Object.hasOwn(ABBREVIATIONS, word) ? ABBREVIATIONS[word] : word));
}

function fold(text) {
  return wordsOf(plainLetters(text)).join(" ");
}

// Folded words without their leading article, unless that would leave nothing.
function withoutArticle(words) {
  const [first, ...rest] = words.split(" ");
  return rest.length && ARTICLES.has(first) ? rest.join(" ") : words;
}

function nameKey(text) {
  return withoutArticle(fold(text));
}

function put(map, key, item) {
  map.set(key, [...(map.get(key) ?? []), item]);
}

// One place that a text may name: one object per place, compared by identity.
class Candidate {
  constructor(match, level, mrcs, town = "") {
    Object.assign(this, { match, level, mrcs, town, twin: "" });
    this.poles = match.poles.map((pole) => pole.slug).sort().join("|");
  }

  within(other) {
    if (other.town) return other.town === this.town || other.town === this.twin;
    return this.mrcs.every((mrc) => other.mrcs.includes(mrc));
  }

  // A nation's community in the MRC of a town, with the MRC's pôle besides its own.
  beside(other) {
    const slugs = this.match.poles.map(({ slug }) => slug);
    const others = other.match.poles.map(({ slug }) => slug);
    return slugs.length > others.length && others.every((slug) => slugs.includes(slug)) && this.mrcs.every((mrc) => other.mrcs.includes(mrc));
  }

  shares(other) {
    return this.match.poles.some(({ slug }) => other.match.poles.some((pole) => pole.slug === slug));
  }
}

class Places {
  constructor(data) {
    this.data = data;
    this.byKey = new Map();
    this.inner = new Map();
    this.byCode = new Map();
    this.byPrefix = new Map();
    this.joined = new Map(); // names by their letters only, without spaces
    this.choices = [];
    this.regions = new Map(data.regions.map(([code, name]) => [code, { code, name }]));
    this.mrcs = new Map(data.mrcs.map(([code, name, region]) => [code, { code, name, region }]));
    this.prefixes = new Map(data.prefixes.split("\n").map((line) => [line.slice(0, 3).toLowerCase(), line.split("\t")]));
    const towns = this.towns();
    const aliases = this.aliases(towns);
    const areas = [...this.areas.values()];
    for (const one of [...towns.values(), ...aliases.filter(({ match }) => match.kind !== "former-code")]) {
      this.add(one, [one.match.alias ?? one.match.place]);
    }
    for (const [one, names] of areas) this.add(one, names);
    for (const prefix of this.prefixes.keys()) {
      this.choices.push({ key: prefix, name: prefix.toUpperCase(), matches: () => matchesOf(this.prefixed(prefix)) });
    }
    this.reader = new Reader(data.reading, data.kinds, this);
  }

  // The municipalities by code; the smaller of a village and its land of the same name has a twin.
  towns() {
    const { data } = this;
    const towns = new Map();
    const usual = new Map(data.mrcs.map(([code, , , answer]) => [code, answer]));
    const smaller = [];
    let number = 0;
    for (const line of data.towns.split("\n")) {
      const [mrc, ...rows] = line.split("\t");
      for (const [step, name, kind = 0, answer = -1, twin] of rows.map((row) => row.split("|"))) {
        number += Number(step); // a code is the difference from the previous one
        const code = String(number).padStart(5, "0");
        const match = this.match(name, data.kinds[kind], null, code, mrc, answer < 0 ? usual.get(mrc) : answer);
        const one = new Candidate(match, MUNICIPALITY, [mrc], code);
        towns.set(code, one);
        this.byCode.set(code, [one]);
        if (twin) smaller.push(one);
      }
    }
    for (const one of smaller) {
      one.twin = [...towns.values()].find((other) => other !== one && other.match.place === one.match.place).town;
    }
    this.areas = new Map();
    for (const [code, name, , answer] of data.mrcs) {
      this.areas.set(code, [new Candidate(this.match(name, "mrc", null, code, code, answer), MRC, [code]), [name]]);
    }
    for (const [code, name, answer, labels] of data.regions) {
      const match = { ...this.match(name, "region", null, code, null, answer), region: this.regions.get(code) };
      const held = data.mrcs.filter((row) => row[2] === code).map((row) => row[0]);
      this.areas.set(code, [new Candidate(match, REGION, held), [name, ...labels]]);
    }
    for (const [code, [one]] of this.areas) this.byCode.set(code, [one]);
    return towns;
  }

  // The other names, the larger place first, except former codes, which are found as codes.
  aliases(towns) {
    let number = 0;
    const rank = new Map(this.data.larger.map((code, index) => [code, index]));
    const aliases = this.data.aliases.split("\n").flatMap((line) => {
      const [cell, ...groups] = line.split("\t");
      if (cell.startsWith("+")) number += Number(cell);
      const code = cell.startsWith("+") ? String(number).padStart(5, "0") : cell;
      const target = towns.get(code) ?? this.areas.get(code)[0];
      return groups.flatMap((group) => {
        const [kind, answer, ...names] = group.split("|");
        const own = answer === "" ? {} : { poles: this.poles(answer) };
        return names.map((alias) => {
          const match = { ...target.match, kind: this.data.kinds[kind], alias, ...own };
          return new Candidate(match, NAME, target.mrcs, target.town);
        });
      });
    });
    aliases.sort((a, b) => (rank.get(a.match.code) ?? 0) - (rank.get(b.match.code) ?? 0));
    for (const one of aliases) {
      const { alias, kind } = one.match;
      if (kind === "former-code") put(this.byCode, alias, one);
      const between = alias.match(/\((.*)\)$/);
      if (between) {
        put(this.inner, nameKey(between[1]), one);
        this.join(nameKey(between[1]));
      }
    }
    return aliases;
  }

  // Index a place by its names, and suggest them while the user types.
  add(one, names) {
    const keys = new Set(names.map(nameKey));
    for (const key of keys) put(this.byKey, key, one);
    for (const words of [...names.map(fold), ...keys]) this.join(words);
    for (const name of names) {
      this.choices.push({ key: nameKey(name), name, matches: () => matchesOf([one]) });
    }
  }

  join(words) {
    const letters = words.replaceAll(" ", "");
    if (!(this.joined.get(letters) ?? []).includes(words)) put(this.joined, letters, words);
  }

  match(place, kind, alias, code, mrc, answer) {
    const area = this.mrcs.get(mrc) ?? null;
    return { place, kind, alias, code, mrc: area, region: area && this.regions.get(area.region), poles: this.poles(answer) };
  }

  poles(answer, share = null) {
    return this.data.answers[answer].map(([slug, basis, confidence]) => ({
      slug,
      basis: this.data.bases[basis] ?? null,
      confidence,
      share,
    }));
  }

  locate(query) {
    const matches = matchesOf([...query].length > LONGEST_NAME ? [] : this.read(query));
    const answers = new Set(matches.map((match) => match.poles.map((pole) => pole.slug).sort().join("|")));
    return { query, status: ["none", "found", "ambiguous"][Math.min(answers.size, 2)], matches };
  }

  read(text) {
    const query = text.includes("Ã") ? decodedOnce(text) : text;
    const codes = codesOf(query).flatMap((code) => this.byCode.get(code) ?? []);
    if (codes.length) return codes;
    const letters = plainLetters(query);
    const named = this.named(fold(query));
    if (named.length) return named;
    const prefix = postalPrefix(letters);
    return prefix ? this.prefixed(prefix) : this.reader.read(letters);
  }

  // The places with a folded name; only those with the same article, if others differ.
  named(words) {
    if (words === "le quebec") return []; // the province, never the city
    const key = withoutArticle(words);
    let candidates = this.byKey.get(key) ?? [];
    if (!candidates.some((one) => one.level <= NAME)) candidates = [...(this.inner.get(key) ?? []), ...candidates];
    if (!candidates.length && words.startsWith("les ")) return this.byKey.get(`des ${key}`) ?? []; // « MRC des Chenaux »
    if (key !== words && new Set(candidates.map((one) => one.poles)).size > 1) {
      const exact = candidates.filter(({ match }) => [match.alias ?? "", match.place].some((name) => fold(name) === words));
      if (exact.length) return exact;
    }
    return candidates;
  }

  // The MRC that a postal prefix touches, the likeliest first, then the communities in it.
  prefixed(prefix) {
    if (!this.byPrefix.has(prefix)) this.byPrefix.set(prefix, this.prefixes.has(prefix) ? this.held(prefix) : []);
    return this.byPrefix.get(prefix);
  }

  held(prefix) {
    const [name, mrcs, communities = ""] = this.prefixes.get(prefix);
    const parts = mrcs.split("|").map((part) => {
      const [code, share = 100] = part.split(":");
      const answer = this.data.mrcs.find((row) => row[0] === code)[3];
      const match = { ...this.match(name, "postal", null, name, code, answer), poles: this.poles(answer, Number(share)) };
      return new Candidate(match, POSTAL, [code]);
    });
    const held = communities.split("|").filter(Boolean).map((code) => {
      const [{ match, mrcs: areas, town }] = this.byCode.get(code);
      return new Candidate(match, POSTAL, areas, town);
    });
    return [...parts, ...held];
  }

  // Places with a name, or a word of a name, that begins with the typed text.
  suggest(typed, count) {
    const postal = postalPrefix(plainLetters(typed));
    const key = this.prefixes.has(postal) ? postal : nameKey(typed);
    if (!key) return [];
    const rank = (name) => (name === key ? 0 : name.startsWith(key) ? 1 : name.includes(` ${key}`) ? 2 : 3);
    const ranked = this.choices.map((choice, order) => [rank(choice.key), choice.key.length, order, choice]);
    const close = ranked.filter(([points]) => points < 3);
    close.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
    return close.slice(0, count).map((found) => found.at(-1));
  }

  // The names that contain the typed text, then the most similar ones, in case of a typo.
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

// The places from the nearest level to the widest, unless a nearer level has the same pôles.
function matchesOf(candidates) {
  const towns = new Set(candidates.map((one) => one.town));
  const kept = [];
  let answered = new Set();
  let level = MUNICIPALITY;
  for (const one of [...candidates].sort((a, b) => a.level - b.level)) {
    if (one.level > level) {
      level = one.level;
      answered = new Set(kept.map((other) => other.poles));
    }
    const beside = one.twin && towns.has(one.twin);
    if (!beside && !answered.has(one.poles) && !kept.includes(one)) kept.push(one);
  }
  return kept.map((one) => one.match);
}

// Repair UTF-8 text that was read as cp1252: « LÃ©vis » gives Lévis.
function decodedOnce(text) {
  const letters = new TextDecoder("windows-1252").decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  const bytes = [...text].map((letter) => letters.indexOf(letter));
  try {
    return bytes.includes(-1) ? text : new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    return text;
  }
}

// The codes that a text of digits may be: a municipality's, an MRC's, a region's, a division's.
function codesOf(query) {
  const code = query.trim();
  if (!/^[0-9]+$/.test(code)) return [];
  if (code.length === 7 && code.startsWith("24")) return [code.slice(2)];
  if (code.length === 4 && code.startsWith("24")) return [code, `${code.slice(2)}0`];
  return [2, 3, 5].includes(code.length) && code !== "20005" ? [code] : [];
}

// The prefix of a text that is a postal code or a prefix; empty for any other.
function postalPrefix(letters) {
  const text = letters.trim();
  if (/^[a-z]\d[a-z]$/.test(text)) return text;
  const found = text.match(new RegExp(`^${POSTAL_CODE.source}$`));
  return found ? prefixOf(found) : "";
}

// The number of letters to change, add or remove between two words.
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
