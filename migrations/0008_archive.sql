-- What is in the ledger stays as it is, whoever asks; a task's facts that are in the archive, and only these, may go.
DROP TRIGGER ledger_is_not_deleted;
--> statement-breakpoint
CREATE TRIGGER ledger_is_not_deleted BEFORE DELETE ON ledger
WHEN NOT EXISTS (SELECT 1 FROM tasks WHERE tasks.id = old.task_id AND old.seq <= tasks.archived ->> 'lastSeq') BEGIN
  SELECT RAISE(ABORT, 'the ledger is append-only');
END;
