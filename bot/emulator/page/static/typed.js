// Words as people type them in Telegram → text and entities.
//
// **bold** __italic__ ~~struck~~ ||hidden|| `code` ```block``` [words](https://…), and lines that begin with
// "> " are a quotation. What is not closed stays as it was typed. Nothing here touches the page.

const PAIRS = [
  ["```", "pre"],
  ["**", "bold"],
  ["__", "italic"],
  ["~~", "strikethrough"],
  ["||", "spoiler"],
  ["`", "code"],
];
const LITERAL = new Set(["pre", "code"]);
const LINK = /^\[([^\]\n]+)\]\((https?:\/\/[^\s()]+)\)/;

/** `{ text, entities }`; `entities` is null for plain words, so that links and commands are found in them. */
export function typed(source) {
  const made = { text: "", entities: [] };
  for (const block of blocks(source)) {
    const from = made.text.length;
    read(block.text, made);
    if (block.quoted && made.text.length > from) mark(made, "blockquote", from);
  }
  made.entities.sort((one, other) => one.offset - other.offset || other.length - one.length);
  return { text: made.text, entities: made.entities.length ? made.entities : null };
}

/** Runs of quoted and of other lines; the line break between two runs stays with the first. */
function blocks(source) {
  const found = [];
  for (const line of source.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const quoted = line.startsWith("> ");
    if (!found.length || found.at(-1).quoted !== quoted) found.push({ quoted, text: "" });
    found.at(-1).text += quoted ? line.slice(2) : line;
  }
  return found.flatMap((block) => {
    if (!block.quoted || !block.text.endsWith("\n")) return [block];
    return [{ ...block, text: block.text.slice(0, -1) }, { quoted: false, text: "\n" }];
  });
}

function read(source, made) {
  let at = 0;
  while (at < source.length) at += link(source, at, made) || pair(source, at, made) || letter(source, at, made);
}

/** Each reader answers how much it took, 0 when this is not its own. */
function link(source, at, made) {
  const found = source[at] === "[" ? LINK.exec(source.slice(at)) : null;
  if (!found) return 0;
  const from = made.text.length;
  read(found[1], made);
  mark(made, "text_link", from, { url: found[2] });
  return found[0].length;
}

function pair(source, at, made) {
  for (const [sign, type] of PAIRS) {
    if (!source.startsWith(sign, at)) continue;
    const from = at + sign.length;
    const end = source.indexOf(sign, from);
    if (end <= from || !source.slice(from, end).trim()) continue;
    const start = made.text.length;
    if (LITERAL.has(type)) made.text += source.slice(from, end).replace(/^\n|\n$/g, "");
    else read(source.slice(from, end), made);
    mark(made, type, start);
    return end + sign.length - at;
  }
  return 0;
}

function letter(source, at, made) {
  made.text += source[at];
  return 1;
}

function mark(made, type, offset, more = {}) {
  made.entities.push({ type, offset, length: made.text.length - offset, ...more });
}
