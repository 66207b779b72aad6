"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const by = (id) => document.getElementById(id);
  const root = document.documentElement;
  const words = JSON.parse(by("words").textContent);
  // A page opened from a file may have no storage; then a choice holds until it is closed.
  const stored = (key, value) => {
    try {
      if (value === undefined) return localStorage.getItem("anscov-" + key);
      localStorage.setItem("anscov-" + key, value);
    } catch { return null; }
  };

  // Language and theme.
  const column = () => (root.lang === "en" ? 0 : 1);
  const word = (name) => words[name][column()];
  const themes = ["system", "light", "dark"];
  let theme = Math.max(0, themes.indexOf(stored("theme")));
  const themed = () => {
    if (theme) root.dataset.theme = themes[theme]; else delete root.dataset.theme;
    const name = word("theme-names").split(" ")[theme];
    by("theme").textContent = word("theme").replace("{}", name);
  };
  const spoken = (lang) => {
    root.lang = lang;
    for (const element of all("[data-w]")) element.textContent = word(element.dataset.w);
    for (const element of all("[data-label]")) element.setAttribute("aria-label", word(element.dataset.label));
    for (const element of all("[data-hint]")) element.placeholder = word(element.dataset.hint);
    by("language").lang = column() ? "en" : "zh-CN";
    document.title = document.title.replace(/^\D*(?=\d|$)/, word("title") + " ").trim();
    themed();
  };
  by("theme").addEventListener("click", () => {
    theme = (theme + 1) % themes.length;
    stored("theme", themes[theme]);
    themed();
  });
  by("language").addEventListener("click", () => {
    spoken(column() ? "en" : "zh-CN");
    stored("language", root.lang);
    filter();
  });

  // What each question is found by. Long pages have their texts read when they are first searched.
  const topics = new Map(all("[data-heat]").map((row) => [row.dataset.heat, row]));
  const questions = all(".q").map((element) => {
    const { s, c, x, r } = element.dataset;
    const coverage = c === undefined ? -1 : +c;
    const kinds = new Set(["every"]);
    if (coverage >= 0) kinds.add(coverage < 40 ? "weak" : coverage < 80 ? "middling" : "strong");
    if (s === "e") kinds.add("not-answered");
    if (s === "u") kinds.add("no-rubric");
    if (x) kinds.add("with-wrong");
    const topic = topics.get(r)?.dataset.topic ?? "";
    return { element, kinds, topic, rubric: r ?? "", group: element.parentElement, text: null };
  });
  const groups = Map.groupBy(questions, (question) => question.group);
  const text = (question) =>
    question.text ??= [question.topic, question.rubric, question.group.firstElementChild.textContent, question.element.textContent].join("\n").toLowerCase();

  // The filter.
  const search = by("search");
  const buttons = all("[data-show]");
  let kind = "every";
  const filter = () => {
    const terms = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const topic = terms.filter((term) => term.startsWith("topic:")).map((term) => term.slice(6));
    const plain = terms.filter((term) => !term.startsWith("topic:"));
    const under = (name, topic) => name === topic || name.startsWith(topic + "/");
    let shown = 0;
    // A document of which nothing is shown is hidden as a whole: that is far less to lay out anew.
    for (const [group, members] of groups) {
      const fitting = members.filter((question) => question.kinds.has(kind)
        && topic.every((name) => under(question.topic.toLowerCase(), name))
        && (!plain.length || plain.every((term) => text(question).includes(term))));
      shown += fitting.length;
      if (group.hidden !== !fitting.length) group.hidden = !fitting.length;
      if (!fitting.length) continue;
      const fits = new Set(fitting);
      for (const question of members) {
        if (question.element.hidden === fits.has(question)) question.element.hidden = !fits.has(question);
      }
    }
    by("none").hidden = shown > 0;
    by("shown").textContent = word("shown").replace("{}", shown).replace("{}", questions.length);
    for (const button of buttons) button.setAttribute("aria-pressed", button.dataset.show === kind);
  };
  for (const button of buttons) {
    const count = questions.filter((question) => question.kinds.has(button.dataset.show)).length;
    button.hidden = count === 0;
    button.querySelector(".c").textContent = count;
    button.addEventListener("click", () => { kind = button.dataset.show; filter(); });
  }
  search.addEventListener("input", filter);
  search.form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of all("button.topic")) {
    button.addEventListener("click", () => {
      search.value = "topic:" + button.dataset.topic;
      kind = "every";
      filter();
      by("questions").scrollIntoView();
      search.focus({ preventScroll: true });
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && event.target !== search && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape" && event.target === search) {
      search.value = "";
      filter();
    }
  });

  // Folding. Where what is folded was left out, the points are told by the letters of the question and the topics' table.
  const marks = { c: ["covered", "✓"], p: ["partial", "~"], m: ["missing", "−"], x: ["contradicted", "✗"], i: ["ignored", "·"] };
  const make = (name, className, text) => {
    const element = document.createElement(name);
    element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const told = (question) => {
    const list = make("ul", "k bare");
    const points = all("title", topics.get(question.dataset.r)).map((title) => title.textContent.replace(/^\d+% /, ""));
    [...question.dataset.v].forEach((letter, at) => {
      const [name, mark] = marks[letter];
      const item = make("li", name);
      const spoken = make("span", "x", word(name) + ": ");
      const sign = make("span", "m", mark);
      sign.setAttribute("aria-hidden", "true");
      const says = make("div", "");
      says.append(spoken, make(letter === "m" || letter === "x" ? "del" : "span", "", points[at] ?? ""));
      item.append(sign, says);
      list.append(item);
    });
    return list;
  };
  document.addEventListener("toggle", (event) => {
    const details = event.target, question = details.parentElement;
    if (!details.open || !question.matches(".q") || details.children.length > 1 || !question.dataset.v) return;
    if (topics.has(question.dataset.r)) details.append(told(question));
  }, true);
  const fold = (open) => {
    for (const { element, group } of questions) {
      if (!element.hidden && !group.hidden) element.firstElementChild.open = open;
    }
  };
  by("unfold").addEventListener("click", () => fold(true));
  by("fold").addEventListener("click", () => fold(false));
  addEventListener("beforeprint", () => fold(true));
  const target = () => {
    const found = location.hash.length > 1 && by(location.hash.slice(1));
    const question = found && found.closest(".q");
    if (!question) return;
    if (question.hidden || question.parentElement.hidden) { search.value = ""; kind = "every"; filter(); }
    question.firstElementChild.open = true;
    found.scrollIntoView();
  };
  addEventListener("hashchange", target);

  // A point and its words in the answer show each other.
  const lit = (event) => {
    for (const element of all(".on")) element.classList.remove("on");
    const from = event.target.closest?.("mark, .k li[data-k]");
    const question = from?.closest(".q");
    if (!question) return;
    const wanted = from.dataset.k.split(" ");
    for (const element of all("mark, .k li[data-k]", question)) {
      if (element.dataset.k.split(" ").some((at) => at && wanted.includes(at))) element.classList.add("on");
    }
  };
  document.addEventListener("pointerover", lit);
  document.addEventListener("focusin", lit);

  for (const element of all(".tools, .filter")) element.hidden = false;
  spoken(["en", "zh-CN"].includes(stored("language")) ? stored("language") : root.lang);
  filter();
  if (document.querySelector("main").dataset.unfolded !== undefined) fold(true);
  target();
})();
