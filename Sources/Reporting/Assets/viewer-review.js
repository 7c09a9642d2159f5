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
