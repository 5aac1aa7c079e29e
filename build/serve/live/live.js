// The browser's half of memo serve. It keeps one connection open while the tab
// is in view, and when the page has changed it fetches it again and changes
// the document in place.
//
// The change is a comparison of three documents: the page as it was sent
// before, as it is sent now, and as it stands here. Only what differs between
// the first two is touched in the third, so whatever the reader or the theme's
// scripts did to the rest (open <details>, a typed query, copy buttons, the
// chosen theme, the scroll position) stays. After a change the document gets
// the event "memo:update", for scripts that decorate content.
(() => {
  "use strict";

  const script = document.currentScript;
  const base = script.src.replace(/live\.js.*$/, "");
  const words = document.documentElement.lang.startsWith("ja")
    ? { gone: "このページはなくなりました。", moved: "移動先: ", close: "閉じる" }
    : { gone: "This page no longer exists.", moved: "It is now at ", close: "Close" };

  let shows = script.src.split("?")[1] || ""; // version on screen
  let sent = null; // the page as it was last sent, parsed
  let source = null; // the connection
  let built = 0; // number of the build whose pictures are shown
  let editor = false; // a click can open one
  let closed = ""; // the mistakes whose overlay the author closed

  // --- the connection -----------------------------------------------------

  // A tab out of view holds no connection (browsers allow six for one host)
  // and is brought up to date when it is looked at: then its mark is seen too.
  function connect() {
    if (source || document.hidden) return;
    const here = decodeURIComponent(location.pathname);
    source = new EventSource(base + "events?" + new URLSearchParams({ path: here, version: shows, built }));
    source.onmessage = (e) => hear(JSON.parse(e.data));
    source.onerror = () => {
      // Not the browser's own retry: it would ask with an old version.
      disconnect();
      setTimeout(connect, 1000);
    };
  }

  function disconnect() {
    if (source) source.close();
    source = null;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);

  // Messages are taken one after the other.
  let queue = Promise.resolve();
  function hear(message) {
    queue = queue.then(() => act(message)).catch((err) => console.error("memo serve:", err));
  }

  async function act(message) {
    editor = Boolean(message.editor);
    const progress = document.getElementById("memo-progress");
    if (progress && message.progress) progress.textContent = message.progress;
    if (message.kind === "page") await update();
    for (const address of message.pictures || []) repaint(address, message.built);
    built = message.built || built;
    overlay(message);
  }

  // --- the page -----------------------------------------------------------

  const own = (v) => /^50/.test(v); // a page of the server's, not of the site

  async function load() {
    const response = await fetch(location.pathname + location.search, { cache: "no-store" });
    const version = (response.headers.get("ETag") || "").replace(/^W\/|"/g, "");
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const s of page.querySelectorAll('script[src*="/_memo/live/"]')) s.remove();
    return { version, page };
  }

  async function update() {
    if (own(shows)) return location.reload();
    const { version, page } = await load();
    if (own(version)) return; // the overlay says why; what worked stays
    if (!sent || scriptsReplaced(sent, page)) return location.reload();
    const touched = [];
    sync(document.documentElement, sent.documentElement, page.documentElement, touched);
    sent = page;
    shows = version;
    document.dispatchEvent(new CustomEvent("memo:update", { detail: { touched } }));
    show(touched);
  }

  // A script cannot be taken back: a new version of one needs a new document.
  function scriptsReplaced(old, now) {
    const srcs = (doc) => new Set([...doc.querySelectorAll("script[src]")].map((s) => s.getAttribute("src")));
    const a = srcs(old), b = srcs(now);
    return [...a].some((s) => !b.has(s)) && [...b].some((s) => !a.has(s));
  }

  // sync brings to `live` what differs between `old` and `now`. Changed
  // elements are added to `touched`.
  function sync(live, old, now, touched) {
    const twins = pair(live, old); // old child -> live child
    const kept = match([...old.childNodes], [...now.childNodes]); // new child -> old child
    // Children that a script wrapped or took away may stay so while they are
    // the same; else all of them come anew, for the script to decorate again.
    const taken = new Set([...old.children].filter((c) => !twins.has(c)));
    const same = new Set([...kept].filter(([n, o]) => o.isEqualNode(n)).map(([, o]) => o));
    if ([...taken].some((c) => !same.has(c))) {
      if (live.querySelector("main") || live.localName === "head") return location.reload();
      const fresh = alive(now);
      live.replaceWith(fresh);
      touched.push(fresh);
      return;
    }
    for (const { name } of [...old.attributes]) if (!now.hasAttribute(name)) live.removeAttribute(name);
    for (const { name, value } of now.attributes) if (old.getAttribute(name) !== value) live.setAttribute(name, value);
    const staying = new Set(kept.values());
    let changed = false;
    for (const child of old.childNodes) {
      if (staying.has(child)) continue;
      if (twins.has(child)) remove(twins.get(child));
      changed = true;
    }
    let at = null; // the live node before the place of the next child
    for (const child of now.childNodes) {
      const before = kept.get(child), twin = before && twins.get(before);
      if (taken.has(before)) continue;
      if (!twin) {
        const fresh = alive(child);
        insert(live, fresh, at);
        if (fresh.nodeType === Node.ELEMENT_NODE) touched.push(fresh);
        else changed = true;
        at = fresh;
        continue;
      }
      // Nodes that scripts put between two of ours stay where they are.
      if (at && !(at.compareDocumentPosition(twin) & Node.DOCUMENT_POSITION_FOLLOWING)) insert(live, twin, at);
      if (!same.has(before)) {
        if (child.nodeType === Node.ELEMENT_NODE) sync(twin, before, child, touched);
        else (twin.data = child.data), (changed = true);
      }
      at = twin;
    }
    if (changed) touched.push(live);
  }

  // pair finds the children of `old` among those of `live`, in order; what
  // scripts added in between is passed over. Scripts add classes to ours and
  // give their own elements some.
  function pair(live, old) {
    const twins = new Map();
    const fits = (n, child) => alike(n, child) && (n.nodeType !== Node.ELEMENT_NODE ||
      (child.classList.length ? [...child.classList].every((c) => n.classList.contains(c)) : !n.classList.length));
    const find = (from, child, is) => {
      for (let n = from; n; n = n.nextSibling) if (is(n, child)) return n;
      return null;
    };
    const added = live.childNodes.length > old.childNodes.length;
    let next = live.firstChild;
    for (const child of old.childNodes) {
      const twin = (added && find(next, child, fits)) || find(next, child, alike);
      if (!twin) continue;
      twins.set(child, twin);
      next = twin.nextSibling;
    }
    return twins;
  }

  // alike: may be the same node, before or after a change.
  function alike(a, b) {
    if (a.nodeName !== b.nodeName || (a.id || "") !== (b.id || "")) return false;
    return ["LINK", "META", "SCRIPT", "STYLE"].includes(a.nodeName) ? identity(a) === identity(b) : true;
  }

  const identity = (el) =>
    ["rel", "href", "src", "name", "property", "type"].map((n) => el.getAttribute(n)).join(" ");

  // match gives each new child the old one it continues: equal ones at both
  // ends, equal ones anywhere, then the next of the same kind (and id).
  function match(old, now) {
    const kept = new Map();
    while (old.length && now.length && old[0].isEqualNode(now[0])) kept.set(now.shift(), old.shift());
    while (old.length && now.length && old.at(-1).isEqualNode(now.at(-1))) kept.set(now.pop(), old.pop());
    const key = (n) => n.outerHTML || n.nodeName + n.data;
    const equal = Map.groupBy ? Map.groupBy(old, key) : group(old, key);
    const taken = new Set();
    for (const n of now) {
      const o = equal.get(key(n))?.shift();
      if (o && o.nodeType === Node.ELEMENT_NODE) kept.set(n, o), taken.add(o);
    }
    const rest = old.filter((o) => !taken.has(o));
    for (const n of now) {
      if (kept.has(n)) continue;
      const i = rest.findIndex((o) => alike(o, n));
      if (i >= 0) kept.set(n, rest.splice(i, 1)[0]);
    }
    return kept;
  }

  function group(list, key) {
    const out = new Map();
    for (const x of list) out.set(key(x), [...(out.get(key(x)) || []), x]);
    return out;
  }

  // alive is a node of this document; scripts in it will run.
  function alive(node) {
    const copy = document.importNode(node, true);
    const scripts = copy.nodeName === "SCRIPT" ? [copy] : copy.querySelectorAll ? [...copy.querySelectorAll("script")] : [];
    for (const s of scripts) {
      const fresh = document.createElement("script");
      for (const { name, value } of s.attributes) fresh.setAttribute(name, value);
      fresh.textContent = s.textContent;
      if (s === copy) return fresh;
      s.replaceWith(fresh);
    }
    return copy;
  }

  function insert(parent, node, after) {
    parent.insertBefore(node, after ? after.nextSibling : parent.firstChild);
  }

  // remove takes a node out. An old stylesheet goes only when the new ones
  // have come, so that there is no moment without any.
  function remove(node) {
    if (node.nodeName !== "LINK" || node.rel !== "stylesheet") return node.remove();
    const go = () => node.remove();
    setTimeout(() => {
      const waiting = [...document.querySelectorAll('link[rel="stylesheet"]')].filter((l) => l !== node && !l.sheet);
      Promise.all(waiting.map((l) => new Promise((done) => (l.onload = l.onerror = done)))).then(go);
      setTimeout(go, 2000);
    });
  }

  // repaint shows the new bytes of a picture whose address is the old one.
  function repaint(address, build) {
    const path = (url) => new URL(url, location).pathname;
    for (const img of document.images) if (path(img.src) === path(address)) img.src = address + "?" + build;
  }

  // --- what changed -------------------------------------------------------

  // show marks the changed blocks of the text for a second, and brings the
  // first into view when none is.
  function show(touched) {
    const main = document.querySelector("main") || document.body;
    let blocks = touched.map(block).filter((el) => el && main.contains(el) && el !== main && !el.closest("nav, aside, footer"));
    blocks = blocks.filter((el, i) => blocks.indexOf(el) === i && !blocks.some((o) => o !== el && el.contains(o)));
    blocks.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    if (!blocks.length) return;
    const inView = (el) => {
      const r = el.getBoundingClientRect();
      return r.bottom > 0 && r.top < innerHeight;
    };
    if (!blocks.some(inView)) blocks[0].scrollIntoView({ block: "center", behavior: "instant" });
    for (const el of blocks) {
      el.animate([{ boxShadow: "-.4rem 0 0 #e8a33d" }, { boxShadow: "-.4rem 0 0 transparent" }], { duration: 1000, easing: "ease-in" });
    }
  }

  const block = (el) => el.closest("p, li, pre, td, th, dt, dd, h1, h2, h3, h4, h5, h6, figure, blockquote, table, details, div, section, article, main");

  // --- the overlay --------------------------------------------------------

  // It stands beside <body> in a shadow tree: the page's styles do not reach
  // it and a change of the page does not take it away.
  let host = null;
  function overlay(message) {
    const text = JSON.stringify([message.kind === "gone", message.to, message.mistakes]);
    if (!own(shows) && (message.kind === "gone" || message.mistakes.length)) {
      if (text !== closed) draw(message, text);
    } else {
      closed = "";
      host?.remove();
      host = null;
    }
  }

  function draw(message, text) {
    host?.remove();
    host = element("memo-live");
    const root = host.attachShadow({ mode: "open" });
    const style = element("link");
    style.rel = "stylesheet";
    style.href = base + "live.css";
    const box = element("div", "box");
    box.setAttribute("role", "alert");
    const close = element("button", "close", "×");
    close.title = words.close;
    close.onclick = () => {
      closed = text;
      host.remove();
    };
    box.append(close);
    if (message.kind === "gone") box.append(farewell(message.to));
    for (const m of message.mistakes) box.append(mistake(m));
    root.append(style, box);
    document.documentElement.append(host);
  }

  function farewell(to) {
    const p = element("p", "gone", words.gone);
    if (to) {
      const a = element("a", "", to.title || to.url);
      a.href = to.url;
      p.append(" ", words.moved, a);
    }
    return p;
  }

  function mistake(m) {
    const section = element("section");
    if (m.at) {
      const at = element(editor ? "button" : "span", "at", m.at);
      at.onclick = editor ? () => edit({ file: m.file, line: m.line }) : null;
      section.append(at);
    }
    section.append(element("p", "message", m.message));
    if (m.frame) section.append(element("pre", "", m.frame));
    if (m.hint) section.append(element("p", "hint", m.hint));
    return section;
  }

  function element(name, cls, text) {
    const el = document.createElement(name);
    if (cls) el.className = cls;
    if (text) el.textContent = text;
    return el;
  }

  addEventListener("keydown", (e) => {
    if (e.key === "Escape") host?.shadowRoot.querySelector(".close").click();
  });

  // --- the editor ---------------------------------------------------------

  // Alt and a click on a block open its source.
  addEventListener("click", (e) => {
    const el = editor && e.altKey && e.target instanceof Element && block(e.target);
    if (!el) return;
    e.preventDefault();
    e.stopPropagation();
    const begin = (x) => x.textContent.trim().slice(0, 200);
    const same = [...document.querySelectorAll(el.localName)].filter((x) => begin(x) === begin(el));
    edit({ path: decodeURIComponent(location.pathname), text: begin(el), nth: same.indexOf(el) });
  }, true);

  async function edit(click) {
    const response = await fetch(base + "editor", {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(click),
    });
    if (!response.ok) return console.warn("memo serve:", await response.text());
    const { link } = await response.json();
    if (link) location.href = link;
  }

  // --- start --------------------------------------------------------------

  // The document as sent is fetched once more, since this one has been changed
  // by scripts already. If it is another by now, the first message says so.
  queue = load().then(({ version, page }) => {
    if (version === shows) sent = page;
  }).catch(() => {}).finally(() => (script.dataset.ready = "")); // from now on a save changes this document
  connect();
})();
