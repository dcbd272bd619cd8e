-- The last wall before 演示数据 reaches the public: whatever the program does, a database that was not made for
-- demonstration takes no demonstration row. The error code is read by functions/store/database-errors.ts.
CREATE FUNCTION refuse_demonstration() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NOT EXISTS (SELECT 1 FROM public.instance WHERE is_demonstration) THEN
		RAISE EXCEPTION 'demonstration rows are refused by this database' USING ERRCODE = 'AN001';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER alert_revision_refuse_demonstration BEFORE INSERT OR UPDATE ON "alert_revision"
	FOR EACH ROW WHEN (NEW.is_demonstration) EXECUTE FUNCTION refuse_demonstration();
--> statement-breakpoint
CREATE TRIGGER shelter_refuse_demonstration BEFORE INSERT OR UPDATE ON "shelter"
	FOR EACH ROW WHEN (NEW.is_demonstration) EXECUTE FUNCTION refuse_demonstration();
