// The right column's buttons: the publication's editor, and what can go wrong with Telegram.

import { get, post, remove } from "./control.js";
import { byId, h } from "./dom.js";
import { attempt, toast } from "./notices.js";

const FLOOD_SECONDS = 5;
const SENDING = ["sendMessage", "sendPhoto", "sendDocument", "editMessageText", "editMessageReplyMarkup", "copyMessage"];
const PLENTY = 100_000;

let flooding = null; // the timer that ends the flood

/** Wire the buttons. */
export function backstage() {
  wire("publish", () => newsroom("next"));
  wire("correct", () => newsroom("correct"));
  wire("withdraw", () => newsroom("withdraw"));
  wire("break", () => newsroom("break", { kind: byId("breakage").value }));
  wire("mend", () => newsroom("mend"));
  wire("flood", flood);
  wire("lose", lose);
  addEventListener("pagehide", () => flooding && ebb());
  drawNewsroom();
}

/** Ask the publication how it stands; hide its buttons where there is none. */
export async function drawNewsroom() {
  try {
    told(await get("publication"));
  } catch {
    byId("newsroom").hidden = true;
  }
}

function wire(id, deed) {
  const button = byId(id);
  button.addEventListener("click", async () => {
    button.setAttribute("aria-busy", "true");
    await attempt(deed);
    button.removeAttribute("aria-busy");
  });
}

async function newsroom(deed, body = {}) {
  told(await post(`publication/${deed}`, body));
}

function told(state) {
  byId("newsroom").hidden = false;
  byId("feed-state").textContent = state.breakage ? `The feed is broken: ${state.breakage}` : "The feed is in order.";
  byId("feed-state").className = state.breakage ? "bad" : "good";
  byId("site").href = state.home_url;
  const latest = state.articles.filter((article) => !article.withdrawn).slice(-3).reverse();
  byId("articles").replaceChildren(...latest.map(headline));
}

function headline(article) {
  const note = `${article.languages.join(" ")}${article.corrections ? ` · corrected ${article.corrections}×` : ""}`;
  return h("li", null, h("a", { href: article.url, target: "_blank", rel: "noopener" }, article.title), h("small", null, ` ${note}`));
}

async function flood() {
  for (const method of SENDING) await post("faults", { method, retry_after: FLOOD_SECONDS, times: PLENTY });
  toast(`For ${FLOOD_SECONDS} seconds Telegram answers 429.`);
  clearTimeout(flooding);
  flooding = setTimeout(() => attempt(ebb), FLOOD_SECONDS * 1000);
}

/** The flood ends; also when the page is closed within these seconds, since nobody else would end it. */
async function ebb() {
  clearTimeout(flooding);
  flooding = null;
  await remove("faults");
}

async function lose() {
  await post("faults", { method: "sendMessage", lost: true, times: 1 });
  toast("The next message arrives, but the bot will not be told.");
}
