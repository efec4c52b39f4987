// Sorting, filtering and copying; the page is complete without it.
(() => {
  const form = document.querySelector(".zoeken");
  const rows = [...document.querySelectorAll("tbody tr")];
  const body = document.querySelector("tbody");
  const [search, chosen, open] = ["zoek", "kies", "open"].map((id) => document.getElementById(id));
  const told = document.getElementById("aantal");

  const show = () => {
    const words = search.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      const fits = row.cells[0].textContent.toLowerCase().includes(words)
        && (!chosen.value || row.dataset.status === chosen.value)
        && (!open.checked || row.dataset.open === "ja");
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    told.textContent = `${shown} van ${rows.length} getoond`;
  };

  const value = (row, place, kind) => {
    const cell = row.cells[place];
    return kind === "getal" ? Number(cell.dataset.waarde) : cell.textContent.trim().toLowerCase();
  };

  const sort = (heading, place) => {
    const up = heading.getAttribute("aria-sort") !== "ascending";
    for (const other of heading.parentElement.cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", up ? "ascending" : "descending");
    const kind = heading.dataset.soort;
    const order = (one, two) => {
      const [a, b] = [value(one, place, kind), value(two, place, kind)];
      return (kind === "getal" ? a - b : a.localeCompare(b, "nl")) * (up ? 1 : -1);
    };
    body.append(...[...rows].sort(order));
  };

  [...document.querySelectorAll("thead th[data-soort]")].forEach((heading, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = heading.textContent;
    heading.replaceChildren(button);
    button.addEventListener("click", () => sort(heading, place));
  });

  for (const button of document.querySelectorAll(".kopieer")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = button.previousElementSibling;
      text.select();
      try { await navigator.clipboard.writeText(text.value); } catch { document.execCommand("copy"); }
      told.textContent = "De mailtekst staat op het klembord";
    });
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const control of [search, chosen, open]) control.addEventListener("input", show);
  show();
})();
