import { UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type ReactElement, type ReactNode, useId } from "react";
import classes from "./disclosure.module.css";

/** Something that is there for whoever wants to know; made only when it is opened. */
export function Disclosure({ label, children }: { label: ReactNode; children: ReactNode }): ReactElement {
  const [isOpen, { toggle }] = useDisclosure(false);
  const id = useId();
  return (
    <div>
      <DisclosureButton isOpen={isOpen} onToggle={toggle} controls={id}>
        {label}
      </DisclosureButton>
      <div id={id} hidden={!isOpen} className={classes["content"]}>
        {isOpen && children}
      </div>
    </div>
  );
}

/** Opens and closes something that stands elsewhere, under the id `controls`. */
export function DisclosureButton({
  isOpen,
  onToggle,
  controls,
  children,
}: {
  isOpen: boolean;
  onToggle: () => void;
  controls: string;
  children: ReactNode;
}): ReactElement {
  return (
    <UnstyledButton
      className={classes["button"]}
      onClick={onToggle}
      aria-expanded={isOpen}
      aria-controls={controls}
    >
      <span className={classes["arrow"]} aria-hidden="true" />
      {children}
    </UnstyledButton>
  );
}
