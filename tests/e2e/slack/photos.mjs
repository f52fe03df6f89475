// Pictures of local-slack's page, one for each example answer: the thread as people see it.
// Usage: node photos.mjs ADDRESS FOLDER NAME=TEXT-OF-QUESTION ...
import path from "node:path";
import { createRequire } from "node:module";

const { chromium } = createRequire(path.resolve("tests/e2e/package.json"))("playwright-core");
const [address, folder, ...wanted] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
});
const page = await browser.newPage({ viewport: { width: 1180, height: 860 }, locale: "da-DK" });
await page.goto(address);
for (const pair of wanted) {
  const [name, channel] = pair.split("=");
  await page.locator(`text=${channel}`).first().click();
  const thread = page.getByText(/\d+ repl(y|ies)/).first();
  await thread.waitFor({ timeout: 10_000 });
  await thread.click();
  await page.waitForTimeout(600);
  await page.screenshot({ path: path.join(folder, `slack-${name}.png`) });
}
await browser.close();
