// The inline keyboard under a message.

import { h, outLink } from "./dom.js";
import { openable, startPayload } from "./links.js";

/** The rows of buttons, or null for a message without. */
export function keyboard(message, acts) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return null;
  return h("div", { class: "keyboard", role: "group", "aria-label": "Buttons of the message" }, rows.map((row) => drawnRow(row, message, acts)));
}

function drawnRow(row, message, acts) {
  return h("div", { class: "row" }, row.map((button) => drawnButton(button, message, acts)));
}

function drawnButton(button, message, acts) {
  const style = `key ${["primary", "success", "danger"].includes(button.style) ? button.style : ""}`;
  if (button.url) return urlButton(button, style, acts);
  const press = h("button", { type: "button", class: style }, button.text);
  press.addEventListener("click", () => acted(press, button, message, acts));
  return press;
}

function urlButton(button, style, acts) {
  const payload = startPayload(button.url);
  if (payload !== null) {
    return h("button", { type: "button", class: style, onclick: () => acts.say(`/start ${payload}`.trim()) }, button.text);
  }
  const href = openable(button.url);
  const label = [button.text, h("span", { class: "corner", "aria-hidden": "true" }, "↗")];
  if (!href) return h("button", { type: "button", class: style, onclick: () => acts.toast(button.url) }, label);
  const link = outLink(href, label);
  link.className = style;
  link.title = button.url;
  return link;
}

async function acted(press, button, message, acts) {
  if (button.copy_text) return acts.copy(button.copy_text.text);
  if (button.callback_data === undefined) return acts.toast(elsewhere(button));
  press.setAttribute("aria-busy", "true");
  await acts.tap(message, button);
  press.removeAttribute("aria-busy");
}

/** What Telegram would do with a button that means nothing on this page. */
function elsewhere(button) {
  const query = button.switch_inline_query ?? button.switch_inline_query_chosen_chat?.query;
  if (query !== undefined) return `In Telegram you would now choose a chat and share: ${query}`;
  const here = button.switch_inline_query_current_chat;
  if (here !== undefined) return `In Telegram the text box would now hold an inline query: ${here}`;
  return "In Telegram this button opens something that this page does not have.";
}
