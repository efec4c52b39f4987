// @ts-check
// One figure in one view.

const FIELDS = /** @type {const} */ (["wie", "waarde", "eenheid", "marge", "telling", "zin", "verloop", "zeker", "voet"]);

/** Put a view in the place of another. @param {HTMLElement} place @param {View} view */
function fillView(place, view) {
  for (const name of FIELDS) for (const one of all(place, `[data-veld=${name}]`)) one.textContent = view[name];
  for (const one of all(place, "[data-kop=marge]")) one.hidden = !view.marge;
  for (const one of all(place, "[data-kop=trend]")) one.hidden = view.trend < 0;
  for (const kind of /** @type {const} */ (["grafiek", "trend"])) {
    for (const one of all(place, `[data-beeld=${kind}]`)) one.replaceChildren(picture(view[kind]));
  }
}

/** A place for a view, as the page has it for the first figure that stands open. @returns {HTMLElement} */
function emptyView() {
  const pattern = document.querySelector(".weergave:not([data-leeg])");
  return /** @type {HTMLElement} */ (pattern ? pattern.cloneNode(true) : make("div"));
}

/** @param {Choice} choice @returns {HTMLElement} */
function drawn(choice) {
  const view = viewOf(choice);
  if (!view) return make("p", { class: "melding" }, "Voor deze keuze is er geen eigen cijfer te tonen; de tabel zegt waarom.");
  const place = emptyView();
  fillView(place, view);
  return place;
}

/** @param {Choice} choice @param {string} form */
function showFigure(choice, form) {
  for (const one of all(document, "article.cijfer, .thema")) delete one.dataset.open;
  const chosen = article(choice.cijfer);
  chosen.dataset.open = "ja";
  chosen.dataset.vorm = form;
  const theme = /** @type {HTMLElement | null} */ (chosen.closest(".thema"));
  if (theme) theme.dataset.open = "ja";
  const fresh = make("div", { class: "weergave" }, ...drawn(choice).childNodes);
  if (!viewOf(choice)) fresh.replaceChildren(drawn(choice));
  chosen.querySelector(".weergave")?.replaceWith(fresh);
  for (const table of all(chosen, ".rol")) {
    if (table.dataset.groep === choice.groep) table.dataset.open = "ja";
    else delete table.dataset.open;
  }
  for (const row of all(chosen, "tbody tr")) {
    if (row.dataset.jaar === choice.jaar && row.dataset.deel === choice.deel) row.dataset.gekozen = "ja";
    else delete row.dataset.gekozen;
  }
}

/** In a few words, for who hears the page. @param {Choice} choice @returns {string} */
function inWords(choice) {
  const view = viewOf(choice);
  if (!view) return `${nameOf(choice.cijfer)}, ${choice.jaar}: geen eigen cijfer te tonen.`;
  return `${nameOf(choice.cijfer)}, ${choice.jaar}: ${view.zin}`;
}
