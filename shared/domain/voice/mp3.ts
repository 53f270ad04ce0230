/** Bit rates of layer III in kbit/s by their index, of MPEG 1 and of MPEG 2 and 2.5 (ISO/IEC 11172-3, 13818-3). */
const rates1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const rates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const samplings = [44_100, 48_000, 32_000];

/** The frames of an MP3, without the tags around them, and how long they last, milliseconds. */
interface Mp3 {
  frames: Uint8Array;
  ms: number;
}

/**
 * Reads an MP3: frames can be put behind those of another one, tags can't. A last frame that isn't whole is left out, and so is a first
 * one that only describes the others. Null for what is no MP3.
 */
export function readMp3(bytes: Uint8Array): Mp3 | null {
  const begin = behindTag(bytes);
  let at = begin;
  let from = begin;
  let seconds = 0;
  for (let frame = frameAt(bytes, at); frame !== null; frame = frameAt(bytes, at)) {
    const end = at + frame.length;
    if (end > bytes.length) break;
    if (at === begin && describes(bytes.subarray(at, end))) from = end;
    else seconds += frame.samples / frame.sampling;
    at = end;
  }
  return seconds === 0 ? null : { frames: bytes.subarray(from, at), ms: Math.round(seconds * 1000) };
}

/** MP3s one behind the other. */
export function joinMp3(parts: readonly Mp3[]): Mp3 {
  const frames = new Uint8Array(parts.reduce((sum, part) => sum + part.frames.length, 0));
  let at = 0;
  let ms = 0;
  for (const part of parts) {
    frames.set(part.frames, at);
    at += part.frames.length;
    ms += part.ms;
  }
  return { frames, ms };
}

interface Frame {
  /** Bytes. */
  length: number;
  samples: number;
  /** Samples a second. */
  sampling: number;
}

function frameAt(bytes: Uint8Array, at: number): Frame | null {
  const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
  const version = (second >> 3) & 3;
  const isSync = first === 0xff && (second & 0xe0) === 0xe0;
  const isLayer3 = ((second >> 1) & 3) === 1;
  const rate = (version === 3 ? rates1 : rates2)[third >> 4] ?? 0;
  const base = samplings[(third >> 2) & 3];
  if (!isSync || version === 1 || !isLayer3 || rate === 0 || base === undefined) return null;
  const sampling = version === 3 ? base : version === 2 ? base / 2 : base / 4;
  const samples = version === 3 ? 1152 : 576;
  const padding = (third >> 1) & 1;
  return { length: Math.floor((samples / 8) * ((rate * 1000) / sampling)) + padding, samples, sampling };
}

/** Where the frames begin: behind an ID3v2 tag, whose length is in seven bits a byte. */
function behindTag(bytes: Uint8Array): number {
  if (ascii(bytes.subarray(0, 3)) !== "ID3") return 0;
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(6, 10);
  return 10 + (((a & 127) << 21) | ((b & 127) << 14) | ((c & 127) << 7) | (d & 127));
}

/** A frame of encoders that has no sound, and says of how many frames the whole consists. */
function describes(frame: Uint8Array): boolean {
  const head = ascii(frame.subarray(0, 64));
  return head.includes("Xing") || head.includes("Info") || head.includes("VBRI");
}

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
