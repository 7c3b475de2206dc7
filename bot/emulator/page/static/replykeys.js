// The reply keyboard: buttons under the text box that say their own words, share a place or a contact.

import { byId, h } from "./dom.js";

/** The keyboard that the newest of these messages with any left behind; null for none. */
export function latestKeys(messages) {
  const at = messages.findLastIndex((message) => message.reply_keyboard && !message.deleted);
  const keys = messages[at]?.reply_keyboard;
  if (!keys?.keyboard) return null;
  const used = messages.slice(at).some((message) => !message.from_bot);
  return keys.one_time_keyboard && used ? null : keys;
}

/** Draw the keyboard, or take it away for null. `acts` are `say(text)`, `place()` and `toast(text)`. */
export function drawKeys(keys, acts) {
  const box = byId("reply-keys");
  byId("text").placeholder = keys?.input_field_placeholder ?? "Message";
  box.hidden = !keys;
  box.replaceChildren(...(keys?.keyboard ?? []).map((row) => h("div", { class: "row" }, row.map((key) => button(key, keys, acts)))));
}

function button(key, keys, acts) {
  const style = `key ${["primary", "success", "danger"].includes(key.style) ? key.style : ""}`;
  const press = h("button", { type: "button", class: style }, key.text);
  press.addEventListener("click", async () => {
    const done = await pressed(key, acts);
    if (done && keys.one_time_keyboard) drawKeys(null, acts);
  });
  return press;
}

/** Whether something was said. */
async function pressed(key, acts) {
  if (key.request_location) return acts.place();
  if (key.request_contact || key.web_app) {
    acts.toast("In Telegram this button shares something that nobody has here.");
    return false;
  }
  return (await acts.say(key.text)) !== null;
}
