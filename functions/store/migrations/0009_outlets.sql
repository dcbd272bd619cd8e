CREATE TABLE "outlet" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"address" text NOT NULL,
	"sealed_settings" text NOT NULL,
	"is_internal" boolean NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"adcodes" text[] NOT NULL,
	"lowest_level" text NOT NULL,
	"accepts_drills" boolean NOT NULL,
	"mouths" text[] NOT NULL,
	"languages" text[] NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_delivered_at" timestamp (3) with time zone,
	"last_failed_at" timestamp (3) with time zone,
	"last_trouble" text,
	CONSTRAINT "outlet_kind" CHECK ("outlet"."kind" in ('webhook', 'mail', 'file-drop', 'blackhole')),
	CONSTRAINT "outlet_state" CHECK ("outlet"."state" in ('active', 'paused')),
	CONSTRAINT "outlet_level" CHECK ("outlet"."lowest_level" in ('red', 'orange', 'yellow', 'blue'))
);
--> statement-breakpoint
CREATE TABLE "outlet_debt" (
	"topic" text NOT NULL,
	"revision" integer NOT NULL,
	"outlet_id" text NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"done" text[] NOT NULL,
	CONSTRAINT "outlet_debt_topic_revision_outlet_id_pk" PRIMARY KEY("topic","revision","outlet_id")
);
--> statement-breakpoint
ALTER TABLE "outlet_debt" ADD CONSTRAINT "outlet_debt_outlet_id_outlet_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlet"("id") ON DELETE cascade ON UPDATE no action;