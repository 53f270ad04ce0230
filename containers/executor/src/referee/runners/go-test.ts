import { z } from "zod";
import { optionsOf, othersOf, wordsOf } from "./javascript.ts";
import type { Runner, TestResult } from "./runner.ts";

/** One line of `go test -json`: https://pkg.go.dev/cmd/test2json#hdr-Output_Format */
const eventSchema = z.object({
  Action: z.string(),
  Package: z.string().optional(),
  ImportPath: z.string().optional(),
  Test: z.string().optional(),
  Output: z.string().optional(),
});
type GoEvent = z.infer<typeof eventSchema>;

function eventsOf(text: string): GoEvent[] {
  return text.split("\n").flatMap((line) => {
    if (!line.startsWith("{")) return [];
    const event = eventSchema.safeParse(jsonOf(line));
    return event.success ? [event.data] : [];
  });
}

/** A line that was cut, or that a test has printed itself, is none of Go's. */
function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Go has no assertions: a test that reports an error fails by its own word; one that panics doesn't. */
function kindOf(output: string): "assertion" | "error" | "timeout" {
  if (/^panic: test timed out after/m.test(output)) return "timeout";
  return /^(?:\s*)panic: |^fatal error: |\[recovered\]/m.test(output) ? "error" : "assertion";
}

/** Options that take the next word as their value. */
const values = new Set(
  wordsOf(`
  -timeout -run -bench -count -cpu -parallel -tags -coverprofile -covermode -coverpkg -shuffle -p
  -mod -modfile -ldflags -gcflags -asmflags -vet -o -exec -benchtime -fuzz -fuzztime -skip -C
  -buildmode -overlay -pgo -toolexec -cpuprofile -memprofile -blockprofile -mutexprofile
  -outputdir -trace -list
`),
);

export const goTest: Runner = {
  program: "go",
  uses: (project) => project.files.includes("go.mod"),
  isTestFile: (path) => path.endsWith("_test.go") || /(?:^|\/)testdata\//.test(path),
  command: ({ files, script: given }) => {
    // It takes its flags with one dash or two.
    const script = given.map((word) => word.replace(/^--(?=\w)/, "-"));
    const flags = optionsOf(script, values).filter((word) => !["-json", "-failfast"].includes(word));
    // A single file would be compiled without its package: the package is what Go runs.
    const packages =
      files === null ? othersOf(script, values).filter((word) => word !== "test") : files.map(folderOf);
    return [
      "go",
      "test",
      "-json",
      "-count=1",
      ...flags,
      ...(packages.length === 0 ? ["./..."] : new Set(packages)),
    ];
  },
  emptyFile: (text) => `package ${packageOf(text) ?? "main"}\n`,
  mustFail: ({ path, text, id }) => {
    const name = packageOf(text);
    if (name === undefined) return null;
    const fails = `package ${name}\n\nimport "testing"\n\nfunc Test_${id}(t *testing.T) {\n\tt.Fatal("as it must")\n}\n`;
    return { path: path.replace(/[^/]*$/, `${id}_test.go`), text: fails };
  },
  reportsIn: "output",
  parse: (text) => {
    const events = eventsOf(text);
    const outputs = new Map<string, string>();
    const key = (event: GoEvent): string => `${event.Package ?? event.ImportPath ?? ""} ${event.Test ?? ""}`;
    for (const event of events) {
      if (event.Output === undefined) continue;
      outputs.set(key(event), (outputs.get(key(event)) ?? "") + event.Output);
    }
    const failedPackages = new Set(
      events.flatMap((event) => (event.Test !== undefined && event.Action === "fail" ? [event.Package] : [])),
    );
    const failed = events.flatMap((event) =>
      event.Action === "fail" && event.Test !== undefined ? [`${event.Package ?? ""} ${event.Test}`] : [],
    );
    const around = new Set(failed.flatMap(testsAround));
    const failedIn = (event: GoEvent): boolean => around.has(`${event.Package ?? ""} ${event.Test ?? ""}`);
    const tests = events.flatMap((event): TestResult[] => {
      const message = outputs.get(key(event)) ?? "";
      const { Action: action, Package: name = "" } = event;
      if (event.Test !== undefined) {
        const test = { name: `${name}.${event.Test}`, file: null };
        if (action === "pass") return [{ ...test, status: "passed", message: "", kind: null }];
        if (action === "skip") return [{ ...test, status: "skipped", message: "", kind: null }];
        // What failed was a test inside of it, which stands by itself: one more row of a table makes no other test fail.
        if (action === "fail" && saysNothing(message) && failedIn(event))
          return [{ ...test, status: "passed", message: "", kind: null }];
        return action === "fail" ? [{ ...test, status: "failed", message, kind: kindOf(message) }] : [];
      }
      // A package that fails without one of its tests couldn't be built, or fell over as a whole.
      return action === "fail" && !failedPackages.has(event.Package)
        ? [
            {
              name: `${name} (the package)`,
              file: null,
              status: "failed",
              message: buildOutput(outputs, name) + message,
              kind: "load",
            },
          ]
        : [];
    });
    return { tests, problem: events.length === 0 ? `go test ran nothing: ${ownWords(text)}` : null };
  },
  running: (output) => {
    const running = new Set<string>();
    for (const { Action: action, Package: name = "", Test: test } of eventsOf(output)) {
      if (test === undefined) continue;
      if (action === "run") running.add(`${name}.${test}`);
      else if (["pass", "fail", "skip"].includes(action)) running.delete(`${name}.${test}`);
    }
    // A test is running as long as one in it is.
    return [...running].filter((name) => ![...running].some((other) => other.startsWith(`${name}/`)));
  },
};

/** "p TestA" and "p TestA/b" of "p TestA/b/c". */
const testsAround = (name: string): string[] =>
  [...name.slice(name.indexOf(" ")).matchAll(/\//g)].map(({ index }) =>
    name.slice(0, name.indexOf(" ") + index),
  );

/** Whether a test has printed nothing but what Go says of each. */
const saysNothing = (output: string): boolean => !/^(?!\s*(?:===|---) |\s*$)/m.test(output.trimEnd());

/** What the compiler says of a package, or of its tests: "acme.dev/shop [acme.dev/shop.test]". */
const buildOutput = (outputs: ReadonlyMap<string, string>, name: string): string =>
  [...outputs].flatMap(([key, text]) => (key.startsWith(`${name} [`) ? text : [])).join("");

/** What go says where it can't even begin. */
const ownWords = (text: string): string => text.trim().slice(0, 1000) || "it said nothing";

const packageOf = (text: string): string | undefined => /^package\s+(\w+)/m.exec(text)?.[1];

const folderOf = (path: string): string => `./${path.split("/").slice(0, -1).join("/")}`;
