// Reads {kind: [sample, …]} from stdin and writes what the page's modules make of each, in the same shape.

import "./stub_dom.mjs";
import { tree } from "./entities.js";
import { bubble, speaker } from "./message.js";
import { isPicture, openGraph, openable, startPayload, whole } from "./links.js";
import { size } from "./media.js";
import { drawKeys, latestKeys } from "./replykeys.js";
import { richText } from "./richtext.js";
import { typed } from "./typed.js";

const said = [];
const acts = {
  say: (text) => said.push(text),
  fill: (text) => said.push(`fill ${text}`),
  tap: async (message, button) => said.push(`tap ${button.callback_data}`),
  toast: (text) => said.push(`toast ${text}`),
  copy: (text) => said.push(`copy ${text}`),
  fileAddress: (id) => `/control/file?file_id=${id}`,
  grown: () => {},
  reply: () => {},
  place: async () => said.push("place"),
};

const KINDS = {
  tree: ([text, entities]) => tree(text, entities),
  rich: ([text, entities]) => richText(text, entities, acts).map((node) => node.drawn()).join(""),
  bubble: ([message, view]) => bubble(message, view, acts).drawn(),
  album: (messages) => bubble(speaker(messages), { speaker: 1 }, acts, messages).drawn(),
  typed,
  size,
  keys: latestKeys,
  keyPresses: ([keys, label]) => {
    drawKeys(keys, acts);
    return pressed(document.getElementById("reply-keys"), label);
  },
  presses: ([message, label]) => pressed(bubble(message, { speaker: 1, crowded: false }, acts), label),
  openable,
  startPayload,
  isPicture,
  whole,
  openGraph,
};

function pressed(item, label) {
  const named = (element) => ["button", "span"].includes(element.tag) && element.drawn().includes(label);
  const button = item.all().filter(named).at(-1);
  const event = { type: "click", preventDefault() {} };
  said.length = 0;
  (button.listeners.click ?? (() => {}))(event);
  return [...said, button.attributes.class ?? ""];
}

let input = "";
for await (const part of process.stdin) input += part;
const samples = JSON.parse(input);
const made = Object.entries(samples).map(([kind, list]) => [kind, list.map((sample) => KINDS[kind](sample))]);
process.stdout.write(JSON.stringify(Object.fromEntries(made)));
