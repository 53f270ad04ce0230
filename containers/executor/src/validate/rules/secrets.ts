import { secretAddresses, secretKey, selfTelling } from "../../../../../shared/platform/secret-patterns.ts";
import { isLockFile, isOfOthers, isOfTests } from "../kinds-of-files.ts";
import { linesOf } from "../paths.ts";
import type { Found, Tree } from "../tree.ts";
import type { Rule } from "./rule.ts";

/** Shows what a secret looks like, and opens nothing. */
const isExample = (found: string): boolean =>
  /example|sample|placeholder|dummy|fake|your|changeme|x{4}|\*{3}|\.{3}|0{6}|123456|abcdef/i.test(found) ||
  new Set(found.slice(8)).size < 6;

/** A server, its user and a password that isn't read from somewhere else. */
const withPassword =
  /\b[a-z][a-z0-9+.-]{1,30}:\/\/([^\s/:@"'`<>]{1,100}):([^\s/@"'`<>]{3,200})@([\w.-]{1,200})/g;
const nobodys =
  /^(?:localhost|127\.0\.0\.1|\[?::1\]?|0\.0\.0\.0|[\w-]+|(?:.*\.)?(?:example|test|invalid|local|localhost)(?:\.\w+)?)$/i;
const isWord = /[${}%]|^(?:pass(?:word|wd)?|secret|pw|postgres|root|admin|test|user|guest|x+|\*+|changeme)$/i;

/** A secret in a repository is everybody's who can read it, for ever. */
export const secrets: Rule = {
  level: "block",
  says: "a token, a key, a secret address or a password stands in a file",
  find: ({ texts }: Tree) =>
    [...texts].flatMap(([path, text]) => (isLockFile(path) || isOfOthers(path) ? [] : secretsIn(path, text))),
};

/** Letters of a picture or a font: any may be among them. */
const isData = (text: string, index: number): boolean =>
  text.slice(text.lastIndexOf("\n", index) + 1, index).includes(";base64,");

function secretsIn(path: string, text: string): Found[] {
  const found: Found[] = [];
  const lineOf = linesOf(text);
  const say = (index: number, what: string): void => {
    found.push({ path, line: lineOf(index), text: what });
  };
  for (const { 0: whole, index } of text.matchAll(selfTelling)) {
    // Tests make tokens of the web for themselves.
    if (isExample(whole) || (whole.startsWith("eyJ") && isOfTests(path))) continue;
    if (isData(text, index)) continue;
    say(index, `looks like a secret: it begins with ${JSON.stringify(whole.slice(0, 4))}`);
  }
  for (const { 0: whole, index } of text.matchAll(secretKey))
    if (whole.length > 200) say(index, "holds a secret key");
  for (const [address] of secretAddresses)
    for (const { 0: whole, index } of text.matchAll(address))
      if (!isExample(whole)) say(index, "holds an address that is a secret in itself");
  for (const { 2: password = "", 3: host = "", index } of text.matchAll(withPassword))
    if (!nobodys.test(host) && !isWord.test(password)) say(index, `holds a password for ${host}`);
  return found;
}
