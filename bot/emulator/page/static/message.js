// One message as a bubble.

import { h } from "./dom.js";
import { keyboard } from "./keyboard.js";
import { preview, previewed } from "./preview.js";
import { richText } from "./richtext.js";

/** The list item of a message. `acts` is what its links and buttons do, `view` who looks at it where. */
export function bubble(message, view, acts) {
  const mine = !message.from_bot && message.from?.id === view.speaker;
  const item = h("li", { class: mine ? "mine" : "theirs", "data-id": message.message_id, tabindex: "-1" });
  if (isService(message)) {
    item.className = "service";
    item.append(h("p", null, serviceText(message)));
    return item;
  }
  item.append(h("article", { class: "bubble", "aria-label": spoken(message) }, parts(message, view, acts)));
  const keys = keyboard(message, acts);
  if (keys) item.append(keys);
  return item;
}

function parts(message, view, acts) {
  const address = previewed(message);
  const card = address ? preview(message, address, acts.grown) : null;
  const above = message.link_preview_options?.show_above_text;
  return [
    (view.crowded && message.from?.id !== view.speaker) || message.forward_origin ? h("p", { class: "author" }, author(message)) : null,
    answered(message),
    media(message, acts),
    above ? card : null,
    body(message, acts),
    above ? null : card,
    foot(message, acts),
  ];
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
  const words = other.text ?? other.caption ?? "…";
  return h("blockquote", { class: "answered" }, h("strong", null, author(other)), h("span", null, words.slice(0, 80)));
}

const KINDS = ["document", "video", "animation", "audio", "voice", "video_note", "sticker"];

function media(message, acts) {
  if (message.photo) {
    const image = h("img", { class: "photo", src: acts.fileAddress(message.photo.at(-1).file_id), alt: "Photo", onload: acts.grown });
    image.addEventListener("error", () => {
      image.replaceWith(h("p", { class: "file" }, "🖼 Photo"));
      acts.grown();
    });
    return image;
  }
  if (message.location) return h("p", { class: "file" }, `📍 ${message.location.latitude}, ${message.location.longitude}`);
  const kind = KINDS.find((name) => message[name]);
  if (!kind) return null;
  return h("p", { class: "file" }, "📎 ", message[kind].file_name ?? kind);
}

function foot(message, acts) {
  const marks = [message.edits || message.edit_date ? "edited " : "", message.silent ? "🔕 " : ""].join("");
  const reply = h("button", { type: "button", class: "reply", title: "Reply", "aria-label": "Reply", onclick: () => acts.reply(message) }, "↩");
  return h("p", { class: "foot" }, reply, h("span", null, marks), h("time", { datetime: new Date(message.date * 1000).toISOString() }, clock(message.date)));
}

function author(message) {
  const from = message.forward_origin?.sender_user ?? message.from ?? message.sender_chat ?? message.chat;
  return from?.first_name ?? from?.title ?? "";
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

function serviceText(message) {
  const names = (message.new_chat_members ?? []).map((user) => user.first_name).join(", ");
  if (names) return `${names} joined the group`;
  if (message.left_chat_member) return `${message.left_chat_member.first_name} left the group`;
  if (message.pinned_message) return "A message was pinned";
  if (message.forum_topic_created) return `Topic “${message.forum_topic_created.name}” was opened`;
  if (message.migrate_to_chat_id) return "The group became a supergroup";
  if (message.migrate_from_chat_id) return "This supergroup was a group before";
  if (message.group_chat_created || message.supergroup_chat_created) return "The group was made";
  return "";
}
