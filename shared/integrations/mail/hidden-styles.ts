import { lookUp } from "../../platform/look-up.ts";
/** What a style sheet hides, by the plain selectors that mails use: tag, .class, #id and tag.class. */
export type HiddenSelectors = ReadonlySet<string>;

/** The selectors whose rules hide what they fit. */
export function hiddenSelectors(css: string): Set<string> {
  const found = new Set<string>();
  for (const [, selectors = "", body = ""] of css.matchAll(/([^{}]{1,500})\{([^{}]{0,2000})\}/g))
    if (hides(body, null)) for (const one of selectors.split(",")) found.add(one.trim().toLowerCase());
  return found;
}

/** How an element is shown: whether at all, and on which ground its text stands. */
export interface Shown {
  hidden: boolean;
  background: string | null;
}

/** Whether an element, as its mail's author wrote it, can't be seen by a person who reads the mail. */
export function shownAs(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  sheet: HiddenSelectors,
  around: Shown,
): Shown {
  const style = attributes["style"] ?? "";
  const background = colourOf(style, "background(?:-color)?") ?? attributes["bgcolor"] ?? around.background;
  const named = [tag, ...namesOf(tag, attributes)].some((name) => sheet.has(name));
  const font = tag === "font" ? `color:${attributes["color"] ?? "inherit"}` : "";
  const hidden =
    around.hidden ||
    named ||
    "hidden" in attributes ||
    (tag === "input" && attributes["type"] === "hidden") ||
    hides(style, background) ||
    hides(font, background);
  return { hidden, background };
}

function namesOf(tag: string, attributes: Readonly<Record<string, string>>): string[] {
  const classes = (attributes["class"] ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const id = attributes["id"]?.toLowerCase();
  return [
    ...classes.flatMap((name) => [`.${name}`, `${tag}.${name}`]),
    ...(id === undefined ? [] : [`#${id}`, `${tag}#${id}`]),
  ];
}

const invisible = [
  /(?:^|;)display:none/,
  /(?:^|;)visibility:(?:hidden|collapse)/,
  /(?:^|;)mso-hide:all/,
  /(?:^|;)opacity:0?(?:\.0\d*)?(?:;|!|$)/,
  /(?:^|;)font-size:(?:0|0?\.\d+|1(?:\.\d+)?px|1pt)(?:px|pt|em|rem|%)?(?:;|!|$)/,
  /(?:^|;)font:[^;]*\b0(?:px|pt)?[/ ]/,
  /(?:^|;)(?:max-)?(?:height|width):0(?:px|pt|em)?(?:;|!|$)/,
  /(?:^|;)(?:left|right|top|bottom|margin-left|margin-top|text-indent):-\d{3,}/,
  /(?:^|;)clip(?:-path)?:(?:rect\(0|inset\((?:50|100)%)/,
  /(?:^|;)transform:scale\(0/,
  /(?:^|;)color:(?:transparent|rgba\([^)]*,0(?:\.0+)?\))/,
];

function hides(style: string, background: string | null): boolean {
  const plain = style
    .toLowerCase()
    .replaceAll(/\/\*.*?\*\//g, "")
    .replaceAll(/\s+/g, "");
  if (plain === "") return false;
  if (invisible.some((pattern) => pattern.test(plain))) return true;
  const colour = colourOf(style, "(?<!background-)color");
  return (
    colour !== null && sameColour(colour, colourOf(style, "background(?:-color)?") ?? background ?? "#fff")
  );
}

function colourOf(style: string, property: string): string | null {
  const found = new RegExp(
    `(?:^|[;\\s])${property}\\s*:\\s*(#[0-9a-f]{3,8}|[a-z]+|rgba?\\([^)]*\\))`,
    "i",
  ).exec(style);
  return found?.[1] ?? null;
}

const names: Readonly<Record<string, readonly number[]>> = {
  white: [255, 255, 255],
  snow: [255, 250, 250],
  ivory: [255, 255, 240],
  whitesmoke: [245, 245, 245],
  ghostwhite: [248, 248, 255],
  black: [0, 0, 0],
};

/** Whether text in one colour can't be read on the other. Colours that are not known differ. */
function sameColour(one: string, other: string): boolean {
  const [a, b] = [rgb(one), rgb(other)];
  if (a === null || b === null) return one.toLowerCase() === other.toLowerCase();
  return a.every((value, n) => Math.abs(value - (b[n] ?? 0)) <= 12);
}

function rgb(colour: string): readonly number[] | null {
  const plain = colour.toLowerCase();
  const named = lookUp(names, plain);
  if (named !== undefined) return named;
  const hex = /^#([0-9a-f]{3,8})$/.exec(plain)?.[1];
  if (hex !== undefined) {
    const full = hex.length < 6 ? hex.replaceAll(/./g, "$&$&") : hex;
    return [0, 2, 4].map((n) => Number.parseInt(full.slice(n, n + 2), 16));
  }
  const parts = /^rgba?\(([^)]*)\)$/
    .exec(plain)?.[1]
    ?.split(/[\s,/]+/)
    .filter(Boolean);
  return parts === undefined || parts.length < 3 ? null : parts.slice(0, 3).map(Number);
}
