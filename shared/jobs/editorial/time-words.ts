const inOrder = (from: number, ...names: string[]): [string, number][] =>
  names.flatMap((all, at) => all.split(" ").map((name): [string, number] => [name, from + at]));

/** Numbers as people write them out. */
export const numbers: ReadonlyMap<string, number> = new Map([
  ...inOrder(
    1,
    "one a an ein eine einer einem einen eins",
    "two zwei",
    "three drei",
    "four vier",
    "five fünf",
    "six sechs",
    "seven sieben",
    "eight acht",
    "nine neun",
    "ten zehn",
    "eleven elf",
    "twelve zwölf",
  ),
  ["fifteen", 15],
  ["fünfzehn", 15],
  ["twenty", 20],
  ["zwanzig", 20],
  ["thirty", 30],
  ["dreißig", 30],
  ["forty-five", 45],
]);

/** 1 is Monday. */
export const weekdays: ReadonlyMap<string, number> = new Map(
  inOrder(
    1,
    "monday mon montag",
    "tuesday tues tue dienstag",
    "wednesday wed mittwoch",
    "thursday thurs thur thu donnerstag",
    "friday fri freitag",
    "saturday sat samstag sonnabend",
    "sunday sun sonntag",
  ),
);

/** 1 is January. */
export const months: ReadonlyMap<string, number> = new Map(
  inOrder(
    1,
    "january jan januar jänner",
    "february feb februar",
    "march mar märz",
    "april apr",
    "may mai",
    "june jun juni",
    "july jul juli",
    "august aug",
    "september sept sep",
    "october oct oktober okt",
    "november nov",
    "december dec dezember dez",
  ),
);
