-- Any three characters of a title, an id or a requester find their task, however many there are. Kept by triggers, so that
-- no writer can forget it.
CREATE VIRTUAL TABLE task_search USING fts5 (id, title, requested_by, tokenize = 'trigram');
--> statement-breakpoint
CREATE TRIGGER task_search_gains AFTER INSERT ON tasks BEGIN
  INSERT INTO task_search (rowid, id, title, requested_by) VALUES (new.rowid, new.id, coalesce(new.title, ''), new.requested_by);
END;
--> statement-breakpoint
CREATE TRIGGER task_search_learns AFTER UPDATE OF title ON tasks WHEN old.title IS NOT new.title BEGIN
  UPDATE task_search SET title = coalesce(new.title, '') WHERE rowid = new.rowid;
END;
