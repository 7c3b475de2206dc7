// Text with entities → a tree of nodes that nest, as a message is drawn.
//
// Offsets and lengths of entities count UTF-16 units, and so do JavaScript's strings: nothing is converted.
// Nothing here touches the page, so that it can be tried without a browser.

const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);

/**
 * The children of a message: `{ type: "text", text }`, or `{ type, entity, text, children }` for an entity.
 * Entities that cross are split; quotations and code blocks come outermost; what lies outside is cut off.
 */
export function tree(text, entities = []) {
  const spans = usable(text, entities);
  const root = { type: "root", children: [] };
  const open = [{ node: root, span: null }];
  for (const [from, to] of segments(text, spans)) {
    const active = outermostFirst(spans.filter((span) => span.from <= from && to <= span.to));
    open.length = 1 + shared(open, active);
    for (const span of active.slice(open.length - 1)) {
      const node = { type: span.entity.type, entity: span.entity, text: "", children: [] };
      open.at(-1).node.children.push(node);
      open.push({ node, span });
    }
    const part = text.slice(from, to);
    open.at(-1).node.children.push({ type: "text", text: part });
    for (const { node, span } of open) if (span) node.text += part;
  }
  return withoutDoubledBreaks(root.children);
}

/** Whether a node stands on lines of its own. */
export function isBlock(node) {
  return BLOCKS.has(node.type);
}

function usable(text, entities) {
  const spans = [];
  for (const entity of Array.isArray(entities) ? entities : []) {
    const from = Math.max(0, Number(entity?.offset));
    const to = Math.min(text.length, Number(entity?.offset) + Number(entity?.length));
    if (from < to) spans.push({ from, to, entity });
  }
  return spans.sort((one, other) => one.from - other.from || other.to - one.to);
}

function segments(text, spans) {
  const cuts = new Set([0, text.length]);
  for (const { from, to } of spans) cuts.add(from).add(to);
  const ordered = [...cuts].sort((one, other) => one - other);
  return ordered.slice(1).map((to, index) => [ordered[index], to]);
}

function outermostFirst(spans) {
  const block = (span) => BLOCKS.has(span.entity.type);
  return [...spans.filter(block), ...spans.filter((span) => !block(span))];
}

/** How many of the open nodes go on in the next segment. */
function shared(open, active) {
  let count = 0;
  while (count < active.length && open[count + 1]?.span === active[count]) count += 1;
  return count;
}

/** A block breaks the line by itself: the line break before it and the one after it are its own. */
function withoutDoubledBreaks(children) {
  children.forEach((node, index) => {
    if (!isBlock(node)) return;
    trim(children[index - 1], /\n$/, -1);
    trim(children[index + 1], /^\n/, 0);
  });
  return children.filter((node) => node.text !== "");
}

function trim(node, pattern, end) {
  if (!node || isBlock(node)) return;
  node.text = node.text.replace(pattern, "");
  if (node.children) {
    trim(node.children.at(end), pattern, end);
    node.children = node.children.filter((child) => child.text !== "");
  }
}
