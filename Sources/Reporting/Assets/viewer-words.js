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
