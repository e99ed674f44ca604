// Saves reloading: forms are sent in the background, and each phone's screen is looked at again while the page is open.
"use strict";

const parser = new DOMParser();

function toTheEnd(screen) {
  screen.scrollTop = screen.scrollHeight;
}

function show(page) {
  for (const screen of document.querySelectorAll(".screen")) {
    const phone = screen.closest(".phone").id;
    const fresh = page.querySelector(`#${phone} .screen`);
    if (!fresh || fresh.innerHTML === screen.dataset.shown) continue;
    const focused = document.activeElement && screen.contains(document.activeElement);
    screen.dataset.shown = fresh.innerHTML;
    screen.replaceChildren(...fresh.childNodes);
    if (focused) screen.focus();
    toTheEnd(screen);
  }
}

async function look(answer) {
  const page = answer || (await fetch(location.href));
  if (page.ok) show(parser.parseFromString(await page.text(), "text/html"));
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  event.preventDefault();
  const sent = new FormData(form, event.submitter);
  if (form.classList.contains("compose")) form.reset();
  await look(await fetch(form.action, { method: "POST", body: sent }));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.target.tagName !== "TEXTAREA") return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

for (const screen of document.querySelectorAll(".screen")) {
  screen.dataset.shown = screen.innerHTML;
  toTheEnd(screen);
}

setInterval(() => {
  if (!document.hidden) look().catch(() => {});
}, 1500);
