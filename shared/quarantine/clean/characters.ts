/** Characters that nobody sees: zero width, direction marks, tags, fillers, controls. */
const unseen =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class -- these are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;

export interface Changed {
  text: string;
  /** How many characters were concerned. */
  count: number;
}

/** Takes out what nobody sees. Letters that were hidden as tag characters come out readable, in `smuggled`. */
export function dropUnseen(words: string): Changed & { smuggled: string } {
  let count = 0;
  let smuggled = "";
  const text = words.replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, "\n").replaceAll(unseen, (one) => {
    count++;
    const code = one.codePointAt(0) ?? 0;
    if (code >= 0xe0020 && code <= 0xe007e) smuggled += String.fromCodePoint(code - 0xe0000);
    return "";
  });
  return { text, count, smuggled };
}

/** Letters of other scripts that look like Latin ones. */
const lookalikes = new Map(
  Array.from(
    "аaеeоoрpсcхxуyіiјjѕsԁdһhӏlАAВBЕEКKМMНHОOРPСCТTХXІIЈJЅSαaοoνvρpιiΑAΒBΕEΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXΖZ".matchAll(
      /(.)(.)/gu,
    ),
    ([, letter = "", latin = ""]) => [letter, latin] as const,
  ),
);

/** Words of Latin letters in which letters of another script hide are made Latin; words of another script stay. */
export function unmask(words: string): Changed {
  let count = 0;
  const text = words.replaceAll(/[\p{L}\p{M}]{2,60}/gu, (word) => {
    if (!/\p{Script=Latin}/u.test(word) || !/[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word)) return word;
    return Array.from(word, (letter) => {
      const latin = lookalikes.get(letter);
      if (latin !== undefined) count++;
      return latin ?? letter;
    }).join("");
  });
  return { text, count };
}

/** Letters in the dress of others (full width, mathematical, in circles) as plain ones; fractions and powers stay as they are. */
export function plainLetters(words: string): string {
  return words
    .normalize("NFC")
    .replaceAll(
      /[\uff01-\uff9f\ufb00-\ufb06\u2460-\u24ff\u2100-\u214f\u00a0\u2000-\u200a\u202f\u3000\u{1d400}-\u{1d7ff}\u{1f110}-\u{1f169}]+/gu,
      (run) => run.normalize("NFKC"),
    );
}

/** What Windows-1252 has in the places that Latin-1 leaves to controls. */
const windows = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** UTF-8 that was read as Latin-1 or Windows-1252 ("Ã¤", "â€™") as what was written. */
export function repairCharset(words: string): Changed {
  let count = 0;
  const text = words.replaceAll(
    /[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,3}/g,
    (run) => {
      for (let length = run.length; length > 1; length--) {
        const repaired = decoded(run.slice(0, length));
        if (repaired === null) continue;
        count++;
        return repaired + run.slice(length);
      }
      return run;
    },
  );
  return { text, count };
}

function decoded(run: string): string | null {
  const bytes = Uint8Array.from(run, (letter) => {
    const code = letter.charCodeAt(0);
    return code <= 0xff ? code : 0x80 + windows.indexOf(letter);
  });
  try {
    return strict.decode(bytes);
  } catch (error) {
    // It was no UTF-8: the letters are meant.
    if (error instanceof TypeError) return null;
    throw error;
  }
}
