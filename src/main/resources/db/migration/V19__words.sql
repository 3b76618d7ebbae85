-- A word to all who wait, at a desk or (without a department) everywhere. It is kept when it has ended.
CREATE TABLE word (
  id         text PRIMARY KEY,
  fair_id    integer NOT NULL REFERENCES fair ON DELETE CASCADE,
  department text,
  text       text NOT NULL,
  session    text NOT NULL,
  said_by    text NOT NULL,
  said_at    timestamptz NOT NULL DEFAULT now(),
  until      timestamptz NOT NULL,
  -- under which key it was sent, or null, and a hash of what was sent: sent again, it is the same
  key        text,
  sent_hash  text
);
CREATE UNIQUE INDEX word_key ON word (fair_id, session, key);
CREATE INDEX word_present ON word (fair_id, until);
INSERT INTO changed (what) VALUES ('words');
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON word
  FOR EACH STATEMENT EXECUTE FUNCTION count_change('words');
