// The theme's script. It runs in <head>, before anything is drawn, so that a
// chosen colour scheme never flashes, and after the style sheet, so that what it
// measures is what is seen; the rest waits for the document. All of
// it is extra: without it every page can be read and every link works. What
// it adds to the page is cut out of <template id="ui">, words included.
(() => {
  "use strict"
  const root = document.documentElement
  const all = (selector, from = document) => [...from.querySelectorAll(selector)]

  // The choice of colours: "light", "dark", or none for the system's own.
  // Storage may be switched off; then the choice lasts for the page.
  const remember = {
    get() { try { return localStorage.getItem("memo-theme") } catch { return null } },
    set(choice) { try { choice ? localStorage.setItem("memo-theme", choice) : localStorage.removeItem("memo-theme") } catch { /* kept for this page */ } },
  }

  // The bars of a phone's browser take the page's colour.
  const bars = all("meta[name=theme-color]").map((meta) => ({ meta, own: meta.content }))

  function paint(choice) {
    const chosen = choice === "light" || choice === "dark"
    if (chosen) root.dataset.theme = choice
    else delete root.dataset.theme
    for (const { meta, own } of bars) {
      meta.content = (chosen && bars.find((b) => b.meta.media.includes(choice))?.own) || own
    }
  }
  paint(remember.get())
  root.classList.add("scripted")

  let ui, said
  // A theme's own template may be of an earlier memo and lack a part.
  const part = (selector) => ui.querySelector(selector)?.cloneNode(true)

  // say tells readers of the screen what happened, and shows it when nothing
  // else does.
  function say(text, shown) {
    said.textContent = ""
    said.classList.toggle("hide", !shown)
    requestAnimationFrame(() => { said.textContent = text })
    clearTimeout(said.timer)
    said.timer = setTimeout(() => said.classList.add("hide"), 2000)
  }

  // The switch goes from the system's colours to the other ones first, so
  // that the first press is always seen.
  function modeSwitch() {
    const button = document.querySelector(".mode")
    if (!button) return
    const dark = matchMedia("(prefers-color-scheme: dark)")
    const label = () => {
      button.ariaLabel = button.title = button.dataset[root.dataset.theme || "auto"]
    }
    button.onclick = () => {
      const order = dark.matches ? ["", "light", "dark"] : ["", "dark", "light"]
      const choice = order[(order.indexOf(root.dataset.theme || "") + 1) % 3]
      paint(choice)
      remember.set(choice)
      label()
    }
    addEventListener("storage", (e) => {
      if (e.key === "memo-theme") { paint(e.newValue); label() }
    })
    label()
  }

  // What copying takes: of a transcript the commands, else the code without
  // its line numbers; after, of a diff, what the change leaves.
  function textOf(figure, after) {
    const commands = all("pre b", figure)
    if (commands.length) return commands.map((b) => b.textContent.trimEnd()).join("\n") + "\n"
    const code = figure.querySelector("code").cloneNode(true)
    for (const n of all(after ? ".ln, .sign, .gd, .gu" : ".ln", code)) n.remove()
    return code.textContent
  }

  // The clipboard proper needs https; a plain S3 website has only the old way.
  async function toClipboard(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text)
    const area = document.createElement("textarea")
    area.value = text
    area.className = "hide"
    document.body.append(area)
    area.select()
    const done = document.execCommand("copy")
    area.remove()
    if (!done) throw new Error("copying is not allowed here")
  }

  // The memo's Markdown. Safari lets a script write only in the click itself,
  // but takes a promise.
  async function copyMarkdown(url) {
    const text = fetch(url).then((r) => r.ok ? r.text() : Promise.reject(r.status))
    if (!window.ClipboardItem) return toClipboard(await text)
    const type = "text/plain"
    return navigator.clipboard.write([new ClipboardItem({ [type]: text.then((t) => new Blob([t], { type })) })])
  }

  // A click on a heading's sign also copies the heading's address.
  function copying() {
    const { done, failed } = said.dataset
    if (!done) return
    document.addEventListener("click", (e) => {
      const anchor = e.target.closest("a.anchor"), page = e.target.closest(".copy-page")
      if (!anchor && !page || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return
      const copied = anchor ? toClipboard(anchor.href) : copyMarkdown(page.dataset.from)
      copied.then(() => say(done, true), () => say(failed, true))
    })
  }

  function codeWindow(figure) {
    const pre = figure.querySelector("pre")
    const tools = part(".code-tools")
    const [wrap, after, copy] = [".wrap", ".after", ".copy"].map((name) => tools.querySelector(name))
    let left
    wrap.onclick = () => {
      left ??= pre.scrollLeft
      wrap.ariaPressed = figure.classList.toggle("wrapped")
      if (wrap.ariaPressed === "true") return
      pre.scrollLeft = left
      left = null
    }
    if (!figure.querySelector(".sign")) after?.remove()
    for (const button of [after, copy].filter(Boolean)) {
      const label = button.textContent
      button.onclick = async () => {
        await toClipboard(textOf(figure, button === after))
        button.textContent = said.dataset.done
        say(said.dataset.done)
        button.focus()
        clearTimeout(button.timer)
        button.timer = setTimeout(() => { button.textContent = label }, 2000)
      }
    }
    figure.querySelector("figcaption").append(tools)
    fold(figure)
    sizes.observe(pre)
  }

  // The style sheet has folded long output already; this opens it, and closes
  // it again without moving what the reader has before the eyes. Finding in the
  // page, and links into what is folded, open it too.
  function fold(figure) {
    const tail = figure.querySelector(".tail")
    if (!tail) return
    const rest = part(".rest"), { more = rest.textContent, less = more } = rest.dataset
    const lines = tail.textContent.trimEnd().split("\n").length
    const show = (open) => {
      figure.classList.toggle("unfolded", open)
      tail.hidden = open ? false : "until-found"
      rest.ariaExpanded = open
      rest.textContent = open ? less : more.replace("%s", lines)
    }
    rest.onclick = () => {
      const top = rest.getBoundingClientRect().top
      show(!!tail.hidden)
      if (tail.hidden) scrollBy({ top: rest.getBoundingClientRect().top - top, behavior: "instant" })
    }
    tail.addEventListener("beforematch", () => show(true))
    show(false)
    figure.append(rest)
  }

  // A picture that is shown smaller than it is can be enlarged.
  function picture(img) {
    if (img.closest("a")) return
    img.addEventListener("load", () => { sizes.unobserve(img); sizes.observe(img) })
    sizes.observe(img)
  }

  function enlargeable(img) {
    const button = part(".zoom")
    sizes.unobserve(img)
    img.replaceWith(button)
    button.append(img)
    button.onclick = async () => (await import(button.dataset.script)).open(part("dialog.picture"), img)
  }

  // sizes looks at code and pictures whenever their room has changed, at all
  // before it changes any: a page of 120 windows is laid out once.
  const sizes = new ResizeObserver((entries) => {
    const cut = entries.map(({ target: e }) => e.scrollWidth > e.clientWidth || e.clientWidth && Math.max(e.naturalWidth, e.getAttribute("width")) > 1.2 * e.clientWidth)
    entries.forEach(({ target }, i) => {
      const figure = target.parentNode
      if (target.matches("pre")) figure.querySelector(".wrap").hidden = !cut[i] && !figure.classList.contains("wrapped")
      else if (cut[i] && !target.closest(".zoom")) enlargeable(target)
    })
  })

  // decorate gives code and pictures what they need, each once. memo serve
  // changes the document in place while a memo is written, and says so.
  function decorate() {
    all("figure.code:not(:has(.code-tools))").forEach(codeWindow)
    all("figure.image img:not(.zoom img)").forEach(picture)
  }

  // Paper does not scroll. A table says how many em its columns need, and the
  // style sheet makes its letters as small; what no one could read breaks its words.
  function paper() {
    const tables = all(".table > table")
    for (const t of tables) t.style.width = 0
    const needs = tables.map((t) => t.offsetWidth / parseFloat(getComputedStyle(t).fontSize))
    tables.forEach((t, i) => {
      t.style.width = ""
      t.style.setProperty("--need", needs[i])
      t.parentNode.classList.toggle("sized", needs[i] < 90)
    })
  }

  // calm calls f at most once a frame.
  function calm(f) {
    let waiting = false
    return () => {
      if (waiting) return
      waiting = true
      requestAnimationFrame(() => { waiting = false; f() })
    }
  }

  // What is read is marked in the table of contents, which is kept in step, and
  // named in the bar of narrow windows. The bar opens the contents below the
  // text, where they stay while one goes through them.
  function contents() {
    const toc = document.querySelector(".toc"), bar = part(".reading")
    if (!bar) return
    const [here, , sheet] = bar.children
    const title = document.querySelector("h1")
    let heads, at
    const mark = (box) => {
      all("a", box).forEach((a, i) => i === at ? a.setAttribute("aria-current", "true") : a.removeAttribute("aria-current"))
      const now = box.querySelector("[aria-current]")
      if (!now || box.scrollHeight <= box.clientHeight) return
      const top = now.offsetTop - box.clientHeight / 2
      if (Math.abs(box.scrollTop - top) > box.clientHeight / 3) box.scrollTop = top
    }
    const follow = () => {
      const n = heads.findLastIndex((h) => h && h.getBoundingClientRect().top < innerHeight / 4)
      if (n === at) return
      at = n
      here.textContent = (all(".toc a")[n] ?? title)?.textContent
      if (toc) mark(toc)
      mark(sheet)
    }
    const read = () => {
      heads = all(".toc a").map((a) => document.getElementById(decodeURIComponent(a.hash.slice(1))))
      at = null
      follow()
    }
    if (toc) {
      here.popoverTargetElement = sheet
      here.onclick = () => sheet.replaceChildren(toc.querySelector("ol").cloneNode(true))
      sheet.onbeforetoggle = () => root.classList.add("back") // so that closing gives the focus back to the bar
      sheet.ontoggle = () => mark(sheet)
    } else here.onclick = toTop
    document.querySelector(".top").append(bar)
    read()
    document.addEventListener("memo:update", read)
    addEventListener("scroll", calm(follow), { passive: true })
  }

  function toTop(e) {
    e.preventDefault()
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches
    scrollTo({ top: 0, behavior: still ? "instant" : "smooth" })
    document.getElementById("main").focus({ preventScroll: true })
  }

  // The bar and the way to the top are there for those who turn back, far down.
  function turning() {
    const up = part(".up")
    up.onclick = toTop
    document.querySelector(".foot").append(up)
    let last = scrollY
    addEventListener("scroll", calm(() => {
      if (Math.abs(scrollY - last) < 8) return
      root.classList.toggle("back", scrollY < last && scrollY > innerHeight)
      last = scrollY
    }), { passive: true })
  }

  // free tells whether a key is the page's to take: no input method has it, and
  // no dialog is open; plain, whether it is a letter that nobody is typing.
  const free = (e) => !e.isComposing && e.keyCode !== 229 && !document.querySelector("dialog[open]")
  const plain = (e) => free(e) && !e.target.closest("input, textarea, select, [contenteditable]") && !e.ctrlKey && !e.metaKey && !e.altKey

  // The menu of a phone is one line, which begins where the reader is. Browsers
  // do not scroll to what has the focus while some of it is seen.
  function menu() {
    const list = document.querySelector(".menu ul")
    const show = (item) => { if (item) list.scrollLeft = item.offsetLeft - (list.clientWidth - item.offsetWidth) / 2 }
    show(list?.querySelector("[aria-current]"))
    list?.addEventListener("focusin", (e) => { if (e.target.matches(":focus-visible")) show(e.target) })
  }

  // The list of keys is loaded when it is asked for.
  function keys() {
    const button = document.querySelector("button.keys")
    if (!button || !ui.querySelector("dialog.keys")) return
    button.onclick = async () => (await import(button.dataset.script)).open(part("dialog.keys"))
    addEventListener("keydown", (e) => {
      if (e.key !== "?" || !plain(e)) return
      e.preventDefault()
      button.click()
    })
  }

  // The search page loads the module when there is something to look for.
  function inPlace(box, field, script) {
    const status = box.querySelector(".status"), q = new URLSearchParams(location.search).get("q")
    const load = () => { import(script).catch(() => { status.textContent = status.dataset.failed }) }
    field.oninput = load
    field.focus({ preventScroll: true })
    if (!q) return
    field.value = q
    box.querySelector(".tips").hidden = true
    load()
  }

  // Search is loaded on first use: from the form's data-script a module whose
  // open(field) shows the dialog with what has been typed on its way, into a field
  // that is not seen and knows where the focus was; Escape takes it away, and with
  // it the wish. The search page shows it in place.
  function search() {
    const form = document.querySelector(".find")
    if (!form) return
    const field = document.querySelector("main [role=search] input") || form.q
    const script = form.dataset.script
    const open = async () => {
      const early = form.q.cloneNode()
      early.className = "hide"
      early.back = document.activeElement
      document.body.append(early)
      early.focus({ preventScroll: true })
      early.onkeydown = (e) => {
        if (e.key !== "Escape" || !free(e)) return
        early.hidden = true
        early.back.focus({ preventScroll: true })
      }
      try {
        const module = await import(script)
        await module.open(early)
      } catch {
        if (early.hidden) return
        field.checkVisibility() ? field.focus() : location.assign(form.action)
      }
      early.remove()
    }
    const ask = () => {
      if (script && field === form.q) open()
      else if (field.checkVisibility()) field.select()
      else location.assign(form.action)
    }
    addEventListener("keydown", (e) => {
      const k = e.key.toLowerCase() === "k" && (e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey
      if (!(k ? free(e) : e.key === "/" && plain(e))) return
      e.preventDefault()
      ask()
    })
    if (!script) return
    const box = document.querySelector("main .search[data-index]")
    if (box) { inPlace(box, field, script); return }
    for (const way of [form.q, ...all(".find-link")]) {
      way.addEventListener("click", (e) => { e.preventDefault(); open() })
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const template = document.getElementById("ui")
    if (!template) return
    ui = template.content
    said = part(".said")
    document.body.append(said)
    modeSwitch()
    menu()
    contents()
    search()
    keys()
    copying()
    decorate()
    turning()
    document.addEventListener("memo:update", decorate)
    addEventListener("beforeprint", paper)
  })
})()
