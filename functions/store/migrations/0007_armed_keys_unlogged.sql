-- A key that was handed out must never come back. An unlogged table is emptied by crash recovery, is on no replica and
-- in no archive; backups leave unlogged tables out (functions/store/snapshot-tables.ts).
ALTER TABLE "armed_key" SET UNLOGGED;
