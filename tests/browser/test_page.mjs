// The page in a browser: it loads without a network and without complaints, its controls do what
// they say, it can be read without scripts and printed, and axe-core finds nothing serious.
import { chromium } from "playwright-core";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [executablePath, folder, pictures, target] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const both = pathToFileURL(folder + "/both/report.html").href;
const english = pathToFileURL(folder + "/en/report.html").href;
const MOST_BYTES = 600000;
const DESK = { width: 1280, height: 900 }, PHONE = { width: 390, height: 844 }, SHOT = { width: 1120, height: 700 };

let failures = 0, checks = 0;
function check(holds, what) {
  checks++;
  if (!holds) { failures++; console.log("FAILED: " + what); }
}
function same(got, wanted, what) { check(got === wanted, `${what}: ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`); }

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });

async function open(url, options = {}) {
  const context = await browser.newContext({
    viewport: DESK, offline: true, permissions: ["clipboard-read", "clipboard-write"], ...options });
  const page = await context.newPage();
  page.on("console", (m) => { if (m.type() === "error" || m.type() === "warning") check(false, "console: " + m.text()); });
  page.on("pageerror", (e) => check(false, "script: " + e.message));
  page.on("request", (r) => check(/^(file|data):/.test(r.url()), "it asks for " + r.url()));
  await page.goto(url);
  return page;
}

async function audit(page, what, rules) {
  // A fresh function: the page's policy lets no other script in.
  await page.evaluate(axe);
  const found = await page.evaluate((rules) => window.axe.run(document, Object.assign({ resultTypes: ["violations"] }, rules ? { runOnly: rules } : {})), rules);
  for (const v of found.violations) {
    const grave = v.impact === "serious" || v.impact === "critical";
    if (grave) check(false, `${what}: ${v.id} (${v.impact}): ${v.help}; ${v.nodes.length} times, first ${v.nodes[0].target}`);
    else console.log(`note: ${what}: ${v.id} (${v.impact}), ${v.nodes.length} times`);
  }
  check(found.passes.length > (rules ? 0 : 10), what + ": axe looked at the page");
}

// Colours and sizes are other in the dark and on a phone; all else is the same page.
async function accessible() {
  const SEEN = ["color-contrast", "scrollable-region-focusable", "link-in-text-block"];
  for (const [colorScheme, viewport] of [["light", DESK], ["dark", DESK], ["light", PHONE], ["dark", PHONE]]) {
    const rules = colorScheme === "light" && viewport === DESK ? null : SEEN;
    const page = await open(both, { colorScheme, viewport });
    await audit(page, `zh, ${colorScheme}, ${viewport.width}`, rules);
    if (viewport === DESK) {
      await page.click(".languages a[lang=en]");
      await audit(page, `en, ${colorScheme}, ${viewport.width}`, rules);
    }
    await page.context().close();
  }
}

async function languages() {
  const page = await open(both);
  check(await page.isVisible("#zh h1"), "Chinese is shown first");
  check(!(await page.isVisible("#en h1")), "English is hidden");
  same(await page.getAttribute("html", "lang"), "zh-Hans", "language of the page");
  await page.evaluate(() => document.getElementById("zh-assumptions").scrollIntoView());
  // Not page.click: it scrolls to where the bar would be if it did not stick.
  await page.evaluate(() => document.querySelector(".languages a[lang=en]").click());
  check(await page.isVisible("#en h1") && !(await page.isVisible("#zh h1")), "the switch shows English alone");
  same(await page.getAttribute("html", "lang"), "en", "language of the page after the switch");
  const top = await page.evaluate(() => document.getElementById("en-assumptions").getBoundingClientRect().top);
  check(Math.abs(top) < 200, "the switch keeps the place: " + top);
  same(await page.title(), await page.textContent("#en h1"), "title of the page");
  await page.click(".languages a[lang|=zh]");
  check(await page.isVisible("#zh h1"), "and back");
  await page.goto(both + "#en-method");
  await page.reload();
  check(await page.isVisible("#en-method") && !(await page.isVisible("#zh h1")), "an address within English shows English");
  await page.context().close();
  const one = await open(english);
  same(await one.locator("h1").count(), 1, "headings of a page in one language");
  same(await one.locator(".languages").count(), 0, "switches of a page in one language");
  await one.context().close();
}

async function structure() {
  const page = await open(both);
  same(await page.evaluate(() => document.compatMode), "CSS1Compat", "mode");
  for (const id of ["zh", "en"]) {
    same(await page.locator(`#${id} h1`).count(), 1, "h1 of " + id);
    const names = await page.evaluate((id) => [...document.querySelectorAll(`#${id} section`)].map((s) => s.id.slice(3)), id);
    same(names.join(" "), "review audit scenarios indicators assumptions method", "order of " + id);
    same(await page.evaluate((id) => [...document.querySelectorAll(`#${id} a[href^="#"]`)]
      .filter((a) => !document.getElementById(a.getAttribute("href").slice(1))).length, id), 0, "links that lead nowhere");
    same(await page.evaluate((id) => [...document.querySelectorAll(`#${id} table`)]
      .filter((t) => !t.caption || !t.caption.textContent.trim() || t.querySelector("thead th:not([scope=col])")
        || [...t.tBodies[0].rows].some((r) => !r.matches(".group") && (r.cells.length !== t.tHead.rows[0].cells.length || r.querySelectorAll("th[scope=row]").length !== 1))).length, id),
      0, "tables without caption, scopes or cells");
  }
  same(await page.evaluate(() => { const all = [...document.querySelectorAll("[id]")].map((e) => e.id); return all.length - new Set(all).size; }), 0, "ids that are used twice");
  check(!/\bnan\b|\binf\b/i.test(await page.evaluate(() => [...document.querySelectorAll("td")].map((t) => t.textContent).join(" "))), "no cell says nan");
  check((await page.locator("#zh .chip").count()) > 40, "verdicts are chips");
  await page.context().close();
}

// The table of targets by verdict: a filter, and three columns of probabilities.
const TARGETS = "#en-review .scroll:has(tr.group) table";
async function tables() {
  const page = await open(both + "#en");
  const table = page.locator(TARGETS).first(), rows = table.locator("tbody tr:not(.group)");
  const n = await rows.count();
  const values = () => table.evaluate((t) => {
    const k = [...t.tHead.rows[0].cells].findIndex((c) => c.className === "n");
    return [...t.tBodies[0].rows].filter((r) => !r.hidden && !r.matches(".group")).map((r) => parseFloat(/[\d.]+/.exec(r.cells[k].textContent)[0]));
  });
  const before = await values(), head = table.locator("thead th.n").first();
  await head.locator("button").click();
  const up = await values();
  check(up.every((v, i) => i === 0 || up[i - 1] <= v), "sorted upwards");
  same(await head.getAttribute("aria-sort"), "ascending", "sorting is told");
  await head.locator("button").click();
  const down = await values();
  check(down.every((v, i) => i === 0 || down[i - 1] >= v), "sorted downwards");
  await head.locator("button").click();
  same(JSON.stringify(await values()), JSON.stringify(before), "and as it was");
  await head.locator("button").focus();
  await page.keyboard.press("Enter");
  same(await head.getAttribute("aria-sort"), "ascending", "sorted by the keyboard");
  await head.locator("button").click();
  await head.locator("button").click();

  const own = table.locator("xpath=../preceding-sibling::div[@class='tools'][1]");
  await own.locator("input").fill("income");
  const left = await rows.evaluateAll((all) => all.filter((r) => !r.hidden).map((r) => r.textContent));
  check(left.length > 0 && left.length < n && left.every((t) => /income/i.test(t)), `the filter leaves ${left.length} of ${n}`);
  check((await own.locator("[role=status]").textContent()).startsWith(left.length + "/" + n), "and says how many");

  await own.locator("button").click();
  await page.locator(".tools button", { hasText: /^Copied$/ }).first().waitFor(); // the page allows no eval
  const csv = await page.evaluate(() => navigator.clipboard.readText());
  const lines = csv.trim().split(/\r?\n/);
  same(lines.length, left.length + 1, "lines of the CSV");
  const heads = lines[0].match(/"[^"]*"|[^,]+/g), p = heads.indexOf('"baseline: probability, %"');
  check(p > 0 && heads[p + 1] === '"optimistic†: probability, %"', "heads of the CSV: " + lines[0]);
  check(lines.slice(1).every((l) => /income/i.test(l)), "rows of the CSV");
  await own.locator("input").fill("");

  // Every number of a table of bands is a cell of its own.
  const bands = page.locator("#en-scenarios table").first();
  await bands.locator("xpath=../preceding-sibling::div[@class='tools'][1]").locator("button").click();
  let all = [];
  for (let i = 0; i < 50 && !(all[0] ?? "").includes("baseline 5%"); i++) { // what was copied before goes on standing there
    await page.waitForTimeout(50);
    all = (await page.evaluate(() => navigator.clipboard.readText())).trim().split(/\r?\n/);
  }
  check(all[0].includes("baseline,baseline 5%,baseline 95%"), "bands in the CSV: " + all[0]);
  const [median, low, high] = all.find((l) => l.startsWith("consumer price inflation,")).split(",").slice(2, 5).map(Number);
  check(low <= median && median <= high, `a band in the CSV: ${low} ${median} ${high}`);
  await page.context().close();
}

async function charts() {
  const page = await open(both + "#en");
  const figure = page.locator("#en-indicators figure[data-of]").nth(3);
  check((await page.locator("#en figure svg").count()) > 20, "there are charts");
  // What is drawn once knows only the classes of its own group.
  same(await page.evaluate(() => [...document.querySelectorAll("use")].filter((u) => !document.querySelector(u.getAttribute("href")).matches("g.ot-chart")).length), 0, "marks without their class");
  const fills = await page.evaluate(() => [...document.querySelectorAll("#en path.f0, #zh path.f0")].map((e) => getComputedStyle(e).fill));
  check(fills.length > 0 && !fills.includes("rgb(0, 0, 0)"), "bands have their colour");
  await figure.scrollIntoViewIfNeeded();
  const box = await figure.locator("svg").boundingBox();
  await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.5);
  const tip = figure.locator(".tip");
  check(await tip.isVisible(), "values under the pointer");
  const said = await tip.textContent(), year = /\b20\d\d\b/.exec(said);
  check(year && /baseline: [-\u2212\d.]+/.test(said), "what the pointer is told: " + said);
  const row = await figure.evaluate((f, year) => {
    let e = f; while (!e.matches(".scroll")) e = e.nextElementSibling;
    return [...e.querySelectorAll("tbody tr")].find((r) => r.cells[0].textContent === year).cells[1].firstChild.textContent.trim();
  }, year && year[0]);
  check(said.includes(row), `the pointer is told what the table says: ${row} in ${said}`);
  await page.mouse.move(5, 5);
  check(!(await tip.isVisible()), "and no longer");
  await page.context().close();
}

async function withoutScripts() {
  const page = await open(both, { javaScriptEnabled: false });
  check(await page.isVisible("#zh h1") && await page.isVisible("#en h1"), "without scripts both languages stand one after the other");
  check(await page.isVisible("#en-method"), "without scripts all is there");
  same(await page.locator(".tools").count(), 0, "no dead controls");
  await page.click(".languages a[lang=en]");
  check(await page.isVisible("#en h1") && !(await page.isVisible("#zh h1")), "a link shows one language without scripts");
  const folded = page.locator("#en details.more");
  check(!(await folded.locator("table").isVisible()), "what is not judged is folded");
  await folded.locator("summary").click();
  check(await folded.locator("table").isVisible(), "and opens without scripts");
  await page.emulateMedia({ media: "print" });
  check(!(await page.isVisible("#en-method")), "the short print needs no script");
  await page.context().close();
}

async function phone() {
  for (const url of [both, both + "#en"]) {
    const page = await open(url, { viewport: PHONE });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    same(over, 0, "the page does not scroll sideways on a phone, pixels over");
    const id = url === both ? "zh" : "en";
    const table = page.locator(`#${id}-scenarios .scroll`).first();
    check(await table.evaluate((b) => b.matches(".over")), "an arrow tells that a table goes on");
    await table.evaluate((b) => { b.scrollLeft = 200; });
    const left = await table.evaluate((b) => b.querySelector("tbody th").getBoundingClientRect().left - b.getBoundingClientRect().left);
    check(left < 5, "what names a row stays in sight: " + left);
    await table.evaluate((b) => { b.scrollLeft = b.scrollWidth; });
    await page.waitForTimeout(100);
    check(await table.evaluate((b) => !b.matches(".over")), "but not at its end");
    await page.context().close();
  }
}

async function print() {
  const page = await open(both + "#en", { colorScheme: "dark" });
  const pdf = await page.pdf({ preferCSSPageSize: true, path: folder + "/report.pdf" });
  check(pdf.subarray(0, 5).toString() === "%PDF-", "it prints");
  const pagesOf = (bytes) => (bytes.toString("latin1").match(/\/Type\s*\/Page\b/g) || []).length;
  const pages = pagesOf(pdf);
  check(pages > 5 && pages <= 16, `the short form on ${pages} pages`);
  check(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/.test(pdf.toString("latin1")), "of A4");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  check(!(await page.isVisible("#en-method")) && !(await page.isVisible("#en .printing")), "the short form leaves out the method");
  check(await page.isVisible("#en .printed"), "and says so");
  await page.evaluate(() => { document.querySelector("#en .whole").checked = true; });
  check(await page.isVisible("#en-method") && !(await page.isVisible("#en .printed")), "the box prints everything");
  const whole = pagesOf(await page.pdf({ preferCSSPageSize: true }));
  check(whole > 3 * pages && whole < 90, `everything on ${whole} pages`);
  same(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)", "paper is white");
  check(!(await page.isVisible(".languages")) && !(await page.isVisible("#en .contents")), "without what one clicks");
  await page.context().close();
}

async function draw() {
  const SHOTS = [
    ["report.png", both, SHOT, "light", "review-2"], ["report.zh.png", both, SHOT, "light", "review-2"],
    ["report-dark.png", both, SHOT, "dark", "indicators-2"], ["report-dark.zh.png", both, SHOT, "dark", "indicators-2"],
    ["report-phone.png", both, PHONE, "light", null], ["report-phone.zh.png", both, PHONE, "light", "audit"]];
  for (const [name, url, viewport, colorScheme, place] of SHOTS) {
    const page = await open(url, { viewport, colorScheme });
    const id = name.includes(".zh.") ? "zh" : "en";
    if (id === "en") await page.click(".languages a[lang=en]");
    await page.evaluate((id) => id ? document.getElementById(id).scrollIntoView() : window.scrollTo(0, 0), place && id + "-" + place);
    await page.waitForTimeout(150);
    await page.screenshot({ path: target + "/" + name });
    check(statSync(target + "/" + name).size < 200000, name + " is small");
    await page.context().close();
  }
}

check(statSync(folder + "/both/report.html").size < MOST_BYTES, "the page is small: " + statSync(folder + "/both/report.html").size);
for (const test of [structure, languages, tables, charts, withoutScripts, phone, print, accessible]) {
  try { await test(); } catch (e) { check(false, `${test.name}: ${e.message.split("\n")[0]}`); }
}
if (pictures) await draw();
await browser.close();
console.log(`${checks} checks, ${failures} failed`);
process.exit(failures ? 1 : 0);
