-- Invites that were renewed, by their hashes: who comes by one is told what has happened, and whom to ask.
CREATE TABLE renewed_invite (
  token_hash text PRIMARY KEY,
  fair       text NOT NULL,
  department text NOT NULL,
  at         timestamptz NOT NULL DEFAULT now()
);
