// What the page does beyond being read: choose a language, sort and filter tables, copy them as CSV,
// tell the values under the pointer. Nothing is fetched; without this script the whole text is there.
(function () {
  "use strict";
  var root = document.documentElement;
  var SAYS = {
    en: { filter: "Filter rows", copy: "Copy as CSV", copied: "Copied", failed: "Could not copy", rows: " rows" },
    zh: { filter: "\u7b5b\u9009", copy: "\u590d\u5236\u4e3a CSV", copied: "\u5df2\u590d\u5236", failed: "\u65e0\u6cd5\u590d\u5236", rows: " \u884c" }
  };
  var FILTERED_FROM = 9, SORTED_FROM = 3;

  function list(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }
  function make(tag, attributes, text) {
    var e = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { e.setAttribute(name, attributes[name]); });
    if (text) e.textContent = text;
    return e;
  }
  function says(element) { return SAYS[element.closest("article").id] || SAYS.en; }
  root.classList.add("js");

  // Languages: one is shown; the same place is kept.
  var articles = list("main > article"), links = list(".languages a");
  function headings(article) { return list("h1, h2[id], h3[id]", article); }
  function placeIn(article) {
    return headings(article).filter(function (h) { return h.getBoundingClientRect().top < 120; }).pop();
  }
  function show(id, keeps) {
    var next = document.getElementById(id), before = document.getElementById(root.dataset.lang || "");
    var place = keeps && before && before !== next ? placeIn(before) : null;
    root.dataset.lang = id;
    root.lang = next.lang;
    document.title = next.dataset.title;
    links.forEach(function (a) {
      if (a.getAttribute("href") === "#" + id) a.setAttribute("aria-current", "true");
      else a.removeAttribute("aria-current");
    });
    if (place) {
      var same = place.id && document.getElementById(place.id.replace(/^[a-z]+/, id));
      if (same) same.scrollIntoView(); else window.scrollTo(0, 0);
    }
  }
  function articleOf(hash) {
    var id = "";
    try { id = decodeURIComponent(hash.slice(1)); } catch (e) { return null; }
    var target = id && document.getElementById(id);
    return target && target.closest("main > article");
  }
  if (articles.length > 1) {
    links.forEach(function (a) {
      a.addEventListener("click", function (event) {
        event.preventDefault();
        show(a.getAttribute("href").slice(1), true);
      });
    });
    window.addEventListener("hashchange", function () {
      var article = articleOf(location.hash);
      if (article && article.id !== root.dataset.lang) { show(article.id); document.getElementById(location.hash.slice(1)).scrollIntoView(); }
    });
    var first = articleOf(location.hash) || articles[0];
    show(first.id);
    if (articleOf(location.hash)) document.getElementById(location.hash.slice(1)).scrollIntoView();
  }

  // Contents: folded on a phone; the section that is read is open.
  if (window.matchMedia("(max-width: 63.99rem)").matches)
    list(".contents details").forEach(function (d) { d.open = false; });
  articles.forEach(function (article) {
    var entries = list(".contents a", article), by = {};
    entries.forEach(function (a) { by[a.getAttribute("href").slice(1)] = a; });
    function mark() {
      if (!article.offsetParent && getComputedStyle(article).display === "none") return;
      var place = placeIn(article), a = place && by[place.id.replace(/-0$/, "")];
      entries.forEach(function (x) { x.removeAttribute("aria-current"); });
      list(".contents li.open", article).forEach(function (x) { x.classList.remove("open"); });
      if (!a) return;
      a.setAttribute("aria-current", "true");
      for (var li = a.closest("li"); li; li = li.parentElement.closest("li")) li.classList.add("open");
    }
    var waits = false;
    function soon() {
      if (waits) return;
      waits = true;
      window.requestAnimationFrame(function () { waits = false; mark(); });
    }
    window.addEventListener("scroll", soon, { passive: true });
    mark();
  });

  // Tables.
  function textOf(cell) {
    var copy = cell.cloneNode(true);
    list("i", copy).forEach(function (i) { i.remove(); });
    return copy.textContent.trim();
  }
  function numberOf(cell) {
    var found = /[-+]?[0-9]*\.?[0-9]+(?:e[-+]?[0-9]+)?/i.exec(textOf(cell).replace("\u2212", "-"));
    return found ? parseFloat(found[0]) : NaN;
  }
  function compare(column, isNumber, lang) {
    return function (a, b) {
      var x = a.cells[column], y = b.cells[column];
      if (!isNumber) return textOf(x).localeCompare(textOf(y), lang, { numeric: true });
      var u = numberOf(x), v = numberOf(y);
      return isNaN(u) ? (isNaN(v) ? 0 : 1) : isNaN(v) ? -1 : u - v;
    };
  }
  function addSorting(table, rows, lang) {
    var body = table.tBodies[0], all = list("tr", body), heads = list("thead th", table);
    // Rows that go on with what the row above is about cannot be moved alone.
    if (rows.length < SORTED_FROM || rows.some(function (r) { return !r.querySelector("th").textContent.trim(); })) return;
    heads.forEach(function (th, column) {
      var button = make("button", { type: "button" });
      while (th.firstChild) button.appendChild(th.firstChild);
      th.appendChild(button);
      button.addEventListener("click", function () {
        var was = th.getAttribute("aria-sort"), isNumber = /^[nbp]$/.test(th.className);
        var next = was === "ascending" ? "descending" : was === "descending" ? "" : "ascending";
        heads.forEach(function (h) { h.removeAttribute("aria-sort"); });
        var order = next ? rows.slice() : all;
        table.classList.toggle("sorted", next !== "");
        list("tr.group", body).forEach(function (r) { r.hidden = next !== ""; });
        if (next) { order.sort(compare(column, isNumber, lang)); th.setAttribute("aria-sort", next); }
        if (next === "descending") {
          var missing = isNumber ? order.filter(function (r) { return isNaN(numberOf(r.cells[column])); }) : [];
          order = order.slice(0, order.length - missing.length).reverse().concat(missing);
        }
        order.forEach(function (r) { body.appendChild(r); });
      });
    });
  }
  function quoted(text, isNumber) {
    if (!isNumber && /^[=+\-@\t\r]/.test(text)) text = "'" + text;
    return /[",\r\n]/.test(text) ? "\"" + text.replace(/"/g, "\"\"") + "\"" : text;
  }
  function partsOf(cell, kind) {
    var whole = textOf(cell), inner = cell.querySelector("i");
    if (whole === "\u2014") whole = "";
    var rest = inner ? inner.textContent.replace(/[[\]\u00b1]/g, "").split(" .. ").map(function (t) { return t.trim(); }) : [];
    var n = kind === "b" ? 3 : kind === "p" ? 2 : 1, parts = [whole].concat(rest).slice(0, n);
    while (parts.length < n) parts.push("");
    return kind ? parts.map(function (t) { return t.replace("\u2212", "-"); }) : parts;
  }
  function csvOf(table) {
    var heads = list("thead th", table), kinds = heads.map(function (th) { return th.className; });
    var tails = { b: ["", " 5%", " 95%"], p: ["", " \u00b1"] };
    function line(cells) { return cells.reduce(function (all, part) { return all.concat(part); }, []).join(","); }
    var lines = [line(heads.map(function (th, k) {
      return (tails[kinds[k]] || [""]).map(function (tail) { return quoted(th.textContent.trim() + tail); });
    }))];
    list("tbody tr:not(.group)", table).forEach(function (row) {
      if (row.hidden) return;
      lines.push(line(Array.prototype.map.call(row.cells, function (cell, k) {
        return partsOf(cell, kinds[k]).map(function (text) { return quoted(text, kinds[k] && /^[-+0-9.e]*$/i.test(text)); });
      })));
    });
    return lines.join("\r\n") + "\r\n";
  }
  function copyOld(text) {
    var area = make("textarea");
    area.value = text;
    document.body.appendChild(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    return done ? Promise.resolve() : Promise.reject();
  }
  function copy(text) {
    if (!navigator.clipboard) return copyOld(text);
    return navigator.clipboard.writeText(text).catch(function () { return copyOld(text); });
  }
  list(".scroll > table").forEach(function (table) {
    var box = table.parentNode, words = says(table), rows = list("tbody tr:not(.group)", table), groups = list("tr.group", table);
    var tools = make("div", { "class": "tools" });
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", table.caption.textContent);
    if (rows.length >= FILTERED_FROM) {
      var input = make("input", { type: "search", placeholder: words.filter, "aria-label": words.filter + ": " + table.caption.textContent });
      var count = make("span", { role: "status" });
      input.addEventListener("input", function () {
        var wanted = input.value.trim().toLowerCase(), n = 0;
        rows.forEach(function (row) {
          row.hidden = wanted !== "" && row.textContent.toLowerCase().indexOf(wanted) < 0;
          n += row.hidden ? 0 : 1;
        });
        groups.forEach(function (row) { row.hidden = wanted !== "" || table.classList.contains("sorted"); });
        count.textContent = wanted ? n + "/" + rows.length + words.rows : "";
      });
      tools.appendChild(input);
      tools.appendChild(count);
    }
    var button = make("button", { type: "button", "aria-label": words.copy + ": " + table.caption.textContent }, words.copy);
    button.addEventListener("click", function () {
      copy(csvOf(table)).then(function () { button.textContent = words.copied; }, function () { button.textContent = words.failed; })
        .then(function () { window.setTimeout(function () { button.textContent = words.copy; }, 2000); });
    });
    tools.appendChild(button);
    // More columns to the right are told: nothing else shows that the table goes on.
    function tell() { box.classList.toggle("over", box.scrollWidth - box.clientWidth - box.scrollLeft > 8); }
    box.addEventListener("scroll", tell, { passive: true });
    window.addEventListener("resize", tell);
    tell();
    box.parentNode.insertBefore(tools, box);
    addSorting(table, rows, table.closest("article").lang);
  });

  // Charts by year: the indicator's table says what stands at the year under the pointer.
  var boxes = {};
  list("section[id$=-indicators] figure[data-of]").forEach(function (figure) {
    var key = figure.closest("article").id + figure.dataset.of, box = figure.nextElementSibling;
    while (box && !box.matches(".scroll, h3")) box = box.nextElementSibling;
    if (box && box.matches(".scroll") && !boxes[key]) boxes[key] = box;
  });
  list("figure[data-of]").forEach(function (figure) {
    var box = boxes[figure.closest("article").id + figure.dataset.of];
    var svg = figure.querySelector("svg"), tip = null, line = null;
    if (!box || !svg) return;
    var table = box.querySelector("table"), heads = list("thead th", table);
    // Numbers may stand where another language has drawn them.
    function ticks() {
      var use = svg.querySelector("use"), from = use ? document.querySelector(use.getAttribute("href")) : svg;
      var place = svg.getBoundingClientRect(), scale = place.width / svg.viewBox.baseVal.width;
      return list("text", from).filter(function (t) { return /^\d{4}$/.test(t.textContent); }).map(function (t) {
        return { year: t.textContent, x: place.left + scale * t.getAttribute("x") };
      });
    }
    function lineOf(cell, head) {
      var range = cell.querySelector("i");
      return head.textContent.trim() + ": " + textOf(cell) + (range ? " " + range.textContent : "");
    }
    function hide() { if (tip) tip.hidden = line.hidden = true; }
    figure.addEventListener("pointermove", function (event) {
      var near = ticks().sort(function (a, b) { return Math.abs(a.x - event.clientX) - Math.abs(b.x - event.clientX); })[0];
      var row = near && list("tbody tr", table).filter(function (r) { return r.cells[0].textContent === near.year; })[0];
      if (!row) { hide(); return; }
      if (!tip) {
        line = figure.appendChild(make("div", { "class": "line" }));
        tip = figure.appendChild(make("div", { "class": "tip" }));
      }
      tip.hidden = line.hidden = false;
      tip.textContent = [near.year].concat(list("td", row).map(function (cell, k) { return [cell, heads[k + 1]]; })
        .filter(function (pair) { return pair[1].className === "b"; })
        .map(function (pair) { return lineOf(pair[0], pair[1]); })).join("\n");
      var frame = figure.getBoundingClientRect(), x = near.x - frame.left;
      line.style.left = x + "px";
      tip.style.left = Math.max(0, Math.min(x + 8, frame.width - tip.offsetWidth)) + "px";
      tip.style.top = Math.max(0, event.clientY - frame.top - tip.offsetHeight - 12) + "px";
    });
    figure.addEventListener("pointerleave", hide);
  });
})();
