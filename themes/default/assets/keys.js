// The list of keys, loaded when it is asked for. open takes a copy of the
// dialog out of <template id="ui"> and shows it until it is closed.
export function open(dialog) {
  if (document.querySelector("dialog[open]")) return // who asked twice
  dialog.onclick = (e) => { if (e.target === dialog) dialog.close() } // beside the list
  dialog.onclose = () => dialog.remove()
  document.body.append(dialog)
  dialog.showModal()
}
