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
