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
  let unsent = false;
  document.addEventListener("htmx:responseError", async (event) => {
    const status = event.detail.xhr.status;
    unsent = true;
    if (status === 403 && !retried) {
      retried = true;
      await renew();
      event.detail.elt.dispatchEvent(new Event("dorsal:again", { bubbles: true }));
    } else if (status === 401 || status === 403) {
      document.dispatchEvent(new Event("dorsal:out"));
    } else {
      offline("The last change was not taken (" + status + "). What you typed is still on this page; it is sent again with the next change.");
    }
  });
  document.addEventListener("dorsal:back", async () => {
    retried = false;
    await renew();
    if (unsent) document.querySelector("form[data-answer]")?.dispatchEvent(new Event("dorsal:again", { bubbles: true }));
  });
  document.addEventListener("htmx:sendError", () => offline("Dorsal cannot be reached. What you typed is still on this page; it is sent again with the next change."));
  document.addEventListener("htmx:afterOnLoad", (event) => {
    if (event.detail.successful !== false && event.detail.xhr.status < 300) { retried = false; unsent = false; offline(""); }
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

  const copy = document.querySelector("[data-copy]");
  if (copy) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      const text = document.getElementById(copy.dataset.copy);
      text.select();
      try {
        await navigator.clipboard.writeText(text.value);
        document.getElementById("copied").textContent = "Copied.";
      } catch (refused) {
        document.getElementById("copied").textContent = "Marked; copy it with the keyboard.";
      }
    });
  }

  // ---- entering a visit

  document.documentElement.classList.add("js");
  const form = document.querySelector("form[data-answer]");
  if (form) {
    const fields = (question) => [...question.querySelectorAll("input, select")].filter((input) => input.type !== "hidden");
    const questions = () => [...form.querySelectorAll(".question")].filter((question) => !question.hidden && !question.closest("details:not([open])"));

    // what the server found worth asking comes up; what it found wrong is marked at its field
    const follow = () => {
      const answer = document.querySelector("#answer > [data-show]");
      if (!answer) return;
      const show = new Set(answer.dataset.show.split(" "));
      form.querySelectorAll(".question[data-code][hidden]").forEach((question) => {
        if (show.has(question.dataset.code)) {
          question.hidden = false;
          question.closest("details")?.setAttribute("open", "");
        }
      });
      const wrong = new Map([...answer.querySelectorAll("li[data-field]")].map((line) => [line.dataset.field, line.querySelector("span").textContent]));
      form.querySelectorAll("p.problem[id^='e-']").forEach((slot) => {
        const message = wrong.get(slot.id.slice(2)) || "";
        slot.textContent = message;
        slot.hidden = message === "";
        const input = document.getElementById("f-" + slot.id.slice(2));
        if (input) message ? input.setAttribute("aria-invalid", "true") : input.removeAttribute("aria-invalid");
      });
    };
    document.addEventListener("htmx:afterSwap", (event) => { if (event.detail.target.id === "answer") follow(); });

    // y, n and - answer a question of yes or no, and the next one comes up
    form.querySelector(".keys").hidden = false;
    const keys = { y: "yes", n: "no", "-": "" };
    form.addEventListener("keydown", (event) => {
      const question = event.target.closest(".question");
      if (event.key === "Enter" && event.target.matches("input, select")) {
        event.preventDefault(); // Enter must not save half a visit
      }
      if (!question || event.ctrlKey || event.altKey || event.metaKey) return;
      const answered = question.hasAttribute("data-keys") && event.key in keys;
      if (!answered && event.key !== "Enter") return;
      event.preventDefault();
      if (answered) {
        const radio = fields(question).find((input) => input.value === keys[event.key]);
        radio.checked = true;
        radio.dispatchEvent(new Event("change", { bubbles: true }));
      }
      const all = questions();
      const next = all[all.indexOf(question) + 1];
      if (next) (fields(next).find((input) => input.checked) || fields(next)[0]).focus();
    });

    // none of these and one of these exclude each other
    form.addEventListener("change", (event) => {
      if (event.target.type !== "checkbox" || !event.target.checked) return;
      const none = event.target.closest("label").classList.contains("open");
      fields(event.target.closest(".question")).forEach((input) => {
        if (input !== event.target && input.closest("label").classList.contains("open") !== none) input.checked = false;
      });
    }, true);

    // the last row of a table is always an empty one
    form.addEventListener("change", (event) => {
      const row = event.target.closest(".rowed");
      if (!row || row !== row.parentElement.lastElementChild || event.target.value === "") return;
      const copy = row.cloneNode(true);
      const number = row.parentElement.children.length;
      copy.querySelector("legend").textContent = copy.querySelector("legend").textContent.replace(/\d+$/, number + 1);
      copy.querySelectorAll("[id], [for], [aria-describedby]").forEach((element) => {
        for (const name of ["id", "for", "aria-describedby"]) {
          if (element.hasAttribute(name)) element.setAttribute(name, element.getAttribute(name).replace(/\d+$/, number));
        }
      });
      copy.querySelectorAll("input").forEach((input) => { input.value = ""; });
      copy.querySelectorAll("select").forEach((select) => { select.selectedIndex = 0; });
      copy.querySelectorAll("p.problem").forEach((slot) => { slot.hidden = true; });
      row.after(copy);
    });

    document.getElementById("summary")?.focus();
    // a phone has little room: details beside the answer begin closed
    if (window.matchMedia("(max-width: 60rem)").matches) {
      document.addEventListener("htmx:afterSwap", () => document.querySelector(".answer details.more")?.removeAttribute("open"));
      document.querySelector(".answer details.more")?.removeAttribute("open");
    }
  }
})();
