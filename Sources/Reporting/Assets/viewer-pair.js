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
