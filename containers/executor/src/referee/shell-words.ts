/** A word of a command, as a shell takes it. */
export interface ShellWord {
  text: string;
  /** A pattern that stands in no quotes: the shell puts the files in its place. */
  isPattern: boolean;
}

/** One command of a line. */
export interface ShellCommand {
  /** As it is written. */
  text: string;
  words: readonly ShellWord[];
}

/** Programs that only make TAP nicer to read. */
const formatter = /\s*\|\s*(?:npx\s+)?(?:tap-[\w-]+|faucet|tnyan)(?=\s*(?:$|&&|;))/g;

/** What only the shell that runs it can do: it decides what comes next, or changes what the next command finds. */
const ofTheShell = new Set(
  "if then else elif fi for while until do done case esac function { } [[ . source eval exec trap pushd popd unset alias ulimit".split(
    " ",
  ),
);

/**
 * The commands of a line that are run one after the other, each if those before it went well or whatever they did. Null where there is
 * more to it than words: pipes, variables, redirections, conditions.
 */
export function commandsOf(line: string): ShellCommand[] | null {
  const text = line.replaceAll(formatter, "");
  const commands: ShellCommand[] = [];
  let from = 0;
  let words: ShellWord[] = [];
  let word: ShellWord | null = null;
  const endWord = (): void => {
    if (word !== null) words.push(word);
    word = null;
  };
  const endCommand = (end: number): void => {
    endWord();
    if (words.length > 0) commands.push({ text: text.slice(from, end).trim(), words });
    words = [];
  };
  for (let index = 0; index < text.length; index++) {
    const sign = text[index] ?? "";
    const at: ShellWord = word ?? { text: "", isPattern: false };
    if (text.startsWith("&&", index) || sign === ";" || sign === "\n") {
      endCommand(index);
      if (sign === "&") index++;
      from = index + 1;
    } else if (/\s/.test(sign)) endWord();
    else if (sign === "#" && word === null) return null;
    else if (/[|&()<>$`]/.test(sign)) return null;
    else if (sign === '"' || sign === "'") {
      const quoted = inQuotes(text, index);
      if (quoted === null) return null;
      word = { ...at, text: at.text + quoted.text };
      index = quoted.end;
    } else if (sign === "\\") {
      const next = text[++index];
      if (next === undefined) return null;
      // A line that goes on in the next one.
      if (next !== "\n") word = { ...at, text: at.text + next };
    } else word = { text: at.text + sign, isPattern: at.isPattern || /[*?[]/.test(sign) };
  }
  endCommand(text.length);
  return commands.some(({ words: [first] }) => first !== undefined && isShells(first.text, commands))
    ? null
    : commands;
}

/** What is in quotes that begin at a place, and where they end. Null: they don't, or a shell would put something in. */
function inQuotes(text: string, start: number): { text: string; end: number } | null {
  const quote = text[start];
  let found = "";
  for (let index = start + 1; index < text.length; index++) {
    const sign = text[index] ?? "";
    if (sign === quote) return { text: found, end: index };
    if (quote === '"' && /[$`]/.test(sign)) return null;
    const escaped = quote === '"' && sign === "\\" && /["\\]/.test(text[index + 1] ?? "");
    found += escaped ? (text[++index] ?? "") : sign;
  }
  return null;
}

/** A virtual environment's activation is no such thing: the project's own is active anyway. */
const isShells = (first: string, commands: readonly ShellCommand[]): boolean =>
  ofTheShell.has(first) &&
  !commands.every(({ words }) => words[0]?.text !== first || isActivation(words.map(({ text }) => text)));

/** Whether a command only activates a virtual environment of Python's. */
export const isActivation = ([first, file = ""]: readonly string[]): boolean =>
  (first === "." || first === "source") && /(?:^|\/)bin\/activate$/.test(file);
