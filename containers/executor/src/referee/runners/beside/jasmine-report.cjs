const fs = require("node:fs");
const path = require("node:path");

/** A reporter for jasmine: every spec as JSON, and a line where one begins and ends. */
module.exports = class JasmineReport {
  groups = [];
  specs = [];

  suiteStarted({ description }) {
    this.groups.push(description);
  }

  suiteDone(suite) {
    // What fails in afterAll is told of the suite.
    if (suite.failedExpectations?.length > 0) this.add(suite, "(after all)");
    this.groups.pop();
  }

  specStarted({ description }) {
    console.log(`▶ ${[...this.groups, description].join(" > ")}`);
  }

  specDone(spec) {
    console.log(`${spec.status === "failed" ? "✗" : "✓"} ${[...this.groups, spec.description].join(" > ")}`);
    this.add(spec, spec.description);
  }

  add(result, title) {
    const failures = result.failedExpectations.map(({ matcherName, message, stack }) => ({
      matcher: matcherName ?? "",
      message: String(message ?? ""),
      stack: String(stack ?? ""),
    }));
    for (const { message, stack } of failures) console.log(`  ${message}\n${stack}`);
    const status = failures.length > 0 ? "failed" : result.status;
    this.specs.push({ groups: [...this.groups], title, file: result.filename ?? null, status, failures });
  }

  jasmineDone(result) {
    if (result.failedExpectations?.length > 0) {
      this.groups = [];
      this.add({ ...result, filename: null }, "(the run)");
    }
    fs.writeFileSync(path.join(__dirname, "report"), JSON.stringify(this.specs));
  }
};
