// The viewer inside the report. It reads data/*.js from its own folder and nothing else; scraped text enters a page
// by textContent alone.
"use strict";
const menbe = { pages: {} };

// Data comes as scripts that call menbe.put, since a page from disk cannot fetch.
(() => {
  const waiting = new Map();
  const loaded = new Map();
  const address = /^data\/[a-z]+-\d+\.js$/;
  const policy = globalThis.trustedTypes?.createPolicy("menbe", {
    createScriptURL: url => {
      if (!address.test(url)) throw new TypeError("no data of this report");
      return url;
    },
  });

  menbe.put = (name, number, value) => {
    const key = `${name}-${number}`;
    loaded.set(key, value);
    waiting.get(key)?.(value);
    waiting.delete(key);
  };

  const promises = new Map();
  // A chunk of the report's data; each is read once, and kept unless it is large.
  menbe.load = (name, number) => {
    const key = `${name}-${number}`;
    if (promises.has(key)) return promises.get(key);
    const promise = new Promise((resolve, reject) => {
      waiting.set(key, resolve);
      const script = document.createElement("script");
      const url = `data/${key}.js`;
      script.src = policy ? policy.createScriptURL(url) : url;
      script.addEventListener("error", () => reject(new Error(url)));
      script.addEventListener("load", () => { loaded.delete(key); script.remove(); });
      document.head.append(script);
    });
    promises.set(key, promise);
    menbe.forget();
    return promise;
  };

  // Pages that were left long ago give their members, texts and claims back.
  const kept = 60;
  menbe.forget = () => {
    const large = [...promises.keys()].filter(key => /^(members|texts|claims)-/.test(key));
    for (const key of large.slice(0, Math.max(0, large.length - kept))) promises.delete(key);
  };

  menbe.loadAll = (name, total, perChunk) => {
    const chunks = [];
    for (let number = 0; number * perChunk < total; number += 1) chunks.push(menbe.load(name, number));
    return Promise.all(chunks);
  };
})();

// Elements are made here; text never becomes markup.
(() => {
  const fill = (element, parts) => {
    for (const part of parts.flat(Infinity)) {
      if (part === null || part === undefined || part === false || part === "") continue;
      element.append(part instanceof Node ? part : String(part));
    }
    return element;
  };

  const set = (element, attributes) => {
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "on") {
        for (const [event, action] of Object.entries(value)) element.addEventListener(event, action);
      } else if (name === "value" || name === "checked" || name === "disabled" || name === "selected") {
        element[name] = value;
      } else {
        element.setAttribute(name, value === true ? "" : value);
      }
    }
    return element;
  };

  // An element of that name; attributes, then what stands in it.
  menbe.el = (name, attributes, ...parts) => fill(set(document.createElement(name), attributes ?? {}), parts);
  menbe.svg = (name, attributes, ...parts) =>
    fill(set(document.createElementNS("http://www.w3.org/2000/svg", name), attributes ?? {}), parts);
  // Scraped text, whose direction and marks stay its own.
  menbe.bdi = text => menbe.el("bdi", null, text);

  menbe.link = (href, ...parts) => menbe.el("a", { href }, ...parts);
  // A link out of the report, only where the address is one of the web.
  menbe.webLink = (url, text) => /^https?:\/\/[^/\s]/i.test(url) &&
    menbe.el("a", { href: url, rel: "noopener noreferrer nofollow" }, text);

  menbe.button = (text, action, attributes) =>
    menbe.el("button", { type: "button", class: "action", ...attributes, on: { click: action } }, text);

  menbe.table = (label, columns, rows, classes = "list") => menbe.el("div",
    { class: "scroll", tabindex: "0", role: "group", "aria-label": label },
    menbe.el("table", { class: classes },
      menbe.el("thead", null, menbe.el("tr", null, columns.map(column =>
        menbe.el("th", { scope: "col", class: column.class }, column.text)))),
      menbe.el("tbody", null, rows)));

  menbe.facts = pairs => menbe.el("dl", { class: "facts" }, pairs.filter(([, value]) => value).map(([name, value]) =>
    menbe.el("div", null, menbe.el("dt", null, name), menbe.el("dd", null, value))));
})();

// The address: #/page/argument?state, so that what is seen can be kept, sent and gone back to.
(() => {
  menbe.address = (page, parts = [], state = {}) => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(state)) {
      if (value !== "" && value !== null && value !== undefined) query.set(name, value);
    }
    const tail = query.toString();
    return "#/" + [page, ...parts].map(encodeURIComponent).join("/") + (tail ? "?" + tail : "");
  };

  menbe.route = () => {
    const hash = location.hash.startsWith("#/") ? location.hash.slice(2) : "";
    const cut = hash.indexOf("?");
    const path = cut < 0 ? hash : hash.slice(0, cut);
    const decode = part => { try { return decodeURIComponent(part); } catch { return ""; } };
    const parts = path.split("/").filter(Boolean).map(decode);
    const page = Object.hasOwn(menbe.pages, parts[0] ?? "") ? parts[0] : "overview";
    return { page, parts: parts.slice(1), state: Object.fromEntries(new URLSearchParams(cut < 0 ? "" : hash.slice(cut + 1))) };
  };

  // Takes the state of the present page into the address, without a new step in the history.
  menbe.keepState = state => {
    const { page, parts } = menbe.route();
    history.replaceState(null, "", menbe.address(page, parts, state));
  };
})();
