import type { ServiceAnswers } from "../../domain/answers.ts";

export const liveavatarAnswers: ServiceAnswers = { name: "LiveAvatar", door: "liveavatar" };
