/** What a text in Markdown may hold at most; a post that people read has a tenth of it. */
const bounds = {
  length: 60_000,
  lines: 4000,
  /** Quotes and lists in each other at the beginning of a line, and all of the document's together. */
  nested: 12,
  containers: 3000,
  /** Columns that a line is moved in by: a list in a list stands two further in. */
  indent: 80,
  /** Marks that begin or end something within a line, in a paragraph and in the document. */
  paragraph: 400,
  marks: 4000,
  /** Brackets that are open at once within a paragraph. */
  brackets: 12,
  /** One mark again and again without anything between. */
  run: 80,
} as const;

/** What stands before a line's words: quotes, bullets and numbers, each of which opens a container. */
const containers = /^(?:[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))*/;
const mark = /[*_~`[\]!<>&^]/;

/**
 * Why a text's markup is more than a page can be built of; null: it isn't. Whoever renders Markdown walks it by recursion, and
 * takes the square of some of these.
 */
export function markdownProblem(markdown: string): string | null {
  if (markdown.length > bounds.length) return over("characters", bounds.length);
  const lines = markdown.split(/\r\n|\r|\n/);
  if (lines.length > bounds.lines) return over("lines", bounds.lines);
  let all = 0;
  let opened = 0;
  let here = { marks: 0, brackets: 0 };
  for (const line of lines) {
    const start = containers.exec(line)?.[0] ?? "";
    const nested = start.match(/[-+*>]|\d+[.)]/g)?.length ?? 0;
    opened += nested;
    if (nested > bounds.nested) return over("quotes or lists in each other", bounds.nested);
    if (opened > bounds.containers) return over("lines of quotes and lists", bounds.containers);
    const indent = (/^[ \t>]*/.exec(line)?.[0] ?? "").replaceAll("\t", "    ").length;
    if (indent > bounds.indent) return over("columns before a line's words", bounds.indent);
    // An empty line ends a paragraph, and what was open in it.
    if (line.trim() === "") here = { marks: 0, brackets: 0 };
    const before = here.marks;
    const problem = problemIn(line, here);
    if (problem !== null) return problem;
    all += here.marks - before;
    if (all > bounds.marks) return over("marks", bounds.marks);
  }
  return null;
}

/** Counts a line's marks on top of its paragraph's. */
function problemIn(line: string, here: { marks: number; brackets: number }): string | null {
  let run = 0;
  let last = "";
  for (const char of line) {
    run = char === last ? run + 1 : 1;
    last = char;
    if (!mark.test(char)) continue;
    here.marks += 1;
    if (char === "[") here.brackets += 1;
    if (char === "]") here.brackets = Math.max(0, here.brackets - 1);
    if (run > bounds.run) return over(`${char} in a row`, bounds.run);
    if (here.brackets > bounds.brackets) return over("brackets in each other", bounds.brackets);
    if (here.marks > bounds.paragraph) return over("marks in a paragraph", bounds.paragraph);
  }
  return null;
}

function over(what: string, most: number): string {
  return `has more than ${most} ${what}`;
}
