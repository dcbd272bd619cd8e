CREATE TABLE "armed_key" (
	"subscription_id" text PRIMARY KEY NOT NULL,
	"sealed" "bytea" NOT NULL,
	"armed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "delivery_ledger" (
	"topic" text NOT NULL,
	"revision" integer NOT NULL,
	"channel" text NOT NULL,
	"batch" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"sent" integer DEFAULT 0 NOT NULL,
	"accepted" integer DEFAULT 0 NOT NULL,
	"gone" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"later" integer DEFAULT 0 NOT NULL,
	"planned_at" timestamp (3) with time zone NOT NULL,
	"first_at" timestamp (3) with time zone,
	"last_at" timestamp (3) with time zone,
	"next_at" timestamp (3) with time zone,
	"problem" text,
	CONSTRAINT "delivery_ledger_topic_revision_channel_batch_pk" PRIMARY KEY("topic","revision","channel","batch"),
	CONSTRAINT "delivery_ledger_state" CHECK ("delivery_ledger"."state" in ('waiting', 'sending', 'settled', 'superseded', 'ended', 'failed')),
	CONSTRAINT "delivery_ledger_next" CHECK ("delivery_ledger"."next_at" is null or "delivery_ledger"."state" = 'waiting')
);
--> statement-breakpoint
ALTER TABLE "armed_key" ADD CONSTRAINT "armed_key_subscription_id_subscription_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscription"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "delivery_ledger_planned_at" ON "delivery_ledger" USING btree ("planned_at");--> statement-breakpoint
CREATE INDEX "delivery_ledger_open" ON "delivery_ledger" USING btree ("planned_at") WHERE "delivery_ledger"."state" in ('waiting', 'sending');--> statement-breakpoint
CREATE INDEX "subscription_host" ON "subscription" USING btree (split_part(endpoint, '/', 3),"id");