import { expect, it } from "vitest";
import { errorLines } from "../../../containers/executor/src/referee/error-lines.ts";

const npm = `npm error code EUSAGE
npm error
npm error \`npm ci\` can only install packages when your package.json and package-lock.json are in sync.
npm error Missing: left-pad@1.3.0 from lock file
npm error
npm error Options:
npm error [--install-strategy <hoisted|nested>]
npm error A complete log of this run can be found in: /home/.npm/_logs/1.log`;

it.each([
  ["npm", npm, "npm error Missing: left-pad@1.3.0 from lock file"],
  [
    "pnpm",
    "Progress: 1\n ERR_PNPM_OUTDATED_LOCKFILE  Cannot install\nhelp",
    "ERR_PNPM_OUTDATED_LOCKFILE  Cannot install",
  ],
  [
    "pip",
    "Collecting a\nERROR: No matching distribution found for a==9\nnotice",
    "ERROR: No matching distribution found for a==9",
  ],
  [
    "what is coloured",
    "Collecting a\n\u001b[31mERROR: No matching distribution found for a==9\u001b[0m\nnotice",
    "ERROR: No matching distribution found for a==9",
  ],
  [
    "tsc",
    "src/a.ts(1,2): error TS2304: Cannot find name 'b'.\nFound 1 error.",
    "src/a.ts(1,2): error TS2304: Cannot find name 'b'.",
  ],
  ["what is silent about it", "one\ntwo", "one\ntwo"],
])("%s's own error is told, and not the end of its help", (_name, output, line) => {
  const told = errorLines(output);
  expect(told.split("\n")).toContain(line.split("\n")[0]);
  expect(told).not.toContain("complete log");
  expect(told).not.toContain("Options");
  expect(told.split("\n").length).toBeLessThanOrEqual(10);
});
