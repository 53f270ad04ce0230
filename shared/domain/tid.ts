const alphabet = "234567abcdefghijklmnopqrstuvwxyz";
const length = 13;

/**
 * A timestamp identifier, the form of a record's key in the AT protocol (https://atproto.com/specs/tid): 53 bits of microseconds
 * and 10 bits that tell clocks apart.
 * @param micros microseconds since 1970.
 * @param clock below 1024.
 */
export function tidOf(micros: bigint, clock: number): string {
  let rest = (micros << 10n) | BigInt(clock);
  let tid = "";
  for (let n = 0; n < length; n += 1) {
    tid = `${alphabet.charAt(Number(rest & 31n))}${tid}`;
    rest >>= 5n;
  }
  return tid;
}
