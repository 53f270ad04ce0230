import { errorLines } from "../error-lines.ts";
import { optionsOf, othersOf, wordsOf } from "./javascript.ts";
import type { Runner, TestResult } from "./runner.ts";

const target = /^\s+Running (?:unittests )?(\S+)(?: \(.*\))?$/;
const docTests = /^\s+Doc-tests (\S+)$/;
const outcome = /^test (.+?)(?: - should panic)? \.\.\. (?:(ok)|(FAILED)|(ignored)(?:, .*)?)$/;

/** A test's own assertion, by the words of Rust's macros and by where it was thrown. */
function kindOf(said: string, file: string | null): "assertion" | "error" {
  if (/^note: test did not panic as expected/m.test(said)) return "assertion";
  const panic = /panicked at ([^\n]+?):\d+:\d+:\n([\s\S]*)/.exec(said);
  const [, place = "", words = ""] = panic ?? [];
  // With words of its own, `assert!` says nothing else than `panic!`: only what compares can be told.
  if (!/^assertion (?:`left|failed)/.test(words)) return "error";
  const inUnit = file?.startsWith("src/") === true && place.startsWith("src/");
  return place === file || inUnit || /(?:^|\/)tests?(?:\/|\.rs$)/.test(place) ? "assertion" : "error";
}

/** What a test has said that failed: "---- name stdout ----" and what follows. */
function saidIn(lines: readonly string[], names: ReadonlySet<string>): Map<string, string> {
  const said = new Map<string, string[]>();
  let own: string[] | null = null;
  for (const line of lines) {
    const [, name] = /^---- (.+?)(?: - should panic)? stdout ----$/.exec(line) ?? [];
    if (name !== undefined && names.has(name) && !said.has(name)) said.set(name, (own = []));
    else if (line === "failures:") own = null;
    else own?.push(line);
  }
  return new Map([...said].map(([name, text]) => [name, text.join("\n").trim()]));
}

/** The results of one program of tests, up to where it begins to tell of failures. */
function resultsOf(file: string | null, lines: readonly string[]): TestResult[] {
  const end = lines.indexOf("failures:");
  const found = lines.slice(0, end === -1 ? undefined : end).flatMap((line) => {
    const [, name, ok, failed] = outcome.exec(line) ?? [];
    return name === undefined
      ? []
      : [{ name, status: ok ? "passed" : failed ? "failed" : "skipped" } as const];
  });
  const failing = found.flatMap(({ name, status }) => (status === "failed" ? [name] : []));
  const said = saidIn(end === -1 ? [] : lines.slice(end), new Set(failing));
  return found.map(({ name, status }) => {
    const message = said.get(name) ?? "";
    return {
      // A documentation's test is called by its line, which moves.
      name: name.replace(/ \(line \d+\)$/, ""),
      file: file ?? /^(\S+\.rs) - /.exec(name)?.[1] ?? null,
      status,
      message,
      kind: status === "failed" ? kindOf(message, file) : null,
    };
  });
}

/** Options that take the next word as their value. */
const values = new Set(
  wordsOf(
    "-p --package --exclude --bin --example --test --bench -F --features -j --jobs --profile --target --target-dir --manifest-path --config -Z --color --message-format",
  ),
);

const cut = (script: readonly string[]): { own: string[]; forTests: string[] } => {
  const at = script.indexOf("--");
  return at === -1
    ? { own: [...script], forTests: [] }
    : { own: script.slice(0, at), forTests: script.slice(at + 1) };
};

/** The targets that some files are in. */
const targetsOf = (files: readonly string[]): string[] => [
  ...new Set(
    files.flatMap((path) => {
      const [, name] = /^tests\/([^/]+?)(?:\.rs|\/.*)$/.exec(path) ?? [];
      return name === undefined ? ["--lib", "--bins"] : [`--test=${name}`];
    }),
  ),
];

export const cargoTest: Runner = {
  program: "cargo",
  uses: (project) => project.files.includes("Cargo.toml"),
  isTestFile: (path) =>
    /^tests\/[^/]+(?:\/main)?\.rs$|(?:^|\/)(?:tests|[^/]+_tests?)\.rs$|(?:^|\/)src\/(?:.*\/)?tests\/[^/]+\.rs$/.test(
      path,
    ),
  command: ({ files, script }) => {
    const { own, forTests } = cut(script);
    const kept = optionsOf(own, values).filter((word) => !["-q", "--quiet", "--no-fail-fast"].includes(word));
    const filters = files === null ? othersOf(own, values).filter((word) => word !== "test") : [];
    const command = ["cargo", "test", ...kept, "--no-fail-fast", "--color=never", ...filters];
    const some = files === null ? [] : targetsOf(files);
    const ran = forTests.filter((word) => !["-q", "--quiet"].includes(word));
    // Cargo says which program it runs on the one stream, that one its results on the other: in one they keep their order.
    return [
      "sh",
      "-c",
      'exec "$@" 2>&1',
      "sh",
      ...command,
      ...some,
      ...(ran.length === 0 ? [] : ["--", ...ran]),
    ];
  },
  mustFail: ({ path, text, id }) => ({
    path,
    text: `${text}\n#[test]\nfn test_${id}() {\n    assert_eq!("as it is", "as it must");\n}\n`,
  }),
  emptyFile: () => "",
  reportsIn: "output",
  parse: (text) => {
    const parts: { file: string | null; lines: string[] }[] = [];
    for (const line of text.split("\n")) {
      const file = target.exec(line)?.[1];
      if (file !== undefined) parts.push({ file, lines: [] });
      else if (docTests.test(line)) parts.push({ file: null, lines: [] });
      else parts.at(-1)?.lines.push(line);
    }
    const tests = parts.flatMap(({ file, lines }) => resultsOf(file, lines));
    if (/^error: could not compile /m.test(text))
      return {
        tests: [
          ...tests,
          { name: "(the build)", file: null, status: "failed", message: errorLines(text), kind: "load" },
        ],
        problem: null,
      };
    return { tests, problem: parts.length === 0 ? `cargo ran no tests: ${errorLines(text)}` : null };
  },
  running: (output) => [
    ...new Set(
      [...output.matchAll(/^test (.+?) has been running for over /gm)]
        .map(([, name = ""]) => name)
        .filter((name) => !output.includes(`test ${name} ... `)),
    ),
  ],
};
