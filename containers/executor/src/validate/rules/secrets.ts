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

const secretName = String.raw`\w*(?:secret|token|password|passwd|api_?key|private_?key|access_?key)`;
/** `api_key = "…"`, `"clientSecret": "…"`: what is called a secret, with letters of chance. */
const namedInCode = new RegExp(
  String.raw`\b(${secretName})["']?\s{0,3}[:=]\s{0,3}(["'\x60])([\w+/=.!@#%^&*-]{16,200})\2`,
  "gi",
);
/** A line of a file of settings that programs start with: what is called a secret there is one, however it looks. */
const namedInSettings = /^(?:export[ \t]+)?(\w{1,100})[ \t]*=[ \t]*["']?([^\s"'#]{8,200})/gm;
const isSecretName = (name: string): boolean =>
  new RegExp(`^${secretName}`, "i").test(name) && !/public/i.test(name);
const isSettings = (path: string): boolean =>
  /(?:^|\/)\.(?:env|dev\.vars)(?:\.[\w.-]+)?$/.test(path) &&
  !/example|sample|template|dist|test|\.ci/i.test(path);

/** Names and words have few digits, and these at their ends. */
function isOfChance(value: string): boolean {
  const digits = value.match(/\d/g)?.length ?? 0;
  const turns = value.match(/(?<=[a-z])\d|(?<=\d)[a-z]/gi)?.length ?? 0;
  return digits >= 3 && turns >= 4;
}

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
  const named = new Set<string>();
  for (const { 1: name = "", 2: value = "", index } of isSettings(path) ? text.matchAll(namedInSettings) : [])
    if (isSecretName(name) && !isExample(value) && !isWord.test(value) && named.add(name))
      say(index, `has a value for ${name}`);
  if (isOfTests(path)) return found;
  for (const { 1: name = "", 3: value = "", index } of text.matchAll(namedInCode))
    if (
      isOfChance(value) &&
      !isExample(value) &&
      !named.has(name) &&
      !found.some(({ line }) => line === lineOf(index))
    )
      say(index, `has a value for ${name}`);
  return found;
}
