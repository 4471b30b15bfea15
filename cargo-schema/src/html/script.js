"use strict";
(() => {
  const search = document.getElementById("search");
  const shown = document.getElementById("shown");
  const rows = [...document.querySelectorAll(".row")].map(row => ({
    row,
    text: row.textContent.toLowerCase(),
    items: [...row.querySelectorAll("[data-severity]")],
  }));
  // A section without a hit would only stand before those that have one.
  const sections = [...document.querySelectorAll("section")].map(section => ({
    section,
    link: document.querySelector(`nav a[href="#${section.id}"]`),
    rows: [...section.querySelectorAll(".row")],
  }));
  const cards = [...document.querySelectorAll(".card")];
  let severity = null;
  const update = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { row, text, items } of rows) {
      let visible = words.every(word => text.includes(word));
      if (items.length > 0) {
        let any = false;
        for (const item of items) {
          item.hidden = severity !== null && item.dataset.severity !== severity;
          any = any || !item.hidden;
        }
        visible = visible && any;
      }
      row.hidden = !visible;
      if (visible) count += 1;
    }
    const searching = words.length > 0 || severity !== null;
    for (const { section, link, rows } of sections) {
      section.hidden = searching && rows.every(row => row.hidden);
      if (link) link.hidden = section.hidden;
    }
    shown.textContent = searching ? `${count} of ${rows.length}` : "";
  };
  search.addEventListener("input", update);
  for (const card of cards) {
    card.addEventListener("click", () => {
      severity = severity === card.dataset.severity ? null : card.dataset.severity;
      for (const other of cards) other.classList.toggle("chosen", other.dataset.severity === severity);
      update();
    });
  }
  document.addEventListener("keydown", event => {
    if (event.key === "/" && document.activeElement !== search) {
      event.preventDefault();
      search.focus();
    }
  });
})();
