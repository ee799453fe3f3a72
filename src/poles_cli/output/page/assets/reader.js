// Read a text like a cell of `poles locate`: names, scope, postal code, province and street.

const POSTAL_CODE = /\b([a-z][\do][a-z])([ .-]{0,2})([\do][a-z][\do])\b/;
const OURS = ["g", "h", "j"];
const SEPARATOR = /([,;|\n\t\r()[\]{}]|\s[-–—]+\s|:\s|\/|\s{3,})/;
const LABEL = /^\s*\(?\d{1,7}\s*[-–—.:_)]+\s*(?=[^\d\s])/;
const NUMERALS = { 2: "deux", 3: "trois", 7: "sept" };
const PROVINCE_BEHIND = /^(.*?[^\s.])(?:[\s.]+(?:qc|pq|p\.\s?q|que|quebec|canada))+[\s.]*$/;
const [MOST_PARTS, MOST_WORDS, MOST_NOUNS, MOST_CHUNKS, MOST_NUMBERS] = [24, 24, 4, 8, 3];

// The prefix of a postal code, with O corrected; empty if it has too few digits.
function prefixOf([, first, space, last]) {
  const digits = (first + last).replace(/\D/g, "").length;
  if (digits < (space && OURS.includes(first[0]) ? 1 : 2)) return "";
  return first[1] === "o" ? first.replaceAll("o", "0") : first;
}

// The places of one text within those of another; else those that share a pôle; else both.
function meet(first, second) {
  if (!first.length || !second.length) return first.length ? first : second;
  const inside = (these, those) => these.filter((one) => those.some((other) => one.within(other)));
  for (const left of [
    inside(first, second),
    inside(second, first),
    second.filter((one) => first.some((other) => one.beside(other))),
    first.filter((one) => second.some((other) => one.shares(other))),
  ]) {
    if (left.length) return left;
  }
  return [...first, ...second];
}

// The candidates of these kinds; an empty kind allows the others if there are none of these.
function ofKinds(candidates, kinds) {
  if (!kinds.length) return candidates;
  const kept = candidates.filter(({ match }) => kinds.includes(match.kind));
  return kept.length || !kinds.includes("") ? kept : candidates;
}

class Reader {
  constructor(words, kinds, places) {
    this.places = places;
    this.short = new Map(Object.entries(words.short));
    this.shortened = new Map(Object.entries(words.shortened));
    this.nouns = new Map(words.nouns.flatMap(([meant, nouns]) => nouns.split("|").map((noun) => [noun, meant])));
    this.longest = Math.max(...[...this.nouns.keys()].map((noun) => noun.split(" ").length));
    this.joinedTo = words.joinedTo.split("|");
    for (const name of ["opening", "openingPairs", "closing", "directions", "floors", "province", "notBeforeATown", "elsewhere", "links", "skipped", "beginnings"]) {
      this[name] = new Set(words[name].split("|"));
    }
  }

  read(text) {
    let { postal, letters, foreign } = this.postalCodes(text);
    if (foreign) return [];
    letters = letters.replace(/\b([237])(?=[ -](?:montagnes|rivieres|iles)\b)/g, (digit) => NUMERALS[digit]);
    letters = letters.replace(/\b(qc[\s,.]+)ca(?:n\.?)?\s*$/, "$1canada").replace(/\bs\/ ?/g, "sur ").replace(LABEL, "");
    const parts = this.parts(letters);
    if (parts.some((part) => part.kind === "elsewhere")) return [];
    return meet(this.place(parts, postal), postal);
  }

  postalCodes(text) {
    const postal = [];
    let letters = text;
    let foreign = false;
    const take = (prefix) => {
      const held = this.places.prefixed(prefix);
      postal.push(...held);
      foreign ||= !postal.length && !OURS.includes(prefix[0]);
    };
    for (const found of text.matchAll(new RegExp(POSTAL_CODE.source, "g"))) {
      const prefix = prefixOf(found);
      if (!prefix) continue;
      take(prefix);
      letters = letters.replaceAll(found[0], " , ");
    }
    const last = letters.match(/^(.*\S)\s+([a-z]\d[a-z])\s*$/s);
    if (last && !postal.length) {
      const held = this.places.prefixed(last[2]);
      postal.push(...held);
      foreign ||= !held.length && !OURS.includes(last[2][0]);
      letters = last[1];
    }
    return { postal, letters, foreign };
  }

  parts(letters) {
    const pieces = letters.split(SEPARATOR).slice(0, 2 * MOST_PARTS);
    const parts = [];
    let before = "";
    for (let place = 0; place < pieces.length; place += 2) {
      const piece = before + pieces[place];
      const number = piece.trim();
      before = "";
      if ((pieces[place + 1] ?? "").trim() === "," && /^\d{1,5}$/.test(number)) {
        before = `${number} `; // a civic number, or a code, before what it numbers
      } else {
        parts.push(...this.part(piece, place > 0 && "([{".includes(pieces[place - 1]), !parts.length));
      }
    }
    return parts;
  }

  // A part with its kind, and the province that it ends with; nothing for an empty part.
  part(text, inner, first) {
    let piece = text;
    let words = wordsOf(piece).slice(0, MOST_WORDS);
    if (!words.length) return [];
    if (words.every((word) => /^\d+$/.test(word))) return [{ kind: "number", words: [] }];
    const note = words.at(-1).match(/^([a-z]{2,})\d{1,2}$/);
    if (note) words = [...words.slice(0, -1), ...wordsOf(note[1])];
    const foreign = this.elsewhere.has(words.join(" "));
    if (foreign && !inner) return [{ kind: "elsewhere" }];
    let end = words.every((word) => this.province.has(word)) ? 0 : words.length;
    let candidates = [];
    while (end && !(candidates = this.plainly(words.slice(0, end))).length && this.province.has(words[end - 1])) end -= 1;
    let [name, province] = [words.slice(0, end), words.slice(end)];
    if (name.length && province.length && !candidates.length) {
      const behind = piece.match(PROVINCE_BEHIND);
      name = behind ? wordsOf(behind[1]).slice(0, words.length) : [];
      const street = this.withoutNumbers(name);
      if (!behind || this.joinedTo.some((link) => behind[1].endsWith(link)) || (street.length === 1 && this.isAddress(street))) {
        name = words; // « rue du Pont-de-Québec », « rue Québec »
      } else piece = behind[1];
      province = words.slice(name.length);
    }
    const parts = [];
    if (candidates.length) parts.push({ kind: "name", words: name, candidates });
    else if (name.length) parts.push(this.freely(name, piece, first, foreign));
    if (province.length) {
      const city = province.includes("quebec") && !inner && (!name.length || province.length > 1);
      parts.push({ kind: city ? "city" : "province", words: province });
    }
    return parts;
  }

  // The kind of a part that is not an exact name.
  freely(words, piece, first, foreign) {
    const street = this.withoutNumbers(words);
    if (street.length && this.isAddress(street)) return { kind: "address", words, piece };
    if (!first && words.every((word) => this.links.has(word))) return { kind: "article", words };
    const kinds = this.nounAlone(words, !first);
    if (kinds) return { kind: "noun", words, kinds };
    if (foreign) return { kind: "elsewhere" };
    const candidates = this.repaired(words);
    if (candidates.length) return { kind: "name", words, candidates };
    return { kind: street.length < words.length ? "address" : "unknown", words, candidates: [], piece };
  }

  // Words without the civic numbers and ordinals at the start.
  withoutNumbers(words) {
    let start = 0;
    while (start < words.length && /^\d/.test(words[start])) start += 1;
    const beside = start && /^(bis|ter|[a-z])$/.test(words[start]) && this.opening.has(words[start + 1]);
    return words.slice(start + (beside ? 1 : 0));
  }

  isAddress(words) {
    if (this.opening.has(words[0].replace(/\d+$/, "")) || this.openingPairs.has(words.slice(0, 2).join(" "))) return true;
    const end = words.length - (this.directions.has(words.at(-1)) ? 1 : 0);
    return end > 1 && this.closing.has(words[end - 1]);
  }

  nounAlone(words, short) {
    const rest = [...words];
    while (rest.length > 1 && this.links.has(rest.at(-1))) rest.pop();
    const text = rest.join(" ");
    const kinds = this.nouns.get(text) ?? (short ? this.short.get(text) : undefined);
    if (kinds) return kinds;
    for (const [left] of this.withoutLeading(rest, MOST_NOUNS)) { // « municipalité de canton »
      if (this.nouns.has(left.join(" "))) return this.nouns.get(left.join(" "));
    }
    return null;
  }

  // The places of a name, alone or with a noun or a number beside it.
  plainly(words, most = MOST_NUMBERS) {
    let candidates = this.places.named(words.join(" "));
    if (candidates.length) return candidates;
    const beside = [[words[0], words.slice(1), false], [words.at(-1), words.slice(0, -1), true]];
    for (const [number, rest, behind] of beside) {
      if (!most || !rest.length || !/^\d+$/.test(number)) continue;
      candidates = this.plainly(rest, most - 1);
      if (candidates.length) {
        return candidates.filter((one) => (behind && number.length < 3) || isNumberOf(number, one.match));
      }
    }
    for (const [rest, kinds] of this.withoutNouns(words)) {
      const [number, ...name] = /^\d+$/.test(rest[0]) ? rest : ["", ...rest];
      candidates = name.length ? this.places.named(name.join(" ")) : this.places.byCode.get(number.padStart(2, "0")) ?? [];
      if (number && name.length) candidates = candidates.filter((one) => isNumberOf(number, one.match)); // « RSS 07 Outaouais »
      candidates = ofKinds(candidates, kinds);
      if (candidates.length) return candidates;
    }
    return [];
  }

  // The places of a shortened or damaged name: « Mt-Royal », « Tuque La », « Val dOr ».
  repaired(words) {
    const spelled = wordsOf(words.map((word) => this.shortened.get(word) ?? word).join(" "));
    if (spelled[0] === "n" && spelled[1] === "d") spelled.splice(0, 2, "notre", "dame");
    const isles = spelled.map((word) => ({ ile: "isle", isle: "ile" })[word] ?? word);
    const inverted = ARTICLES.has(words.at(-1)) ? [words.at(-1), ...words.slice(0, -1)] : words;
    for (const other of [spelled, isles, inverted]) {
      const candidates = other.join(" ") === words.join(" ") ? [] : this.plainly(other);
      if (candidates.length) return candidates;
    }
    for (const [rest, kinds] of [[words, []], ...this.withoutNouns(words)]) {
      const candidates = ofKinds(this.joined(rest), kinds);
      if (candidates.length) return candidates;
    }
    return [];
  }

  // The places with the same letters; a one-word name is not split into short words.
  joined(words) {
    const { joined } = this.places;
    const letters = words.join("");
    const glued = letters.replace(/st(?=[a-z]{3})/, "saint");
    let names = joined.get(letters) ?? joined.get(glued) ?? [];
    if (words.length > 1 && words.some((word) => word.length < 4 && !this.beginnings.has(word))) {
      names = names.filter((name) => name.includes(" "));
    }
    return names.flatMap((name) => this.places.named(name));
  }

  // A name without the nouns after or before it, and the kinds that they mean.
  *withoutNouns(words) {
    for (let size = Math.min(this.longest, words.length - 1); size > 0; size -= 1) {
      const kinds = this.nouns.get(words.slice(-size).join(" "));
      if (kinds) {
        yield [words.slice(0, -size), kinds];
        break;
      }
    }
    yield* this.withoutLeading(words.slice(words.length > 1 && ARTICLES.has(words[0]) ? 1 : 0), MOST_NOUNS);
  }

  *withoutLeading(words, most) {
    if (!most) return;
    for (let size = Math.min(this.longest, words.length - 1); size > 0; size -= 1) {
      const kinds = this.nouns.get(words.slice(0, size).join(" "));
      if (!kinds) continue;
      for (let start = size; start < words.length; start += 1) {
        const rest = words.slice(start);
        yield [rest, kinds];
        for (const [fewer, more] of this.withoutLeading(rest, most - 1)) yield [fewer, more.length ? more : kinds];
        if (!this.skipped.has(words[start])) break;
      }
    }
  }

  // The places that the parts name together.
  place(parts, postal) {
    const groups = [[]]; // the names between one address and the next
    let kinds = [];
    parts.forEach((part, index) => {
      const last = groups.at(-1);
      if (part.kind === "address") {
        groups.push([]);
      } else if (part.kind === "name" || part.kind === "unknown") {
        last.push(ofKinds(part.candidates, kinds));
        kinds = [];
      } else if (part.kind === "noun" && last.length) {
        last.push(ofKinds(last.pop(), part.kinds));
      } else if (part.kind === "noun") {
        kinds = part.kinds;
      } else if (part.kind === "article" && last.length && ["name", "unknown"].includes(parts[index - 1].kind)) {
        const named = this.places.named([part.words[0], ...parts[index - 1].words].join(" "));
        if (named.length) last.splice(-1, 1, named);
      }
    });
    const [before, ...after] = groups;
    let names = after.flat();
    const behind = !names.length && after.length ? this.behind(parts, postal) : [];
    if (behind.length) names = [behind];
    if (!names.length && parts.some((part) => part.kind === "city") && !before.some((known) => known.length)) {
      return after.length || !before.length ? this.city(parts, postal) : [];
    }
    if (!names.length) names = before;
    return names.reduceRight((narrower, wider, index) => {
      if (index === names.length - 1) return wider;
      return narrower.length && wider.length ? meet(wider, narrower) : narrower;
    }, []);
  }

  // The city of Québec, or nothing if « Québec » is the province.
  city(parts, postal) {
    if (parts.flatMap((part) => part.words).sort().join(" ") === "canada quebec") return [];
    return this.places.named("quebec").filter((one) => !postal.length || postal.some((other) => one.within(other)));
  }

  // The last town in an address that has no comma before it.
  behind(parts, postal) {
    for (let index = parts.length - 1; index >= 0; index -= 1) {
      const after = parts[index + 1]?.kind;
      if (parts[index].kind !== "address" || !(postal.length || after === "province" || after === "city")) continue;
      const towns = this.townBehind(parts[index].piece, postal);
      if (towns.length) return towns;
    }
    return [];
  }

  townBehind(piece, postal) {
    const all = piece.split(/\s+/).map(wordsOf).filter((words) => words.length);
    const numbers = all.length - this.withoutNumbers(all.map((words) => words[0])).length;
    const number = numbers ? all[numbers - 1].at(-1) : "";
    const chunks = all.slice(numbers);
    const street = chunks.flat();
    while (street.length && this.directions.has(street.at(-1))) street.pop();
    let start = street.length && this.opening.has(street[0]) ? 1 : 0;
    while (start < street.length && this.links.has(street[start])) start += 1;
    const named = (words) => this.places.named(words.join(" "));
    const ordinal = /^\d+(?:e|er|re|eme|ieme|th|st|nd|rd)$/.test(number);
    if (street.length && number && (ordinal ? this.opening : this.floors).has(street[0])) {
      start = 0; // « 2e étage Rimouski », « 3e Avenue Val-d'Or »
    } else if ([Math.max(0, start - 1), start].some((first) => named(street.slice(first)).length)) {
      return [];
    }
    let place = 0;
    for (const [index, words] of chunks.entries()) {
      if (place > start && chunks.length - index <= MOST_CHUNKS) {
        let towns = named(chunks.slice(index).flat()).filter((one) => one.town);
        if (postal.length) towns = towns.filter((one) => postal.some((other) => one.within(other)));
        if (towns.length) return postal.length || !this.notBeforeATown.has(chunks[index - 1].at(-1)) ? towns : [];
      }
      place += words.length;
    }
    return [];
  }
}

// True if a number beside a place is its code, or its MRC's or region's; health regions differ.
function isNumberOf(number, { code, mrc, region, kind }) {
  const codes = [code, region.code, mrc?.code ?? code];
  const bare = (digits) => digits.replace(/^0+/, "");
  if (codes.map(bare).includes(bare(number)) || codes.includes(number.slice(2))) return true;
  return number.length < 3 && (kind === "region" || kind === "area");
}
