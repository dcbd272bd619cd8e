CREATE TABLE "neighbour_item" (
	"source_id" text NOT NULL,
	"item_hash" text NOT NULL,
	"outcome" text NOT NULL,
	"alert_id" text,
	"seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "neighbour_item_source_id_item_hash_pk" PRIMARY KEY("source_id","item_hash")
);
--> statement-breakpoint
CREATE TABLE "neighbour_source" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"url" text,
	"sealed_secret" text,
	"state" text DEFAULT 'active' NOT NULL,
	"is_internal" boolean DEFAULT false NOT NULL,
	"interval_seconds" integer DEFAULT 60 NOT NULL,
	"etag" text,
	"last_modified" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL,
	"last_tried_at" timestamp (3) with time zone,
	"last_ok_at" timestamp (3) with time zone,
	"last_problem" text,
	"failures" integer DEFAULT 0 NOT NULL,
	"accepted" integer DEFAULT 0 NOT NULL,
	"repeated" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"ignored" integer DEFAULT 0 NOT NULL,
	"signed" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "neighbour_source_kind" CHECK ("neighbour_source"."kind" in ('poll', 'post')),
	CONSTRAINT "neighbour_source_state" CHECK ("neighbour_source"."state" in ('active', 'paused')),
	CONSTRAINT "neighbour_source_way" CHECK (("neighbour_source"."kind" = 'poll') = ("neighbour_source"."url" is not null))
);
--> statement-breakpoint
ALTER TABLE "neighbour_item" ADD CONSTRAINT "neighbour_item_source_id_neighbour_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."neighbour_source"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "neighbour_item_seen_at" ON "neighbour_item" USING btree ("seen_at");--> statement-breakpoint
CREATE UNIQUE INDEX "neighbour_source_name" ON "neighbour_source" USING btree ("name");--> statement-breakpoint
CREATE INDEX "neighbour_source_next_at" ON "neighbour_source" USING btree ("next_at");