// Drives Microsoft's Agents Playground: node playground.mjs ADDRESS FOLDER
import assert from "node:assert/strict";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { createRequire } from "node:module";

const here = path.dirname(fileURLToPath(import.meta.url));
const { chromium } = createRequire(path.join(here, "../package.json"))("playwright-core");
const [address, folder] = process.argv.slice(2);
const QUESTION = "må vi give afslag fordi borgeren kan få hjælp efter en anden lov?";
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
const seen = (text, nth = 0) => page.getByText(text).nth(nth).waitFor({ timeout: 20000 });
const picture = (name) => page.screenshot({ path: path.join(folder, `${name}.png`) });
const box = () => page.locator("div[role=textbox][contenteditable=true]").first();

async function step(name, work) {
  try {
    await work();
    console.log("ok      ", name);
  } catch (error) {
    process.exitCode = 1;
    console.log("FAILED  ", name, String(error.message).split("\n")[0]);
  }
  await picture(name.replace(/\W+/g, "-"));
}

await page.goto(address);
await page.waitForTimeout(3000);
await step("welcome card on installation", () => seen("Prøv for eksempel"));
await step("question in the personal chat", async () => {
  await box().click();
  await page.keyboard.type(QUESTION);
  await page.keyboard.press("Enter");
  await seen("Kommunen kan ikke give afslag");
});
for (const [button, shows] of [["Vis i sammenhæng", "Her står citatet"], ["Notattekst", "rettelser her gemmes ikke"], ["Mere", "Derfor dette svar"], ["Hjalp", "Det er noteret"]]) {
  await step(`button ${button}`, async () => {
    await page.getByRole("button", { name: button, exact: true }).last().click();
    await seen(shows);
    await seen("Kommunen kan ikke give afslag");
  });
}
await step("message extension", async () => {
  await page.getByRole("button", { name: "Trigger Message Extension App" }).click();
  await page.getByText("Search Command").click();
  await page.getByPlaceholder("Enter a search term").fill(QUESTION);
  await seen("34-18");
});
await page.goto(address);
await page.waitForTimeout(3000);
await step("mention in a channel", async () => {
  await page.getByRole("treeitem").filter({ hasText: "Announcements" }).first().click();
  await page.waitForTimeout(1500);
  await box().click();
  await page.keyboard.type("@");
  await page.waitForTimeout(800);
  const named = await page.getByText("Test Bot", { exact: true }).all();
  const places = await Promise.all(named.map(async (e) => ({ e, y: (await e.boundingBox())?.y ?? 1e9 })));
  await places.sort((a, b) => a.y - b.y)[0].e.click();
  await page.keyboard.type(` ${QUESTION}`);
  await page.getByRole("button", { name: "Post" }).first().click();
  await seen("Kommunen kan ikke give afslag");
});
await assert.doesNotReject(browser.close());
