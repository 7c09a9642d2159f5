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
