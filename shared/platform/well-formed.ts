/** NUL, half a character, and controls that no text has a use for: neither D1 nor a screen keeps them as they are. */
const broken = /[\p{Cc}--[\b\t\n\f\r]]/gv;

/** A text with a replacement character for each half of a character and each control but tabs and ends of lines. */
export function wellFormed(text: string): string {
  return text.toWellFormed().replaceAll(broken, "\ufffd");
}

/** The same for every text in a JSON value, names of members too. The value is changed in place, without recursion. */
export function wellFormedJson(value: unknown): unknown {
  if (typeof value === "string") return wellFormed(value);
  const open: object[] = [];
  const seen = (member: unknown): unknown => {
    if (typeof member === "string") return wellFormed(member);
    if (typeof member === "object" && member !== null) open.push(member);
    return member;
  };
  seen(value);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const [name, member] of Object.entries(at)) {
      const rightName = Array.isArray(at) ? name : wellFormed(name);
      const right = seen(member);
      if (rightName === name && right === member) continue;
      if (rightName !== name) Reflect.deleteProperty(at, name);
      // Defined and not assigned: a member may be called __proto__.
      Reflect.defineProperty(at, rightName, {
        value: right,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    }
  }
  return value;
}
