// The search worker is loaded on the first key.
document.addEventListener("keydown", function () {
  new Worker("asset:worker.js");
}, { once: true });
