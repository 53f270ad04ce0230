/** A name under which a secret stands: in a setting, a header, a form, a sentence. */
const name =
  "(?:pass(?:word|wd|phrase|code)|pwd|passwort|secret|token|credential|(?:api|access|account|private|signing|encryption|shared|master)[-_. ]?(?:access[-_]?)?key|sas)";

/** `PASSWORD=…`, `"client_secret": "…"`, `the token is …`: the name and what joins it to its value, and the value. */
const named = new RegExp(
  `(${name}([\\w-]{0,40})["'\`]{0,2}(\\s{0,3}(?::?=>?|:)\\s{0,3}| (?:is|was|lautet|ist) ))(["'\`]?)([^\\s"'\`,;&<>]{4,4096})`,
  "gi",
);
const secretName = new RegExp(`${name}([\\w-]{0,40})$`, "i");

/** What is told about a secret and is none. */
const about =
  /^(?:s?[-_]?(?:sha\d*|hash|digest|id|ids|name|names|count|counts|limit|type|uri|url|path|file|expir\w*|ttl|age|length|size|at|usage|budget|used)\b)|(?:Sha\d*|Hash|Digest|Id|Name|Count|Limit|Type|Url|Path|File|At)$/;

/** A text without the values that stand behind a secret's name. */
export function withoutNamedSecrets(text: string): string {
  return text.replace(
    named,
    (whole: string, before: string, rest: string, joint: string, quoteMark: string, value: string) =>
      !about.test(rest) && isSecret(before, joint, quoteMark, value)
        ? `${before}${quoteMark}[secret]`
        : whole,
  );
}

/** Whether a member of that name keeps a secret. */
export function isNamedSecret(key: string, value: string): boolean {
  const rest = secretName.exec(key)?.[1];
  return rest !== undefined && !about.test(rest) && isSecret(key, "=", '"', value);
}

function isSecret(before: string, joint: string, quoteMark: string, value: string): boolean {
  // Code, placeholders and what was taken out already.
  if (
    /^(?:[$[{(*%]|process\.|env\.|(?:undefined|null|none|true|false|string|required|missing|unset)\b)|\(|^\*+$/i.test(
      value,
    )
  )
    return false;
  const ispass = /^pass|^pwd/i.test(before);
  if (/^[\d.,:_-]+$/.test(value)) return ispass && value.length >= 4;
  const mixed = /\d/.test(value) && /[a-z]/i.test(value);
  const marked = /[^\w.,:!?)-]/.test(value);
  const assigned = /^[:=]/.test(joint) && (joint.includes("=") || quoteMark !== "");
  if (assigned && !/^\s/.test(joint)) return value.length >= (ispass ? 4 : 6);
  return value.length >= 6 && (mixed || marked);
}
