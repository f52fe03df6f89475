// Pictures of the three example answers and two refusals for docs/: phone and desktop, light and dark.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { QUESTIONS, ask, launch, serve } from "./support.mjs";

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../../docs/billeder");
const SCREENS = { telefon: { width: 360, height: 740 }, skaerm: { width: 960, height: 720 } };

const SHOWN = {
  ...QUESTIONS,
  fremmed: "hvor søger jeg parkeringslicens",
  ubesvaret: "kan borgere klage til retssikkerhedsenheden?",
};

await mkdir(folder, { recursive: true });
const server = await serve();
const chromium = await launch();
for (const [screen, viewport] of Object.entries(SCREENS)) {
  for (const [name, colorScheme] of [["lys", "light"], ["moerk", "dark"]]) {
    const context = await chromium.browser.newContext({ viewport, colorScheme, locale: "da-DK" });
    const page = await context.newPage();
    for (const [example, question] of Object.entries(SHOWN)) {
      await ask(page, server.address, question);
      await page.screenshot({ path: path.join(folder, `svar-${example}-${screen}-${name}.png`) });
    }
    await context.close();
  }
}
await chromium.close();
await server.stop();
