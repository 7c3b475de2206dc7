// Following: who stands at the end of a chat is taken along when something comes; who has scrolled up stays where
// he is, and a button tells him how much came meanwhile.

import { byId, coalesced } from "./dom.js";

const NEAR = 60; // pixels from the end that still count as the end

// Measuring lays the page out anew: once for all that came in a moment, not for every message of a flood.
const toEndSoon = coalesced(() => following && toEnd(), 40);

let following = true;
let missed = 0;
let stood = 0; // pixels from the beginning, when that was last looked at

/** Wire the scrolling and the button. */
export function followed() {
  const box = byId("scroll");
  box.addEventListener("scroll", scrolled);
  const sizes = new ResizeObserver(grown);
  for (const watched of [box, byId("messages")]) sizes.observe(watched);
  byId("newer").addEventListener("click", () => {
    toEnd();
    box.focus();
  });
}

/** Only who goes up leaves the end: when the end goes down, because much came at once, he is taken along. */
function scrolled() {
  const box = byId("scroll");
  if (box.scrollHeight - box.scrollTop - box.clientHeight < NEAR) following = true;
  else if (box.scrollTop < stood) following = false;
  stood = box.scrollTop;
  drawNewer();
}

/** Whether the newest is in sight. */
export function isFollowing() {
  return following;
}

/** Stay at the end when something grew, for instance a picture that arrived. */
export function grown() {
  if (following) toEndSoon();
}

/** Something new came. */
export function came() {
  if (following) return toEndSoon();
  missed += 1;
  drawNewer();
}

/** Go to the newest. */
export function toEnd() {
  const box = byId("scroll");
  box.scrollTop = box.scrollHeight;
  stood = box.scrollTop;
  following = true;
  drawNewer();
}

function drawNewer() {
  if (following) missed = 0;
  byId("scroll").classList.toggle("following", following);
  const button = byId("newer");
  const hadFocus = document.activeElement === button;
  button.hidden = following;
  byId("newer-count").textContent = missed || "";
  button.setAttribute("aria-label", missed ? `${missed} new, go to the newest` : "Go to the newest");
  if (hadFocus && following) byId("scroll").focus();
}
