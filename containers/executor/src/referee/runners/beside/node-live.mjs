/** A reporter for node:test: a line where a test begins and ends. */
export default async function* nodeLive(events) {
  for await (const { type, data } of events) {
    const name = data?.name ?? "";
    const where = data?.file === undefined || name === data.file ? name : `${data.file} > ${name}`;
    if (type === "test:dequeue") yield `▶ ${where}\n`;
    else if (type === "test:complete") yield `✓ ${where}\n`;
  }
}
