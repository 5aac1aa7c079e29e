// A picture enlarged, loaded when it is asked for. open takes a copy of the
// dialog out of <template id="ui"> and shows the picture in it: as wide as the
// window, or in its real size when that is smaller or when nothing else would
// be gained. A click, Enter or the blank brings it from the first to the second.
// What is larger than the window is scrolled, by keys and fingers as anywhere,
// and drawn by the mouse. Escape while the picture is still loading asks for
// nothing any more; asking twice, as a double click does, asks once.
export async function open(dialog, img) {
  const large = img.cloneNode()
  large.loading = "eager"
  large.removeAttribute("style") // its share of a line
  let left = false
  const leave = (e) => { left ||= e.key === "Escape" }
  addEventListener("keydown", leave)
  await large.decode().finally(() => removeEventListener("keydown", leave))
  if (left || document.querySelector("dialog[open]")) return
  large.width = large.naturalWidth
  large.height = large.naturalHeight
  large.draggable = false
  const room = document.documentElement.clientWidth
  const grows = large.width > room
  const real = (yes) => dialog.classList.toggle("real", yes)
  real(!grows || room < 1.3 * img.clientWidth)

  large.tabIndex = 0 // keys that scroll go to what has the focus
  if (grows) {
    large.role = "button"
    large.onkeydown = (e) => {
      if (e.key !== "Enter" && e.key !== " ") return
      e.preventDefault()
      if (!e.repeat) large.click()
    }
  }

  const drawn = drawing(dialog, large)
  dialog.onclick = (e) => {
    if (drawn() || e.detail > 1) return
    if (e.target !== large || !grows) return dialog.close()
    const x = e.offsetX / large.clientWidth, y = e.offsetY / large.clientHeight
    real(!dialog.classList.contains("real"))
    dialog.scrollTo(x * large.clientWidth - innerWidth / 2, y * large.clientHeight - innerHeight / 2)
  }
  dialog.onclose = () => dialog.remove()
  dialog.prepend(large)
  document.body.append(dialog)
  dialog.showModal()
  large.focus({ preventScroll: true })
}

// drawing lets the mouse draw the picture; the answer tells whether the click
// that is over has done so.
function drawing(dialog, large) {
  let way = 0
  large.onpointerdown = (e) => {
    way = 0
    if (e.pointerType === "mouse") large.setPointerCapture(e.pointerId)
  }
  large.onpointermove = (e) => {
    if (!large.hasPointerCapture(e.pointerId)) return
    dialog.scrollBy(-e.movementX, -e.movementY)
    way += Math.abs(e.movementX) + Math.abs(e.movementY)
  }
  return () => {
    const drawn = way > 4
    way = 0
    return drawn
  }
}
