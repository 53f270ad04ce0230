ALTER TABLE `deliveries` ADD `redo` text;--> statement-breakpoint
ALTER TABLE `deliveries` ADD `written` text DEFAULT '[]' NOT NULL;