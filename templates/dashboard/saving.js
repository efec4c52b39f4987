// @ts-check
// What leaves the page, by the reader's own hand: a table, a chart, the notes, the address.

/** @param {string} name @param {string} kind @param {string} content */
function save(name, kind, content) {
  const address = URL.createObjectURL(new Blob([content], { type: kind }));
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  tell(`Bewaard als ${name}.`);
}

/** The figure's cells beside the chosen group, for Dutch Excel. @param {Choice} choice @returns {string} */
function asCsv(choice) {
  const table = article(choice.cijfer).querySelector(`.rol[data-groep="${choice.groep}"] table`);
  const rows = table ? [...table.querySelectorAll("tr")] : [];
  const lines = rows.map((row) => [...row.cells].map((cell) => csvCell(cell.textContent ?? "")).join(";"));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

/** @param {string} text @returns {string} */
function csvCell(text) {
  const plain = text.replace("\u2212", "-").replaceAll("\u00A0", " ").trim();
  const formula = /^[=+@\t]|^-(?!\d)/.test(plain) && !/^\+\d/.test(plain);
  return `"${(formula ? `'${plain}` : plain).replaceAll('"', '""')}"`;
}

/** @param {Choice} choice @returns {string} */
function asSvg(choice) {
  const view = viewOf(choice);
  return view && view.grafiek >= 0 ? `<?xml version="1.0" encoding="UTF-8"?>\n${held.beelden[view.grafiek]}` : "";
}

/** @param {string} what @param {string} extension @returns {string} */
function fileName(what, extension) {
  return `${what}-${(document.body.dataset.stam ?? "").replace(/^dashboard-/, "")}.${extension}`;
}

async function copyAddress() {
  try {
    await navigator.clipboard.writeText(location.href);
    tell("Het adres staat op het klembord. Het werkt bij wie hetzelfde bestand heeft.");
  } catch {
    tell("Kopiëren lukt hier niet; het adres staat in de adresbalk.");
  }
}
