// What a caseworker does: asks, checks, copies, goes on; with and without JavaScript or a mouse.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { PAGES, QUESTIONS, ask, dataFolder, launch, run, serve } from "./support.mjs";

const PHONE = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true };
const MEDMINDRE = "medmindre det er afklaret, at hjælpen faktisk kan gives efter anden lovgivning.";

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

async function withPage(options, check) {
  const context = await chromium.browser.newContext({ locale: "da-DK", ...options });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(String(error)));
  const elsewhere = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(server.address)) elsewhere.push(request.url());
  });
  try {
    await check(page, context);
    assert.deepEqual(faults, []);
    assert.deepEqual(elsewhere, []);
    assert.deepEqual(await context.cookies(), []);
  } finally {
    await context.close();
  }
}

const focused = (page) => page.evaluate(() => document.activeElement.textContent.trim());
const inView = (page, what) =>
  page.$eval(what, (one) => {
    const box = one.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight;
  });

async function tabTo(page, text, limit = 40) {
  for (let steps = 0; steps < limit; steps += 1) {
    await page.keyboard.press("Tab");
    if ((await focused(page)).startsWith(text)) return;
  }
  assert.fail(`${text} is not reached with Tab`);
}

describe("on a phone", () => {
  for (const [name, question] of Object.entries({ a: QUESTIONS.a, b: QUESTIONS.b })) {
    test(`the whole quote of example ${name} is seen without scrolling`, () =>
      withPage(PHONE, async (page) => {
        await ask(page, server.address, question);
        assert.ok(await inView(page, ".quote"));
      }));
  }
});

describe("by keyboard alone", () => {
  test("ask, check the source, come back, open the note text", () =>
    withPage({}, async (page) => {
      await page.goto(server.address);
      await page.keyboard.press("Tab");
      assert.equal(await focused(page), "Gå til indholdet");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      await page.keyboard.type(QUESTIONS.a);
      await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
      assert.ok((await page.textContent(".quote")).includes(MEDMINDRE));
      await tabTo(page, "Vis i sammenhæng");
      await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
      assert.ok(await inView(page, "#p .citation"));
      await page.goBack();
      assert.ok((await page.textContent(".quote")).includes(MEDMINDRE));
      await tabTo(page, "Notattekst");
      await page.keyboard.press("Enter");
      assert.ok(await page.isVisible("#notat-1"));
    }));

  test("Shift+Enter gives a new line, Enter asks", () =>
    withPage({}, async (page) => {
      await page.goto(server.address);
      await page.focus("#spoergsmaal");
      await page.keyboard.type("partshøring");
      await page.keyboard.press("Shift+Enter");
      await page.keyboard.type("ved afslag");
      assert.equal(await page.inputValue("#spoergsmaal"), "partshøring\nved afslag");
      await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
      assert.equal(await page.textContent("h1"), "Svar på: partshøring ved afslag");
    }));

  test("the focus is always seen", () =>
    withPage({}, async (page) => {
      await ask(page, server.address, QUESTIONS.a);
      for (let steps = 0; steps < 30; steps += 1) {
        await page.keyboard.press("Tab");
        const [name, outline] = await page.evaluate(() => {
          const one = document.activeElement;
          return [one.tagName, getComputedStyle(one).outlineStyle];
        });
        if (name === "BODY") return;
        assert.notEqual(outline, "none", name);
      }
      assert.fail("the page has no end");
    }));
});

describe("copying", () => {
  const allowed = { permissions: ["clipboard-read", "clipboard-write"] };
  const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

  test("note text", () =>
    withPage(allowed, async (page) => {
      await ask(page, server.address, QUESTIONS.a);
      await page.click("text=Notattekst");
      await page.click("text=Kopiér notattekst");
      await page.waitForSelector("text=Kopieret.");
      assert.match(await clipboard(page), /^»Kommunen kan ikke give afslag[^]*Min vurdering:\s*$/);
    }));

  test("quote, citation and link of a passage", () =>
    withPage(allowed, async (page) => {
      await PAGES.passage(page, server.address);
      const copied = [];
      for (const name of ["Kopiér citat", "Kopiér henvisning", "Kopiér link"]) {
        await page.click(`text=${name}`);
        copied.push(await clipboard(page));
      }
      assert.ok(copied[0].includes(MEDMINDRE));
      assert.match(copied[1], /^Ankestyrelsens principmeddelelse 34-18, gengivet i/);
      assert.equal(copied[2], page.url());
    }));
});

describe("without JavaScript", () => {
  const bare = { javaScriptEnabled: false };

  test("ask, more, follow up, take a word away", () =>
    withPage(bare, async (page) => {
      await ask(page, server.address, QUESTIONS.a);
      const first = await page.locator(".quote").count();
      await page.click("text=Mere");
      assert.ok((await page.locator(".quote").count()) > first);
      await PAGES.opfølgning(page, server.address);
      assert.equal(await page.locator('button[name="uden"]').count(), 2);
      await page.click('button[name="uden"] >> text=afslag');
      assert.equal(await page.locator('.words > button[name="uden"]').count(), 1);
    }));

  test("an example is asked with one tap", () =>
    withPage(bare, async (page) => {
      await page.goto(server.address);
      await page.click(".examples button");
      assert.ok(await page.isVisible(".quote"));
    }));

  test("texts can be copied from fields, and there are no dead buttons", () =>
    withPage(bare, async (page) => {
      await PAGES.passage(page, server.address);
      assert.equal(await page.locator("button:visible").count(), 0);
      await page.click("text=Tekst til at kopiere");
      assert.ok((await page.inputValue("#citat")).includes(MEDMINDRE));
    }));
});

describe("an address that was given out", () => {
  test("works after the source was read again, and shows old beside new", () =>
    withPage({}, async (page) => {
      const letter = path.join(dataFolder, "brev.txt");
      const write = (time) =>
        writeFile(letter, `Brev om frister\n\nVi svarer.\n\nFristen er ${time} fra modtagelsen.\n`);
      await write("to uger");
      await run("ingest", letter);
      await page.goto(`${server.address}/kilder`);
      await Promise.all([page.waitForNavigation(), page.click("text=Brev om frister")]);
      await Promise.all([page.waitForNavigation(), page.click(".passage:last-of-type .place")]);
      const given = page.url();
      assert.ok((await page.textContent("#p")).includes("Fristen er to uger"));
      await write("fire uger");
      await run("ingest", letter);
      await page.goto("about:blank");
      await page.goto(given);
      assert.equal(await page.textContent("h1"), "Passagen er ændret");
      assert.ok((await page.textContent("#p")).includes("Fristen er to uger"));
      assert.ok((await page.textContent(".beside")).includes("Fristen er fire uger"));
    }));
});

describe("on paper", () => {
  test("the answer stands without menus and buttons", () =>
    withPage({}, async (page) => {
      await ask(page, server.address, QUESTIONS.a);
      await page.emulateMedia({ media: "print" });
      assert.ok(await page.isVisible(".quote"));
      assert.ok(await page.isVisible(".citation"));
      assert.equal(await page.locator("button:visible, nav:visible, textarea:visible").count(), 0);
    }));
});

describe("every page", () => {
  for (const [name, open] of Object.entries(PAGES)) {
    if (name === "fejl") continue; // a 404 is told in the console, as it should be
    test(`${name}: nothing from elsewhere, no fault, no cookie, at most 60 kB`, () =>
      withPage({}, async (page) => {
        await open(page, server.address);
        const sizes = await page.evaluate(() =>
          [
            ...performance.getEntriesByType("navigation"),
            ...performance.getEntriesByType("resource"),
          ].map((entry) => entry.decodedBodySize),
        );
        const total = sizes.reduce((sum, size) => sum + size, 0);
        assert.ok(total <= 60_000, `${total} bytes`);
      }));
  }
});

test("no word of a question is in what the server writes", async () => {
  await withPage({}, (page) => ask(page, server.address, "luftkasteller og partshøring"));
  assert.ok(!server.said().includes("luftkasteller"));
});
