// What the report's pages gain where scripts run; each of them reads well without.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  // Where scripts run, the viewer shows these pages searched, sorted and compared.
  for (const anchor of document.querySelectorAll("a[data-view]")) anchor.href = anchor.dataset.view;

  const lower = text => text.toLocaleLowerCase(root.lang);

  // Alphabets that browsers often lack; letters outside stand after these.
  const alphabets = { az: "abcçdeəfgğhxıijkqlmnoöprsştuüvyz" };
  const sortKey = text => {
    const alphabet = alphabets[root.lang];
    if (!alphabet) return lower(text);
    return Array.from(lower(text), letter => {
      const place = alphabet.indexOf(letter);
      return place < 0 ? letter : String.fromCharCode(0x61 + place);
    }).join("");
  };

  for (const place of document.querySelectorAll(".filter")) {
    const target = document.getElementById(place.dataset.for);
    if (!target) continue;
    const rows = Array.from(target.tagName === "TABLE" ? target.tBodies[0].rows : target.children);
    const texts = rows.map(row => lower(row.textContent));
    const label = document.createElement("label");
    label.textContent = place.dataset.label;
    label.htmlFor = "filter";
    const input = document.createElement("input");
    input.type = "search";
    input.id = "filter";
    const found = document.createElement("output");
    found.htmlFor = "filter";
    const show = () => {
      const words = lower(input.value).split(/\s+/).filter(Boolean);
      let count = 0;
      rows.forEach((row, position) => {
        const fits = words.every(word => texts[position].includes(word));
        row.hidden = !fits;
        if (fits) count += 1;
      });
      found.textContent = words.length === 0 ? "" :
        place.dataset.found.replace("{n}", String(count)).replace("{total}", String(rows.length));
    };
    input.addEventListener("input", show);
    place.append(label, input, found);
  }

  for (const table of document.querySelectorAll("table.sortable")) {
    const point = table.dataset.point;
    const numberOf = cell => {
      const text = cell.dataset.v ?? Array.from(cell.textContent).filter(c => /[0-9−-]/.test(c) || c === point).join("");
      return text === "" ? -Infinity : Number(text.replace(point, ".").replace("−", "-"));
    };
    Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const body = table.tBodies[0];
        const isNumeric = head.classList.contains("n") || body.rows[0]?.cells[column].dataset.v !== undefined;
        const descends = head.ariaSort ? head.ariaSort === "ascending" : isNumeric && column > 0;
        const keyed = Array.from(body.rows, row => {
          const cell = row.cells[column];
          return [isNumeric ? numberOf(cell) : sortKey(cell.textContent), row];
        });
        const sign = descends ? -1 : 1;
        keyed.sort(([a], [b]) => a < b ? -sign : a > b ? sign : 0);
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        head.ariaSort = descends ? "descending" : "ascending";
        body.append(...keyed.map(([, row]) => row));
      });
    });
  }

  const pair = document.querySelector(".pair");
  if (!pair) return;
  const count = pair.querySelectorAll("article:first-child .jump").length;
  let current = 0;
  const step = number => {
    if (count === 0) return;
    current = (number - 1 + count) % count + 1;
    for (const mark of pair.querySelectorAll("mark.here")) mark.classList.remove("here");
    for (const mark of pair.querySelectorAll(`mark[data-passage="${current}"]`)) mark.classList.add("here");
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    for (const side of ["a", "b"]) {
      const jump = document.getElementById(side + current);
      const text = jump.closest(".text");
      if (text.scrollHeight > text.clientHeight) {
        text.scrollTo({ top: jump.offsetTop - text.clientHeight / 4, behavior });
      }
    }
    document.getElementById("b" + current).scrollIntoView({ block: "nearest", behavior });
  };
  pair.addEventListener("click", event => {
    if (event.target.closest("a") || String(getSelection())) return;
    const mark = event.target.closest("mark[data-passage]");
    if (mark) step(Number(mark.dataset.passage));
  });
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input")) return;
    if (event.key === "n") step(current + 1);
    if (event.key === "p") step(current - 1);
  });
})();
