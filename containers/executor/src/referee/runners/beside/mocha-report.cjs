const { writeFileSync } = require("node:fs");

/** A reporter for mocha of any version since 8: the JSON that later ones write themselves, and a line where a test begins and ends. */
module.exports = function mochaReport(runner, options) {
  const lists = { passes: [], pending: [], failures: [] };
  const end = (list, sign) => (test, error) => {
    const err = error === undefined ? {} : plain(error);
    const file = test.file ?? test.parent?.file ?? null;
    lists[list].push({ title: test.title, fullTitle: test.fullTitle(), file, err });
    console.log(`${sign} ${test.fullTitle()}`);
    if (error !== undefined) console.log(String(err.stack ?? err.message));
  };
  runner.on("test", (test) => console.log(`▶ ${test.fullTitle()}`));
  runner.on("pass", end("passes", "✓"));
  runner.on("pending", end("pending", "-"));
  runner.on("fail", end("failures", "✗"));
  runner.once("end", () =>
    writeFileSync((options.reporterOptions ?? options.reporterOption).output, JSON.stringify(lists)),
  );
};

const text = (value) => (value === undefined || value === null ? null : String(value));
const plain = (error) =>
  typeof error === "object" && error !== null
    ? {
        name: text(error.name),
        message: text(error.message),
        stack: text(error.stack),
        code: text(error.code),
      }
    : { name: null, message: String(error), stack: null, code: null };
