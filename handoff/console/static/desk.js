// Makes the desk live. Every page works without it: this only saves pressing reload.
(() => {
  "use strict";
  const body = document.body;
  const lost = document.getElementById("lost");
  const messages = document.getElementById("messages");
  const scroll = document.getElementById("scroll");
  const reply = document.getElementById("reply-text");
  const title = document.title;
  let unseen = 0;

  const problems = document.querySelector(".error-summary");
  if (problems) problems.focus();

  // Jinja draws everything; what is marked live is taken from the same page drawn anew.
  let drawing = false, again = false;
  async function redraw() {
    if (drawing) { again = true; return; }
    drawing = true;
    try {
      const answer = await fetch(body.dataset.page || location.href, { headers: { Accept: "text/html" } });
      if (answer.ok) swap(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch { /* the connection is lost; the next event draws it */ }
    drawing = false;
    if (again) { again = false; redraw(); }
  }

  function swap(fresh) {
    if (!fresh.querySelector("[data-live]")) { location.reload(); return; } // signed out
    for (const part of document.querySelectorAll("[data-live]")) {
      const next = fresh.getElementById(part.id);
      if (!next || next.innerHTML === part.innerHTML) continue;
      const focused = part.contains(document.activeElement) ? document.activeElement : null;
      if (focused && focused.matches("input, textarea, select")) continue;
      const number = focused ? [...part.querySelectorAll("a, button, summary")].indexOf(focused) : -1;
      const unfolded = [...part.querySelectorAll("details")].map((one) => one.open);
      part.innerHTML = next.innerHTML;
      [...part.querySelectorAll("details")].forEach((one, place) => { one.open = one.open || !!unfolded[place]; });
      if (number >= 0) part.querySelectorAll("a, button, summary")[number]?.focus();
    }
    for (const line of fresh.querySelectorAll(".message")) {
      const here = document.getElementById(line.id);
      if (here && here.innerHTML !== line.innerHTML && !here.contains(document.activeElement)) here.innerHTML = line.innerHTML;
    }
  }

  function add({ seq, html }) {
    if (document.getElementById(`m${seq}`)) return;
    const near = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120;
    messages.insertAdjacentHTML("beforeend", html);
    if (near) scroll.scrollTop = scroll.scrollHeight;
    if (document.hidden) document.title = `(${++unseen}) ${title}`;
  }

  function listen() {
    const last = messages?.lastElementChild?.dataset.seq || 0;
    const events = new EventSource(`${body.dataset.events}${messages ? `?after=${last}` : ""}`);
    let state = body.dataset.state || null;
    events.onopen = () => { lost.hidden = true; };
    events.onerror = () => {
      lost.hidden = false;
      if (events.readyState === EventSource.CLOSED) setTimeout(() => { redraw(); listen(); }, 5000);
    };
    events.onmessage = (event) => add(JSON.parse(event.data));
    events.addEventListener("state", (event) => {
      if (state !== null && state !== event.data) redraw();
      state = event.data;
    });
    window.addEventListener("pagehide", () => events.close());
  }

  if (body.dataset.events && window.EventSource) {
    listen();
    setInterval(() => { if (!document.hidden) redraw(); }, 60000); // how long they have waited
  }
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) { unseen = 0; document.title = title; }
  });

  if (scroll) {
    const end = () => { scroll.scrollTop = scroll.scrollHeight; };
    let atEnd = true;
    scroll.addEventListener("scroll", () => { atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120; });
    scroll.addEventListener("load", () => { if (atEnd) end(); }, true); // a photo that came late moves the end
    end();
    let told = 0;
    reply.addEventListener("input", () => {
      if (Date.now() - told < 4000) return;
      told = Date.now();
      fetch(`${body.dataset.page}/writing`, { method: "POST", headers: { "X-Desk-Token": body.dataset.token } }).catch(() => {});
    });
    document.querySelector(".keys").hidden = false;
    reply.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); reply.form.requestSubmit(); }
    });
  }

  for (const form of document.querySelectorAll("form[method=post]")) {
    form.addEventListener("submit", (event) => { // one press is enough
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "1";
      setTimeout(() => { delete form.dataset.sent; }, 4000);
    });
  }
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
})();
