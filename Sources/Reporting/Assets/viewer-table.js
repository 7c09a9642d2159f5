// A table of any length of which only the rows in sight are in the page.
(() => {
  const { el } = menbe;
  const spare = 8;

  // columns: { key, text, class, sorts }; row(place) gives the cells of a row, the link of which opens it.
  menbe.virtualTable = ({ label, columns, row, sort, onSort }) => {
    let order = [];
    let rowHeight = 52;
    let cursor = -1;
    let shown = [0, 0];
    const body = el("tbody");
    const table = el("table", { class: "list", "aria-label": label },
      el("thead", null, el("tr", { "aria-rowindex": 1 }, columns.map(column => {
        const isSorted = sort.key === column.key;
        return el("th", {
          scope: "col", class: column.class, "aria-sort": isSorted ? (sort.descends ? "descending" : "ascending") : null,
        }, column.sorts
          ? menbe.el("button", { type: "button", on: { click: () => onSort(column) } }, column.text) : column.text);
      }))), body);
    const element = el("div", { class: "virtual", tabindex: "0", role: "group", "aria-label": label }, table);

    const spacer = height => {
      const cell = el("td", { colspan: columns.length });
      cell.style.height = `${height}px`;
      return el("tr", { class: "spacer", "aria-hidden": "true" }, cell);
    };

    const makeRow = place => {
      const cells = row(order[place]);
      const line = el("tr", { "aria-rowindex": place + 2, class: place === cursor ? "cursor" : null },
        columns.map((column, number) => number === column.heading || column.isHeading
          ? el("th", { scope: "row", class: column.class }, cells[column.key])
          : el("td", { class: column.class }, cells[column.key])));
      line.dataset.place = place;
      return line;
    };

    const show = () => {
      const head = table.tHead.offsetHeight;
      const first = Math.max(0, Math.floor((element.scrollTop - head) / rowHeight) - spare);
      const last = Math.min(order.length, Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + spare);
      if (first === shown[0] && last === shown[1]) return;
      const focused = body.contains(document.activeElement)
        ? Number(document.activeElement.closest("tr").dataset.place) : -1;
      shown = [first, last];
      const rows = [];
      for (let place = first; place < last; place += 1) rows.push(makeRow(place));
      body.replaceChildren(
        ...(first > 0 ? [spacer(first * rowHeight)] : []), ...rows,
        ...(last < order.length ? [spacer((order.length - last) * rowHeight)] : []));
      if (rows.length > 0 && rows[0].offsetHeight > 0 && rows[0].offsetHeight !== rowHeight) {
        rowHeight = rows[0].offsetHeight;
        shown = [0, 0];
        show();
        return;
      }
      if (focused >= first && focused < last) linkOf(focused)?.focus({ preventScroll: true });
    };
    const rowOf = place => body.querySelector(`tr[data-place="${place}"]`);
    const linkOf = place => rowOf(place)?.querySelector("a");

    let isAsked = false;
    const ask = () => {
      if (isAsked) return;
      isAsked = true;
      requestAnimationFrame(() => { isAsked = false; show(); });
    };
    element.addEventListener("scroll", ask, { passive: true });
    const observer = new ResizeObserver(ask);
    observer.observe(element);

    const refresh = () => {
      shown = [0, 0];
      table.setAttribute("aria-rowcount", order.length + 1);
      if (order.length === 0) body.replaceChildren(); else show();
    };

    return {
      element,
      // Shows those rows from the top, or from the row that was left.
      show(rows, top = 0) {
        order = rows;
        cursor = -1;
        element.scrollTop = 0;
        refresh();
        if (top > 0) { element.scrollTop = top; show(); }
      },
      refresh,
      get scrollTop() { return element.scrollTop; },
      get current() { return cursor >= 0 ? order[cursor] : undefined; },
      step(by) {
        if (order.length === 0) return;
        cursor = Math.min(order.length - 1, Math.max(0, cursor + by));
        const [top, head] = [cursor * rowHeight, table.tHead.offsetHeight];
        if (top < element.scrollTop) element.scrollTop = top;
        const bottom = top + rowHeight + head - element.clientHeight;
        if (bottom > element.scrollTop) element.scrollTop = bottom;
        shown = [0, 0];
        show();
        linkOf(cursor)?.focus({ preventScroll: true });
      },
    };
  };
})();
