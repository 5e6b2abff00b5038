// The query page. Everything an answer holds is put into the page as text, never as markup.
"use strict";

const MOST_TABLES = 20;
const MOST_ROWS = 1000;

const byId = (id) => document.getElementById(id);
const form = byId("ask");
const question = byId("question");
const variables = byId("variables");
const status = byId("status");
let running = null; // AbortController of the question that is being answered

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

function say(english, chinese, { bad = false } = {}) {
  const chineseSpan = document.createElement("span");
  chineseSpan.lang = "zh";
  chineseSpan.textContent = chinese;
  status.replaceChildren(english + " ", chineseSpan);
  status.classList.toggle("bad", bad);
}

/** The outermost lists of objects in an answer, with their paths; `edges` become their nodes. */
function listsIn(value, path = [], found = []) {
  if (Array.isArray(value)) {
    const rows = value.filter(isObject);
    if (rows.length > 0) found.push({ path, rows: rows.map(rowOfEdge) });
  } else if (isObject(value)) {
    for (const [name, below] of Object.entries(value)) listsIn(below, [...path, name], found);
  }
  return found;
}

/** An edge is its own properties and those of its node. */
function rowOfEdge(row) {
  if (!isObject(row.node)) return row;
  const { node, ...own } = row;
  return { ...node, ...own };
}

/** One row for a table: to-one objects become columns with dotted names, lists become their JSON. */
function flat(row, prefix = "", into = new Map()) {
  for (const [name, value] of Object.entries(row)) {
    if (isObject(value)) flat(value, `${prefix}${name}.`, into);
    else into.set(prefix + name, value);
  }
  return into;
}

function tableOf({ path, rows }) {
  const shown = rows.slice(0, MOST_ROWS).map((row) => flat(row));
  const names = [...new Set(shown.flatMap((row) => [...row.keys()]))];
  // Where a to-one object is missing in some rows, its name stands beside the names of its columns: leave it out.
  const columns = names.filter((name) => !names.some((other) => other.startsWith(`${name}.`)));
  const table = document.createElement("table");
  const more = rows.length > shown.length ? `, ${shown.length} shown 仅显示 ${shown.length} 行` : "";
  table.createCaption().textContent = `${path.join(".")} — ${rows.length} rows 行${more}`;
  const head = table.createTHead().insertRow();
  for (const column of columns) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = column;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of shown) {
    const line = body.insertRow();
    for (const column of columns) {
      const cell = line.insertCell();
      const value = row.get(column);
      if (value === null || value === undefined) {
        cell.className = "none";
        cell.textContent = "—";
      } else {
        if (typeof value === "number") cell.className = "number";
        cell.textContent = typeof value === "object" ? JSON.stringify(value) : String(value);
      }
    }
  }
  const frame = document.createElement("div"); // scrolls, so it has to be reachable by keyboard
  frame.className = "table";
  frame.tabIndex = 0;
  frame.role = "region";
  frame.ariaLabel = path.join(".");
  frame.append(table);
  return frame;
}

function show(answer) {
  const lists = isObject(answer.data) ? listsIn(answer.data) : [];
  byId("tables").replaceChildren(...lists.slice(0, MOST_TABLES).map(tableOf));
  byId("json").textContent = JSON.stringify(answer, null, 2);
  return lists.reduce((sum, list) => sum + list.rows.length, 0);
}

function clear(text = "") {
  byId("tables").replaceChildren();
  byId("json").textContent = text;
}

async function run() {
  let given;
  try {
    given = variables.value.trim() === "" ? {} : JSON.parse(variables.value);
  } catch (fault) {
    clear();
    say(`The variables are not JSON: ${fault.message}.`, "变量不是有效的 JSON。", { bad: true });
    variables.focus();
    return;
  }
  running?.abort();
  const mine = (running = new AbortController());
  const began = performance.now();
  say("Running …", "运行中……");
  const headers = {
    "Accept": "application/graphql-response+json, application/json;q=0.9",
    "Content-Type": "application/json",
  };
  if (byId("explain").checked) headers["Linli-Explain"] = "1";
  let text = "";
  try {
    const response = await fetch("/graphql", {
      method: "POST",
      headers,
      body: JSON.stringify({ query: question.value, variables: given }),
      signal: mine.signal,
    });
    text = await response.text();
    const milliseconds = Math.round(performance.now() - began);
    const answer = JSON.parse(text);
    const rows = show(answer);
    const faults = answer.errors?.length ?? 0;
    if (faults > 0) {
      const first = answer.errors[0].message;
      say(`${faults} error(s) in ${milliseconds} ms: ${first}`, `${faults} 个错误，${milliseconds} 毫秒。`, { bad: true });
    } else {
      say(`${rows} rows in ${milliseconds} ms.`, `${rows} 行，${milliseconds} 毫秒。`);
    }
  } catch (fault) {
    if (mine.signal.aborted) return; // a newer question took its place
    clear(text);
    say(`No answer: ${fault.message}.`, "没有结果。", { bad: true });
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
});
