/**
 * What a command was given as a whole number; null where it wasn't given.
 * @throws Error that names the option, and what it must be.
 */
export function wholeOption(name: string, text: string | undefined, atLeast = 0): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < atLeast)
    throw new Error(`--${name} must be a whole number of at least ${atLeast}, not "${text}"`);
  return value;
}
