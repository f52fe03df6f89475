// Pictures of local-slack's page: the thread of each example answer, a tip in its channel, and the
// quiz that its button opens. Usage: node photos.mjs ADDRESS FOLDER NAME=CHANNEL ...
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
  if (name === "tip") {
    await tipAndQuiz(path.join(folder, "slack-tip.png"), path.join(folder, "slack-quiz.png"));
    continue;
  }
  const thread = page.getByText(/\d+ repl(y|ies)/).first();
  await thread.waitFor({ timeout: 10_000 });
  await thread.click();
  await page.waitForTimeout(600);
  await page.screenshot({ path: path.join(folder, `slack-${name}.png`) });
}
await browser.close();

async function tipAndQuiz(tip, quiz) {
  await page.getByText("Skriv intet om borgere").first().waitFor({ timeout: 10_000 });
  await page.screenshot({ path: tip, clip: { x: 0, y: 0, width: 1180, height: 420 } });
  await page.getByRole("button", { name: "Quiz" }).last().click();
  await page.getByText("Kun du ser spørgsmålet").first().waitFor({ timeout: 10_000 });
  await page.waitForTimeout(600);
  await page.screenshot({ path: quiz, clip: { x: 0, y: 0, width: 1180, height: 640 } });
}
