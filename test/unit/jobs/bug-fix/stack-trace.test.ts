import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frameSchema } from "../../../../shared/jobs/bug-fix/frame.ts";
import { parseTrace } from "../../../../shared/jobs/bug-fix/stack-trace.ts";
import { moreLogged } from "./more-traces.ts";
import { rarer } from "./rarer-traces.ts";
import { node, python, go, java, logged } from "./traces.ts";

const seen = (text: string) =>
  parseTrace(text).frames.map(({ file, line, function: name, inApp }) =>
    [file, line ?? "-", name ?? "-", inApp ? "ours" : "theirs"].join(" "),
  );

describe("a stack trace in a text", () => {
  it("of Node is read, innermost first, with what is ours", () => {
    expect(parseTrace(node).errorType).toBe("TypeError");
    expect(seen(node)).toEqual([
      "/srv/checkout/src/cart.js 38 - ours",
      "<anonymous> - Array.reduce theirs",
      "/srv/checkout/src/cart.js 36 cartTotal ours",
      "file:///srv/checkout/src/checkout.js 8 Checkout.pay ours",
      "/srv/checkout/node_modules/session/index.js 3 new Session theirs",
      "node:internal/process/task_queues 104 process.processTicksAndRejections theirs",
    ]);
  });

  it("of Python is turned round: there the innermost call comes last", () => {
    expect(parseTrace(python).errorType).toBe("ParserError");
    expect(seen(python)).toEqual([
      "/srv/venv/lib/python3.12/site-packages/dateutil/parser.py 7 <module> theirs",
      "/srv/calendar/calendar/rules.py 42 next_date ours",
      "/usr/lib/python3.12/runpy.py 198 _run_module_as_main theirs",
    ]);
  });

  it("of Go is the goroutine that panicked, and no other", () => {
    expect(parseTrace(go).errorType).toBe("runtime error");
    expect(seen(go)).toEqual([
      "/usr/local/go/src/runtime/panic.go 770 panic theirs",
      "/srv/shop/cart/cart.go 12 (*Cart).Total ours",
      "/go/pkg/mod/github.com/lib/pq@v1.10.9/conn.go 3 Open theirs",
      "/srv/shop/main.go 8 main ours",
      "/srv/shop/main.go 3 start ours",
    ]);
    expect(parseTrace(go).frames[1]?.module).toBe("github.com/acme/shop/cart");
  });

  it("of the JVM is the cause that began it, with the classes as modules", () => {
    expect(parseTrace(java).errorType).toBe("NullPointerException");
    expect(seen(java)).toEqual([
      "Cart.java 42 lambda$total$0 ours",
      "Cart.kt 12 total ours",
      "Native Method - invoke theirs",
    ]);
    expect(parseTrace(java).frames[0]?.module).toBe("com.acme.shop.Cart");
  });

  it("keeps to the error with our code in it when the cause has none", () => {
    const text = java
      .replace("com.acme.shop.Cart.lambda", "java.util.Cart.lambda")
      .replace("com.acme.shop.CartKt", "java.util.CartKt");
    expect(parseTrace(text).errorType).toBe("RuntimeException");
    expect(seen(text)[0]).toBe("Checkout.java 20 pay ours");
  });

  it("follows causes in Node and in Python too, but not an error that came up while another was handled", () => {
    const wrapped = `Error: no total\n    at pay (/srv/a.js:1:1) {\n  [cause]: TypeError: no cents\n      at total (/srv/b.js:2:2)\n}`;
    expect(parseTrace(wrapped)).toMatchObject({ errorType: "TypeError", frames: [{ file: "/srv/b.js" }] });
    const chain = (link: string): string =>
      `Traceback (most recent call last):\n  File "/srv/a.py", line 1, in a\n    x\nKeyError: 'x'\n\n${link}\n\n${python}`;
    const direct = "The above exception was the direct cause of the following exception:";
    expect(parseTrace(chain(direct)).errorType).toBe("KeyError");
    const during = "During handling of the above exception, another exception occurred:";
    expect(parseTrace(chain(during)).errorType).toBe("ParserError");
  });

  it.each([
    ["quoted", node.replaceAll(/^/gm, "> "), "TypeError", 6],
    ["with Windows line ends", node.replaceAll("\n", "\r\n"), "TypeError", 6],
    [
      "of Firefox",
      "cartTotal@https://shop.example/static/cart.js:12:34\n@https://shop.example/a.js:1:2",
      null,
      2,
    ],
    [
      "with a code",
      "AssertionError [ERR_ASSERTION]: 1 == 2\n\n1 !== 2\n\n    at t (/srv/t.js:1:1)",
      "AssertionError",
      1,
    ],
    [
      "of a rejected promise",
      "Uncaught (in promise) RangeError: x\n    at t (/srv/t.js:1:1)",
      "RangeError",
      1,
    ],
    ["of an error with a name of its own", "NotFound: x\n    at t (/srv/t.js:1:1)", "NotFound", 1],
    [
      "with code made of text",
      "Error: x\n    at eval (eval at go (/srv/t.js:1:1), <anonymous>:1:1)",
      "Error",
      1,
    ],
    ["without indents", python.replaceAll(/^ +/gm, ""), "ParserError", 3],
    ["of Windows", "Error: x\n    at t (C:\\shop\\src\\t.js:1:1)", "Error", 1],
  ])("is found %s", (_name, text, errorType, calls) => {
    const trace = parseTrace(text);
    expect(trace.errorType).toBe(errorType);
    expect(trace.frames).toHaveLength(calls);
  });

  it.each([
    "",
    "The checkout shows 0,00 € since this morning.",
    "We meet\nat 10:30\nat noon (or later)\nat Maya's: 12",
    "Error: it broke",
    "write to maya@shop.example:12",
    "The bot is up at 10:30:00\nand asks at once (see page 3:1)\nat Maya's: 12",
    "I said: no price in the cart: 12",
  ])("isn't seen where there is none: %j", (text) => {
    expect(parseTrace(text)).toEqual({ errorType: null, errorMessage: null, frames: [] });
  });

  it.each(Object.entries({ ...logged, ...moreLogged, ...rarer }))(
    "is read out of %s",
    (_where, [text, errorType, errorMessage, innermost]) => {
      expect(parseTrace(text)).toMatchObject({ errorType, errorMessage });
      expect(seen(text)[0]).toBe(innermost);
    },
  );

  it("is read out of what several services say at once", () => {
    const mixed =
      "web-1  | TypeError: no price\ndb-1   | checkpoint\nweb-1  |     at total (/srv/cart.js:42:5)\ndb-1   | done\nweb-1  |     at main (/srv/main.js:2:5)";
    expect(seen(mixed)).toEqual(["/srv/cart.js 42 total ours", "/srv/main.js 2 main ours"]);
  });

  const path = fc
    .array(fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/), { minLength: 1, maxLength: 4 })
    .map((parts) => `/srv/${parts.join("/")}`);
  const calls = fc.array(
    fc.record({
      file: path,
      line: fc.integer({ min: 1, max: 99_999 }),
      name: fc.stringMatching(/^[a-z_][A-Za-z0-9_]{0,12}$/),
    }),
    { minLength: 1, maxLength: 40 },
  );
  type Call = { file: string; line: number; name: string };
  const writers: Record<string, { end: string; write: (all: Call[]) => string }> = {
    Node: {
      end: ".ts",
      write: (all) =>
        `TypeError: x\n${all.map(({ name, file, line }) => `    at ${name} (${file}:${line}:7)`).join("\n")}`,
    },
    Python: {
      end: ".py",
      write: (all) =>
        `Traceback (most recent call last):\n${all
          .toReversed()
          .map(({ name, file, line }) => `  File "${file}", line ${line}, in ${name}\n    go: int = 1`)
          .join("\n")}\nTypeError: x`,
    },
    Go: {
      end: ".go",
      write: (all) =>
        `panic: TypeError\n\ngoroutine 1 [running]:\n${all.map(({ name, file, line }) => `main.${name}(0x1)\n\t${file}:${line} +0x1d`).join("\n")}`,
    },
    Java: {
      end: ".java",
      write: (all) =>
        `TypeError: x\n${all.map(({ name, file, line }) => `\tat com.acme.A.${name}(${file}:${line})`).join("\n")}`,
    },
  };
  it.each(Object.entries(writers))("of %s comes back as it was written", (_language, { end, write }) => {
    fc.assert(
      fc.property(calls, (written) => {
        const all = written.map((one) => ({ ...one, file: one.file + end }));
        const { frames } = parseTrace(write(all));
        expect(frames.map((one) => ({ file: one.file, line: one.line, name: one.function }))).toEqual(all);
      }),
    );
  });

  it("may be anything: what comes out fits into a report, and soon", () => {
    const bits = fc.constantFrom(
      "    at ",
      "(",
      ")",
      ":1:2",
      "/srv/a.js",
      "Error: ",
      "\n",
      'File "',
      '", line 3',
      "a.",
      "{",
      "@",
      "\t",
      "x",
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(bits, { maxLength: 60 }).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(text, (any) => {
        const { frames, errorType } = parseTrace(any);
        for (const frame of frames) frameSchema.parse(frame);
        expect(errorType === null || errorType.length <= 200).toBe(true);
      }),
    );
    for (const evil of ["at (", "a.", "a(", "Error", "at a (b", "((((", "at :1", 'File "', "1:"]) {
      const began = performance.now();
      const lines = `${evil.repeat(Math.floor(990 / evil.length))}\n`;
      parseTrace(lines.repeat(20) + "    at t (/srv/t.js:1:1)");
      expect(performance.now() - began, evil).toBeLessThan(300);
    }
    expect(parseTrace(`Error: x\n${"    at t (/srv/t.js:1:1)\n".repeat(500)}`).frames).toHaveLength(100);
  });
});
