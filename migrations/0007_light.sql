ALTER TABLE `tasks` ADD `archived` text;--> statement-breakpoint
CREATE INDEX `tasks_closed` ON `tasks` (`updated_at`) WHERE coalesce(archived, status) IN ('done', 'rejected', 'failed', 'cancelled');--> statement-breakpoint
CREATE INDEX `signals_dropped` ON `signals` (`kind`,`received_at`,`id`) WHERE status = 'dropped';--> statement-breakpoint
CREATE INDEX `tickets_issue` ON `tickets` (`issue`);