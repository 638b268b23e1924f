// Says in time that nobody has done anything for long, and what to do; the server alone knows how long is left.
"use strict";
(() => {
  const meta = document.querySelector("meta[name=session]");
  const box = document.getElementById("session");
  const [text, stay, again] = [box.querySelector("p"), box.querySelector("button"), box.querySelector("a")];
  const main = document.getElementById("main");
  const idle = Number(meta.content);
  const early = Math.min(300, idle * 0.4);
  const often = Math.min(15, Math.max(1, idle / 20));
  const quiet = Math.min(60, idle / 4);
  let state = "in";
  let kind = "idle";
  let told = Date.now();
  let timer = 0;
  let focused = null;

  const span = (seconds) => {
    const minutes = Math.round(seconds / 60);
    return minutes >= 2 ? minutes + " minutes" : Math.max(1, Math.round(seconds / 10)) * 10 + " seconds";
  };
  const show = (words, button, link) => {
    if (text.textContent !== words) text.textContent = words;
    stay.hidden = !button;
    again.hidden = !link;
    box.hidden = words === "";
  };

  const cover = (away) => {
    main.classList.toggle("away", away);
    main.querySelector(".cover").hidden = !away;
  };
  // what is on the page is nobody's to see now; it is there again once its user is
  const leave = (words) => {
    if (state !== "out") {
      focused = main.contains(document.activeElement) ? document.activeElement : null;
      state = "out";
    }
    cover(true);
    show(words, false, true);
    if (focused) again.focus();
  };
  const come = () => {
    state = "in";
    cover(false);
    show("", false, false);
    focused?.focus();
    document.dispatchEvent(new Event("dorsal:back"));
  };

  const take = (answer) => {
    const [seconds, why, user] = answer.split(" ");
    const left = Number(seconds);
    kind = why;
    if (!(left > 0)) {
      leave("You are logged out. What you typed is still on this page. Log in again, then come back here.");
      return often;
    }
    if (user !== meta.dataset.user) {
      leave("This page is of " + meta.dataset.user + ", and " + user + " is logged in now. What was typed is still on it.");
      return often;
    }
    if (state === "out") come();
    if (left > early) {
      if (state === "soon") show("", false, false);
      state = "in";
      return left - early;
    }
    state = "soon";
    const long = kind === "whole";
    show(
      (long ? "You have been logged in for a day. You will be logged out in " : "Nothing was done for a while. You will be logged out in ")
        + span(left) + (long ? ": save what you typed." : "."),
      !long, false);
    return often;
  };
  const ask = async (options) => {
    clearTimeout(timer);
    let next = often;
    try {
      const answer = await fetch("/session", { credentials: "same-origin", cache: "no-store", ...options });
      next = answer.ok ? take(await answer.text()) : options ? 0 : often;
    } catch (unreachable) {
      // asked again soon
    }
    clearTimeout(timer);
    timer = setTimeout(() => ask(), Math.min(next, 86400) * 1000);
  };

  const extend = () => {
    told = Date.now();
    const csrf = document.querySelector("meta[name=csrf]");
    return ask({ method: "POST", headers: { [csrf.dataset.header]: csrf.content } });
  };
  // whoever types is there, also where nothing is sent while they do
  const done = () => {
    if (state === "out" || (state === "soon" && kind === "whole")) return;
    if (state === "soon" || Date.now() - told > quiet * 1000) extend();
  };
  for (const sign of ["keydown", "pointerdown", "input"]) main.addEventListener(sign, done, { capture: true, passive: true });
  stay.addEventListener("click", extend);

  const look = () => { if (!document.hidden) ask(); };
  window.addEventListener("focus", look);
  document.addEventListener("visibilitychange", look);
  document.addEventListener("dorsal:out", () => ask());
  timer = setTimeout(() => ask(), (idle - early) * 1000);
})();
