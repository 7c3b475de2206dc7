// One message as a bubble, or an album as one.

import { h } from "./dom.js";
import { keyboard } from "./keyboard.js";
import { media } from "./media.js";
import { preview, previewed } from "./preview.js";
import { richText } from "./richtext.js";
import { serviceText } from "./service.js";

/**
 * The list item of a message. `acts` is what its links and buttons do, `view` who looks at it where, `album`
 * all items of its album in their order, `message` being the one with the words.
 */
export function bubble(message, view, acts, album = [message]) {
  const mine = !message.from_bot && message.from?.id === view.speaker;
  const item = h("li", { class: mine ? "mine" : "theirs", "data-id": album[0].message_id, tabindex: "-1" });
  if (isService(message)) {
    item.className = "service";
    item.append(h("p", null, serviceText(message)));
    return item;
  }
  item.append(h("article", { class: "bubble", "aria-label": spoken(message) }, parts(message, view, acts, album)));
  const keys = keyboard(message, acts);
  if (keys) item.append(keys);
  return item;
}

/** The message of an album that has the words: the one with a caption, else the first. */
export function speaker(album) {
  return album.find((message) => message.caption) ?? album[0];
}

function parts(message, view, acts, album) {
  const address = previewed(message);
  const card = address ? preview(message, address, acts.grown) : null;
  const cardAbove = message.link_preview_options?.show_above_text;
  const words = body(message, acts);
  const things = media(album, acts);
  return [
    (view.crowded && message.from?.id !== view.speaker) || message.forward_origin ? h("p", { class: "author" }, author(message)) : null,
    answered(message),
    cardAbove ? card : null,
    ...(message.show_caption_above_media ? [words, things] : [things, words]),
    cardAbove ? null : card,
    foot(message, acts, album),
  ].flat();
}

function body(message, acts) {
  const text = message.text ?? message.caption;
  if (text === undefined) return message.rich_message ? h("p", { class: "entity" }, "Rich message") : null;
  const entities = message.entities ?? message.caption_entities;
  return h("div", { class: "text", dir: "auto" }, richText(text, entities, acts));
}

function answered(message) {
  const other = message.reply_to_message;
  if (!other) return null;
  const words = message.quote?.text ?? summary(other);
  const jump = { type: "button", class: "answered", "data-answers": other.message_id, title: "Go to this message" };
  return h("button", jump, h("strong", null, author(other)), h("span", null, words.slice(0, 80)));
}

/** A message in a few words. */
export function summary(message) {
  const text = message.text ?? message.caption;
  if (text) return text;
  if (message.photo) return "Picture";
  if (message.location) return "Location";
  return message.document?.file_name ?? (serviceText(message) || "Message");
}

function foot(message, acts, album) {
  const edited = album.some((one) => one.edits || one.edit_date);
  const marks = [edited ? "edited " : "", message.silent ? "🔕 " : ""].join("");
  const reply = h("button", { type: "button", class: "reply", title: "Reply", "aria-label": "Reply", onclick: () => acts.reply(message) }, "↩");
  const date = new Date(message.date * 1000);
  const time = h("time", { datetime: date.toISOString(), title: date.toLocaleString() }, clock(message.date));
  const read = message.from_bot ? null : h("span", { class: "read", "aria-hidden": "true" }, "✓✓");
  return h("p", { class: "foot" }, reply, h("span", null, marks), time, read);
}

function author(message) {
  const from = message.forward_origin?.sender_user ?? message.from ?? message.sender_chat ?? message.chat;
  const name = from?.first_name ?? from?.title ?? "";
  return message.forward_origin ? `Forwarded from ${name}` : name;
}

function spoken(message) {
  return `${author(message)}, ${clock(message.date)}${message.edits ? ", edited" : ""}`;
}

function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

function isService(message) {
  return message.text === undefined && serviceText(message) !== "";
}
