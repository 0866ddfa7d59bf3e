// Lighthouse on some pages, in one browser: node lighthouse.mjs MODULES CHROME FLAGS CATEGORIES URL...
// Prints a line of JSON a page: its address, the score of each category, and what each audit finds.
import { createRequire } from "node:module";
import { resolve as absolute } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, chromePath, flags, categories, ...urls] = process.argv.slice(2);
const { resolve } = createRequire(absolute(modules, "here"));
const { default: lighthouse } = await import(pathToFileURL(resolve("lighthouse")));
const { launch } = await import(pathToFileURL(resolve("chrome-launcher")));

/* Return the audits of a category that count and are not perfect, each with what it found first. */
function faultsOf(category, audits) {
  return category.auditRefs
    .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
    .map(({ id }) => `${id}: ${audits[id].displayValue ?? audits[id].title} ` +
      JSON.stringify(audits[id].details?.items?.[0] ?? "").slice(0, 400));
}

/* Run once more where the trace did not start, as Lighthouse asks for: it says so as an error. */
async function judge(url, port) {
  const options = { port, onlyCategories: categories.split(","), logLevel: "error" };
  const { lhr } = await lighthouse(url, options);
  return lhr.runtimeError ? (await lighthouse(url, options)).lhr : lhr;
}

const chromeFlags = ["--headless=new", ...flags.split(",").filter(Boolean)];
const chrome = await launch({ chromePath, chromeFlags });
try {
  for (const url of urls) {
    const lhr = await judge(url, chrome.port);
    const found = Object.values(lhr.categories);
    process.stdout.write(JSON.stringify({
      url,
      error: lhr.runtimeError?.message ?? "",
      scores: Object.fromEntries(found.map(({ id, score }) => [id, Math.round(100 * score)])),
      faults: found.flatMap((category) => faultsOf(category, lhr.audits)),
    }) + "\n");
  }
} finally {
  chrome.kill();
}
