/**
 * The repository that somebody names who was asked where a bug lives: by its whole name or by the part behind the slash, each
 * not within another word or name. Null where none is named, or more than one.
 */
export function answeredRepository(said: string, names: readonly string[]): string | null {
  const words = said
    .replaceAll(/https?:\/\/[\w.-]+(?::\d+)?\/([\w.-]+\/[\w.-]+)\S*/g, " $1 ")
    .replaceAll(/(?<![\w./-])(?:[\w-]+\.)+[a-z]{2,}\/([\w.-]+\/[\w.-]+)\S*/gi, " $1 ");
  const [whole, ...others] = names.filter((name) => isNamed(words, name));
  if (others.length > 0) return null;
  if (whole !== undefined) return whole;
  const [short, ...more] = names.filter((name) => isNamed(words, name.slice(name.indexOf("/") + 1)));
  return more.length > 0 ? null : (short ?? null);
}

function isNamed(words: string, name: string): boolean {
  const plain = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  // A full stop ends a sentence, and may be part of a name.
  return new RegExp(String.raw`(?<![\w./-])${plain}(?:\.git)?(?![\w/-]|\.\w)`, "i").test(words);
}
