/** The key that the sandbox's ElevenLabs takes. */
export const SANDBOX_ELEVENLABS_KEY = "sk_sandbox_elevenlabs";

/** The voices of its account. */
export const sandboxVoices = [
  { voice_id: "sandboxVoiceAda0001", name: "Ada", category: "premade" },
  { voice_id: "sandboxVoiceIvo0002", name: "Ivo", category: "premade" },
] as const;

/** The models that it speaks with, each with the longest text that it takes at once. */
export const sandboxModels = new Map([
  ["eleven_multilingual_v2", 10_000],
  ["eleven_flash_v2_5", 40_000],
]);
