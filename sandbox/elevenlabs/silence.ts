/** A frame of MPEG 1 layer III at 128 kbit/s and 44.1 kHz: its length in bytes, and how long it lasts, seconds. */
const frameBytes = 417;
const frameSeconds = 1152 / 44_100;
const header = [0xff, 0xfb, 0x90, 0xc0];
/** So much is read aloud in a second. */
const charactersASecond = 15;

/** An MP3 that is silent for as long as the text would take to be read, with a tag before it as ElevenLabs' have one. */
export function silenceFor(text: string): Uint8Array<ArrayBuffer> {
  const frames = Math.max(1, Math.ceil(text.length / charactersASecond / frameSeconds));
  const tag = tagOf("TSSE", "sandbox");
  const bytes = new Uint8Array(tag.length + frames * frameBytes);
  bytes.set(tag);
  for (let n = 0; n < frames; n += 1) bytes.set(header, tag.length + n * frameBytes);
  return bytes;
}

/** An ID3v2.4 tag with one field. */
function tagOf(field: string, words: string): Uint8Array {
  const text = new TextEncoder().encode(`\u0003${words}`);
  const body = [...new TextEncoder().encode(field), 0, 0, 0, text.length, 0, 0, ...text];
  return Uint8Array.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, body.length, ...body]);
}
