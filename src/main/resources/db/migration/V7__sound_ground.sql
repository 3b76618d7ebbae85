-- Who asked stands beside the question and out of the journal: it can be deleted while what was asked and answered is kept.
CREATE TABLE person (
  question_id text PRIMARY KEY,
  fair_id     int NOT NULL,
  asker       text NOT NULL,
  name        text,
  phone       text,
  -- with which the question is reached from any phone
  code        text UNIQUE
);
INSERT INTO person (question_id, fair_id, asker, name, phone) SELECT id, fair_id, asker, name, phone FROM question;
CREATE INDEX person_asker ON person (fair_id, asker, question_id);

-- What was committed under which idempotency key, so that the same command again is answered and not carried out.
CREATE TABLE command (
  fair_id     int NOT NULL,
  caller      text NOT NULL,
  key         text NOT NULL,
  body_hash   text NOT NULL,
  -- of its first entry
  seq         bigint NOT NULL,
  question_id text NOT NULL,
  at          timestamptz NOT NULL,
  PRIMARY KEY (fair_id, caller, key)
);
INSERT INTO command (fair_id, caller, key, body_hash, seq, question_id, at)
  SELECT fair_id, asker, idempotency_key, body_hash, place, id, created_at FROM question;
CREATE INDEX command_at ON command (at);

ALTER TABLE question
  DROP COLUMN asker, DROP COLUMN name, DROP COLUMN phone, DROP COLUMN idempotency_key, DROP COLUMN body_hash,
  -- what kind of danger to life or body it tells of, or null
  ADD COLUMN urgency text,
  -- its place in every queue, the smallest first: what is urgent before all else
  ADD COLUMN rank bigint,
  -- whether the staff has taken it back from the public
  ADD COLUMN taken_back boolean NOT NULL DEFAULT false;
UPDATE question SET rank = place;
ALTER TABLE question ALTER COLUMN rank SET NOT NULL;
DROP INDEX question_queue;
CREATE INDEX question_queue ON question (fair_id, department, state, rank);

-- An entry keeps what can change in its question, and nothing of whom it tells.
ALTER TABLE entry ADD COLUMN reason text;
UPDATE entry SET
  question = (question::jsonb - '{id,fair_id,ticket,place,text,language,village,attachments,concerns,created_at,
    asker,name,phone,idempotency_key,body_hash}'::text[])::json,
  message = CASE WHEN kind = 'replied' AND message IS NOT NULL
    THEN (message::jsonb || '{"by": null}')::json ELSE message END;

-- How long a claim lasts: renewed without an entry, ended by one.
CREATE TABLE lease (
  question_id text PRIMARY KEY,
  fair_id     int NOT NULL,
  holder      text NOT NULL,
  expires_at  timestamptz NOT NULL
);
INSERT INTO lease (question_id, fair_id, holder, expires_at)
  SELECT id, fair_id, holder, clock_timestamp() + interval '10 minutes' FROM question WHERE state = 'claimed';
CREATE INDEX lease_expiry ON lease (expires_at);
CREATE INDEX lease_holder ON lease (holder);

-- Ends a statement that the database has come to too late, as if it had been cancelled: its caller was told that it failed.
CREATE FUNCTION overdue(version text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the deadline is past' USING ERRCODE = 'query_canceled';
END $$;

-- Who also wants to know is given the answer.
ALTER TABLE support RENAME TO follower;
ALTER TABLE follower RENAME CONSTRAINT support_pkey TO follower_pkey;
CREATE INDEX follower_asker ON follower (asker);

-- Pictures and sounds that a villager sends along.
CREATE TABLE attachment (
  id         text PRIMARY KEY,
  fair_id    int NOT NULL REFERENCES fair,
  asker      text NOT NULL,
  type       text NOT NULL,
  content    bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
