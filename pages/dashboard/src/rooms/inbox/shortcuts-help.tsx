import { Group, Kbd, Modal, Table, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { shortcuts } from "./shortcuts.ts";

/** All keys of the inbox. */
export function ShortcutsHelp({ opened, onClose }: { opened: boolean; onClose: () => void }): ReactElement {
  return (
    <Modal opened={opened} onClose={onClose} title="Keys of the inbox" centered>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={110}>Key</Table.Th>
            <Table.Th>What it does</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {Object.entries(shortcuts).map(([command, { shown, does }]) => (
            <Table.Tr key={command}>
              <Table.Td>
                <Group gap={4}>
                  {shown.map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </Group>
              </Table.Td>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" c="dimmed" mt="sm">
        Keys are left alone while you type. The arrows go through the list while the focus is in it. What is
        of high risk asks once more before it is approved.
      </Text>
    </Modal>
  );
}
