// Keys for what the page's own buttons, links and fields do. Without this script everything works by mouse and Tab.
(() => {
  "use strict";
  const help = document.getElementById("help");
  const opener = document.getElementById("keys");
  const singleKeys = document.getElementById("single-keys");

  // WCAG 2.1.4: who dictates, or presses keys by accident, can turn single keys off.
  singleKeys.checked = localStorage.getItem("single-keys") !== "off";
  singleKeys.addEventListener("change", () => localStorage.setItem("single-keys", singleKeys.checked ? "on" : "off"));
  opener.hidden = false;
  opener.addEventListener("click", () => help.showModal());

  // A decision is sent once, however often its key is pressed; a page out of the browser's memory may be sent again.
  let sent = false;
  document.addEventListener("submit", (event) => {
    if (event.target.method === "dialog") return;
    if (sent) event.preventDefault();
    sent = true;
  });
  window.addEventListener("pageshow", () => { sent = false; });

  function move(step) {
    const stops = [...document.querySelectorAll("[data-stop]")];
    if (!stops.length) return;
    const now = stops.findIndex((stop) => stop.contains(document.activeElement));
    const next = now < 0 ? (step > 0 ? 0 : stops.length - 1) : Math.min(Math.max(now + step, 0), stops.length - 1);
    stops[next].focus();
    stops[next].scrollIntoView({ block: "nearest" });
  }

  function act(key) {
    if (key === "j" || key === "k") { move(key === "j" ? 1 : -1); return true; }
    if (key === "?") { help.showModal(); return true; }
    if (key === "x") {
      const reject = document.activeElement.closest("[data-stop]")?.querySelector("[data-reject]");
      reject?.click();
      return Boolean(reject);
    }
    const field = document.querySelector(`[data-focus="${CSS.escape(key)}"]`);
    if (field) { field.focus(); field.select(); return true; }
    const target = document.querySelector(`[data-key~="${CSS.escape(key)}"]`);
    target?.click();
    return Boolean(target);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || help.open) return;
    const field = event.target.closest("input:not([type=checkbox])");
    if (field) {
      if (event.key === "Escape") field.blur();
      return;
    }
    const again = event.repeat && !"jk".includes(event.key);
    if (singleKeys.checked && event.key.length === 1 && !again && act(event.key)) event.preventDefault();
  });
})();
