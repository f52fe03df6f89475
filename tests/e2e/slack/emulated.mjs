// Plays Slack's Web API, OAuth and events with the package `emulate`, left as it is.
// Its Slack can send events, but neither its seed nor its routes say where to; this program asks
// it from the inside: it waits for the service to register and adds the bot's address there.
//
// Usage: node emulated.mjs PORT EVENTS_ADDRESS SEED.json
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [port, eventsAddress, seed] = process.argv.slice(2);
const home = path.resolve(process.env.EMULATE_HOME, "dist");
const load = (file) => import(pathToFileURL(path.join(home, file)).href);

async function slackService() {
  for (const file of fs.readdirSync(home)) {
    if (!file.startsWith("dist-") || !file.endsWith(".js")) continue;
    if (!fs.readFileSync(path.join(home, file), "utf8").includes("slackPlugin")) continue;
    const found = (await load(file)).slackPlugin;
    if (found) return found;
  }
  throw new Error("emulate holds no Slack");
}

const service = await slackService();
const registered = service.register.bind(service);
service.register = (app, store, webhooks, ...rest) => {
  registered(app, store, webhooks, ...rest);
  webhooks.register({ url: eventsAddress, events: ["*"], active: true, owner: "slack" });
  app.post("/_send", async (context) => {
    const { team_id, event } = await context.req.json();
    const body = {
      type: "event_callback",
      team_id,
      api_app_id: "A01APP",
      event_id: `Ev${Date.now()}${Math.floor(Math.random() * 1e6)}`,
      event_time: Math.floor(Date.now() / 1000),
      event,
    };
    await webhooks.dispatch(event.type, undefined, body, "slack");
    return context.json(webhooks.getDeliveries().at(-1) ?? {});
  });
};

const { createEmulator } = await load("api.js");
const running = await createEmulator({
  service: "slack",
  port: Number(port),
  seed: JSON.parse(fs.readFileSync(seed, "utf8")),
});
console.log(`ready ${running.url}`);
process.once("SIGTERM", async () => {
  await running.close();
  process.exit(0);
});
