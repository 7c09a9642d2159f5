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
