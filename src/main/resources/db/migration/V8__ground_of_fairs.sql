-- A fair gets what is its own wherever it is stored, and askers get cookies that only this hub can have made.

-- Rewritten with a value of its own for each row. uid: the same in every hub that ever holds this fair.
-- epoch: the name of its journal here; another one after a restore, or where entries were imported into it.
ALTER TABLE fair
  ADD COLUMN uid uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
  ADD COLUMN epoch text NOT NULL DEFAULT replace(gen_random_uuid()::text, '-', '');

-- From now on a fair takes questions from its beginning to its end: the one to try the hub with lasted eight hours.
UPDATE fair SET starts_at = least(starts_at, now()), ends_at = now() + interval '1 year'
WHERE code = 'demo' AND name = '集中示范服务活动（演示）' AND ends_at - starts_at = interval '8 hours';

-- Where at the venue the desk stands, in the organizer's words.
ALTER TABLE desk ADD COLUMN booth text;

-- The villages that a villager can choose from.
CREATE TABLE village (
  fair_id  int NOT NULL REFERENCES fair,
  name     text NOT NULL,
  position int NOT NULL,
  PRIMARY KEY (fair_id, name)
);

-- Keys that the hub makes for itself at its first start.
CREATE TABLE hub_key (
  name  text PRIMARY KEY,
  bytes bytea NOT NULL
);

-- Askers who had their cookies before cookies were signed, by the hash that says who asked: these, and no others, are
-- given a signed cookie for an unsigned one.
CREATE TABLE unsigned_asker (
  asker text PRIMARY KEY
);
INSERT INTO unsigned_asker SELECT asker FROM person UNION SELECT asker FROM follower;

-- Expired sessions are deleted by this.
CREATE INDEX session_expiry ON session (expires_at);
