// Makes the conversation live: new messages arrive by server-sent events and what is typed is sent without leaving the
// page. Without this file everything works by plain forms.
const list = document.getElementById("messages");
const form = document.getElementById("latest");
const box = document.getElementById("text");
const photo = document.getElementById("photo");
const choices = document.getElementById("choices");
const waiting = document.getElementById("waiting");
const offline = document.getElementById("offline");
const path = list.dataset.path;
const api = `/api/conversations/${list.dataset.id}`;
const key = path.split("/").pop();
let last = Number(list.dataset.last);
let unsent = null;

list.lastElementChild?.scrollIntoView({ block: "nearest" });
document.querySelectorAll(".no-script").forEach((one) => one.remove());

function show(message) {
  if (message.seq <= last) return;
  last = message.seq;
  const item = document.createElement("li");
  item.className = `message ${message.from}${message.from === "resident" ? " own" : ""}`;
  item.id = `m${message.seq}`;
  item.append(heading(message));
  if (message.text) item.append(paragraph("text", message.text));
  for (const one of message.media) item.append(attachment(one));
  list.append(item);
  offer(message.choices);
  waiting.hidden = message.from !== "resident";
  item.scrollIntoView({ block: "nearest" });
  if (message.from !== "resident") refreshStanding();
}

function heading(message) {
  const who = document.createElement("p");
  who.className = "by";
  const name = document.createElement("b");
  name.textContent = (message.from === "resident" ? list.dataset.you : message.from === "bot" ? list.dataset.bot : message.name);
  who.append(name);
  const time = document.createElement("time");
  time.dateTime = message.at;
  time.textContent = new Date(message.at).toLocaleTimeString(document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  who.append(" ", time);
  return who;
}

function paragraph(name, text) {
  const made = document.createElement("p");
  made.className = name;
  made.dir = "auto";
  made.textContent = text;
  return made;
}

function attachment(one) {
  if (one.problem) return paragraph("file", one.problem);
  if (one.kind === "photo") {
    const image = document.createElement("img");
    image.src = `${path}/media/${one.id}`;
    image.alt = list.dataset.photo;
    const holder = paragraph("picture", "");
    holder.append(image);
    return holder;
  }
  const link = document.createElement("a");
  link.href = `${path}/media/${one.id}`;
  link.textContent = one.name || one.kind;
  const holder = paragraph("file", "");
  holder.append(link);
  return holder;
}

function offer(words) {
  choices.replaceChildren(...words.map((word) => {
    const button = document.createElement("button");
    button.type = "submit";
    button.name = "text";
    button.value = word;
    button.className = "second";
    button.textContent = word;
    return button;
  }));
}

async function refreshStanding() {
  const answer = await fetch(`${path}/standing`).catch(() => null);
  if (answer && answer.ok) document.getElementById("standing").innerHTML = await answer.text();
}

// Not crypto.randomUUID: that is missing on pages that are not served by https.
function unique() {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("-");
}

// The same client_id is used until the server says that it has the message, so that a retry cannot double it.
async function send(text, file) {
  unsent ??= { text, file, id: unique() };
  const body = new FormData();
  body.append("text", unsent.text);
  body.append("client_id", unsent.id);
  if (unsent.file) body.append("photo", unsent.file);
  const answer = await fetch(`${api}/messages`, { method: "POST", body, headers: { Authorization: `Bearer ${key}` } }).catch(() => null);
  if (answer === null) {
    offline.hidden = false;
    setTimeout(() => unsent && send(), 2000);
    return;
  }
  offline.hidden = true;
  if (answer.ok) {
    unsent = null;
    box.value = "";
    photo.value = "";
    choices.replaceChildren();
    waiting.hidden = false;
  } else if (answer.status < 500) {
    unsent = null;
    alert((await answer.json()).detail);
  } else {
    setTimeout(() => unsent && send(), 2000);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const pressed = event.submitter && event.submitter.name === "text" ? event.submitter.value : "";
  const text = pressed || box.value.trim();
  if (unsent || (!text && !photo.files.length)) return box.focus();
  send(text, photo.files[0]);
});

document.addEventListener("submit", (event) => {
  if (!event.target.classList.contains("shortcuts")) return;
  event.preventDefault();
  if (!unsent) send(event.submitter.value);
});

box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && matchMedia("(pointer: fine)").matches) {
    event.preventDefault();
    form.requestSubmit();
  }
});

// Leaves nothing behind in this tab's history: the page may be read by someone else.
document.getElementById("leave").addEventListener("click", (event) => {
  event.preventDefault();
  location.replace(event.target.href);
});

const events = new EventSource(`${path}/events?after=${last}`);
events.onmessage = (event) => { offline.hidden = true; show(JSON.parse(event.data)); };
events.onerror = () => { offline.hidden = false; };
events.onopen = () => { offline.hidden = true; };
