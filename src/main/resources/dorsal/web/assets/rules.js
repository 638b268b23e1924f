// The rule editor: a problem leads to its place in the text, and Ctrl+Space completes sentences and words.
"use strict";
(() => {
  const text = document.getElementById("text");
  const list = document.getElementById("completions");
  const said = document.getElementById("completed");
  if (!text || !list) return;
  document.querySelectorAll("[data-scripted]").forEach((hint) => { hint.hidden = false; });

  const go = (line, column) => {
    const lines = text.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
    text.focus();
    text.setSelectionRange(start, start + Math.max(0, (lines[line - 1] || "").length - column + 1));
    text.scrollTop = Math.max(0, (line - 6) * parseFloat(getComputedStyle(text).lineHeight));
  };
  document.querySelectorAll("a[data-line]").forEach((link) => link.addEventListener("click", (event) => {
    event.preventDefault();
    go(Number(link.dataset.line), Number(link.dataset.column));
  }));
  const first = document.querySelector("a[data-line]");
  if (first) go(Number(first.dataset.line), Number(first.dataset.column));

  document.getElementById("effect-heading")?.focus();

  // ---- what was typed and is not in use yet stays in this browser, for after a crash or a page that was left
  const kept = document.getElementById("kept");
  const place = "dorsal:" + text.form.elements.path.value;
  const same = (one, other) => one.trimEnd() === other.trimEnd();
  const keep = () => { try { localStorage.setItem(place, text.value); } catch (refused) { /* no room, or not allowed */ } };
  const forget = () => { try { localStorage.removeItem(place); } catch (refused) { /* then nothing was kept */ } kept.hidden = true; };
  const earlier = () => { try { return localStorage.getItem(place); } catch (refused) { return null; } };
  const typed = earlier();
  if (location.search === "" && !("unchanged" in text.dataset)) keep(); // came back from the server, not from the disk
  else if (typed !== null && same(typed, text.value)) forget();
  else if (typed !== null) kept.hidden = false;
  kept.querySelector("[data-bring]").addEventListener("click", () => { text.value = typed; kept.hidden = true; text.focus(); });
  kept.querySelector("[data-forget]").addEventListener("click", () => { forget(); text.focus(); });
  text.addEventListener("input", () => { kept.hidden = true; keep(); });

  // ---- completion
  let words = null;
  let found = [];
  let chosen = 0;
  const load = async () => {
    if (words) return;
    const answer = await fetch(text.dataset.words, { credentials: "same-origin" });
    if (!answer.ok) return;
    const all = await answer.json();
    words = { sentences: all.sentences, codes: [...all.findings, ...all.exercises, ...all.movements] };
  };
  const before = () => text.value.slice(text.value.lastIndexOf("\n", text.selectionStart - 1) + 1, text.selectionStart);
  const close = () => { list.hidden = true; list.textContent = ""; text.removeAttribute("aria-activedescendant"); };
  const mark = () => {
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === chosen)));
    const item = list.children[chosen];
    if (item) { item.scrollIntoView({ block: "nearest" }); said.textContent = item.textContent; }
  };
  const take = () => {
    const one = found[chosen];
    if (one) { text.setRangeText(one.text, text.selectionStart - one.typed, text.selectionStart, "end"); keep(); }
    close();
    text.focus();
  };
  const open = async () => {
    await load();
    if (!words) return;
    const line = before().trimStart();
    const word = (line.match(/[A-Za-z0-9_-]*$/) || [""])[0];
    found = words.sentences.filter((one) => one.toLowerCase().startsWith(line.toLowerCase())).map((one) => ({ text: one, typed: line.length }));
    if (word) found = found.concat(words.codes.filter((one) => one.startsWith(word)).map((one) => ({ text: one, typed: word.length })));
    found = found.slice(0, 40);
    chosen = 0;
    list.textContent = "";
    found.forEach((one, index) => {
      const item = document.createElement("li");
      item.textContent = one.text;
      item.addEventListener("mousedown", (event) => { event.preventDefault(); chosen = index; take(); });
      list.append(item);
    });
    list.hidden = found.length === 0;
    said.textContent = found.length === 0 ? "Nothing begins like this." : found.length + " completions";
    if (found.length) mark();
  };
  text.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.code === "Space") { event.preventDefault(); open(); return; }
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
      mark();
    } else if (event.key === "Enter" || event.key === "Tab") {
      event.preventDefault();
      take();
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
  text.addEventListener("input", close);
  text.addEventListener("blur", close);
})();
