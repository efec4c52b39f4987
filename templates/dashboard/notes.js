// @ts-check
// Own notes, goals and chosen actions: kept in this browser, taken along as one file.

/**
 * @typedef {object} Note
 * @property {string} doel
 * @property {string} doen
 * @property {string} wie
 * @property {string} wanneer
 * @property {string} notitie
 * @property {string[]} stappen
 */
/** @typedef {Record<string, Note>} Notes */

const NOTE_FIELDS = /** @type {const} */ (["doel", "doen", "wie", "wanneer", "notitie"]);
const LONGEST = 1000;

/** @returns {Note} */
function emptyNote() {
  return { doel: "", doen: "", wie: "", wanneer: "", notitie: "", stappen: [] };
}

function noteKey() {
  const { agb, jaar, versie } = document.body.dataset;
  return `spiegeldashboard:${agb}:${jaar}:${versie}`;
}

/** @returns {Notes} */
function readNotes() {
  try {
    return cleanNotes(JSON.parse(localStorage.getItem(noteKey()) ?? "{}"));
  } catch {
    return {};
  }
}

/** @param {Notes} notes @returns {boolean} */
function keepNotes(notes) {
  try {
    localStorage.setItem(noteKey(), JSON.stringify(notes));
    return true;
  } catch {
    return false;
  }
}

/** Only what a note may hold, of figures that this page has. @param {unknown} raw @returns {Notes} */
function cleanNotes(raw) {
  /** @type {Notes} */
  const clean = {};
  if (typeof raw !== "object" || raw === null) return clean;
  for (const [code, one] of Object.entries(raw)) {
    if (!isFigure(code) || typeof one !== "object" || one === null) continue;
    const note = emptyNote();
    for (const name of NOTE_FIELDS) if (typeof one[name] === "string") note[name] = one[name].slice(0, LONGEST);
    if (Array.isArray(one.stappen)) note.stappen = one.stappen.filter((/** @type {unknown} */ step) => typeof step === "string");
    if (!isEmpty(note)) clean[code] = note;
  }
  return clean;
}

/** @param {Note} note @returns {boolean} */
function isEmpty(note) {
  return !note.stappen.length && NOTE_FIELDS.every((name) => !note[name].trim());
}

/** Whose notes these are; in a dashboard that several share, who says so. @returns {string} */
function owner() {
  const box = /** @type {HTMLInputElement | null} */ (document.getElementById("eigen-agb"));
  return box && box.value && box.checkValidity() ? box.value : document.body.dataset.agb ?? "";
}

/** The file that the next edition takes in. @param {Notes} notes @returns {string} */
function notesFile(notes) {
  const { jaar, versie } = document.body.dataset;
  return JSON.stringify({ schema: 1, agb: owner(), verslagjaar: Number(jaar), versie, cijfers: notes }, null, 1);
}

/** @param {string} text @returns {Notes} */
function fromFile(text) {
  const raw = JSON.parse(text);
  if (raw?.schema !== 1 || ![document.body.dataset.agb, owner()].includes(raw.agb)) throw new Error("een ander dashboard");
  return cleanNotes(raw.cijfers);
}

/** @param {string} code */
function fillNoteForm(code) {
  const note = readNotes()[code] ?? emptyNote();
  for (const name of NOTE_FIELDS) field(name).value = note[name];
  for (const box of all(article(code), "[data-stap] input")) {
    const input = /** @type {HTMLInputElement} */ (box);
    input.checked = note.stappen.includes(input.value);
  }
}

/** @param {string} code */
function keepNoteForm(code) {
  const notes = readNotes(), note = emptyNote();
  for (const name of NOTE_FIELDS) note[name] = field(name).value;
  note.stappen = all(article(code), "[data-stap] input:checked").map((box) => /** @type {HTMLInputElement} */ (box).value);
  if (isEmpty(note)) delete notes[code];
  else notes[code] = note;
  if (!keepNotes(notes)) tell("Deze browser bewaart niets: schrijf het over voordat je het bestand sluit.");
}

/** Each step becomes something to choose. */
function makeStepsChoosable() {
  for (const step of all(document, "article [data-stap]")) {
    const box = make("input", { type: "checkbox", value: step.dataset.stap ?? "" });
    step.replaceChildren(make("label", {}, box, " ", ...step.childNodes));
  }
}
