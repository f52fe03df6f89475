// Small comforts; every page works without this file.
"use strict";

// Copy buttons are hidden until the clipboard is known to work.
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    const said = document.getElementById(button.dataset.said);
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = "Kopieret.";
    } catch {
      field.closest("details")?.setAttribute("open", "");
      field.focus();
      field.select();
      said.textContent = "Teksten er markeret. Kopiér med Ctrl+C eller ⌘C.";
    }
  });
}

// Enter asks, Shift+Enter gives a new line.
for (const field of document.querySelectorAll("textarea[data-enter]")) {
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      if (field.value.trim()) field.form.requestSubmit(field.form.querySelector("button.main"));
    }
  });
}

// A field to copy from is selected whole when it is entered.
for (const field of document.querySelectorAll("textarea[readonly]")) {
  field.addEventListener("focus", () => field.select());
}
