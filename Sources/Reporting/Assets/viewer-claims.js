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
