// The right column's buttons: the publication's editor, what can go wrong with Telegram, and the bot itself.

import { get, post, remove } from "./control.js";
import { byId, h } from "./dom.js";
import { attempt, toast } from "./notices.js";
import { programButtons } from "./program.js";

const FLOOD_SECONDS = 5;
const SENDING = [
  ...["sendMessage", "sendPhoto", "sendDocument", "sendMediaGroup", "sendLocation", "copyMessage", "copyMessages"],
  ...["editMessageText", "editMessageCaption", "editMessageMedia", "editMessageReplyMarkup", "deleteMessage"],
];
const PLENTY = 100_000;

/** Wire the buttons. */
export function backstage() {
  wire("publish", () => newsroom("next"));
  wire("correct", () => newsroom("correct"));
  wire("withdraw", () => newsroom("withdraw"));
  wire("break", () => newsroom("break", { kind: byId("breakage").value }));
  wire("mend", () => newsroom("mend"));
  wire("refresh", drawNewsroom);
  wire("flood", flood);
  wire("lose", lose);
  wire("calm", calm);
  byId("slow").addEventListener("change", () => attempt(slow));
  window.addEventListener("focus", drawNewsroom); // another page may have published meanwhile
  programButtons(wire);
  attempt(drawSpeed);
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
  const latest = state.articles.slice(-3).reverse();
  byId("articles").replaceChildren(...latest.map(headline));
}

function headline(article) {
  const marks = [article.languages.join(" "), article.corrections ? `corrected ${article.corrections}×` : "", article.withdrawn ? "withdrawn" : ""];
  const title = article.withdrawn ? h("s", null, article.title) : h("a", { href: article.url, target: "_blank", rel: "noopener" }, article.title);
  return h("li", null, title, h("small", null, ` ${marks.filter(Boolean).join(" · ")}`));
}

/** The rules end by themselves, also when this page is closed meanwhile. */
async function flood() {
  const rule = { retry_after: FLOOD_SECONDS, times: PLENTY, seconds: FLOOD_SECONDS };
  await Promise.all(SENDING.map((method) => post("faults", { method, ...rule })));
  toast(`For ${FLOOD_SECONDS} seconds Telegram answers 429.`);
}

async function lose() {
  const rules = await Promise.all(["sendMessage", "sendPhoto", "copyMessage"].map((method) => post("faults", { method, lost: true, times: 1 })));
  if (rules.length) toast("The next message arrives, but the bot will not be told.");
}

async function calm() {
  await Promise.all([remove("faults"), post("latency", { seconds: 0 })]);
  await drawSpeed();
  toast("Telegram works as it should.");
}

async function slow() {
  const { seconds } = await post("latency", { seconds: Number(byId("slow").value) });
  toast(seconds ? `Every answer of Telegram takes ${seconds} s.` : "Telegram answers at once.");
}

async function drawSpeed() {
  const { seconds } = await get("latency");
  const choices = [...byId("slow").options].map((option) => Number(option.value));
  byId("slow").value = choices.includes(seconds) ? seconds : 0;
}
