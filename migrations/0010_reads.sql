DROP INDEX `actions_kind`;--> statement-breakpoint
CREATE INDEX `actions_rewrites` ON `actions` (payload ->> '$.update') WHERE payload ->> '$.update' IS NOT NULL;--> statement-breakpoint
CREATE INDEX `actions_kind` ON `actions` (`kind`,`created_at`,`sketch`,`task_id`,`id`);