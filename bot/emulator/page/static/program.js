// The bot as a program: kill it, start it, move its clock. Only where the one who serves this page can do that.

import { get, post } from "./control.js";
import { byId, h } from "./dom.js";

const SAID = {
  running: "The bot is running.",
  starting: "The bot is starting…",
  dead: "The bot is dead. What happens now waits for it.",
};

/** Ask how the bot stands; hide its buttons where nobody can tell. */
export async function program() {
  try {
    drawProgram(await get("program"));
  } catch {
    byId("program").hidden = true;
  }
}

/** Draw how the bot stands: `{ state, pid, kills, now, ahead }`. */
export function drawProgram(told) {
  byId("program").hidden = false;
  byId("bot-state").textContent = SAID[told.state] ?? told.state;
  byId("bot-state").className = told.state === "dead" ? "bad" : told.state === "running" ? "good" : "";
  byId("kill").disabled = told.state !== "running";
  byId("restart").textContent = told.state === "dead" ? "Start it again" : "Kill and restart";
  byId("restart").disabled = told.state === "starting";
  const facts = [told.pid ? `process ${told.pid}` : null, told.kills ? `killed ${told.kills}×` : null];
  byId("bot-facts").textContent = facts.filter(Boolean).join(" · ");
  drawClock(told);
}

/** Wire the buttons. */
export function programButtons(wire) {
  wire("kill", async () => drawProgram(await post("program/kill")));
  wire("restart", async () => drawProgram(await post("program/restart")));
  wire("move", async () => drawProgram(await post("program/clock", { seconds: Number(byId("move-by").value) })));
  setInterval(tick, 1000);
}

let ahead = 0; // milliseconds from this browser's clock to the bot's

function drawClock({ now, ahead: seconds }) {
  ahead = new Date(now).valueOf() - Date.now();
  byId("ahead").textContent = seconds ? `${spoken(seconds)} ahead of the real time` : "the real time";
  tick();
}

function tick() {
  const now = new Date(Date.now() + ahead);
  const words = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" };
  byId("bot-time").replaceChildren(h("time", { datetime: now.toISOString() }, now.toLocaleString([], words)));
}

function spoken(seconds) {
  const [days, hours, minutes] = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
  const parts = [days && `${days} d`, hours && `${hours} h`, minutes && `${minutes} min`];
  return parts.filter(Boolean).join(" ") || `${Math.round(seconds)} s`;
}
