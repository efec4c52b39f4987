// @ts-check
// Two figures, groups, years or whole themes beside each other.

const COLUMNS = ["Eigen", "Marge", "Groep", "Verschil"];

/** @param {Choice} choice @returns {Node[]} */
function shown(choice) {
  if (!choice.cijfer.startsWith("thema-")) {
    const kop = make("h3", {}, nameOf(choice.cijfer)), place = drawn(choice);
    for (const one of all(place, "h5")) {
      const level = make("h4", {}, ...one.childNodes);
      level.hidden = one.hidden;
      one.replaceWith(level);
    }
    return [kop, make("p", { class: "zacht" }, groupName(choice.groep), `, ${choice.jaar}`), place];
  }
  const theme = element(choice.cijfer), head = theme.querySelector("h3")?.textContent ?? "";
  const rows = all(theme, "article.cijfer").map((one) => themeRow({ ...choice, cijfer: one.id }));
  const heading = make("tr", {}, ...["Cijfer", ...COLUMNS].map((word) => make("th", { scope: "col" }, word)));
  const table = make("table", { class: "lijst" }, make("thead", {}, heading), make("tbody", {}, ...rows));
  return [make("h3", {}, head), make("p", { class: "zacht" }, groupName(choice.groep), `, ${choice.jaar}`), table];
}

/** @param {Choice} choice @returns {HTMLElement} */
function themeRow(choice) {
  const view = viewOf(choice);
  const cells = view ? [`${view.waarde} ${view.eenheid}`.trim(), view.marge, view.naast, view.stand] : ["niet te tonen", "", "", ""];
  const link = make("a", { href: `#${choice.cijfer}` }, nameOf(choice.cijfer));
  const row = make("tr", {}, make("th", { scope: "row" }, link));
  cells.forEach((cell, place) => row.append(make("td", { "data-kop": COLUMNS[place] ?? "" }, cell)));
  return row;
}

/** @param {string} place @returns {string} */
function groupName(place) {
  return /** @type {HTMLSelectElement} */ (element("kies-groep")).options[Number(place)]?.text ?? "";
}

/** @param {"l" | "r"} side @returns {HTMLElement} */
function sideOf(side) {
  return /** @type {HTMLElement} */ (document.querySelector(`[data-kant=${side}]`));
}

/** @param {"l" | "r"} side @param {Choice} choice */
function showSide(side, choice) {
  const place = sideOf(side);
  for (const select of all(place, "[data-keuze]")) {
    const input = /** @type {HTMLSelectElement} */ (select);
    input.value = choice[/** @type {keyof Choice} */ (input.dataset.keuze)];
  }
  place.querySelector(".beeld")?.replaceChildren(...shown(choice));
}

/** @param {"l" | "r"} side @param {(choice: Choice) => void} changed */
function listenTo(side, changed) {
  const place = sideOf(side);
  place.querySelector("form")?.addEventListener("submit", (event) => event.preventDefault());
  place.addEventListener("change", () => {
    const chosen = Object.fromEntries(all(place, "[data-keuze]").map((one) => [one.dataset.keuze, /** @type {HTMLSelectElement} */ (one).value]));
    changed(/** @type {Choice} */ (chosen));
  });
}
