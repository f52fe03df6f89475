// A real server over the embedded collection, and a headless Chromium beside it.
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const program = process.env.E2E_PROGRAM;
export const dataFolder = process.env.E2E_DATA;
const environment = { ...process.env, PRINCIPBOT_DATA: path.join(dataFolder, "samling") };

export const QUESTIONS = {
  a: "må vi give afslag fordi borgeren kan få hjælp efter en anden lov?",
  b: "hvad siger loven om kompensation når kommunen laver fejl",
  c: "hvad er satsen for kontanthjælp i 2026",
};

/** Run a command of the program to its end. */
export const run = (...words) => promisify(execFile)(program, words, { env: environment });

/** Start the server on a free port; gives its address and how to stop it. */
export async function serve() {
  const child = spawn(program, ["serve", "--port", "0"], { env: environment });
  let said = "";
  const address = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no address within 60 s: ${said}`)), 60_000);
    child.stderr.on("data", (data) => (said += data));
    child.on("exit", (code) => reject(new Error(`stopped with ${code}: ${said}`)));
    child.stdout.on("data", (data) => {
      said += data;
      const found = /Åbn (http:\S+) i en browser/.exec(said);
      if (found) {
        clearTimeout(late);
        resolve(found[1]);
      }
    });
  });
  const stop = () =>
    new Promise((resolve) => {
      child.removeAllListeners("exit");
      child.on("exit", resolve);
      child.kill("SIGINT");
    });
  return { address, stop, said: () => said };
}

/** Start Chromium with an empty profile and no traffic of its own. */
export async function launch() {
  const profile = await mkdtemp(path.join(dataFolder, "profil-"));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-lcd-text",
    ],
  });
  const close = async () => {
    await browser.close();
    await rm(profile, { recursive: true, force: true });
  };
  return { browser, close };
}

/** Ask in the form and wait for the answer. */
export async function ask(page, address, question) {
  await page.goto(address);
  await page.fill("#spoergsmaal", question);
  await Promise.all([page.waitForNavigation(), page.click("button.main")]);
}

/** What axe-core finds wrong by WCAG 2.1 A and AA and its best practices, as readable lines. */
export async function violations(page) {
  await page.evaluate(axeSource);
  const { violations: found } = await page.evaluate(() =>
    globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    }),
  );
  return found.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" | ")}`);
}

/** Every sort of page, each with how to come to it. */
export const PAGES = {
  start: (page, address) => page.goto(address),
  "svar a": (page, address) => ask(page, address, QUESTIONS.a),
  "svar b": (page, address) => ask(page, address, QUESTIONS.b),
  "svar c": (page, address) => ask(page, address, QUESTIONS.c),
  stoppet: (page, address) => ask(page, address, "hvad med 010203-1234"),
  mere: async (page, address) => {
    await ask(page, address, QUESTIONS.a);
    await Promise.all([page.waitForNavigation(), page.click('button[value="mere"]')]);
  },
  opfølgning: async (page, address) => {
    await ask(page, address, "partshøring");
    await page.fill("#spoergsmaal", "og ved afslag?");
    await Promise.all([page.waitForNavigation(), page.click('button[name="med"]')]);
  },
  kilder: (page, address) => page.goto(`${address}/kilder`),
  "kilder af en slags": (page, address) => page.goto(`${address}/kilder?art=ministersvar`),
  søgning: async (page, address) => {
    await page.goto(`${address}/kilder`);
    await page.fill("#soeg", "genvurdering");
    await Promise.all([page.waitForNavigation(), page.press("#soeg", "Enter")]);
  },
  kilde: (page, address) => page.goto(`${address}/kilder/uv-retssikkerhed`),
  passage: async (page, address) => {
    await ask(page, address, QUESTIONS.a);
    await Promise.all([page.waitForNavigation(), page.click("text=Vis i sammenhæng")]);
  },
  principper: (page, address) => page.goto(`${address}/principper`),
  paragraf: (page, address) => page.goto(`${address}/paragraf/serviceloven/52`),
  fejl: (page, address) => page.goto(`${address}/findes-ikke`),
};
