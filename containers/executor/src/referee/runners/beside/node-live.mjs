/** A reporter for node:test: a line where a test begins and ends, with the groups around it. */
export default async function* nodeLive(events) {
  /** Of each file, what has begun, the outermost first. */
  const open = new Map();
  for await (const { type, data } of events) {
    if (type !== "test:dequeue" && type !== "test:complete") continue;
    const { name = "", file = "", nesting = 0 } = data;
    if (file === "" || file.endsWith(name)) {
      yield `${type === "test:dequeue" ? "▶" : "✓"} ${file === "" ? name : file}\n`;
      continue;
    }
    const begun = open.get(file) ?? [];
    open.set(file, begun);
    if (type === "test:dequeue") {
      const around = begun.findLast((one) => one.nesting === nesting - 1)?.where ?? file;
      const where = `${around} > ${name}`;
      begun.push({ name, nesting, where });
      yield `▶ ${where}\n`;
    } else {
      const at = begun.findLastIndex((one) => one.nesting === nesting && one.name === name);
      const [ended] = at === -1 ? [] : begun.splice(at, 1);
      yield `✓ ${ended?.where ?? `${file} > ${name}`}\n`;
    }
  }
}
