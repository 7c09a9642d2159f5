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
