// @ts-check
// The state is the address: whatever a reader chooses changes the address, and the address decides what is shown.

const OPENINGS = ["overzicht", "cijfers", "vergelijken", "gesprek", "uitleg"];
const PARTS = /** @type {const} */ (["cijfer", "groep", "jaar", "deel"]);

/** @returns {State} */
function readState() {
  const words = decodeURIComponent(location.hash.slice(1));
  const first = codes()[0] ?? "", second = codes()[1] ?? first;
  if (isFigure(words)) return { open: "cijfers", keuze: standard(words), vorm: "grafiek", l: standard(words), r: standard(second) };
  const told = new URLSearchParams(words.includes("=") ? location.hash.slice(1) : `open=${words}`);
  const open = OPENINGS.includes(told.get("open") ?? "") ? /** @type {string} */ (told.get("open")) : "overzicht";
  return {
    open,
    keuze: readChoice(told.get("keuze"), first),
    vorm: told.get("vorm") === "tabel" ? "tabel" : "grafiek",
    l: readChoice(told.get("l"), first),
    r: readChoice(told.get("r"), second),
  };
}

/** 'no_show.0.2025.totaal'; what is not there falls back to the report's own. @param {string | null} text @param {string} code @returns {Choice} */
function readChoice(text, code) {
  const [cijfer = "", groep = "", jaar = "", deel = ""] = (text ?? "").split(".");
  const theme = cijfer.startsWith("thema-") && document.getElementById(cijfer);
  const base = isFigure(cijfer) ? standard(cijfer) : theme ? { ...standard(code), cijfer } : standard(code);
  const known = { groep: options("kies-groep"), jaar: options("kies-jaar"), deel: options("kies-deel") };
  if (known.groep.includes(groep)) base.groep = groep;
  if (known.jaar.includes(jaar)) base.jaar = jaar;
  if (known.deel.includes(deel)) base.deel = deel;
  return base;
}

/** @param {string} id @returns {string[]} */
function options(id) {
  return [.../** @type {HTMLSelectElement} */ (element(id)).options].map((one) => one.value);
}

/** @param {State} state @returns {string} */
function address(state) {
  const told = new URLSearchParams({ open: state.open });
  const written = (/** @type {Choice} */ one) => PARTS.map((part) => one[part]).join(".");
  if (state.open === "cijfers") {
    told.set("keuze", written(state.keuze));
    told.set("vorm", state.vorm);
  }
  if (state.open === "vergelijken") {
    told.set("l", written(state.l));
    told.set("r", written(state.r));
  }
  return `#${told}`;
}

/** @param {State} state */
function show(state) {
  for (const part of all(document, ".deel")) {
    if (part.id === state.open) part.dataset.open = "ja";
    else delete part.dataset.open;
  }
  for (const link of all(document, "nav a")) {
    if (link.getAttribute("href") === `#${state.open}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (state.open === "cijfers") showChoice(state);
  if (state.open === "gesprek") showTalk();
  if (state.open === "overzicht") markNoted();
  if (state.open === "vergelijken") {
    showSide("l", state.l);
    showSide("r", state.r);
  }
}

/** @param {State} state */
function showChoice(state) {
  for (const part of PARTS) field(`kies-${part}`).value = state.keuze[part];
  for (const radio of all(element("keuze"), "input[name=vorm]")) {
    const input = /** @type {HTMLInputElement} */ (radio);
    input.checked = input.value === state.vorm;
  }
  for (const part of /** @type {const} */ (["groep", "jaar", "deel"])) {
    for (const option of all(element(`kies-${part}`), "option")) {
      const one = /** @type {HTMLOptionElement} */ (option);
      one.disabled = !hasView(state.keuze, part, one.value) && one.value !== state.keuze[part];
    }
  }
  showFigure(state.keuze, state.vorm);
  fillNoteForm(state.keuze.cijfer);
  const view = viewOf(state.keuze);
  /** @type {HTMLButtonElement} */ (element("bewaar-svg")).disabled = !view || view.grafiek < 0;
}

/** A choice within a page: its address takes the place of the one before. @param {Partial<State>} change */
function choose(change) {
  const state = { ...readState(), ...change };
  history.replaceState(null, "", address(state));
  show(state);
}

/** @param {number} step */
function stepFigure(step) {
  const list = codes(), now = readState().keuze;
  const next = list[(list.indexOf(now.cijfer) + step + list.length) % list.length];
  if (next) location.hash = next;
}

function listenToChoice() {
  element("keuze").addEventListener("submit", (event) => event.preventDefault());
  element("eigen").addEventListener("submit", (event) => event.preventDefault());
  element("keuze").addEventListener("change", (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const state = readState();
    if (input.name === "vorm") choose({ vorm: input.value });
    else if (input.id === "kies-cijfer") choose({ keuze: { ...standard(input.value) } });
    else choose({ keuze: { ...state.keuze, [input.id.replace("kies-", "")]: input.value } });
    tell(inWords(readState().keuze));
  });
  element("vorige").addEventListener("click", () => stepFigure(-1));
  element("volgende").addEventListener("click", () => stepFigure(1));
  element("kopieer").addEventListener("click", copyAddress);
  element("ernaast").addEventListener("click", () => {
    const state = readState();
    location.hash = address({ ...state, open: "vergelijken", l: state.keuze }).slice(1);
  });
  element("bewaar-csv").addEventListener("click", () => {
    const { keuze } = readState();
    save(fileName(keuze.cijfer, "csv"), "text/csv", asCsv(keuze));
  });
  element("bewaar-svg").addEventListener("click", () => {
    const { keuze } = readState();
    save(fileName(keuze.cijfer, "svg"), "image/svg+xml", asSvg(keuze));
  });
  element("eigen").addEventListener("input", () => keepNoteForm(readState().keuze.cijfer));
  element("cijfers").addEventListener("change", (event) => {
    if (/** @type {HTMLElement} */ (event.target).closest("[data-stap]")) keepNoteForm(readState().keuze.cijfer);
  });
  for (const button of all(document, ".druk-af")) button.addEventListener("click", () => print());
}

/** After a step to another page: to its heading, and said aloud. */
function arrive() {
  const state = readState();
  show(state);
  const heading = state.open === "cijfers" ? article(state.keuze.cijfer).querySelector("h4") : element(state.open).querySelector("h2");
  /** @type {HTMLElement | null} */ (heading)?.focus({ preventScroll: true });
  window.scrollTo({ top: 0, behavior: reduced.matches ? "auto" : "instant" });
}

async function begin() {
  held = await unpack();
  if (!codes().length) return finish(); // nothing to choose from: the page is what it is without script
  makeStepsChoosable();
  document.documentElement.classList.add("script");
  for (const one of all(document, "[data-script], #keuze, #eigen")) one.hidden = false;
  element("cijfers").append(element("eigen"));
  listenToChoice();
  listenTo("l", (choice) => choose({ l: choice }));
  listenTo("r", (choice) => choose({ r: choice }));
  listenToTalk(showTalk);
  addEventListener("hashchange", arrive);
  show(readState());
  window.scrollTo({ top: 0, behavior: "instant" }); // the browser had gone to where the figure stood in the long page
  finish();
}

/** For who waits until the page stands. */
function finish() {
  document.documentElement.dataset.klaar = "ja";
}

begin();
