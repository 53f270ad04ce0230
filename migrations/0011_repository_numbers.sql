ALTER TABLE `fixes` ADD `repository_id` integer;--> statement-breakpoint
CREATE INDEX `fixes_repository_id` ON `fixes` (`repository_id`,`pull_request`);