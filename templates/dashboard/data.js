// @ts-check
// What the page holds: the views of every figure, unpacked once, and small helpers. The page is complete without any of it.

/**
 * @typedef {object} View
 * @property {string} groep
 * @property {string} naast
 * @property {string} stand
 * @property {string} wie
 * @property {string} waarde
 * @property {string} eenheid
 * @property {string} marge
 * @property {string} telling
 * @property {string} zin
 * @property {string} zeker
 * @property {string} verloop
 * @property {string} voet
 * @property {number} grafiek
 * @property {number} trend
 */
/**
 * @typedef {object} Data
 * @property {Record<string, Record<string, View>>} cijfers
 * @property {string[]} beelden
 */
/**
 * @typedef {object} Choice
 * @property {string} cijfer
 * @property {string} groep
 * @property {string} jaar
 * @property {string} deel
 */
/**
 * @typedef {object} State
 * @property {string} open
 * @property {Choice} keuze
 * @property {string} vorm
 * @property {Choice} l
 * @property {Choice} r
 */

/** @type {Data} */
let held = { cijfers: {}, beelden: [] };
let reduced = matchMedia("(prefers-reduced-motion: reduce)");

/** @returns {Promise<Data>} */
async function unpack() {
  const text = element("weergaven").textContent ?? "";
  const bytes = Uint8Array.from(atob(text.trim()), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

/** @param {string} id @returns {HTMLElement} */
function element(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`#${id}`);
  return found;
}

/** @param {ParentNode} within @param {string} selector @returns {HTMLElement[]} */
function all(within, selector) {
  return /** @type {HTMLElement[]} */ ([...within.querySelectorAll(selector)]);
}

/** @param {string} id @returns {HTMLInputElement} */
function field(id) {
  return /** @type {HTMLInputElement} */ (element(id));
}

/** @param {string} code @returns {HTMLElement} */
function article(code) {
  return element(code);
}

/** @param {string} code @returns {boolean} */
function isFigure(code) {
  return Boolean(document.getElementById(code)?.matches("article.cijfer"));
}

/** @returns {string[]} */
function codes() {
  return all(document, "article.cijfer").map((one) => one.id);
}

/** @param {string} code @returns {string} */
function nameOf(code) {
  return article(code).dataset.naam ?? code;
}

/** @param {Choice} choice @returns {View | undefined} */
function viewOf(choice) {
  return held.cijfers[choice.cijfer]?.[`${choice.groep}_${choice.jaar}_${choice.deel}`];
}

/** The view that the report's card shows. @param {string} code @returns {Choice} */
function standard(code) {
  const [groep, jaar, deel] = (article(code).dataset.sleutel ?? "").split("_");
  return { cijfer: code, groep: groep || "0", jaar: jaar || document.body.dataset.jaar || "", deel: deel || "totaal" };
}

/** Which choices of one kind have anything to show, the others being as they are. @param {Choice} choice @param {"groep" | "jaar" | "deel"} part @param {string} value @returns {boolean} */
function hasView(choice, part, value) {
  return Boolean(viewOf({ ...choice, [part]: value }));
}

/** Said to who does not see what changed. @param {string} words */
function tell(words) {
  const place = element("melding");
  place.textContent = "";
  requestAnimationFrame(() => { place.textContent = words; });
}

/** @param {string} tag @param {Record<string, string>} [attributes] @param {(Node | string)[]} content @returns {HTMLElement} */
function make(tag, attributes = {}, ...content) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...content);
  return made;
}

/** A chart of this page's own pen. @param {number} place @returns {DocumentFragment} */
function picture(place) {
  const holder = document.createElement("template");
  if (place >= 0) holder.innerHTML = held.beelden[place] ?? "";
  return holder.content;
}
