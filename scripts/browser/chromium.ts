import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** The shell comes first: it draws pages and nothing around them, for four fifths of the work. */
const places = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** How to get the browser that the tests and the screenshots need. */
export const howToGetChromium =
  "no Chromium found: install it (Debian, Ubuntu: apt-get install chromium-headless-shell; macOS: brew install --cask chromium), or set CHROMIUM_PATH to the one you have";

/** Where Chromium is on this machine; null: nowhere that we know. */
export function findChromium(): string | null {
  const named = process.env["CHROMIUM_PATH"];
  if (named !== undefined && named !== "") return existsSync(named) ? named : null;
  return places.find((path) => existsSync(path)) ?? null;
}

/**
 * Starts a Chromium that talks to nobody but the pages it is shown.
 * @throws Error that says how to get one.
 */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(howToGetChromium);
  return chromium.launch({
    executablePath,
    // In a container there is no user to sandbox for, and root may not.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
