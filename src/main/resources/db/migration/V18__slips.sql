-- Slips printed ahead: the code of a ticket to come, until somebody types in what was written on it.
CREATE TABLE slip (
  code     text PRIMARY KEY,
  fair_id  integer NOT NULL REFERENCES fair ON DELETE CASCADE,
  number   integer NOT NULL,
  made_at  timestamptz NOT NULL DEFAULT now(),
  typed_at timestamptz,
  UNIQUE (fair_id, number)
);

-- Who typed in what somebody without a phone has asked, having her consent: the asker is one that the hub has made for her.
CREATE TABLE typed_in (
  asker   text PRIMARY KEY,
  fair_id integer NOT NULL REFERENCES fair ON DELETE CASCADE,
  session text NOT NULL,
  role    text NOT NULL,
  name    text NOT NULL,
  at      timestamptz NOT NULL DEFAULT now()
);
