// Starts the viewer: reads the report, follows the address, listens to keys.
(() => {
  const { el, word, link } = menbe;
  const root = document.documentElement;
  let now = {};

  // What the reader chose for this report. Browsers keep one store for all pages from disk, so the report's id is in the key.
  menbe.keep = (name, value) => {
    const key = `menbe:${menbe.report.id}:${name}`;
    try {
      if (value === undefined) return localStorage.getItem(key);
      localStorage.setItem(key, value);
    } catch { /* A browser that keeps nothing still shows everything. */ }
    return null;
  };
  const scrolls = new Map();
  let shownHash = "";
  menbe.keepScroll = top => scrolls.set(shownHash, top);
  menbe.keptScroll = hash => scrolls.get(hash) ?? 0;

  const voice = el("div", { class: "voice", role: "status", "aria-live": "polite" });
  let silence = 0;
  menbe.say = text => {
    voice.textContent = text;
    clearTimeout(silence);
    silence = setTimeout(() => { voice.textContent = ""; }, 4000);
  };

  const sections = ["overview", "clusters", "claims", "outlets", "rejects", "run", "review"];
  const masthead = section => {
    const other = menbe.languages().map(language => el("button", {
      type: "button", lang: language, "aria-pressed": language === menbe.language ? "true" : "false",
      on: { click: () => { menbe.keep("language", language); menbe.speak(language); menbe.forgetOrders(); show(); } },
    }, word(`language.${language}`)));
    const bar = document.querySelector(".masthead .bar");
    bar.replaceChildren(
      el("p", { class: "brand" }, link(menbe.address("overview"), "Mənbə"), " ", el("span", { class: "tagline" }, word("brand.tagline"))),
      el("div", { class: "settings" }, el("div", { role: "group", "aria-label": word("language.label"), class: "languages" }, other),
        el("button", { type: "button", class: "help", "aria-keyshortcuts": "?", on: { click: help } }, word("keys.open"))),
      el("nav", { "aria-label": word("nav.label") }, el("ul", null, sections.map(name => el("li", null, el("a", {
        href: menbe.address(name), "aria-current": name === section ? "page" : null,
      }, word(`nav.${name}`)))))));
    document.querySelector(".skip").textContent = word("skip");
    document.querySelector(".colophon").replaceChildren(el("p", null, word("footer.offline"), " ", word("footer.tables"), " ",
      word("footer.zone", { zone: menbe.report.zoneName }), " ", word("footer.static"), " ",
      link("clusters.html", word("nav.clusters")), ", ", link("claims.html", word("nav.claims")), ", ", link("run.html", word("nav.run")), "."));
  };

  let turn = 0;
  const show = async () => {
    const own = turn += 1;
    now.left?.();
    const route = menbe.route();
    root.classList.add("loading");
    menbe.review.unwatch();
    let page;
    try {
      page = await menbe.pages[route.page](route);
    } catch (error) {
      console.error(error);
      page = menbe.missing(word("missing.data", { file: error.message }));
    }
    if (own !== turn) return;
    const main = document.getElementById("main");
    const isSamePage = shownHash !== "";
    now = page;
    shownHash = location.hash;
    masthead(page.section);
    document.title = `${page.title.slice(0, 100)} · Mənbə`;
    main.className = page.isWide ? "wide-page" : "";
    main.replaceChildren(...[page.content].flat(Infinity).filter(part => part instanceof Node));
    root.classList.remove("loading");
    if (isSamePage) { scrollTo(0, 0); main.focus({ preventScroll: true }); }
    page.shown?.();
    const target = page.focus && document.getElementById(page.focus);
    if (target) { target.classList.add("target"); target.scrollIntoView({ block: "center" }); target.focus({ preventScroll: true }); }
    root.classList.add("ready");
  };

  // The keys, told in a window of their own, where they can be switched off for those who dictate.
  const help = () => {
    const dialog = el("dialog", { class: "keys", "aria-labelledby": "keys-title" },
      el("h2", { id: "keys-title" }, word("keys.title")),
      el("dl", null, ["j", "k", "Enter", "n", "p", "slash", "s", "d", "question"].map(name => el("div", null,
        el("dt", null, el("kbd", null, { slash: "/", question: "?" }[name] ?? name)), el("dd", null, word(`keys.${name}`))))),
      el("p", null, el("label", null, el("input", { type: "checkbox", checked: menbe.keep("keys") !== "off",
        on: { change: event => menbe.keep("keys", event.target.checked ? "on" : "off") } }), " ", word("keys.on"))),
      el("h3", null, word("search.title")), el("p", null, word("search.explained")),
      el("p", null, menbe.button(word("keys.close"), () => dialog.close())));
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };
  addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.("input, select, textarea, dialog")) return;
    if (event.key === "?") { event.preventDefault(); help(); return; }
    if (menbe.keep("keys") === "off") return;
    if (event.key === "Enter" && event.target.closest?.("a, button, summary")) return;
    const action = now.keys && Object.hasOwn(now.keys, event.key) ? now.keys[event.key] : null;
    if (!action) return;
    event.preventDefault();
    action();
  });

  const start = async () => {
    const [words, report] = await Promise.all([menbe.load("words", 0), menbe.load("report", 0)]);
    menbe.report = report;
    menbe.setWords(words);
    const chosen = menbe.keep("language");
    menbe.speak(menbe.languages().includes(chosen) ? chosen : report.language);
    menbe.review.start();
    document.body.append(voice);
    document.querySelector(".skip").addEventListener("click", event => {
      event.preventDefault();
      document.getElementById("main").focus();
    });
    root.classList.add("js");
    addEventListener("hashchange", show);
    await show();
  };
  // Where the data is missing, the page stays what it is without script.
  start().catch(error => console.error(error));
})();
