/**
 * What a record has of its own under a name. The name may come from anywhere: `constructor` and `__proto__` are names like
 * any other that the record doesn't have.
 */
export function lookUp<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Whether a name means something to every object. Whoever may choose names freely can't choose one of these. */
export function isInherited(name: string): boolean {
  return name in Object.prototype;
}
