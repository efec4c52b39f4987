// @ts-check
// The page for the conversation: what was noted, figure by figure.

const NOTE_WORDS = /** @type {const} */ ([["doel", "Ons doel"], ["doen", "Wat we doen"], ["wie", "Wie"], ["wanneer", "Wanneer"], ["notitie", "Notitie"]]);

function showTalk() {
  const notes = readNotes(), place = element("afspraken");
  const found = codes().filter((code) => notes[code]);
  if (!found.length) {
    place.replaceChildren(make("p", { class: "melding" }, "Er zijn nog geen notities. Open een cijfer en vul ‘Van onszelf’ in."));
    return;
  }
  place.replaceChildren(...found.map((code) => agreement(code, notes[code] ?? emptyNote())));
}

/** On the overview: which figures have a goal of our own. */
function markNoted() {
  const notes = readNotes();
  for (const old of all(document, "#overzicht .doel")) old.remove();
  for (const link of all(document, "#overzicht .lijst a")) {
    const note = notes[(link.getAttribute("href") ?? "#").slice(1)];
    if (note) link.after(make("span", { class: "doel" }, note.doel ? `Ons doel: ${note.doel}` : "Met notitie"));
  }
}

/** @param {string} code @param {Note} note @returns {HTMLElement} */
function agreement(code, note) {
  const stand = viewOf(standard(code))?.zin ?? "";
  const list = make("dl");
  for (const [name, words] of NOTE_WORDS) {
    if (note[name].trim()) list.append(make("dt", {}, words), make("dd", {}, note[name]));
  }
  for (const step of note.stappen) {
    const text = article(code).querySelector(`[data-stap="${CSS.escape(step)}"] span`)?.textContent;
    if (text) list.append(make("dt", {}, step), make("dd", {}, text));
  }
  const link = make("a", { href: `#${code}` }, nameOf(code));
  return make("section", { class: "afspraak" }, make("h3", {}, link), make("p", {}, stand), list);
}

/** @param {() => void} changed */
function listenToTalk(changed) {
  element("bewaar-notities").addEventListener("click", () => save(fileName("notities", "json"), "application/json", notesFile(readNotes())));
  element("wis-notities").addEventListener("click", () => {
    if (!confirm("Alle doelen en notities in deze browser wissen?")) return;
    keepNotes({});
    changed();
    tell("Alles is gewist.");
  });
  field("lees-notities").addEventListener("change", async () => {
    const file = field("lees-notities").files?.[0];
    if (!file) return;
    try {
      keepNotes({ ...readNotes(), ...fromFile(await file.text()) });
      changed();
      tell("De notities zijn ingelezen.");
    } catch {
      tell("Dit bestand hoort niet bij dit dashboard, of is beschadigd.");
    }
    field("lees-notities").value = "";
  });
}
