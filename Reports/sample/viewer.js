// The viewer inside the report. It reads data/*.js from its own folder and nothing else; scraped text enters a page
// by textContent alone.
"use strict";
const menbe = { pages: {} };

// Data comes as scripts that call menbe.put, since a page from disk cannot fetch.
(() => {
  const waiting = new Map();
  const loaded = new Map();
  const address = /^data\/[a-z]+-\d+\.js$/;
  const policy = globalThis.trustedTypes?.createPolicy("menbe", {
    createScriptURL: url => {
      if (!address.test(url)) throw new TypeError("no data of this report");
      return url;
    },
  });

  menbe.put = (name, number, value) => {
    const key = `${name}-${number}`;
    loaded.set(key, value);
    waiting.get(key)?.(value);
    waiting.delete(key);
  };

  const promises = new Map();
  // A chunk of the report's data; each is read once, and kept unless it is large.
  menbe.load = (name, number) => {
    const key = `${name}-${number}`;
    if (promises.has(key)) return promises.get(key);
    const promise = new Promise((resolve, reject) => {
      waiting.set(key, resolve);
      const script = document.createElement("script");
      const url = `data/${key}.js`;
      script.src = policy ? policy.createScriptURL(url) : url;
      script.addEventListener("error", () => reject(new Error(url)));
      script.addEventListener("load", () => { loaded.delete(key); script.remove(); });
      document.head.append(script);
    });
    promises.set(key, promise);
    menbe.forget();
    return promise;
  };

  // Pages that were left long ago give their members, texts and claims back.
  const kept = 60;
  menbe.forget = () => {
    const large = [...promises.keys()].filter(key => /^(members|texts|claims)-/.test(key));
    for (const key of large.slice(0, Math.max(0, large.length - kept))) promises.delete(key);
  };

  menbe.loadAll = (name, total, perChunk) => {
    const chunks = [];
    for (let number = 0; number * perChunk < total; number += 1) chunks.push(menbe.load(name, number));
    return Promise.all(chunks);
  };
})();

// Elements are made here; text never becomes markup.
(() => {
  const fill = (element, parts) => {
    for (const part of parts.flat(Infinity)) {
      if (part === null || part === undefined || part === false || part === "") continue;
      element.append(part instanceof Node ? part : String(part));
    }
    return element;
  };

  const set = (element, attributes) => {
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "on") {
        for (const [event, action] of Object.entries(value)) element.addEventListener(event, action);
      } else if (name === "value" || name === "checked" || name === "disabled" || name === "selected") {
        element[name] = value;
      } else {
        element.setAttribute(name, value === true ? "" : value);
      }
    }
    return element;
  };

  // An element of that name; attributes, then what stands in it.
  menbe.el = (name, attributes, ...parts) => fill(set(document.createElement(name), attributes ?? {}), parts);
  menbe.svg = (name, attributes, ...parts) =>
    fill(set(document.createElementNS("http://www.w3.org/2000/svg", name), attributes ?? {}), parts);
  // Scraped text, whose direction and marks stay its own.
  menbe.bdi = text => menbe.el("bdi", null, text);

  menbe.link = (href, ...parts) => menbe.el("a", { href }, ...parts);
  // A link out of the report, only where the address is one of the web.
  menbe.webLink = (url, text) => /^https?:\/\/[^/\s]/i.test(url) &&
    menbe.el("a", { href: url, rel: "noopener noreferrer nofollow" }, text);

  menbe.button = (text, action, attributes) =>
    menbe.el("button", { type: "button", class: "action", ...attributes, on: { click: action } }, text);

  menbe.table = (label, columns, rows, classes = "list") => menbe.el("div",
    { class: "scroll", tabindex: "0", role: "group", "aria-label": label },
    menbe.el("table", { class: classes },
      menbe.el("thead", null, menbe.el("tr", null, columns.map(column =>
        menbe.el("th", { scope: "col", class: column.class }, column.text)))),
      menbe.el("tbody", null, rows)));

  menbe.facts = pairs => menbe.el("dl", { class: "facts" }, pairs.filter(([, value]) => value).map(([name, value]) =>
    menbe.el("div", null, menbe.el("dt", null, name), menbe.el("dd", null, value))));
})();

// The address: #/page/argument?state, so that what is seen can be kept, sent and gone back to.
(() => {
  menbe.address = (page, parts = [], state = {}) => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(state)) {
      if (value !== "" && value !== null && value !== undefined) query.set(name, value);
    }
    const tail = query.toString();
    return "#/" + [page, ...parts].map(encodeURIComponent).join("/") + (tail ? "?" + tail : "");
  };

  menbe.route = () => {
    const hash = location.hash.startsWith("#/") ? location.hash.slice(2) : "";
    const cut = hash.indexOf("?");
    const path = cut < 0 ? hash : hash.slice(0, cut);
    const decode = part => { try { return decodeURIComponent(part); } catch { return ""; } };
    const parts = path.split("/").filter(Boolean).map(decode);
    const page = Object.hasOwn(menbe.pages, parts[0] ?? "") ? parts[0] : "overview";
    return { page, parts: parts.slice(1), state: Object.fromEntries(new URLSearchParams(cut < 0 ? "" : hash.slice(cut + 1))) };
  };

  // Takes the state of the present page into the address, without a new step in the history.
  menbe.keepState = state => {
    const { page, parts } = menbe.route();
    history.replaceState(null, "", menbe.address(page, parts, state));
  };
})();
// Words, numbers, times and the order of names, in the language that the reader chose.
(() => {
  const { el } = menbe;
  let all = {};
  let entries = {};
  menbe.language = "en";

  menbe.setWords = value => { all = value; };
  menbe.languages = () => Object.keys(all);
  menbe.speak = language => {
    menbe.language = language;
    entries = all[language];
    document.documentElement.lang = language;
    alphabet = null;
  };

  // The word of a key with the names in braces filled in; what is filled in is not looked at again.
  menbe.word = (key, values) => {
    const text = Object.hasOwn(entries, key) ? entries[key] : key;
    return values ? text.replace(/\{([a-z]+)\}/g, (whole, name) => Object.hasOwn(values, name) ? values[name] : whole) : text;
  };
  menbe.has = key => Object.hasOwn(entries, key);
  const word = menbe.word;

  // The English texts whose keys begin so: what the program itself says is known by them.
  menbe.patterns = prefix => Object.entries(all.en).filter(([key]) => key.startsWith(prefix));
  // What stands in the places of a pattern's names; nothing where the text is another one.
  menbe.matched = (text, pattern) => {
    const values = {};
    let [rest, at] = [text, 0];
    while (at < pattern.length) {
      const open = pattern.indexOf("{", at);
      const literal = pattern.slice(at, open < 0 ? undefined : open);
      if (!rest.startsWith(literal)) return null;
      rest = rest.slice(literal.length);
      if (open < 0) break;
      const close = pattern.indexOf("}", open);
      const nextOpen = pattern.indexOf("{", close);
      const next = pattern.slice(close + 1, nextOpen < 0 ? undefined : nextOpen);
      const end = next === "" ? rest.length : rest.indexOf(next);
      if (end < 0) return null;
      values[pattern.slice(open + 1, close)] = rest.slice(0, end);
      rest = rest.slice(end);
      at = close + 1;
    }
    return rest === "" ? values : null;
  };

  menbe.number = (number, places = 0) => {
    const [whole, rest] = Math.abs(number).toFixed(places).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, word("number.group"));
    return (number < 0 ? "−" : "") + grouped + (rest ? word("number.point") + rest : "");
  };
  menbe.count = (number, noun) => word(`count.${noun}.${number === 1 ? "one" : "other"}`, { n: menbe.number(number) });

  // What is not all is never shown as all, nor what is something as nothing.
  menbe.percent = share => {
    let rounded = Math.round(share * 100);
    if (rounded === 100 && share < 1) rounded = 99;
    if (rounded === 0 && share > 0) rounded = 1;
    return word("percent.format", { n: rounded });
  };

  menbe.duration = seconds => {
    const all = Math.floor((Math.abs(seconds) + 30) / 60);
    const hours = Math.floor(all / 60), minutes = all % 60, days = Math.floor(hours / 24), rest = hours % 24;
    if (hours === 0) return word("duration.minutes", { n: minutes });
    if (days === 0 && minutes === 0) return word("duration.hours", { n: hours });
    if (days === 0) return word("duration.hours-minutes", { h: hours, m: minutes });
    if (rest === 0) return word("duration.days", { n: menbe.number(days) });
    return word("duration.days-hours", { d: menbe.number(days), h: rest });
  };

  // A second in the report's zone, as the fields of a date.
  const civil = (second, minutesEast) => {
    const date = new Date((second + minutesEast * 60) * 1000);
    const two = number => String(number).padStart(2, "0");
    return {
      day: date.getUTCDate(), month: date.getUTCMonth() + 1, year: date.getUTCFullYear(),
      clock: `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`,
      iso: `${String(date.getUTCFullYear()).padStart(4, "0")}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`,
    };
  };
  const dayText = time => word("date.format", { day: time.day, month: word(`month.${time.month}`), year: time.year });
  const momentText = time => word("datetime.format", { date: dayText(time), clock: time.clock });
  menbe.basis = code => menbe.report.bases[code];
  menbe.isTimed = basis => /^zone/.test(menbe.basis(basis));
  menbe.isFromPublisher = basis => menbe.basis(basis) !== "crawl" && menbe.basis(basis) !== "none";

  menbe.civil = (basis, second) => civil(second, menbe.basis(basis) === "date" ? 0 : menbe.report.zone);
  menbe.day = (basis, second) => dayText(menbe.civil(basis, second));
  menbe.clock = (basis, second) => menbe.civil(basis, second).clock;
  menbe.moment = second => momentText(civil(second, menbe.report.zone));
  menbe.time = (basis, second) => {
    switch (menbe.basis(basis)) {
    case "date": return menbe.day(basis, second);
    case "crawl": return word("time.before", { time: menbe.moment(second) });
    case "none": return word("time.unknown");
    default: return menbe.moment(second);
    }
  };

  menbe.outlet = number => menbe.report.outlets[number] || word("outlet.unknown");
  menbe.outletLink = number => number > 0
    ? menbe.link(menbe.address("outlet", [menbe.report.outlets[number]]), menbe.bdi(menbe.outlet(number)))
    : menbe.bdi(menbe.outlet(number));

  const chip = (shape, text, gloss) => el("span", { class: `chip ${shape}`, title: gloss }, text);
  menbe.verdictChip = code => {
    const [name, family] = menbe.report.verdicts[code];
    return chip(family, word(`verdict.${name}`), word(`verdict.${name}.gloss`));
  };
  menbe.standingChip = code => {
    const [name, shape] = menbe.report.standings[code];
    return chip(shape, word(`standing.${name}`), word(`standing.${name}.gloss`));
  };
  menbe.flagChip = code => el("span", { class: "flag" }, word(`flag.${menbe.report.flags[code]}`));
  menbe.shapeOf = code => menbe.report.standings[code][1];

  // The order of names: by the letters of the language, which browsers often lack.
  let alphabet = null;
  menbe.sortKey = text => {
    if (!alphabet) {
      alphabet = new Map();
      Array.from(word("alphabet")).forEach((letter, place) => alphabet.set(letter, String.fromCharCode(0x100 + place)));
    }
    return Array.from(text.toLocaleLowerCase(menbe.language), letter => alphabet.get(letter) ?? letter).join("");
  };
})();
// What the search field understands: words, "a phrase", outlet: verdict: standing: date: size: and -not before any.
(() => {
  const folds = {
    "ı": "i", "i̇": "i", "ə": "e", "ö": "o", "ü": "u", "ş": "s", "ç": "c", "ğ": "g", "â": "a", "î": "i", "û": "u", "ё": "е",
  };
  // Words typed carelessly are the same words. Whole columns are folded at once, which is much faster than each row.
  menbe.fold = text => text.replaceAll("İ", "i").replaceAll("I", "i").toLowerCase()
    .replace(/[ıəöüşçğâîûё]/g, letter => folds[letter]).replace(/[’‘ʼ`´]/g, "'");
  menbe.foldAll = texts => menbe.fold(texts.map(text => text.replace(/\n/g, " ")).join("\n")).split("\n");

  const range = (text, low, high) => {
    // 2026-03, >5, <=10, 3..7
    const dots = text.indexOf("..");
    if (dots >= 0) return [low(text.slice(0, dots)), high(text.slice(dots + 2))];
    const mark = /^[<>]=?/.exec(text)?.[0] ?? "";
    const rest = text.slice(mark.length);
    if (mark === ">") return [high(rest) + 1, Infinity];
    if (mark === ">=") return [low(rest), Infinity];
    if (mark === "<") return [-Infinity, low(rest) - 1];
    if (mark === "<=") return [-Infinity, high(rest)];
    return [low(rest), high(rest)];
  };
  const sizeBound = missing => text => text === "" ? missing : Number.parseInt(text, 10);
  const dateBound = (missing, isEnd) => text => {
    const parts = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(text);
    if (text === "") return missing;
    if (!parts) return Number.NaN;
    const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 0), Number(parts[3] ?? 0)];
    const next = day ? Date.UTC(year, month - 1, day + 1) : month ? Date.UTC(year, month, 1) : Date.UTC(year + 1, 0, 1);
    const first = Date.UTC(year, (month || 1) - 1, day || 1);
    return (isEnd ? next / 1000 - 1 : first / 1000) - menbe.report.zone * 60;
  };

  // The terms of a search: kind, value or bounds, and whether they are to be absent. A term that means nothing is told.
  menbe.parseSearch = text => {
    const terms = [];
    const unknown = [];
    const tokens = text.match(/-?(?:[a-zə]+:)?(?:"[^"]*"?|[^\s"]+)/giu) ?? [];
    for (const token of tokens) {
      const isAbsent = token.length > 1 && token.startsWith("-");
      const body = isAbsent ? token.slice(1) : token;
      const colon = body.indexOf(":");
      const name = colon > 0 ? body.slice(0, colon).toLowerCase() : "";
      const value = (colon > 0 && fields.has(name) ? body.slice(colon + 1) : body).replaceAll("\"", "");
      if (value === "") continue;
      const term = fields.has(name) ? fields.get(name)(value) : { kind: "text", value: menbe.fold(value) };
      if (term) terms.push({ ...term, isAbsent }); else unknown.push(token);
    }
    return { terms, unknown };
  };

  const bits = (value, names, prefix) => {
    const wanted = menbe.fold(value);
    return names.reduce((all, [name], place) =>
      name === wanted || menbe.fold(menbe.word(`${prefix}.${name}`)).replaceAll(" ", "-").startsWith(wanted)
        ? all | 1 << place : all, 0);
  };
  const fields = new Map([
    ["outlet", value => ({ kind: "outlet", value: menbe.fold(value) })],
    ["verdict", value => {
      const mask = bits(value, menbe.report.verdicts, "verdict");
      return mask && { kind: "verdict", mask };
    }],
    ["standing", value => {
      const mask = bits(value, menbe.report.standings, "standing");
      return mask && { kind: "standing", mask };
    }],
    ["size", value => {
      const [low, high] = range(value, sizeBound(-Infinity), sizeBound(Infinity));
      return !Number.isNaN(low) && !Number.isNaN(high) && { kind: "size", low, high };
    }],
    ["date", value => {
      const [low, high] = range(value, dateBound(-Infinity, false), dateBound(Infinity, true));
      return (!Number.isNaN(low) && !Number.isNaN(high)) && { kind: "date", low, high };
    }],
    ["change", value => {
      const place = menbe.report.changes.indexOf(value);
      return place >= 0 && { kind: "change", mask: 1 << place };
    }],
  ]);
})();
// A table of any length of which only the rows in sight are in the page.
(() => {
  const { el } = menbe;
  const spare = 8;

  // columns: { key, text, class, sorts }; row(place) gives the cells of a row, the link of which opens it.
  menbe.virtualTable = ({ label, columns, row, sort, onSort }) => {
    let order = [];
    let rowHeight = 52;
    let cursor = -1;
    let shown = [0, 0];
    const body = el("tbody");
    const table = el("table", { class: "list", "aria-label": label },
      el("thead", null, el("tr", { "aria-rowindex": 1 }, columns.map(column => {
        const isSorted = sort.key === column.key;
        return el("th", {
          scope: "col", class: column.class, "aria-sort": isSorted ? (sort.descends ? "descending" : "ascending") : null,
        }, column.sorts
          ? menbe.el("button", { type: "button", on: { click: () => onSort(column) } }, column.text) : column.text);
      }))), body);
    const element = el("div", { class: "virtual", tabindex: "0", role: "group", "aria-label": label }, table);

    const spacer = height => {
      const cell = el("td", { colspan: columns.length });
      cell.style.height = `${height}px`;
      return el("tr", { class: "spacer", "aria-hidden": "true" }, cell);
    };

    const makeRow = place => {
      const cells = row(order[place]);
      const line = el("tr", { "aria-rowindex": place + 2, class: place === cursor ? "cursor" : null },
        columns.map((column, number) => number === column.heading || column.isHeading
          ? el("th", { scope: "row", class: column.class }, cells[column.key])
          : el("td", { class: column.class }, cells[column.key])));
      line.dataset.place = place;
      return line;
    };

    const show = () => {
      const head = table.tHead.offsetHeight;
      const first = Math.max(0, Math.floor((element.scrollTop - head) / rowHeight) - spare);
      const last = Math.min(order.length, Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + spare);
      if (first === shown[0] && last === shown[1]) return;
      const focused = body.contains(document.activeElement)
        ? Number(document.activeElement.closest("tr").dataset.place) : -1;
      shown = [first, last];
      const rows = [];
      for (let place = first; place < last; place += 1) rows.push(makeRow(place));
      body.replaceChildren(
        ...(first > 0 ? [spacer(first * rowHeight)] : []), ...rows,
        ...(last < order.length ? [spacer((order.length - last) * rowHeight)] : []));
      if (rows.length > 0 && rows[0].offsetHeight > 0 && rows[0].offsetHeight !== rowHeight) {
        rowHeight = rows[0].offsetHeight;
        shown = [0, 0];
        show();
        return;
      }
      if (focused >= first && focused < last) linkOf(focused)?.focus({ preventScroll: true });
    };
    const rowOf = place => body.querySelector(`tr[data-place="${place}"]`);
    const linkOf = place => rowOf(place)?.querySelector("a");

    let isAsked = false;
    const ask = () => {
      if (isAsked) return;
      isAsked = true;
      requestAnimationFrame(() => { isAsked = false; show(); });
    };
    element.addEventListener("scroll", ask, { passive: true });
    const observer = new ResizeObserver(ask);
    observer.observe(element);

    const refresh = () => {
      shown = [0, 0];
      table.setAttribute("aria-rowcount", order.length + 1);
      if (order.length === 0) body.replaceChildren(); else show();
    };

    return {
      element,
      // Shows those rows from the top, or from the row that was left.
      show(rows, top = 0) {
        order = rows;
        cursor = -1;
        element.scrollTop = 0;
        refresh();
        if (top > 0) { element.scrollTop = top; show(); }
      },
      refresh,
      get scrollTop() { return element.scrollTop; },
      get current() { return cursor >= 0 ? order[cursor] : undefined; },
      step(by) {
        if (order.length === 0) return;
        cursor = Math.min(order.length - 1, Math.max(0, cursor + by));
        const [top, head] = [cursor * rowHeight, table.tHead.offsetHeight];
        if (top < element.scrollTop) element.scrollTop = top;
        const bottom = top + rowHeight + head - element.clientHeight;
        if (bottom > element.scrollTop) element.scrollTop = bottom;
        shown = [0, 0];
        show();
        linkOf(cursor)?.focus({ preventScroll: true });
      },
    };
  };
})();
// What a person decides: same story, not the same, verdict wrong. It stays in this browser under the report's id and
// leaves it as the CSV file that `menbe review import` takes.
(() => {
  const { el, word } = menbe;
  const columns = [
    "decision", "article_a", "article_b", "cluster_id", "claim_id", "verdict", "reviewer", "decided_at", "note",
  ];
  let decisions = new Map();

  const key = () => `menbe:${menbe.report.id}:review`;
  // One decision a pair, cluster with or without a member, or claim; a later one takes the place of an earlier one.
  const subject = d => JSON.stringify([[d.article_a, d.article_b].sort(), d.cluster_id, d.claim_id]);
  const given = () => new Map(menbe.report.decisions.map(cells => {
    const decision = { ...Object.fromEntries(columns.map((name, place) => [name, cells[place]])), at: cells[9], isGiven: true };
    return [subject(decision), decision];
  }));

  const read = () => {
    try { return JSON.parse(localStorage.getItem(key())) ?? []; } catch { return []; }
  };
  const isDecision = d => d && typeof d === "object" && columns.every(name => typeof d[name] === "string") && isValid(d);
  const write = () => {
    const own = [...decisions.values()].filter(d => !d.isGiven);
    try { localStorage.setItem(key(), JSON.stringify(own)); } catch { menbe.say(word("review.not-kept")); }
    menbe.review.changed();
  };

  // The fields that each decision needs are not empty, the others are.
  const isValid = d => {
    const pair = d.article_a !== "" && d.article_b !== "" && d.article_a !== d.article_b && d.cluster_id === "";
    if (d.decision === "verdict") {
      return d.claim_id !== "" && d.article_a === "" && d.article_b === "" && d.cluster_id === "" &&
        menbe.report.verdicts.some(([name]) => name === d.verdict);
    }
    if (d.claim_id !== "" || d.verdict !== "") return false;
    if (d.decision === "same-story") return pair || (d.cluster_id !== "" && d.article_a === "" && d.article_b === "");
    if (d.decision === "not-same-story") return pair || (d.cluster_id !== "" && d.article_a !== "" && d.article_b === "");
    return false;
  };

  const cell = text => {
    const safe = /^[\s\u200b-\u200f\ufeff]*[=+\-@\t\r\n\0＝＋－＠]/.test(text) ? "'" + text : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll("\"", "\"\"")}"` : safe;
  };
  const toCSV = list => [columns, ...list.map(d => columns.map(name => d[name]))]
    .map(row => row.map(cell).join(",") + "\r\n").join("");

  // RFC 4180; a quotation mark that stays open ends with the file.
  const fromCSV = text => {
    const rows = [];
    let [row, value, isQuoted, place] = [[], "", false, text.startsWith("\ufeff") ? 1 : 0];
    for (; place < text.length; place += 1) {
      const letter = text[place];
      if (isQuoted) {
        if (letter !== "\"") value += letter;
        else if (text[place + 1] === "\"") { value += letter; place += 1; }
        else isQuoted = false;
      } else if (letter === "\"") isQuoted = true;
      else if (letter === ",") { row.push(value); value = ""; }
      else if (letter === "\n" || letter === "\r") {
        if (letter === "\r" && text[place + 1] === "\n") place += 1;
        rows.push([...row, value]);
        [row, value] = [[], ""];
      } else value += letter;
    }
    if (value !== "" || row.length > 0) rows.push([...row, value]);
    const head = rows.shift() ?? [];
    const bare = text => /^'[\s\u200b-\u200f\ufeff]*[=+\-@\t\r\n\0＝＋－＠]/.test(text) ? text.slice(1) : text;
    return rows.filter(cells => cells.some(Boolean)).map(cells => Object.fromEntries(columns.map(name => {
      const at = head.indexOf(name);
      return [name, at < 0 ? "" : bare(cells[at] ?? "")];
    })));
  };

  const listeners = new Set();
  menbe.review = {
    start() {
      decisions = given();
      for (const decision of read()) if (isDecision(decision)) decisions.set(subject(decision), decision);
      addEventListener("storage", event => { if (event.key === key()) { menbe.review.start(); menbe.review.changed(); } });
      menbe.review.start = () => {
        decisions = given();
        for (const decision of read()) if (isDecision(decision)) decisions.set(subject(decision), decision);
      };
    },
    changed() { for (const listener of listeners) listener(); },
    // Calls back at every change until the page is left.
    watch(listener) { listeners.add(listener); },
    unwatch() { listeners.clear(); },
    find: fields => decisions.get(subject({ article_a: "", article_b: "", cluster_id: "", claim_id: "", ...fields })),
    all: () => [...decisions.values()],
    decide(fields) {
      const decision = {
        ...Object.fromEntries(columns.map(name => [name, ""])), ...fields,
        reviewer: menbe.keep("reviewer") ?? "", decided_at: new Date().toISOString().replace(/\.\d+/, ""),
      };
      if (!isValid(decision)) throw new TypeError("no decision");
      decisions.set(subject(decision), decision);
      write();
      return decision;
    },
    note(decision, note) {
      decisions.set(subject(decision), { ...decision, note, isGiven: undefined });
      write();
    },
    withdraw(decision) {
      decisions.delete(subject(decision));
      write();
    },
    exported: () => toCSV([...decisions.values()].filter(d => !d.isGiven)),
    // Takes a file in; says how many decisions it held, and how many lines were none.
    import(text) {
      const read = fromCSV(text);
      const good = read.filter(isDecision);
      for (const decision of good) decisions.set(subject(decision), decision);
      write();
      return { taken: good.length, refused: read.length - good.length };
    },
    // Clusters of which something was decided, of itself, of two members or of a claim: by number where the decision
    // was made in this report, else by id.
    marks() {
      const [numbers, ids] = [new Set(), new Set()];
      for (const d of decisions.values()) {
        if (d.at > 0) numbers.add(d.at); else if (d.cluster_id) ids.add(d.cluster_id);
      }
      return { has: (number, id) => numbers.has(number) || ids.has(id), size: numbers.size + ids.size };
    },
  };

  // What a decision says, in words.
  menbe.decisionText = d => {
    if (d.decision === "verdict") return word("review.is.verdict", { verdict: word(`verdict.${d.verdict}`) });
    return word(`review.is.${d.decision}`);
  };

  // Buttons for two articles or a cluster, with what was decided and a field for the note.
  menbe.reviewBox = ({ fields, choices, label, at }) => {
    const box = el("div", { class: "review", role: "group", "aria-label": label });
    const show = () => {
      const decided = menbe.review.find(fields);
      const isOn = choice => decided?.decision === choice.decision;
      const note = el("input", {
        type: "text", value: decided?.note ?? "", "aria-label": word("review.note"), placeholder: word("review.note"),
        on: { change: event => menbe.review.note(menbe.review.find(fields), event.target.value) },
      });
      box.replaceChildren(
        ...choices.map(choice => el("button", {
          type: "button", class: "mark", "aria-pressed": isOn(choice) ? "true" : "false",
          on: { click: () => {
            if (isOn(choice)) menbe.review.withdraw(decided);
            else menbe.review.decide({ ...fields, at, decision: choice.decision, note: decided?.note ?? "" });
          } },
        }, choice.text)),
        ...(decided ? [note, el("span", { class: "meta" }, decided.isGiven ? word("review.given", {
          reviewer: decided.reviewer || word("review.somebody"), time: decided.decided_at,
        }) : word("review.kept"))] : []));
    };
    show();
    menbe.review.watch(() => {
      const place = [...box.children].indexOf(document.activeElement);
      show();
      if (place >= 0) box.children[Math.min(place, box.children.length - 1)].focus();
    });
    return box;
  };

  // The right verdict of a credit line, chosen from the list.
  menbe.verdictBox = (claimID, at) => {
    const box = el("div", { class: "review", role: "group", "aria-label": word("review.verdict") });
    const show = () => {
      const decided = menbe.review.find({ claim_id: claimID });
      const choice = el("select", { "aria-label": word("review.verdict"), on: { change: event => {
        const verdict = event.target.value;
        if (verdict) menbe.review.decide({ decision: "verdict", claim_id: claimID, verdict, at, note: decided?.note ?? "" });
        else if (decided) menbe.review.withdraw(decided);
      } } },
      el("option", { value: "" }, word("review.verdict.right")),
      menbe.report.verdicts.map(([name]) => el("option", { value: name, selected: decided?.verdict === name },
        word("review.verdict.should", { verdict: word(`verdict.${name}`) }))));
      const note = decided && el("input", {
        type: "text", value: decided.note, "aria-label": word("review.note"), placeholder: word("review.note"),
        on: { change: event => menbe.review.note(menbe.review.find({ claim_id: claimID }), event.target.value) },
      });
      box.replaceChildren(choice, ...(note ? [note] : []));
    };
    show();
    menbe.review.watch(() => {
      const place = [...box.children].indexOf(document.activeElement);
      show();
      if (place >= 0) box.children[Math.min(place, box.children.length - 1)].focus();
    });
    return box;
  };

  menbe.pages.review = async () => {
    const list = el("div");
    const report = el("output", { class: "note" });
    const download = () => {
      const file = new Blob([menbe.review.exported()], { type: "text/csv" });
      const link = el("a", { href: URL.createObjectURL(file), download: `review-${menbe.report.id}.csv` });
      link.click();
      URL.revokeObjectURL(link.href);
    };
    const take = async event => {
      const [file] = event.target.files;
      if (!file) return;
      const { taken, refused } = menbe.review.import(await file.text());
      report.textContent = word("review.imported", { n: menbe.number(taken), m: menbe.number(refused) });
      event.target.value = "";
    };
    const what = d => {
      if (d.claim_id) return d.claim_id;
      if (d.article_b) return `${d.article_a} · ${d.article_b}`;
      return d.article_a ? `${d.cluster_id} · ${d.article_a}` : d.cluster_id;
    };
    const counts = el("p", { class: "lead" });
    const show = () => {
      const all = menbe.review.all().sort((a, b) => a.decided_at < b.decided_at ? 1 : -1);
      const marked = menbe.review.marks().size;
      counts.textContent = word("review.counts", {
        n: menbe.number(all.length), m: menbe.number(marked), left: menbe.number(Math.max(0, menbe.report.clusterCount - marked)),
      });
      list.replaceChildren(all.length === 0 ? el("p", null, word("review.none")) : menbe.table(word("review.title"),
        ["decision", "about", "note", "reviewer", "time", "away"].map(name => ({ text: word(`review.table.${name}`) })),
        all.map(d => el("tr", null, el("th", { scope: "row" }, menbe.decisionText(d)), el("td", { class: "code" },
          menbe.bdi(what(d))), el("td", null, menbe.bdi(d.note)), el("td", null, menbe.bdi(d.reviewer)), el("td", { class: "nowrap" },
          d.decided_at), el("td", null, d.isGiven ? word("review.from-run")
          : menbe.button(word("review.withdraw"), () => menbe.review.withdraw(d)))))));
    };
    show();
    menbe.review.watch(show);
    return {
      title: word("review.title"), section: "review",
      content: [
        el("h1", null, word("review.title")), counts, el("p", null, word("review.intro")),
        el("div", { class: "tools" },
          el("label", null, word("review.reviewer"), " ", el("input", {
            type: "text", value: menbe.keep("reviewer") ?? "", autocomplete: "name",
            on: { change: event => menbe.keep("reviewer", event.target.value) },
          })),
          menbe.button(word("review.export"), download),
          el("label", { class: "file" }, word("review.import"), " ",
            el("input", { type: "file", accept: ".csv,text/csv", on: { change: take } }))),
        report, list,
      ],
    };
  };
})();
// The first page: what the run brought, and what to look at first.
(() => {
  const { el, svg, word, link, bdi } = menbe;

  const section = (id, title, ...parts) => el("section", { "aria-labelledby": id }, el("h2", { id }, title), parts);

  const period = report => {
    const [firstBasis, first, lastBasis, last] = report.period;
    const counts = {
      articles: menbe.count(report.articleCount, "articles"), outlets: menbe.count(report.outlets.length - 1, "outlets"),
    };
    if (report.articleCount === 0) return word("overview.nothing");
    if (menbe.basis(firstBasis) === "none") return word("overview.period.none", counts);
    const [from, to] = [menbe.day(firstBasis, first), menbe.day(lastBasis, last)];
    return from === to ? word("overview.period.day", { ...counts, day: from })
      : word("overview.period", { ...counts, first: from, last: to });
  };

  const standingCount = (report, names) => report.standings.reduce((sum, [name], code) =>
    names.includes(name) ? sum + report.standingCounts[code] : sum, 0);

  const figures = report => {
    const figure = (name, number, href, isWarning) => el("div", { class: isWarning && number > 0 ? name : null },
      el("dt", null, word(`figure.${name}`)),
      el("dd", null, href ? link(href, menbe.number(number)) : menbe.number(number)));
    const count = (...names) => standingCount(report, names);
    const clusters = standing => menbe.address("clusters", [], { standing });
    return el("dl", { class: "figures" },
      figure("articles", report.articleCount),
      figure("clusters", report.clusterCount, menbe.address("clusters")),
      figure("originals", count("original")),
      figure("credited", count("credited-copy"), clusters("credited-copy")),
      figure("uncredited", count("uncredited-copy"), clusters("uncredited-copy"), true),
      figure("disputed", count("disputed-copy"), clusters("disputed-copy"), true),
      figure("claims", report.claimCount, menbe.address("claims")),
      figure("rejects", report.rejectCount, menbe.address("rejects")));
  };

  // What earlier nights did not have; shown only where there were earlier nights.
  const changes = report => {
    if (!report.changed) return null;
    const { newArticles, clusters, verdicts, aliases } = report.changed;
    const facts = report.changes.map((name, code) => [name, clusters[code]]).filter(([name, n]) => name !== "" && n > 0)
      .map(([name, n]) => [word(`change.${name}`), link(menbe.address("clusters", [], { change: name }), menbe.number(n))]);
    return section("changed", word("overview.changed"),
      menbe.facts([[word("overview.changed.articles"), menbe.number(newArticles)], ...facts]),
      verdicts.length > 0 && [el("h3", null, word("overview.changed.verdicts")), changedVerdicts(verdicts)],
      aliases.length > 0 && el("details", null,
        el("summary", null, word("overview.changed.aliases", { n: menbe.number(aliases.length) })),
        el("ul", null, aliases.slice(0, 200).map(([id, cluster]) => el("li", { class: "code" }, bdi(id), " → ",
          link(menbe.address("id", [cluster]), bdi(cluster)))))));
  };
  const changedVerdicts = verdicts => {
    const list = el("ul", { class: "plain" });
    menbe.loadClaims(verdicts.slice(0, 20).map(([place]) => place)).then(claims => list.append(
      ...claims.map((claim, number) => el("li", null, bdi(menbe.outlet(claim.outlet)), ": ", claim.articleLink(), " ",
        menbe.verdictChip(verdicts[number][1]), " → ", menbe.verdictChip(claim.verdict)))));
    return [list, verdicts.length > 20 && el("p", { class: "note" }, word("more.rows", { n: menbe.number(verdicts.length) }))];
  };

  const worklist = report => section("first", word("overview.first"),
    report.first.length === 0 ? el("p", null, word("overview.first.none")) : [
      el("p", { class: "note" }, word("overview.first.why")),
      el("ol", { class: "worklist" }, report.first.map(([number, title, outlet, basis, second, size, outlets, why]) =>
        el("li", null,
          el("p", { class: "story" }, link(menbe.address("cluster", [number]), bdi(title))),
          el("p", { class: "why" }, why.map(([name, count]) => el("span", { class: `chip ${shapes[name] ?? "undecided"}` },
            menbe.count(count, `why.${name}`)))),
          el("p", { class: "meta" }, bdi(menbe.outlet(outlet)), ", ", menbe.time(basis, second), " · ",
            word("cluster.summary", { articles: menbe.count(size, "articles"), outlets: menbe.count(outlets, "outlets") })),
        ))),
    ],
    report.clusterCount > 0 && el("p", null, link(menbe.address("clusters"),
      word("overview.first.all", { n: menbe.number(report.clusterCount) }))));
  const shapes = { disputed: "disputed", uncredited: "uncredited", "look-alike": "disputed", changed: "neutral" };

  // The night as bars: each step of time with its articles, copies stacked on originals.
  const order = ["disputed-copy", "uncredited-copy", "credited-copy", "unverified-copy", "common-source", "same-owner-copy",
    "version", "original", "alone"];
  const strip = report => {
    const { start, step, counts, outside } = report.strip;
    if (counts.length === 0) return null;
    const codes = order.map(name => report.standings.findIndex(([own]) => own === name));
    const most = Math.max(...counts.map(step => step.reduce((a, b) => a + b, 0)));
    const [width, height] = [1000, 120];
    const wide = width / counts.length;
    const bars = counts.map((steps, place) => {
      let top = height;
      const from = menbe.moment(start + place * step);
      return svg("g", null, svg("title", null, word("overview.strip.step", {
        time: from, articles: menbe.count(steps.reduce((a, b) => a + b, 0), "articles"),
      })), [...codes].reverse().map(code => {
        const tall = steps[code] / most * height;
        top -= tall;
        return tall > 0 && svg("rect", {
          class: `fill ${report.standings[code][1]}`, x: (place * wide + 0.5).toFixed(1), y: top.toFixed(1),
          width: Math.max(wide - 1, 0.6).toFixed(1), height: tall.toFixed(1),
        });
      }));
    });
    const basis = report.bases.indexOf("zoned");
    const end = start + counts.length * step;
    const used = codes.filter(code => counts.some(steps => steps[code] > 0));
    return section("strip", word("overview.strip"),
      el("figure", { class: "night" },
        svg("svg", { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", role: "img",
          "aria-label": word("overview.strip.label", { from: menbe.moment(start), to: menbe.moment(end) }) }, bars),
        el("figcaption", null, el("span", null, menbe.time(basis, start)), el("span", { class: "middle" },
          word("overview.strip.step-length", { duration: menbe.duration(step), n: menbe.number(most) })),
        el("span", null, menbe.time(basis, end)))),
      el("p", { class: "legend" }, used.map(menbe.standingChip)),
      outside > 0 && el("p", { class: "note" }, word("overview.strip.outside", { articles: menbe.count(outside, "articles") })));
  };

  const counts = (id, title, total, codes, numbers, chip, name, href) => section(id, title,
    menbe.table(title,
      [{ text: word(`table.${name}`) }, { text: word(name === "verdict" ? "table.claims" : "table.articles"), class: "n" },
        { text: word("table.share"), class: "n" }, { text: word("table.meaning") }],
      codes.map((entry, code) => numbers[code] > 0 && el("tr", null,
        el("th", { scope: "row" }, href ? link(href(entry[0]), chip(code)) : chip(code)),
        el("td", { class: "n" }, menbe.number(numbers[code])),
        el("td", { class: "n" }, menbe.percent(numbers[code] / total)),
        el("td", { class: "gloss" }, word(`${name}.${entry[0]}.gloss`)))), "standings"));

  const matrix = report => {
    const { rows, columns, cells, flowCount } = report.matrix;
    if (rows.length === 0) return section("matrix", word("overview.matrix"), el("p", null, word("overview.matrix.none")));
    const most = Math.max(1, ...cells.flat().map(cell => cell?.[0] ?? 0));
    const heat = n => 1 + Math.min(3, Math.floor(3 * (n - 1) / Math.max(most - 1, 1)));
    const cellOf = (cell, row, column) => {
      if (row === column) return el("td", { class: "same" });
      if (!cell) return el("td");
      const [n, credited, uncredited, disputed] = cell;
      const text = word("overview.matrix.cell", { row: menbe.outlet(row), column: menbe.outlet(column),
        n: menbe.number(n), credited: menbe.number(credited), uncredited: menbe.number(uncredited), disputed: menbe.number(disputed) });
      return el("td", { class: `heat${heat(n)}`, title: text }, menbe.number(n));
    };
    return section("matrix", word("overview.matrix"), el("p", { class: "note" }, word("overview.matrix.explained", {
      n: menbe.number(rows.length), m: menbe.number(columns.length),
    })),
    el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": word("overview.matrix") },
      el("table", { class: "matrix" },
        el("thead", null, el("tr", null, el("th", { scope: "col" }, word("flows.corner")),
          columns.map(column => el("th", { scope: "col" }, el("span", { class: "tilt" }, bdi(menbe.outlet(column))))))),
        el("tbody", null, rows.map((row, place) => el("tr", null, el("th", { scope: "row" }, menbe.outletLink(row)),
          cells[place].map((cell, at) => cellOf(cell, row, columns[at]))))))),
    flowCount > 0 && el("p", null, link(menbe.address("outlets"), word("overview.matrix.all", { n: menbe.number(flowCount) }))));
  };

  menbe.pages.overview = async () => {
    const report = menbe.report;
    return {
      title: word("overview.title"), section: "overview",
      content: report.articleCount === 0
        ? [el("h1", null, word("overview.title")), el("p", { class: "lead" }, period(report)), rejects(report)]
        : [
          el("h1", null, word("overview.title")), el("p", { class: "lead" }, period(report)), figures(report),
          changes(report), worklist(report), strip(report),
          counts("standings", word("overview.standings"), report.articleCount, report.standings, report.standingCounts,
            menbe.standingChip, "standing"),
          report.claimCount > 0 && counts("verdicts", word("overview.verdicts"), report.claimCount, report.verdicts,
            report.verdictCounts, menbe.verdictChip, "verdict", verdict => menbe.address("claims", [], { verdict })),
          matrix(report), rejects(report),
        ],
    };
  };
  const rejects = report => section("rejects", word("overview.rejects"), report.rejectCount === 0
    ? el("p", null, word("overview.rejects.none"))
    : el("p", null, word("overview.rejects.some", { n: menbe.count(report.rejectCount, "records") }), " ",
      link(menbe.address("rejects"), word("overview.rejects.link"))));
})();
// The table of all clusters: searched, filtered, sorted, by key, its whole state in the address.
(() => {
  const { el, word, link, bdi } = menbe;
  let store = null;

  // The columns of all chunks, end to end.
  menbe.loadClusters = async () => {
    if (store) return store;
    const report = menbe.report;
    const chunks = await menbe.loadAll("clusters", report.clusterCount, report.clustersPerChunk);
    const count = report.clusterCount;
    const ints = name => {
      const column = new Int32Array(count);
      let at = 0;
      for (const chunk of chunks) { column.set(chunk[name], at); at += chunk[name].length; }
      return column;
    };
    const texts = name => [].concat(...chunks.map(chunk => chunk[name]));
    const [basis, second, ends] = [new Uint8Array(count), new Float64Array(count), new Int32Array(count + 1)];
    let at = 0;
    let before = 0;
    const outlets = [];
    for (const chunk of chunks) {
      for (let place = 0; place < chunk.id.length; place += 1, at += 1) {
        basis[at] = chunk.times[2 * place];
        second[at] = chunk.times[2 * place + 1];
        ends[at + 1] = before + chunk.outletEnds[place];
      }
      before += chunk.outlets.length;
      outlets.push(chunk.outlets);
    }
    store = {
      count, basis, second, ends, outlets: Int32Array.from([].concat(...outlets)), id: texts("id"), title: texts("title"),
      minutes: ints("minutes"), size: ints("size"), credited: ints("credited"), uncredited: ints("uncredited"),
      disputed: ints("disputed"), change: ints("change"), fresh: ints("fresh"), outletCount: ints("outletCount"),
      verdicts: ints("verdicts"), standings: ints("standings"), folded: [], sortKeys: null,
    };
    return store;
  };

  // Titles are folded piece by piece while nobody waits, or all at once when somebody does.
  const piece = 5000;
  const foldSome = () => {
    const from = store.folded.length;
    const titles = store.title.slice(from, from + piece);
    if (titles.length > 0) store.folded.push(...menbe.foldAll(titles));
    return store.folded.length < store.count;
  };
  const idle = globalThis.requestIdleCallback ?? (work => setTimeout(work, 30));
  const foldWhenIdle = () => idle(() => { if (foldSome()) foldWhenIdle(); });

  // A test for each term, over columns.
  const testOf = (term, store) => {
    switch (term.kind) {
    case "text":
      while (store.folded.length < store.count) foldSome();
      return place => store.folded[place].includes(term.value);
    case "outlet": {
      const wanted = Uint8Array.from(menbe.foldAll(menbe.report.outlets), name => name.includes(term.value) ? 1 : 0);
      return place => {
        for (let at = store.ends[place]; at < store.ends[place + 1]; at += 1) if (wanted[store.outlets[at]]) return true;
        return false;
      };
    }
    case "verdict": return place => (store.verdicts[place] & term.mask) !== 0;
    case "standing": return place => (store.standings[place] & term.mask) !== 0;
    case "change": return place => (1 << store.change[place] & term.mask) !== 0;
    case "size": return place => store.size[place] >= term.low && store.size[place] <= term.high;
    case "date": return place => menbe.isFromPublisher(store.basis[place]) &&
      store.second[place] >= term.low && store.second[place] <= term.high;
    default: throw new TypeError(term.kind);
    }
  };

  const find = (store, state) => {
    const { terms, unknown } = menbe.parseSearch(state.q ?? "");
    for (const name of ["verdict", "standing", "change"]) {
      if (state[name]) terms.push(...menbe.parseSearch(`${name}:${state[name]}`).terms);
    }
    const tests = terms.map(term => {
      const test = testOf(term, store);
      return term.isAbsent ? place => !test(place) : test;
    });
    const marks = state.review ? menbe.review.marks() : null;
    if (marks) tests.push(place => marks.has(place + 1, store.id[place]) === (state.review === "done"));
    const places = [];
    rows: for (let place = 0; place < store.count; place += 1) {
      for (const test of tests) if (!test(place)) continue rows;
      places.push(place);
    }
    return { places, unknown };
  };

  const arrange = (store, places, sort) => {
    if (sort.key === "number") { if (sort.descends) places.reverse(); return; }
    const keys = sort.key === "title"
      ? store.sortKeys ??= store.title.map(title => menbe.sortKey(title.slice(0, 40)))
      : sort.key === "outlet"
        ? Int32Array.from(store.ends.subarray(0, store.count), end => ranks()[store.outlets[end]])
        : store[sort.key === "time" ? "second" : sort.key];
    const sign = sort.descends ? -1 : 1;
    places.sort((a, b) => keys[a] < keys[b] ? -sign : keys[a] > keys[b] ? sign : a - b);
  };
  let outletRanks = null;
  const ranks = () => {
    if (!outletRanks) {
      const keys = menbe.report.outlets.map(name => menbe.sortKey(name));
      outletRanks = new Int32Array(keys.length);
      [...keys.keys()].sort((a, b) => keys[a] < keys[b] ? -1 : keys[a] > keys[b] ? 1 : 0)
        .forEach((outlet, rank) => { outletRanks[outlet] = rank; });
    }
    return outletRanks;
  };
  menbe.forgetOrders = () => { outletRanks = null; if (store) store.sortKeys = null; };

  const allColumns = () => [
    { key: "number", text: word("table.rank"), class: "n", sorts: true },
    { key: "title", text: word("table.story"), class: "story", sorts: true, isHeading: true, isFixed: true },
    { key: "outlet", text: word("table.founding-outlet"), sorts: true },
    { key: "time", text: word("table.first"), class: "nowrap", sorts: true },
    { key: "size", text: word("table.size"), class: "n", sorts: true },
    { key: "outletCount", text: word("table.outlets"), class: "n", sorts: true },
    { key: "disputed", text: word("table.disputed"), class: "n", sorts: true },
    { key: "uncredited", text: word("table.uncredited"), class: "n", sorts: true },
    { key: "credited", text: word("table.credited"), class: "n", sorts: true },
    { key: "minutes", text: word("table.span"), class: "n", sorts: true },
    ...(menbe.report.changed ? [
      { key: "change", text: word("table.change"), sorts: true },
      { key: "fresh", text: word("table.fresh"), class: "n", sorts: true },
    ] : []),
    { key: "review", text: word("table.review") },
  ];
  const hiddenAtFirst = () => innerWidth < 900 ? ["outletCount", "credited", "minutes", "review"] : ["outletCount"];

  menbe.pages.clusters = async ({ state: given }) => {
    const store = await menbe.loadClusters();
    foldWhenIdle();
    const state = { ...given };
    const columns = allColumns();
    const hidden = new Set((state.hide ?? hiddenAtFirst().join("-")).split("-").filter(Boolean));
    const sort = { key: (state.sort ?? "number").replace(/^-/, ""), descends: (state.sort ?? "").startsWith("-") };
    if (!columns.some(column => column.key === sort.key && column.sorts)) Object.assign(sort, { key: "number", descends: false });

    const keep = () => menbe.keepState(state);
    const visible = () => columns.filter(column => !hidden.has(column.key));
    let marks = menbe.review.marks();
    const warn = (number, name) => el("span", { class: number > 0 ? name : "none" }, menbe.number(number));
    const row = place => ({
      number: menbe.number(place + 1),
      title: link(menbe.address("cluster", [place + 1]), bdi(store.title[place])),
      outlet: bdi(menbe.outlet(store.outlets[store.ends[place]])),
      time: menbe.time(store.basis[place], store.second[place]),
      size: menbe.number(store.size[place]), outletCount: menbe.number(store.outletCount[place]),
      disputed: warn(store.disputed[place], "disputed"), uncredited: warn(store.uncredited[place], "uncredited"),
      credited: warn(store.credited[place], ""), fresh: menbe.number(store.fresh[place]),
      minutes: store.minutes[place] < 0 ? "" : menbe.duration(store.minutes[place] * 60),
      change: menbe.report.changes[store.change[place]] ? word(`change.${menbe.report.changes[store.change[place]]}`) : "",
      review: marks.has(place + 1, store.id[place]) ? word("review.done") : "",
    });

    const found = el("output", { class: "found", "aria-live": "polite" });
    const problem = el("p", { class: "note problem", hidden: true });
    const holder = el("div", { class: "holder" });
    let table;
    const apply = top => {
      const began = performance.now();
      const { places, unknown } = find(store, state);
      arrange(store, places, sort);
      table.show(places, top);
      menbe.filterTook = performance.now() - began;
      menbe.clusterSequence = places;
      found.textContent = word("filter.found", { n: menbe.number(places.length), total: menbe.number(store.count) });
      problem.hidden = unknown.length === 0;
      problem.textContent = unknown.length > 0 ? word("search.unknown", { terms: unknown.join(" ") }) : "";
    };
    const build = top => {
      table = menbe.virtualTable({
        label: word("clusters.title"), columns: visible(), row, sort,
        onSort: column => {
          const isText = column.key === "title" || column.key === "outlet" || column.key === "number" || column.key === "time";
          sort.descends = sort.key === column.key ? !sort.descends : !isText;
          sort.key = column.key;
          state.sort = (sort.descends ? "-" : "") + sort.key;
          keep();
          build();
          holder.querySelectorAll("thead button").forEach(button => {
            if (button.textContent === column.text) button.focus();
          });
        },
      });
      holder.replaceChildren(table.element);
      apply(top);
    };

    let timer = 0;
    const search = el("input", {
      type: "search", id: "q", value: state.q ?? "", autocomplete: "off", spellcheck: "false", "aria-describedby": "q-help",
      on: { input: event => {
        state.q = event.target.value;
        clearTimeout(timer);
        timer = setTimeout(() => { keep(); apply(); }, 60);
      } },
    });
    const choice = (name, label, options) => el("label", null, el("span", { class: "label" }, label),
      el("select", { on: { change: event => { state[name] = event.target.value; keep(); apply(); } } },
        el("option", { value: "" }, word("filter.any")),
        options.map(([value, text]) => el("option", { value, selected: state[name] === value }, text))));
    const picker = el("details", { class: "columns" }, el("summary", null, word("clusters.columns")),
      el("div", { class: "choices" }, columns.filter(column => !column.isFixed).map(column => el("label", null,
        el("input", { type: "checkbox", checked: !hidden.has(column.key), on: { change: event => {
          if (event.target.checked) hidden.delete(column.key); else hidden.add(column.key);
          state.hide = [...hidden].join("-") || "-";
          keep();
          build();
        } } }), " ", column.text))));

    const onReview = () => { marks = menbe.review.marks(); table.refresh(); };
    menbe.review.watch(onReview);
    const decide = fields => {
      const place = table.current;
      if (place === undefined) return;
      const cluster = { cluster_id: store.id[place] };
      const decided = menbe.review.find(cluster);
      if (decided && !decided.isGiven) menbe.review.withdraw(decided);
      else menbe.review.decide({ ...cluster, ...fields, at: place + 1 });
      menbe.say(word(menbe.review.find(cluster) ? "review.kept" : "review.withdrawn"));
    };
    return {
      title: word("clusters.title"), section: "clusters", isWide: true,
      content: [
        el("h1", null, word("clusters.title")),
        el("div", { class: "tools search" },
          el("label", { class: "grow", for: "q" }, el("span", { class: "label" }, word("search.label")), search),
          choice("verdict", word("table.verdict"), menbe.report.verdicts.map(([name]) => [name, word(`verdict.${name}`)])),
          choice("standing", word("filter.holds"), menbe.report.standings.map(([name]) => [name, word(`standing.${name}`)])),
          menbe.report.changed && choice("change", word("table.change"),
            menbe.report.changes.filter(Boolean).map(name => [name, word(`change.${name}`)])),
          choice("review", word("table.review"), [["done", word("review.done")], ["left", word("review.left")]]),
          picker),
        el("p", { class: "note", id: "q-help" }, word("search.help")), problem,
        el("p", { class: "note" }, found), holder,
        menbe.report.clusterCount === 0 && el("p", null, word("clusters.none")),
      ],
      shown: () => build(menbe.keptScroll(location.hash)),
      left: () => menbe.keepScroll(table.scrollTop),
      keys: {
        j: () => table.step(1), k: () => table.step(-1),
        n: () => table.step(10), p: () => table.step(-10),
        Enter: () => { if (table.current !== undefined) location.hash = menbe.address("cluster", [table.current + 1]); },
        "/": () => search.focus(), s: () => decide({ decision: "same-story" }),
      },
    };
  };

  // An address by the id of a cluster, which other nights keep, leads to its number in this report.
  menbe.pages.id = async ({ parts: [id] }) => {
    const place = (await menbe.loadClusters()).id.indexOf(id);
    if (place < 0) return menbe.missing(word("cluster.missing", { id }));
    return menbe.pages.cluster({ parts: [String(place + 1)], state: {} });
  };
})();
// One cluster: when its articles appeared, who had it from whom, how each stands, and what was nearly in it.
(() => {
  const { el, svg, word, link, bdi } = menbe;

  const decodeMember = ([key, outlet, title, url, basis, second, words, standing, flags, parent, containment, delay,
    firstClaim, claimCount, chain, isNew], place) => ({
    key, outlet, title, url, basis, second, words, standing, flags, parent, containment, delay, firstClaim, claimCount,
    chain, isNew, place,
  });
  const decodeNear = ([own, place, outlet, title, isA, kind, jaccard, ab, ba, longest, url]) => ({
    own, place, outlet, title, kind, jaccard, longest, url, ofOwn: isA ? ab : ba, ofOther: isA ? ba : ab,
  });

  // A cluster by its number in reading order, from 1; nothing where there is none.
  menbe.loadCluster = async number => {
    const { clusterCount, memberClustersPerChunk: size, clustersPerChunk } = menbe.report;
    if (!(number >= 1 && number <= clusterCount)) return null;
    const [members, table] = await Promise.all([
      menbe.load("members", Math.floor((number - 1) / size)), menbe.load("clusters", Math.floor((number - 1) / clustersPerChunk)),
    ]);
    const raw = members[(number - 1) % size];
    const place = (number - 1) % clustersPerChunk;
    return {
      number, id: table.id[place], title: table.title[place], change: menbe.report.changes[table.change[place]],
      minutes: table.minutes[place], outletCount: table.outletCount[place], cohesion: raw.cohesion,
      members: raw.members.map(decodeMember), near: raw.near.map(decodeNear), nearCount: raw.nearCount,
      matches: new Map(raw.matches.map(([a, b, kind, jaccard, ab, ba, longest]) => [`${a}-${b}`,
        { a, b, kind, jaccard, ab, ba, longest }])),
    };
  };

  menbe.missing = text => ({
    title: word("missing.title"), section: "", content: [el("h1", null, word("missing.title")), el("p", null, text)],
  });

  const pairAddress = (cluster, a, b) => menbe.address("pair", [cluster.number], { a, b });

  // The members with known times on one line, by the minute.
  const strip = cluster => {
    const timed = cluster.members.filter(member => menbe.isFromPublisher(member.basis));
    const seconds = timed.map(member => member.second);
    const [first, last] = [Math.min(...seconds), Math.max(...seconds)];
    if (timed.length < 2 || last <= first) return null;
    const width = Math.max(280, Math.min(1000, innerWidth - 48));
    const x = second => 8 + (width - 16) * (second - first) / (last - first);
    // Dots that would lie on each other stand above each other.
    const columns = new Map();
    const dots = [...timed].sort((a, b) => a.second - b.second).map(member => {
      const column = Math.round(x(member.second) / 11);
      const level = columns.get(column) ?? 0;
      columns.set(column, level + 1);
      return { member, x: x(member.second), level: Math.min(level, 8) };
    });
    const height = 26 + 13 * Math.max(...dots.map(dot => dot.level));
    const start = timed.find(member => member.second === first), end = timed.find(member => member.second === last);
    return el("figure", { class: "strip" },
      svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": word("cluster.strip") },
        svg("line", { class: "axis", x1: 8, y1: height - 11, x2: width - 8, y2: height - 11 }),
        dots.reverse().map(dot => svg("path", {
          class: `fill ${menbe.shapeOf(dot.member.standing)}`, d: menbe.report.standings[dot.member.standing][2],
          transform: `translate(${dot.x.toFixed(1)} ${height - 11 - 13 * dot.level})`,
        }, svg("title", null, `${menbe.outlet(dot.member.outlet)}, ${menbe.time(dot.member.basis, dot.member.second)}`)))),
      el("figcaption", null, el("span", null, menbe.time(start.basis, first)), el("span", null, menbe.time(end.basis, last))));
  };

  const held = (cluster, member) => {
    if (!member.parent) return null;
    const [number, place] = member.parent;
    const isHere = number === cluster.number;
    const outlet = isHere ? menbe.outlet(cluster.members[place].outlet) : "";
    return word(isHere ? "cluster.held" : "cluster.held.elsewhere", { percent: menbe.percent(member.containment), outlet });
  };

  const chainView = (label, hops) => hops.length > 1 && el("p", { class: "chain" }, el("span", { class: "label" }, label), " ",
    hops.map(([outlet, , verdict], place) => [
      place > 0 && el("span", { class: "arrow", "aria-hidden": "true" }, " › "), bdi(outlet || word("outlet.unknown")),
      verdict >= 0 && menbe.report.verdicts[verdict][1] === "disputed" &&
        [" ", el("span", { class: "flag broken" }, word(`verdict.${menbe.report.verdicts[verdict][0]}`))],
    ]));

  const memberView = (cluster, member, claims, day) => {
    const isTimed = menbe.isTimed(member.basis);
    const parentPlace = member.parent && member.parent[0] === cluster.number ? member.parent[1] : member.place > 0 ? 0 : -1;
    return el("li", { id: `m${member.place}`, class: menbe.shapeOf(member.standing), tabindex: "-1" },
      el("p", { class: "when" },
        el("time", null, isTimed ? menbe.clock(member.basis, member.second) : menbe.time(member.basis, member.second)),
        isTimed && day !== null && [" ", el("span", { class: "day" }, day)],
        member.delay !== null && [" ", el("span", { class: "delay" }, member.delay === 0 ? word("cluster.delay.same")
          : word("cluster.delay.after", { duration: menbe.duration(member.delay) }))]),
      el("div", { class: "what" },
        el("p", { class: "who" }, el("strong", null, menbe.outletLink(member.outlet)), " ", menbe.standingChip(member.standing), " ",
          member.flags.map(flag => [menbe.flagChip(flag), " "]),
          menbe.report.changed && member.isNew && el("span", { class: "flag fresh" }, word("cluster.new"))),
        el("h3", null, bdi(member.title)),
        el("p", { class: "meta" }, menbe.count(member.words, "words"), held(cluster, member) && [" · ", held(cluster, member)],
          parentPlace >= 0 && [" · ", link(pairAddress(cluster, parentPlace, member.place), word("cluster.compare"))],
          menbe.webLink(member.url, word("link.original")) && [" · ", menbe.webLink(member.url, word("link.original"))]),
        member.chain && [chainView(word("cluster.chain.claimed"), member.chain[0]),
          chainView(word("cluster.chain.evidenced"), member.chain[1])],
        claims.map(claim => el("div", { class: "claim" }, menbe.claimView(claim))),
        member.place > 0 && menbe.reviewBox({
          label: word("review.member"), fields: { cluster_id: cluster.id, article_a: member.key }, at: cluster.number,
          choices: [{ decision: "not-same-story", text: word("review.not-same-story") }],
        })));
  };

  // Why a verified match ties its two articles into no cluster.
  const whyNot = near => {
    const kind = menbe.report.kinds[near.kind];
    if (kind === "template") return word("near.template");
    if (kind === "partial") return word("near.partial");
    if (near.place[0] > 0) return word("near.other-cluster", { n: menbe.number(near.place[0]) });
    return word("near.untied");
  };
  const nearMisses = cluster => cluster.near.length > 0 && el("section", { "aria-labelledby": "near" },
    el("h2", { id: "near" }, word("near.title")), el("p", null, word("near.intro")),
    cluster.nearCount > cluster.near.length && el("p", { class: "note" }, word("near.capped", {
      n: menbe.number(cluster.near.length), total: menbe.number(cluster.nearCount) })),
    menbe.table(word("near.title"), [
      { text: word("near.article") }, { text: word("near.member") }, { text: word("near.kind") },
      { text: word("near.held"), class: "n" }, { text: word("near.why") },
    ], cluster.near.map(near => el("tr", null,
      el("th", { scope: "row", class: "story" }, bdi(menbe.outlet(near.outlet)), ": ", menbe.articleLink(near.place, near.title)),
      el("td", null, link(`#/cluster/${cluster.number}?m=${near.own}`, bdi(menbe.outlet(cluster.members[near.own].outlet)))),
      el("td", null, word(`kind.${menbe.report.kinds[near.kind]}`)),
      el("td", { class: "n" }, menbe.percent(near.ofOwn)),
      el("td", { class: "gloss" }, whyNot(near))))));

  const compareForm = cluster => {
    const choose = (name, chosen) => el("select", { id: `choose-${name}` }, cluster.members.slice(0, 1000).map(member =>
      el("option", { value: member.place, selected: member.place === chosen },
        `${member.place + 1}. ${menbe.outlet(member.outlet)}: ${member.title.slice(0, 60)}`)));
    const [a, b] = [choose("a", 0), choose("b", 1)];
    return el("div", { class: "tools" },
      el("label", null, el("span", { class: "label" }, word("pair.first-text")), a),
      el("label", null, el("span", { class: "label" }, word("pair.second-text")), b),
      menbe.button(word("cluster.compare"), () => { location.hash = pairAddress(cluster, a.value, b.value); }));
  };

  const neighbour = (number, by) => {
    const sequence = menbe.clusterSequence;
    const at = sequence?.indexOf(number - 1) ?? -1;
    const next = at >= 0 ? (sequence[at + by] ?? -1) + 1 : number + by;
    return next >= 1 && next <= menbe.report.clusterCount ? next : 0;
  };

  const firstShown = 100;
  menbe.pages.cluster = async ({ parts: [text], state }) => {
    const cluster = await menbe.loadCluster(Number(text));
    if (!cluster) return menbe.missing(word("cluster.missing", { id: text ?? "" }));
    const { members } = cluster;
    const asked = Number.parseInt(state.m ?? "-1", 10);
    const shownCount = Math.max(firstShown, asked + 20);
    const shown = members.slice(0, shownCount);
    const places = shown.flatMap(member => Array.from({ length: member.claimCount }, (_, n) => member.firstClaim + n));
    const claims = await menbe.loadClaims(places);
    let at = 0;
    let lastDay = null;
    const list = el("ol", { class: "timeline" }, shown.map(member => {
      const own = claims.slice(at, at += member.claimCount);
      const day = menbe.isTimed(member.basis) ? menbe.day(member.basis, member.second) : null;
      const view = memberView(cluster, member, own, day === lastDay ? null : day);
      lastDay = day ?? lastDay;
      return view;
    }));
    const founding = members[0];
    const weakest = members.filter(member => member.parent && member.containment < 0.5)
      .sort((a, b) => a.containment - b.containment)[0];
    const counts = {
      articles: menbe.count(members.length, "articles"), outlets: menbe.count(cluster.outletCount, "outlets"),
    };
    const [previous, next] = [neighbour(cluster.number, -1), neighbour(cluster.number, 1)];
    const go = number => { if (number > 0) location.hash = menbe.address("cluster", [number]); };
    const step = by => {
      const items = [...list.children];
      const now = items.findIndex(item => item.contains(document.activeElement));
      const item = items[Math.min(items.length - 1, Math.max(0, now + by))];
      item.focus();
      item.scrollIntoView({ block: "center" });
    };
    const graph = menbe.chainGraph(cluster);
    const same = { decision: "same-story", cluster_id: cluster.id };
    return {
      title: cluster.title, section: "clusters", focus: asked >= 0 ? `m${asked}` : null,
      content: [
        el("p", { class: "kicker" }, link(menbe.address("clusters"), word("clusters.title")), " · ",
          word("cluster.kicker", { n: menbe.number(cluster.number) }),
          cluster.change && menbe.report.changed && [" · ", el("span", { class: "flag fresh" }, word(`change.${cluster.change}`))]),
        el("h1", null, bdi(cluster.title)),
        el("p", { class: "lead" }, cluster.minutes > 0
          ? word("cluster.summary.span", { ...counts, duration: menbe.duration(cluster.minutes * 60) })
          : word("cluster.summary", counts), "."),
        menbe.facts([
          [word("cluster.founding"), [menbe.outletLink(founding.outlet), ", ", menbe.time(founding.basis, founding.second)]],
          [word("table.cohesion"), menbe.percent(cluster.cohesion)],
          [word("cluster.weakest"), weakest && link(menbe.address("cluster", [cluster.number], { m: weakest.place }),
            word("cluster.weakest.text", { percent: menbe.percent(weakest.containment), outlet: menbe.outlet(weakest.outlet) }))],
          [word("cluster.id"), el("span", { class: "code" }, bdi(cluster.id))],
        ]),
        menbe.reviewBox({
          label: word("review.cluster"), fields: same, at: cluster.number,
          choices: [{ decision: "same-story", text: word("review.same-story.all") }],
        }),
        strip(cluster),
        el("h2", { id: "members" }, word("cluster.members")), list,
        shown.length < members.length && el("p", null, link(menbe.address("cluster", [cluster.number], { m: members.length - 1 }),
          word("cluster.more", { n: menbe.number(members.length) }))),
        el("section", { class: "screen" }, el("h2", null, word("cluster.compare")), compareForm(cluster)),
        graph, nearMisses(cluster),
        el("nav", { class: "pager", "aria-label": word("nav.clusters") },
          previous > 0 && menbe.link(menbe.address("cluster", [previous]), word("cluster.previous")),
          next > 0 && menbe.link(menbe.address("cluster", [next]), word("cluster.next"))),
      ],
      keys: {
        j: () => step(1), k: () => step(-1), n: () => go(next), p: () => go(previous),
        Enter: () => {
          const item = [...list.children].findIndex(item => item === document.activeElement);
          if (item > 0) location.hash = list.children[item].querySelector("a[href^='#/pair']").getAttribute("href");
        },
        s: () => {
          const decided = menbe.review.find(same);
          if (decided && !decided.isGiven) menbe.review.withdraw(decided); else menbe.review.decide({ ...same, at: cluster.number });
        },
        d: () => {
          const item = [...list.children].findIndex(item => item.contains(document.activeElement));
          if (item > 0) list.children[item].querySelector(".review .mark[aria-pressed]:last-of-type")?.click();
        },
      },
    };
  };
})();
// Who had the text from whom: what the evidence says as solid lines, what the articles say themselves as dashed ones.
(() => {
  const { el, svg, word, link, bdi } = menbe;
  const limit = 120;
  const [columnWidth, rowHeight, margin] = [220, 52, 16];

  // The first hop of what a member says of its source: a member, or an outlet that is not among them.
  const claimOf = (cluster, member) => {
    const hop = member.chain?.[0][1];
    if (!hop) return null;
    const [outlet, place, verdict] = hop;
    const isHere = place && place[0] === cluster.number;
    // Where no article settles it, the line leads to the first article of the outlet that is named.
    const own = isHere ? place[1] : cluster.members.findIndex(other => menbe.report.outlets[other.outlet] === outlet);
    const isBroken = verdict >= 0 && menbe.report.verdicts[verdict][1] === "disputed";
    return { outlet, target: own >= 0 ? own : null, verdict, isBroken };
  };
  const parentOf = (cluster, member) => member.parent && member.parent[0] === cluster.number ? member.parent[1] : null;

  // A forest from left to right: each member one column behind its parent, leaves one below the other.
  const layOut = (cluster, shown) => {
    const children = shown.map(() => []);
    const roots = [];
    for (const member of shown) {
      const parent = parentOf(cluster, member);
      if (parent !== null && parent < shown.length && parent !== member.place) children[parent].push(member.place);
      else roots.push(member.place);
    }
    const nodes = shown.map(() => null);
    let row = 0;
    const place = root => {
      const stack = [{ at: root, depth: 0, next: 0 }];
      const onPath = new Set([root]);
      while (stack.length > 0) {
        const top = stack[stack.length - 1];
        const kids = children[top.at];
        if (top.next < kids.length) {
          const kid = kids[top.next];
          top.next += 1;
          if (!nodes[kid] && !onPath.has(kid)) { onPath.add(kid); stack.push({ at: kid, depth: top.depth + 1, next: 0 }); }
          continue;
        }
        const rows = kids.map(kid => nodes[kid]?.row).filter(value => value !== undefined);
        nodes[top.at] = { column: top.depth, row: rows.length > 0 ? (Math.min(...rows) + Math.max(...rows)) / 2 : row++ };
        stack.pop();
      }
    };
    roots.forEach(place);
    shown.forEach(member => { if (!nodes[member.place]) nodes[member.place] = { column: 0, row: row++ }; });
    return { nodes, rows: row };
  };

  const short = (text, length) => text.length > length ? text.slice(0, length - 1) + "…" : text;

  menbe.chainGraph = cluster => {
    const shown = cluster.members.slice(0, limit);
    const { nodes, rows: memberRows } = layOut(cluster, shown);
    const claims = shown.map(member => claimOf(cluster, member));
    // Outlets that are named and have no article here stand in a column of their own, at the left.
    const named = [...new Set(claims.filter(claim => claim && (claim.target === null || claim.target >= shown.length))
      .map(claim => claim.outlet))];
    if (shown.every(member => parentOf(cluster, member) === null) && claims.every(claim => !claim)) return null;
    const shift = named.length > 0 ? 1 : 0;
    // They stand between the rows of articles, so that no line runs through a point.
    const rows = Math.max(memberRows, named.length) + (shift > 0 ? 0.5 : 0);
    const columns = Math.max(...nodes.map(node => node.column)) + 1 + shift;
    const [width, height] = [columns * columnWidth + 2 * margin, rows * rowHeight + 2 * margin];
    const x = column => margin + 14 + (column + shift) * columnWidth;
    const y = row => margin + rowHeight / 2 + row * rowHeight;
    const namedPlace = new Map(named.map((outlet, place) => [outlet, { x: x(-shift), y: y(0.5 + place * Math.max(1, memberRows / named.length)) }]));
    const at = place => ({ x: x(nodes[place].column), y: y(nodes[place].row) });

    const curve = (from, to, bend) => {
      const middle = (from.x + to.x) / 2;
      return from.x === to.x
        ? `M${from.x - 9} ${from.y}C${from.x - 60 - bend} ${from.y} ${to.x - 60 - bend} ${to.y} ${to.x - 9} ${to.y}`
        : `M${from.x - 9} ${from.y + bend}C${middle} ${from.y + bend} ${middle} ${to.y + bend} ${to.x + 9} ${to.y + bend}`;
    };
    const evidenced = shown.map(member => {
      const parent = parentOf(cluster, member);
      return parent !== null && parent < shown.length &&
        svg("path", { class: "edge evidenced", d: curve(at(member.place), at(parent), -3) });
    });
    const claimed = shown.map((member, place) => {
      const claim = claims[place];
      if (!claim) return null;
      const from = at(place);
      const to = claim.target !== null && claim.target < shown.length ? at(claim.target) : namedPlace.get(claim.outlet);
      if (claim.target === place) return null;
      const [mx, my] = [(from.x + to.x) / 2 - (from.x === to.x ? 45 : 0), (from.y + to.y) / 2 + 3];
      return [
        svg("path", { class: claim.isBroken ? "edge claimed broken" : "edge claimed", d: curve(from, to, 3) }),
        claim.isBroken && svg("path", { class: "cross", d: `M${mx - 5} ${my - 5}l10 10m0 -10l-10 10` }),
      ];
    });
    const labels = shown.map((member, place) => {
      const { x, y } = at(place);
      return svg("g", { class: "node", transform: `translate(${x} ${y})` },
        svg("title", null, `${menbe.outlet(member.outlet)}: ${member.title}`),
        svg("path", { class: `fill ${menbe.shapeOf(member.standing)}`, d: menbe.report.standings[member.standing][2] }),
        svg("text", { x: 12, y: -9 }, short(menbe.outlet(member.outlet), 24)),
        svg("text", { x: 12, y: 18, class: "small" }, menbe.isTimed(member.basis) ? menbe.clock(member.basis, member.second)
          : menbe.time(member.basis, member.second)));
    });
    const namedLabels = [...namedPlace].map(([outlet, { x, y }]) => svg("g", { class: "node", transform: `translate(${x} ${y})` },
      svg("circle", { class: "outside", r: 5.5 }), svg("text", { x: 12, y: -9, class: "named" }, short(outlet, 24))));

    const drawing = svg("svg", { class: "graph", viewBox: `0 0 ${width} ${height}`, role: "img",
      "aria-label": word("graph.label") }, evidenced, claimed, namedLabels, labels);
    let scale = 1;
    const zoom = to => {
      scale = Math.min(4, Math.max(0.25, to));
      drawing.style.width = `${width * scale}px`;
      drawing.style.height = `${height * scale}px`;
    };
    zoom(1);
    const frame = el("div", { class: "graph-frame", tabindex: "0", role: "group", "aria-label": word("graph.title") }, drawing);
    // The frame is dragged with the pointer, scrolled, or zoomed with the wheel and the control key.
    let drag = null;
    frame.addEventListener("pointerdown", event => {
      if (event.pointerType !== "mouse" || event.button !== 0) return;
      drag = { x: event.clientX + frame.scrollLeft, y: event.clientY + frame.scrollTop };
      frame.setPointerCapture(event.pointerId);
    });
    frame.addEventListener("pointermove", event => {
      if (drag) frame.scrollTo(drag.x - event.clientX, drag.y - event.clientY);
    });
    frame.addEventListener("pointerup", () => { drag = null; });
    frame.addEventListener("wheel", event => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(scale * (event.deltaY < 0 ? 1.15 : 1 / 1.15));
    }, { passive: false });

    const key = (kind, text) => el("span", { class: "item" },
      svg("svg", { class: "key", viewBox: "0 0 36 12", "aria-hidden": "true" }, svg("path", { class: `edge ${kind}`, d: "M0 6H36" }),
        kind.includes("broken") && svg("path", { class: "cross", d: "M13 1l10 10m0 -10l-10 10" })), " ", text);
    return el("section", { "aria-labelledby": "graph" },
      el("h2", { id: "graph" }, word("graph.title")),
      el("p", { class: "legend" }, key("evidenced", word("graph.evidenced")), key("claimed", word("graph.claimed")),
        key("claimed broken", word("graph.broken"))),
      el("div", { class: "tools small" },
        menbe.button("+", () => zoom(scale * 1.25), { "aria-label": word("graph.zoom-in") }),
        menbe.button("−", () => zoom(scale / 1.25), { "aria-label": word("graph.zoom-out") }),
        menbe.button(word("graph.fit"), () => zoom(Math.min(1, (frame.clientWidth - 4) / width)))),
      frame,
      shown.length < cluster.members.length && el("p", { class: "note" }, word("graph.capped", { n: menbe.number(shown.length) })),
      el("details", null, el("summary", null, word("graph.as-table")),
        menbe.table(word("graph.title"), [
          { text: word("table.article") }, { text: word("table.first") }, { text: word("cluster.chain.claimed") },
          { text: word("table.verdict") }, { text: word("cluster.chain.evidenced") }, { text: word("near.held"), class: "n" },
        ], shown.map((member, place) => {
          const [claim, parent] = [claims[place], parentOf(cluster, member)];
          return el("tr", null,
            el("th", { scope: "row" }, link(menbe.address("cluster", [cluster.number], { m: place }), bdi(menbe.outlet(member.outlet)))),
            el("td", { class: "nowrap" }, menbe.time(member.basis, member.second)),
            el("td", null, claim ? bdi(claim.outlet) : "–"),
            el("td", null, claim && claim.verdict >= 0 ? menbe.verdictChip(claim.verdict) : "–"),
            el("td", null, parent !== null ? bdi(menbe.outlet(cluster.members[parent].outlet)) : "–"),
            el("td", { class: "n" }, member.parent ? menbe.percent(member.containment) : ""));
        }))));
  };
})();
// What two texts have in common, found as the program finds it: a run of shared words is a seed and grows word by word.
(() => {
  const seed = 5;
  const triedPlaces = 16;
  // Runs with no more than this many words between them, in both texts, are one passage with differences inside.
  const bridged = 12;

  // A text of the data as its words: start, end and number; number 0 was left out of the comparison.
  menbe.readText = ([text, words, credits]) => {
    const [starts, ends, numbers] = [[], [], []];
    let at = 0;
    for (let place = 0; place < words.length; place += 3) {
      starts.push(at + words[place]);
      at += words[place] + words[place + 1];
      ends.push(at);
      numbers.push(words[place + 2]);
    }
    const spans = [];
    for (let place = 0; place < credits.length; place += 2) spans.push([credits[place], credits[place] + credits[place + 1]]);
    return { text, starts, ends, numbers, credits: spans, kept: numbers.flatMap((number, place) => number > 0 ? [place] : []) };
  };

  const key = (numbers, kept, start) => {
    let hash = 0;
    for (let step = 0; step < seed; step += 1) hash = Math.imul(hash, 1_000_003) + numbers[kept[start + step]] | 0;
    return hash;
  };

  // How many words two texts share from two places on; words that were left out end the run.
  const extend = (a, startA, b, startB) => {
    let length = 0;
    while (startA + length < a.kept.length && startB + length < b.kept.length) {
      const [wordA, wordB] = [a.kept[startA + length], b.kept[startB + length]];
      if (a.numbers[wordA] !== b.numbers[wordB]) break;
      if (length > 0 && (a.kept[startA + length - 1] + 1 !== wordA || b.kept[startB + length - 1] + 1 !== wordB)) break;
      length += 1;
    }
    return length;
  };

  // Shared runs of kept words in the order of the second text; each word of it is in at most one.
  const runsOf = (a, b) => {
    const places = new Map();
    for (let start = 0; start + seed <= a.kept.length; start += 1) {
      const own = key(a.numbers, a.kept, start);
      const list = places.get(own);
      if (!list) places.set(own, [start]); else if (list.length < triedPlaces) list.push(start);
    }
    const runs = [];
    let place = 0;
    let expected = -1;
    while (place + seed <= b.kept.length) {
      let best = { a: 0, b: place, length: 0 };
      const tried = places.get(key(b.numbers, b.kept, place)) ?? [];
      for (const start of expected >= 0 ? [expected, ...tried] : tried) {
        const length = extend(a, start, b, place);
        if (length > best.length) best = { a: start, b: place, length };
      }
      if (best.length < seed) { place += 1; continue; }
      runs.push(best);
      place += best.length;
      expected = best.a + best.length;
    }
    return runs;
  };

  // The longest common subsequence of the few words between two runs, as pairs of places.
  const between = (a, fromA, toA, b, fromB, toB) => {
    const [rows, columns] = [toA - fromA, toB - fromB];
    const table = Array.from({ length: rows + 1 }, () => new Uint8Array(columns + 1));
    for (let i = rows - 1; i >= 0; i -= 1) {
      for (let j = columns - 1; j >= 0; j -= 1) {
        table[i][j] = a.numbers[a.kept[fromA + i]] === b.numbers[b.kept[fromB + j]]
          ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
      }
    }
    const pairs = [];
    for (let i = 0, j = 0; i < rows && j < columns;) {
      if (a.numbers[a.kept[fromA + i]] === b.numbers[b.kept[fromB + j]]) { pairs.push([fromA + i, fromB + j]); i += 1; j += 1; }
      else if (table[i + 1][j] >= table[i][j + 1]) i += 1;
      else j += 1;
    }
    return pairs;
  };

  // Each word's passage (0 outside of all), whether it is shared, and the number of the difference it belongs to.
  menbe.align = (a, b) => {
    const runs = runsOf(a, b);
    const mark = text => ({ passage: new Int32Array(text.numbers.length), same: new Uint8Array(text.numbers.length),
      difference: new Int32Array(text.numbers.length) });
    const [inA, inB] = [mark(a), mark(b)];
    let [passages, differences, sharedWords] = [0, 0, 0];
    const take = (side, text, from, to, passage) => {
      for (let place = from; place < to; place += 1) side.passage[text.kept[place]] = passage;
    };
    const differ = (fromA, toA, fromB, toB) => {
      if (fromA === toA && fromB === toB) return;
      differences += 1;
      for (let place = fromA; place < toA; place += 1) inA.difference[a.kept[place]] = differences;
      for (let place = fromB; place < toB; place += 1) inB.difference[b.kept[place]] = differences;
    };
    const same = (placeA, placeB) => {
      inA.same[a.kept[placeA]] = inB.same[b.kept[placeB]] = 1;
      sharedWords += 1;
    };
    runs.forEach((run, number) => {
      const before = runs[number - 1];
      const [endA, endB] = before ? [before.a + before.length, before.b + before.length] : [0, 0];
      const isNear = before && run.a >= endA && run.a - endA <= bridged && run.b - endB <= bridged;
      if (!isNear) passages += 1;
      else {
        take(inA, a, endA, run.a, passages);
        take(inB, b, endB, run.b, passages);
        let [atA, atB] = [endA, endB];
        for (const [placeA, placeB] of between(a, endA, run.a, b, endB, run.b)) {
          differ(atA, placeA, atB, placeB);
          same(placeA, placeB);
          [atA, atB] = [placeA + 1, placeB + 1];
        }
        differ(atA, run.a, atB, run.b);
      }
      take(inA, a, run.a, run.a + run.length, passages);
      take(inB, b, run.b, run.b + run.length, passages);
      for (let step = 0; step < run.length; step += 1) same(run.a + step, run.b + step);
    });
    // What only one text has is a difference, too, as long as it stands.
    const alone = (side, text) => {
      let last = -2;
      text.kept.forEach((word, place) => {
        if (side.passage[word] > 0) return;
        if (place !== last + 1) differences += 1;
        side.difference[word] = differences;
        last = place;
      });
    };
    alone(inA, a);
    alone(inB, b);
    return {
      passages, differences, inA, inB,
      heldA: a.kept.length > 0 ? sharedWords / a.kept.length : 0, heldB: b.kept.length > 0 ? sharedWords / b.kept.length : 0,
    };
  };
})();
// Two members of a cluster side by side, what they share aligned, what differs told apart.
(() => {
  const { el, word, link, bdi } = menbe;

  // The texts of a cluster's members; nothing where they do not go along with the report.
  const loadTexts = async number => {
    const starts = menbe.report.textStarts;
    let chunk = -1;
    while (chunk + 1 < starts.length && starts[chunk + 1] < number) chunk += 1;
    if (chunk < 0) return null;
    return (await menbe.load("texts", chunk))[number - 1 - starts[chunk]] ?? null;
  };

  // A text in paragraphs. Words of one kind that follow each other are one piece, with what stands between them.
  const paragraphs = (text, side) => {
    const kinds = text.numbers.map((number, place) => number === 0 ? "left"
      : side.passage[place] > 0 ? (side.same[place] ? "shared" : "shared differs") : "own");
    const pieces = [];
    let at = 0;
    const plain = to => { if (to > at) pieces.push({ from: at, to, kind: "", passage: 0, difference: 0 }); at = Math.max(at, to); };
    kinds.forEach((kind, place) => {
      const [passage, difference] = [side.passage[place], side.difference[place]];
      const last = pieces[pieces.length - 1];
      const isNext = last && place > 0 && last.word === place - 1 && last.kind === kind && last.passage === passage &&
        last.difference === difference;
      if (isNext) { last.to = text.ends[place]; last.word = place; at = last.to; return; }
      // Between two pieces of one passage the blank belongs to it, so that its colour does not break.
      if (last && last.word === place - 1 && passage > 0 && last.passage === passage) { last.to = text.starts[place]; at = last.to; }
      plain(text.starts[place]);
      pieces.push({ from: text.starts[place], to: text.ends[place], kind, passage, difference, word: place });
      at = text.ends[place];
    });
    plain(text.text.length);
    // Credit lines and line breaks cut the pieces further.
    const cuts = text.credits.flat();
    const marked = pieces.flatMap(piece => {
      const inside = [piece.from, ...cuts.filter(cut => cut > piece.from && cut < piece.to), piece.to];
      return inside.slice(1).map((to, number) => ({ ...piece, from: inside[number], to,
        isCredit: text.credits.some(([from, end]) => from <= inside[number] && to <= end) }));
    });
    const [all, seen] = [[[]], { passages: new Set(), differences: new Set() }];
    for (const piece of marked) {
      text.text.slice(piece.from, piece.to).split("\n").forEach((line, number) => {
        if (number > 0) all.push([]);
        if (line !== "") all[all.length - 1].push({ ...piece, line });
      });
    }
    return { all: all.filter(pieces => pieces.some(piece => piece.line.trim() !== "")), seen };
  };

  const pieceView = (piece, letter, seen) => {
    const classes = [piece.isCredit ? "credit" : piece.kind === "left" ? "furniture" : piece.kind].join(" ").trim();
    const opens = piece.passage > 0 && !seen.passages.has(piece.passage);
    if (opens) seen.passages.add(piece.passage);
    const number = opens && el("span", { class: "jump", "aria-hidden": "true" }, piece.passage);
    if (classes === "" || (classes === "own" && !piece.difference)) return [number, piece.line];
    return [number, el(classes === "furniture" ? "span" : "mark", {
      class: classes, "data-passage": piece.passage > 0 ? piece.passage : null,
      "data-difference": piece.difference > 0 ? piece.difference : null,
      title: piece.isCredit ? word("pair.legend.credit") : piece.kind === "left" ? word("pair.legend.furniture") : null,
    }, piece.line)];
  };

  const sideView = (letter, role, member, text, side, share) => {
    const id = `${letter}-title`;
    const { all, seen } = paragraphs(text, side);
    return el("article", { "aria-labelledby": id },
      el("header", null, el("p", { class: "kicker" }, role), el("h3", { id }, bdi(member.title)),
        el("p", { class: "meta" }, el("strong", null, menbe.outletLink(member.outlet)), " · ",
          menbe.time(member.basis, member.second), " · ", menbe.count(member.words, "words"),
          menbe.webLink(member.url, word("link.original")) && [" · ", menbe.webLink(member.url, word("link.original"))]),
        el("p", null, menbe.standingChip(member.standing)),
        el("p", { class: "held" }, word("pair.held", { percent: menbe.percent(share) }))),
      el("div", { class: "text", tabindex: "0", role: "group", "aria-labelledby": id },
        all.map(pieces => el("p", null, el("bdi", null, pieces.map(piece => pieceView(piece, letter, seen)))))));
  };

  const orderText = (cluster, a, b) => {
    const [first, second] = [cluster.members[a], cluster.members[b]];
    if (!menbe.isFromPublisher(first.basis) || !menbe.isFromPublisher(second.basis)) return word("order.unknown");
    if (!menbe.isTimed(first.basis) || !menbe.isTimed(second.basis) || first.second === second.second) return word("order.unknown");
    return word(first.second < second.second ? "order.known" : "order.reversed");
  };

  menbe.pages.pair = async ({ parts: [text], state }) => {
    const cluster = await menbe.loadCluster(Number(text));
    const [a, b] = [Number.parseInt(state.a, 10), Number.parseInt(state.b, 10)];
    if (!cluster || !cluster.members[a] || !cluster.members[b] || a === b) return menbe.missing(word("pair.missing"));
    const [first, second] = [cluster.members[a], cluster.members[b]];
    const back = link(menbe.address("cluster", [cluster.number], { m: b }), word("pair.back"));
    const texts = await loadTexts(cluster.number);
    const match = cluster.matches.get(`${a}-${b}`) ?? cluster.matches.get(`${b}-${a}`);
    const claims = await menbe.loadClaims(Array.from({ length: second.claimCount }, (_, n) => second.firstClaim + n));
    const fields = { article_a: first.key, article_b: second.key };
    const decide = decision => {
      const decided = menbe.review.find(fields);
      if (decided && !decided.isGiven && decided.decision === decision) menbe.review.withdraw(decided);
      else menbe.review.decide({ ...fields, at: cluster.number, decision, note: decided?.note ?? "" });
    };
    const choose = (name, chosen) => el("label", null,
      el("span", { class: "label" }, word(name === "a" ? "pair.first-text" : "pair.second-text")),
      el("select", { on: { change: event => {
        location.hash = menbe.address("pair", [cluster.number], { a, b, [name]: event.target.value });
      } } }, cluster.members.slice(0, 1000).map(member => el("option", {
        value: member.place, selected: member.place === chosen, disabled: member.place === (name === "a" ? b : a),
      }, `${member.place + 1}. ${menbe.outlet(member.outlet)}`))));

    const head = [
      el("p", { class: "kicker" }, back, " · ", link(menbe.address("cluster", [cluster.number]), bdi(cluster.title))),
      el("h1", null, word("pair.title")),
      el("p", { class: "lead" }, match && [word(`kind.${menbe.report.kinds[match.kind]}`), ". "], orderText(cluster, a, b)),
      el("div", { class: "tools" }, choose("a", a), choose("b", b),
        menbe.button(word("pair.swap"), () => { location.hash = menbe.address("pair", [cluster.number], { a: b, b: a }); })),
      menbe.reviewBox({ label: word("review.pair"), fields, at: cluster.number, choices: [
        { decision: "same-story", text: word("review.same-story") }, { decision: "not-same-story", text: word("review.not-same-story") },
      ] }),
    ];
    const said = el("section", { "aria-labelledby": "pair-claims" }, el("h2", { id: "pair-claims" }, word("pair.claims.second")),
      claims.length > 0 ? claims.map(claim => el("div", { class: "claim" }, menbe.claimView(claim)))
        : el("p", null, word("pair.claims.none")));
    const page = { title: word("pair.title"), section: "clusters", isWide: true };
    const keys = { s: () => decide("same-story"), d: () => decide("not-same-story") };
    if (!texts) return { ...page, content: [head, el("p", { class: "note" }, word("pair.no-texts")), said], keys };

    const [textA, textB] = [menbe.readText(texts[a]), menbe.readText(texts[b])];
    const aligned = menbe.align(textA, textB);
    const containment = match && (match.a === a ? [match.ab, match.ba] : [match.ba, match.ab]);
    const pair = el("div", { class: "pair" },
      sideView("a", word("pair.first-text"), first, textA, aligned.inA, containment?.[0] ?? aligned.heldA),
      sideView("b", word("pair.second-text"), second, textB, aligned.inB, containment?.[1] ?? aligned.heldB));
    const place = el("output", { class: "found", "aria-live": "polite" });

    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    // Both sides move so that what was chosen stands at the same height.
    const show = (name, number, near) => {
      const chosen = [...pair.querySelectorAll(`[data-${name}="${number}"]`)];
      for (const mark of pair.querySelectorAll(".here")) mark.classList.remove("here");
      for (const mark of chosen) mark.classList.add("here");
      for (const side of pair.children) {
        const mark = chosen.find(mark => side.contains(mark));
        const frame = side.querySelector(".text");
        if (!mark || mark === near) continue;
        if (frame.scrollHeight <= frame.clientHeight) { mark.scrollIntoView({ block: "nearest", behavior }); continue; }
        const from = near ? near.getBoundingClientRect().top - near.closest(".text").getBoundingClientRect().top : frame.clientHeight / 3;
        const own = mark.getBoundingClientRect().top - frame.getBoundingClientRect().top;
        frame.scrollTo({ top: frame.scrollTop + own - from, behavior });
      }
    };
    pair.addEventListener("click", event => {
      const mark = event.target.closest("mark[data-passage]");
      if (mark && !String(getSelection())) show("passage", mark.dataset.passage, mark);
    });
    // Differences in the order in which they stand, those of the second text first where both have them.
    const stops = [];
    for (const mark of [...pair.children[1].querySelectorAll("[data-difference]"), ...pair.children[0].querySelectorAll("[data-difference]")]) {
      if (!stops.includes(mark.dataset.difference)) stops.push(mark.dataset.difference);
    }
    let current = -1;
    const step = by => {
      if (stops.length === 0) return;
      current = (current + by + stops.length) % stops.length;
      show("difference", stops[current]);
      place.textContent = word("pair.difference", { n: menbe.number(current + 1), total: menbe.number(stops.length) });
    };
    let passage = 0;
    const stepPassage = by => {
      if (aligned.passages === 0) return;
      passage = (passage - 1 + by + aligned.passages) % aligned.passages + 1;
      show("passage", passage);
      place.textContent = word("pair.passage", { n: menbe.number(passage), total: menbe.number(aligned.passages) });
    };
    const legend = (name, classes, sample) => el("span", { class: "item" }, el("mark", { class: classes }, sample), " ",
      word(`pair.legend.${name}`));
    return {
      ...page,
      content: [
        head,
        menbe.facts([
          [word("pair.passages"), menbe.number(aligned.passages)],
          [word("pair.differences"), menbe.number(stops.length)],
          [word("pair.longest"), match && menbe.count(match.longest, "words")],
          [word("pair.jaccard"), match && menbe.number(match.jaccard, 2)],
          [word("pair.delay"), menbe.isFromPublisher(first.basis) && menbe.isFromPublisher(second.basis) &&
            menbe.duration(second.second - first.second)],
        ]),
        el("section", { "aria-labelledby": "pair-texts" }, el("h2", { id: "pair-texts" }, word("pair.texts")),
          el("p", { class: "legend" }, legend("shared", "shared", "abc"), legend("differs", "shared differs", "abc"),
            legend("own", "own", "abc"), legend("credit", "credit", "abc"),
            el("span", { class: "item" }, el("span", { class: "furniture" }, "abc"), " ", word("pair.legend.furniture"))),
          aligned.passages === 0 && el("p", null, word("pair.none")),
          el("div", { class: "tools small" },
            menbe.button(word("pair.previous"), () => step(-1)), menbe.button(word("pair.next"), () => step(1)), place),
          pair),
        said,
      ],
      keys: { ...keys, n: () => step(1), p: () => step(-1), j: () => stepPassage(1), k: () => stepPassage(-1) },
    };
  };
})();
// Credit lines in their sentences, with what became of them.
(() => {
  const { el, word, link, bdi } = menbe;

  // A place in the data: the page of the cluster at that member, or nothing for an article outside of all clusters.
  menbe.articleAddress = ([cluster, member]) => cluster > 0 ? menbe.address("cluster", [cluster], { m: member }) : null;
  menbe.articleLink = (place, title) => {
    const address = menbe.articleAddress(place);
    return address ? link(address, bdi(title)) : bdi(title);
  };

  const decode = ([id, place, outlet, title, basis, second, before, line, after, verdict, flags, source, isOutlet, reasons,
    evidence, role]) => ({
    id, place, outlet, title, basis, second, before, line, after, verdict, flags, source, isOutlet, evidence, role,
    reason: reasons[menbe.languages().indexOf(menbe.language)],
    articleLink: () => menbe.articleLink(place, title),
  });

  // Claims by their places in the viewer's order.
  menbe.loadClaims = async places => {
    const size = menbe.report.claimsPerChunk;
    const chunks = new Map();
    for (const place of places) {
      const number = Math.floor(place / size);
      if (!chunks.has(number)) chunks.set(number, menbe.load("claims", number));
    }
    return Promise.all(places.map(async place => decode((await chunks.get(Math.floor(place / size)))[place % size])));
  };

  menbe.quote = claim => el("blockquote", { class: "quote" }, el("p", null,
    el("bdi", null, claim.before, el("mark", { class: "credit" }, claim.line), claim.after)));

  // A line with its verdict, the evidence and the reason; `withReview` adds the choice of the right verdict.
  menbe.claimView = (claim, withReview = true) => [
    menbe.quote(claim),
    el("p", { class: "judgement" }, menbe.verdictChip(claim.verdict), " ", claim.flags.map(flag => [menbe.flagChip(flag), " "])),
    el("p", { class: "reason" }, bdi(claim.reason)),
    claim.evidence && el("p", { class: "meta" }, word("claim.evidence"), " ", bdi(menbe.outlet(claim.evidence[1])), ": ",
      menbe.articleLink(claim.evidence[0], claim.evidence[2]), " (", menbe.percent(claim.evidence[3]), ")"),
    withReview && menbe.verdictBox(claim.id, claim.place[0]),
  ];

  let columns = null;
  const loadColumns = async () => {
    if (columns) return columns;
    const report = menbe.report;
    const chunks = await menbe.loadAll("claimlist", report.claimCount, report.listedClaimsPerChunk);
    const all = name => [].concat(...chunks.map(chunk => chunk[name]));
    columns = { verdict: all("verdict"), outlet: all("outlet"), source: all("source"), line: all("line") };
    columns.folded = menbe.foldAll(columns.line.map((line, place) => `${line} ${columns.source[place]}`));
    return columns;
  };

  // How often each verdict stands at the lines of an outlet.
  menbe.verdictsOf = async outlet => {
    const { verdict, outlet: outlets } = await loadColumns();
    const counts = menbe.report.verdicts.map(() => 0);
    verdict.forEach((code, place) => { if (outlets[place] === outlet) counts[code] += 1; });
    return counts;
  };

  const perPage = 50;
  menbe.pages.claims = async ({ state: given }) => {
    const columns = await loadColumns();
    const report = menbe.report;
    const state = { ...given };
    const found = el("output", { class: "found", "aria-live": "polite" });
    const list = el("ol", { class: "claims" });
    const pager = el("nav", { class: "pager", "aria-label": word("pager.label") });
    const verdictOf = name => report.verdicts.findIndex(([own]) => own === name);

    const search = () => {
      const words = menbe.fold(state.q ?? "").split(/\s+/).filter(Boolean);
      const outlet = menbe.fold(state.outlet ?? "");
      const outlets = outlet && menbe.foldAll(report.outlets).map(name => name.includes(outlet));
      const verdict = state.verdict ? verdictOf(state.verdict) : -1;
      const places = [];
      for (let place = 0; place < columns.verdict.length; place += 1) {
        if (verdict >= 0 && columns.verdict[place] !== verdict) continue;
        if (outlets && !outlets[columns.outlet[place]]) continue;
        if (!words.every(part => columns.folded[place].includes(part))) continue;
        places.push(place);
      }
      // The verdicts in the order in which an editor wants to see them.
      return places.sort((a, b) => columns.verdict[a] - columns.verdict[b] || a - b);
    };

    let turn = 0;
    const apply = async () => {
      const own = turn += 1;
      const places = search();
      const pages = Math.max(1, Math.ceil(places.length / perPage));
      const page = Math.min(pages, Math.max(1, Number.parseInt(state.page ?? "1", 10) || 1));
      const shown = places.slice((page - 1) * perPage, page * perPage);
      const claims = await menbe.loadClaims(shown);
      if (own !== turn) return;
      found.textContent = word("filter.found", { n: menbe.number(places.length), total: menbe.number(report.claimCount) });
      list.replaceChildren(...claims.map(claim => el("li", { class: "claim" },
        el("p", { class: "meta" }, el("strong", null, menbe.outletLink(claim.outlet)), " · ", claim.articleLink(), " · ",
          menbe.time(claim.basis, claim.second)), menbe.claimView(claim))));
      const turnTo = to => menbe.link(menbe.address("claims", [], { ...state, page: to }),
        word(to < page ? "pager.previous" : "pager.next"));
      pager.replaceChildren(...(pages > 1 ? [
        ...(page > 1 ? [turnTo(page - 1)] : []), el("span", null, word("pager.page", { n: menbe.number(page), total: menbe.number(pages) })),
        ...(page < pages ? [turnTo(page + 1)] : []),
      ] : []));
    };
    const change = (name, value) => {
      state[name] = value;
      delete state.page;
      menbe.keepState(state);
      return apply();
    };
    let timer = 0;
    const typing = name => event => {
      clearTimeout(timer);
      const { value } = event.target;
      timer = setTimeout(() => change(name, value), 120);
    };
    const input = el("input", { type: "search", value: state.q ?? "", autocomplete: "off", on: { input: typing("q") } });
    await apply();
    const items = () => [...list.children];
    const step = by => {
      const at = items().findIndex(item => item.contains(document.activeElement));
      const next = items()[Math.min(items().length - 1, Math.max(0, at + by))];
      next?.querySelector("a")?.focus();
      next?.scrollIntoView({ block: "nearest" });
    };
    return {
      title: word("claims.title"), section: "claims",
      content: [
        el("h1", null, word("claims.title")), el("p", { class: "lead" }, word("claims.intro")),
        report.claimCount === 0 ? el("p", null, word("claims.none")) : [
          el("div", { class: "tools search" },
            el("label", { class: "grow" }, el("span", { class: "label" }, word("claims.search")), input),
            el("label", null, el("span", { class: "label" }, word("table.verdict")),
              el("select", { on: { change: event => change("verdict", event.target.value) } },
                el("option", { value: "" }, word("filter.any")),
                report.verdicts.map(([name], code) => report.verdictCounts[code] > 0 && el("option", {
                  value: name, selected: state.verdict === name,
                }, `${word(`verdict.${name}`)} (${menbe.number(report.verdictCounts[code])})`)))),
            el("label", null, el("span", { class: "label" }, word("table.outlet")),
              el("input", { type: "search", value: state.outlet ?? "", autocomplete: "off", on: { input: typing("outlet") } }))),
          el("p", { class: "note" }, found), list, pager,
        ],
      ],
      keys: { j: () => step(1), k: () => step(-1), "/": () => input.focus() },
    };
  };
})();
// Outlets, what was not used, and the run itself.
(() => {
  const { el, word, link, bdi } = menbe;

  // A list of rows in a virtual table with a search field; `texts` is what is searched, `keys` what is sorted by.
  const listPage = ({ title, intro, rows, columns, row, texts, keys, state, extra, noRows, tools, open }) => {
    const folded = menbe.foldAll(rows.map(texts));
    const sort = { key: (state.sort ?? columns[0].key).replace(/^-/, ""), descends: (state.sort ?? "").startsWith("-") };
    const found = el("output", { class: "found", "aria-live": "polite" });
    const holder = el("div", { class: "holder" });
    let table;
    const apply = () => {
      const words = menbe.fold(state.q ?? "").split(/\s+/).filter(Boolean);
      const places = [...rows.keys()].filter(place => words.every(part => folded[place].includes(part)) &&
        (!tools || tools.fits(rows[place], state)));
      const sign = sort.descends ? -1 : 1;
      const values = rows.map((own, place) => keys[sort.key] ? keys[sort.key](own) : place);
      places.sort((a, b) => values[a] < values[b] ? -sign : values[a] > values[b] ? sign : a - b);
      table.show(places);
      found.textContent = word("filter.found", { n: menbe.number(places.length), total: menbe.number(rows.length) });
    };
    const build = () => {
      table = menbe.virtualTable({ label: title, columns, row: place => row(rows[place]), sort, onSort: column => {
        sort.descends = sort.key === column.key ? !sort.descends : column.class === "n";
        sort.key = column.key;
        state.sort = (sort.descends ? "-" : "") + sort.key;
        menbe.keepState(state);
        build();
        holder.querySelectorAll("thead button").forEach(button => { if (button.textContent === column.text) button.focus(); });
      } });
      holder.replaceChildren(table.element);
      apply();
    };
    const change = (name, value) => { state[name] = value; menbe.keepState(state); apply(); };
    const input = el("input", { type: "search", value: state.q ?? "", autocomplete: "off",
      on: { input: event => change("q", event.target.value) } });
    return {
      title, isWide: true, shown: build,
      content: [
        el("h1", null, title), el("p", { class: "lead" }, intro),
        rows.length === 0 ? el("p", null, noRows) : [
          el("div", { class: "tools search" }, el("label", { class: "grow" }, el("span", { class: "label" }, word("search.label")), input),
            tools && tools.view(state, change)),
          el("p", { class: "note" }, found), holder,
        ], extra,
      ],
      keys: rows.length === 0 ? {} : {
        j: () => table.step(1), k: () => table.step(-1), "/": () => input.focus(),
        Enter: () => { if (open && table.current !== undefined) location.hash = open(rows[table.current]); },
      },
    };
  };

  const loadOutlets = async () => {
    const { profiles, flows } = await menbe.load("outlets", 0);
    return {
      profiles: profiles.map(([domains, articles, originals, copied, credited, uncredited, disputed, delay], place) => ({
        number: place + 1, domains, articles, originals, copied, credited, uncredited, disputed, delay })),
      flows: flows.map(([outlet, source, copies, credited, uncredited, disputed, delay]) => ({
        outlet, source, copies, credited, uncredited, disputed, delay })),
    };
  };
  const outletAddress = number => menbe.address("outlet", [menbe.report.outlets[number]]);
  const warn = (number, name) => el("span", { class: number > 0 ? name : "none" }, menbe.number(number));
  const minutes = delay => delay === null ? "" : menbe.duration(delay * 60);

  menbe.pages.outlets = async ({ state }) => {
    const { profiles } = await loadOutlets();
    const figure = (key, text) => ({ key, text: word(text), class: "n", sorts: true });
    const page = listPage({
      title: word("outlets.title"), intro: word("outlets.intro"), rows: profiles, state: { ...state },
      columns: [
        { key: "outlet", text: word("table.outlet"), sorts: true, isHeading: true, class: "story" }, figure("articles", "table.articles"),
        figure("originals", "table.originals"), figure("copied", "table.copied"), figure("credited", "table.credited"),
        figure("uncredited", "table.uncredited"), figure("disputed", "table.disputed-claims"), figure("delay", "table.delay.short"),
        { key: "domains", text: word("table.domains") },
      ],
      row: profile => ({
        outlet: menbe.outletLink(profile.number), domains: bdi(profile.domains), articles: menbe.number(profile.articles),
        originals: menbe.number(profile.originals), copied: menbe.number(profile.copied), credited: menbe.number(profile.credited),
        uncredited: warn(profile.uncredited, "uncredited"), disputed: warn(profile.disputed, "disputed"), delay: minutes(profile.delay),
      }),
      texts: profile => `${menbe.report.outlets[profile.number]} ${profile.domains}`,
      keys: {
        outlet: profile => menbe.sortKey(menbe.report.outlets[profile.number]), articles: profile => profile.articles,
        originals: profile => profile.originals, copied: profile => profile.copied, credited: profile => profile.credited,
        uncredited: profile => profile.uncredited, disputed: profile => profile.disputed, delay: profile => profile.delay ?? -1,
      },
      noRows: word("overview.nothing"), open: profile => outletAddress(profile.number),
    });
    return { ...page, section: "outlets" };
  };

  menbe.pages.outlet = async ({ parts: [name] }) => {
    const number = menbe.report.outlets.indexOf(name);
    const { profiles, flows } = await loadOutlets();
    const profile = profiles[number - 1];
    if (!profile) return menbe.missing(word("outlet.missing", { name: name ?? "" }));
    const [taken, given] = [flows.filter(flow => flow.outlet === number), flows.filter(flow => flow.source === number)];
    const verdicts = await menbe.verdictsOf(number);
    const flowTable = (title, list, other) => el("section", null, el("h2", null, title), list.length === 0
      ? el("p", null, word("outlet.no-flows"))
      : menbe.table(title, [
        { text: word("table.outlet") }, ...["copies", "credited", "uncredited", "disputed"].map(name =>
          ({ text: word(`table.${name === "copies" ? "copies" : name}`), class: "n" })), { text: word("table.delay.short"), class: "n" },
      ], [...list].sort((a, b) => b.copies - a.copies || a[other] - b[other]).slice(0, 200).map(flow => el("tr", null,
        el("th", { scope: "row" }, menbe.outletLink(flow[other])), el("td", { class: "n" }, menbe.number(flow.copies)),
        el("td", { class: "n" }, warn(flow.credited, "")), el("td", { class: "n" }, warn(flow.uncredited, "uncredited")),
        el("td", { class: "n" }, warn(flow.disputed, "disputed")), el("td", { class: "n" }, minutes(flow.delay))))));
    const figure = (key, text, isWarning) => el("div", { class: isWarning && profile[key] > 0 ? isWarning : null },
      el("dt", null, word(text)), el("dd", null, menbe.number(profile[key])));
    const total = verdicts.reduce((a, b) => a + b, 0);
    const quoted = name.includes(" ") ? `"${name}"` : name;
    return {
      title: name, section: "outlets",
      content: [
        el("p", { class: "kicker" }, link(menbe.address("outlets"), word("outlets.title"))),
        el("h1", null, bdi(name)), el("p", { class: "lead" }, bdi(profile.domains)),
        el("dl", { class: "figures" }, figure("articles", "table.articles"), figure("originals", "table.originals"),
          figure("copied", "table.copied"), figure("credited", "table.credited"), figure("uncredited", "table.uncredited", "uncredited"),
          figure("disputed", "table.disputed-claims", "disputed")),
        el("p", null, link(menbe.address("clusters", [], { q: `outlet:${quoted}` }), word("outlet.clusters")), " · ",
          link(menbe.address("claims", [], { outlet: name }), word("outlet.claims")),
          profile.delay !== null && [" · ", word("outlet.delay", { duration: minutes(profile.delay) })]),
        total > 0 && el("section", null, el("h2", null, word("outlet.verdicts")),
          menbe.table(word("outlet.verdicts"), [{ text: word("table.verdict") }, { text: word("table.claims"), class: "n" },
            { text: word("table.share"), class: "n" }],
          verdicts.map((count, code) => count > 0 && el("tr", null, el("th", { scope: "row" },
            link(menbe.address("claims", [], { outlet: name, verdict: menbe.report.verdicts[code][0] }), menbe.verdictChip(code))),
          el("td", { class: "n" }, menbe.number(count)), el("td", { class: "n" }, menbe.percent(count / total)))), "standings")),
        flowTable(word("outlet.taken"), taken, "source"), flowTable(word("outlet.given"), given, "outlet"),
      ],
    };
  };

  // What the program says of a record, in the reader's language; what no pattern fits stays as it is.
  const detail = text => {
    if (menbe.language === "en") return text;
    for (const [key, pattern] of menbe.patterns("detail.")) {
      const values = menbe.matched(text, pattern);
      if (values) return word(key, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, detail(value)])));
    }
    return text;
  };
  menbe.pages.rejects = async ({ state }) => {
    const report = menbe.report;
    const chunks = await menbe.loadAll("rejects", report.rejectCount, report.rejectsPerChunk);
    const rows = [].concat(...chunks).map(([input, line, offset, reason, text]) => ({ input, line, offset, reason, text }));
    const reasons = [...new Set(rows.map(row => row.reason))].sort();
    const page = listPage({
      title: word("rejects.title"), intro: word("rejects.intro"), rows, state: { ...state },
      columns: [
        { key: "input", text: word("table.input"), sorts: true, isHeading: true, class: "code story" },
        { key: "line", text: word("table.line"), class: "n", sorts: true }, { key: "offset", text: word("table.offset"), class: "n" },
        { key: "reason", text: word("table.reason"), sorts: true }, { key: "text", text: word("table.detail") },
      ],
      row: own => ({
        input: bdi(own.input), line: own.line > 0 ? menbe.number(own.line) : "", offset: menbe.number(own.offset),
        reason: word(`reject.${own.reason}`), text: bdi(detail(own.text)),
      }),
      texts: own => `${own.input} ${word(`reject.${own.reason}`)} ${own.text}`,
      keys: { line: own => own.line, reason: own => word(`reject.${own.reason}`) },
      noRows: word("overview.rejects.none"),
      tools: {
        fits: (own, state) => !state.reason || own.reason === state.reason,
        view: (state, change) => el("label", null, el("span", { class: "label" }, word("table.reason")),
          el("select", { on: { change: event => change("reason", event.target.value) } },
            el("option", { value: "" }, word("filter.any")),
            reasons.map(reason => el("option", { value: reason, selected: state.reason === reason }, word(`reject.${reason}`))))),
      },
    });
    return { ...page, section: "rejects" };
  };

  menbe.pages.run = async () => {
    const report = menbe.report;
    const value = own => typeof own === "boolean" ? word(own ? "run.on" : "run.off") : typeof own === "number"
      ? menbe.number(own, Number.isInteger(own) ? 0 : 2) : bdi(own);
    const name = (kind, key) => menbe.has(`${kind}.${key}`) ? word(`${kind}.${key}`) : key;
    const list = (id, kind, entries, first) => entries.length > 0 && el("section", { "aria-labelledby": id },
      el("h2", { id }, word(`run.${id}`)),
      menbe.table(word(`run.${id}`), [{ text: word(first) }, { text: word(kind === "stage" ? "table.seconds" : "table.value"), class: "n" }],
        entries.map(([key, own]) => el("tr", null, el("th", { scope: "row" }, name(kind, key)), el("td", { class: "n" }, value(own)))),
        "narrow"));
    const glossary = (title, entries, chip, kind) => [el("h3", null, title), el("dl", { class: "glossary" },
      entries.map(([key], code) => el("div", null, el("dt", null, chip(code)), el("dd", null, word(`${kind}.${key}.gloss`)))))];
    return {
      title: word("run.title"), section: "run",
      content: [
        el("h1", null, word("run.title")),
        menbe.facts([
          [word("run.started"), report.started !== null && menbe.moment(report.started)], [word("run.version"), report.version],
          [word("run.memory"), report.memory !== null && `${menbe.number(report.memory / 1048576, 1)} MiB`],
        ]),
        el("section", { "aria-labelledby": "inputs" }, el("h2", { id: "inputs" }, word("run.inputs")),
          menbe.table(word("run.inputs"), [{ text: word("table.input") }, { text: word("table.bytes"), class: "n" },
            { text: word("table.digest") }],
          report.inputs.map(([input, bytes, digest]) => el("tr", null, el("th", { scope: "row", class: "code" }, bdi(input)),
            el("td", { class: "n" }, menbe.number(bytes)), el("td", { class: "code" }, digest)))),
          report.inputs.length < report.inputCount && el("p", { class: "note" }, word("pager.capped", {
            n: menbe.number(report.inputs.length), total: menbe.number(report.inputCount), file: "run.json" }))),
        list("counts", "count-name", report.counts, "table.count"), list("timings", "stage", report.timings, "table.stage"),
        list("configuration", "setting", report.configuration, "table.setting"),
        report.furniture.length > 0 && el("section", { "aria-labelledby": "furniture" },
          el("h2", { id: "furniture" }, word("run.furniture")), el("p", null, word("run.furniture.intro")),
          menbe.table(word("run.furniture"), [{ text: word("table.outlet") }, { text: word("table.articles"), class: "n" },
            { text: word("table.furniture-line") }],
          report.furniture.map(([outlet, count, line]) => el("tr", null, el("th", { scope: "row" }, bdi(outlet)),
            el("td", { class: "n" }, menbe.number(count)), el("td", null, bdi(line))))),
          report.furniture.length < report.furnitureCount && el("p", { class: "note" }, word("pager.capped", {
            n: menbe.number(report.furniture.length), total: menbe.number(report.furnitureCount), file: "furniture.csv" }))),
        el("section", { "aria-labelledby": "glossary" }, el("h2", { id: "glossary" }, word("run.glossary")),
          el("p", null, word("run.glossary.intro")),
          glossary(word("table.standing"), report.standings, menbe.standingChip, "standing"),
          glossary(word("table.verdict"), report.verdicts, menbe.verdictChip, "verdict")),
      ],
    };
  };
})();
// Starts the viewer: reads the report, follows the address, listens to keys.
(() => {
  const { el, word, link } = menbe;
  const root = document.documentElement;
  let now = {};

  // What the reader chose for this report. Browsers keep one store for all pages from disk, so the report's id is in the key.
  menbe.keep = (name, value) => {
    const key = `menbe:${menbe.report.id}:${name}`;
    try {
      if (value === undefined) return localStorage.getItem(key);
      localStorage.setItem(key, value);
    } catch { /* A browser that keeps nothing still shows everything. */ }
    return null;
  };
  const scrolls = new Map();
  let shownHash = "";
  menbe.keepScroll = top => scrolls.set(shownHash, top);
  menbe.keptScroll = hash => scrolls.get(hash) ?? 0;

  const voice = el("div", { class: "voice", role: "status", "aria-live": "polite" });
  let silence = 0;
  menbe.say = text => {
    voice.textContent = text;
    clearTimeout(silence);
    silence = setTimeout(() => { voice.textContent = ""; }, 4000);
  };

  const sections = ["overview", "clusters", "claims", "outlets", "rejects", "run", "review"];
  const masthead = section => {
    const other = menbe.languages().map(language => el("button", {
      type: "button", lang: language, "aria-pressed": language === menbe.language ? "true" : "false",
      on: { click: () => { menbe.keep("language", language); menbe.speak(language); menbe.forgetOrders(); show(); } },
    }, word(`language.${language}`)));
    const bar = document.querySelector(".masthead .bar");
    bar.replaceChildren(
      el("p", { class: "brand" }, link(menbe.address("overview"), "Mənbə"), " ", el("span", { class: "tagline" }, word("brand.tagline"))),
      el("div", { class: "settings" }, el("div", { role: "group", "aria-label": word("language.label"), class: "languages" }, other),
        el("button", { type: "button", class: "help", "aria-keyshortcuts": "?", on: { click: help } }, word("keys.open"))),
      el("nav", { "aria-label": word("nav.label") }, el("ul", null, sections.map(name => el("li", null, el("a", {
        href: menbe.address(name), "aria-current": name === section ? "page" : null,
      }, word(`nav.${name}`)))))));
    document.querySelector(".skip").textContent = word("skip");
    document.querySelector(".colophon").replaceChildren(el("p", null, word("footer.offline"), " ", word("footer.tables"), " ",
      word("footer.zone", { zone: menbe.report.zoneName }), " ", word("footer.static"), " ",
      link("clusters.html", word("nav.clusters")), ", ", link("claims.html", word("nav.claims")), ", ", link("run.html", word("nav.run")), "."));
  };

  let turn = 0;
  const show = async () => {
    const own = turn += 1;
    now.left?.();
    const route = menbe.route();
    root.classList.add("loading");
    menbe.review.unwatch();
    let page;
    try {
      page = await menbe.pages[route.page](route);
    } catch (error) {
      console.error(error);
      page = menbe.missing(word("missing.data", { file: error.message }));
    }
    if (own !== turn) return;
    const main = document.getElementById("main");
    const isSamePage = shownHash !== "";
    now = page;
    shownHash = location.hash;
    masthead(page.section);
    document.title = `${page.title.slice(0, 100)} · Mənbə`;
    main.className = page.isWide ? "wide-page" : "";
    main.replaceChildren(...[page.content].flat(Infinity).filter(part => part instanceof Node));
    root.classList.remove("loading");
    if (isSamePage) { scrollTo(0, 0); main.focus({ preventScroll: true }); }
    page.shown?.();
    const target = page.focus && document.getElementById(page.focus);
    if (target) { target.classList.add("target"); target.scrollIntoView({ block: "center" }); target.focus({ preventScroll: true }); }
    root.classList.add("ready");
  };

  // The keys, told in a window of their own, where they can be switched off for those who dictate.
  const help = () => {
    const dialog = el("dialog", { class: "keys", "aria-labelledby": "keys-title" },
      el("h2", { id: "keys-title" }, word("keys.title")),
      el("dl", null, ["j", "k", "Enter", "n", "p", "slash", "s", "d", "question"].map(name => el("div", null,
        el("dt", null, el("kbd", null, { slash: "/", question: "?" }[name] ?? name)), el("dd", null, word(`keys.${name}`))))),
      el("p", null, el("label", null, el("input", { type: "checkbox", checked: menbe.keep("keys") !== "off",
        on: { change: event => menbe.keep("keys", event.target.checked ? "on" : "off") } }), " ", word("keys.on"))),
      el("h3", null, word("search.title")), el("p", null, word("search.explained")),
      el("p", null, menbe.button(word("keys.close"), () => dialog.close())));
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };
  addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.("input, select, textarea, dialog")) return;
    if (event.key === "?") { event.preventDefault(); help(); return; }
    if (menbe.keep("keys") === "off") return;
    if (event.key === "Enter" && event.target.closest?.("a, button, summary")) return;
    const action = now.keys && Object.hasOwn(now.keys, event.key) ? now.keys[event.key] : null;
    if (!action) return;
    event.preventDefault();
    action();
  });

  const start = async () => {
    const [words, report] = await Promise.all([menbe.load("words", 0), menbe.load("report", 0)]);
    menbe.report = report;
    menbe.setWords(words);
    const chosen = menbe.keep("language");
    menbe.speak(menbe.languages().includes(chosen) ? chosen : report.language);
    menbe.review.start();
    document.body.append(voice);
    document.querySelector(".skip").addEventListener("click", event => {
      event.preventDefault();
      document.getElementById("main").focus();
    });
    root.classList.add("js");
    addEventListener("hashchange", show);
    await show();
  };
  // Where the data is missing, the page stays what it is without script.
  start().catch(error => console.error(error));
})();
