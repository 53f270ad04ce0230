/** The last letter of an escape is no part of the word that follows: in JSON, in an address, on a terminal. */
const afterEscape = "(?<=\\\\[bfnrtv])|(?<=\\\\u[0-9A-Fa-f]{4})|(?<=%[0-9A-Fa-f]{2})|(?<=\\[[\\d;]{0,20}m)";

/** Where a word begins; an underscore may stand before it, as in the name of a setting. */
const from = `(?:(?<![A-Za-z0-9])|${afterEscape})`;

/** Tokens that say themselves what they are: what they begin with, and what follows. */
const tokens = [
  // Slack: bots, people, apps, refreshing, browsers.
  "xox[a-z](?:\\.xox[a-z])?-[\\w%+/=-]{8,}",
  "xapp-\\d-[A-Za-z0-9-]{8,}",
  // GitHub, GitLab, Bitbucket and Atlassian.
  "gh[a-z]_[A-Za-z0-9]{10,}[\\w.-]*",
  "github_pat_\\w{10,}",
  "gl(?:pat|ptt|dt|rt|cbt|ft|soat|oas|agent|imt|ffct)-[\\w.-]{10,}",
  "AT(?:ATT|CTT|BB|STT)[A-Za-z0-9][\\w=-]{10,}",
  // Models.
  "sk-(?:ant|proj|svcacct|admin|or|live)-[\\w-]{6,}",
  "sk-[A-Za-z0-9]{32,}",
  "hf_[A-Za-z0-9]{20,}",
  // Mail, money, telling.
  "re_(?=[A-Za-z]{0,40}\\d)[A-Za-z0-9]{8,}(?:_[A-Za-z0-9]{8,})?",
  "SG\\.[\\w-]{16,}\\.[\\w-]{16,}",
  "(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{10,}",
  "wh(?:sec|pk|sk)_[A-Za-z0-9+/=]{16,}",
  "\\d{8,10}:AA[\\w-]{33}",
  // Sentry, Asana, Linear, Notion, Figma.
  "sntry[a-z]_[\\w+/=.-]{16,}",
  "[12]/\\d{10,20}(?:/\\d{10,20})?:[0-9a-f]{32}",
  "lin_(?:api|oauth)_[A-Za-z0-9]{16,}",
  "(?:ntn|secret)_[A-Za-z0-9]{32,}",
  "fig[a-z]_[\\w-]{16,}",
  // Clouds.
  "(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])",
  "AIza[\\w-]{30,}",
  "ya29\\.[\\w-]{10,}",
  "GOCSPX-[\\w-]{20,}",
  "1//0[\\w-]{20,}",
  "[\\w~.-]{3}\\dQ~[\\w~.-]{31,40}",
  "do[opr]_v1_[0-9a-f]{16,}",
  "cf(?:k|ut|at)_[A-Za-z0-9]{20,}",
  "v1\\.0-[0-9a-f]{24}-[0-9a-f]{64,}",
  "dapi[0-9a-f]{32}",
  "hv[bs]\\.[\\w-]{16,}",
  "gl(?:sa|c)_[\\w+/=]{16,}",
  "NRAK-[A-Z0-9]{20,}",
  "sb(?:p|_secret)_[\\w-]{16,}",
  "pscale_(?:tkn|pw|oauth)_[\\w.=-]{16,}",
  // LinkedIn, Threads.
  "AQ[\\w-]{60,}",
  "TH[A-Z]{2}[\\w-]{60,}",
  // Registries and sharing of code.
  "npm_[A-Za-z0-9]{30,}",
  "pypi-AgE[\\w-]{16,}",
  "dckr_[a-z]{3}_[\\w-]{16,}",
  "rubygems_[0-9a-f]{32,}",
  "shp(?:at|ca|pa|ss)_[0-9a-fA-F]{16,}",
  "PMAK-[0-9a-f]{20,}[0-9a-f-]*",
  "AGE-SECRET-KEY-1[A-Z0-9]{30,}",
];

const webToken = "(?<![\\w-])eyJ[\\w-]{10,}\\.[\\w-]{10,}(?:\\.[\\w-]*)*";

/** A token that says itself what it is. */
export const selfTelling = new RegExp(`${from}(?:${tokens.join("|")})|${webToken}`, "g");

/** Letters of 256 random bits in base64url: the tokens that people, jobs and webhooks of ours have. */
export const ownLength = 43;

/** A whole key, as far as it goes; one that is cut off ends where its letters do. */
export const secretKey =
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:(?:[^-]|-(?!----))*-----END [A-Z0-9 ]{0,60}-----|[A-Za-z0-9+/=\s\\]*)/g;

/** Addresses that are a secret in themselves, with what stands in their place. */
export const secretAddresses: readonly [RegExp, string][] = [
  [/(hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/)[\w/+=-]{8,}/g, "$1[secret]"],
  [/(\/deploy_hooks\/)[\w-]{8,}/g, "$1[secret]"],
  [/(discord(?:app)?\.com\/api\/webhooks\/)[\w/-]{8,}/g, "$1[secret]"],
  [/(\.webhook\.office\.com\/webhookb2\/)[^\s"'<>]{8,}/g, "$1[secret]"],
  // Ours, of a draft's preview.
  [/(\/preview\/[\w-]{4,400}\.[0-9a-z]{6,12}\.)[\w-]{43}/g, "$1[secret]"],
];

/** What is a secret by its form, with what stands in its place. Each looks at a letter a bounded number of times. */
export const secretPatterns: readonly [RegExp, string | ((whole: string) => string)][] = [
  [secretKey, "[secret key]"],
  ...secretAddresses,
  [
    /:\/\/(?:[^\s/:@]{0,200}:[^\s/@]{1,500}|[\w-]{16,200})@([\w.-]{1,255}(?::\d{1,5})?)(?:\/[^\s"'<>]*)?/g,
    "://[secret]@$1",
  ],
  [
    /([?&;](?:key|sig|signature|code|auth|se?cret|x-amz-(?:signature|credential|security-token)|x-goog-signature)=)[^&\s"'#<>]{8,}/gi,
    "$1[secret]",
  ],
  // Headers.
  [
    /\b((?:proxy-)?authorization["']?\s{0,3}[:=]\s{0,3}["']?(?:\w{3,20}\s{1,5})?)(?=\S{0,200}\d|\S{16})[^\s"',]{6,}/gi,
    "$1[secret]",
  ],
  [new RegExp(`${from}((?:set-)?cookie:\\s{0,3})[\\w.-]{1,100}=[^\\r\\n"']{4,}`, "gi"), "$1[secret]"],
  [/\bBearer\s{1,5}(?=\S{0,60}\d|\S{24})[\w.~+/=-]{8,}/gi, "Bearer [secret]"],
  [/\bBasic\s{1,5}(?=[A-Za-z+/]{0,40}\d)[A-Za-z0-9+/]{12,}={0,2}/g, "Basic [secret]"],
  [new RegExp(`${from}(?:${tokens.join("|")})`, "g"), "[secret]"],
  [new RegExp(webToken, "g"), "[token]"],
  [
    new RegExp(`(?:(?<![\\w+/=.:@-])|${afterEscape})[\\w-]{${ownLength}}(?![\\w+/=@-])`, "g"),
    (word) => (isRandom(word) ? "[secret]" : word),
  ],
];

/** Letters of chance change their kind at every other step; those of words and names don't. */
export function isRandom(word: string): boolean {
  const kinds = word.split("").map((letter) => (/\d/.test(letter) ? 0 : /[a-z]/.test(letter) ? 1 : 2));
  const turns = kinds.filter((kind, at) => at > 0 && kind !== kinds[at - 1]).length;
  return turns >= 16 && new Set(kinds).size === 3;
}
