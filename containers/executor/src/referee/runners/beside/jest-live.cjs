/** A reporter for jest: a line where a test begins and ends; before version 29 it knows of files alone. */
module.exports = class JestLive {
  onTestFileStart({ path }) {
    console.log(`▶ ${path}`);
  }

  onTestCaseStart({ path }, { ancestorTitles, title }) {
    console.log(`▶ ${[path, ...ancestorTitles, title].join(" > ")}`);
  }

  onTestCaseResult({ path }, { ancestorTitles, title }) {
    console.log(`✓ ${[path, ...ancestorTitles, title].join(" > ")}`);
  }

  onTestFileResult({ path }) {
    console.log(`✓ ${path}`);
  }
};
