import { Text } from "@mantine/core";
import { z } from "zod";
import type { VoiceReport } from "../../../../shared/actions/voice-payload.ts";
import { voiceModelNames, voiceModels, voicePrice } from "../../../../shared/domain/voice/voice-models.ts";
import { dollars } from "../parts/money.tsx";
import { type ActionView, renders } from "./action-view.ts";
import { Fields } from "./fields.tsx";

const form = { title: z.string(), text: z.string(), voice: z.string(), model: z.enum(voiceModelNames) };

/** What is read aloud: the voice, what it costs, and every word. */
export const voiceReport: ActionView = {
  words: "Read aloud",
  rendering: renders<VoiceReport>()(form, ({ title, text, voice, model }) => (
    <article>
      <Fields
        fields={[
          ["Title", title],
          ["Voice", voice],
          ["Model", voiceModels[model].name],
          ["Cost", `${dollars(voicePrice(model, text) / 1e6)} for ${text.length} characters`],
        ]}
      />
      <Text mt="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {text}
      </Text>
    </article>
  )),
};
