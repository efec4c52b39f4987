// Walks a Spiegeldashboard in Firefox from file:// and prints what it saw as JSON: node firefox.mjs BROWSER PAGE AXE FOLDER
import { readFileSync, readdirSync } from "node:fs";
import puppeteer from "puppeteer-core";

const [browserPath, pagePath, axePath, folder] = process.argv.slice(2);
const PLACES = [
  "#overzicht", "#no_show", "#open=cijfers&keuze=doorlooptijd.0.2025.totaal&vorm=tabel",
  "#open=vergelijken&l=no_show.0.2025.totaal&r=thema-behandeling.0.2025.totaal", "#gesprek", "#uitleg",
];
const seen = { version: "", wrong: [], sideways: [], axe: [], choices: [], switchMs: 0, kept: "", csv: "", unreached: [], plain: [] };
const start = (more = {}) =>
  puppeteer.launch({ browser: "firefox", executablePath: browserPath, headless: true, extraPrefsFirefox: { "browser.download.folderList": 2, "browser.download.dir": folder, ...more } });
const browser = await start();
const breath = (ms) => new Promise((done) => setTimeout(done, ms));

async function visit(place, width = 1440) {
  const page = await browser.newPage();
  page.on("console", (one) => ["error", "warn"].includes(one.type()) && seen.wrong.push(one.text()));
  page.on("pageerror", (one) => seen.wrong.push(String(one)));
  page.on("request", (one) => /^(file|data|blob):/.test(one.url()) || seen.wrong.push(one.url()));
  await page.setViewport({ width, height: 900 });
  await page.goto(`file://${pagePath}${place}`);
  await page.waitForSelector("html[data-klaar]");
  return page;
}

seen.version = await browser.version();
const axe = readFileSync(axePath, "utf8");
for (const place of PLACES)
  for (const width of [320, 390, 1440]) {
    const page = await visit(place, width);
    if ((await page.evaluate(() => document.documentElement.scrollWidth)) > width) seen.sideways.push(`${place} ${width}`);
    if (width !== 390) {
      await page.evaluate(axe);
      const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
      seen.axe.push(...found.violations.map((one) => `${place} ${width} ${one.id}: ${one.nodes[0].html.slice(0, 120)}`));
    } else await page.screenshot({ path: `${folder}/${PLACES.indexOf(place)}.png` });
    await page.close();
  }

const page = await visit("#doorlooptijd");
const view = () => page.$eval("article[data-open] .weergave", (one) => one.innerHTML);
for (const hand of ["mouse", "keys"])
  for (const choice of ["kies-groep", "kies-jaar", "kies-deel"]) {
    await page.goto(`file://${pagePath}#doorlooptijd`);
    await page.waitForSelector("html[data-klaar]");
    const options = await page.$$eval(`#${choice} option`, (all) => all.filter((o) => !o.disabled).map((o) => o.value));
    const now = await page.$eval(`#${choice}`, (one) => one.value);
    const before = await view();
    if (hand === "mouse") await page.select(`#${choice}`, options.find((one) => one !== now));
    else {
      await page.focus(`#${choice}`);
      await page.keyboard.press(options.indexOf(now) === 0 ? "ArrowDown" : "ArrowUp");
    }
    await breath(150);
    const after = await view();
    seen.choices.push({ hand, choice, changed: after !== before, address: page.url().includes("keuze=doorlooptijd."), said: await page.$eval("#melding", (one) => one.textContent) });
  }

seen.switchMs = await page.evaluate(() => {
  const select = document.getElementById("kies-groep"), times = [];
  for (const option of [...select.options, ...select.options].filter((one) => !one.disabled)) {
    const begin = performance.now();
    select.value = option.value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    document.body.getBoundingClientRect();
    times.push(performance.now() - begin);
  }
  return Math.max(...times);
});

const name = () => document.activeElement.id || document.activeElement.outerHTML.slice(0, 60);
const wanted = await page.$$eval(
  "a[href], button, select, input:not([type=radio]), textarea, summary, [tabindex='0']",
  (all) => all.filter((one) => one.checkVisibility() && !one.disabled).map((one) => one.id || one.outerHTML.slice(0, 60)),
);
const reached = new Set();
for (let count = 0; count < wanted.length + 40; count++) {
  await page.keyboard.press("Tab");
  reached.add(await page.evaluate(name));
}
seen.unreached = [...new Set(wanted)].filter((one) => !reached.has(one));

await page.goto(`file://${pagePath}#no_show`);
await page.waitForSelector("html[data-klaar]");
await page.type("#doel", "Onder de 4%");
await breath(300);
await page.reload();
await page.waitForSelector("html[data-klaar]");
seen.kept = await page.$eval("#doel", (one) => one.value);
await page.$eval("#bewaar-csv", (one) => (one.closest("details").open = true));
await page.click("#bewaar-csv");
await breath(1500);
const saved = readdirSync(folder).find((one) => one.endsWith(".csv"));
seen.csv = saved ? readFileSync(`${folder}/${saved}`, "utf8") : "";

await browser.close();

const without = await start({ "javascript.enabled": false });
const plain = await without.newPage();
await plain.goto(`file://${pagePath}`);
seen.plain = await plain.evaluate(() => [...document.querySelectorAll("article.cijfer")].map((one) => one.innerText));
await without.close();
console.log(JSON.stringify(seen));
