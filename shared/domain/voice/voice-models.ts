/** The models that texts are read aloud with. */
export const voiceModelNames = ["eleven_multilingual_v2", "eleven_flash_v2_5"] as const;
export type VoiceModel = (typeof voiceModelNames)[number];

/**
 * What each costs, how much of a text it takes in one request, and how much it is given: so much is read within the time that a request has.
 * Prices are ElevenLabs' list prices (elevenlabs.io/pricing/api: 0.10 and 0.05 dollars for 1,000 characters), limits are those of its
 * documentation (elevenlabs.io/docs/overview/models).
 */
export const voiceModels = {
  eleven_multilingual_v2: {
    name: "Multilingual v2",
    microUsdPerCharacter: 100,
    longest: 10_000,
    atOnce: 1500,
  },
  eleven_flash_v2_5: { name: "Flash v2.5", microUsdPerCharacter: 50, longest: 40_000, atOnce: 3000 },
} as const satisfies Record<VoiceModel, object>;

/** The longest text that is read aloud, characters: some eleven minutes. */
export const longestSpoken = 10_000;

/** What reading a text aloud costs, micro-dollars. */
export function voicePrice(model: VoiceModel, text: string): number {
  return voiceModels[model].microUsdPerCharacter * text.length;
}
