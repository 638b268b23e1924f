// What pages do better with a script; without it they do the same with a few more clicks.
"use strict";
(() => {
  const meta = () => document.querySelector("meta[name=csrf]");
  const offline = (words) => {
    const box = document.getElementById("offline");
    if (box) { box.textContent = words; box.hidden = words === ""; }
  };

  // htmx sends the token of the session with each change
  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers[meta().dataset.header] = meta().content;
  });

  // After an expired session the page stays as it is; once its user is back, it goes on with a new token.
  const renew = async () => {
    const answer = await fetch("/session-token", { credentials: "same-origin" });
    if (!answer.ok) return;
    meta().content = await answer.text();
    document.querySelectorAll(`input[name="_csrf"]`).forEach((input) => { input.value = meta().content; });
  };
  let retried = false;
  document.addEventListener("htmx:responseError", async (event) => {
    const status = event.detail.xhr.status;
    if (status === 403 && !retried) {
      retried = true;
      await renew();
      event.detail.elt.dispatchEvent(new Event("dorsal:again", { bubbles: true }));
    } else if (status === 401 || status === 403) {
      offline("You are logged out. Log in again in another window, then carry on here: what you typed is still on this page.");
    } else {
      offline("The last change was not taken (" + status + "). What you typed is still on this page; it is sent again with the next change.");
    }
  });
  document.addEventListener("htmx:sendError", () => offline("Dorsal cannot be reached. What you typed is still on this page; it is sent again with the next change."));
  document.addEventListener("htmx:afterOnLoad", (event) => {
    if (event.detail.successful !== false && event.detail.xhr.status < 300) { retried = false; offline(""); }
  });

  // light and dark without a reload; the form keeps the choice
  document.querySelector("form.theme")?.addEventListener("submit", (event) => {
    const button = event.target.querySelector("button");
    const theme = button.value;
    event.preventDefault();
    const fields = new URLSearchParams(new FormData(event.target));
    fields.set("theme", theme);
    fetch("/theme", { method: "POST", body: fields, redirect: "manual", credentials: "same-origin" });
    document.documentElement.dataset.theme = theme;
    button.value = theme === "dark" ? "light" : "dark";
    button.textContent = theme === "dark" ? "Light" : "Dark";
  });
})();
