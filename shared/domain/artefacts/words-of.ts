/** Words that tell nothing of what a title is about, in English and German. */
const idle = new Set(
  "a an the of for to in on at by with and or is are be was were will would may might could can should has have not yet der die das ein eine einer und oder ist sind wird werden kann nicht im in am auf mit von für zu noch".split(
    " ",
  ),
);

/** The words of a text that tell what it is about, each once: lower case, without accents. Keys of tickets stay whole. */
export function wordsOf(text: string): Set<string> {
  const plain = text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  const found = plain.match(/[\p{L}\p{N}]+(?:-\p{N}+)*/gu) ?? [];
  return new Set(found.filter((word) => !idle.has(word)));
}
