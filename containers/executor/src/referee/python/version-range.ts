/** Does a version of Python lie in a range as `requires-python` has it: ">=3.9,<4"? What can't be read forbids nothing. */
export function inRange(version: string, range: string): boolean {
  return range.split(",").every((part) => {
    const [, sign = "", bound = "", any] =
      /^\s*(~=|===?|!=|<=|>=|<|>|\^|~)\s*v?(\d+(?:\.\d+)*)(\.\*)?\s*$/.exec(part) ?? [];
    if (bound === "") return true;
    const exact = compare(version, bound);
    const within = exact === 0 || `${version}.`.startsWith(`${bound}.`);
    switch (sign) {
      case ">=":
        return exact >= 0;
      case "<=":
        return exact <= 0 || within;
      case ">":
        return exact > 0 && !within;
      case "<":
        return exact < 0;
      case "!=":
        return any === undefined ? exact !== 0 : !within;
      case "~=":
      case "~":
        return exact >= 0 && `${version}.`.startsWith(`${bound.split(".").slice(0, -1).join(".")}.`);
      case "^":
        return exact >= 0 && version.split(".")[0] === bound.split(".")[0];
      default:
        return within;
    }
  });
}

/** Below 0: the first is older. */
export function compare(one: string, other: string): number {
  const [left, right] = [one, other].map((text) =>
    text.split(".").map((part) => Number.parseInt(part, 10) || 0),
  );
  for (let at = 0; at < Math.max(left?.length ?? 0, right?.length ?? 0); at++) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
