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
