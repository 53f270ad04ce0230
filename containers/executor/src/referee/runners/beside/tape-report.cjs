const fs = require("node:fs");
const nodeModule = require("node:module");
const path = require("node:path");

// Loaded before tape's files: every test as JSON, from the stream that tape makes for programs, and a line where one begins and ends.
const tape = nodeModule.createRequire(path.join(process.cwd(), "package.json"))("tape");
const tests = new Map();
let crash = null;
let exiting = false;

tape.createStream({ objectMode: true }).on("data", (event) => {
  take(event);
  if (exiting) save();
});

function take(event) {
  if (event.type === "test") {
    const above = tests.get(event.parent)?.names ?? [];
    const names = [...above, event.name ?? "(anonymous)"];
    tests.set(event.id, { names, skip: event.skip, todo: event.todo, asserts: [], ended: false });
    console.log(`▶ ${names.join(" > ")}`);
  } else if (event.type === "assert") {
    const stack = event.error?.stack ?? event.error?.message ?? "";
    const { ok, name, operator, todo, skip, expected, actual } = event;
    const got = ok ? "" : `expected: ${shown(expected)}\nactual: ${shown(actual)}`;
    tests.get(event.test)?.asserts.push({
      ok,
      name: String(name),
      operator: String(operator),
      todo: Boolean(todo),
      skip: Boolean(skip),
      stack: String(stack),
      got,
    });
    if (!ok && !todo) console.log(`  ${name} (${operator})\n${stack}`);
  } else if (event.type === "end") {
    const test = tests.get(event.test);
    if (test === undefined) return;
    test.ended = true;
    console.log(`${test.asserts.every(({ ok }) => ok) ? "✓" : "✗"} ${test.names.join(" > ")}`);
  }
}

function shown(value) {
  try {
    return (JSON.stringify(value) ?? String(value)).slice(0, 500);
  } catch {
    // It holds itself, or can't be read.
    return typeof value;
  }
}

process.on("uncaughtExceptionMonitor", (error) => {
  crash = String(error?.stack ?? error);
});
// Before tape's own listener, which ends the process from there; what it still finds out comes by the stream.
process.prependListener("exit", () => {
  exiting = true;
  save();
});

function save() {
  fs.writeFileSync(path.join(__dirname, "report"), JSON.stringify({ tests: [...tests.values()], crash }));
}
