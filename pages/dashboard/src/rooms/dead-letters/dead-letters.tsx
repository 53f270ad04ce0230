import { Tabs } from "@mantine/core";
import type { ReactElement } from "react";
import { oneOf } from "../../parts/address.ts";
import { Room } from "../../parts/room.tsx";
import { useAddress } from "../../parts/use-address.ts";
import { LetterList } from "./letter-list.tsx";

const states = ["open", "replayed", "discarded"] as const;

const names = { open: "Open", replayed: "Sent again", discarded: "Discarded" };

/** Messages that no consumer could handle: an operator looks, and sends them again or closes them. */
export function DeadLetters(): ReactElement {
  const { get, set } = useAddress();
  const state = oneOf(get("state"), states) ?? "open";
  return (
    <Room
      title="Dead letters"
      lead="Messages that could not be handled, however often they were tried. None is lost."
    >
      <Tabs
        value={state}
        onChange={(next) => set({ state: next === "open" ? null : next })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {states.map((one) => (
            <Tabs.Tab value={one} key={one}>
              {names[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {states.map((one) => (
          <Tabs.Panel value={one} key={one}>
            <LetterList state={one} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Room>
  );
}
