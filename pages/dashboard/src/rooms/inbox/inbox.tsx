import { Button, Kbd, Text } from "@mantine/core";
import { type ReactElement, useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { Empty } from "../../parts/empty.tsx";
import { Room } from "../../parts/room.tsx";
import classes from "./inbox.module.css";
import { addressOfItem, itemOf, nextAfter, stepFrom } from "./items.ts";
import { ItemDetail } from "./item-detail.tsx";
import { InboxList } from "./list/inbox-list.tsx";
import { ShortcutsHelp } from "./shortcuts-help.tsx";
import { type InboxList as Listed, useInbox } from "./use-inbox.ts";
import { useKeys } from "../../parts/keys/use-keys.ts";
import { commandOf } from "./shortcuts.ts";

/** Where people decide: what waits at the left, and what exactly it is beside it; on a phone one after the other. */
export function Inbox({ selected }: { selected?: string }): ReactElement {
  const inbox = useInbox();
  const [, navigate] = useLocation();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const rows = useRef<HTMLDivElement>(null);
  const focusRow = (slug: string | undefined): void => {
    if (slug !== undefined) rowIn(rows.current, slug)?.focus({ preventScroll: true });
  };
  const isListed = selected !== undefined && inbox.slugs.includes(selected);
  useEffect(() => {
    if (isListed) showRow(rows.current, selected);
  }, [selected, isListed]);
  // The list as it was when the item that is shown was still in it, and what is shown: an answer may come late.
  const latest = useRef({ selected, order: inbox.slugs });
  useEffect(() => {
    const isInOrder = selected === undefined || isListed;
    latest.current = { selected, order: isInOrder ? inbox.slugs : latest.current.order };
  });
  const go = (by: 1 | -1): void => {
    const next =
      (selected === undefined || isListed
        ? undefined
        : nextAfter(latest.current.order, inbox.slugs, selected)) ?? stepFrom(inbox.slugs, selected, by);
    if (next === undefined || next === selected) return;
    navigate(addressOfItem(next));
    focusRow(next);
  };
  useKeys(commandOf, {
    next: () => go(1),
    previous: () => go(-1),
    open: () => document.getElementById("item-heading")?.focus(),
    back: () => {
      navigate("/inbox");
      focusRow(selected);
    },
    help: () => setHelpOpen(true),
  });
  /** Goes on to the next one, unless whoever decided has gone elsewhere already. */
  const onDone = (slug: string): void => {
    const { selected: shown, order } = latest.current;
    if (shown !== slug || !order.includes(slug)) return;
    const next = nextAfter(order, inbox.slugs, slug);
    navigate(next === undefined ? "/inbox" : addressOfItem(next));
    focusRow(next);
  };
  return (
    <Room
      title="Inbox"
      lead="What waits for a person, the riskiest first. Every decision is on exact bytes."
      actions={
        <Button variant="default" size="xs" visibleFrom="sm" onClick={() => setHelpOpen(true)}>
          Shortcuts (?)
        </Button>
      }
    >
      <div className={classes["panes"]} data-selected={selected !== undefined}>
        <div className={classes["list"]} ref={rows}>
          <InboxList inbox={inbox} selected={selected} />
        </div>
        <div className={classes["detail"]}>
          {selected === undefined ? (
            <NothingChosen inbox={inbox} />
          ) : (
            <ItemDetail
              key={selected}
              item={itemOf(selected)}
              inbox={inbox}
              onDone={() => onDone(selected)}
            />
          )}
        </div>
      </div>
      <ShortcutsHelp opened={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </Room>
  );
}

function rowIn(list: HTMLElement | null, slug: string): HTMLElement | null {
  return list?.querySelector<HTMLElement>(`[data-slug="${CSS.escape(slug)}"]`) ?? null;
}

/** Scrolls the list, and only the list, until a row is in view. */
function showRow(list: HTMLElement | null, slug: string): void {
  const row = rowIn(list, slug)?.getBoundingClientRect();
  if (!list || !row) return;
  const view = list.getBoundingClientRect();
  const margin = 12;
  if (row.top < view.top) list.scrollBy({ top: row.top - view.top - margin });
  else if (row.bottom > view.bottom) list.scrollBy({ top: row.bottom - view.bottom + margin });
}

/** Stands beside the list when nothing of it is open. */
function NothingChosen({ inbox }: { inbox: Listed }): ReactElement | null {
  if (inbox.list.data === undefined || inbox.slugs.length === 0) return null;
  return (
    <Empty title="Choose what to look at">
      <Text component="span" inherit>
        <Kbd>j</Kbd> and <Kbd>k</Kbd> go through the list, <Kbd>?</Kbd> shows all keys.
      </Text>
    </Empty>
  );
}
