import { Text } from "@mantine/core";
import { z } from "zod";
import type { AvatarSession } from "../../../../shared/actions/avatar-payload.ts";
import { avatarPrice } from "../../../../shared/domain/voice/avatar-session.ts";
import { dollars } from "../parts/money.tsx";
import { type ActionView, renders } from "./action-view.ts";
import { Fields } from "./fields.tsx";

const form = { title: z.string(), avatar: z.string(), text: z.string(), minutes: z.number() };

/** What an avatar talks of: which, for how long, what it costs at most, and every word that it is told. */
export const avatarSession: ActionView = {
  words: "Avatar’s session",
  rendering: renders<AvatarSession>()(form, ({ title, avatar, text, minutes }) => (
    <article>
      <Fields
        fields={[
          ["Title", title],
          ["Avatar", avatar],
          ["Cost", `At most ${dollars(avatarPrice(minutes) / 1e6)} for ${minutes} minutes`],
        ]}
      />
      <Text mt="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {text}
      </Text>
    </article>
  )),
};
