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
