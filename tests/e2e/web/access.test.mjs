// WCAG 2.1 AA: no violation on any page, in any appearance; small screens, zoom, forced colours.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { PAGES, launch, serve, violations } from "./support.mjs";

const APPEARANCES = {
  "light, 1280 px": { viewport: { width: 1280, height: 800 }, colorScheme: "light" },
  "dark, 360 px": { viewport: { width: 360, height: 740 }, colorScheme: "dark" },
  "forced colours": { viewport: { width: 1280, height: 800 }, forcedColors: "active" },
};
// 320 px is what 1280 px at 400 % leaves; 640 px is 200 %.
const WIDTHS = { "320 px": 320, "1280 px at 200 %": 640 };

let server;
let chromium;
before(async () => {
  server = await serve();
  chromium = await launch();
});
after(async () => {
  await chromium.close();
  await server.stop();
});

async function onPage(options, name, check) {
  const context = await chromium.browser.newContext({ locale: "da-DK", ...options });
  try {
    const page = await context.newPage();
    await PAGES[name](page, server.address);
    await check(page);
  } finally {
    await context.close();
  }
}

const openAll = (page) =>
  page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));

for (const [appearance, options] of Object.entries(APPEARANCES)) {
  describe(`axe-core finds nothing: ${appearance}`, () => {
    for (const name of Object.keys(PAGES)) {
      test(name, () =>
        onPage(options, name, async (page) => {
          await openAll(page);
          assert.deepEqual(await violations(page), []);
        }),
      );
    }
  });
}

for (const [said, width] of Object.entries(WIDTHS)) {
  describe(`nothing is cut or scrolls sideways: ${said}`, () => {
    for (const name of Object.keys(PAGES)) {
      test(name, () =>
        onPage({ viewport: { width, height: 512 } }, name, async (page) => {
          await openAll(page);
          assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
        }),
      );
    }
  });
}

describe("text alone at 200 %", () => {
  for (const name of Object.keys(PAGES)) {
    test(name, () =>
      onPage({ viewport: { width: 1280, height: 800 } }, name, async (page) => {
        await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
        await openAll(page);
        const sizes = await page.evaluate(() => {
          const cut = [...document.querySelectorAll("p, a, button, summary, h1, h2, label")].filter(
            (one) => !one.className.includes("unseen") && one.scrollWidth > one.clientWidth + 1 &&
              getComputedStyle(one).overflow !== "visible",
          );
          return [document.documentElement.scrollWidth, cut.length];
        });
        assert.deepEqual(sizes, [1280, 0]);
      }),
    );
  }
});

describe("forced colours keep what colour says", () => {
  test("the marked passage has an edge of its own", () =>
    onPage({ forcedColors: "active" }, "passage", async (page) => {
      const edge = await page.$eval("#p", (one) => getComputedStyle(one).borderTopStyle);
      assert.equal(edge, "solid");
    }));
  test("buttons have edges", () =>
    onPage({ forcedColors: "active" }, "start", async (page) => {
      const edges = await page.$$eval("button", (all) =>
        all.map((one) => getComputedStyle(one).borderTopStyle),
      );
      assert.ok(edges.every((edge) => edge === "solid"));
    }));
});
