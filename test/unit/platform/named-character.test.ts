import { expect, it } from "vitest";
import { decodeNamedCharacterReference } from "../../../shared/platform/bundle-aliases/named-character.ts";

it.each([
  ["amp", "&"],
  ["nbsp", "\u00A0"],
  ["semi", ";"],
  ["NotEqualTilde", "\u2242\u0338"],
  ["notin", "∉"],
])("&%s; is a character", (name, character) => {
  expect(decodeNamedCharacterReference(name)).toBe(character);
});

it.each(["notit", "ampx", "copyright", "signalbox"])("&%s; is none", (name) => {
  expect(decodeNamedCharacterReference(name)).toBe(false);
});
