// Pictures, files and places of a message, or of an album as one.

import { h } from "./dom.js";

const KINDS = ["document", "video", "animation", "audio", "voice", "video_note", "sticker"];
const UNITS = ["B", "KB", "MB"];

/** What stands in the bubble of these messages beside their words: one message, or the items of an album. */
export function media(album, acts) {
  const pictures = album.filter((message) => message.photo);
  if (pictures.length > 1) return grid(pictures, acts);
  return album.map((message) => medium(message, acts)).filter(Boolean);
}

/** A number of bytes as people read it. */
export function size(bytes) {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const number = bytes / 1024 ** power;
  return `${power && number < 10 ? number.toFixed(1) : Math.round(number)} ${UNITS[power]}`;
}

function medium(message, acts) {
  if (message.photo) return picture(message, acts);
  if (message.location) return place(message.location);
  const kind = KINDS.find((name) => message[name]);
  return kind ? file(message[kind], kind, acts) : null;
}

function grid(messages, acts) {
  const shape = `album count-${Math.min(messages.length, 10)}`;
  return h("div", { class: shape, role: "group", "aria-label": `Album of ${messages.length} pictures` }, messages.map((message) => picture(message, acts)));
}

function picture(message, acts) {
  const large = message.photo.at(-1);
  const name = message.caption ? `Picture: ${message.caption.slice(0, 80)}` : "Picture";
  const image = h("img", { class: "photo", src: acts.fileAddress(large.file_id), alt: name, width: large.width, height: large.height, onload: acts.grown });
  image.addEventListener("error", () => {
    image.replaceWith(h("p", { class: "file" }, "🖼 Picture"));
    acts.grown();
  });
  if (message.has_media_spoiler) return veiled(image);
  return h("a", { class: "picture", href: acts.fileAddress(large.file_id), target: "_blank", rel: "noopener noreferrer" }, image);
}

/** A picture behind a veil that the first press lifts. */
function veiled(image) {
  const veil = h("button", { type: "button", class: "picture veil", "aria-label": "Hidden picture, press to see it" }, image);
  veil.addEventListener("click", () => {
    veil.classList.toggle("lifted");
    veil.setAttribute("aria-label", veil.classList.contains("lifted") ? image.alt : "Hidden picture, press to see it");
  });
  return veil;
}

function file(facts, kind, acts) {
  const name = facts.file_name ?? kind;
  const note = facts.file_size ? size(facts.file_size) : "";
  const label = [h("span", { class: "sheet", "aria-hidden": "true" }, "📄"), h("span", { class: "name" }, name, h("small", null, note))];
  return h("a", { class: "file", href: acts.fileAddress(facts.file_id), download: name }, label);
}

function place({ latitude, longitude }) {
  const words = `${degrees(latitude, "N", "S")}, ${degrees(longitude, "E", "W")}`;
  return h("p", { class: "file" }, h("span", { class: "sheet", "aria-hidden": "true" }, "📍"), h("span", { class: "name" }, "Location", h("small", null, words)));
}

function degrees(value, positive, negative) {
  return `${Math.abs(value).toFixed(2)}° ${value < 0 ? negative : positive}`;
}
